package index

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"dateline/corpus"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// facets makes the counts readable: in the order of the page, with labels, and with what is selected.
func (x *Index) facets(ctx context.Context, p *plan, v *view, counts map[Facet][]Count) ([]FacetCounts, error) {
	people, err := x.personNames(ctx, counts[People])
	if err != nil {
		return nil, err
	}
	outlets, err := x.outletNames(ctx, v, counts[Sources])
	if err != nil {
		return nil, err
	}
	var facets []FacetCounts
	for _, f := range pageFacets(p.search.Implied) {
		fc := FacetCounts{Facet: f, Values: make([]FacetValue, 0, len(counts[f]))}
		selection := selectionFor(p.search.Selections, f)
		for _, c := range counts[f] {
			v := FacetValue{Value: c.Value, Label: x.label(f, c.Value), Count: c.Count}
			if name := people[corpus.PersonID(c.Value)]; f == People && name != "" {
				v.Label = name
			}
			if name := outlets[c.Value]; f == Sources && name != "" {
				v.Label = name
			}
			v.Selected = slices.Contains(selection.Include, c.Value)
			v.Excluded = slices.Contains(selection.Exclude, c.Value)
			fc.Values = append(fc.Values, v)
		}
		arrange(f, fc.Values)
		facets = append(facets, fc)
	}
	return facets, nil
}

func selectionFor(selections []Selection, f Facet) Selection {
	for _, s := range selections {
		if s.Facet == f {
			return s
		}
	}
	return Selection{}
}

func (x *Index) personNames(ctx context.Context, counts []Count) (map[corpus.PersonID]string, error) {
	if len(counts) == 0 {
		return nil, nil
	}
	ids := make([]corpus.PersonID, len(counts))
	for i, c := range counts {
		ids[i] = corpus.PersonID(c.Value)
	}
	return x.options.Store.PersonNames(ctx, ids)
}

// arrange puts amounts on a scale for each currency and months in time, newest first; the other facets stay by frequency, and
// ties are by label, as a reader looks for them.
func arrange(f Facet, values []FacetValue) {
	switch f {
	case Amounts:
		slices.SortFunc(values, func(a, b FacetValue) int { return compareBuckets(a.Value, b.Value) })
	case Months:
		slices.SortFunc(values, func(a, b FacetValue) int {
			if a.Value == Unknown || b.Value == Unknown {
				return cmp.Compare(a.Value, b.Value) // a word comes behind any month
			}
			return cmp.Compare(b.Value, a.Value)
		})
	default:
		slices.SortStableFunc(values, func(a, b FacetValue) int {
			return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(strings.ToLower(a.Label), strings.ToLower(b.Label)))
		})
	}
}

// compareBuckets orders values of Amounts: US dollars first, then by currency, then by power of ten.
func compareBuckets(a, b string) int {
	currencyA, powerA := OfBucket(a)
	currencyB, powerB := OfBucket(b)
	return cmp.Or(compareCurrencies(currencyA, currencyB), cmp.Compare(len(powerA), len(powerB)), strings.Compare(powerA, powerB))
}

// compareCurrencies puts US dollars first.
func compareCurrencies(a, b string) int {
	switch {
	case a == b:
		return 0
	case a == USD:
		return -1
	case b == USD:
		return 1
	}
	return strings.Compare(a, b)
}

// label is Label with the names of countries, which the index is given.
func (x *Index) label(f Facet, value string) string {
	if f == Countries || f == AllCountries {
		if name := x.options.Lexicon.CountryName(value); name != "" {
			return name
		}
	}
	return Label(f, value)
}

// Label writes a facet's value for a reader in English; values that speak for themselves stay as they are.
func Label(f Facet, value string) string {
	switch {
	case value == Unknown && f == Months:
		return "Unknown date"
	case value == Unknown:
		return "Unknown"
	case f == Languages:
		return languageName(value)
	case f == Amounts:
		return bucketLabel(value)
	case f == Currencies:
		return CurrencyName(value)
	}
	return value
}

func languageName(code string) string {
	if code == "no" { // what publishers write, and no reader takes for one of the two standards
		return "Norwegian"
	}
	tag, err := language.Parse(code)
	if err != nil {
		return code
	}
	if name := display.English.Languages().Name(tag); name != "" {
		return name
	}
	return code
}
