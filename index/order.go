package index

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"dateline/corpus"
)

// ScoreKey returns the key of a hit in the order of relevance. It keeps every bit.
func ScoreKey(score float64) string { return strconv.FormatFloat(score, 'g', -1, 64) }

// Compare orders two places: negative where a comes first. It returns 0 only for the same ID and key.
// A key of "" (none) comes last in every order.
func (s Sort) Compare(a, b Mark) int {
	if a.Key != b.Key {
		if order := s.compareKeys(a.Key, b.Key); order != 0 {
			return order
		}
	}
	return cmp.Compare(a.ID, b.ID)
}

func (s Sort) compareKeys(a, b string) int {
	switch {
	case a == "":
		return 1
	case b == "":
		return -1
	}
	switch s {
	case ByOldest:
		return strings.Compare(a, b)
	case ByNewest, ByAmount, ByCountry:
		return strings.Compare(b, a)
	}
	x, _ := strconv.ParseFloat(a, 64)
	y, _ := strconv.ParseFloat(b, 64)
	return cmp.Compare(y, x)
}

// Check returns an error of kind Invalid unless the search can be run by any engine: a known order,
// known facets, sizes within limits.
func (s *Search) Check() error {
	switch s.Sort {
	case ByRelevance, ByNewest, ByOldest, ByAmount, ByCountry:
	default:
		return corpus.Errorf(corpus.Invalid, "sort: %q is no order", s.Sort)
	}
	if s.Query == nil {
		return corpus.Errorf(corpus.Invalid, "query: there is none")
	}
	if s.Size < 0 || s.Size > MaxSize+1 || s.Offset < 0 || s.Offset > MaxOffset {
		return corpus.Errorf(corpus.Invalid, "size: %d from %d is over the limit of %d from %d", s.Size, s.Offset, MaxSize, MaxOffset)
	}
	for f, size := range s.Facets {
		if !f.Known() || size < 0 {
			return corpus.Errorf(corpus.Invalid, "facet: %d values of %q", size, f)
		}
	}
	for i, sel := range s.Selections {
		if !sel.Facet.Known() {
			return corpus.Errorf(corpus.Invalid, "facet: %q is no facet", sel.Facet)
		}
		if slices.ContainsFunc(s.Selections[:i], func(other Selection) bool { return other.Facet == sel.Facet }) {
			return corpus.Errorf(corpus.Invalid, "facet: two selections of %q", sel.Facet)
		}
	}
	return nil
}

// Facets returns every facet that a search can count.
func Facets() []Facet {
	return []Facet{People, Countries, AllCountries, Amounts, Currencies, Sources, Languages, Months}
}

// Known reports whether f is a facet that a search can count.
func (f Facet) Known() bool {
	return slices.Contains(Facets(), f)
}

// OrderCurrency returns the currency that the search looks at in the order by amount.
func (s *Search) OrderCurrency() string {
	if len(s.Currencies) == 0 {
		return USD
	}
	return s.Currencies[0]
}

// counted reports whether a value of a facet is among those that the search lists.
func (s *Search) counted(f Facet, value string) bool {
	if f != Amounts {
		return true
	}
	currency, _ := OfBucket(value)
	return currency == s.OrderCurrency() || slices.Contains(s.Currencies, currency)
}

// TopCounts returns the counts of a facet as Found lists them: up to as many values as the search asks for, of Amounts those in its
// currencies, most frequent first and ties by value; and after them the values named by the facet's selection that are not among
// them, in the same order. counts are in any order, each value once and none at 0.
func (s *Search) TopCounts(f Facet, counts []Count) []Count {
	selection := selectionFor(s.Selections, f)
	var top, named []Count
	for _, value := range distinct(slices.Concat(selection.Include, selection.Exclude)...) {
		named = append(named, Count{Value: value})
	}
	size := s.Facets[f]
	for _, c := range counts {
		if i := slices.IndexFunc(named, func(n Count) bool { return n.Value == c.Value }); i >= 0 {
			named[i] = c
		}
		if s.counted(f, c.Value) {
			top = insertTop(top, c, size)
		}
	}
	named = slices.DeleteFunc(named, func(c Count) bool { return slices.Contains(top, c) })
	slices.SortFunc(named, compareCounts)
	return append(top, named...)
}

// insertTop puts a count into its place among the first of an order, which are size at most.
func insertTop(top []Count, c Count, size int) []Count {
	if len(top) >= size && (size == 0 || compareCounts(top[size-1], c) < 0) {
		return top
	}
	at, _ := slices.BinarySearchFunc(top, c, compareCounts)
	top = slices.Insert(top, at, c)
	return top[:min(len(top), size)]
}

func compareCounts(a, b Count) int {
	if order := cmp.Compare(b.Count, a.Count); order != 0 {
		return order
	}
	return cmp.Compare(a.Value, b.Value)
}
