package resolve_test

import (
	"net/url"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"dateline/corpus"
	"dateline/corpus/resolve"

	"github.com/google/go-cmp/cmp"
)

func TestPersonID(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		id    corpus.PersonID
		names []string
	}{
		{"maren-holt", []string{"Maren Holt", "MAREN HOLT", "Maren  Holt", "Maren\nHolt", "Maren\u00a0Holt", "Holt, Maren", "Maren K. Holt", "Maren K Holt", `Maren "Mo" Holt`, "Maren “Mo” Holt", "Maren (Mo) Holt", "Maren 'Mo' Holt", "Maren\u200b Holt"}},
		{"jose-ibanez", []string{"José Ibáñez", "Jose\u0301 Iba\u0301n\u0303ez", "Jose Ibanez", "IBÁÑEZ, José"}},
		{"soren-ostergard", []string{"Søren Østergård", "Soren Ostergard", "SØREN ØSTERGÅRD"}},
		{"lukasz-wolek", []string{"Łukasz Wołek"}},
		{"jurgen-gross", []string{"Jürgen Groß", "JÜRGEN GROSS"}},
		{"dara-obrien", []string{"Dara O'Brien", "Dara O’Brien", "Dara OʼBrien"}},
		{"anne-marie-lund", []string{"Anne-Marie Lund", "Anne Marie Lund", "Anne–Marie Lund", "Anne\u2010Marie Lund"}},
		{"martin-keel-jr", []string{"Martin Keel Jr.", "Martin Keel, Jr.", "Martin L. Keel Jr", "Keel, Martin, Jr.", "Martin Keel Junior"}},
		{"martin-keel", []string{"Martin Keel"}},
		{"martin-keel-iii", []string{"Martin Keel III", "Martin Keel, III"}},
		{"j-k-marlow", []string{"J-K Marlow", "J. K. Marlow", "J.K. Marlow"}},
		{"j-marlow", []string{"J. Marlow"}},
		{"kim-ujin", []string{"Kim U-jin", "Kim Ujin"}},
		{"mcadam", []string{"McAdam"}},
		{"kim-chol-u", []string{"Kim Chol U"}},
		{"olga-иванова", []string{"Olga Иванова"}},
		{"иван-петров", []string{"Иван Петров", "ПЕТРОВ, Иван"}},
		{"王小明", []string{"王小明"}},
		{"김-철-수", []string{"김 철 수"}},
		{"محمد-علي", []string{"محمد علي"}},
		{"अनिल-कुमार", []string{"अनिल कुमार"}},
		{"tony", []string{`"Tony"`, "(Tony)"}},
		{"", []string{"", " ", "...", "-", `""`}},
	} {
		for _, name := range c.names {
			if got := resolve.PersonID(name); got != c.id {
				t.Errorf("PersonID(%q) = %q, want %q", name, got, c.id)
			}
		}
	}
}

func TestPeople(t *testing.T) {
	t.Parallel()
	got := resolve.People(corpus.Annotations{People: []corpus.Person{
		{Name: "Maren Holt", Resolved: true},
		{Name: "Holt"},
		{Name: "José Ibáñez", Resolved: true},
		{Name: "Maren K. Holt", Resolved: true},
	}})
	want := []corpus.Resolved{
		{Person: 0, ID: "maren-holt", Rule: resolve.RuleName},
		{Person: 2, ID: "jose-ibanez", Rule: resolve.RuleNormalName},
		{Person: 3, ID: "maren-holt", Rule: resolve.RuleInitials},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got := resolve.People(corpus.Annotations{}); got != nil {
		t.Errorf("no people gave %v", got)
	}
}

func FuzzPersonID(f *testing.F) {
	for _, s := range []string{"Maren Holt", "Holt, Maren K., Jr.", `Maren "Mo" Holt III`, "Dara O’Brien", "王小明", "J. R. R. Vale", "a,b,c", "Łódź ß ﬁ Ⅳ", "İ i̇", "\"a b", strings.Repeat("é ", 200), strings.Repeat("ab ", 38) + "Junior ab ab", strings.Repeat("ж", 99), strings.Repeat("ab ", 39) + "ɋ, Jr"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, name string) {
		id := string(resolve.PersonID(name))
		if again := string(resolve.PersonID(id)); again != id {
			t.Errorf("PersonID(%q) = %q, and of that %q", name, id, again)
		}
		if len(id) > 120 || !utf8.ValidString(id) {
			t.Errorf("PersonID(%q) = %q: too long or no text", name, id)
		}
		for _, r := range id {
			if r != '-' && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
				t.Errorf("PersonID(%q) = %q holds %q", name, id, r)
			}
		}
		u, err := url.Parse("/person/" + id)
		if err != nil || u.Path != "/person/"+id {
			t.Errorf("PersonID(%q) = %q is no part of a path: %v", name, id, err)
		}
		letter := func(r rune) bool { return unicode.IsLetter(r) && !unicode.Is(unicode.Lm, r) } // Lm holds apostrophes
		if id == "" && strings.ContainsFunc(strings.ToValidUTF8(name, ""), letter) {
			t.Errorf("PersonID(%q) is empty", name)
		}
	})
}
