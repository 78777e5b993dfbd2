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
	case ByNewest, ByAmount:
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
	case ByRelevance, ByNewest, ByOldest, ByAmount:
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

// Facets returns every facet.
func Facets() []Facet {
	return []Facet{People, Countries, AllCountries, Amounts, Sources, Languages, Months}
}

// Known reports whether f is a facet.
func (f Facet) Known() bool {
	switch f {
	case People, Countries, AllCountries, Amounts, Sources, Languages, Months:
		return true
	}
	return false
}

// TopCounts returns the counts of a facet as Found lists them: up to size values, most frequent first
// and ties by value, and after them the values named by a selection that are not among them, in the same order.
func TopCounts(counts map[string]int, size int, selection *Selection) []Count {
	all := make([]Count, 0, len(counts))
	for value, n := range counts {
		if n > 0 {
			all = append(all, Count{value, n})
		}
	}
	slices.SortFunc(all, compareCounts)
	top := all[:min(size, len(all)):min(size, len(all))]
	if selection == nil {
		return top
	}
	var named []Count
	for _, value := range distinct(slices.Concat(selection.Include, selection.Exclude)...) {
		c := Count{value, counts[value]}
		if !slices.Contains(top, c) {
			named = append(named, c)
		}
	}
	slices.SortFunc(named, compareCounts)
	return append(top, named...)
}

func compareCounts(a, b Count) int {
	if order := cmp.Compare(b.Count, a.Count); order != 0 {
		return order
	}
	return cmp.Compare(a.Value, b.Value)
}
