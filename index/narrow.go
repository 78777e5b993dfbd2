package index

import (
	"slices"
	"sort"
)

// How a reader narrows a request step by step: each method returns another request and
// leaves the one it is called on as it is.

// Selected returns what a request selects of a facet.
func (r Request) Selected(f Facet) Selection {
	f = countriesOf(f, false)
	for _, s := range r.Selections {
		if s.Facet == f {
			return s
		}
	}
	return Selection{Facet: f}
}

// Toggle returns the request with a wanted value added, or removed where it was there,
// from its first page. A value that was not wanted becomes wanted.
func (r Request) Toggle(f Facet, value string) Request {
	return r.changed(f, func(s *Selection) {
		had := slices.Contains(s.Include, value)
		s.drop(value)
		if !had {
			s.Include = insertValue(s.Include, value)
		}
	})
}

// ToggleExcluded returns the request with a value not wanted, or no more so where it was.
func (r Request) ToggleExcluded(f Facet, value string) Request {
	return r.changed(f, func(s *Selection) {
		had := slices.Contains(s.Exclude, value)
		s.drop(value)
		if !had {
			s.Exclude = insertValue(s.Exclude, value)
		}
	})
}

// FirstPage returns the request without its place: page and cursor.
func (r Request) FirstPage() Request {
	r.Page, r.Cursor = 0, ""
	return r
}

// Unfiltered returns the query text alone, with the way to match, to count and to sort.
func (r Request) Unfiltered() Request {
	return Request{Text: r.Text, Once: r.Once, Match: r.Match, Sort: r.Sort, Size: r.Size, FacetSize: r.FacetSize}
}

// changed returns the first page of a copy whose selection of a facet is edited.
func (r Request) changed(f Facet, edit func(*Selection)) Request {
	r = r.FirstPage()
	selections := make([]Selection, len(r.Selections))
	for i, s := range r.Selections {
		selections[i] = Selection{Facet: s.Facet, Include: slices.Clone(s.Include), Exclude: slices.Clone(s.Exclude)}
	}
	r.Selections = selections
	edit(r.selection(f))
	r.sortSelections()
	return r
}

// selection returns the request's own selection of a facet, made if need be.
func (r *Request) selection(f Facet) *Selection {
	f = countriesOf(f, false)
	for i := range r.Selections {
		if r.Selections[i].Facet == f {
			return &r.Selections[i]
		}
	}
	r.Selections = append(r.Selections, Selection{Facet: f})
	return &r.Selections[len(r.Selections)-1]
}

// sortSelections puts the selections into the order of the page, without empty ones.
func (r *Request) sortSelections() {
	r.Selections = slices.DeleteFunc(r.Selections, func(s Selection) bool {
		return len(s.Include)+len(s.Exclude) == 0
	})
	order := func(f Facet) int {
		return slices.IndexFunc(facetParameters, func(p facetParameter) bool { return p.facet == f })
	}
	slices.SortFunc(r.Selections, func(a, b Selection) int { return order(a.Facet) - order(b.Facet) })
	if len(r.Selections) == 0 {
		r.Selections = nil
	}
}

func insertValue(values []string, v string) []string {
	if slices.Contains(values, v) {
		return values
	}
	values = append(values, v)
	sort.Strings(values)
	return values
}

func (s *Selection) drop(value string) {
	is := func(v string) bool { return v == value }
	s.Include = slices.DeleteFunc(s.Include, is)
	s.Exclude = slices.DeleteFunc(s.Exclude, is)
}
