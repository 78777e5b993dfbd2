package bleveindex

import (
	"dateline/index/analysis"

	bleve "github.com/blevesearch/bleve_index_api"
)

var (
	_ bleve.Document = (*article)(nil)
	_ bleve.Field    = (*field)(nil)
)

// field is a field of an article, analysed already.
type field struct {
	name    string
	value   []byte
	options bleve.FieldIndexingOptions
	terms   bleve.TokenFrequencies
	length  int
}

// newText returns a field of keys with frequencies and positions. A key's places in a text are one
// location: the first as its position, the steps to the others as its array positions. One location for
// each place, as usual, would make the index half as large again as its text.
func newText(name string, words []analysis.Token) *field {
	terms := make(bleve.TokenFrequencies, len(words))
	last := make(map[string]int, len(words))
	for i := range words {
		w := &words[i]
		t := terms[w.Key]
		if t == nil {
			t = &bleve.TokenFreq{Term: []byte(w.Key), Locations: []*bleve.TokenLocation{{Position: w.Position}}}
			terms[w.Key] = t
		} else {
			l := t.Locations[0]
			l.ArrayPositions = append(l.ArrayPositions, uint64(w.Position-last[w.Key]))
		}
		last[w.Key] = w.Position
		t.SetFrequency(t.Frequency() + 1)
	}
	return &field{name: name, options: bleve.IndexField | bleve.IncludeTermVectors, terms: terms, length: len(words)}
}

// placesOf reads back what newText wrote.
func placesOf(at []int, locations []*bleve.TermFieldVector) []int {
	for _, l := range locations {
		place := int(l.Pos)
		at = append(at, place)
		for _, step := range l.ArrayPositions {
			place += int(step)
			at = append(at, place)
		}
	}
	return at
}

// newTerms returns a field of distinct terms without frequencies.
func newTerms(name string, options bleve.FieldIndexingOptions, list []string) *field {
	terms := make(bleve.TokenFrequencies, len(list))
	backing := make([]bleve.TokenFreq, len(list))
	for i, term := range list {
		backing[i].Term = []byte(term)
		terms[term] = &backing[i]
	}
	return &field{name: name, options: bleve.IndexField | bleve.SkipFreqNorm | options, terms: terms, length: len(list)}
}

func single(term string) bleve.TokenFrequencies {
	t := &bleve.TokenFreq{Term: []byte(term)}
	t.SetFrequency(1)
	return bleve.TokenFrequencies{term: t}
}

// Name implements bleve_index_api.Field, as do the methods below.
func (f *field) Name() string { return f.name }

// Value returns what is stored: the id, or nothing.
func (f *field) Value() []byte { return f.value }

// ArrayPositions returns nil: no field is an element of a list.
func (f *field) ArrayPositions() []uint64 { return nil }

// EncodedFieldType returns the type of a text field.
func (f *field) EncodedFieldType() byte { return 't' }

// Analyze does nothing: the terms are there.
func (f *field) Analyze() {}

// Options returns what is kept of the terms.
func (f *field) Options() bleve.FieldIndexingOptions { return f.options }

// AnalyzedLength returns the number of words.
func (f *field) AnalyzedLength() int { return f.length }

// AnalyzedTokenFrequencies returns the terms.
func (f *field) AnalyzedTokenFrequencies() bleve.TokenFrequencies { return f.terms }

// NumPlainTextBytes returns 0: it only feeds a statistic of scorch.
func (f *field) NumPlainTextBytes() uint64 { return 0 }
