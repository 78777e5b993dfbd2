package storetest

import (
	"context"
	"fmt"
	"testing"
	"time"

	"dateline/corpus"
)

var putCases = []testCase{
	{"new", putNew},
	{"empty batch", func(t *testing.T, s *store) { s.put(); equal(t, "head", s.info().Head, corpus.Seq(0)) }},
	{"unchanged", putUnchanged},
	{"changed", putChanged},
	{"back to an earlier content", putBack},
	{"an earlier revision over again", putRepeats},
	{"an earlier revision of a deleted article", putRepeatsDeleted},
	{"other original, same article", putOtherOriginal},
	{"newer facts, same article", putNewerFacts},
	{"strongest key decides", putStrongestKey},
	{"keys are learned", putLearns},
	{"external id alone", putExternalAlone},
	{"no key", putNoKey},
	{"twice in a batch", putTwice},
	{"all or nothing", putAllOrNothing},
	{"cancelled", putCancelled},
	{"large batch", putLarge},
	{"does not keep the caller's memory", putCopies},
}

func putNew(t *testing.T, s *store) {
	out := s.put(sample(1), sample(2))
	for i, o := range out {
		if o.Status != corpus.New || o.Revision != 1 || len(o.ID) != 13 || o.Seq != corpus.Seq(i+1) {
			t.Errorf("outcome %d: %+v", i, o)
		}
	}
	sub := sample(1)
	sub.Article.ID, sub.Article.Revision = out[0].ID, 1
	equal(t, "record", s.record(out[0].ID), corpus.Record{
		Article: sub.Article, Annotations: sub.Annotations, People: resolved("ilse-varga"), Source: sub.Article.Source,
		Copies: corpus.Copies{Of: out[0].ID, Count: 1}, Seq: out[0].Seq,
	})
	o, err := s.Original(t.Context(), out[0].ID, 0)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "original", o, sub.Original)
	if info := s.info(); info.Articles != 2 || info.Deleted != 0 || info.Head != 2 || info.UUID == "" || info.Created.IsZero() {
		t.Errorf("info: %+v", info)
	}
}

func putUnchanged(t *testing.T, s *store) {
	first := s.put1(sample(1))
	again := sample(1)
	again.Article.Fetched = again.Article.Fetched.Add(48 * time.Hour)
	again.Article.BodyEdits, again.Article.Published.From = nil, "meta"
	again.Article.ID, again.Article.Revision = "ignored", 77
	equal(t, "outcome", s.put1(again), corpus.Outcome{ID: first.ID, Revision: 1, Status: corpus.Unchanged})
	equal(t, "changes", s.changes(first.Seq, 10), []corpus.Change(nil))
	equal(t, "head", s.info().Head, first.Seq)
}

func putChanged(t *testing.T, s *store) {
	first := s.put1(sample(1))
	s.put1(sample(2))
	edited := sample(1)
	edited.Article.Title = "Bridge 1 opens at last"
	edited.Original.Bytes = []byte("edited")
	edited.Annotations = facts("v1", "Ilse Varga", "Bo Ek")
	out := s.put1(edited)
	equal(t, "outcome", out, corpus.Outcome{ID: first.ID, Revision: 2, Status: corpus.Changed, Seq: 3})

	rec := s.record(first.ID)
	edited.Article.ID, edited.Article.Revision = first.ID, 2
	equal(t, "record", rec, corpus.Record{
		Article: edited.Article, Annotations: edited.Annotations, People: resolved("ilse-varga", "bo-ek"), Source: edited.Article.Source,
		Copies: corpus.Copies{Of: first.ID, Count: 1}, Seq: 3,
	})

	old := sample(1).Article
	old.ID, old.Revision = first.ID, 1
	revisions, err := s.Revisions(t.Context(), first.ID)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "revisions", revisions, []corpus.Article{edited.Article, old})
	for revision, want := range map[int]string{0: "edited", 2: "edited", 1: string(sample(1).Original.Bytes)} {
		o, err := s.Original(t.Context(), first.ID, revision)
		if err != nil || string(o.Bytes) != want {
			t.Errorf("original of revision %d: %q, %v", revision, o.Bytes, err)
		}
	}
	_, err = s.Original(t.Context(), first.ID, 3)
	wantKind(t, "original of a revision to come", err, corpus.NotFound)
}

func putBack(t *testing.T, s *store) {
	s.put1(sample(1))
	edited := sample(1)
	edited.Article.Body += "\n\nCorrection."
	s.put1(edited)
	if out := s.put1(sample(1)); out.Status != corpus.Changed || out.Revision != 3 {
		t.Errorf("the first content again: %+v", out)
	}
}

// twoTexts returns two submissions of one article as a file has them that holds it twice, with the given times of fetching.
func twoTexts(first, second time.Time) (a, b corpus.Submission) {
	a, b = sample(1), sample(1)
	b.Article.Body += "\n\nCorrection."
	b.Original.Bytes = []byte("the corrected page")
	a.Article.Fetched, b.Article.Fetched = first, second
	return a, b
}

func putRepeats(t *testing.T, s *store) {
	now := sample(1).Article.Fetched
	for name, times := range map[string][2]time.Time{"not fetched": {}, "fetched": {now, now.Add(time.Hour)}, "fetched once": {now, {}}} {
		a, b := twoTexts(times[0], times[1])
		a.Article.URL, a.Article.ExternalID = "https://twice.example/"+name, ""
		b.Article.URL, b.Article.ExternalID = a.Article.URL, ""
		a.Article.Title, b.Article.Title = name, name
		a.Original.Bytes, b.Original.Bytes = []byte(name+", first"), []byte(name+", corrected")
		first := s.put(a, b)
		head := s.info().Head
		a.Annotations.Version = "v2"
		for range 2 {
			again := s.put(a, b)
			again = append(again, s.put1(a), s.put1(b))
			for i, out := range again {
				equal(t, fmt.Sprintf("%s: %d again", name, i), out, corpus.Outcome{ID: first[0].ID, Revision: 2, Status: corpus.Unchanged})
			}
		}
		equal(t, name+": head", s.info().Head, head)
		equal(t, name+": body", s.record(first[0].ID).Article.Body, b.Article.Body)

		a.Article.Fetched = now.Add(24 * time.Hour)
		if out := s.put1(a); out.Status != corpus.Changed || out.Revision != 3 {
			t.Errorf("%s: the first text fetched later: %+v", name, out)
		}
	}
}

func putRepeatsDeleted(t *testing.T, s *store) {
	a, b := twoTexts(time.Time{}, time.Time{})
	s.delete(s.put(a, b)[0].ID)
	out := s.put(a, b)
	if out[0].Status != corpus.New || out[1].Status != corpus.Changed || out[1].Revision != 4 {
		t.Errorf("after deleting: %+v", out)
	}
}

func putOtherOriginal(t *testing.T, s *store) {
	first := s.put1(sample(1))
	again := sample(1)
	again.Original.Bytes = []byte("<html>other markup, same words</html>")
	equal(t, "outcome", s.put1(again), corpus.Outcome{ID: first.ID, Revision: 1, Status: corpus.Unchanged})
	bare := again
	bare.Article.URL, bare.Article.ExternalID = "", ""
	if out := s.put1(bare); out.ID != first.ID {
		t.Errorf("the other original is not known as %s: %+v", first.ID, out)
	}
}

func putNewerFacts(t *testing.T, s *store) {
	first := s.put1(sample(1))
	again := sample(1)
	again.Annotations = facts("v2", "Varga Ilse")
	equal(t, "outcome", s.put1(again), corpus.Outcome{ID: first.ID, Revision: 1, Status: corpus.Unchanged})
	rec := s.record(first.ID)
	equal(t, "facts", rec.Annotations, again.Annotations)
	equal(t, "changes", s.changes(first.Seq, 10), []corpus.Change{{Seq: rec.Seq, Kind: corpus.ChangeAnnotated, ID: first.ID}})

	again.Annotations = corpus.Annotations{}
	s.put1(again)
	equal(t, "facts after a put without any", s.record(first.ID).Annotations.Version, "v2")
}

func putStrongestKey(t *testing.T, s *store) {
	a, b := s.put1(sample(1)), s.put1(sample(2))
	mixed := sample(3)
	mixed.Article.URL = sample(2).Article.URL
	mixed.Article.Source, mixed.Article.ExternalID = sample(1).Article.Source, sample(1).Article.ExternalID
	if out := s.put1(mixed); out.ID != b.ID {
		t.Errorf("URL of %s and external id of %s gave %s", b.ID, a.ID, out.ID)
	}
	mixed.Article.URL = ""
	if out := s.put1(mixed); out.ID != a.ID {
		t.Errorf("external id of %s, bytes of %s gave %s", a.ID, b.ID, out.ID)
	}
}

func putLearns(t *testing.T, s *store) {
	sub := sample(1)
	first := s.put1(sub)
	for i := range 50 {
		other := sub
		other.Article.URL = fmt.Sprintf("%s?from=%d", sub.Article.URL, i)
		if out := s.put1(other); out.ID != first.ID {
			t.Fatalf("address %d: %+v", i, out)
		}
		id, err := s.Lookup(t.Context(), corpus.Key("url:"+other.Article.URL))
		if err != nil || id != first.ID {
			t.Fatalf("Lookup of address %d: %q, %v", i, id, err)
		}
	}
	for _, k := range corpus.Keys(&sub.Article, &sub.Original) {
		if id, err := s.Lookup(t.Context(), k); err != nil || id != first.ID {
			t.Errorf("Lookup(%q): %q, %v", k, id, err)
		}
	}
	_, err := s.Lookup(t.Context(), "url:https://nowhere.example/")
	wantKind(t, "Lookup of an unknown key", err, corpus.NotFound)
}

func putExternalAlone(t *testing.T, s *store) {
	a, b := sample(1), sample(2)
	for _, sub := range []*corpus.Submission{&a, &b} {
		sub.Article.URL, sub.Article.Source.Domain, sub.Article.ExternalID = "", "", "1"
	}
	if out := s.put(a, b); out[0].ID == out[1].ID {
		t.Error("two articles without a source are one by their external id")
	}
}

func putNoKey(t *testing.T, s *store) {
	sub := sample(1)
	sub.Article.URL, sub.Article.ExternalID, sub.Original.Bytes = "", "", nil
	_, err := s.Put(t.Context(), []corpus.Submission{sub})
	wantKind(t, "Put without keys", err, corpus.Invalid)
}

func putTwice(t *testing.T, s *store) {
	edited := sample(1)
	edited.Article.Body = "Rewritten."
	moved := edited
	moved.Article.URL = "https://elsewhere.example/1"
	signed := moved
	signed.Article.Authors = []string{"Bo Ek"}
	out := s.put(sample(1), sample(1), edited, moved, signed, edited)
	var got []corpus.Outcome
	id := out[0].ID
	for _, o := range out {
		if o.ID != id {
			t.Fatalf("several articles: %+v", out)
		}
		got = append(got, corpus.Outcome{Revision: o.Revision, Status: o.Status, Seq: o.Seq})
	}
	equal(t, "outcomes", got, []corpus.Outcome{
		{Revision: 1, Status: corpus.New, Seq: 1},
		{Revision: 1, Status: corpus.Unchanged},
		{Revision: 2, Status: corpus.Changed, Seq: 2},
		{Revision: 2, Status: corpus.Unchanged},
		{Revision: 3, Status: corpus.Changed, Seq: 3},
		{Revision: 4, Status: corpus.Changed, Seq: 4},
	})
	equal(t, "changes", s.changes(0, 10), []corpus.Change{{Seq: 4, Kind: corpus.ChangePut, ID: id}})
	equal(t, "name", s.name("ilse-varga"), "Ilse Varga")
	revisions, err := s.Revisions(t.Context(), id)
	if err != nil || len(revisions) != 4 {
		t.Errorf("%d revisions, %v", len(revisions), err)
	}
	equal(t, "articles", s.info().Articles, 1)
}

func putAllOrNothing(t *testing.T, s *store) {
	for name, spoil := range map[string]func(*corpus.Submission){
		"no keys": func(sub *corpus.Submission) { *sub = corpus.Submission{Annotations: sub.Annotations} },
		"year 10000": func(sub *corpus.Submission) {
			sub.Article.Published.Time = time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)
		},
	} {
		bad := sample(2)
		spoil(&bad)
		_, err := s.Put(t.Context(), []corpus.Submission{sample(1), bad})
		wantKind(t, name, err, corpus.Invalid)
	}
	if info := s.info(); info.Articles != 0 || info.Head != 0 {
		t.Errorf("after failed batches: %+v", info)
	}
	if out := s.put1(sample(1)); out.Status != corpus.New || out.Seq != 1 {
		t.Errorf("after failed batches: %+v", out)
	}
}

func putCancelled(t *testing.T, s *store) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Put(ctx, []corpus.Submission{sample(1)}); err == nil {
		t.Error("Put succeeds in a context that has ended")
	}
	equal(t, "articles", s.info().Articles, 0)
}

func putLarge(t *testing.T, s *store) {
	var batch []corpus.Submission
	for i := range 700 {
		batch = append(batch, sample(i))
	}
	var ids []corpus.ID
	for _, o := range s.put(batch...) {
		ids = append(ids, o.ID)
	}
	recs := s.records(append(ids, ids[:5]...)...)
	if len(recs) != 700 {
		t.Fatalf("%d records of 700", len(recs))
	}
	for i, id := range ids {
		if recs[id].Article.Body != batch[i].Article.Body || len(recs[id].People) != 1 {
			t.Fatalf("record %d: %+v", i, recs[id])
		}
	}
	for i, o := range s.put(batch...) {
		if o.Status != corpus.Unchanged || o.ID != ids[i] {
			t.Fatalf("again, %d: %+v", i, o)
		}
	}
}

func putCopies(t *testing.T, s *store) {
	sub := sample(1)
	out := s.put1(sub)
	sub.Original.Bytes[0], sub.Article.Authors[0], sub.Annotations.People[0].Name = 'X', "X", "X"
	rec := s.record(out.ID)
	rec.Article.Authors[0], rec.Annotations.People[0].Name, rec.People[0].ID = "Y", "Y", "y"
	want := sample(1)
	equal(t, "authors", s.record(out.ID).Article.Authors, want.Article.Authors)
	equal(t, "facts", s.record(out.ID).Annotations, want.Annotations)
	equal(t, "people", s.record(out.ID).People, resolved("ilse-varga"))
	o, err := s.Original(t.Context(), out.ID, 1)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "original", o, want.Original)
}
