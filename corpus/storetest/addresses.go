package storetest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/corpus"
)

var addressCases = []testCase{
	{"fifty of one article", addressesFifty},
	{"beside the canonical one", addressesBeside},
	{"moved", addressesMoved},
	{"told apart", addressesApart},
	{"an older text elsewhere", addressesOlder},
	{"after deletion", addressesDeleted},
	{"not UTF-8, long", addressesStrange},
}

func (s *store) addresses(id corpus.ID) []string {
	s.t.Helper()
	all, err := s.Addresses(s.t.Context(), id)
	if err != nil {
		s.t.Fatalf("Addresses: %v", err)
	}
	return all
}

// under returns an article of one outlet at an address.
func under(url string, sentences ...string) corpus.Submission {
	sub := reprint(1, 0, sentences...)
	sub.Article.URL = url
	sub.Original.Bytes = []byte("page at " + url + strings.Join(sentences, ""))
	return sub
}

func addressesFifty(t *testing.T, s *store) {
	var subs []corpus.Submission
	want := []string{"https://daily1.example/ferry/00"}
	for i := range 50 {
		sub := under(fmt.Sprintf("https://daily1.example/ferry/%02d", i), wire...)
		sub.Article.ExternalID = fmt.Sprint(i)
		sub.Article.Body = strings.ReplaceAll(sub.Article.Body, "\n\n", strings.Repeat(" ", 1+i%3))
		if i%5 == 4 {
			sub.Article.Authors = nil
		}
		subs = append(subs, sub)
		if i > 0 {
			want = append(want, sub.Article.URL)
		}
	}
	out := s.put(subs[:20]...)
	out = append(out, s.put(subs[20:]...)...)
	out = append(out, s.put(subs...)...)
	for i, o := range out {
		if o.ID != out[0].ID || o.Revision != 1 || i > 0 && o.Status != corpus.Unchanged {
			t.Fatalf("address %d: %+v", i, o)
		}
	}
	equal(t, "addresses", s.addresses(out[0].ID), want)
	equal(t, "head", s.info().Head, corpus.Seq(1))
	s.wantGroup("one article", out[0].ID)
}

func addressesBeside(t *testing.T, s *store) {
	first := sample(1)
	first.Addresses = []string{"https://m.wire1.example/1", "", first.Article.URL}
	a := s.put1(first)
	equal(t, "addresses", s.addresses(a.ID), []string{first.Article.URL, "https://m.wire1.example/1"})

	seen := sample(2)
	b := s.put1(seen)
	seen.Article.URL, seen.Addresses = "https://wire2.example/canonical", []string{seen.Article.URL}
	seen.Article.ExternalID, seen.Original.Bytes = "", []byte("fetched again")
	out := s.put1(seen)
	if out.ID != b.ID || out.Status != corpus.Unchanged {
		t.Errorf("recognised by its other address: %+v", out)
	}
	equal(t, "addresses", s.addresses(b.ID), []string{sample(2).Article.URL, "https://wire2.example/canonical"})

	seen.Addresses = []string{first.Article.URL}
	if out := s.put1(seen); out.ID != b.ID {
		t.Errorf("an other address is stronger than the canonical one: %+v", out)
	}
	equal(t, "the other's address", s.addresses(a.ID), []string{first.Article.URL, "https://m.wire1.example/1"})
	_, err := s.Addresses(t.Context(), "unknown")
	wantKind(t, "of an unknown article", err, corpus.NotFound)
}

// An address alone is no revision; with the next one it is the current address.
func addressesMoved(t *testing.T, s *store) {
	first := s.put1(sample(1))
	moved := sample(1)
	moved.Article.URL = "https://wire1.example/moved"
	equal(t, "moved", s.put1(moved), corpus.Outcome{ID: first.ID, Revision: 1, Status: corpus.Unchanged})
	equal(t, "addresses", s.addresses(first.ID), []string{sample(1).Article.URL, moved.Article.URL})
	moved.Article.Body += "\n\nCorrection."
	s.put1(moved)
	equal(t, "addresses", s.addresses(first.ID), []string{moved.Article.URL, sample(1).Article.URL})
}

func addressesApart(t *testing.T, s *store) {
	base := under("https://daily1.example/a", wire...)
	notice := under("https://daily1.example/n1", "Markets are closed for the holiday.")
	s.put(base, notice)
	for what, change := range map[string]func(*corpus.Submission){
		"another day":    func(sub *corpus.Submission) { sub.Article.Published.Time = sub.Article.Published.Time.AddDate(0, 0, 1) },
		"a day unknown":  func(sub *corpus.Submission) { sub.Article.Published = corpus.Date{} },
		"another outlet": func(sub *corpus.Submission) { sub.Article.Source.Domain = "other.example" },
		"no address":     func(sub *corpus.Submission) { sub.Article.URL, sub.Article.ExternalID = "", "17" },
		"another title":  func(sub *corpus.Submission) { sub.Article.Title = "Ferry stops" },
		"another word":   func(sub *corpus.Submission) { sub.Article.Body += " Twice." },
		"a notice":       func(sub *corpus.Submission) { sub.Article.Body = notice.Article.Body },
	} {
		sub := base
		sub.Article.URL, sub.Original.Bytes = "https://daily1.example/"+what, []byte(what)
		change(&sub)
		if out := s.put1(sub); out.Status != corpus.New {
			t.Errorf("%s: %+v", what, out)
		}
	}
}

func addressesOlder(t *testing.T, s *store) {
	first := s.put1(under("https://daily1.example/a", wire...))
	newer := under("https://daily1.example/a", append(slices.Clone(wire), "The company did not answer questions on Wednesday.")...)
	s.put1(newer)
	older := under("https://amp.daily1.example/a", wire...)
	for range 2 {
		equal(t, "the older text elsewhere", s.put1(older), corpus.Outcome{ID: first.ID, Revision: 2, Status: corpus.Unchanged})
	}
	elsewhere := under("https://amp.daily1.example/a", append(slices.Clone(wire), "The company spoke on Thursday.")...)
	if out := s.put1(elsewhere); out.ID != first.ID || out.Revision != 3 {
		t.Errorf("a newer text elsewhere: %+v", out)
	}
}

func addressesDeleted(t *testing.T, s *store) {
	sub := under("https://daily1.example/a", wire...)
	first := s.put1(sub)
	s.put1(under("https://daily1.example/b", wire...))
	s.delete(first.ID)
	_, err := s.Addresses(t.Context(), first.ID)
	wantKind(t, "of a deleted article", err, corpus.NotFound)
	sub.Article.Fetched = sub.Article.Fetched.Add(time.Hour)
	sub.Article.URL = "https://daily1.example/c"
	out := s.put1(sub)
	equal(t, "come back", out, corpus.Outcome{ID: first.ID, Revision: 2, Status: corpus.New, Seq: 3})
	equal(t, "addresses", s.addresses(first.ID), []string{"https://daily1.example/c", "https://daily1.example/a", "https://daily1.example/b"})
}

func addressesStrange(t *testing.T, s *store) {
	sub := sample(1)
	sub.Article.URL = "https://wire1.example/caf\xe9"
	long := "https://wire1.example/" + strings.Repeat("x", 5000)
	sub.Addresses = []string{long}
	id := s.put1(sub).ID
	equal(t, "addresses", s.addresses(id), []string{"https://wire1.example/caf\ufffd", long})
}
