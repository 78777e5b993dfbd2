package storetest

import (
	"testing"

	"dateline/corpus"
)

var deleteCases = []testCase{
	{"leaves a tombstone", deleteLeaves},
	{"once", deleteOnce},
	{"again after a put", deleteResurrect},
	{"and put in one batch", deleteThenTwice},
}

func deleteLeaves(t *testing.T, s *store) {
	sub := sample(1)
	id := s.put1(sub).ID
	edited := sub
	edited.Article.Body = "Edited."
	s.put1(edited)
	s.put1(sample(2))
	equal(t, "deleted", s.delete(id), 1)

	equal(t, "changes", s.changes(3, 10), []corpus.Change{{Seq: 4, Kind: corpus.ChangeDeleted, ID: id}})
	equal(t, "record", len(s.records(id)), 0)
	_, err := s.Revisions(t.Context(), id)
	wantKind(t, "Revisions", err, corpus.NotFound)
	for _, revision := range []int{0, 1, 2} {
		_, err = s.Original(t.Context(), id, revision)
		wantKind(t, "Original", err, corpus.NotFound)
	}
	if known, err := s.Lookup(t.Context(), corpus.Key("url:"+sub.Article.URL)); err != nil || known != id {
		t.Errorf("Lookup: %q, %v", known, err)
	}
	if info := s.info(); info.Articles != 1 || info.Deleted != 1 || info.Head != 4 {
		t.Errorf("info: %+v", info)
	}
	s.annotate(corpus.Annotated{ID: id, Revision: 2, Annotations: facts("v2")})
	equal(t, "head", s.info().Head, corpus.Seq(4))
}

func deleteOnce(t *testing.T, s *store) {
	out := s.put(sample(1), sample(2))
	equal(t, "of one named twice and an unknown one", s.delete(out[0].ID, "unknown", out[0].ID, out[1].ID), 2)
	equal(t, "again", s.delete(out[0].ID), 0)
	equal(t, "of none", s.delete(), 0)
	equal(t, "head", s.info().Head, corpus.Seq(4))
}

func deleteResurrect(t *testing.T, s *store) {
	first := s.put1(sample(1))
	s.delete(first.ID)
	out := s.put1(sample(1))
	equal(t, "outcome", out, corpus.Outcome{ID: first.ID, Revision: 2, Status: corpus.New, Seq: 3})
	equal(t, "revision", s.record(first.ID).Article.Revision, 2)
	revisions, err := s.Revisions(t.Context(), first.ID)
	if err != nil || len(revisions) != 1 {
		t.Errorf("%d revisions, %v", len(revisions), err)
	}
	equal(t, "name", s.name("ilse-varga"), "Ilse Varga")
	if info := s.info(); info.Articles != 1 || info.Deleted != 0 {
		t.Errorf("info: %+v", info)
	}
	equal(t, "again", s.put1(sample(1)).Status, corpus.Unchanged)
}

func deleteThenTwice(t *testing.T, s *store) {
	first := s.put1(sample(1))
	s.delete(first.ID)
	edited := sample(1)
	edited.Article.Title = "Edited"
	out := s.put(sample(1), edited)
	equal(t, "outcomes", out, []corpus.Outcome{
		{ID: first.ID, Revision: 2, Status: corpus.New, Seq: 3},
		{ID: first.ID, Revision: 3, Status: corpus.Changed, Seq: 4},
	})
	equal(t, "articles", s.info().Articles, 1)
}
