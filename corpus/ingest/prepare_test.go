package ingest_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/corpus"
	"dateline/corpus/ingest"
)

// facts is an annotator that finds one country in every text that says "Freedonia", and panics on
// "crash".
type facts string

func (v facts) Version() string { return string(v) }

// Supersedes orders versions as words: "v1" is older than "v2".
func (v facts) Supersedes(version string) bool { return version < string(v) }

func (v facts) Annotate(title, body, _ string) corpus.Annotations {
	if strings.Contains(body, "crash") {
		panic("annotator bug")
	}
	a := corpus.Annotations{Version: string(v)}
	if strings.Contains(title+body, "Freedonia") {
		a.Countries = []corpus.Country{{Code: "FD", Name: "Freedonia", Named: true}}
		a.People = []corpus.Person{{Name: "Rufus T. Firefly", Resolved: true}}
	}
	return a
}

func ingester(t *testing.T, c ingest.Config) *ingest.Ingester {
	t.Helper()
	if c.Annotator == nil {
		c.Annotator = facts("v1")
	}
	c.Now = func() time.Time { return now }
	in, err := ingest.New(c)
	if err != nil {
		t.Fatal(err)
	}
	return in
}

func TestPrepare(t *testing.T) {
	t.Parallel()
	original := corpus.Original{Bytes: []byte("{}"), MediaType: "application/json", Name: "a.jsonl:1"}
	got, err := ingester(t, ingest.Config{}).Prepare(corpus.Raw{
		Original:   original,
		Place:      "a.jsonl:1",
		ExternalID: " 17\n",
		URL:        "HTTPS://www.Norrhaven-Post.example/a?utm_source=feed#x",
		Title:      "  Freedonia &amp; its neighbours\n sign ",
		Text:       "The treaty was signed in the U.\n\nS. embassy on Monday.\n\n\n\nIt takes effect in May\u200b, and the ministers said that they were pleased with it.",
		Authors:    []string{"By Ana Brandt and Per Lind", "Ana Brandt"},
		Published:  "Mon, 03 Feb 2025 10:15:00 GMT",
	})
	if err != nil {
		t.Fatal(err)
	}
	a := got.Article
	if len(a.TitleEdits) == 0 || len(a.BodyEdits) == 0 {
		t.Error("the edits of cleaning are not kept")
	}
	a.TitleEdits, a.BodyEdits = nil, nil
	want := corpus.Article{
		ExternalID: "17",
		URL:        "https://www.norrhaven-post.example/a",
		Source:     corpus.Source{Domain: "norrhaven-post.example"},
		Title:      "Freedonia & its neighbours sign",
		Body:       "The treaty was signed in the U.S. embassy on Monday.\n\nIt takes effect in May, and the ministers said that they were pleased with it.",
		Authors:    []string{"Ana Brandt", "Per Lind"},
		Published:  corpus.Date{Time: time.Date(2025, 2, 3, 10, 15, 0, 0, time.UTC), Precision: corpus.PrecisionMinute, From: "rfc2822"},
		Language:   "en",
	}
	if diff := cmp.Diff(want, a); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if got.Annotations.Version != "v1" || len(got.Annotations.Countries) != 1 || len(got.Annotations.People) != 1 {
		t.Errorf("facts %+v", got.Annotations)
	}
	if diff := cmp.Diff(original, got.Original); diff != "" {
		t.Errorf("original: %s", diff)
	}
}

const page = `<!DOCTYPE html><html lang="en"><head><title>Ferry aground off Norrhaven | Norrhaven Post</title>
<meta property="og:title" content="Ferry aground off Norrhaven"><meta property="og:site_name" content="Norrhaven Post">
<link rel="canonical" href="https://norrhaven-post.example/ferry"><meta name="author" content="Ana Brandt">
<meta property="article:published_time" content="2025-02-03T10:15:00Z"></head><body><article><h1>Ferry aground off Norrhaven</h1>
<p>A ferry with ninety people on board ran aground off Norrhaven on Monday morning, the coast guard said.</p>
<p>All passengers were brought to land by noon, and nobody was hurt, according to the company that runs the ferry.</p>
<p>The captain told the harbour master that fog had hidden the lights of the eastern pier until it was too late.</p></article></body></html>`

func TestPreparePage(t *testing.T) {
	t.Parallel()
	in := ingester(t, ingest.Config{})
	got, err := in.Prepare(corpus.Raw{Original: corpus.Original{Bytes: []byte(page)}, HTML: []byte(page), Place: "ferry.html"})
	if err != nil {
		t.Fatal(err)
	}
	a := got.Article
	if a.Title != "Ferry aground off Norrhaven" || !strings.HasPrefix(a.Body, "A ferry with ninety") || a.Language != "en" ||
		a.URL != "https://norrhaven-post.example/ferry" || a.Source.Domain != "norrhaven-post.example" || a.Source.Name != "Norrhaven Post" ||
		a.Published.String() != "2025-02-03T10:15:00Z" || !cmp.Equal(a.Authors, []string{"Ana Brandt"}) {
		t.Errorf("got %+v", a)
	}
	got, err = in.Prepare(corpus.Raw{HTML: []byte(page), URL: "https://norrhaven-post.example/ferry?x=1", Title: "Given",
		Text: "Given text.", Published: "2025-02-01", Place: "ferry.jsonl:1"})
	if err != nil {
		t.Fatal(err)
	}
	if a := got.Article; a.Title != "Given" || a.Body != "Given text." || a.Published.String() != "2025-02-01" || a.Source.Name != "Norrhaven Post" {
		t.Errorf("what was given does not stay: %+v", a)
	}
}

// The names that extraction found are finished: an agency that signs alone stays.
func TestAuthorsOfPages(t *testing.T) {
	t.Parallel()
	page := `<html><head><title>Freedonia sells its last ferry</title><script type="application/ld+json">{"@type":"NewsArticle",` +
		`"author":{"name":"Associated Press"},"publisher":{"name":"Harbour Post","address":{"addressCountry":"NZ"}}}</script></head><body><article><h1>Freedonia sells its last ferry</h1>` +
		"<p>The ferry line sold its last ship to investors from the mainland, the company said in a statement on Monday.</p>" +
		"<p>Workers on the quay were told of the sale in the morning, and most of the sailors will be offered places elsewhere.</p></article></body></html>"
	got, err := ingester(t, ingest.Config{}).Prepare(corpus.Raw{Original: corpus.Original{Bytes: []byte(page)}, HTML: []byte(page), URL: "https://harbourpost.example/a"})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"Associated Press"}, got.Article.Authors); diff != "" {
		t.Error(diff)
	}
	if want := (corpus.Source{Domain: "harbourpost.example", Name: "Harbour Post", Country: "NZ"}); got.Article.Source != want {
		t.Errorf("source %+v, want %+v", got.Article.Source, want)
	}
}

func TestPrepareSetsAside(t *testing.T) {
	t.Parallel()
	bytes := corpus.Original{Bytes: []byte("x")}
	for name, c := range map[string]struct {
		raw  corpus.Raw
		want string
	}{
		"nothing":            {corpus.Raw{Original: bytes}, "no text"},
		"spaces":             {corpus.Raw{Original: bytes, Title: " ", Text: "\u200b\n\n\u00a0"}, "no text"},
		"no identity":        {corpus.Raw{Text: "Text.", ExternalID: "7"}, "nothing to recognise it by: no URL, no id of its source, no original bytes"},
		"annotator panics":   {corpus.Raw{Original: bytes, Text: "crash"}, "internal error: annotator bug"},
		"page without story": {corpus.Raw{Original: bytes, HTML: []byte("<html><body></body></html>")}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c.raw.Place, c.raw.Line = "a.jsonl:7", 7
			_, err := ingester(t, ingest.Config{}).Prepare(c.raw)
			var aside *corpus.SetAside
			if !errors.As(err, &aside) {
				t.Fatalf("got %v", err)
			}
			if aside.Place != "a.jsonl:7" || aside.Line != 7 || aside.Reason == "" || c.want != "" && aside.Reason != c.want {
				t.Errorf("got %+v, want %q", aside, c.want)
			}
		})
	}
}

func TestPrepareLeavesOut(t *testing.T) {
	t.Parallel()
	got, err := ingester(t, ingest.Config{}).Prepare(corpus.Raw{
		Original: corpus.Original{Bytes: []byte("x")}, Text: "Headlines only.",
		URL: "javascript:alert(1)", Published: "01/02/2025", Source: corpus.Source{Name: "Example\nTimes"},
	})
	if err != nil {
		t.Fatal(err)
	}
	if a := got.Article; a.URL != "" || a.Published.Known() || a.Source != (corpus.Source{Name: "Example Times"}) {
		t.Errorf("got %+v", a)
	}
	for _, published := range []string{"1970-01-01T00:00:00Z", "1601-01-01", "2031-01-01"} {
		got, err := ingester(t, ingest.Config{}).Prepare(corpus.Raw{Original: corpus.Original{Bytes: []byte("x")}, Text: "Text.", Published: published})
		if err != nil || got.Article.Published.Known() {
			t.Errorf("%s is taken for a date: %+v, %v", published, got.Article.Published, err)
		}
	}
}

func TestPageWithoutArticle(t *testing.T) {
	t.Parallel()
	for page, want := range map[string]bool{
		"<nav>Home News Sport</nav>":                                          false,
		"<p>The bridge at Linden was closed on Monday, the council said.</p>": true,
	} {
		_, err := ingester(t, ingest.Config{}).Prepare(corpus.Raw{Original: corpus.Original{Bytes: []byte(page)}, HTML: []byte(page)})
		if (err == nil) != want {
			t.Errorf("%s: %v", page, err)
		}
	}
}

func TestBylineInTheBody(t *testing.T) {
	t.Parallel()
	got, err := ingester(t, ingest.Config{}).Prepare(corpus.Raw{Original: corpus.Original{Bytes: []byte("x")}, Title: "Bridge reopens",
		Text: "By Ana Brandt\n\nThe bridge was closed for a year, the council said on Monday."})
	if err != nil || !cmp.Equal(got.Article.Authors, []string{"Ana Brandt"}) {
		t.Errorf("authors %q, %v", got.Article.Authors, err)
	}
}

// TestPrepareTexts: of what an item may carry (a text, a fragment of HTML, a page) the text stays, and else the longer is read.
func TestPrepareTexts(t *testing.T) {
	t.Parallel()
	const teaser, whole = "<p>A ferry ran aground on Monday.</p>", "<p>A ferry with ninety people on board ran aground off Norrhaven on Monday " +
		"morning, the coast guard said.</p><p>All passengers were brought to land by noon, and nobody was hurt, according to the company.</p>" +
		"<p>The captain told the harbour master that fog had hidden the lights of the eastern pier until it was too late.</p><p>The ferry was " +
		"towed to Linden on the same evening, where divers will look at its hull.</p>"
	for name, c := range map[string]struct {
		raw        corpus.Raw
		begin, end string
	}{
		"fragment":                     {corpus.Raw{Fragment: whole}, "A ferry with ninety", "at its hull."},
		"text and fragment":            {corpus.Raw{Text: "The given text.", Fragment: whole}, "The given", "text."},
		"text, fragment and page":      {corpus.Raw{Text: "The given text.", Fragment: whole, HTML: []byte(page)}, "The given", "text."},
		"teaser and page":              {corpus.Raw{Fragment: teaser, HTML: []byte(page)}, "A ferry with ninety", "until it was too late."},
		"whole fragment and page":      {corpus.Raw{Fragment: whole, HTML: []byte(page)}, "A ferry with ninety", "at its hull."},
		"fragment and an empty page":   {corpus.Raw{Fragment: teaser, HTML: []byte("<html><body></body></html>")}, "A ferry ran", "on Monday."},
		"a page in a declared charset": {corpus.Raw{HTML: []byte("<title>\xcf\xe0\xf0\xee\xec</title><p>" + strings.Repeat("\xcf\xe0\xf0\xee\xec \xf1\xe5\xeb \xed\xe0 \xec\xe5\xeb\xfc. ", 20)), Charset: "windows-1251"}, "Паром сел на мель.", "мель."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c.raw.Original.Bytes = []byte("x")
			got, err := ingester(t, ingest.Config{}).Prepare(c.raw)
			if err != nil {
				t.Fatal(err)
			}
			if body := got.Article.Body; !strings.HasPrefix(body, c.begin) || !strings.HasSuffix(body, c.end) {
				t.Errorf("the text is %q, want %q … %q", body, c.begin, c.end)
			}
		})
	}
}

// TestPrepareBeside: labels, image and the date of the last change are kept beside the text.
func TestPrepareBeside(t *testing.T) {
	t.Parallel()
	label := func(kind, value string) corpus.Label { return corpus.Label{Kind: kind, Value: value} }
	got, err := ingester(t, ingest.Config{}).Prepare(corpus.Raw{
		Original: corpus.Original{Bytes: []byte("x")}, URL: "https://norrhaven-post.example/a/b", Text: "Text.", Image: "../ferry.jpg?sig=1&utm_source=x",
		Modified: "2025-02-04T08:00:00Z", Labels: []corpus.Label{label("topic", " ships\n"), label("topic", "ships"), label("place", "ships"), label("topic", " ")},
	})
	if err != nil {
		t.Fatal(err)
	}
	a := got.Article
	if a.Image != "https://norrhaven-post.example/ferry.jpg?sig=1&utm_source=x" || a.Modified.String() != "2025-02-04T08:00:00Z" || a.Published.Known() {
		t.Errorf("got %+v", a)
	}
	if diff := cmp.Diff([]corpus.Label{label("topic", "ships"), label("place", "ships")}, a.Labels); diff != "" {
		t.Error(diff)
	}
	got, err = ingester(t, ingest.Config{}).Prepare(corpus.Raw{Original: corpus.Original{Bytes: []byte("x")}, Text: "Text.", Image: "data:image/png;base64,AA"})
	if err != nil || got.Article.Image != "" {
		t.Errorf("image %q, %v", got.Article.Image, err)
	}
}

// TestPrepareClass: what a page is instead of an article is told apart from the reason.
func TestPrepareClass(t *testing.T) {
	t.Parallel()
	_, err := ingester(t, ingest.Config{}).Prepare(corpus.Raw{Place: "a.html", HTML: []byte("<html><body></body></html>")})
	aside, ok := errors.AsType[*corpus.SetAside](err)
	if !ok || aside.Class != "no text" || strings.Contains(aside.Reason, "no article but") {
		t.Errorf("got %#v", err)
	}
}
