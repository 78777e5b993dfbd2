package memstore

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"dateline/corpus"
)

// Info describes the store as a whole.
func (s *Store) Info(ctx context.Context) (corpus.Info, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	live := len(s.all(func(*entry) bool { return true }))
	return corpus.Info{
		UUID: s.uuid, Created: s.created, Head: s.head, Articles: live, Deleted: len(s.articles) - live, Decided: s.decided,
	}, ctx.Err()
}

// Changes returns the last change of each article changed after the given position.
func (s *Store) Changes(ctx context.Context, after corpus.Seq, limit int) ([]corpus.Change, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var changes []corpus.Change
	for _, e := range s.articles {
		if e.change.Seq > after {
			changes = append(changes, e.change)
		}
	}
	slices.SortFunc(changes, func(a, b corpus.Change) int { return cmp.Compare(a.Seq, b.Seq) })
	return changes[:min(max(limit, 0), len(changes))], ctx.Err()
}

// Records returns the current state of the articles.
func (s *Store) Records(ctx context.Context, ids []corpus.ID) (map[corpus.ID]corpus.Record, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	records := make(map[corpus.ID]corpus.Record)
	for _, id := range ids {
		if e := s.live(id); e != nil {
			rec, err := e.record()
			if err != nil {
				return nil, err
			}
			rec.Source = rec.Article.Source.Edited(s.edits[rec.Article.Source.Key()])
			records[id] = rec
		}
	}
	return records, ctx.Err()
}

func (e *entry) record() (corpus.Record, error) {
	rec := corpus.Record{Seq: e.change.Seq}
	var err error
	if rec.Article, err = e.read(e.revisions[len(e.revisions)-1]); err != nil {
		return rec, err
	}
	if err := json.Unmarshal(e.facts.annotations, &rec.Annotations); err != nil {
		return rec, fmt.Errorf("facts of article %s: %w", e.id, err)
	}
	rec.People, rec.Copies = slices.Clone(e.people), e.copies
	return rec, nil
}

func (e *entry) read(r revision) (corpus.Article, error) {
	var a corpus.Article
	if err := json.Unmarshal(r.article, &a); err != nil {
		return a, fmt.Errorf("article %s: %w", e.id, err)
	}
	a.ID, a.Revision = e.id, r.number
	return a, nil
}

// Lookup returns the id known under key.
func (s *Store) Lookup(ctx context.Context, key corpus.Key) (corpus.ID, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	id, known := s.keys[key]
	if !known {
		return "", corpus.Errorf(corpus.NotFound, "no article is known as %q", key)
	}
	return id, ctx.Err()
}

// Revisions returns all revisions of an article, newest first.
func (s *Store) Revisions(ctx context.Context, id corpus.ID) ([]corpus.Article, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	e := s.live(id)
	if e == nil {
		return nil, corpus.Errorf(corpus.NotFound, "there is no article %s", id)
	}
	var articles []corpus.Article
	for _, r := range slices.Backward(e.revisions) {
		a, err := e.read(r)
		if err != nil {
			return nil, err
		}
		articles = append(articles, a)
	}
	return articles, ctx.Err()
}

// Original returns the bytes that a revision came from.
func (s *Store) Original(ctx context.Context, id corpus.ID, number int) (corpus.Original, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if e := s.live(id); e != nil {
		for _, r := range e.revisions {
			if r.number == number || number == 0 && r.number == e.number {
				o := r.original
				o.Bytes = slices.Clone(o.Bytes)
				return o, ctx.Err()
			}
		}
	}
	return corpus.Original{}, corpus.Errorf(corpus.NotFound, "there is no revision %d of an article %s", number, id)
}

// BySource returns ids of a source's articles, in id order.
func (s *Store) BySource(ctx context.Context, domain string, after corpus.ID, limit int) ([]corpus.ID, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return page(s.all(func(e *entry) bool { return e.source == valid(domain) && e.id > after }), limit), ctx.Err()
}

// Annotators counts the articles by the version of their facts.
func (s *Store) Annotators(ctx context.Context) (map[string]int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	counts := map[string]int{}
	for _, e := range s.all(func(*entry) bool { return true }) {
		counts[e.facts.version]++
	}
	return counts, ctx.Err()
}

// Outdated returns ids of articles whose facts are of another version, in id order.
func (s *Store) Outdated(ctx context.Context, version string, after corpus.ID, limit int) ([]corpus.ID, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return page(s.all(func(e *entry) bool { return e.facts.version != valid(version) && e.id > after }), limit), ctx.Err()
}

func page(es []*entry, limit int) []corpus.ID {
	var ids []corpus.ID
	for _, e := range es[:min(max(limit, 0), len(es))] {
		ids = append(ids, e.id)
	}
	return ids
}

// Check counts the records; memory does not rot.
func (s *Store) Check(ctx context.Context, _ func(corpus.Damage) error) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, e := range s.all(func(*entry) bool { return true }) {
		n += 2*len(e.revisions) + 1
	}
	return n, ctx.Err()
}
