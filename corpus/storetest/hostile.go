package storetest

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"dateline/corpus"
)

var hostileCases = []testCase{
	{"strings", hostileStrings},
	{"large record", largeRecord},
	{"bytes of any kind", anyBytes},
	{"long keys", longKeys},
}

var strange = map[string]string{
	"empty":           "",
	"NUL":             "a\x00b\x00",
	"not UTF-8":       "caf\xe9 \xff\xfe \xed\xa0\x80 end",
	"combining":       "a" + strings.Repeat("\u0301", 10_000),
	"right to left":   "\u202eevil\u202c שלום العالم",
	"zero width":      "\ufeffa\u200bb\u2060c",
	"SQL":             `'); DROP TABLE articles; -- ? $1 :x @y`,
	"JSON":            `{"id":"x","revision":9} \ud800 "\`,
	"markup":          `</script><script>alert(1)</script>&amp;<!--`,
	"line ends":       "a\r\nb\rc\u2028d\u2029e\x85f",
	"astral":          "𝔘𝔫𝔦 👩‍👩‍👧 \U0010ffff",
	"replacement":     "\ufffd",
	"looks like glob": "100%_*[a-z]",
}

func hostileStrings(t *testing.T, s *store) {
	n := 0
	for name, text := range strange {
		n++
		sub := sample(n)
		a := &sub.Article
		a.Title, a.Body, a.Authors, a.Language = text, text, []string{text, text}, text
		a.URL, a.ExternalID = "https://x.example/"+text, text
		a.Source = corpus.Source{Domain: "s" + text, Name: text, Country: text}
		a.BodyEdits = []corpus.Edit{{Pass: text, Was: text, Now: text}}
		sub.Original = corpus.Original{Bytes: []byte("original " + text), MediaType: text, Name: text}
		sub.Annotations = facts("v"+text, fmt.Sprintf("Person%d %s", n, text))

		out := s.put1(sub)
		if out.Status != corpus.New {
			t.Errorf("%s: %+v", name, out)
			continue
		}
		equal(t, name+": again", s.put1(sub), corpus.Outcome{ID: out.ID, Revision: 1, Status: corpus.Unchanged})
		wantSame(t, s, name, out, &sub)
	}
}

// wantSame verifies that every string of a submission comes back, valid.
func wantSame(t *testing.T, s *store, name string, out corpus.Outcome, sub *corpus.Submission) {
	t.Helper()
	text := valid(sub.Article.Title)
	rec := s.record(out.ID)
	a := rec.Article
	for _, got := range []string{a.Title, a.Body, a.Authors[1], a.Language, a.ExternalID, a.Source.Name, a.BodyEdits[0].Was} {
		if got != text {
			t.Errorf("%s: %q came back as %q", name, text, got)
		}
	}
	equal(t, name+": person", s.name(rec.People[0].ID), valid(sub.Annotations.People[0].Name))
	o, err := s.Original(t.Context(), out.ID, 0)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	equal(t, name+": original", o, corpus.Original{Bytes: sub.Original.Bytes, MediaType: text, Name: text})
	ids, err := s.BySource(t.Context(), sub.Article.Source.Domain, "", 10)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, name+": by source", ids, []corpus.ID{out.ID})
	ids, err = s.Outdated(t.Context(), sub.Annotations.Version, "", 100)
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range ids {
		if id == out.ID {
			t.Errorf("%s: outdated at its own version", name)
		}
	}
	for _, k := range corpus.Keys(&sub.Article, &sub.Original) {
		if id, err := s.Lookup(t.Context(), k); err != nil || id != out.ID {
			t.Errorf("%s: Lookup(%q): %q, %v", name, k, id, err)
		}
	}
}

// valid replaces each byte that is not UTF-8.
func valid(s string) string {
	var b strings.Builder
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		b.WriteRune(r)
		s = s[size:]
	}
	return b.String()
}

func largeRecord(t *testing.T, s *store) {
	sub := sample(1)
	sub.Article.Body = strings.Repeat("The council met again and decided nothing. ", 120_000) // 5 MB
	sub.Original.Bytes = []byte(sub.Article.Body)
	out := s.put1(sub)
	if got := s.record(out.ID).Article.Body; got != sub.Article.Body {
		t.Errorf("a body of %d bytes came back with %d", len(sub.Article.Body), len(got))
	}
}

func anyBytes(t *testing.T, s *store) {
	r := rand.NewChaCha8([32]byte{1})
	for i, size := range []int{1, 100, 4096, 70_000, 1 << 20} {
		sub := sample(i)
		sub.Original.Bytes = make([]byte, size)
		if _, err := r.Read(sub.Original.Bytes); err != nil {
			t.Fatal(err)
		}
		o, err := s.Original(t.Context(), s.put1(sub).ID, 1)
		if err != nil || !bytes.Equal(o.Bytes, sub.Original.Bytes) {
			t.Errorf("%d random bytes: %d came back, %v", size, len(o.Bytes), err)
		}
	}
	bare := sample(99)
	bare.Original.Bytes = nil
	if o, err := s.Original(t.Context(), s.put1(bare).ID, 1); err != nil || len(o.Bytes) != 0 {
		t.Errorf("no bytes: %d came back, %v", len(o.Bytes), err)
	}
}

func longKeys(t *testing.T, s *store) {
	long := strings.Repeat("x", 100_000)
	var ids []corpus.ID
	for i := range 3 {
		sub := sample(i)
		sub.Article.URL = fmt.Sprintf("https://long.example/%s/%d", long, i)
		ids = append(ids, s.put1(sub).ID)
		id, err := s.Lookup(t.Context(), corpus.Key("url:"+sub.Article.URL))
		if err != nil || id != ids[i] {
			t.Errorf("Lookup: %q, %v", id, err)
		}
	}
	if ids[0] == ids[1] || ids[1] == ids[2] {
		t.Errorf("three addresses, ids %v", ids)
	}
}
