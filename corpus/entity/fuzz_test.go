package entity_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"dateline/corpus"
	"dateline/corpus/entity"
	"dateline/corpus/sharedtest"
)

// languages are those that FuzzAnnotate chooses from by number; "" is detected.
var languages = []string{"", "en", "es", "fr", "de", "pt", "zh", "ru", "ar", "ja", "it", "nl", "ko", "tr", "he", "hi", "und", "xx"}

// FuzzAnnotate states what holds for every text in every language: annotating does not fail, gives the same twice, and every mention
// is in the text, is the words it says it is, and stands behind the one before it.
func FuzzAnnotate(f *testing.F) {
	for _, pattern := range []string{"testdata/cases/*/*.txt", "testdata/articles/*.txt"} {
		paths, err := filepath.Glob(pattern)
		if err != nil {
			f.Fatal(err)
		}
		for i, path := range paths {
			b, err := os.ReadFile(path)
			if err != nil {
				f.Fatal(err)
			}
			title, body, _ := strings.Cut(string(b), "\n")
			f.Add(title, body, uint8(i))
		}
	}
	f.Add("\xff\xfe $5", "€\u0301 5 m\u200bln\x00 U.S\xc3", uint8(0))
	f.Add("", "IİSTANBUL ẞ ǅ ﬁve mln dlrs, 1,120 dlrs per 1,000 dlrs of K\u0301im", uint8(1))
	f.Add("刚果（布）", "政府拨款三亿元。刚果（布）", uint8(6))
	a := newAnnotator(f)
	f.Fuzz(func(t *testing.T, title, body string, n uint8) {
		lang := languages[int(n)%len(languages)]
		got := a.Annotate(title, body, lang)
		if diff := cmp.Diff(got, a.Annotate(title, body, lang), cmp.AllowUnexported(corpus.Decimal{})); diff != "" {
			t.Errorf("annotated twice:\n%s", diff)
		}
		checkFacts(t, title, body, &got)
	})
}

// checkFacts fails where a fact is not as corpus.Annotations promises.
func checkFacts(t *testing.T, title, body string, got *corpus.Annotations) {
	t.Helper()
	spans := newSpans(title, body)
	var people, countries, amounts []corpus.Mention
	for _, p := range got.People {
		if p.Name == "" || len(p.Mentions) == 0 || !utf8.ValidString(p.Name) {
			t.Errorf("person %+v", p)
		}
		spans.ordered(t, "person", p.Mentions)
		people = append(people, p.Mentions...)
	}
	for _, c := range got.Countries {
		if len(c.Code) != 2 || c.Name == "" || len(c.Mentions) == 0 || c.Centrality < 1 || c.Centrality > 100 {
			t.Errorf("country %+v", c)
		}
		spans.ordered(t, "country", c.Mentions)
		countries = append(countries, c.Mentions...)
	}
	for i := range got.Amounts {
		m := &got.Amounts[i]
		if m.Qualifier == "" || len(m.Mentions) == 0 || m.Value == nil && m.Min == nil && m.Max == nil || m.Min != nil && m.Max != nil && m.Min.Cmp(*m.Max) > 0 {
			t.Errorf("amount %+v", m)
		}
		spans.ordered(t, "amount", m.Mentions)
		amounts = append(amounts, m.Mentions...)
	}
	spans.apart(t, "people", people)
	spans.apart(t, "countries", countries)
	spans.apart(t, "amounts", amounts)
}

// spans checks mentions against the text that they stand in.
type spans map[corpus.Field][]rune

func newSpans(title, body string) spans {
	return spans{corpus.FieldTitle: []rune(title), corpus.FieldBody: []rune(body)}
}

// ordered expects mentions of one fact, each in the text, the words it says and behind the one before.
func (s spans) ordered(t *testing.T, kind string, mentions []corpus.Mention) {
	t.Helper()
	for i, m := range mentions {
		text, known := s[m.Field]
		switch {
		case !known || m.Start < 0 || m.Start >= m.End || m.End > len(text):
			t.Errorf("a mention outside of the text: %+v", m)
		case string(text[m.Start:m.End]) != string([]rune(m.Text)):
			t.Errorf("the text says %q: %+v", string(text[m.Start:m.End]), m)
		case i > 0 && place(mentions[i-1], m) >= 0:
			t.Errorf("%+v stands before %+v", m, mentions[i-1])
		case entity.RuleText(kind, m.Rule) == "":
			t.Errorf("%s rule %q has no sentence", kind, m.Rule)
		}
	}
}

// apart expects that no two mentions of a kind of fact overlap.
func (s spans) apart(t *testing.T, kind string, mentions []corpus.Mention) {
	t.Helper()
	slices.SortFunc(mentions, place)
	for i := 1; i < len(mentions); i++ {
		if a, b := mentions[i-1], mentions[i]; a.Field == b.Field && b.Start < a.End {
			t.Errorf("%s overlap: %+v, %+v", kind, a, b)
		}
	}
}

// place orders mentions by where they stand, the title first.
func place(a, b corpus.Mention) int {
	if a.Field != b.Field {
		return map[corpus.Field]int{corpus.FieldTitle: -1, corpus.FieldBody: 1}[a.Field]
	}
	return a.Start - b.Start
}

// TestNews checks the same on real newswire, with its tables and lost characters.
func TestNews(t *testing.T) {
	t.Parallel()
	a := newAnnotator(t)
	n := -1
	for line := range sharedtest.Lines(t, "data/reuters/reuters.dev.jsonl.gz") {
		if n++; n%5 > 0 || n >= 15000 {
			continue
		}
		var r struct{ Title, Text string }
		if err := json.Unmarshal(line, &r); err != nil {
			t.Fatal(err)
		}
		got := a.Annotate(r.Title, r.Text, "")
		if checkFacts(t, r.Title, r.Text, &got); t.Failed() {
			t.Fatalf("%s\n%s", r.Title, r.Text)
		}
	}
}
