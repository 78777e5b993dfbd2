package web_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"dateline/corpus"
	"dateline/index"
	"dateline/index/query"
	"dateline/web"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/go-cmp/cmp"
)

// texts returns the text of each element that a selector finds, spaces folded.
func texts(doc *goquery.Document, selector string) []string {
	out := []string{}
	doc.Find(selector).Each(func(_ int, s *goquery.Selection) {
		out = append(out, strings.Join(strings.Fields(s.Text()), " "))
	})
	return out
}

func attrs(doc *goquery.Document, selector, name string) []string {
	out := []string{}
	doc.Find(selector).Each(func(_ int, s *goquery.Selection) { out = append(out, s.AttrOr(name, "")) })
	return out
}

func wantTexts(t *testing.T, doc *goquery.Document, selector string, want ...string) {
	t.Helper()
	if want == nil {
		want = []string{}
	}
	if diff := cmp.Diff(want, texts(doc, selector)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", selector, diff)
	}
}

func wantAttrs(t *testing.T, doc *goquery.Document, selector, name string, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, attrs(doc, selector, name)); diff != "" {
		t.Errorf("%s of %s (-want +got):\n%s", name, selector, diff)
	}
}

func TestFrontPage(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	doc := w.page(t, http.StatusOK, "/")
	wantTexts(t, doc, ".about", "3 articles to search.")
	wantAttrs(t, doc, "form[role=search]", "action", "/search")
	wantAttrs(t, doc, ".newest .result h3 a", "href", "/article/a1", "/article/b2", "/article/c3")
	wantAttrs(t, doc, ".facet[data-facet=country] a", "href", "/search?country=JP", "/search?country=CL", "/search?country=PE")
	wantTexts(t, doc, ".samples code", `person:"Mira Tolvanen"`, "country:jp", "amount:>=100k", "date:2025-01")
	w.search.records = nil
	doc = w.page(t, http.StatusOK, "/")
	wantTexts(t, doc, ".empty h2", "Nothing to search yet")
}

// Of a text that many outlets print, the front page shows the newest article alone.
func TestFrontPageShowsEachTextOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.respond(func(resp *index.Response) {
		resp.Results[0].Record.Copies = corpus.Copies{Of: "a9", Count: 2}
		resp.Results[1].Record.Copies = corpus.Copies{Of: "a9", Count: 2}
	})
	doc := w.page(t, http.StatusOK, "/")
	wantAttrs(t, doc, ".newest .result h3 a", "href", "/article/a1", "/article/c3")
	wantTexts(t, doc, ".about", "3 articles to search.")
}

func TestFrontPageSaysWhenTheIndexIsBehind(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.search.status.Position.Seq = 5
	wantTexts(t, w.page(t, http.StatusOK, "/"), ".about", "3 articles to search. The index is still taking in the newest changes.")
}

func TestSearchPage(t *testing.T) {
	t.Parallel()
	doc := newWorld(t).page(t, http.StatusOK, "/search?q=ferry+japan&country=JP&-source=courier.example&sort=newest")
	wantAttrs(t, doc, "#q", "value", "ferry japan")
	wantTexts(t, doc, ".total", "3 articles in 12 ms")
	wantTexts(t, doc, ".result:first-of-type h3 mark", "Ferry", "Japan")
	wantTexts(t, doc, ".sorts [aria-current]", "Newest")
	wantAttrs(t, doc, ".sorts a:first-child", "href", "/search?q=ferry+japan&country=JP&-source=courier.example")
	wantTexts(t, doc, ".chip bdi", "ferry", "japan", "Japan", "The Inland Courier")
	wantAttrs(t, doc, ".chip", "href",
		"/search?q=japan&country=JP&-source=courier.example&sort=newest",
		"/search?q=ferry&country=JP&-source=courier.example&sort=newest",
		"/search?q=ferry+japan&-source=courier.example&sort=newest",
		"/search?q=ferry+japan&country=JP&sort=newest")
	wantAttrs(t, doc, ".clear", "href", "/search?q=ferry+japan&sort=newest")
	wantAttrs(t, doc, ".box input[type=hidden]", "name", "country", "-source", "sort")
	wantTexts(t, doc, ".result .meta time", "23 January 2025, 09:30 UTC", "January 2025")
	wantTexts(t, doc, ".result .unknown", "Date unknown")
	wantAttrs(t, doc, ".result h3", "lang", "en", "de", "ar")
}

func TestFacetsOfTheSearchPage(t *testing.T) {
	t.Parallel()
	doc := newWorld(t).page(t, http.StatusOK, "/search?q=ferry&country=JP&-source=courier.example&page=2")
	wantTexts(t, doc, ".facet h3", "People", "Countries", "Amounts in US dollars", "Outlets", "Languages", "Months", "Narrow further")
	wantTexts(t, doc, "#facet-amounts .label", "$100,000 – $1 million", "$1 million – $10 million", "$1 billion – $10 billion")
	wantTexts(t, doc, "#facet-lang .label", "Arabic", "German", "English")
	wantTexts(t, doc, "#facet-month .label", "January 2025", "Unknown date")
	wantTexts(t, doc, "#facet-country .on .label", "Japan")
	wantAttrs(t, doc, "#facet-country .on .value", "href", "/search?q=ferry&-source=courier.example")
	wantAttrs(t, doc, "#facet-country .on .not", "href", "/search?q=ferry&-country=JP&-source=courier.example")
	wantAttrs(t, doc, "#facet-country li:nth-child(2) .value", "href", "/search?q=ferry&country=CL&country=JP&-source=courier.example")
	wantAttrs(t, doc, "#facet-source .off .not", "href", "/search?q=ferry&country=JP")
	wantAttrs(t, doc, "#facet-country .toggle a", "href", "/search?q=ferry&country=JP&-source=courier.example&implied=1")
}

func TestRefineForm(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	doc := w.page(t, http.StatusOK, "/search?q=ferry&amount=900000..1500000%5BEUR%5D&from=2025-01&to=2025-02")
	for name, want := range map[string]string{"amount_min": "900k", "amount_max": "1.5m", "amount_currency": "EUR", "from": "2025-01-01", "to": "2025-02-28"} {
		wantAttrs(t, doc, ".refine input[name="+name+"]", "value", want)
	}
	wantTexts(t, doc, ".chip", "ferry× (remove)", "amount €900,000 – €1.5 million× (remove)", "date from 2025-01× (remove)", "date to 2025-02× (remove)")
	rec := w.do(t, http.MethodGet, "/search?q=ferry&amount_min=1m&amount_max=&amount_currency=&from=2025-01-01&to=&sort=relevance")
	if got := rec.Header().Get("Location"); rec.Code != http.StatusSeeOther || got != "/search?q=ferry&amount=1000000..&from=2025-01-01" {
		t.Errorf("the form led to %d %q", rec.Code, got)
	}
}

// A reader may count each text once, and sees which articles are copies.
func TestEachTextOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.respond(func(resp *index.Response) { resp.Results[0].Record.Copies = corpus.Copies{Of: "a9", Count: 3} })
	doc := w.page(t, http.StatusOK, "/search?q=ferry")
	wantAttrs(t, doc, "#facet-source .toggle a", "href", "/search?q=ferry&once=1")
	wantTexts(t, doc, ".result .meta a", "Same text in 2 other articles")
	wantAttrs(t, doc, ".result .meta a", "href", doc.Find(".result h3 a").First().AttrOr("href", "")+"#copies")
	doc = w.page(t, http.StatusOK, "/search?q=ferry&once=1")
	wantAttrs(t, doc, "#facet-source .toggle a", "aria-current", "true")
	wantTexts(t, doc, ".chip", "ferry× (remove)", "copies each text once× (remove)")
	wantTexts(t, doc, ".clear") // to count each text once is no filter
	wantAttrs(t, w.page(t, http.StatusOK, "/search?q=ferry&once=1&country=JP"), ".clear", "href", "/search?q=ferry&once=1")
	if total := doc.Find(".total").Text(); !strings.Contains(total, "text") {
		t.Errorf("the summary counts %q", total)
	}
}

// A reader may count the countries that are only implied, and sees that they do.
func TestImpliedCountries(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	doc := w.page(t, http.StatusOK, "/search?q=ferry")
	wantTexts(t, doc, ".tag.country", "Japan", "Chile", "Japan")
	wantTexts(t, doc, ".toggle a[aria-current]")
	doc = w.page(t, http.StatusOK, "/search?q=ferry&implied=1")
	wantTexts(t, doc, ".tag.implied", "Peru")
	wantAttrs(t, doc, ".tag.implied", "href", "/search?country=PE&implied=1")
	wantTexts(t, doc, ".chip", "ferry× (remove)", "countries named or implied× (remove)")
	wantAttrs(t, doc, ".toggle a[aria-current]", "href", "/search?q=ferry")
}

func TestOrders(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for target, want := range map[string]struct {
		sort   index.Sort
		about  []string
		orders []string
	}{
		"/search":            {index.ByNewest, nil, []string{"*Newest", "Oldest", "Largest amount"}},
		"/search?q=ferry":    {index.ByRelevance, nil, []string{"*Relevance", "Newest", "Oldest", "Largest amount"}},
		"/search?country=JP": {index.ByCountry, []string{"JP"}, []string{"*Most about the country", "Newest", "Oldest", "Largest amount"}},
		"/search?q=ferry&country=JP&sort=country":   {index.ByCountry, []string{"JP"}, []string{"Relevance", "*Most about the country", "Newest", "Oldest", "Largest amount"}},
		"/search?country=JP&country=CL&sort=oldest": {index.ByOldest, []string{"CL", "JP"}, []string{"Most about the countries", "Newest", "*Oldest", "Largest amount"}},
	} {
		w.respond(func(r *index.Response) { r.Sort, r.About = want.sort, want.about })
		doc := w.page(t, http.StatusOK, target)
		var got []string
		doc.Find(".sorts a").Each(func(_ int, s *goquery.Selection) {
			_, current := s.Attr("aria-current")
			got = append(got, map[bool]string{true: "*"}[current]+s.Text())
		})
		if diff := cmp.Diff(want.orders, got); diff != "" {
			t.Errorf("%s: %s", target, diff)
		}
	}
}

// respond makes the searcher answer with its records and what change does to that.
func (w *world) respond(change func(*index.Response)) {
	s := &searcher{records: w.search.records, status: w.search.status}
	w.search.found = func(ctx context.Context, r index.Request) (*index.Response, error) {
		resp, err := s.Search(ctx, r)
		if err == nil {
			change(resp)
		}
		return resp, err
	}
}

func TestPager(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.respond(func(r *index.Response) { r.Total, r.Next, r.Cursor = 57, 3, "abc" })
	doc := w.page(t, http.StatusOK, "/search?q=a&page=2")
	wantTexts(t, doc, ".pager", "← Previous Page 2 of 3 Next →")
	wantAttrs(t, doc, ".pager a", "href", "/search?q=a", "/search?q=a&page=3")
	w.respond(func(r *index.Response) { r.Total, r.Cursor = 20000, "abc" })
	wantAttrs(t, w.page(t, http.StatusOK, "/search?q=a&page=501"), ".pager a[rel=next]", "href", "/search?q=a&cursor=abc")
	wantAttrs(t, w.page(t, http.StatusOK, "/search?q=a&cursor=xyz"), ".pager a", "href", "/search?q=a", "/search?q=a&cursor=abc")
	w.respond(func(*index.Response) {})
	wantTexts(t, w.page(t, http.StatusOK, "/search?q=a"), ".pager a")
}

func TestNotices(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.respond(func(r *index.Response) {
		r.Relaxed, r.Needed = true, 4
		r.Words = []index.Word{{Text: "the", Optional: true}, {Text: "a"}, {Text: "b"}, {Text: "c"}, {Text: "d"}, {Text: "e"}, {Text: "f"}}
	})
	doc := w.page(t, http.StatusOK, "/search?q=%22ferry")
	wantTexts(t, doc, ".notice[role=status]", "No article has all of these words; showing those with at least 4 of 6. Insist on all words")
	wantAttrs(t, doc, ".notice a", "href", "/search?q=%22ferry&match=all")
	w.respond(func(r *index.Response) { r.Words[0].Optional = true })
	wantTexts(t, w.page(t, http.StatusOK, "/search?q=the+ferry"), ".chip.optional bdi", "the")
	wantTexts(t, doc, ".warning .place", `"ferry`)
	wantTexts(t, doc, ".warning u", `"`)
}

func TestEmptyPage(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.respond(func(r *index.Response) { r.Total, r.Results = 0, nil })
	doc := w.page(t, http.StatusOK, "/search?q=ferry+boat&country=JP&lang=de")
	wantTexts(t, doc, ".empty h2", "No article matches")
	wantAttrs(t, doc, ".empty a", "href",
		"/search?q=ferry+boat&lang=de", "/search?q=ferry+boat&country=JP", "/search?q=ferry+boat",
		"/search?q=ferry+boat&country=JP&lang=de&match=any", "/search?sort=newest", "/help")
}

func TestArticlePage(t *testing.T) {
	t.Parallel()
	doc := newWorld(t).page(t, http.StatusOK, "/article/a1")
	wantTexts(t, doc, ".story h1", "Ferry deal between Norland and Japan falls apart over $4 million")
	wantAttrs(t, doc, ".story", "lang", "en")
	wantTexts(t, doc, ".story h1 .fact", "Japan", "$4 million")
	if n := doc.Find(".text p").Length(); n != 3 {
		t.Errorf("%d paragraphs, want 3", n)
	}
	wantTexts(t, doc, ".text .fact.person:not(.unclear)", "Mira Tolvanen", "Tolvanen", "Tolvanen")
	wantTexts(t, doc, ".text .fact.unclear", "Lee")
	wantTexts(t, doc, ".text .fact.implied", "Lima")
	wantTexts(t, doc, ".text .fact.amount", "over $900,000", "$5–8 billion")
	wantAttrs(t, doc, ".text .fact.implied", "title", "Country, implied by a place: Peru. Rule “name”.")
	wantTexts(t, doc, ".facts .unclear li > p bdi", "Lee")
	wantTexts(t, doc, ".facts li.amount > p bdi", "$4 million", "over $900,000", "more for the harbour", "$5 billion – $8 billion", "the loss over ten years")
	wantAttrs(t, doc, ".facts li.person a:not(.jump)", "href", "/person/mira-tolvanen")
	wantAttrs(t, doc, ".provenance a", "href", "https://harbour-wire.example/2025/ferry", "/article/a1/original",
		"/article/a1/revisions?from=1&to=2", "/article/a1/original?revision=2", "/article/a1/original?revision=1")
	for _, jump := range attrs(doc, ".jump", "href") {
		if doc.Find(jump).Length() != 1 {
			t.Errorf("%s leads nowhere", jump)
		}
	}
}

// glossary has words for one rule of each kind.
type glossary struct{}

func (glossary) Rule(kind, name string) string {
	return map[string]string{"person name": "A name as such.", "country name": "The name of a place."}[kind+" "+name]
}

func (glossary) Join(name string) string {
	return map[string]string{"nearest": "it stands before"}[name]
}
func (glossary) Merge(name string) string {
	return map[string]string{"full name": "The same name."}[name]
}

func (glossary) CountryName(code string) string { return map[string]string{"CN": "China"}[code] }

// Each fact says what else is known of it, and why it is one.
func TestFactsOfAnArticle(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(c *web.Config) { c.Glossary = glossary{} })
	facts := &w.store.records[0].Annotations
	facts.RulesOnly = []string{"people", "amounts"}
	facts.People[0].Titles = []string{"Minister", "Dr."}
	facts.People[0].Mentions[2].Join, facts.People[0].Mentions[2].Else = "nearest", []string{"Aino Tolvanen"}
	facts.People[1].Mentions[0].Else = []string{"Ann Lee", "Bo Lee", "surname"}
	facts.Countries[0].Centrality, facts.Countries[1].Centrality = 40, 70
	facts.Countries[0].Mentions[0].Else = []string{"CN"}
	facts.Amounts[1].Per = "berth"
	facts.Amounts[1].Mentions[0].Else = []string{"AUD"}
	doc := w.page(t, http.StatusOK, "/article/a1")
	wantTexts(t, doc, ".facts .notice", "In this language people and amounts are found by rules alone: expect gaps and mistakes.")
	wantTexts(t, doc, ".facts .titles", "Minister, Dr.")
	wantTexts(t, doc, ".facts li.person .detail", "also “Tolvanen”", "“Tolvanen” could also be Aino Tolvanen", "could be Ann Lee, Bo Lee or a surname")
	wantTexts(t, doc, ".facts li.person .why li", "Mira Tolvanen: A name as such.", "Tolvanen 2 times: A name as such.",
		"Tolvanen: A name as such. Taken for this person because it stands before. It could also be Aino Tolvanen.", "Across articles: The same name.",
		"Lee: A name as such. It could also be Ann Lee, Bo Lee or a surname.")
	wantTexts(t, doc, ".facts li.country:not(.implied) > p a:not(.jump)", "Chile", "Japan")
	wantTexts(t, doc, ".facts li.country:not(.implied) .detail", "could also be China")
	wantTexts(t, doc, ".facts li.implied .detail", "implied by “Lima”")
	wantAttrs(t, doc, ".facts li.implied > p a:not(.jump)", "href", "/search?country=PE&implied=1")
	wantTexts(t, doc, ".facts li.country .why li", "Chile: The name of a place.", "How much the article is about it: 70 of 100.",
		"Japan: The name of a place. It could also be China.", "Japan: The name of a place.", "How much the article is about it: 40 of 100.", "Lima: The name of a place.")
	wantTexts(t, doc, ".facts li.amount > p a:not(.jump)", "$4 million", "over $900,000 per berth", "$5 billion – $8 billion")
	wantTexts(t, doc, ".facts li.amount .detail", "more for the harbour", "could also be Australian dollars", "the loss over ten years")
}

// Marks that are wrong must not damage the text.
// A person who goes by another name elsewhere is called by that one too.
func TestArticlePageNamesThePerson(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for name, want := range map[string][]string{
		"MIRA TOLVANEN":    {"also “Tolvanen”"},
		"Mira K. Tolvanen": {"also “Tolvanen”", "known as “Mira K. Tolvanen”"},
	} {
		w.store.names = map[corpus.PersonID]string{"mira-tolvanen": name}
		wantTexts(t, w.page(t, http.StatusOK, "/article/a1"), ".facts li.person .detail", want...)
	}
}

func TestArticlePageKeepsTheText(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	rec := &w.store.records[1]
	rec.Annotations.Countries = []corpus.Country{{Code: "JP", Name: "Japan", Named: true, Mentions: []corpus.Mention{
		{Field: corpus.FieldBody, Start: -4, End: 3, Text: "x"}, {Field: corpus.FieldBody, Start: 0, End: 5, Text: "Japan", Rule: "name"},
		{Field: corpus.FieldBody, Start: 2, End: 8, Text: "pan za"}, {Field: corpus.FieldBody, Start: 3, End: 2, Text: ""},
		{Field: corpus.FieldBody, Start: 80, End: 9000, Text: "x"}, {Field: corpus.FieldBody, Start: 6, End: 11, Text: "wrong"},
	}}}
	doc := w.page(t, http.StatusOK, "/article/b2")
	wantTexts(t, doc, ".text p", rec.Article.Body)
	wantTexts(t, doc, ".text .country", "Japan")
	wantTexts(t, doc, ".story time", "January 2025")
	wantTexts(t, w.page(t, http.StatusOK, "/article/c3"), ".story .unknown", "Date unknown")
}

func TestErrorPages(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for target, want := range map[string]struct {
		status int
		says   string
	}{
		"/article/zzz":         {404, "There is no such article."},
		"/article/a1/original": {200, ""},
		"/article/b2/original": {404, "has no such revision"},
		"/nowhere":             {404, "There is no such page."},
		"/search?size=-1":      {400, "size"},
		"/search?colour=red":   {400, "colour"},
		"/?colour=red":         {400, "colour"},
		"/help?x=1":            {400, "Parameter x"},
		"/country/XYZ":         {404, "no such country"},
	} {
		rec := w.do(t, http.MethodGet, target)
		if rec.Code != want.status || !strings.Contains(rec.Body.String(), want.says) {
			t.Errorf("%s: %d, want %d saying %q\n%s", target, rec.Code, want.status, want.says, rec.Body)
		}
	}
	w.search.found = func(context.Context, index.Request) (*index.Response, error) {
		return nil, &query.Problem{Code: "leading-star", Message: "A word cannot begin with *.", Hint: "Write its first letters.", Pos: query.Pos{Start: 2, End: 5}}
	}
	doc := w.page(t, http.StatusBadRequest, "/search?q=a+*bc+d")
	wantTexts(t, doc, ".failure u", "*bc")
	wantTexts(t, doc, ".failure .hint", "Write its first letters.")
	wantAttrs(t, doc, "#q", "value", "a *bc d")
}

func TestHelp(t *testing.T) {
	t.Parallel()
	doc := newWorld(t).page(t, http.StatusOK, "/help")
	wantTexts(t, doc, "main h1", "Query language")
	wantTexts(t, doc, "main td code", "x")
	wantTexts(t, doc, "main script")
}

func TestFacetPagesLeadToTheSearch(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for target, want := range map[string]string{
		"/person/mira-tolvanen":  "/search?person=mira-tolvanen",
		"/country/jp":            "/search?country=JP",
		"/source/night.example":  "/search?source=night.example",
		"/source/%2F%2Fevil.org": "/search?source=//evil.org",
		"/person/%5C%5Cevil.org": "/search?person=%5C%5Cevil.org",
	} {
		rec := w.do(t, http.MethodGet, target)
		if got := rec.Header().Get("Location"); rec.Code != http.StatusFound || got != want {
			t.Errorf("%s: %d %q, want %q", target, rec.Code, got, want)
		}
	}
}
