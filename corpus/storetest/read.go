package storetest

import (
	"errors"
	"slices"
	"testing"

	"dateline/corpus"
)

var readCases = []testCase{
	{"empty store", readEmpty},
	{"changes in pages", changesInPages},
	{"records of some", recordsOfSome},
	{"by source in pages", bySourceInPages},
	{"outdated in pages", outdatedInPages},
	{"check", check},
}

func readEmpty(t *testing.T, s *store) {
	info := s.info()
	if info.UUID == "" || info.Created.IsZero() || info.Articles != 0 || info.Deleted != 0 || info.Head != 0 {
		t.Errorf("info: %+v", info)
	}
	equal(t, "changes", s.changes(0, 10), []corpus.Change(nil))
	equal(t, "records", len(s.records("0000000000000")), 0)
	equal(t, "records of none", len(s.records()), 0)
	_, err := s.Revisions(t.Context(), "0000000000000")
	wantKind(t, "Revisions", err, corpus.NotFound)
	_, err = s.Original(t.Context(), "0000000000000", 0)
	wantKind(t, "Original", err, corpus.NotFound)
	equal(t, "name", s.name("nobody"), "")
	equal(t, "deleted", s.delete("0000000000000"), 0)
	s.annotate(corpus.Annotated{ID: "0000000000000", Revision: 1, Annotations: facts("v1")})
	equal(t, "head", s.info().Head, corpus.Seq(0))
}

func changesInPages(t *testing.T, s *store) {
	var ids []corpus.ID
	for i := range 20 {
		ids = append(ids, s.put1(sample(i)).ID)
	}
	s.annotate(corpus.Annotated{ID: ids[3], Revision: 1, Annotations: facts("v2")})
	s.delete(ids[5])
	latest := map[corpus.ID]corpus.ChangeKind{ids[3]: corpus.ChangeAnnotated, ids[5]: corpus.ChangeDeleted}

	got := map[corpus.ID]corpus.ChangeKind{}
	last := corpus.Seq(0)
	for {
		page := s.changes(last, 7)
		if len(page) > 7 {
			t.Fatalf("%d changes, asked for 7", len(page))
		}
		if len(page) == 0 {
			break
		}
		for _, c := range page {
			if c.Seq <= last {
				t.Fatalf("change %d after %d", c.Seq, last)
			}
			last, got[c.ID] = c.Seq, c.Kind
		}
	}
	equal(t, "last change", last, s.info().Head)
	for _, id := range ids {
		want := latest[id]
		if want == "" {
			want = corpus.ChangePut
		}
		equal(t, "change of "+string(id), got[id], want)
	}
	equal(t, "none asked for", len(s.changes(0, 0)), 0)
	equal(t, "after the head", len(s.changes(last+100, 10)), 0)
}

func recordsOfSome(t *testing.T, s *store) {
	out := s.put(sample(1), sample(2), sample(3))
	s.delete(out[1].ID)
	recs := s.records(out[0].ID, out[1].ID, "nothing", out[2].ID, out[0].ID)
	var ids []corpus.ID
	for id, rec := range recs {
		if rec.Article.ID != id {
			t.Errorf("record of %s under %s", rec.Article.ID, id)
		}
		ids = append(ids, id)
	}
	slices.Sort(ids)
	want := []corpus.ID{out[0].ID, out[2].ID}
	slices.Sort(want)
	equal(t, "ids", ids, want)
}

// pages reads a list of ids to its end in pages of 4.
func pages(t *testing.T, next func(after corpus.ID) ([]corpus.ID, error)) []corpus.ID {
	t.Helper()
	var all []corpus.ID
	for {
		var after corpus.ID
		if len(all) > 0 {
			after = all[len(all)-1]
		}
		ids, err := next(after)
		if err != nil || len(ids) > 4 {
			t.Fatalf("page after %q: %d ids, %v", after, len(ids), err)
		}
		if len(ids) == 0 {
			return all
		}
		all = append(all, ids...)
	}
}

func bySourceInPages(t *testing.T, s *store) {
	var want []corpus.ID
	for i := range 40 {
		if out := s.put1(sample(i)); i%3 == 1 {
			want = append(want, out.ID)
		}
	}
	s.delete(want[0])
	moved := sample(4) // of wire1
	moved.Article.Source.Domain = "other.example"
	gone := s.put1(moved).ID
	want = slices.DeleteFunc(want[1:], func(id corpus.ID) bool { return id == gone })
	slices.Sort(want)
	equal(t, "ids", pages(t, func(after corpus.ID) ([]corpus.ID, error) {
		return s.BySource(t.Context(), "wire1.example", after, 4)
	}), want)
	ids, err := s.BySource(t.Context(), "nobody.example", "", 4)
	if err != nil || len(ids) > 0 {
		t.Errorf("unknown source: %v, %v", ids, err)
	}
}

func outdatedInPages(t *testing.T, s *store) {
	var want []corpus.ID
	for i := range 30 {
		sub := sample(i)
		sub.Annotations.Version = []string{"v1", "v2", "v3", ""}[i%4]
		out := s.put1(sub)
		if i%4 != 1 {
			want = append(want, out.ID)
		}
	}
	s.delete(want[0])
	s.annotate(corpus.Annotated{ID: want[1], Revision: 1, Annotations: facts("v2")})
	counts, err := s.Annotators(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "annotators", counts, map[string]int{"": 7, "v1": 7, "v2": 9, "v3": 6})
	want = want[2:]
	slices.Sort(want)
	equal(t, "ids", pages(t, func(after corpus.ID) ([]corpus.ID, error) {
		return s.Outdated(t.Context(), "v2", after, 4)
	}), want)
}

func check(t *testing.T, s *store) {
	out := s.put(sample(1), sample(2), sample(3))
	edited := sample(1)
	edited.Article.Title = "Another title"
	s.put1(edited)
	s.delete(out[2].ID)
	n, err := s.Check(t.Context(), func(d corpus.Damage) error { return errors.New(d.What) })
	if err != nil {
		t.Errorf("Check: %v", err)
	}
	equal(t, "records read", n, 3*2+2) // 3 revisions with their originals, 2 sets of facts
}
