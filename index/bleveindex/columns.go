package bleveindex

import (
	"slices"
	"strconv"
	"strings"

	"dateline/index"

	bleve "github.com/blevesearch/bleve_index_api"
)

// column reads the doc values of one field, document by document in ascending number.
type column struct {
	values bleve.DocValueReader
	id     bleve.IndexInternalID
}

func newColumn(r bleve.IndexReader, field string) (column, error) {
	values, err := r.DocValueReader([]string{field})
	return column{values: values}, err
}

func (c *column) visit(doc uint64, visit bleve.DocValueVisitor) error {
	c.id = bleve.NewIndexInternalID(c.id, doc)
	return c.values.VisitDocValues(c.id, visit)
}

// figures are the doc values of field "v" of one document.
type figures struct {
	date, amount string // sort keys, "" for none; the amount is in the currency asked for
	known        bool   // start and end of the publication span are set
	start, end   int64
	ranges       []string
}

// figureColumn reads figures and keeps those of the last document.
type figureColumn struct {
	column
	wanted   [256]bool // by tag; a search needs one or two kinds, and making strings of all is most of the cost
	currency string
	doc      uint64
	now      figures
	read     bool
}

func newFigureColumn(r bleve.IndexReader) (*figureColumn, error) {
	c, err := newColumn(r, fieldFigure)
	return &figureColumn{column: c}, err
}

// want makes load read the figures with a tag. The others stay empty.
func (c *figureColumn) want(tag byte) { c.wanted[tag] = true }

// wantOrder makes load read what the order of a search looks at.
func (c *figureColumn) wantOrder(s *index.Search) {
	c.currency = s.OrderCurrency()
	switch s.Sort {
	case index.ByNewest, index.ByOldest, index.ByCountry:
		c.want(figureDate)
	case index.ByAmount:
		c.want(figureAmount)
	}
}

// load returns the figures of a document, valid until the next call.
func (c *figureColumn) load(doc uint64) (*figures, error) {
	if c.read && c.doc == doc {
		return &c.now, nil
	}
	c.doc, c.read = doc, true
	c.now = figures{ranges: c.now.ranges[:0]}
	return &c.now, c.visit(doc, c.keep)
}

func (c *figureColumn) keep(_ string, term []byte) {
	if !c.wanted[term[0]] {
		return
	}
	value := string(term[1:])
	switch term[0] {
	case figureDate:
		c.now.date = value
	case figureAmount:
		if currency, key, _ := strings.Cut(value, "|"); currency == c.currency {
			c.now.amount = key
		}
	case figureRange:
		c.now.ranges = append(c.now.ranges, value)
	case figureSpan:
		c.now.start, c.now.end = span(value)
		c.now.known = strings.Contains(value, "|")
	}
}

// countryColumn reads how much documents are about the countries that a search asks for.
type countryColumn struct {
	column
	countries []string
	implied   bool
	sum       int
}

// newCountryColumn returns nil for a search that asks for no country, or whose order does not look at it.
func newCountryColumn(r bleve.IndexReader, s *index.Search) (*countryColumn, error) {
	if len(s.About) == 0 || s.Sort != index.ByRelevance && s.Sort != index.ByCountry {
		return nil, nil
	}
	c, err := newColumn(r, fieldCountry)
	return &countryColumn{column: c, countries: s.About, implied: s.Implied}, err
}

// about is index.Document.About.
func (c *countryColumn) about(doc uint64) (int, error) {
	if c == nil {
		return 0, nil
	}
	c.sum = 0
	err := c.visit(doc, c.add)
	return c.sum, err
}

func (c *countryColumn) add(_ string, term []byte) {
	if term[0] == tagImplied && !c.implied {
		return
	}
	if code, centrality, _ := strings.Cut(string(term[1:]), "|"); slices.Contains(c.countries, code) {
		n, _ := strconv.Atoi(centrality)
		c.sum += n
	}
}
