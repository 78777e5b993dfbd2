package entity_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"dateline/corpus"
	"dateline/corpus/entity"
	"dateline/corpus/sharedtest"
)

func newAnnotator(t testing.TB) *entity.Annotator {
	t.Helper()
	a, err := entity.New()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

type span struct {
	Start, End int
	Text       string
}

// amountSpan is an amount of the gold or of the annotator, flat for comparison.
type amountSpan struct {
	span
	Qualifier, Currency string
	Value, Min, Max     float64 // -1 for none
}

type gold struct {
	Title  string
	People []struct {
		Name string
	}
	Countries map[string]struct{ Mentions []span }
	Amounts   []struct {
		span
		Qualifier, Currency string
		Value, Min, Max     *float64
	}
}

// TestSeeds reads the two articles as they are and finds exactly what a careful
// reader found in them.
func TestSeeds(t *testing.T) {
	t.Parallel()
	dir := sharedtest.Path(t, "data/seeds")
	var expected struct{ Articles map[string]gold }
	data, err := os.ReadFile(filepath.Join(dir, "expected.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &expected); err != nil {
		t.Fatal(err)
	}
	a := newAnnotator(t)
	for id, want := range expected.Articles {
		t.Run(id, func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(filepath.Join(dir, id+".txt"))
			if err != nil {
				t.Fatal(err)
			}
			got := a.Annotate(want.Title, string(text), "en")
			compareCountries(t, want, got)
			compareAmounts(t, want, got)
			comparePeople(t, want, got)
		})
	}
}

func compareCountries(t *testing.T, want gold, got corpus.Annotations) {
	t.Helper()
	wanted, found := map[string][]span{}, map[string][]span{}
	for code, c := range want.Countries {
		wanted[code] = c.Mentions
	}
	for _, c := range got.Countries {
		for _, m := range c.Mentions {
			if m.Field == corpus.FieldBody {
				found[c.Code] = append(found[c.Code], span{m.Start, m.End, m.Text})
			}
		}
	}
	if d := cmp.Diff(wanted, found); d != "" {
		t.Errorf("countries (-want +got):\n%s", d)
	}
}

func compareAmounts(t *testing.T, want gold, got corpus.Annotations) {
	t.Helper()
	number := func(p *float64) float64 {
		if p == nil {
			return -1
		}
		return *p
	}
	decimal := func(d *corpus.Decimal) float64 {
		if d == nil {
			return -1
		}
		f, _ := d.Rat().Float64()
		return f
	}
	var wanted, found []amountSpan
	for _, a := range want.Amounts {
		wanted = append(wanted, amountSpan{a.span, a.Qualifier, a.Currency, number(a.Value), number(a.Min), number(a.Max)})
	}
	for i := range got.Amounts {
		a := &got.Amounts[i]
		for _, m := range a.Mentions {
			if m.Field == corpus.FieldBody {
				found = append(found, amountSpan{span{m.Start, m.End, m.Text}, string(a.Qualifier), a.Currency, decimal(a.Value), decimal(a.Min), decimal(a.Max)})
			}
		}
	}
	byStart := cmpopts.SortSlices(func(a, b amountSpan) bool { return a.Start < b.Start })
	if d := cmp.Diff(wanted, found, byStart, cmp.AllowUnexported(amountSpan{})); d != "" {
		t.Errorf("amounts (-want +got):\n%s", d)
	}
}

func comparePeople(t *testing.T, want gold, got corpus.Annotations) {
	t.Helper()
	found := map[string]bool{}
	for _, p := range got.People {
		found[p.Name] = true
	}
	for _, p := range want.People {
		if !found[p.Name] {
			t.Errorf("person %q is missing", p.Name)
		}
	}
}

func TestAnnotate(t *testing.T) {
	t.Parallel()
	a := newAnnotator(t)
	got := a.Annotate("Kenya Fines Builder $2 Million", "Officials in Nairobi said Martha Kenya, a builder, owed more than $2 million. Kenya's court agreed.", "")
	if got.Version != a.Version() || !strings.Contains(got.Version, "country-") || !strings.Contains(got.Version, "money-") || !strings.Contains(got.Version, "person-") {
		t.Errorf("version %q", got.Version)
	}
	if len(got.Countries) != 1 || got.Countries[0].Code != "KE" || !got.Countries[0].Named {
		t.Fatalf("countries %+v", got.Countries)
	}
	var spans []string
	for _, m := range got.Countries[0].Mentions {
		spans = append(spans, string(m.Field)+":"+m.Text+":"+m.Rule)
	}
	if d := cmp.Diff([]string{"title:Kenya:name", "body:Nairobi:capital", "body:Kenya:name"}, spans); d != "" {
		t.Error(d)
	}
	if len(got.Amounts) != 2 || got.Amounts[1].Qualifier != corpus.Over {
		t.Errorf("amounts %+v", got.Amounts)
	}
}

func TestAnnotateForeign(t *testing.T) {
	t.Parallel()
	got := newAnnotator(t).Annotate("", "Frankreich zahlt 5 Millionen Euro.", "de")
	if len(got.Countries) != 1 || got.Countries[0].Code != "FR" {
		t.Errorf("countries %+v", got.Countries)
	}
	if len(got.Amounts) != 1 || got.Amounts[0].Value.String() != "5000000" || got.Amounts[0].Currency != "EUR" {
		t.Errorf("amounts %+v", got.Amounts)
	}
}

// TestAnnotateConcurrently runs under -race: one annotator serves many goroutines, and
// equal texts give equal facts.
func TestAnnotateConcurrently(t *testing.T) {
	t.Parallel()
	a := newAnnotator(t)
	body := "Ministers of Georgia and Armenia met in Tbilisi and pledged $5-8 billion, Anna Petrova said."
	want := a.Annotate("Pledge", body, "en")
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for _, lang := range []string{"en", "de", "fr", "en"} {
				got := a.Annotate("Pledge", body, lang)
				if lang == "en" && !cmp.Equal(want, got, cmp.AllowUnexported(corpus.Decimal{})) {
					t.Error("two readings differ")
				}
			}
		})
	}
	wg.Wait()
}
