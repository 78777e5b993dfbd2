package indextest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"dateline/corpus"
	"dateline/index"
	"dateline/index/memindex"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// Differential compares an engine with memindex: the same random batches (new documents, changed ones,
// deletes, some of them gone and back) are applied to both, and after each of them random
// searches must find the same sets, totals, facet counts, orders, pages and values.
func Differential(t *testing.T, open func(*testing.T) index.Engine) {
	for seed := range uint64(3) {
		t.Run(fmt.Sprint("seed", seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 0))
			truth, engine := memindex.New(), open(t)
			for round := range 5 {
				b := randomBatch(r, round)
				apply(t, truth, b)
				apply(t, engine, b)
				compareAll(t, r, snapshot(t, truth), snapshot(t, engine))
			}
		})
	}
}

func randomBatch(r *rand.Rand, round int) index.Batch {
	const known = 80
	b := index.Batch{Position: index.Position{Store: "store", Seq: corpus.Seq(round + 1)}}
	for _, n := range r.Perm(known)[:10+r.IntN(known/2)] {
		if r.IntN(5) == 0 {
			b.Deletes = append(b.Deletes, ID(n))
		} else {
			b.Upserts = append(b.Upserts, RandomDocument(r, n))
		}
	}
	return b
}

func compareAll(t *testing.T, r *rand.Rand, truth, engine index.Snapshot) {
	t.Helper()
	if truth.Count() != engine.Count() || truth.Position() != engine.Position() {
		t.Fatalf("got %d documents at %v, want %d at %v", engine.Count(), engine.Position(), truth.Count(), truth.Position())
	}
	for range 50 {
		compareSearch(t, RandomSearch(r), truth, engine)
	}
	facetsSelect(t, RandomSearch(r), engine)
	for _, f := range index.Facets() {
		prefix := pick(r, append([]string{"", "k", "2024", "1"}, valuesOf[f]...))
		want, err := truth.Values(t.Context(), f, prefix, 5)
		if err != nil {
			t.Fatal(err)
		}
		got, err := engine.Values(t.Context(), f, prefix, 5)
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); err != nil || diff != "" {
			t.Errorf("values of %s from %q: %v\n%s", f, prefix, err, diff)
		}
	}
}

func compareSearch(t *testing.T, s index.Search, truth, engine index.Snapshot) {
	t.Helper()
	options := cmp.Options{cmpopts.EquateEmpty(), cmpopts.IgnoreFields(index.Hit{}, "Score")}
	want, got := find(t, truth, s), find(t, engine, s)
	if diff := cmp.Diff(want, got, options); diff != "" {
		t.Fatalf("%#v\n%s", s, diff)
	}
	compareRelevance(t, s, want.Total, engine)
	if len(want.Hits) == 0 {
		return
	}
	last := want.Hits[len(want.Hits)-1]
	s.After, s.Offset = &index.Mark{Key: last.Key, ID: last.ID}, 0
	if diff := cmp.Diff(find(t, truth, s), find(t, engine, s), options); diff != "" {
		t.Fatalf("after %v: %#v\n%s", s.After, s, diff)
	}
}

// compareRelevance checks what is contract where scores are not: the same set, in an order that the
// pages and the marks follow.
func compareRelevance(t *testing.T, s index.Search, total int, engine index.Snapshot) {
	t.Helper()
	s.Sort, s.Offset, s.Size, s.After = index.ByRelevance, 0, index.MaxSize, nil
	whole := find(t, engine, s)
	if whole.Total != total || len(whole.Hits) != total {
		t.Fatalf("by relevance %d, %d hits, by date %d: %#v", whole.Total, len(whole.Hits), total, s)
	}
	mark := func(h index.Hit) index.Mark { return index.Mark{Key: h.Key, ID: h.ID} }
	if !slices.IsSortedFunc(whole.Hits, func(a, b index.Hit) int { return s.Sort.Compare(mark(a), mark(b)) }) {
		t.Fatalf("hits are out of order: %v", whole.Hits)
	}
	if total < 2 {
		return
	}
	middle := mark(whole.Hits[total/2-1])
	s.Size, s.Offset = 7, total/2
	byOffset := find(t, engine, s)
	s.After, s.Offset = &middle, 0
	if diff := cmp.Diff(byOffset.Hits, find(t, engine, s).Hits); diff != "" {
		t.Fatalf("the page after %v is not that from %d: %s", middle, total/2, diff)
	}
}

func apply(t *testing.T, e index.Engine, b index.Batch) {
	t.Helper()
	if err := e.Apply(t.Context(), b); err != nil {
		t.Fatal(err)
	}
}

// snapshot returns a snapshot that is closed at the end of the test.
func snapshot(t *testing.T, e index.Engine) index.Snapshot {
	t.Helper()
	s, err := e.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func find(t *testing.T, s index.Snapshot, search index.Search) index.Found {
	t.Helper()
	found, err := s.Search(t.Context(), search)
	if err != nil {
		t.Fatalf("%#v: %v", search, err)
	}
	return found
}
