package bleveindex

import (
	"context"
	"math"

	bleve "github.com/blevesearch/bleve_index_api"
)

// none is a document number after every document.
const none = math.MaxUint64

// postings walks documents in ascending number.
type postings interface {
	// seek moves to the first document at or after target, which never decreases, and returns its
	// number, or none. Seeking the current document again stays there.
	seek(target uint64) (uint64, error)
	// score is that of the document that seek returned last.
	score() float64
	// count is about how many documents there are, for choosing what to walk first.
	count() uint64
}

// check decides on a document that postings have found. Documents come in ascending number.
type check func(doc uint64) (bool, error)

// everything walks all documents.
type everything struct {
	ids   bleve.DocIDReader
	at    uint64
	begun bool
	total uint64
}

func (p *everything) seek(target uint64) (uint64, error) {
	for !p.begun || p.at < target {
		id, err := p.ids.Next()
		if err != nil {
			return none, err
		}
		p.begun, p.at = true, none
		if id != nil {
			p.at = id.Value()
		}
	}
	return p.at, nil
}

func (p *everything) score() float64 { return 0 }
func (p *everything) count() uint64  { return p.total }

// nothing walks no document.
type nothing struct{}

func (nothing) seek(uint64) (uint64, error) { return none, nil }
func (nothing) score() float64              { return 0 }
func (nothing) count() uint64               { return 0 }

// term walks the documents of one term. Its score is BM25 times a boost, 0 without weight.
type term struct {
	reader bleve.TermFieldReader
	doc    bleve.TermFieldDoc
	at     uint64
	begun  bool
	id     bleve.IndexInternalID
	docs   uint64
	weight float64 // boost × idf
	length float64 // average words of the field
}

// The constants of BM25: how soon more of a word stops to matter, and how much a field's length does.
const (
	bm25K = 1.2
	bm25B = 0.75
)

// idf is the weight of a word that n of total documents have.
func idf(n, total uint64) float64 {
	return math.Log1p((float64(total) - float64(n) + 0.5) / (float64(n) + 0.5))
}

func (p *term) seek(target uint64) (uint64, error) {
	if p.begun && p.at >= target {
		return p.at, nil
	}
	var doc *bleve.TermFieldDoc
	var err error
	if p.begun && target == p.at+1 || target == 0 {
		doc, err = p.reader.Next(p.doc.Reset())
	} else {
		p.id = bleve.NewIndexInternalID(p.id, target)
		doc, err = p.reader.Advance(p.id, p.doc.Reset())
	}
	if err != nil {
		return none, err
	}
	p.begun, p.at = true, none
	if doc != nil {
		p.at = doc.ID.Value()
	}
	return p.at, nil
}

func (p *term) score() float64 {
	if p.weight == 0 || p.doc.Norm == 0 {
		return p.weight
	}
	tf, words := float64(p.doc.Freq), 1/(p.doc.Norm*p.doc.Norm)
	return p.weight * tf * (bm25K + 1) / (tf + bm25K*(1-bm25B+bm25B*words/p.length))
}

func (p *term) count() uint64 { return p.docs }

// union walks the documents that at least `least` of its parts have; scores add up.
type union struct {
	parts []postings
	at    []uint64
	least int
	doc   uint64
	begun bool
	clock *clock
}

func newUnion(parts []postings, least int, c *clock) *union {
	return &union{parts: parts, at: make([]uint64, len(parts)), least: least, clock: c}
}

func (p *union) seek(target uint64) (uint64, error) {
	if p.begun && p.doc >= target {
		return p.doc, nil
	}
	for {
		if err := p.clock.tick(len(p.parts)); err != nil {
			return none, err
		}
		lowest, matching := uint64(none), 0
		for i, part := range p.parts {
			if !p.begun || p.at[i] < target {
				at, err := part.seek(target)
				if err != nil {
					return none, err
				}
				p.at[i] = at
			}
			switch at := p.at[i]; {
			case at < lowest:
				lowest, matching = at, 1
			case at == lowest:
				matching++
			}
		}
		p.begun, p.doc = true, lowest
		if lowest == none || matching >= p.least {
			return lowest, nil
		}
		target = lowest + 1
	}
}

func (p *union) score() float64 {
	sum := 0.0
	for i, part := range p.parts {
		if p.at[i] == p.doc {
			sum += part.score()
		}
	}
	return sum
}

func (p *union) count() uint64 {
	sum := uint64(0)
	for _, part := range p.parts {
		sum += part.count()
	}
	return sum
}

// all walks the documents that every part has, rarest first, and every check accepts.
// Optional parts only add to the score.
type all struct {
	parts    []postings // by count
	checks   []check
	optional []postings
	doc      uint64
	begun    bool
	clock    *clock
}

func (p *all) seek(target uint64) (uint64, error) {
	if p.begun && p.doc >= target {
		return p.doc, nil
	}
	p.begun = true
	for {
		doc, err := p.meet(target)
		if err != nil || doc == none {
			p.doc = none
			return none, err
		}
		ok, err := p.accept(doc)
		if err != nil {
			return none, err
		}
		if ok {
			p.doc = doc
			return doc, nil
		}
		target = doc + 1
	}
}

// meet returns the first document at or after target that all parts have.
func (p *all) meet(target uint64) (uint64, error) {
	for {
		if err := p.clock.tick(1 + len(p.parts)); err != nil {
			return none, err
		}
		met := true
		for i, part := range p.parts {
			doc, err := part.seek(target)
			if err != nil || doc == none {
				return none, err
			}
			if doc > target {
				target = doc
				if met = i == 0; !met {
					break
				}
			}
		}
		if met {
			return target, nil
		}
	}
}

func (p *all) accept(doc uint64) (bool, error) {
	for _, c := range p.checks {
		if ok, err := c(doc); !ok || err != nil {
			return false, err
		}
	}
	return true, nil
}

func (p *all) score() float64 {
	sum := 0.0
	for _, part := range p.parts {
		sum += part.score()
	}
	for _, part := range p.optional {
		if doc, err := part.seek(p.doc); err == nil && doc == p.doc {
			sum += part.score()
		}
	}
	return sum
}

func (p *all) count() uint64 { return p.parts[0].count() }

// clock ends a walk soon after its context.
type clock struct {
	ctx   context.Context
	steps int
}

// tick counts steps of a walk, and looks at the context once in a while.
func (c *clock) tick(steps int) error {
	if c.steps += steps; c.steps < 4096 {
		return nil
	}
	c.steps = 0
	return c.ctx.Err()
}
