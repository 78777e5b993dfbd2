package index

import (
	"context"
	"errors"
	"slices"
	"time"

	"dateline/corpus"
	"dateline/index/query"
)

// Search answers a request. Hits, counts and position come from one snapshot; results are then read from the
// store, and one that was deleted meanwhile is left out. The error is of kind Invalid for a wrong request (a wrong query
// wraps a *query.Problem), Unavailable while there is no index and after the time limit.
func (x *Index) Search(ctx context.Context, r Request) (*Response, error) {
	began := time.Now()
	p, err := x.plan(&r)
	if err == nil {
		err = x.currentPeople(ctx, p)
	}
	if err != nil {
		return nil, err
	}
	v, err := x.view(ctx)
	if err != nil {
		return nil, err
	}
	defer v.close(x)
	limited, cancel := context.WithTimeout(ctx, x.options.Timeout)
	defer cancel()
	found, m, err := p.run(limited, v, r.Match)
	if err != nil {
		return nil, x.timeUp(ctx, err)
	}
	resp := p.response(&r, &found, m, v)
	if resp.Facets, err = x.facets(limited, p, v, found.Facets); err != nil {
		return nil, x.timeUp(ctx, err)
	}
	if resp.Results, err = x.results(limited, p, found.Hits); err != nil {
		return nil, x.timeUp(ctx, err)
	}
	resp.Took = time.Since(began)
	return resp, nil
}

// timeUp tells a search that was over its own limit from one that its caller gave up.
func (x *Index) timeUp(ctx context.Context, err error) error {
	if ctx.Err() == nil && errors.Is(err, context.DeadlineExceeded) {
		return corpus.Errorf(corpus.Unavailable, "the search took longer than %v: ask for less", x.options.Timeout)
	}
	return err
}

// response fills in all but facets and results, and cuts the hits to the page.
func (p *plan) response(r *Request, found *Found, m matching, v *view) *Response {
	resp := &Response{
		Query: p.query, Words: p.wordsFor(m), Once: p.search.Once, Total: found.Total, Sort: p.search.Sort, About: p.search.About,
		Match: MatchAll, Needed: m.Needed, Warnings: p.query.Warnings,
		Position: v.Position(), Generation: v.generation.name, Documents: v.Count(),
	}
	if m.Relaxed {
		needed, _ := p.remaining()
		resp.Match = MatchMost
		if r.Match == MatchAny {
			resp.Match = MatchAny
		}
		resp.Relaxed = r.Match == MatchAuto || r.Match == MatchMost && m.Needed < len(needed)
	}
	began := int64(resp.Position.Seq)
	if p.cursor != nil {
		began = p.cursor.Seq
	}
	if began != int64(resp.Position.Seq) && p.search.Sort == ByRelevance {
		resp.Warnings = append(slices.Clone(resp.Warnings), moved(p.query.Text))
	}
	if len(found.Hits) <= p.size {
		return resp
	}
	found.Hits = found.Hits[:p.size]
	if p.size == 0 {
		return resp
	}
	last := found.Hits[p.size-1]
	resp.Cursor = cursor{cursorVersion, p.asked(), p.search.Sort, m, began, last.Key, last.ID}.String()
	if p.cursor == nil && p.page*p.size <= MaxOffset {
		resp.Next = p.page + 1
	}
	return resp
}

func (p *plan) wordsFor(m matching) []Word {
	needed, _ := p.remaining()
	var words []Word
	for i, w := range p.words {
		words = append(words, Word{Text: w.Text, Optional: m.Relaxed && p.stop[i] && len(needed) < len(p.words)})
	}
	return words
}

// results joins hits with the store's records.
func (x *Index) results(ctx context.Context, p *plan, hits []Hit) ([]Result, error) {
	if len(hits) == 0 {
		return nil, nil
	}
	ids := make([]corpus.ID, len(hits))
	for i, h := range hits {
		ids[i] = h.ID
	}
	found, err := x.records(ctx, ids)
	if err != nil {
		return nil, err
	}
	shown := newExcerpter(p.shown())
	var results []Result
	for _, h := range hits {
		r, ok := found.sound[h.ID]
		if !ok {
			continue
		}
		results = append(results, shown.result(r, h.Score))
	}
	return results, nil
}

// shown is the tree whose words are marked.
func (p *plan) shown() query.Node { return p.tree(matching{Needed: len(p.words)}) }
