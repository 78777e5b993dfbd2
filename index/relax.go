package index

import (
	"context"
	"slices"

	"dateline/index/query"
)

// Relaxation. A query's plain words must all be there (match all) unless no article that passes all else has them; then
//
//  1. stop words become optional: they add to the score and are not needed;
//  2. where no article has all of the remaining words either, half as many of them are needed as the article with the
//     most has. (That number is found by halving: an article with n of the words has n-1 of them too.)
//
// Half, and not as many: the words of a sentence are not of equal weight, and the one article that happens to have one more of
// them is seldom all that a reader means. The ranking puts the closest ones first.
//
// If all words are stop words they are the remaining words. match=most begins at 1, match=any needs one
// of the remaining words. All else in the query, the filters and the selections are never relaxed.

// matching is how the words are matched: all of them, or Needed of those that are no stop words.
type matching struct {
	Relaxed bool `json:"r,omitempty"`
	Needed  int  `json:"n"`
}

// remaining returns the words that count when stop words are optional, and the optional ones.
func (p *plan) remaining() (needed, optional []query.Node) {
	for i, w := range p.words {
		if p.stop[i] {
			optional = append(optional, w)
		} else {
			needed = append(needed, w)
		}
	}
	if len(needed) == 0 {
		return optional, nil
	}
	return needed, optional
}

// tree is the query with its words matched so.
func (p *plan) tree(m matching) query.Node {
	parts := slices.Clone(p.hard)
	if !m.Relaxed {
		for _, w := range p.words {
			parts = append(parts, w)
		}
	} else {
		needed, optional := p.remaining()
		parts = append(parts, query.AtLeast{N: m.Needed, Nodes: needed})
		if len(optional) > 0 {
			parts = append(parts, query.AtLeast{N: 0, Nodes: optional})
		}
	}
	if len(parts) == 0 {
		return query.All{}
	}
	return query.And{Nodes: parts}
}

// run searches, relaxing as the request allows.
func (p *plan) run(ctx context.Context, s Snapshot, match Match) (Found, matching, error) {
	if p.cursor != nil {
		found, err := p.find(ctx, s, p.cursor.Matching)
		return found, p.cursor.Matching, err
	}
	strict := matching{Needed: len(p.words)}
	if len(p.words) < 2 {
		match = MatchAll
	}
	switch match {
	case MatchAny:
		m := matching{Relaxed: true, Needed: 1}
		found, err := p.find(ctx, s, m)
		return found, m, err
	case MatchAuto, MatchAll:
		found, err := p.find(ctx, s, strict)
		if err != nil || found.Total > 0 || match == MatchAll {
			return found, strict, err
		}
	}
	n, err := p.most(ctx, s)
	if err != nil {
		return Found{}, strict, err
	}
	if needed, _ := p.remaining(); n < len(needed) {
		n = (n + 1) / 2
	}
	if n > 0 {
		strict = matching{Relaxed: true, Needed: n}
	}
	found, err := p.find(ctx, s, strict)
	return found, strict, err
}

// find asks for one result more than the page holds, to know whether there are more.
func (p *plan) find(ctx context.Context, s Snapshot, m matching) (Found, error) {
	search := p.search
	search.Query = p.tree(m)
	if search.Size = p.size; p.size > 0 {
		search.Size++
	}
	return s.Search(ctx, search)
}

// most returns the largest number of the remaining words that any article has, 0 if none has any.
func (p *plan) most(ctx context.Context, s Snapshot) (int, error) {
	needed, _ := p.remaining()
	low, high := 0, len(needed)
	for try := high; low < high; try = (low + high + 1) / 2 {
		search := p.search
		search.Query, search.Facets, search.After, search.Offset, search.Size = p.tree(matching{Relaxed: true, Needed: try}), nil, nil, 0, 0
		found, err := s.Search(ctx, search)
		if err != nil {
			return 0, err
		}
		if found.Total > 0 {
			low = try
		} else {
			high = try - 1
		}
	}
	return low, nil
}
