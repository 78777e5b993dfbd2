package page

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/corpus"
	"dateline/index"
)

// searchView is the page of a search.
type searchView struct {
	Heading  string // what the page is of
	Total    int
	Summary  string // "1,234 articles in 12 ms"
	Notice   *notice
	Warnings []warning
	Chips    []chip
	Clear    string // address without any filter, "" if there is none
	Facets   []facetView
	Refine   refineView
	Results  []resultView
	Sorts    []choice
	Pager    pager
	Ways     []choice // out of an empty page
}

// notice says that the search was relaxed, and leads to the strict one.
type notice struct{ Text, Strict string }

type warning struct {
	Message, Hint string
	Place         Place
}

// choice is a link that may be the current state.
type choice struct {
	Label, Href string
	Current     bool
}

type resultView struct {
	Href      string
	Language  string
	Title     []Run
	Source    string
	Published When
	Authors   string
	Snippets  []passage
	Tags      []tag
	Copies    string // "the same text in 2 other articles", "" where it has none
}

// passage is a snippet. Before and After say that it begins or ends inside a sentence.
type passage struct {
	Runs          []Run
	Before, After bool
}

// tag is a fact of a result, linked to its search. Hint says what is not plain from the label.
type tag struct{ Kind, Label, Href, Hint string }

type pager struct{ Page, Previous, Next, First string }

// Search writes the page of a search.
func (r *Renderer) Search(w io.Writer, req index.Request, resp *index.Response) error {
	v := newSearch(req, resp)
	return r.render(w, "search", frame{Title: v.Heading, Text: req.Text, Hidden: fieldsWithout(req, "q"), View: v})
}

func newSearch(req index.Request, resp *index.Response) searchView {
	filters := filterChips(req, resp)
	v := searchView{
		Heading:  heading(req.Text, filters),
		Total:    resp.Total,
		Summary:  counted(resp.Total, unit(resp.Once)) + " in " + took(resp.Took),
		Notice:   relaxed(req, resp),
		Warnings: warnings(req.Text, resp),
		Chips:    append(queryChips(req, resp), filters...),
		Facets:   facets(req, resp),
		Refine:   newRefine(req),
		Sorts:    sorts(req, resp),
		Pager:    newPager(req, resp),
	}
	if all := SearchLink(req.Unfiltered()); len(filters) > 0 && all != SearchLink(req.FirstPage()) {
		v.Clear = all
	}
	for i := range resp.Results {
		v.Results = append(v.Results, newResult(&resp.Results[i], req.Implied))
	}
	if resp.Total == 0 {
		v.Ways = waysOut(req, filters)
	}
	return v
}

// unit is what a search counts.
func unit(once bool) string {
	if once {
		return "text"
	}
	return "article"
}

// heading names a search by its words and filters: "crane, North Korea, not Taiwan".
func heading(text string, filters []chip) string {
	var parts []string
	if text = strings.TrimSpace(text); text != "" {
		parts = append(parts, text)
	}
	for _, c := range filters {
		if c.Not {
			c.Label = "not " + c.Label
		}
		parts = append(parts, c.Label)
	}
	if len(parts) == 0 {
		return "All articles"
	}
	return strings.Join(parts, ", ")
}

func relaxed(req index.Request, resp *index.Response) *notice {
	if !resp.Relaxed {
		return nil
	}
	strict := req.FirstPage()
	strict.Match = index.MatchAll
	words := 0
	for _, word := range resp.Words {
		if !word.Optional {
			words++
		}
	}
	text := "No article has all of these words; showing those without the common ones."
	if resp.Needed < words {
		text = fmt.Sprintf("No article has all of these words; showing those with at least %d of %d.", resp.Needed, words)
	}
	return &notice{text, SearchLink(strict)}
}

func warnings(text string, resp *index.Response) []warning {
	out := make([]warning, 0, len(resp.Warnings))
	for _, p := range resp.Warnings {
		out = append(out, warning{p.Message, p.Hint, place(text, p.Pos)})
	}
	return out
}

type order struct {
	label string
	sort  index.Sort
}

// sorts are the orders. Without words nothing is more relevant than another; what is most about a country is told
// only where one is asked for.
func sorts(req index.Request, resp *index.Response) []choice {
	var orders []order
	byItself := req.Sort == "" && resp.Sort != "" && resp.Sort != index.ByRelevance
	if strings.TrimSpace(req.Text) != "" && !byItself {
		orders = append(orders, order{"Relevance", index.ByRelevance})
	}
	if len(resp.About) > 0 {
		orders = append(orders, order{"Most about the " + noun(len(resp.About), "country", "countries"), index.ByCountry})
	}
	orders = append(orders, order{"Newest", index.ByNewest}, order{"Oldest", index.ByOldest}, order{"Largest amount", index.ByAmount})
	current := cmp.Or(resp.Sort, req.Sort, orders[0].sort)
	var out []choice
	for _, o := range orders {
		other := req.FirstPage()
		other.Sort = o.sort
		out = append(out, choice{o.label, SearchLink(other), o.sort == current})
	}
	return out
}

// newPager leads on by page as far as pages go, and by cursor from there.
func newPager(req index.Request, resp *index.Response) pager {
	var p pager
	at := max(req.Page, 1)
	goTo := func(page int, cursor string) string {
		other := req
		other.Page, other.Cursor = page, cursor
		return SearchLink(other)
	}
	switch {
	case resp.Next > 0 && req.Cursor == "":
		p.Next = goTo(resp.Next, "")
	case resp.Cursor != "" && len(resp.Results) > 0:
		p.Next = goTo(0, resp.Cursor)
	}
	switch {
	case req.Cursor != "":
		p.First = goTo(0, "")
	case at > 1:
		p.Previous = goTo(at-1, "")
	}
	if req.Cursor == "" && (p.Next != "" || p.Previous != "") {
		size := index.DefaultSize
		if req.Size > 0 {
			size = req.Size
		}
		p.Page = fmt.Sprintf("Page %s of %s", number(at), number((resp.Total+size-1)/size))
	}
	return p
}

func waysOut(req index.Request, filters []chip) []choice {
	var ways []choice
	for _, c := range filters {
		ways = append(ways, choice{Label: "Search without the filter “" + c.Label + "”", Href: c.Href})
	}
	if len(filters) > 1 {
		ways = append(ways, choice{Label: "Search without any filter", Href: SearchLink(req.Unfiltered())})
	}
	if len(strings.Fields(req.Text)) > 1 && req.Match != index.MatchAny {
		other := req.FirstPage()
		other.Match = index.MatchAny
		ways = append(ways, choice{Label: "Search for any of the words", Href: SearchLink(other)})
	}
	if req.Text == "" && len(filters) == 0 {
		return nil
	}
	return append(ways, choice{Label: "Show every article, newest first", Href: SearchLink(index.Request{Sort: index.ByNewest})})
}

// newResult shows a result. implied says whether countries that a place implies count as well.
func newResult(r *index.Result, implied bool) resultView {
	a := &r.Record.Article
	v := resultView{
		Href:      articlePath(a.ID),
		Language:  a.Language,
		Title:     titleRuns(r),
		Source:    sourceName(r.Record.Source),
		Published: when(a.Published),
		Authors:   strings.Join(a.Authors, ", "),
		Tags:      tags(&r.Record, implied),
	}
	if others := r.Record.Copies.Count - 1; others > 0 {
		v.Copies = "Same text in " + number(others) + " other " + noun(others, "article", "articles")
	}
	for _, s := range r.Snippets {
		v.Snippets = append(v.Snippets, newPassage(a.Body, s))
	}
	return v
}

func newPassage(body string, s index.Snippet) passage {
	first, _ := utf8.DecodeRuneInString(s.Text)
	return passage{
		Runs:   snippet(s),
		Before: s.Cut && !unicode.IsUpper(first) && !strings.HasPrefix(body, s.Text),
		After:  s.Cut && endsInside(body, s.Text),
	}
}

// endsInside reports whether a piece of a body ends inside a sentence, as far as its last word
// tells: "the U.S." goes on, unless the paragraph ends there.
func endsInside(body, piece string) bool {
	if _, rest, found := strings.Cut(body, piece); found && (rest == "" || rest[0] == '\n') {
		return false
	}
	ended := strings.TrimRight(piece, "”’\"')")
	last, _ := utf8.DecodeLastRuneInString(ended)
	if !strings.ContainsRune(".!?…", last) {
		return true
	}
	word := ended[strings.LastIndexFunc(ended, unicode.IsSpace)+1:]
	return strings.Contains(strings.TrimRight(word, ".!?…"), ".")
}

func titleRuns(r *index.Result) []Run {
	if r.Title.Text != "" {
		return snippet(r.Title)
	}
	return []Run{{Text: titleOf(r.Record.Article.Title)}}
}

func titleOf(title string) string {
	if strings.TrimSpace(title) == "" {
		return "Without a title"
	}
	return title
}

func sourceName(s corpus.Source) string {
	switch {
	case s.Name != "":
		return s.Name
	case s.Domain != "":
		return s.Domain
	}
	return "Source unknown"
}

func articlePath(id corpus.ID) string { return "/article/" + string(id) }
