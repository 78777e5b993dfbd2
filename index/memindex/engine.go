package memindex

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"dateline/corpus"
	"dateline/index"
)

var (
	_ index.Engine      = (*Engine)(nil)
	_ index.Snapshot    = (*Snapshot)(nil)
	_ index.Generations = (*Generations)(nil)
)

// Engine keeps the documents in a map that is copied by each Apply, so that a
// snapshot is one map and never changes.
type Engine struct {
	mu   sync.Mutex
	view Snapshot
}

// New returns an empty engine.
func New() *Engine {
	return &Engine{view: Snapshot{docs: map[corpus.ID]*document{}}}
}

// Apply implements index.Engine.
func (e *Engine) Apply(ctx context.Context, b index.Batch) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	added := make([]*document, 0, len(b.Upserts))
	for i := range b.Upserts {
		added = append(added, newDocument(b.Upserts[i]))
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	docs := maps.Clone(e.view.docs)
	for _, id := range b.Deletes {
		delete(docs, id)
	}
	for _, d := range added {
		docs[d.ID] = d
	}
	e.view = Snapshot{docs: docs, position: b.Position}
	return nil
}

// Snapshot implements index.Engine.
func (e *Engine) Snapshot(context.Context) (index.Snapshot, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	view := e.view
	return &view, nil
}

// Close implements index.Engine. The documents stay: a generation can be opened again.
func (e *Engine) Close() error { return nil }

// Snapshot is a set of documents at a position.
type Snapshot struct {
	docs     map[corpus.ID]*document
	position index.Position
}

// Position implements index.Snapshot.
func (s *Snapshot) Position() index.Position { return s.position }

// Count implements index.Snapshot.
func (s *Snapshot) Count() int { return len(s.docs) }

// Close implements index.Snapshot.
func (s *Snapshot) Close() error { return nil }

// Search implements index.Snapshot: it tries every document.
func (s *Snapshot) Search(ctx context.Context, search index.Search) (index.Found, error) {
	if err := search.Check(); err != nil {
		return index.Found{}, err
	}
	q := evaluation{ctx, search.Implied}
	found := index.Found{Facets: map[index.Facet][]index.Count{}}
	counts := map[index.Facet]map[string]map[corpus.ID]bool{}
	for f := range search.Facets {
		counts[f] = map[string]map[corpus.ID]bool{}
	}
	var hits []index.Hit
	for _, d := range s.docs {
		score, ok := q.match(d, search.Query)
		if !ok {
			continue
		}
		for f := range search.Facets {
			if selected(d, search.Selections, f) {
				for _, value := range d.FacetValues(f) {
					if counts[f][value] == nil {
						counts[f][value] = map[corpus.ID]bool{}
					}
					counts[f][value][d.counted(&search)] = true
				}
			}
		}
		if selected(d, search.Selections, "") {
			hits = append(hits, newHit(d, &search, score))
		}
	}
	if err := ctx.Err(); err != nil {
		return index.Found{}, err
	}
	hits = s.firsts(hits, &search)
	found.Total = len(hits)
	found.Hits = page(hits, &search)
	for f := range search.Facets {
		var list []index.Count
		for value, counted := range counts[f] {
			list = append(list, index.Count{Value: value, Count: len(counted)})
		}
		found.Facets[f] = search.TopCounts(f, list)
	}
	return found, nil
}

// selected reports whether d passes every selection but that of one facet.
func selected(d *document, selections []index.Selection, but index.Facet) bool {
	for i := range selections {
		if f := selections[i].Facet; f != but && !selections[i].Accepts(d.FacetValues(f)) {
			return false
		}
	}
	return true
}

func newHit(d *document, s *index.Search, score float64) index.Hit {
	if s.Sort != index.ByRelevance {
		return index.Hit{ID: d.ID, Score: score, Key: d.Key(s)}
	}
	score = index.Nearer(score, d.About(s.About, s.Implied))
	return index.Hit{ID: d.ID, Score: score, Key: index.ScoreKey(score)}
}

func markOf(h index.Hit) index.Mark { return index.Mark{Key: h.Key, ID: h.ID} }

// firsts puts hits in order and keeps the first of what the search counts as one.
func (s *Snapshot) firsts(hits []index.Hit, search *index.Search) []index.Hit {
	slices.SortFunc(hits, func(a, b index.Hit) int { return search.Sort.Compare(markOf(a), markOf(b)) })
	seen := map[corpus.ID]bool{}
	return slices.DeleteFunc(hits, func(h index.Hit) bool {
		counted := s.docs[h.ID].counted(search)
		again := seen[counted]
		seen[counted] = true
		return again
	})
}

func page(hits []index.Hit, s *index.Search) []index.Hit {
	if s.After != nil {
		hits = slices.DeleteFunc(hits, func(h index.Hit) bool { return s.Sort.Compare(markOf(h), *s.After) <= 0 })
	}
	hits = hits[min(s.Offset, len(hits)):]
	return hits[:min(s.Size, len(hits))]
}

// Values implements index.Snapshot.
func (s *Snapshot) Values(ctx context.Context, f index.Facet, prefix string, limit int) ([]index.Count, error) {
	if !f.Known() {
		return nil, corpus.Errorf(corpus.Invalid, "facet: %q is no facet", f)
	}
	counts := map[string]int{}
	for _, d := range s.docs {
		for _, value := range d.FacetValues(f) {
			if strings.HasPrefix(value, prefix) {
				counts[value]++
			}
		}
	}
	list := listed(counts)
	slices.SortFunc(list, func(a, b index.Count) int { return cmp.Compare(a.Value, b.Value) })
	return list[:min(max(limit, 0), len(list))], ctx.Err()
}

func listed(counts map[string]int) []index.Count {
	var list []index.Count
	for value, n := range counts {
		list = append(list, index.Count{Value: value, Count: n})
	}
	return list
}

// Generations keeps engines in memory. The zero value is empty and ready.
type Generations struct {
	mu      sync.Mutex
	engines map[string]*Engine
	current string
	made    int
}

// Open implements index.Generations.
func (g *Generations) Open(context.Context) (index.Engine, string, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.current == "" {
		return nil, "", corpus.Errorf(corpus.NotFound, "there is no index yet")
	}
	return g.engines[g.current], g.current, nil
}

// Create implements index.Generations.
func (g *Generations) Create(context.Context) (index.Engine, string, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.engines == nil {
		g.engines = map[string]*Engine{}
	}
	g.made++
	name := fmt.Sprintf("gen-%d", g.made)
	g.engines[name] = New()
	return g.engines[name], name, nil
}

// Promote implements index.Generations.
func (g *Generations) Promote(_ context.Context, name string) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.engines[name] == nil {
		return corpus.Errorf(corpus.NotFound, "there is no generation %q", name)
	}
	g.current = name
	return nil
}

// Discard implements index.Generations.
func (g *Generations) Discard(_ context.Context, name string) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if name == g.current {
		return corpus.Errorf(corpus.Conflict, "generation %q is current", name)
	}
	delete(g.engines, name)
	return nil
}
