package sitemap_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/unicode"

	"dateline/corpus"
	"dateline/corpus/feed"
	"dateline/crawl/sitemap"
)

var update = flag.Bool("update", false, "write the golden files")

const at = "https://news.example/maps/sitemap.xml"

// show writes an entry on one line.
func show(e sitemap.Entry) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d: %s", e.Line, e.URL)
	if e.Sitemap {
		b.WriteString(" sitemap")
	}
	if e.LastMod.Known() {
		fmt.Fprintf(&b, " lastmod=%s", e.LastMod)
	}
	if e.ChangeFreq != "" || e.Priority != 0.5 {
		fmt.Fprintf(&b, " %s %v", e.ChangeFreq, e.Priority)
	}
	if n := e.News; n != nil {
		fmt.Fprintf(&b, " news: %q of %q in %q at %s %q", n.Title, n.Publication, n.Language, n.Published, n.Keywords)
	}
	return b.String()
}

// read reads a sitemap and writes down all that comes of it.
func read(source io.Reader, o sitemap.Options) (string, sitemap.Report, error) {
	var b strings.Builder
	report, err := sitemap.Read(source, o, func(e sitemap.Entry) bool {
		fmt.Fprintln(&b, show(e))
		return true
	})
	fmt.Fprintf(&b, "%s: %d entries, %d refused\n", report.Format, report.Entries, report.Refused)
	for _, p := range report.Problems {
		fmt.Fprintln(&b, p)
	}
	if report.Cut != "" {
		fmt.Fprintln(&b, "cut:", report.Cut)
	}
	if err != nil {
		fmt.Fprintln(&b, "error:", err)
	}
	return b.String(), report, err
}

// urls returns the addresses of a sitemap.
func urls(t *testing.T, source io.Reader, o sitemap.Options) ([]string, sitemap.Report) {
	t.Helper()
	var list []string
	report, err := sitemap.Read(source, o, func(e sitemap.Entry) bool {
		list = append(list, e.URL)
		return true
	})
	if err != nil {
		t.Error(err)
	}
	return list, report
}

func TestGolden(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/*.*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, ".golden") {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		o := sitemap.Options{URL: at, Feed: func(b []byte) error { return showFeed(t, b) }}
		got, _, _ := read(bytes.NewReader(text), o)
		if *update {
			if err := os.WriteFile(name+".golden", []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(name + ".golden")
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		slowly, _, _ := read(iotest.OneByteReader(bytes.NewReader(text)), o)
		if diff := cmp.Diff(got, slowly); diff != "" {
			t.Errorf("%s, read byte by byte (-at once +slowly):\n%s", name, diff)
		}
	}
}

// showFeed reads a feed that was handed on.
func showFeed(t *testing.T, b []byte) error {
	t.Helper()
	f, err := feed.Parse(b, feed.Options{URL: at})
	if err == nil && (len(f.Items) == 0 || f.Items[0].Link != "https://news.example/ferry") {
		t.Errorf("a feed that was handed on has the items %+v", f.Items)
	}
	return err
}

func TestFeed(t *testing.T) {
	t.Parallel()
	refused := errors.New("no feeds, please")
	tests := []struct {
		name  string
		text  string
		take  func([]byte) error
		given int
		cut   bool
		err   error
	}{
		{"short", "<rss></rss>", nil, 11, false, nil},
		{"packed", string(packed(t, "<!-- a -->\n<feed xmlns='x'></feed>")), nil, 34, false, nil},
		{"long", "<rdf:RDF>" + strings.Repeat(" ", sitemap.MaxFeed), nil, sitemap.MaxFeed, true, nil},
		{"that nobody takes", "<rss></rss>", func([]byte) error { return refused }, 0, false, refused},
	}
	for _, c := range tests {
		given := 0
		if c.take == nil {
			c.take = func(b []byte) error { given = len(b); return nil }
		}
		report, err := sitemap.Read(strings.NewReader(c.text), sitemap.Options{Feed: c.take}, nil)
		if !errors.Is(err, c.err) || given != c.given || (report.Cut != "") != (c.cut || c.err != nil) || err == nil && report.Format != sitemap.Feed {
			t.Errorf("%s: %d bytes given, %+v, error %v", c.name, given, report, err)
		}
	}
	if _, err := sitemap.Read(strings.NewReader("<rss></rss>"), sitemap.Options{}, nil); corpus.KindOf(err) != corpus.Invalid {
		t.Errorf("without one who takes feeds: %v", err)
	}
}

// many is a sitemap of n pages.
func many(n int) string {
	var b strings.Builder
	b.WriteString("<urlset>\n")
	for i := range n {
		fmt.Fprintf(&b, "<url><loc>https://news.example/%d</loc></url>\n", i)
	}
	b.WriteString("</urlset>\n")
	return b.String()
}

func packed(t *testing.T, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := io.WriteString(z, text); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestEncodings(t *testing.T) {
	t.Parallel()
	const text = `<?xml version="1.0" encoding="UTF-16"?><urlset><url><loc>https://news.example/ü</loc></url></urlset>`
	encode := func(order unicode.Endianness, mark unicode.BOMPolicy) string {
		s, err := unicode.UTF16(order, mark).NewEncoder().String(text)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	tests := map[string]struct{ text, contentType string }{
		"UTF-8 that says UTF-16":            {text, "text/xml; charset=iso-8859-1"},
		"big-endian with a mark":            {encode(unicode.BigEndian, unicode.UseBOM), ""},
		"little-endian with a mark":         {encode(unicode.LittleEndian, unicode.UseBOM), ""},
		"big-endian without a mark":         {encode(unicode.BigEndian, unicode.IgnoreBOM), ""},
		"little-endian without a mark":      {encode(unicode.LittleEndian, unicode.IgnoreBOM), ""},
		"windows-1252 that says nothing":    {"<urlset><url><loc>https://news.example/\xFC</loc>", ""},
		"windows-1252 by the Content-Type":  {"<urlset><url><loc>https://news.example/\xFC</loc>", "text/xml; charset=windows-1252"},
		"windows-1252 that says UTF-8":      {"<?xml version='1.0' encoding='utf-8'?><url><loc>https://news.example/\xFC</loc>", ""},
		"an encoding that nobody has":       {"<?xml version='1.0' encoding='klingon'?><url><loc>https://news.example/ü</loc>", ""},
		"a list of addresses with a mark":   {"\xEF\xBB\xBFhttps://news.example/ü", "text/plain"},
		"a list of addresses, Latin-1":      {"https://news.example/\xFC\n", "text/plain; charset=latin1"},
		"packed":                            {string(packed(t, text)), "application/x-gzip"},
		"packed, with something behind it":  {string(packed(t, text)) + "trailing bytes", ""},
		"packed in two members":             {string(packed(t, text[:40])) + string(packed(t, text[40:])), ""},
		"an address with a reference in it": {"<url><loc>https://news.example/&#252;</loc></url>", ""},
	}
	for name, c := range tests {
		got, _ := urls(t, strings.NewReader(c.text), sitemap.Options{URL: at, ContentType: c.contentType})
		if diff := cmp.Diff([]string{"https://news.example/%C3%BC"}, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestLimits(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		text    []byte
		options sitemap.Options
		entries int
		cut     string
	}{
		{"50,000 entries", []byte(many(50_000)), sitemap.Options{}, 50_000, ""},
		{"one more", []byte(many(50_001)), sitemap.Options{}, 50_000, "it has more than 50000 entries"},
		{"a limit of one's own", []byte(many(6)), sitemap.Options{Entries: 5}, 5, "it has more than 5 entries"},
		{"as long as allowed", []byte(many(2)), sitemap.Options{Bytes: int64(len(many(2)))}, 2, ""},
		{"one byte longer", []byte(many(2)), sitemap.Options{Bytes: int64(len(many(2)) - 1)}, 2, fmt.Sprintf("it is longer than %d bytes", len(many(2))-1)},
		{"packed text that is cut", packed(t, many(1000))[:2000], sitemap.Options{}, -1, "its packing is broken: unexpected EOF"},
		{"a text that is cut", []byte("https://news.example/1\nhttps://news.example/2"), sitemap.Options{Bytes: 30}, 1, "it is longer than 30 bytes"},
	}
	for _, c := range tests {
		list, report := urls(t, bytes.NewReader(c.text), c.options)
		if c.entries >= 0 && len(list) != c.entries || len(list) == 0 || report.Cut != c.cut || report.Entries != len(list) {
			t.Errorf("%s: %d entries, cut %q", c.name, len(list), report.Cut)
		}
	}
}

// repeated gives a text n times.
type repeated struct {
	text string
	n    int
}

func (r *repeated) Read(b []byte) (int, error) {
	if r.n <= 0 {
		return 0, io.EOF
	}
	n := 0
	for n+len(r.text) <= len(b) && r.n > 0 {
		n += copy(b[n:], r.text)
		r.n--
	}
	return n, nil
}

func TestBombs(t *testing.T) {
	t.Parallel()
	var bomb bytes.Buffer
	z := gzip.NewWriter(&bomb)
	if _, err := io.Copy(z, io.MultiReader(strings.NewReader("<urlset><url><loc>https://news.example/1</loc></url>"), &repeated{"          ", 2 << 20})); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	_, report := urls(t, &bomb, sitemap.Options{})
	if report.Cut != "it is packed by more than 100 to 1" || report.Entries != 1 || report.Bytes > 20<<20 {
		t.Errorf("a bomb: %+v", report)
	}
	_, err := sitemap.Read(bytes.NewReader(packed(t, string(packed(t, many(1))))), sitemap.Options{}, func(sitemap.Entry) bool { return true })
	if corpus.KindOf(err) != corpus.Invalid {
		t.Errorf("packed twice: %v", err)
	}
}

func TestLongTokens(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 1<<20)
	text := "<urlset><url><loc>https://news.example/" + long + "</loc></url>\n<url><loc>https://news.example/1</loc></url>" +
		"<url " + long + "><loc>https://news.example/2</loc></url><!--" + long + "--><url><loc>https://news.example/3</loc></url>" +
		"<url><loc>https://news.example/" + long[:3000] + "</loc></url><url><loc>https://news.example/4</loc></url>"
	list, report := urls(t, strings.NewReader(text), sitemap.Options{})
	want := []string{"https://news.example/1", "https://news.example/3", "https://news.example/4"}
	if diff := cmp.Diff(want, list); diff != "" {
		t.Errorf("(-want +got):\n%s%v", diff, report.Problems)
	}
}

func TestManyTroubles(t *testing.T) {
	t.Parallel()
	_, report := urls(t, &repeated{"<url><loc>https://news.example/</loc></url><< ", 100_000}, sitemap.Options{})
	if report.Cut == "" || report.Entries != 1000 || len(report.Problems) != 100 || report.More != 900 {
		t.Errorf("cut %q, %d entries, %d problems and %d more", report.Cut, report.Entries, len(report.Problems), report.More)
	}
}

func TestDeepNesting(t *testing.T) {
	t.Parallel()
	text := "<url><loc>https://news.example/1</loc>" + strings.Repeat("<x>", 1_000_000) + "</url><url><loc>https://news.example/2</loc></url>"
	if list, _ := urls(t, strings.NewReader(text), sitemap.Options{}); len(list) != 2 {
		t.Errorf("%d entries", len(list))
	}
}

func TestSourceBreaksOff(t *testing.T) {
	t.Parallel()
	broken := errors.New("connection reset")
	for name, text := range map[string][]byte{"plain": []byte(many(10)), "packed": packed(t, many(5000))} {
		n := 0
		report, err := sitemap.Read(io.MultiReader(bytes.NewReader(text[:len(text)-20]), iotest.ErrReader(broken)), sitemap.Options{}, func(sitemap.Entry) bool {
			n++
			return true
		})
		if !errors.Is(err, broken) || n == 0 || report.Entries != n || report.Cut != "connection reset" {
			t.Errorf("%s: %d entries, %+v, error %v", name, n, report, err)
		}
	}
}

func TestTakerStops(t *testing.T) {
	t.Parallel()
	for _, text := range []string{many(10), "https://news.example/1\nhttps://news.example/2"} {
		report, err := sitemap.Read(strings.NewReader(text), sitemap.Options{}, func(sitemap.Entry) bool { return false })
		if err != nil || report.Entries != 1 || report.Cut != "" {
			t.Errorf("%+v, error %v", report, err)
		}
	}
}

func TestNoSitemap(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", " \n", "\xEF\xBB\xBF", "\x1F\x8B", "\x1F\x8Bnot gzip at all", "%PDF-1.7", "\x89PNG\r\n\x1A\n", "<svg></svg>", "{}", "<", "<?xml", "<html>", strings.Repeat("no\n", 20)} {
		_, report, err := read(strings.NewReader(text), sitemap.Options{URL: at})
		if corpus.KindOf(err) != corpus.Invalid || report.Entries != 0 {
			t.Errorf("%q: error %v, %+v", text, err, report)
		}
	}
}

func FuzzRead(f *testing.F) {
	files, err := filepath.Glob("testdata/*.*")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range files {
		if text, err := os.ReadFile(name); err == nil && !strings.HasSuffix(name, ".golden") {
			f.Add(text, "")
		}
	}
	f.Add([]byte("\x1F\x8B\x08\x00"), "text/xml; charset=koi8-r")
	f.Fuzz(func(t *testing.T, text []byte, contentType string) {
		n := 0
		o := sitemap.Options{URL: at, ContentType: contentType}
		var lines strings.Builder
		report, err := sitemap.Read(bytes.NewReader(text), o, func(e sitemap.Entry) bool {
			n++
			if !strings.HasPrefix(e.URL, "http://") && !strings.HasPrefix(e.URL, "https://") || len(e.URL) > sitemap.MaxURL || strings.ContainsAny(e.URL, " \n<>\"") {
				t.Errorf("address %q", e.URL)
			}
			if e.Line < 1 || e.Priority < 0 || e.Priority > 1 {
				t.Errorf("entry %+v", e)
			}
			fmt.Fprintln(&lines, e.URL)
			return true
		})
		if report.Entries != n || n > sitemap.MaxEntries || len(report.Problems) > 100 || err == nil && report.Format == "" {
			t.Errorf("%d entries, %+v, %v", n, report, err)
		}
		// The addresses, one a line, are a sitemap that gives the same ones.
		if n == 0 {
			return
		}
		var again strings.Builder
		if _, err := sitemap.Read(strings.NewReader(lines.String()), o, func(e sitemap.Entry) bool {
			fmt.Fprintln(&again, e.URL)
			return true
		}); err != nil || again.String() != lines.String() && contentType == "" {
			t.Errorf("as a list %q they are %q, %v", lines.String(), again.String(), err)
		}
	})
}
