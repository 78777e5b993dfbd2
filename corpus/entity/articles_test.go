package entity_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"dateline/corpus"
	"dateline/corpus/entity"
)

// The files of testdata/articles are invented, dirty articles with the facts that a careful reader finds
// marked in them, "{mark:text}". The marks are
//
//	{P:Full Name}  {p:Name}              a person by a full name; by a short form
//	{KP:North Korea}  {US~:New Jersey}   a country named; a place that implies it
//	{$EUR over 5000000:over €5m}         currency, qualifier and value; a range is 5..8, and ?5..8 has bounds only
//	{?:text}                             what may be read either way
var mark = regexp.MustCompile(`\{(\?|P|p|\$[^:}]*|[A-Z]{2}~?):([^}]*)\}`)

// fact is a marked or found span with what it means, as a mark writes it.
type fact struct {
	Start, End int // code points
	Mark, Text string
}

// readMarked returns the text without the marks, and the facts in it.
func readMarked(t *testing.T, path string) (text string, facts []fact) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	marked := strings.TrimSuffix(string(b), "\n")
	var plain strings.Builder
	at := 0
	for _, m := range mark.FindAllStringSubmatchIndex(marked, -1) {
		plain.WriteString(marked[at:m[0]])
		start := utf8.RuneCountInString(plain.String())
		inner := marked[m[4]:m[5]]
		plain.WriteString(inner)
		facts = append(facts, fact{start, start + utf8.RuneCountInString(inner), marked[m[2]:m[3]], inner})
		at = m[1]
	}
	plain.WriteString(marked[at:])
	return plain.String(), facts
}

func TestArticles(t *testing.T) {
	t.Parallel()
	paths, err := filepath.Glob("testdata/articles/*.txt")
	if err != nil || len(paths) < 30 {
		t.Fatalf("%d articles: %v", len(paths), err)
	}
	a := newAnnotator(t)
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txt"), func(t *testing.T) {
			t.Parallel()
			text, want := readMarked(t, path)
			checkArticle(t, a, text, want)
		})
	}
}

func checkArticle(t *testing.T, a *entity.Annotator, text string, want []fact) {
	t.Helper()
	title, _, _ := strings.Cut(text, "\n")
	got := a.Annotate(title, text, "en")
	found := slices.Concat(peopleFacts(got), countryFacts(got), amountFacts(got))
	open := func(f fact) bool {
		return f.Mark == "?" || slices.ContainsFunc(want, func(w fact) bool { return w.Mark == "?" && w.Start < f.End && f.Start < w.End })
	}
	var wanted []fact
	for _, f := range want {
		if f.Mark == "P" && !hasName(got, f.Text) {
			t.Errorf("nobody is called %q", f.Text)
		}
		if f.Mark == "P" {
			f.Mark = "p"
		}
		if !open(f) {
			wanted = append(wanted, f)
		}
	}
	found = slices.DeleteFunc(found, open)
	byPlace := func(a, b fact) int { return a.Start - b.Start }
	slices.SortStableFunc(found, byPlace)
	slices.SortStableFunc(wanted, byPlace)
	if d := cmp.Diff(wanted, found); d != "" {
		t.Errorf("facts (-want +got):\n%s", d)
	}
}

func hasName(got corpus.Annotations, text string) bool {
	text = strings.Join(strings.Fields(text), " ")
	return slices.ContainsFunc(got.People, func(p corpus.Person) bool { return p.Name == text || slices.Contains(p.Variants, text) })
}

func inBody(ms []corpus.Mention, mark func(m corpus.Mention) string) (out []fact) {
	for _, m := range ms {
		if m.Field == corpus.FieldBody {
			out = append(out, fact{m.Start, m.End, mark(m), m.Text})
		}
	}
	return out
}

func peopleFacts(got corpus.Annotations) (out []fact) {
	for _, p := range got.People {
		out = append(out, inBody(p.Mentions, func(corpus.Mention) string { return "p" })...)
	}
	return out
}

func countryFacts(got corpus.Annotations) (out []fact) {
	for _, c := range got.Countries {
		out = append(out, inBody(c.Mentions, func(m corpus.Mention) string {
			switch m.Rule {
			case "name", "abbreviation", "demonym", "prefix", "slip":
				return c.Code
			}
			return c.Code + "~"
		})...)
	}
	return out
}

func amountFacts(got corpus.Annotations) (out []fact) {
	for _, a := range got.Amounts {
		value := ""
		switch {
		case a.Max == nil:
			value = a.Value.String()
		case a.Value == nil:
			value = "?" + a.Min.String() + ".." + a.Max.String()
		default:
			value = a.Min.String() + ".." + a.Max.String()
		}
		text := fmt.Sprintf("$%s %s %s", a.Currency, strings.ReplaceAll(string(a.Qualifier), " ", "_"), value)
		out = append(out, inBody(a.Mentions, func(corpus.Mention) string { return text })...)
	}
	return out
}
