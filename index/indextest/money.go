package indextest

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"dateline/index"
	"dateline/index/query"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// moneyCases are sums in several currencies, and prices of a unit, which are none.
func moneyCases(t *testing.T, e index.Engine) {
	of := func(currency, value string) index.Amount {
		d := decimal(value)
		return index.Amount{Currency: currency, Value: *d, Min: d, Max: d}
	}
	price := of("USD", "3.5")
	price.PerUnit = true
	over := of("USD", "4e6")
	over.Max = nil
	s := load(
		t, e,
		index.Document{Amounts: []index.Amount{of("USD", "2e6"), of("USD", "9999999.99"), of("EUR", "5")}}, // d0
		index.Document{Amounts: []index.Amount{of("EUR", "2e6"), of("GBP", "0.5")}},                        // d1
		index.Document{Amounts: []index.Amount{price}},                                                     // d2
		index.Document{Amounts: []index.Amount{over, of("JPY", "2e6")}},                                    // d3
		index.Document{}, // d4
	)
	counts := func(s ...any) (list []index.Count) {
		for i := 0; i < len(s); i += 2 {
			list = append(list, index.Count{Value: s[i].(string), Count: s[i+1].(int)})
		}
		return list
	}
	for _, c := range []struct {
		currencies []string
		selections []index.Selection
		want       []index.Count
		largest    string
	}{
		{nil, nil, counts("1000000", 2), "d0 d3 d1 d2 d4"},
		{[]string{"EUR"}, nil, counts("EUR:1", 1, "EUR:1000000", 1), "d1 d0 d2 d3 d4"},
		{[]string{"GBP", "USD"}, nil, counts("1000000", 2, "GBP:0", 1), "d1 d0 d2 d3 d4"},
		{[]string{"CHF"}, nil, nil, "d0 d1 d2 d3 d4"},
		{nil, []index.Selection{{Facet: index.Amounts, Include: []string{"JPY:1000000", "1"}}}, counts("1000000", 2, "JPY:1000000", 1, "1", 0), "d3"},
		{nil, []index.Selection{{Facet: index.Currencies, Exclude: []string{"USD"}}}, nil, "d1 d2 d4"},
		{[]string{"EUR"}, []index.Selection{{Facet: index.Currencies, Include: []string{"EUR"}}}, counts("EUR:1", 1, "EUR:1000000", 1), "d1 d0"},
	} {
		search := index.Search{Query: query.All{}, Currencies: c.currencies, Selections: c.selections, Sort: index.ByAmount, Facets: map[index.Facet]int{index.Amounts: 9, index.Currencies: 9}}
		inOrder(t, s, search, c.largest)
		found := find(t, s, search)
		if diff := cmp.Diff(c.want, found.Facets[index.Amounts], cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%v %v: %s", c.currencies, c.selections, diff)
		}
	}
	found := find(t, s, index.Search{Query: query.All{}, Sort: index.ByNewest, Facets: map[index.Facet]int{index.Currencies: 9}})
	if diff := cmp.Diff(counts("EUR", 2, "USD", 2, "GBP", 1, "JPY", 1), found.Facets[index.Currencies]); diff != "" {
		t.Error(diff)
	}
	if got := ids(t, s, index.Search{Query: query.Amount{Min: rat("3"), Max: rat("4")}}); got != "d2" {
		t.Errorf("the price of a unit is found in %q", got)
	}
	if got := ids(t, s, index.Search{Query: query.Amount{Min: rat("1e9")}}); got != "d3" {
		t.Errorf("over 4 million is found among the billions in %q", got)
	}
}

// borders are the numbers at which a rounded one would be on the wrong side: tenths, minor units and their tenths, cents of
// trillions, the largest and finest that an index takes.
var borders = strings.Fields(`0 0.000001 0.005 0.01 0.1 0.2 0.3 0.300001 0.299999 0.99 1 1.01 4.35 100 900000 999999.99 1e6 1000000.01
	9007199254740992 9007199254740993 105435000000000 105435000000000.01 100000000000000001 999999999999999999 1e18 1e21
	9999999999999999.99`)

// amountBorders compares random intervals with ends at the borders, open, closed and half open, with the plain definition in rational
// numbers.
func amountBorders(t *testing.T, e index.Engine) {
	r := rand.New(rand.NewPCG(6, 4))
	amounts := make([]index.Amount, 200)
	docs := make([]index.Document, len(amounts))
	for i := range amounts {
		low, high := decimal(pick(r, borders)), decimal(pick(r, borders))
		if low.Cmp(*high) > 0 {
			low, high = high, low
		}
		a := index.Amount{Currency: pick(r, []string{"USD", "USD", "EUR"}), Value: *low}
		switch r.IntN(5) {
		case 0:
			a.Min = low
		case 1:
			a.Max = high
		case 2:
			a.Min, a.Max = low, high
		default:
			a.Min, a.Max = low, low
		}
		amounts[i] = a
		docs[i].Amounts = []index.Amount{a}
	}
	s := load(t, e, docs...)
	for range 250 {
		q := query.Amount{Currency: "USD", MinExcl: r.IntN(2) == 0, MaxExcl: r.IntN(2) == 0}
		if r.IntN(4) > 0 {
			q.Min = rat(pick(r, borders))
		}
		if r.IntN(4) > 0 {
			q.Max = rat(pick(r, borders))
		}
		want := map[string]bool{}
		for i := range amounts {
			if amounts[i].Currency == "USD" && meets(&amounts[i], &q) {
				want[fmt.Sprint("d", i)] = true
			}
		}
		got := map[string]bool{}
		for _, id := range strings.Fields(ids(t, s, index.Search{Query: q, Size: len(docs)})) {
			got[id] = true
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("from %v (left out: %v) to %v (left out: %v): %s", q.Min, q.MinExcl, q.Max, q.MaxExcl, diff)
		}
	}
	sum := new(big.Rat).Add(rat("0.1"), rat("0.2"))
	if a, b := ids(t, s, index.Search{Query: query.Amount{Min: sum, Max: sum}}), ids(t, s, index.Search{Query: query.Amount{Min: rat("0.3"), Max: rat("0.3")}}); a != b || a == "" {
		t.Errorf("0.1 + 0.2 finds %q, 0.3 %q", a, b)
	}
}

// meets reports whether some number lies in both intervals: whether the greater of the lower ends is below the lesser of the
// upper ones, or is the same and belongs to both.
func meets(a *index.Amount, q *query.Amount) bool {
	low, lowOut := q.Min, q.Min != nil && q.MinExcl
	if a.Min != nil && (low == nil || a.Min.Rat().Cmp(low) > 0) {
		low, lowOut = a.Min.Rat(), false
	}
	high, highOut := q.Max, q.Max != nil && q.MaxExcl
	if a.Max != nil && (high == nil || a.Max.Rat().Cmp(high) < 0) {
		high, highOut = a.Max.Rat(), false
	}
	if low == nil || high == nil {
		return true
	}
	order := low.Cmp(high)
	return order < 0 || order == 0 && !lowOut && !highOut
}

// facetsSelect checks that a value of a facet selects as many documents as were counted under it.
func facetsSelect(t *testing.T, s index.Search, engine index.Snapshot) {
	t.Helper()
	s.Selections, s.After, s.Offset, s.Size = nil, nil, 0, 1
	for _, f := range index.Facets() {
		s.Facets = map[index.Facet]int{f: 20}
		for _, c := range find(t, engine, s).Facets[f] {
			narrowed := s
			narrowed.Facets = nil
			narrowed.Selections = []index.Selection{{Facet: f, Include: []string{c.Value}}}
			if got := find(t, engine, narrowed).Total; got != c.Count {
				t.Fatalf("%s %s counts %d and selects %d: %#v", f, c.Value, c.Count, got, s)
			}
		}
	}
}
