package web

import (
	"context"
	"errors"
	"fmt"

	"dateline/corpus"
)

// mostCopies is how many of the other articles with a text are listed.
const mostCopies = 50

// beside is what is known of an article from all articles together.
type beside struct {
	addresses []string
	copies    []corpus.Copy // the other articles with its text that are listed
	own       float64       // how similar its text is to that of the one that stands for all
	records   map[corpus.ID]corpus.Record
	more      int // that are not listed
}

// beside reads where an article was seen, and which others carry its text. An other one whose record is damaged is left out: it has a
// page of its own that says so.
func (s *Server) beside(ctx context.Context, id corpus.ID) (beside, error) {
	var out beside
	var err error
	if out.addresses, err = s.Store.Addresses(ctx, id); err != nil {
		return out, fmt.Errorf("reading the addresses of %s: %w", id, err)
	}
	all, err := s.Store.Copies(ctx, id)
	if err != nil {
		return out, fmt.Errorf("reading the copies of %s: %w", id, err)
	}
	var ids []corpus.ID
	for _, c := range all {
		switch {
		case c.ID == id:
			out.own = c.Similarity
		case len(ids) < mostCopies:
			ids = append(ids, c.ID)
			out.copies = append(out.copies, c)
		default:
			out.more++
		}
	}
	if len(ids) == 0 {
		return out, nil
	}
	out.records, err = s.Store.Records(ctx, ids)
	if errors.As(err, new(corpus.Damage)) {
		err = nil
	}
	if err != nil {
		return out, fmt.Errorf("reading the copies of %s: %w", id, err)
	}
	return out, nil
}

// alike is how similar the text of another article is to that of this one, 0 where that is not known: both were compared with the one
// that stands for all.
func (b *beside) alike(other corpus.Copy) float64 {
	if b.own < 1 && other.Similarity < 1 {
		return 0
	}
	return min(b.own, other.Similarity)
}
