package index_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"dateline/corpus"
	"dateline/corpus/memstore"
	"dateline/index"

	"github.com/google/go-cmp/cmp"
)

// report is an article of a test with facts of any kind.
type report struct {
	title, date, domain, outlet string
	countries                   []corpus.Country
	amounts                     []corpus.Amount
}

// reports returns an index over reports, ids in their order.
func reports(t *testing.T, g index.Generations, list ...report) *world {
	t.Helper()
	w := &world{store: memstore.New()}
	for i, r := range list {
		s := item{title: r.title, body: r.title, date: r.date, domain: r.domain, language: "en"}.submission(i)
		s.Article.Source.Name = r.outlet
		s.Annotations.Countries, s.Annotations.Amounts = r.countries, r.amounts
		if _, err := w.store.Put(t.Context(), []corpus.Submission{s}); err != nil {
			t.Fatal(err)
		}
	}
	w.open(t, g)
	if err := w.index.CatchUp(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	return w
}

func about(code string, named bool, centrality int) corpus.Country {
	return corpus.Country{Code: code, Name: code, Named: named, Centrality: centrality}
}

func money(number, currency, per string) corpus.Amount {
	d, err := corpus.ParseDecimal(number)
	if err != nil {
		panic(err)
	}
	return corpus.Amount{Value: &d, Currency: currency, Per: per, Qualifier: corpus.Exact}
}

func TestCountryOrder(t *testing.T) {
	t.Parallel()
	onEngines(t, func(t *testing.T, g index.Generations) {
		w := reports(t, g,
			report{title: "talks in passing", date: "2025-03-01", countries: []corpus.Country{about("KP", true, 3), about("US", true, 80)}},
			report{title: "talks all about it", date: "2025-01-01", countries: []corpus.Country{about("KP", true, 90)}},
			report{title: "talks by a place", date: "2025-02-01", countries: []corpus.Country{about("KP", false, 95)}},
			report{title: "talks in passing too", date: "2025-04-01", countries: []corpus.Country{about("KP", true, 3)}},
			report{title: "talks of nobody", date: "2025-05-01"},
		)
		const passing, central, place, other, nobody = "talks in passing", "talks all about it", "talks by a place", "talks in passing too", "talks of nobody"
		kp := []index.Selection{{Facet: index.Countries, Include: []string{"KP"}}}
		for _, c := range []struct {
			request index.Request
			want    []string
		}{
			{index.Request{Selections: kp}, []string{central, other, passing}},
			{index.Request{Selections: kp, Implied: true}, []string{place, central, other, passing}},
			{index.Request{Selections: kp, Sort: index.ByNewest}, []string{other, passing, central}},
			{index.Request{Text: "country:kp"}, []string{central, other, passing}},
			{index.Request{Text: "country:kp country:us"}, []string{passing}},
			{index.Request{Text: "country:kp OR country:us"}, []string{central, passing, other}},
			{index.Request{Text: "country:kp", Sort: index.ByOldest}, []string{central, passing, other}},
			{index.Request{Text: "-country:us"}, []string{nobody, other, place, central}},
			{index.Request{Sort: index.ByCountry}, []string{nobody, other, passing, place, central}},
			{index.Request{Text: "talks country:kp", Sort: index.ByCountry}, []string{central, other, passing}},
		} {
			if diff := cmp.Diff(c.want, titles(w.search(t, c.request))); diff != "" {
				t.Errorf("%q %+v: %s", c.request.Text, c.request, diff)
			}
		}
		if got := titles(w.search(t, index.Request{Text: "talks", Selections: kp})); got[0] != central {
			t.Errorf("by relevance %q", got)
		}
	})
}

// amountsOf are the values of the facets of money, as "value label count".
func amountsOf(r *index.Response, f index.Facet) []string {
	var list []string
	for _, counts := range r.Facets {
		for _, v := range counts.Values {
			if counts.Facet == f {
				list = append(list, fmt.Sprintf("%s %s: %d", v.Value, v.Label, v.Count))
			}
		}
	}
	return list
}

func TestMoneyByCurrency(t *testing.T) {
	t.Parallel()
	onEngines(t, func(t *testing.T, g index.Generations) {
		w := reports(t, g,
			report{title: "one", date: "2025-01-01", amounts: []corpus.Amount{money("2e6", "USD", ""), money("5e9", "USD", "fiscal Year"), money("3.5", "USD", "gallon")}},
			report{title: "two", date: "2025-01-02", amounts: []corpus.Amount{money("4e6", "EUR", ""), money("1e6", "CHF", "")}},
			report{title: "three", date: "2025-01-03", amounts: []corpus.Amount{money("9e6", "EUR", ""), money("40", "EUR", "barrel")}},
		)
		eur := []index.Selection{{Facet: index.Currencies, Include: []string{"EUR"}}}
		for _, c := range []struct {
			request             index.Request
			titles              []string
			amounts, currencies string
		}{
			{index.Request{Sort: index.ByAmount}, []string{"one", "three", "two"},
				"1000000 $1 million – $10 million: 1, 1000000000 $1 billion – $10 billion: 1", "EUR Euros: 2, CHF Swiss francs: 1, USD US dollars: 1"},
			{index.Request{Selections: eur, Sort: index.ByAmount}, []string{"three", "two"},
				"EUR:1000000 €1 million – €10 million: 2", "EUR Euros: 2, CHF Swiss francs: 1, USD US dollars: 1"},
			{index.Request{Text: "amount:>5m[EUR]"}, []string{"three"},
				"EUR:1000000 €1 million – €10 million: 1", "EUR Euros: 1"},
			{index.Request{Selections: []index.Selection{{Facet: index.Amounts, Include: []string{"CHF:1000000"}}}}, []string{"two"},
				"CHF:1000000 CHF\u00a01 million – CHF\u00a010 million: 1", "EUR Euros: 1, CHF Swiss francs: 1"},
			{index.Request{Text: "amount:3.5"}, []string{"one"},
				"1000000 $1 million – $10 million: 1, 1000000000 $1 billion – $10 billion: 1", "USD US dollars: 1"},
		} {
			got := w.search(t, c.request)
			if diff := cmp.Diff(c.titles, titles(got)); diff != "" {
				t.Errorf("%+v: %s", c.request, diff)
			}
			if diff := cmp.Diff(c.amounts, strings.Join(amountsOf(got, index.Amounts), ", ")); diff != "" {
				t.Errorf("%+v: %s", c.request, diff)
			}
			if diff := cmp.Diff(c.currencies, strings.Join(amountsOf(got, index.Currencies), ", ")); diff != "" {
				t.Errorf("%+v: %s", c.request, diff)
			}
		}
	})
}

func TestOutletNames(t *testing.T) {
	t.Parallel()
	onEngines(t, func(t *testing.T, g index.Generations) {
		w := reports(t, g,
			report{title: "one", domain: "a.example", outlet: "The Daily Sample"},
			report{title: "two", domain: "a.example", outlet: "Daily Sample Sport"},
			report{title: "three", domain: "a.example", outlet: "The Daily Sample"},
			report{title: "four", domain: "b.example"},
			report{title: "five", domain: "c.example", outlet: "Wire"},
			report{title: "six", domain: "d.example", outlet: "Wire"},
			report{title: "seven", outlet: "Town Crier"},
		)
		for range 2 { // the second time remembered
			got := amountsOf(w.search(t, index.Request{}), index.Sources)
			want := []string{
				"a.example The Daily Sample: 3", "b.example b.example: 1", "town crier Town Crier: 1",
				"c.example Wire (c.example): 1", "d.example Wire (d.example): 1",
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		}
		renamed := item{title: "eight", body: "eight", domain: "b.example"}.submission(99)
		renamed.Article.Source.Name = "The B"
		if _, err := w.store.Put(context.WithoutCancel(t.Context()), []corpus.Submission{renamed}); err != nil {
			t.Fatal(err)
		}
		if err := w.index.CatchUp(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		if got := amountsOf(w.search(t, index.Request{}), index.Sources); got[1] != "b.example The B: 2" {
			t.Errorf("after an article with the name: %q", got)
		}
	})
}
