package extract_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"dateline/corpus"
	"dateline/corpus/extract"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

var fetched = time.Date(2025, 1, 15, 12, 0, 0, 0, time.UTC)

// TestPages extracts each page of testdata/pages, whose first line holds the reason and the
// page's address, and compares with the golden file beside it.
func TestPages(t *testing.T) {
	t.Parallel()
	paths, err := filepath.Glob("testdata/pages/*.html")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".html"), func(t *testing.T) {
			t.Parallel()
			page, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			first, _, _ := bytes.Cut(page, []byte("\n"))
			_, address, ok := strings.Cut(strings.TrimSuffix(string(first), " -->"), "url: ")
			if !ok {
				t.Fatal("no url: in the first line")
			}
			p, err := extract.HTML(page, extract.Options{URL: address, Fetched: fetched})
			got := struct {
				extract.Page
				Error string `json:"error,omitempty"`
			}{Page: p}
			if err != nil {
				got.Error = corpus.KindOf(err).String() + ": " + err.Error()
			}
			compareGolden(t, strings.TrimSuffix(path, ".html")+".golden.json", got)
		})
	}
}

func compareGolden(t *testing.T, path string, got any) {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(got); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

const paragraph = "<p>The Ostmark Ferry Line sold its last ship on Monday to a group of investors, the company said in a statement on its pages.</p>\n"

// patience is how long a hostile page may take here: the promise is 5 s on an idle core,
// and the race detector and busy machines take several times that.
const patience = 25 * time.Second

// TestHostilePages gives pages made to break parsers. Each has to end in time, with its text or with an
// error of the right kind.
func TestHostilePages(t *testing.T) {
	for _, c := range []struct {
		name, page string
		kind       corpus.Kind
		want       string // part of the text; "" if an error is wanted
	}{
		{"nested 100,000 deep", strings.Repeat("<div>", 100_000) + strings.Repeat(paragraph, 20) + strings.Repeat("</div>", 100_000), 0, "Ostmark"},
		{"nested inline, never closed", strings.Repeat("<b><i><font>", 2_000) + strings.Repeat(paragraph, 20), 0, "Ostmark"},
		{"300,000 attributes", "<body " + attributes(300_000) + ">" + strings.Repeat(paragraph, 20), 0, "Ostmark"},
		{"300,000 equal attributes", "<div " + strings.Repeat("a=1 ", 300_000) + ">" + strings.Repeat(paragraph, 20) + "</div>", 0, "Ostmark"},
		{"5 MB of paragraphs", strings.Repeat(paragraph, 5<<20/len(paragraph)), 0, "Ostmark"},
		{"5 MB of empty elements", strings.Repeat(paragraph, 20) + strings.Repeat("<p>", 5<<20/3-2000), 0, "Ostmark"},
		{"5 MB of list items", "<ul>" + strings.Repeat("<li>a", 5<<20/5-20), 0, "a"},
		{"29,000 short paragraphs", strings.Repeat("<p>The ship sailed on.", 29_000), 0, "ship"},
		{"14,000 links in lists", "<ul>" + strings.Repeat("<li><a href=/x>The ship sailed on.</a>", 14_000), corpus.Invalid, ""},
		{"9,000 articles", strings.Repeat("<article><h1>Ship</h1><p>The ship sailed on.</article>", 9_000), 0, "ship"},
		{"7,000 tables", strings.Repeat("<table><tr><td>The ship sailed on.</table>", 7_000), 0, "ship"},
		{"5 MB in one paragraph", "<p>" + strings.Repeat("The ship sailed. ", 5<<20/17-10), 0, "ship"},
		{"5 MB of tables in tables", strings.Repeat("<table><tr><td>x", 5<<20/16-20), 0, "x"},
		{"5 MB of JSON-LD", `<script type="application/ld+json">{"headline":"` + strings.Repeat("x", 4<<20) + `"}</script>` + strings.Repeat(paragraph, 20), 0, "Ostmark"},
		{"JSON-LD nested deep", `<script type="application/ld+json">` + strings.Repeat(`{"@graph":[`, 50_000) + `</script>` + strings.Repeat(paragraph, 20), 0, "Ostmark"},
		{"just over the limit", strings.Repeat(" ", extract.DefaultMaxBytes+1), corpus.TooLarge, ""},
		{"empty", "", corpus.Invalid, ""},
		{"binary", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00\x00\x00\x01\x00\x08\x06\x00\x00\x00", corpus.Invalid, ""},
		{"unclosed script", "<script>var a = 1;" + strings.Repeat(paragraph, 20), corpus.Invalid, ""},
		{"broken UTF-8", strings.Repeat(paragraph, 20) + "<p>caf\u00e9 \xc0\xaf</p>", 0, "Ostmark"},
	} {
		t.Run(c.name, func(t *testing.T) {
			start := time.Now()
			p, err := extract.HTML([]byte(c.page), extract.Options{URL: "https://harbourpost.example/x", Fetched: fetched})
			took := time.Since(start)
			t.Logf("%d bytes took %v", len(c.page), took)
			if took > patience {
				t.Errorf("took %v", took)
			}
			if c.want == "" {
				if corpus.KindOf(err) != c.kind {
					t.Errorf("error %v, want one of kind %v", err, c.kind)
				}
				return
			}
			if err != nil || !strings.Contains(p.Text, c.want) {
				t.Errorf("text %.80q, error %v, want %q in it", p.Text, err, c.want)
			}
			if strings.ContainsRune(p.Text, '<') {
				t.Errorf("markup in the text: %.80q", p.Text)
			}
		})
	}
}

func attributes(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("a")
		b.WriteString(strings.Repeat("b", i%7))
		b.WriteString(string(rune('a' + i%26)))
		b.WriteString("=1 ")
	}
	return b.String()
}

func TestDatesNeverAfterFetching(t *testing.T) {
	t.Parallel()
	page := `<html><head><title>Ship sold</title><meta property="article:published_time" content="2025-06-01T00:00:00Z"></head><body>` + strings.Repeat(paragraph, 10) + `</body></html>`
	p, err := extract.HTML([]byte(page), extract.Options{Fetched: fetched})
	if err != nil || p.Published.Known() {
		t.Errorf("published %v, error %v, want an unknown date", p.Published, err)
	}
}

func FuzzHTML(f *testing.F) {
	paths, _ := filepath.Glob("testdata/pages/*.html")
	for _, path := range paths {
		page, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(page)
	}
	f.Add([]byte("<b><table><p><a href=x><svg><script>"))
	f.Fuzz(func(t *testing.T, page []byte) {
		p, err := extract.HTML(page, extract.Options{URL: "https://harbourpost.example/x", Fetched: fetched})
		if err != nil {
			return
		}
		if !utf8.ValidString(p.Text + p.Title + strings.Join(p.Authors, "")) {
			t.Errorf("not UTF-8: %+v", p)
		}
		if len(p.Text) > 8*len(page)+1024 || len(p.Title) > 8*len(page)+1024 {
			t.Errorf("a page of %d bytes gave a text of %d", len(page), len(p.Text))
		}
		if p.Published.Known() && p.Published.Time.After(fetched.Add(48*time.Hour)) {
			t.Errorf("published %v, after it was fetched", p.Published)
		}
	})
}
