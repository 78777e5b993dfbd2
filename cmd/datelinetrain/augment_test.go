package main

import (
	"math/rand/v2"
	"strings"
	"testing"

	"dateline/corpus/entity/person/crf"

	"github.com/google/go-cmp/cmp"
)

func sentence(text string) crf.Example {
	var e crf.Example
	for w := range strings.FieldsSeq(text) {
		word, tag, ok := strings.Cut(w, "|")
		if !ok {
			tag = "O"
		}
		e.Words, e.Tags = append(e.Words, word), append(e.Tags, tag)
	}
	return e
}

func printed(e crf.Example) string {
	var out []string
	for i, w := range e.Words {
		if e.Tags[i] != "O" {
			w += "|" + e.Tags[i]
		}
		out = append(out, w)
	}
	return strings.Join(out, " ")
}

func newTestAugmenter() *augmenter {
	return &augmenter{random: rand.New(rand.NewPCG(1, 1)), first: []string{"Ayşe"}, last: []string{"Çelik"}, places: []string{"Kenya"}}
}

func TestRewrites(t *testing.T) {
	t.Parallel()
	a := newTestAugmenter()
	doc := document{sentence("Then Jean-Luc|B-PER Roe|I-PER met J.|B-PER Doe|I-PER of the well-known Board")}
	for _, c := range []struct {
		name string
		got  document
		want string
	}{
		{"capitals", rewrite(doc, strings.ToUpper), "THEN JEAN-LUC|B-PER ROE|I-PER MET J.|B-PER DOE|I-PER OF THE WELL-KNOWN BOARD"},
		{"headline", rewrite(doc, titleCase), "Then Jean-Luc|B-PER Roe|I-PER met J.|B-PER Doe|I-PER of the Well-known Board"},
		{"hyphens", partHyphens(doc), "Then Jean|B-PER -|I-PER Luc|I-PER Roe|I-PER met J.|B-PER Doe|I-PER of the well - known Board"},
	} {
		if diff := cmp.Diff(c.want, printed(c.got[0])); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
	renamed := printed(a.rename(doc)[0])
	if strings.Contains(renamed, "Roe") || !strings.Contains(renamed, " met J.|B-PER ") || !strings.HasSuffix(renamed, "of the well-known Board") {
		t.Errorf("renamed: %s", renamed)
	}
	if again := a.rename(document{doc[0], doc[0]}); printed(again[0]) != printed(again[1]) {
		t.Error("one person has two names in a document")
	}
}

func TestTables(t *testing.T) {
	t.Parallel()
	a := newTestAugmenter()
	for _, form := range tableForms {
		e := a.line(form)
		if len(e.Words) != len(strings.Fields(form))+strings.Count(printed(e), "I-ORG") || len(e.Words) != len(e.Tags) {
			t.Errorf("%q became %q", form, printed(e))
		}
	}
	if got := printed(a.line("SOCCER - R ( Q )")); !strings.Contains(got, "|B-PER ( KENYA|B-LOC )") {
		t.Error(got)
	}
	if got := printed(a.line("By F L")); !strings.Contains(got, "|B-PER ") || !strings.HasSuffix(got, "|I-PER") {
		t.Error(got)
	}
}

func TestBare(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"President Ann Lee's": "Ann Lee", "\"Bo Liang,\"": "Bo Liang", "Prime Minister Öz": "Öz", "Sir": "Sir", "Lee": "Lee", "Mr. Lee’s": "Lee",
	} {
		if a, b := bare(text, 0, len(text)); text[a:b] != want {
			t.Errorf("%q became %q, want %q", text, text[a:b], want)
		}
	}
}
