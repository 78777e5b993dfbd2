package importer_test

import (
	"io"
	"strings"
	"testing"
	"time"

	"dateline/corpus/importer"
)

// TestSlowStdin: an article that a program writes is read although the program then writes nothing for long.
func TestSlowStdin(t *testing.T) {
	t.Parallel()
	im, err := importer.New(importer.Options{})
	if err != nil {
		t.Fatal(err)
	}
	r, w := io.Pipe()
	go func() { _, _ = io.WriteString(w, "\n{\"title\":\"First\",\"text\":\"x\"}\n") }()
	var titles []string
	for raw, err := range im.Read(t.Context(), r, "-") {
		if err != nil {
			t.Fatal(err)
		}
		if titles = append(titles, raw.Title); len(titles) == 1 {
			go func() {
				_, _ = io.WriteString(w, "{\"title\":\"Second\",\"text\":\"x\"}\n")
				_ = w.Close()
			}()
		}
	}
	if strings.Join(titles, " ") != "First Second" {
		t.Errorf("got %q", titles)
	}
}

// TestPausingStdin: a pause in the middle of a line does not spoil the sample.
func TestPausingStdin(t *testing.T) {
	t.Parallel()
	r, w := io.Pipe()
	go func() {
		for _, part := range []string{"title,", "te", "xt\nOne,x\n", "Two,y\n"} {
			_, _ = io.WriteString(w, part)
			time.Sleep(30 * time.Millisecond)
		}
		_ = w.Close()
	}()
	wantOutline(t, read(t, importer.Options{}, r, "-"), "One", "Two")
}

func TestBrokenStdin(t *testing.T) {
	t.Parallel()
	r, w := io.Pipe()
	_ = w.CloseWithError(io.ErrClosedPipe)
	wantOutline(t, read(t, importer.Options{}, r, "-"), "! stdin: cannot be read: io: read/write on closed pipe")
}

func TestOddText(t *testing.T) {
	t.Parallel()
	asian := "\u6771\u4eac\u306e\u65b0\u805e\n\n" + strings.Repeat("\u9996\u76f8\u306f\u706b\u66dc\u65e5\u306b\u4f1a\u898b\u3057\u305f\u3002", 9)
	wide := func(s string, high, low int) string {
		var b []byte
		for _, r := range s {
			var pair [2]byte
			pair[high], pair[low] = byte(r>>8), byte(r)
			b = append(b, pair[:]...)
		}
		return string(b)
	}
	for name, c := range map[string]struct {
		input string
		want  []string
	}{
		"lines that end in CR":            {"title,text\rOne,x\rTwo,y\r", []string{"One", "Two"}},
		"JSON Lines that end in CR":       {"{\"title\":\"One\",\"text\":\"x\"}\r{\"title\":\"Two\",\"text\":\"x\"}\r", []string{"One", "Two"}},
		"UTF-16LE without zero bytes":     {wide(asian, 1, 0), []string{"\u6771\u4eac\u306e\u65b0\u805e"}},
		"UTF-16BE without zero bytes":     {wide(asian, 0, 1), []string{"\u6771\u4eac\u306e\u65b0\u805e"}},
		"UTF-32":                          {"\xff\xfe\x00\x00T\x00\x00\x00", []string{"! stdin: text in UTF-32; save it in UTF-8"}},
		"binary data after 64 KiB":        {strings.Repeat("A line of text.\n", 5000) + strings.Repeat("\x00\x01\x02", 5000), []string{"! stdin: text at first, then binary data"}},
		"a compressed file that was cut":  {gzipped(t, strings.Repeat("{\"title\":\"T\",\"text\":\"x\"}\n", 3))[:40], []string{"T", "T", "T", "! stdin: cannot be read to its end: it ends too early; the file may be incomplete"}},
		"a compressed file with a defect": {flip(gzipped(t, story("T")), 8), []string{"! stdin: damaged: the checksum at its end is wrong"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			wantOutline(t, read(t, importer.Options{}, strings.NewReader(c.input), "-"), c.want...)
		})
	}
}

// flip changes a bit of the byte that many bytes before the end.
func flip(s string, before int) string {
	b := []byte(s)
	b[len(b)-before] ^= 1
	return string(b)
}
