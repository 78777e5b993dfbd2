package clean_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"dateline/corpus"
	"dateline/corpus/clean"

	"github.com/google/go-cmp/cmp"
)

// readCase reads a file of testdata: a line with the reason, then the input
// behind "-- in --" and the cleaned text behind "-- want --". In the input \r, \t,
// \xHH and \uHHHH are escapes.
func readCase(t *testing.T, path string) (in, want string) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(b), "-- in --\n")
	in, want, ok2 := strings.Cut(rest, "\n-- want --\n")
	if !ok || !ok2 {
		t.Fatalf("%s: no input or no wanted text", path)
	}
	in = escape.ReplaceAllStringFunc(in, func(e string) string {
		s, err := strconv.Unquote(`"` + e + `"`)
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		return s
	})
	return in, strings.TrimSuffix(want, "\n")
}

var escape = regexp.MustCompile(`\\(r|t|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4})`)

func TestBodyCases(t *testing.T) {
	t.Parallel()
	paths, err := filepath.Glob("testdata/body/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txt"), func(t *testing.T) {
			t.Parallel()
			in, want := readCase(t, path)
			got := clean.Body(in)
			if diff := cmp.Diff(want, got.Text); diff != "" {
				t.Errorf("cleaned text (-want +got):\n%s\nedits: %+v", diff, got.Edits)
			}
			checkProperties(t, in, got, clean.Body)
		})
	}
}

// checkProperties checks what holds for every cleaned text.
func checkProperties(t interface {
	Errorf(format string, args ...any)
}, in string, got clean.Result, again func(string) clean.Result) {
	if !utf8.ValidString(got.Text) {
		t.Errorf("the cleaned text is not UTF-8")
	}
	if len(got.Text) > 3*len(in)+16 {
		t.Errorf("%d bytes became %d", len(in), len(got.Text))
	}
	if twice := again(got.Text); twice.Text != got.Text {
		t.Errorf("cleaning is not idempotent: %q, then %q, edits %+v", got.Text, twice.Text, twice.Edits)
	}
	if back := clean.Undo(got.Text, got.Edits); back != in {
		t.Errorf("Undo = %q, want %q (edits %+v)", back, in, got.Edits)
	}
}

func TestTitle(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, in, want string }{
		{"spaces and lines", "  Harbour\n  plan \u00a0 approved ", "Harbour plan approved"},
		{"entities", "Smith &amp;amp; Sons wins &#8216;harbour&#8217; deal", "Smith & Sons wins ‘harbour’ deal"},
		{"tags", "Port <i>Veritas</i> sails", "Port Veritas sails"},
		{"quotes stay", `"We will sail," says minister`, `"We will sail," says minister`},
		{"site stays", "Port sails | Harbour Post", "Port sails | Harbour Post"},
		{"mojibake", "Ministerâ€™s cafÃ© visit", "Minister’s café visit"},
		{"right to left marks stay", "\u202bميناء\u202c", "\u202bميناء\u202c"},
		{"empty", " \u200b\ufeff ", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := clean.Title(c.in)
			if got.Text != c.want {
				t.Errorf("Title(%q) = %q, want %q", c.in, got.Text, c.want)
			}
			checkProperties(t, c.in, got, clean.Title)
		})
	}
}

func TestBodyReturnsByline(t *testing.T) {
	t.Parallel()
	got := clean.Body("By Jane Doe and John Roe\n\nThe harbour opened on Monday.")
	if got.Byline != "By Jane Doe and John Roe" || got.Text != "The harbour opened on Monday." {
		t.Errorf("Byline %q, Text %q", got.Byline, got.Text)
	}
}

func TestOrigin(t *testing.T) {
	t.Parallel()
	in := "Écoutez&nbsp;!\r\n\r\nThe U.\r\n\r\nS. Department paid &pound;5."
	got := clean.Body(in)
	want := "Écoutez !\n\nThe U.S. Department paid £5."
	if got.Text != want {
		t.Fatalf("Text = %q, want %q", got.Text, want)
	}
	for _, c := range []struct{ span, origin string }{
		{"Écoutez", "Écoutez"},
		{"U.S. Department", "U.\r\n\r\nS. Department"},
		{"£5", "&pound;5"},
		{"£", "&pound;"},
		{"Department", "Department"},
	} {
		start := utf8.RuneCountInString(want[:strings.Index(want, c.span)])
		from, to := clean.Origin(got.Edits, start, start+utf8.RuneCountInString(c.span))
		if back := string([]rune(in)[from:to]); back != c.origin {
			t.Errorf("Origin of %q is %q, want %q", c.span, back, c.origin)
		}
	}
}

func TestLargeTextTakesLinearTime(t *testing.T) {
	t.Parallel()
	paragraph := "The U.\n\nS. minister said &quot;the port&quot; cost $5\n\nmillion, Mr.\n\nRoe said .\n\n"
	var text strings.Builder
	for text.Len() < 5<<20 {
		text.WriteString(paragraph)
	}
	got := clean.Body(text.String())
	if !strings.HasPrefix(got.Text, `The U.S. minister said "the port" cost $5 million, Mr. Roe said.`) {
		t.Errorf("cleaned text begins %q", got.Text[:80])
	}
	if clean.Undo(got.Text, got.Edits) != text.String() {
		t.Error("Undo does not restore the text")
	}
}

var sink clean.Result

func BenchmarkBody(b *testing.B) {
	in, err := os.ReadFile("testdata/body/wire-indented.txt")
	if err != nil {
		b.Fatal(err)
	}
	text := strings.Repeat(string(in), 4)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		sink = clean.Body(text)
	}
}

// provenance follows every code point of a text back through edits, slowly and
// plainly: the truth that Origin is compared with.
func provenance(in string, edits []corpus.Edit) [][2]int {
	n := utf8.RuneCountInString(in)
	spans := make([][2]int, n)
	for i := range spans {
		spans[i] = [2]int{i, i + 1}
	}
	for len(edits) > 0 {
		run := 1
		for run < len(edits) && edits[run].Pass == edits[0].Pass {
			run++
		}
		var next [][2]int
		at := 0
		for _, e := range edits[:run] {
			next = append(next, spans[at:e.Start]...)
			for range utf8.RuneCountInString(e.Now) {
				next = append(next, [2]int{spans[e.Start][0], spans[e.End-1][1]})
			}
			at = e.End
		}
		spans, edits = append(next, spans[at:]...), edits[run:]
	}
	return spans
}
