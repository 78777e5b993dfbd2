package index

import (
	"strings"
	"time"

	"dateline/corpus"
	"dateline/index/analysis"
	"dateline/index/query"
)

// plan is a request made ready: its tree taken apart into what stays hard and the plain words that
// relaxation may do without, and the search that an engine gets.
type plan struct {
	query  *query.Query
	hard   []query.Node // phrases, negations, filters and the rest, all of which must match
	words  []query.Word // the plain words
	stop   []bool       // of words: so common that a search may do without it
	search Search       // but for Query
	page   int
	size   int
	cursor *cursor

	cursorOf string // what asked returned before people were looked up, if they were
}

func (x *Index) plan(r *Request) (*plan, error) {
	p := &plan{page: max(1, r.Page), size: r.Size}
	if err := p.limits(r); err != nil {
		return nil, err
	}
	if err := p.parse(r, query.Options{CountryCode: x.options.Lexicon.CountryCode, Now: x.options.Now()}); err != nil {
		return nil, err
	}
	filters, err := filtersOf(r)
	if err != nil {
		return nil, err
	}
	p.hard = append(p.hard, filters...)
	if p.search.Selections, err = selectionsOf(r); err != nil {
		return nil, err
	}
	p.search.Implied, p.search.Once = r.Implied, r.Once
	p.search.About = p.countries()
	p.search.Currencies = p.currencies()
	p.search.Sort = p.order(r.Sort)
	p.search.Facets = facetSizes(r, len(p.search.Currencies))
	p.search.Offset = (p.page - 1) * p.size
	if r.Cursor != "" {
		return p, p.resume(r)
	}
	return p, nil
}

// limits checks the numbers of a request and sets the defaults.
func (p *plan) limits(r *Request) error {
	switch {
	case r.Size < -1 || r.Size > MaxSize:
		return invalid("size", "%d is not between 0 and %d", r.Size, MaxSize)
	case r.Page < 0:
		return invalid("page", "%d is no page, the first is 1", r.Page)
	case r.FacetSize < 0 || r.FacetSize > MaxFacetSize:
		return invalid("facet_size", "%d is not between 1 and %d", r.FacetSize, MaxFacetSize)
	case r.Cursor != "" && r.Page > 1:
		return invalid("page", "a page cannot be given with a cursor")
	}
	switch r.Size {
	case -1:
		p.size = 0
	case 0:
		p.size = DefaultSize
	}
	if p.size > 0 && p.page-1 > MaxOffset/p.size {
		return invalid("page", "page %d begins beyond result %d: go on with a cursor", p.page, MaxOffset)
	}
	switch r.Sort {
	case "", ByRelevance, ByNewest, ByOldest, ByAmount, ByCountry:
	default:
		return invalid("sort", "%q is no order: relevance, newest, oldest, amount or country", r.Sort)
	}
	switch r.Match {
	case MatchAuto, MatchAll, MatchMost, MatchAny:
		return nil
	}
	return invalid("match", "%q is no way to match: all, most or any", r.Match)
}

// parse reads the query text and parts the plain words from the rest. What holds no word ("&") is left out,
// with a warning.
func (p *plan) parse(r *Request, o query.Options) error {
	q, err := query.Parse(r.Text, o)
	if err != nil {
		return corpus.Errorf(corpus.Invalid, "q: %w", err)
	}
	p.query = q
	root := query.Map(q.Root, func(n query.Node) query.Node {
		text, pos, isText := textOf(n)
		if !isText || len(analysis.QueryWords(text)) > 0 {
			return n
		}
		q.Warnings = append(q.Warnings, query.Problem{Code: "no-word", Message: "“" + text + "” holds no word and was left out.", Pos: pos})
		return nil
	})
	if root == nil {
		problem := &query.Problem{Code: "no-word", Message: "There is no word in this query.", Hint: "Type a word, or leave the box empty to see everything.", Pos: query.Pos{End: len([]rune(r.Text))}}
		return corpus.Errorf(corpus.Invalid, "q: %w", problem)
	}
	p.words = query.Words(root)
	for _, w := range p.words {
		p.stop = append(p.stop, isStop(w.Text))
	}
	p.hard = notPlain(root)
	return nil
}

func textOf(n query.Node) (text string, pos query.Pos, ok bool) {
	switch n := n.(type) {
	case query.Word:
		return n.Text, n.Pos, true
	case query.Phrase:
		return n.Text, n.Pos, true
	case query.Prefix:
		return n.Text, n.Pos, true
	case query.Fuzzy:
		return n.Text, n.Pos, true
	}
	return "", query.Pos{}, false
}

func isStop(text string) bool {
	for _, w := range analysis.QueryWords(text) {
		if !w.Stop {
			return false
		}
	}
	return true
}

// notPlain returns the parts at the top of a query that query.Words leaves.
func notPlain(root query.Node) []query.Node {
	parts := []query.Node{root}
	if and, ok := root.(query.And); ok {
		parts = and.Nodes
	}
	var rest []query.Node
	for _, n := range parts {
		if _, everything := n.(query.All); !everything && len(query.Words(n)) == 0 {
			rest = append(rest, n)
		}
	}
	return rest
}

// filtersOf returns the amount and dates of a request as parts of the tree.
func filtersOf(r *Request) ([]query.Node, error) {
	var filters []query.Node
	if a := r.Amount; a != nil {
		if a.Min != nil && a.Max != nil && a.Min.Cmp(*a.Max) > 0 {
			return nil, invalid("amount", "%v is more than %v", a.Min, a.Max)
		}
		currency := strings.ToUpper(a.Currency)
		if currency == "" {
			currency = USD
		}
		filters = append(filters, query.Amount{Currency: currency, Min: ratOf(a.Min), Max: ratOf(a.Max)})
	}
	if r.From == "" && r.To == "" {
		return filters, nil
	}
	var dates query.Dates
	var err error
	if dates.From, _, err = instants("from", r.From); err != nil {
		return nil, err
	}
	if _, dates.To, err = instants("to", r.To); err != nil {
		return nil, err
	}
	if r.From != "" && r.To != "" && !dates.From.Before(dates.To) {
		return nil, invalid("from", "%s is after %s", r.From, r.To)
	}
	return append(filters, dates), nil
}

// instants returns the first instant of an ISO day or month and the first after it, zero for "".
func instants(parameter, value string) (start, end time.Time, err error) {
	if value == "" {
		return start, end, nil
	}
	d, err := corpus.ParseISO(value, "")
	if err != nil || d.Precision == corpus.PrecisionMinute {
		return start, end, invalid(parameter, "%q is no day (2025-01-31) and no month (2025-01)", value)
	}
	start, end = d.Span()
	return start, end, nil
}

// maxSelected is how many values of one facet may be chosen or excluded.
const maxSelected = 100

// selectionsOf returns the selections, one for each facet. Where implied countries count, a choice
// of countries is one of all countries.
func selectionsOf(r *Request) ([]Selection, error) {
	var merged []Selection
	at := map[Facet]int{}
	for _, s := range r.Selections {
		if !s.Facet.Known() {
			return nil, invalid(string(s.Facet), "is no facet")
		}
		s.Facet = countriesOf(s.Facet, r.Implied)
		i, seen := at[s.Facet]
		if !seen {
			i = len(merged)
			at[s.Facet] = i
			merged = append(merged, Selection{Facet: s.Facet})
		}
		merged[i].Include = append(merged[i].Include, s.Include...)
		merged[i].Exclude = append(merged[i].Exclude, s.Exclude...)
		if len(merged[i].Include)+len(merged[i].Exclude) > maxSelected {
			return nil, invalid(s.Facet.Parameter(), "more than %d values are chosen", maxSelected)
		}
	}
	return merged, nil
}

func countriesOf(f Facet, implied bool) Facet {
	if f != Countries && f != AllCountries {
		return f
	}
	if implied {
		return AllCountries
	}
	return Countries
}

// pageFacets are the facets of an answer, in order.
func pageFacets(implied bool) []Facet {
	return []Facet{People, countriesOf(Countries, implied), Amounts, Currencies, Sources, Languages, Months}
}

func facetSizes(r *Request, currencies int) map[Facet]int {
	size := r.FacetSize
	if size == 0 {
		size = DefaultFacetSize
	}
	sizes := map[Facet]int{}
	for _, f := range pageFacets(r.Implied) {
		sizes[f] = size
	}
	sizes[Amounts] = 30 * max(1, currencies) // every power of ten there is: they are shown as a scale
	return sizes
}
