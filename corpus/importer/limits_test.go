package importer_test

import (
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"dateline/corpus/importer"
)

// endless is size bytes of one letter.
func endless(size int64) io.Reader { return io.LimitReader(letters{}, size) }

type letters struct{}

func (letters) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}

const (
	tooLarge = "larger than the limit of 5 MiB for one article"
	huge     = 24 << 20
)

// TestHuge gives every format far more than it may hold: the record is refused, what comes after it is read, and
// memory stays small.
func TestHuge(t *testing.T) {
	line := "\n{\"title\":\"After\",\"text\":\"x\"}\n"
	for name, c := range map[string]struct {
		input io.Reader
		o     importer.Options
		want  []string
	}{
		"text":          {endless(huge), importer.Options{}, []string{"! stdin: " + tooLarge}},
		"html":          {io.MultiReader(strings.NewReader("<html>"), endless(huge)), importer.Options{}, []string{"! stdin: " + tooLarge}},
		"line":          {io.MultiReader(endless(huge), strings.NewReader(line)), importer.Options{Format: importer.JSONL}, []string{"! stdin:1: " + tooLarge, "After"}},
		"array element": {io.MultiReader(strings.NewReader(`[{"text":"`), endless(huge), strings.NewReader(`"},{"title":"After","text":"x"}]`)), importer.Options{}, []string{"! stdin:1: " + tooLarge, "After"}},
		"object":        {io.MultiReader(strings.NewReader(`{"text":"`), endless(huge), strings.NewReader(`"}{"title":"After","text":"x"}`)), importer.Options{}, []string{"! stdin:1: " + tooLarge, "After"}},
		"cell":          {io.MultiReader(strings.NewReader("title,text\na,\""), endless(huge), strings.NewReader("\"\nAfter,x\n")), importer.Options{}, []string{"! stdin:2: " + tooLarge, "After"}},
		"open cell":     {io.MultiReader(strings.NewReader("title,text\na,b\na,\""), endless(huge)), importer.Options{}, []string{"a", "! stdin:3: the quote that opens on line 3 is never closed; the rest of the file was not read"}},
		"header":        {io.MultiReader(strings.NewReader("title,text,"), endless(huge)), importer.Options{Format: importer.CSV}, []string{"! stdin: cannot be read: the header line is over the limit of 256 KiB"}},
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			wantOutline(t, read(t, c.o, c.input, "-"), c.want...)
			runtime.ReadMemStats(&after)
			if used := after.TotalAlloc - before.TotalAlloc; used > 48<<20 {
				t.Errorf("%d MiB allocated for %d MiB of input", used>>20, huge>>20)
			}
		})
	}
}

func TestDepth(t *testing.T) {
	t.Parallel()
	deep := `{"title":"Deep","text":"x","more":` + strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000) + `}`
	const after = `{"title":"After","text":"x"}`
	const want = "! stdin:1: JSON nested deeper than the limit of 100"
	for name, c := range map[string]struct {
		input  string
		format importer.Format
	}{
		"lines":        {deep + "\n" + after, importer.JSONL},
		"array":        {"[" + deep + "," + after + "]", ""},
		"objects":      {deep + after, importer.JSON},
		"never closed": {"[" + deep[:50_000] + "\n" + after, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := read(t, importer.Options{Format: c.format}, strings.NewReader(c.input), "-")
			if name == "never closed" {
				wantOutline(t, got, "! stdin:2: the JSON ends too early: a bracket or a quote is never closed")
				return
			}
			wantOutline(t, got, want, "After")
		})
	}
}

func TestColumns(t *testing.T) {
	t.Parallel()
	wide := strings.Repeat("x,", 9_999) + "x"
	wantOutline(t, read(t, importer.Options{}, strings.NewReader("title,text,"+wide+"\n"), "-"),
		"! stdin:1: 10002 columns, over the limit of 1000")
	wantOutline(t, read(t, importer.Options{}, strings.NewReader("title,text\n"+wide+"\nAfter,x\n"), "-"),
		"! stdin:2: the row has 10000 cells and the header 2", "After")
}

// TestBrokenQuotesEnd: lines that each open a quote which is never closed must not make work without end.
func TestBrokenQuotesEnd(t *testing.T) {
	t.Parallel()
	start := time.Now()
	got := read(t, importer.Options{}, strings.NewReader("title,text\n"+strings.Repeat("\"\"\"x\n", 400_000)), "-")
	if spent := time.Since(start); spent > 30*time.Second {
		t.Errorf("took %v", spent)
	}
	if last := got[len(got)-1]; last.Aside == nil || !strings.Contains(last.Aside.Reason, "the rest was not read") {
		t.Errorf("last of %d: %q", len(got), outline(got[len(got)-1:]))
	}
}
