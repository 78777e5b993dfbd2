package index

import (
	"net/url"
	"strconv"
	"strings"
)

// Parameter is one parameter of an address with a value.
type Parameter struct{ Name, Value string }

// Parameters lists a request as an address states it: in the order of ParameterNames, values
// sorted, defaults left out. Reading them back gives the same request.
func (r Request) Parameters() []Parameter {
	var parameters []Parameter
	add := func(name, value string) {
		if value != "" {
			parameters = append(parameters, Parameter{name, value})
		}
	}
	number := func(name string, n, standard int) {
		if n != 0 && n != standard {
			add(name, strconv.Itoa(max(n, 0)))
		}
	}
	add("q", r.Text)
	for _, p := range facetParameters {
		s := r.Selected(p.facet)
		for _, v := range s.Include {
			add(p.name, v)
		}
		for _, v := range s.Exclude {
			add("-"+p.name, v)
		}
	}
	add("amount", r.Amount.String())
	add("from", r.From)
	add("to", r.To)
	if r.Implied {
		add("implied", "1")
	}
	if r.Once {
		add("once", "1")
	}
	add("match", string(r.Match))
	if r.Sort != ByRelevance {
		add("sort", string(r.Sort))
	}
	number("page", r.Page, 1)
	number("size", r.Size, DefaultSize)
	add("cursor", r.Cursor)
	number("facet_size", r.FacetSize, DefaultFacetSize)
	return parameters
}

// Address returns the canonical query string of a request, without "?"; "" for the zero request.
func (r Request) Address() string {
	var b strings.Builder
	for i, p := range r.Parameters() {
		if i > 0 {
			b.WriteByte('&')
		}
		b.WriteString(p.Name + "=" + escapeValue(p.Value))
	}
	return b.String()
}

var readable = strings.NewReplacer("%3A", ":", "%2C", ",", "%2F", "/")

// escapeValue is url.QueryEscape, but leaves alone what is safe and more readable bare.
func escapeValue(s string) string { return readable.Replace(url.QueryEscape(s)) }
