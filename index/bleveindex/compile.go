package bleveindex

import (
	"cmp"
	"context"
	"errors"
	"io"
	"math/big"
	"slices"
	"strings"

	"dateline/corpus"
	"dateline/index"
	"dateline/index/analysis"
	"dateline/index/query"

	bleve "github.com/blevesearch/bleve_index_api"
)

// compiler makes postings of a query tree. It owns the readers that the postings walk.
//
// What costs most is looked at last: an And walks its rarest part first, and what is known only per
// document (not, places of words, dates, amounts) becomes a check on what the other parts found.
type compiler struct {
	reader  bleve.IndexReader
	state   state
	docs    uint64
	scored  bool
	implied bool
	clock   *clock
	figures *figureColumn
	opened  []io.Closer
	terms   int // opened by prefixes and fuzzy words
}

// titleBoost is how much more a word in the title weighs than in the body.
const titleBoost = 2.5

func newCompiler(ctx context.Context, s *Snapshot, search *index.Search) (*compiler, error) {
	figures, err := newFigureColumn(s.reader)
	if err != nil {
		return nil, err
	}
	return &compiler{
		reader: s.reader, state: s.state, docs: s.docs, figures: figures, implied: search.Implied,
		scored: search.Sort == index.ByRelevance && search.Size > 0,
		clock:  &clock{ctx: ctx},
	}, nil
}

func (c *compiler) close() error {
	var all error
	for _, r := range c.opened {
		all = errors.Join(all, r.Close())
	}
	return all
}

func (c *compiler) node(n query.Node) (postings, error) {
	if err := c.clock.tick(64); err != nil {
		return nil, err
	}
	switch n := n.(type) {
	case query.All:
		return c.everything()
	case query.And:
		parts, err := c.nodes(n.Nodes)
		if err != nil {
			return nil, err
		}
		return c.all(parts, nil, nil)
	case query.Or:
		return c.atLeast(1, n.Nodes)
	case query.AtLeast:
		return c.atLeast(n.N, n.Nodes)
	case query.Not:
		return c.not(n.Node)
	case query.Keyword:
		field, tag := keywordPlace(n.Field, c.implied)
		return c.term(field, tagged(tag, index.Normal(n.Field, n.Value)), 0)
	case query.Amount:
		return c.amount(&n)
	case query.Dates:
		return c.dates(&n)
	}
	return c.text(n)
}

func (c *compiler) nodes(nodes []query.Node) ([]postings, error) {
	parts := make([]postings, 0, len(nodes))
	for _, n := range nodes {
		p, err := c.node(n)
		if err != nil {
			return nil, err
		}
		parts = append(parts, p)
	}
	return parts, nil
}

func (c *compiler) everything() (postings, error) {
	ids, err := c.reader.DocIDReaderAll()
	if err != nil {
		return nil, err
	}
	c.opened = append(c.opened, ids)
	return &everything{ids: ids, total: c.docs}, nil
}

// all joins parts that must all be there. Parts of the same kind are taken apart, so that their checks
// run last.
func (c *compiler) all(parts []postings, checks []check, optional []postings) (postings, error) {
	joined := &all{checks: checks, optional: optional, clock: c.clock}
	var whole postings
	for _, p := range parts {
		switch p := p.(type) {
		case nothing:
			return p, nil
		case *everything:
			whole = p
		case *all:
			joined.parts = append(joined.parts, p.parts...)
			joined.checks = append(joined.checks, p.checks...)
			joined.optional = append(joined.optional, p.optional...)
		default:
			joined.parts = append(joined.parts, p)
		}
	}
	isWhole := func(p postings) bool { _, ok := p.(*everything); return ok }
	if kept := slices.DeleteFunc(slices.Clone(joined.parts), isWhole); len(kept) > 0 {
		joined.parts = kept
	} else if len(joined.parts) > 0 {
		joined.parts = joined.parts[:1]
	} else if whole != nil {
		joined.parts = []postings{whole}
	} else {
		whole, err := c.everything()
		if err != nil {
			return nil, err
		}
		joined.parts = []postings{whole}
	}
	if len(joined.parts) == 1 && len(joined.checks) == 0 && len(joined.optional) == 0 {
		return joined.parts[0], nil
	}
	slices.SortStableFunc(joined.parts, func(a, b postings) int { return cmp.Compare(a.count(), b.count()) })
	return joined, nil
}

func (c *compiler) atLeast(least int, nodes []query.Node) (postings, error) {
	if least > 0 && least == len(nodes) {
		return c.node(query.And{Nodes: nodes})
	}
	parts, err := c.nodes(nodes)
	if err != nil {
		return nil, err
	}
	if least <= 0 {
		return c.all(nil, nil, parts)
	}
	return c.union(parts, least), nil
}

// union joins parts of which some must be there.
func (c *compiler) union(parts []postings, least int) postings {
	parts = slices.DeleteFunc(parts, func(p postings) bool { return p == nothing{} })
	switch {
	case len(parts) < least:
		return nothing{}
	case len(parts) == 1:
		return parts[0]
	}
	return newUnion(parts, least, c.clock)
}

func (c *compiler) not(n query.Node) (postings, error) {
	inner, err := c.node(n)
	if err != nil {
		return nil, err
	}
	return c.all(nil, []check{func(doc uint64) (bool, error) {
		at, err := inner.seek(doc)
		return at != doc, err
	}}, nil)
}

// term opens the documents of one term, scored if boost is not 0.
func (c *compiler) term(field, value string, boost float64) (postings, error) {
	scored := c.scored && boost != 0
	p, err := c.open(field, value, scored, false)
	if err != nil {
		return nil, err
	}
	if p.docs == 0 {
		return nothing{}, nil
	}
	if scored {
		p.weight, p.length = boost*idf(p.docs, c.docs), c.averageLength(field)
	}
	return p, nil
}

func (c *compiler) open(field, value string, scored, places bool) (*term, error) {
	r, err := c.reader.TermFieldReader(c.clock.ctx, []byte(value), field, scored || places, scored, places)
	if err != nil {
		return nil, err
	}
	c.opened = append(c.opened, r)
	return &term{reader: r, docs: r.Count()}, nil
}

func (c *compiler) averageLength(field string) float64 {
	for i, f := range index.TextFields() {
		if string(f) == field {
			return max(1, float64(c.state.Words[i])/float64(max(1, c.state.Analysed)))
		}
	}
	return 1
}

func keywordPlace(f query.KeywordField, implied bool) (field string, tag byte) {
	switch f {
	case query.PersonID:
		return fieldFacet, facetTags[index.People]
	case query.Language:
		return fieldFacet, facetTags[index.Languages]
	case query.Country:
		if implied {
			return fieldFacet, facetTags[index.AllCountries]
		}
		return fieldFacet, facetTags[index.Countries]
	}
	return fieldKeyword, keywordTags[f]
}

// amount walks what has an amount in the currency, and checks the intervals.
func (c *compiler) amount(n *query.Amount) (postings, error) {
	r, err := newAmountRange(n)
	if err != nil || r.empty {
		return nothing{}, err
	}
	c.figures.want(figureRange)
	candidates, err := c.term(fieldKeyword, tagged(tagCurrency, r.currency), 0)
	if err != nil {
		return nil, err
	}
	return c.all([]postings{candidates}, []check{func(doc uint64) (bool, error) {
		figures, err := c.figures.load(doc)
		return err == nil && slices.ContainsFunc(figures.ranges, r.overlaps), err
	}}, nil)
}

// amountRange is a query.Amount in sort keys; "" is open.
type amountRange struct {
	currency         string
	low, high        string
	lowExcl, highExc bool
	empty            bool
}

func newAmountRange(n *query.Amount) (amountRange, error) {
	r := amountRange{currency: strings.ToUpper(n.Currency), lowExcl: n.MinExcl, highExc: n.MaxExcl}
	if r.currency == "" {
		r.currency = index.USD
	}
	var err error
	if r.low, err = boundKey(n.Min); err != nil {
		return r, err
	}
	if r.high, err = boundKey(n.Max); err != nil {
		return r, err
	}
	if r.low != "" && r.high != "" {
		r.empty = r.low > r.high || r.low == r.high && (r.lowExcl || r.highExc)
	}
	return r, nil
}

// boundKey returns the sort key of a bound, "" for an open one.
func boundKey(bound *big.Rat) (string, error) {
	if bound == nil {
		return "", nil
	}
	d, err := corpus.DecimalOf(bound)
	if err != nil {
		return "", corpus.Errorf(corpus.Invalid, "bound of an amount: %w", err)
	}
	return d.SortKey(), nil
}

// overlaps tells whether an amount, as figureRange holds it, can lie in the range.
func (r amountRange) overlaps(amount string) bool {
	bounds, found := strings.CutPrefix(amount, r.currency+"|")
	low, high, _ := strings.Cut(bounds, "|")
	return found && keyBelow(r.low, high, r.lowExcl) && keyBelow(low, r.high, r.highExc)
}

func keyBelow(low, high string, strictly bool) bool {
	return low == "" || high == "" || low < high || low == high && !strictly
}

// dates walks the months that a range touches, and checks the spans.
func (c *compiler) dates(n *query.Dates) (postings, error) {
	tag := facetTags[index.Months]
	if n.Unknown {
		return c.term(fieldFacet, tagged(tag, index.Unknown), 0)
	}
	first, last := "0000", "9999-99"
	if !n.From.IsZero() {
		first = n.From.UTC().Format("2006-01")
	}
	if !n.To.IsZero() {
		last = n.To.UTC().Format("2006-01")
	}
	dict, err := c.reader.FieldDictRange(fieldFacet, []byte(tagged(tag, first)), []byte(tagged(tag, last)))
	if err != nil {
		return nil, err
	}
	months, err := c.collect(dict, nil)
	if err != nil {
		return nil, err
	}
	c.figures.want(figureSpan)
	candidates, err := c.anyTerm(fieldFacet, months)
	if err != nil {
		return nil, err
	}
	from, to := n.From.Unix(), n.To.Unix()
	return c.all([]postings{candidates}, []check{func(doc uint64) (bool, error) {
		figures, err := c.figures.load(doc)
		return err == nil && figures.known && (n.To.IsZero() || figures.start < to) && (n.From.IsZero() || figures.end > from), err
	}}, nil)
}

// text compiles the nodes that look for words, in each of their fields.
func (c *compiler) text(n query.Node) (postings, error) {
	switch n := n.(type) {
	case query.Word:
		return c.phrase(n.Field, analysis.QueryWords(n.Text), 0)
	case query.Phrase:
		return c.phrase(n.Field, analysis.QueryWords(n.Text), n.Slop)
	case query.Prefix:
		return c.expansion(n.Field, n.Text, c.beginning)
	case query.Fuzzy:
		return c.expansion(n.Field, n.Text, func(field, word string) ([]string, error) { return c.near(field, word, n.Distance) })
	}
	return nothing{}, nil
}
