package web_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"dateline/corpus"
	"dateline/web"
	"dateline/web/api"

	"github.com/google/go-cmp/cmp"
)

// prices is an annotator that finds every "$N million".
type prices struct{}

func (prices) Annotate(title, body, _ string) corpus.Annotations {
	var out corpus.Annotations
	r := corpus.Record{Article: corpus.Article{Title: title, Body: body}}
	for n := int64(1); n < 10; n++ {
		text := "$" + string(rune('0'+n)) + " million"
		if at := mentions(&r, text); len(at) > 0 {
			v := corpus.NewDecimal(n, 6)
			out.Amounts = append(out.Amounts, corpus.Amount{Value: &v, Currency: "USD", Qualifier: corpus.Exact, Text: text, Mentions: at})
		}
	}
	return out
}

// revised is a world whose article a1 has three revisions.
func revised(t *testing.T) *world {
	w := newWorld(t, func(c *web.Config) { c.Annotator = prices{} })
	a := w.store.records[0].Article
	paragraphs := func(cost string, more ...string) string {
		list := []string{"The harbour cost " + cost + " to build.", "One.", "Two.", "Three.", "Four.", "Five.", "The end of it is not known."}
		return strings.Join(append(list, more...), "\n\n")
	}
	state := func(n int, title, body string, authors ...string) corpus.Article {
		s := a
		s.Revision, s.Title, s.Body, s.Authors = n, title, body, authors
		return s
	}
	w.store.revisions = []corpus.Article{
		state(4, "The harbour is <b>late</b>", paragraphs("$5 million", "A last word."), "Ada Example", "Bo Other"),
		state(2, "The harbour is on time", paragraphs("$4 million", "A last word."), "Ada Example"),
		state(1, "The harbour is on time", paragraphs("$4 million"), "Ada Example"),
	}
	return w
}

func TestRevisionsPage(t *testing.T) {
	t.Parallel()
	w := revised(t)
	doc := w.page(t, http.StatusOK, "/article/a1/revisions")
	wantTexts(t, doc, "h1", "What changed")
	wantTexts(t, doc, ".headline .both del", "on time")
	wantTexts(t, doc, ".headline .both ins", "<b>late</b>")
	wantTexts(t, doc, ".row.changed:not(.headline .row) .before", "Before: The harbour cost $4 million to build.")
	wantTexts(t, doc, ".row.changed:not(.headline .row) .after", "After: The harbour cost $5 million to build.")
	wantTexts(t, doc, ".differing li del", "$4 million")
	wantTexts(t, doc, ".differing li ins", "$5 million")
	wantTexts(t, doc, ".differing dt", "Authors")
	wantTexts(t, doc, ".differing dd ins", "Ada Example, Bo Other")
	wantTexts(t, doc, ".fold summary", "6 paragraphs without a change")
	wantAttrs(t, doc, "option[selected]", "value", "2", "4")
	wantAttrs(t, doc, ".steps a", "href", "/article/a1/revisions?from=1&to=2")
	wantTexts(t, doc, ".compared .total", "3 words removed, 2 words added and 1 fact differs.")

	doc = w.page(t, http.StatusOK, "/article/a1/revisions?from=1&to=2")
	wantTexts(t, doc, ".row.added .after", "Added: A last word.")
	wantAttrs(t, doc, ".steps a", "href", "/article/a1/revisions?from=2&to=4")
	if n := doc.Find(".differing").Length(); n != 0 {
		t.Errorf("%d sections beside the text, want none", n)
	}
	doc = w.page(t, http.StatusOK, "/article/a1/revisions?from=2&to=1")
	wantTexts(t, doc, ".row.removed .before", "Removed: A last word.")
	doc = w.page(t, http.StatusOK, "/article/a1/revisions?from=2&to=2")
	wantTexts(t, doc, ".empty", "This is one revision: choose two.")
	w.store.revisions = w.store.revisions[:1]
	doc = w.page(t, http.StatusOK, "/article/a1/revisions")
	if got := doc.Find(".empty").Text(); !strings.Contains(got, "one revision only") {
		t.Errorf("got %q", got)
	}
}

func TestWrongRevisions(t *testing.T) {
	t.Parallel()
	w := revised(t)
	for target, status := range map[string]int{
		"/article/a1/revisions?from=0": 400, "/article/a1/revisions?to=x": 400, "/article/a1/revisions?from=3": 404, "/article/a1/revisions?from=1&from=2": 400,
		"/article/a1/revisions?x=1": 400, "/article/A1/revisions": 404, "/api/v1/articles/a1/revisions/3": 404, "/api/v1/articles/a1/revisions/0": 404,
		"/api/v1/articles/a1/revisions/x": 404, "/api/v1/articles/a1/revisions?x=1": 400, "/api/v1/articles/a1/revisions/diff?from=99999999999999999999": 400,
	} {
		if got := w.do(t, http.MethodGet, target).Code; got != status {
			t.Errorf("%s: %d, want %d", target, got, status)
		}
	}
	w.store.err = corpus.Errorf(corpus.NotFound, "there is no article")
	if got := w.do(t, http.MethodGet, "/article/zz/revisions").Code; got != 404 {
		t.Errorf("no such article: %d", got)
	}
}

func TestRevisionsAPI(t *testing.T) {
	t.Parallel()
	w := revised(t)
	list := decode[api.Revisions](t, w.do(t, http.MethodGet, "/api/v1/articles/a1/revisions").Body.Bytes())
	if len(list.Revisions) != 3 || !list.Revisions[0].Current || list.Revisions[2].Revision != 1 || list.Revisions[1].Current {
		t.Errorf("%+v", list)
	}
	one := decode[api.RevisionText](t, w.do(t, http.MethodGet, "/api/v1/articles/a1/revisions/2").Body.Bytes())
	if one.Revision.Revision != 2 || one.Current || !strings.Contains(one.Body, "$4 million") {
		t.Errorf("%+v", one)
	}
	diff := decode[api.Difference](t, w.do(t, http.MethodGet, "/api/v1/articles/a1/revisions/diff?from=1").Body.Bytes())
	if diff.From != 1 || diff.To != 4 || len(diff.Title) != 3 || len(diff.Body) != 8 || diff.Body[7].Op != "added" || len(diff.Fields) != 1 ||
		diff.Facts == nil || len(diff.Facts.Amounts) != 1 || diff.Facts.Amounts[0].Change != "changed" || diff.Facts.Amounts[0].New.Text != "$5 million" {
		t.Errorf("%+v %+v", diff, diff.Facts)
	}
}

func TestBesideAnArticle(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a := &w.store.records[0].Article
	a.Modified = corpus.Date{Time: now, Precision: corpus.PrecisionMinute, From: "json-ld"}
	a.Image = "https://img.example/1.jpg"
	a.Labels = []corpus.Label{{Kind: "keyword", Value: "ferries"}, {Kind: "section", Value: "Business"}, {Kind: "keyword", Value: "ports"}, {Kind: "odd", Value: "<x>"}}
	a.Rules = map[string]string{"title": "og:title", "authors": "byline"}
	w.store.addresses = map[corpus.ID][]string{"a1": {a.URL, "https://harbour-wire.example/amp/ferry", "javascript:alert(1)"}}
	w.store.copies = map[corpus.ID][]corpus.Copy{"a1": {{ID: "a1", Similarity: 1}, {ID: "b2", Similarity: 0.934}, {ID: "c3", Similarity: 1}, {ID: "gone", Similarity: 1}}}

	doc := w.page(t, http.StatusOK, "/article/a1")
	wantTexts(t, doc, ".story .meta time", "23 January 2025, 09:30 UTC", "1 March 2025, 12:00 UTC")
	wantTexts(t, doc, ".labels dt", "Section", "Keywords", "Odd")
	wantTexts(t, doc, ".labels dd", "Business", "ferries, ports", "<x>")
	wantTexts(t, doc, ".origins dt", "Title", "Authors", "Date of publication", "Date of the last change")
	wantTexts(t, doc, ".origins dd", "found by og:title", "found by byline", "found by test", "found by json-ld")
	wantAttrs(t, doc, ".addresses a", "href", "https://harbour-wire.example/amp/ferry")
	wantTexts(t, doc, ".copies h2", "The same text at 2 other outlets")
	wantTexts(t, doc, "#copies h2", "The same text at 2 other outlets") // where results lead
	wantAttrs(t, doc, ".copies a", "href", "/article/b2", "/article/c3")
	wantTexts(t, doc, ".copies .detail", "The Inland Courier, January 2025, about 93 % alike", "night.example, Date unknown")
	if n := doc.Find("img").Length(); n != 0 || doc.Find(`a[href="https://img.example/1.jpg"]`).Length() != 1 {
		t.Errorf("the lead image is not a link alone: %d images", n)
	}

	before := w.do(t, http.MethodGet, "/api/v1/articles/a1")
	article := decode[api.Article](t, before.Body.Bytes())
	if article.Modified == nil || article.Image == "" || len(article.Labels) != 4 || article.FoundBy["title"] != "og:title" || len(article.Addresses) != 3 || len(article.SameText) != 2 {
		t.Errorf("%+v", article)
	}
	if diff := cmp.Diff("2025-03-01T12:00:00Z", article.Modified.Time); diff != "" {
		t.Error(diff)
	}
	tag := before.Header().Get("ETag")
	if again := w.do(t, http.MethodGet, "/api/v1/articles/a1").Header().Get("ETag"); again != tag {
		t.Errorf("the tag changes by itself: %s, %s", tag, again)
	}
	w.store.copies["a1"] = w.store.copies["a1"][:1]
	if after := w.do(t, http.MethodGet, "/api/v1/articles/a1").Header().Get("ETag"); after == tag {
		t.Error("the tag stays when the copies change")
	}
}

// What is known is how near each copy is to the one that stands for all; the page says how near it is to the article shown.
func TestCopiesAreComparedWithTheArticleShown(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	copies := []corpus.Copy{{ID: "b2", Similarity: 1}, {ID: "a1", Similarity: 0.82}, {ID: "c3", Similarity: 0.9}}
	w.store.copies = map[corpus.ID][]corpus.Copy{"a1": copies, "b2": copies}
	wantTexts(t, w.page(t, http.StatusOK, "/article/a1"), "#copies .detail",
		"The Inland Courier, January 2025, about 82 % alike", "night.example, Date unknown, nearly the same")
	wantTexts(t, w.page(t, http.StatusOK, "/article/b2"), "#copies .detail",
		"Harbour Wire, 23 January 2025, 09:30 UTC, about 82 % alike", "night.example, Date unknown, about 90 % alike")
}

func TestManyAddressesAreFolded(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	all := []string{w.store.records[0].Article.URL}
	for n := range 60 {
		all = append(all, fmt.Sprintf("https://harbour-wire.example/%02d", n))
	}
	w.store.addresses = map[corpus.ID][]string{"a1": all}
	doc := w.page(t, http.StatusOK, "/article/a1")
	wantAttrs(t, doc, ".addresses > ul a", "href", all[1:4]...)
	wantTexts(t, doc, ".addresses summary", "47 more")
	wantTexts(t, doc, ".addresses .detail", "And 10 that are not listed.")
}
