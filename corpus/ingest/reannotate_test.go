package ingest_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/corpus"
	"dateline/corpus/ingest"
	"dateline/corpus/memstore"
)

// stored is a store of n articles with facts of v1.
func stored(t *testing.T, n int) *memstore.Store {
	t.Helper()
	store := memstore.New()
	if _, err := ingester(t, ingest.Config{Store: store}).Run(t.Context(), stories(n, nil), ingest.Watch{}); err != nil {
		t.Fatal(err)
	}
	return store
}

// versions counts the articles of a store by the version of their facts.
func versions(t *testing.T, s corpus.Store) map[string]int {
	t.Helper()
	counts, err := s.Annotators(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return counts
}

// TestReannotate: every article but the one that the annotator fails on has new facts, once, and nothing else is changed.
func TestReannotate(t *testing.T) {
	t.Parallel()
	store := stored(t, 50)
	before, old := articles(t, store), head(t, store)
	in := ingester(t, ingest.Config{Annotator: stubborn{facts("v2")}, BatchSize: 8, Workers: 3})
	if ahead, err := in.Outdated(t.Context(), store); err != nil || ahead != (ingest.Renewal{Version: "v2", Outdated: 50}) {
		t.Errorf("ahead: %+v, %v", ahead, err)
	}
	var seen []ingest.Renewal
	got, err := in.Reannotate(t.Context(), store, ingest.RenewOptions{Progress: func(r ingest.Renewal) { seen = append(seen, r) }})
	want := ingest.Renewal{Version: "v2", Outdated: 50, Done: 49, Failed: 1}
	if err != nil || got != want || len(seen) != 8 || seen[0].Done != 0 || seen[7] != want {
		t.Fatalf("%+v, progress %+v, %v", got, seen, err)
	}
	if diff := cmp.Diff(map[string]int{"v1": 1, "v2": 49}, versions(t, store)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(before, articles(t, store)); diff != "" {
		t.Errorf("articles (-before +after):\n%s", diff)
	}
	changes, err := store.Changes(t.Context(), old, 1000)
	if err != nil || len(changes) != 49 {
		t.Fatalf("%d changes, %v", len(changes), err)
	}
	for _, c := range changes {
		if c.Kind != corpus.ChangeAnnotated {
			t.Errorf("change %d is %s", c.Seq, c.Kind)
		}
	}
	again, err := in.Reannotate(t.Context(), store, ingest.RenewOptions{})
	if err != nil || again.Done != 0 || again.Failed != 1 {
		t.Errorf("again: %+v, %v", again, err)
	}
}

// TestReannotateInterrupted ends it after every number of batches: what was done stays, and the rest is done when it
// is called again, each article once.
func TestReannotateInterrupted(t *testing.T) {
	t.Parallel()
	for after := range 7 {
		store := stored(t, 40)
		before, old := articles(t, store), head(t, store)
		in := ingester(t, ingest.Config{Annotator: facts("v2"), BatchSize: 7, Workers: 2})
		ctx, cancel := context.WithCancel(t.Context())
		told := 0
		first, err := in.Reannotate(ctx, store, ingest.RenewOptions{Progress: func(ingest.Renewal) {
			if told++; told > after {
				cancel()
			}
		}})
		cancel()
		if after < 6 && !errors.Is(err, context.Canceled) {
			t.Fatalf("after %d batches: %+v, %v", after, first, err)
		}
		second, err := in.Reannotate(t.Context(), store, ingest.RenewOptions{})
		if err != nil || first.Done+second.Done != 40 || second.Outdated != 40-first.Done || int(head(t, store)-old) != 40 {
			t.Errorf("after %d batches: %+v, then %+v, %v", after, first, second, err)
		}
		if diff := cmp.Diff(before, articles(t, store)); diff != "" {
			t.Error(diff)
		}
	}
}

// TestReannotateNewer: an older program changes nothing that a newer one found.
func TestReannotateNewer(t *testing.T) {
	t.Parallel()
	store := stored(t, 20)
	ids, err := store.Outdated(t.Context(), "v3", "", 6)
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range ids {
		if err := store.Annotate(t.Context(), []corpus.Annotated{{ID: id, Revision: 1, Annotations: corpus.Annotations{Version: "v3"}}}); err != nil {
			t.Fatal(err)
		}
	}
	got, err := ingester(t, ingest.Config{Annotator: facts("v2"), BatchSize: 4}).Reannotate(t.Context(), store, ingest.RenewOptions{})
	if want := (ingest.Renewal{Version: "v2", Outdated: 14, Done: 14, Newer: 6}); err != nil || got != want {
		t.Errorf("%+v, %v", got, err)
	}
	if diff := cmp.Diff(map[string]int{"v2": 14, "v3": 6}, versions(t, store)); diff != "" {
		t.Error(diff)
	}
}

// hurt is a store that calls one article damaged and refuses the facts of another.
type hurt struct {
	corpus.Store
	damaged, refused corpus.ID
	broken           error
}

func (h *hurt) Records(ctx context.Context, ids []corpus.ID) (map[corpus.ID]corpus.Record, error) {
	records, err := h.Store.Records(ctx, ids)
	if _, ok := records[h.damaged]; ok {
		delete(records, h.damaged)
		err = errors.Join(err, corpus.Damage{ID: h.damaged, Revision: 1, What: "article", Err: errors.New("wrong hash")})
	}
	return records, err
}

func (h *hurt) Annotate(ctx context.Context, batch []corpus.Annotated) error {
	if h.broken != nil {
		return h.broken
	}
	if slices.ContainsFunc(batch, func(a corpus.Annotated) bool { return a.ID == h.refused }) {
		return corpus.Errorf(corpus.TooLarge, "too many facts")
	}
	return h.Store.Annotate(ctx, batch)
}

// TestReannotateAround: one damaged article and one whose facts are refused stop none of the others.
func TestReannotateAround(t *testing.T) {
	t.Parallel()
	store := &hurt{Store: stored(t, 30)}
	ids, err := store.Outdated(t.Context(), "v2", "", 30)
	if err != nil {
		t.Fatal(err)
	}
	store.damaged, store.refused = ids[3], ids[17]
	in := ingester(t, ingest.Config{Annotator: facts("v2"), BatchSize: 10})
	got, err := in.Reannotate(t.Context(), store, ingest.RenewOptions{})
	if want := (ingest.Renewal{Version: "v2", Outdated: 30, Done: 28, Failed: 2}); err != nil || got != want {
		t.Errorf("%+v, %v", got, err)
	}
	store.broken = corpus.Errorf(corpus.Unavailable, "the disk is full")
	if _, err := in.Reannotate(t.Context(), store, ingest.RenewOptions{}); !errors.Is(err, store.broken) {
		t.Errorf("a broken store: %v", err)
	}
}

// TestReannotateGently: between its batches it rests, and ends at once when told to.
func TestReannotateGently(t *testing.T) {
	t.Parallel()
	store := stored(t, 100)
	in := ingester(t, ingest.Config{Annotator: slow{facts("v2")}})
	began := time.Now()
	if got, err := in.Reannotate(t.Context(), store, ingest.RenewOptions{Gentle: true}); err != nil || got.Done != 100 {
		t.Fatalf("%+v, %v", got, err)
	}
	if took := time.Since(began); took < 150*time.Millisecond {
		t.Errorf("100 articles of a millisecond each, one at a time, took %v: it did not rest", took)
	}
}

// slow takes a millisecond for each article.
type slow struct{ facts }

func (s slow) Annotate(title, body, language string) corpus.Annotations {
	time.Sleep(time.Millisecond)
	return s.facts.Annotate(title, body, language)
}

// stubborn fails on one article.
type stubborn struct{ facts }

func (s stubborn) Annotate(title, body, language string) corpus.Annotations {
	if strings.HasPrefix(title, "Story 31 ") {
		panic("annotator bug")
	}
	return s.facts.Annotate(title, body, language)
}

func head(t *testing.T, s corpus.Store) corpus.Seq {
	t.Helper()
	info, err := s.Info(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return info.Head
}

// articles are those of a store with all their revisions, by id.
func articles(t *testing.T, s corpus.Store) map[corpus.ID][]corpus.Article {
	t.Helper()
	all := map[corpus.ID][]corpus.Article{}
	for _, r := range contents(t, s) {
		revisions, err := s.Revisions(t.Context(), r.Article.ID)
		if err != nil {
			t.Fatal(err)
		}
		all[r.Article.ID] = revisions
	}
	return all
}
