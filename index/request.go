package index

import (
	"time"

	"dateline/corpus"
	"dateline/index/query"
	"dateline/index/snippet"
)

// Match says how many of the plain words of a query an article must have.
type Match string

// The ways to match. The default is MatchAuto: all, relaxed where no article has all.
const (
	MatchAuto Match = ""
	MatchAll  Match = "all"
	MatchMost Match = "most" // all but stop words, or half as many as the article with the most has
	MatchAny  Match = "any"
)

// The limits of a request. Over one of them is an error of kind Invalid that names the parameter.
const (
	DefaultSize      = 20
	MaxSize          = 1000  // results in one answer
	MaxOffset        = 10000 // results skipped by page; beyond it a cursor
	MaxFacetSize     = 100   // values of one facet
	MaxQueryLength   = 2000  // code points
	DefaultFacetSize = 10
)

// Range is an interval of US dollars, or of another currency. Nil is open.
type Range struct {
	Min, Max *corpus.Decimal
	Currency string // "" for USD
}

// Request is a search as the page, the API and the command line ask it.
type Request struct {
	Text       string
	Selections []Selection
	Amount     *Range
	From, To   string // ISO day or month, To inclusive; "" is open
	Implied    bool   // countries implied by a place count too
	Once       bool   // copies of one text are one result, and counts are of texts
	Match      Match
	Sort       Sort
	Page       int // from 1; 0 is 1
	Size       int // -1 for none, 0 for DefaultSize
	Cursor     string
	FacetSize  int // values per facet; 0 for DefaultFacetSize
}

// Response is the answer to a Request.
type Response struct {
	Query      *query.Query
	Words      []Word // the plain words of the query, and whether they were needed
	Once       bool   // Total and the counts of Facets are of texts, not of articles
	Total      int
	Took       time.Duration
	Results    []Result
	Facets     []FacetCounts // in the order of the page
	Next       int           // the next page, 0 if none
	Cursor     string        // the place after the last result, "" if it is the last
	Sort       Sort          // the order that was taken
	About      []string      // the countries that the search asks for, by code
	Match      Match         // how the words were matched in the end
	Relaxed    bool
	Needed     int // with Relaxed, how many of the words an article must have
	Warnings   []query.Problem
	Position   Position
	Generation string
	Documents  int // in the whole index
}

// Word is a plain word of the query. Optional ones were left out by relaxation as stop words.
type Word struct {
	Text     string `json:"text"`
	Optional bool   `json:"optional,omitempty"`
}

// Result is a hit with what a reader sees of it.
type Result struct {
	Record   corpus.Record
	Score    float64
	Title    Snippet   // the whole title
	Snippets []Snippet // up to 3, from the body
}

// Snippet is a piece of text with the parts that matched, in code points of Text.
type Snippet = snippet.Snippet

// Span is a part of a Snippet in code points, end exclusive.
type Span = snippet.Span

// FacetCounts is a facet as a reader sees it.
type FacetCounts struct {
	Facet  Facet
	Values []FacetValue
}

// FacetValue is one value of a facet. A selected or excluded value is present even at 0.
type FacetValue struct {
	Value    string `json:"value"`
	Label    string `json:"label"`
	Count    int    `json:"count"`
	Selected bool   `json:"selected,omitempty"`
	Excluded bool   `json:"excluded,omitempty"`
}
