package address

import (
	"net/url"
	"slices"
	"sort"
	"strconv"
	"strings"

	"dateline/index"
)

// Field is one parameter with a value.
type Field struct{ Name, Value string }

// Fields lists the parameters of a request: in the order of Parameters, values
// sorted, defaults left out. Reading them back gives the same request.
func Fields(r index.Request) []Field {
	var fields []Field
	add := func(name, value string) {
		if value != "" {
			fields = append(fields, Field{name, value})
		}
	}
	number := func(name string, n, standard int) {
		if n != 0 && n != standard {
			add(name, strconv.Itoa(max(n, 0)))
		}
	}
	add("q", r.Text)
	for _, k := range FacetKeys {
		s := Selected(r, k.Facet)
		for _, v := range s.Include {
			add(k.Key, v)
		}
		for _, v := range s.Exclude {
			add("-"+k.Key, v)
		}
	}
	add("amount", Amount(r.Amount))
	add("from", r.From)
	add("to", r.To)
	if r.Implied {
		add("implied", "1")
	}
	add("match", string(r.Match))
	if r.Sort != index.ByRelevance {
		add("sort", string(r.Sort))
	}
	number("page", r.Page, 1)
	number("size", r.Size, index.DefaultSize)
	add("cursor", r.Cursor)
	number("facet_size", r.FacetSize, index.DefaultFacetSize)
	return fields
}

// Query writes the Fields of a request as a query string.
func Query(r index.Request) string {
	var b strings.Builder
	for i, f := range Fields(r) {
		if i > 0 {
			b.WriteByte('&')
		}
		b.WriteString(f.Name + "=" + escape(f.Value))
	}
	return b.String()
}

// escape is url.QueryEscape, but leaves alone what is safe and more readable bare.
func escape(s string) string {
	return strings.NewReplacer("%3A", ":", "%2C", ",", "%2F", "/").Replace(url.QueryEscape(s))
}

// Search returns the path and query of the page of a search.
func Search(r index.Request) string {
	if q := Query(r); q != "" {
		return "/search?" + q
	}
	return "/search"
}

// Selected returns what a request selects of a facet.
func Selected(r index.Request, f index.Facet) index.Selection {
	if f == index.AllCountries {
		f = index.Countries
	}
	for _, s := range r.Selections {
		if s.Facet == f {
			return s
		}
	}
	return index.Selection{Facet: f}
}

// Toggle returns the request with a wanted value added, or removed where it was there,
// from its first page. A value that was not wanted becomes wanted.
func Toggle(r index.Request, f index.Facet, value string) index.Request {
	return change(r, f, func(s *index.Selection) {
		had := slices.Contains(s.Include, value)
		drop(s, value)
		if !had {
			s.Include = insert(s.Include, value)
		}
	})
}

// Exclude returns the request with a value not wanted, or no more so where it was.
func Exclude(r index.Request, f index.Facet, value string) index.Request {
	return change(r, f, func(s *index.Selection) {
		had := slices.Contains(s.Exclude, value)
		drop(s, value)
		if !had {
			s.Exclude = insert(s.Exclude, value)
		}
	})
}

// FirstPage returns the request without its place: page and cursor.
func FirstPage(r index.Request) index.Request {
	r.Page, r.Cursor = 0, ""
	return r
}

// Unfiltered returns the query text alone, with the way to match and to sort.
func Unfiltered(r index.Request) index.Request {
	return index.Request{Text: r.Text, Match: r.Match, Sort: r.Sort, Size: r.Size, FacetSize: r.FacetSize}
}

func change(r index.Request, f index.Facet, edit func(*index.Selection)) index.Request {
	r = FirstPage(r)
	selections := make([]index.Selection, len(r.Selections))
	for i, s := range r.Selections {
		selections[i] = index.Selection{Facet: s.Facet, Include: slices.Clone(s.Include), Exclude: slices.Clone(s.Exclude)}
	}
	r.Selections = selections
	edit(selection(&r, f))
	sortSelections(&r)
	return r
}

// selection returns the request's own selection of a facet, made if need be.
func selection(r *index.Request, f index.Facet) *index.Selection {
	if f == index.AllCountries {
		f = index.Countries
	}
	for i := range r.Selections {
		if r.Selections[i].Facet == f {
			return &r.Selections[i]
		}
	}
	r.Selections = append(r.Selections, index.Selection{Facet: f})
	return &r.Selections[len(r.Selections)-1]
}

func sortSelections(r *index.Request) {
	r.Selections = slices.DeleteFunc(r.Selections, func(s index.Selection) bool {
		return len(s.Include)+len(s.Exclude) == 0
	})
	order := func(f index.Facet) int {
		return slices.IndexFunc(FacetKeys, func(k FacetKey) bool { return k.Facet == f })
	}
	slices.SortFunc(r.Selections, func(a, b index.Selection) int { return order(a.Facet) - order(b.Facet) })
	if len(r.Selections) == 0 {
		r.Selections = nil
	}
}

func insert(values []string, v string) []string {
	if slices.Contains(values, v) {
		return values
	}
	values = append(values, v)
	sort.Strings(values)
	return values
}

func drop(s *index.Selection, value string) {
	is := func(v string) bool { return v == value }
	s.Include = slices.DeleteFunc(s.Include, is)
	s.Exclude = slices.DeleteFunc(s.Exclude, is)
}
