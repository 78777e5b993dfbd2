package entity_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"

	"github.com/google/go-cmp/cmp"

	"dateline/corpus/entity"
)

// testdata/gold holds invented articles with all facts marked by a reader who did not know the rules (the marks are those of
// TestArticles). They measure, and need not be right: testdata/gold/scores.txt is how well they are read, and a
// change that moves a figure shows it there (-update). Rules were mended while reading the errors in the folder read one by one;
// of those in unread only a first summary of causes was known. Spans are exact; what overlaps a "{?:}" counts neither way.

// goldScore counts facts of one kind in one set.
type goldScore struct{ gold, found, hit int }

func (s *goldScore) add(gold, found []string) {
	s.gold += len(gold)
	s.found += len(found)
	for _, f := range found {
		if slices.Contains(gold, f) {
			s.hit++
		}
	}
}

func (s *goldScore) String() string {
	percent := func(n, of int) float64 { return 100 * float64(n) / float64(max(1, of)) }
	return fmt.Sprintf("%d\t%.1f\t%.1f\t%.1f", s.gold, percent(s.hit, s.found), percent(s.hit, s.gold), percent(2*s.hit, s.found+s.gold))
}

// goldKinds are what is scored, in the order of the table.
var goldKinds = []struct {
	name string
	keep func(mark string) (key string, ok bool) // what must be equal, beside the span
}{
	{"people", func(mark string) (string, bool) { return "person", mark == "p" || mark == "P" }},
	{"countries named", func(mark string) (string, bool) { return mark, len(mark) == 2 }},
	{"countries, places too", func(mark string) (string, bool) {
		return strings.TrimSuffix(mark, "~"), placeMark.MatchString(mark)
	}},
	{"amounts, spans", func(mark string) (string, bool) { return "$", mark[0] == '$' }},
	{"amounts, all right", func(mark string) (string, bool) { return mark, mark[0] == '$' }},
}

var placeMark = regexp.MustCompile(`^[A-Z]{2}~?$`)

func TestGold(t *testing.T) {
	t.Parallel()
	sets, err := filepath.Glob("testdata/gold/*/*")
	if err != nil || len(sets) == 0 {
		t.Fatalf("%d sets: %v", len(sets), err)
	}
	a := newAnnotator(t)
	var table strings.Builder
	w := tabwriter.NewWriter(&table, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "set\tfacts\tgold\tP\tR\tF1\t")
	for _, set := range sets {
		scores := scoreGold(t, a, set)
		for i, kind := range goldKinds {
			if scores[i].gold > 0 {
				fmt.Fprintf(w, "%s\t%s\t%s\t\n", strings.TrimPrefix(filepath.ToSlash(set), "testdata/gold/"), kind.name, &scores[i])
			}
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	const golden = "testdata/gold/scores.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(table.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), table.String()); d != "" {
		t.Errorf("the facts are read better or worse than before; if that is as it should be, write it with -update (-want +got):\n%s", d)
	}
}

func scoreGold(t *testing.T, a *entity.Annotator, set string) []goldScore {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(set, "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	scores := make([]goldScore, len(goldKinds))
	for _, path := range paths {
		text, marked := readMarked(t, path)
		title, _, _ := strings.Cut(text, "\n")
		got := a.Annotate(title, text, "")
		found := slices.Concat(peopleFacts(got), countryFacts(got), amountFacts(got))
		for i, kind := range goldKinds {
			scores[i].add(goldKeys(marked, marked, kind.keep), goldKeys(found, marked, kind.keep))
		}
	}
	return scores
}

// goldKeys returns the distinct facts of one kind as strings, without those that touch an open mark.
func goldKeys(facts, marked []fact, keep func(string) (string, bool)) []string {
	keys := map[string]bool{}
	for _, f := range facts {
		open := slices.ContainsFunc(marked, func(m fact) bool { return m.Mark == "?" && m.Start < f.End && f.Start < m.End })
		if key, ok := keep(f.Mark); ok && !open {
			keys[fmt.Sprintf("%d-%d %s", f.Start, f.End, key)] = true
		}
	}
	return slices.Sorted(maps.Keys(keys))
}
