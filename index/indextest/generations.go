package indextest

import (
	"testing"

	"dateline/corpus"
	"dateline/index"
)

// Generations runs the cases of index.Generations. open returns generations in a place of their own; called again
// in one test, those in the same place, as after a restart.
func Generations(t *testing.T, open func() index.Generations) {
	g := open()
	if _, _, err := g.Open(t.Context()); corpus.KindOf(err) != corpus.NotFound {
		t.Fatalf("opening where there is none: %v", err)
	}
	if err := g.Promote(t.Context(), "gen-99"); corpus.KindOf(err) != corpus.NotFound {
		t.Errorf("promoting what is not there: %v", err)
	}
	first, name := build(t, g, 1)
	if err := g.Promote(t.Context(), name); err != nil {
		t.Fatal(err)
	}
	if err := g.Discard(t.Context(), name); corpus.KindOf(err) != corpus.Conflict {
		t.Errorf("discarding the current generation: %v", err)
	}
	second, other := build(t, g, 2)
	if other == name {
		t.Fatalf("two generations are named %s", name)
	}
	if s := snapshot(t, first); s.Count() != 1 || s.Position() != at(1) {
		t.Errorf("the first generation changed: %d documents at %v", s.Count(), s.Position())
	}
	if err := g.Promote(t.Context(), other); err != nil {
		t.Fatal(err)
	}
	closeEngine(t, first)
	if err := g.Discard(t.Context(), name); err != nil {
		t.Error(err)
	}
	closeEngine(t, second)
	again, current, err := open().Open(t.Context())
	if err != nil || current != other {
		t.Fatalf("opened %q, want %q: %v", current, other, err)
	}
	if s := snapshot(t, again); s.Count() != 2 || s.Position() != at(2) {
		t.Errorf("after a restart %d documents at %v", s.Count(), s.Position())
	}
	t.Cleanup(func() { closeEngine(t, again) })
}

func build(t *testing.T, g index.Generations, n int) (index.Engine, string) {
	t.Helper()
	e, name, err := g.Create(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	docs := make([]index.Document, n)
	for i := range docs {
		docs[i] = index.Document{ID: ID(i), Body: "word"}
	}
	apply(t, e, index.Batch{Upserts: docs, Position: at(n)})
	return e, name
}

func closeEngine(t *testing.T, e index.Engine) {
	t.Helper()
	if err := e.Close(); err != nil {
		t.Error(err)
	}
}
