package api

import (
	"dateline/corpus"
	"dateline/index"
	"dateline/index/query"
)

// Reply is the answer to a search.
type Reply struct {
	Query      Query              `json:"query"`
	Total      int                `json:"total"`
	Once       bool               `json:"once"` // total and facets count texts: copies are one
	TookMS     float64            `json:"took_ms"`
	Results    []Result           `json:"results"`
	Facets     map[string][]Value `json:"facets"`
	Next       int                `json:"next,omitempty"` // the number of the next page
	NextCursor string             `json:"next_cursor,omitempty"`
	Sort       string             `json:"sort,omitempty"`  // the order that was taken
	Match      string             `json:"match,omitempty"` // how the words were matched in the end
	Relaxed    bool               `json:"relaxed"`
	Needed     int                `json:"needed,omitempty"` // with relaxed: how many of the words a result has at least
	Warnings   []query.Problem    `json:"warnings"`
	Index      Index              `json:"index"`
}

// Query is the query as it was read.
type Query struct {
	Text   string       `json:"text"`
	Parsed string       `json:"parsed"` // canonical text; reads back as the same query
	Words  []index.Word `json:"words"`
}

// Index is the state of the index that answered.
type Index struct {
	Generation string         `json:"generation"`
	Position   index.Position `json:"position"`
	Documents  int            `json:"documents"`
}

// Value is one value of a facet.
type Value struct {
	Value    string `json:"value"`
	Label    string `json:"label"`
	Count    int    `json:"count"`
	Selected bool   `json:"selected"`
	Excluded bool   `json:"excluded"`
}

// Result is an article found.
type Result struct {
	ID         corpus.ID     `json:"id"`
	ExternalID string        `json:"external_id,omitempty"`
	URL        string        `json:"url,omitempty"`
	Title      string        `json:"title"`
	TitleMarks []index.Span  `json:"title_marks,omitempty"`
	Source     corpus.Source `json:"source"`
	Authors    []string      `json:"authors"`
	Published  Date          `json:"published"`
	Language   string        `json:"language,omitempty"`
	Snippets   []Snippet     `json:"snippets"`
	People     []PersonRef   `json:"people"`
	Countries  []CountryRef  `json:"countries"`
	Amounts    []AmountRef   `json:"amounts"`
	Copies     Copies        `json:"copies"`
	Score      float64       `json:"score"`
}

// Copies says how many articles carry a result's text, and which of them stands for all.
type Copies struct {
	Of    corpus.ID `json:"of"`
	Count int       `json:"count"`
}

func newCopies(r *corpus.Record) Copies {
	if r.Copies.Count < 1 {
		return Copies{r.Article.ID, 1}
	}
	return Copies(r.Copies)
}

// Snippet is a passage of the body; marks are the code points that matched.
type Snippet struct {
	Text  string       `json:"text"`
	Marks []index.Span `json:"marks"`
	Cut   bool         `json:"cut"`
}

// Date is a publication date. Time is ISO 8601 as precise as is known, and absent
// where nothing is.
type Date struct {
	Time      string `json:"time,omitempty"`
	Precision string `json:"precision"` // minute, day, month, unknown
	From      string `json:"from,omitempty"`
}

// PersonRef is a person of the corpus whom an article names.
type PersonRef struct {
	ID   corpus.PersonID `json:"id"`
	Name string          `json:"name"`
}

// CountryRef is a country that an article speaks of.
type CountryRef struct {
	Code       string `json:"code"`
	Name       string `json:"name"`
	Named      bool   `json:"named"`
	Centrality int    `json:"centrality"` // from 1, in passing, to 100: how much the article is about it; 0 is not known
}

// AmountRef is a sum of money that an article states.
type AmountRef struct {
	Value     *corpus.Decimal  `json:"value"`
	Min       *corpus.Decimal  `json:"min"`
	Max       *corpus.Decimal  `json:"max"`
	Currency  string           `json:"currency"`
	Qualifier corpus.Qualifier `json:"qualifier"`
	Text      string           `json:"text"`
	Per       string           `json:"per,omitempty"` // the unit that it is the price of
	Subject   string           `json:"subject,omitempty"`
}

var facetNames = map[index.Facet]string{
	index.People: "people", index.Countries: "countries", index.AllCountries: "countries", index.Amounts: "amounts", index.Currencies: "currencies",
	index.Sources: "sources", index.Languages: "languages", index.Months: "months",
}

// NewReply encodes a response.
func NewReply(r *index.Response) Reply {
	reply := Reply{
		Query:      newQuery(r),
		Total:      r.Total,
		Once:       r.Once,
		TookMS:     float64(r.Took.Microseconds()) / 1000,
		Results:    make([]Result, 0, len(r.Results)),
		Facets:     map[string][]Value{},
		Next:       r.Next,
		NextCursor: r.Cursor,
		Sort:       string(r.Sort),
		Match:      string(r.Match),
		Relaxed:    r.Relaxed,
		Needed:     r.Needed,
		Warnings:   list(r.Warnings),
		Index:      Index{r.Generation, r.Position, r.Documents},
	}
	for i := range r.Results {
		reply.Results = append(reply.Results, newResult(&r.Results[i]))
	}
	for _, f := range r.Facets {
		values := make([]Value, len(f.Values))
		for i, v := range f.Values {
			values[i] = Value(v)
		}
		reply.Facets[facetNames[f.Facet]] = values
	}
	return reply
}

func newQuery(r *index.Response) Query {
	q := Query{Words: list(r.Words)}
	if r.Query != nil {
		q.Text = r.Query.Text
		q.Parsed = query.String(r.Query.Root)
	}
	return q
}

func newResult(r *index.Result) Result {
	a := &r.Record.Article
	out := Result{
		ID: a.ID, ExternalID: a.ExternalID, URL: a.URL, Title: a.Title, TitleMarks: r.Title.Marks,
		Source: r.Record.Source, Authors: list(a.Authors), Published: NewDate(a.Published), Language: a.Language,
		Snippets: make([]Snippet, 0, len(r.Snippets)), Copies: newCopies(&r.Record), Score: r.Score,
		People: []PersonRef{}, Countries: []CountryRef{}, Amounts: []AmountRef{},
	}
	for _, s := range r.Snippets {
		out.Snippets = append(out.Snippets, Snippet{s.Text, list(s.Marks), s.Cut})
	}
	facts := &r.Record.Annotations
	for _, p := range r.Record.People {
		if p.Person >= 0 && p.Person < len(facts.People) {
			out.People = append(out.People, PersonRef{p.ID, facts.People[p.Person].Name})
		}
	}
	for i := range facts.Countries {
		out.Countries = append(out.Countries, newCountryRef(&facts.Countries[i]))
	}
	for i := range facts.Amounts {
		out.Amounts = append(out.Amounts, newAmountRef(&facts.Amounts[i]))
	}
	return out
}

func newCountryRef(c *corpus.Country) CountryRef {
	return CountryRef{c.Code, c.Name, c.Named, c.Centrality}
}

func newAmountRef(m *corpus.Amount) AmountRef {
	return AmountRef{m.Value, m.Min, m.Max, m.Currency, m.Qualifier, m.Text, m.Per, m.Subject}
}

// NewDate encodes a publication date.
func NewDate(d corpus.Date) Date {
	if !d.Known() {
		return Date{Precision: "unknown"}
	}
	return Date{d.String(), string(d.Precision), d.From}
}

// list returns s, or an empty list for nil, so that JSON says [] and not null.
func list[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}
