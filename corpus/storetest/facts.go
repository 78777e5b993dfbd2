package storetest

import (
	"testing"

	"dateline/corpus"
)

var factCases = []testCase{
	{"annotate", annotate},
	{"annotate twice in a batch", annotateTwice},
	{"stale annotation", annotateStale},
	{"empty facts", emptyFacts},
	{"person names", personNames},
	{"person named twice in an article", personTwice},
}

func annotate(t *testing.T, s *store) {
	out := s.put(sample(1), sample(2))
	newer := corpus.Annotated{
		ID: out[0].ID, Revision: 1,
		Annotations: facts("v2", "Bo Ek", "Ilse Varga"),
	}
	s.annotate(newer)
	rec := s.record(out[0].ID)
	equal(t, "facts", rec.Annotations, newer.Annotations)
	equal(t, "people", rec.People, resolved("bo-ek", "ilse-varga"))
	equal(t, "revision", rec.Article.Revision, 1)
	equal(t, "changes", s.changes(2, 10), []corpus.Change{{Seq: 3, Kind: corpus.ChangeAnnotated, ID: out[0].ID}})
	equal(t, "seq", rec.Seq, corpus.Seq(3))
	equal(t, "the same content", s.put1(sample(1)).Status, corpus.Unchanged)
}

func annotateTwice(t *testing.T, s *store) {
	out := s.put1(sample(1))
	s.annotate(
		corpus.Annotated{ID: out.ID, Revision: 1, Annotations: facts("v2", "A")},
		corpus.Annotated{ID: out.ID, Revision: 1, Annotations: facts("v3", "B")},
	)
	rec := s.record(out.ID)
	equal(t, "version", rec.Annotations.Version, "v3")
	equal(t, "head", s.info().Head, rec.Seq)
	equal(t, "name of a", s.name("a"), "")
	equal(t, "name of b", s.name("b"), "B")
}

func annotateStale(t *testing.T, s *store) {
	out := s.put(sample(1), sample(2))
	edited := sample(1)
	edited.Article.Body = "Edited."
	s.put1(edited)
	head := s.info().Head
	s.annotate(
		corpus.Annotated{ID: out[0].ID, Revision: 1, Annotations: facts("v2")},
		corpus.Annotated{ID: out[0].ID, Revision: 3, Annotations: facts("v2")},
		corpus.Annotated{ID: out[1].ID, Revision: 1, Annotations: facts("v2")},
	)
	equal(t, "facts of the edited one", s.record(out[0].ID).Annotations.Version, "v1")
	equal(t, "changes", s.changes(head, 10), []corpus.Change{{Seq: head + 1, Kind: corpus.ChangeAnnotated, ID: out[1].ID}})
}

func emptyFacts(t *testing.T, s *store) {
	sub := sample(1)
	sub.Annotations = corpus.Annotations{}
	rec := s.record(s.put1(sub).ID)
	equal(t, "facts", rec.Annotations, corpus.Annotations{})
	equal(t, "people", rec.People, []corpus.Resolved(nil))
}

func personNames(t *testing.T, s *store) {
	named := func(n int, form string) corpus.Submission {
		sub := sample(n)
		sub.Annotations = facts("v1", form)
		return sub
	}
	out := s.put(named(1, "Ilse Varga"), named(2, "Ilse Varga"), named(3, "Ilse M. Varga"))
	equal(t, "the most frequent form", s.name("ilse-varga"), "Ilse Varga")

	s.put(named(4, "Ilse M. Varga"))
	equal(t, "the longer of two", s.name("ilse-varga"), "Ilse M. Varga")

	s.delete(out[2].ID)
	equal(t, "after a deletion", s.name("ilse-varga"), "Ilse Varga")

	edited := named(1, "Ilse M. Varga")
	edited.Article.Body = "Edited."
	s.put1(edited)
	equal(t, "after a revision", s.name("ilse-varga"), "Ilse M. Varga")

	s.annotate(
		corpus.Annotated{ID: out[0].ID, Revision: 2, Annotations: facts("v2", "Ilse Várga")},
		corpus.Annotated{ID: out[1].ID, Revision: 1, Annotations: facts("v2", "ILSE VARGA")},
	)
	s.put(named(5, "Ilse Varga"))
	s.delete(s.put1(named(4, "Ilse M. Varga")).ID)
	equal(t, "after other facts, with accents", s.name("ilse-varga"), "Ilse Várga")

	names, err := s.PersonNames(t.Context(), []corpus.PersonID{"ilse-varga", "nobody", "ilse-varga"})
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "names", names, map[corpus.PersonID]string{"ilse-varga": "Ilse Várga"})
	s.delete(out[0].ID, out[1].ID, s.put1(named(5, "Ilse Varga")).ID)
	equal(t, "of nobody's article", s.name("ilse-varga"), "")
}

func personTwice(t *testing.T, s *store) {
	sub := sample(1)
	sub.Annotations = facts("v1", "Chen Li", "Chen  Li", "Chen Li")
	s.put1(sub)
	other := sample(2)
	other.Annotations = facts("v1", "Chen  Li")
	id := s.put1(other).ID
	equal(t, "each article counts once", s.name("chen-li"), "Chen  Li")
	s.delete(id)
	equal(t, "after deletion, the longer", s.name("chen-li"), "Chen  Li")
}
