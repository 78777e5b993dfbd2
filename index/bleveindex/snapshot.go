package bleveindex

import (
	"context"
	"errors"

	"dateline/corpus"
	"dateline/index"

	bleve "github.com/blevesearch/bleve_index_api"
)

var _ index.Snapshot = (*Snapshot)(nil)

// Snapshot is one scorch reader: postings, facets, figures and position of one moment.
type Snapshot struct {
	reader  bleve.IndexReader
	state   state
	docs    uint64
	failure *failure // told of panics, so that the engine is opened again
}

func newSnapshot(r bleve.IndexReader, f *failure) (*Snapshot, error) {
	st, err := readState(r)
	if err != nil {
		return nil, errors.Join(err, r.Close())
	}
	docs, err := r.DocCount()
	if err != nil {
		return nil, errors.Join(err, r.Close())
	}
	return &Snapshot{reader: r, state: st, docs: docs, failure: f}, nil
}

// Position implements index.Snapshot.
func (s *Snapshot) Position() index.Position { return s.state.Position }

// Count implements index.Snapshot.
func (s *Snapshot) Count() int { return int(s.docs) }

// Close implements index.Snapshot.
func (s *Snapshot) Close() (err error) {
	defer recovered(&err)
	return s.reader.Close()
}

// Search implements index.Snapshot.
func (s *Snapshot) Search(ctx context.Context, search index.Search) (found index.Found, err error) {
	if err := search.Check(); err != nil {
		return index.Found{}, err
	}
	if err := ctx.Err(); err != nil {
		return index.Found{}, err
	}
	defer s.guard(&err)
	c, err := newCompiler(ctx, s, &search)
	if err != nil {
		return index.Found{}, err
	}
	defer func() { err = errors.Join(err, c.close()) }()
	walk, err := c.node(search.Query)
	if err != nil {
		return index.Found{}, err
	}
	return newCollector(s, c, &search).run(walk)
}

// guard turns a panic into an error, and has the engine opened again.
func (s *Snapshot) guard(err *error) {
	if p := recover(); p != nil {
		*err = corpus.Errorf(corpus.Unavailable, "the index library panicked: %v", p)
		s.failure.note(*err)
	}
}

// Values implements index.Snapshot.
func (s *Snapshot) Values(ctx context.Context, f index.Facet, prefix string, limit int) (list []index.Count, err error) {
	if !f.Known() {
		return nil, corpus.Errorf(corpus.Invalid, "facet: %q is no facet", f)
	}
	defer s.guard(&err)
	dict, err := s.reader.FieldDictPrefix(fieldFacet, []byte(tagged(facetTags[f], prefix)))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, dict.Close()) }()
	for len(list) < limit {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		entry, err := dict.Next()
		if err != nil || entry == nil {
			return list, err
		}
		n, err := s.documents(ctx, entry.Term)
		if err != nil {
			return nil, err
		}
		if n > 0 {
			list = append(list, index.Count{Value: entry.Term[1:], Count: n})
		}
	}
	return list, nil
}

// documents counts the documents that have a facet value; the dictionary's own count includes deleted ones.
func (s *Snapshot) documents(ctx context.Context, term string) (int, error) {
	r, err := s.reader.TermFieldReader(ctx, []byte(term), fieldFacet, false, false, false)
	if err != nil {
		return 0, err
	}
	return int(r.Count()), r.Close()
}
