package index

import (
	"context"
	"slices"

	"dateline/corpus"
	"dateline/index/query"
)

// Position is how far an index has followed a store.
type Position struct {
	Store string     `json:"store"` // UUID of the store
	Seq   corpus.Seq `json:"seq"`
}

// Document is what an engine indexes of one article.
type Document struct {
	ID          corpus.ID
	Seq         corpus.Seq
	Title, Body string
	Language    string // decides the analysis
	URL         string
	Authors     []string
	Source      corpus.Source
	Outlet      string // key of the source as the article states it: corpus.Source.Key
	People      []Person
	Countries   []Country // each once
	Amounts     []Amount
	Published   corpus.Date
	Text        corpus.ID // the article that stands for the copies of its text, "" where it has none
}

// Person is a person of the corpus with the forms of the name in this article.
type Person struct {
	ID    corpus.PersonID
	Names []string
}

// Country is a country that an article speaks of. Centrality says from 1 to 100 how much the
// article is about it; 0 is not known.
type Country struct {
	Code       string
	Named      bool // by the text itself, not only implied by a place
	Centrality int
}

// Amount is the interval of a sum; nil is no bound. Value is what it is counted and
// sorted by: the number named, else the lower bound. The price of a unit ("$3 a gallon") is no sum: it is found by
// query.Amount, and neither counted nor sorted by.
type Amount struct {
	Currency string
	Value    corpus.Decimal
	Min, Max *corpus.Decimal
	PerUnit  bool
}

// Batch is applied as a whole: after a crash either all of it and the position
// are there, or nothing. Upserts replace what stood under the same ID.
type Batch struct {
	Upserts  []Document
	Deletes  []corpus.ID
	Position Position
}

// Engine is a search engine. Sets, totals, facet counts and the stated orders are
// contract; scores are not. Package indextest holds the suite.
type Engine interface {
	// Apply is durable and visible to new snapshots when it returns. An error of kind NotFound
	// means that the index is damaged for good and must be built anew; after any other the same batch may be tried again.
	Apply(ctx context.Context, b Batch) error
	// Snapshot returns a view that later batches do not change.
	Snapshot(ctx context.Context) (Snapshot, error)
	Close() error
}

// Snapshot is an unchanging view of an index. It must be closed.
type Snapshot interface {
	Position() Position
	// Count returns the number of documents.
	Count() int
	// Search returns hits and counts of one query. When ctx ends it returns soon, with ctx's error.
	Search(ctx context.Context, s Search) (Found, error)
	// Values lists the values of a facet that begin with prefix, in order, with the number of documents that have each.
	Values(ctx context.Context, f Facet, prefix string, limit int) ([]Count, error)
	Close() error
}

// Facet names a field that is counted by value.
type Facet string

// The facets. Amounts counts sums by currency and power of ten, as Bucket names them; Currencies counts the
// currencies that sums are in. Months are "2025-01" or "unknown". Countries counts the named ones, AllCountries
// those implied by a place as well. Languages counts "unknown" where none is known.
const (
	People       Facet = "people"
	Countries    Facet = "countries"
	AllCountries Facet = "allcountries"
	Amounts      Facet = "amounts"
	Currencies   Facet = "currencies"
	Sources      Facet = "sources"
	Languages    Facet = "languages"
	Months       Facet = "months"
)

// Selection narrows by a facet: a document must have one of Include (if any) and none of Exclude.
// A search has at most one for each facet.
type Selection struct {
	Facet   Facet
	Include []string
	Exclude []string
}

// Accepts reports whether a document with these values of the facet is selected.
func (s *Selection) Accepts(values []string) bool {
	included := len(s.Include) == 0
	for _, v := range values {
		if slices.Contains(s.Exclude, v) {
			return false
		}
		included = included || slices.Contains(s.Include, v)
	}
	return included
}

// Search is a query for an engine. Facet f is counted over the documents that
// match Query and every selection but that of f itself.
type Search struct {
	Query      query.Node
	Implied    bool // country: in the query also matches implied countries, and they count for About
	Once       bool // copies are one text: of each only the hit that is first in the order, and totals and facets count texts
	Selections []Selection
	About      []string      // ISO codes of the countries asked for: by relevance, what is more about them comes first, all else being equal
	Currencies []string      // those that facet Amounts is counted in, the first also that of ByAmount; none for US dollars
	Facets     map[Facet]int // how many values to return of each, most frequent first, ties by value; then the selected ones that are not among them
	Sort       Sort
	Offset     int
	Size       int   // 0 for counts alone
	After      *Mark // if set, Offset counts from just after this place
}

// Sort is an order of hits. Every order ends on ascending ID.
type Sort string

// The orders. An unknown date or a missing amount in the currency sorts last in each. ByCountry puts first what is most about the
// countries of Search.About; of what is equally so, the newest.
const (
	ByRelevance Sort = "relevance"
	ByNewest    Sort = "newest"
	ByOldest    Sort = "oldest"
	ByAmount    Sort = "amount"
	ByCountry   Sort = "country"
)

// Mark is a place in an order: the sort key of a hit and its ID.
type Mark struct {
	Key string
	ID  corpus.ID
}

// Hit is a document found. Key is its place in the order asked for.
type Hit struct {
	ID    corpus.ID
	Score float64
	Key   string
}

// Found is what a search found. Total is exact. With Once it counts texts, and so do the facets: a text has the values of all of its
// copies that match.
type Found struct {
	Total  int
	Hits   []Hit
	Facets map[Facet][]Count
}

// Count is a value of a facet and the number of documents that have it.
type Count struct {
	Value string
	Count int
}
