package index

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// facetParameter ties a facet to the parameter that selects its values. With a leading
// "-" the name is that of the parameter that excludes them.
type facetParameter struct {
	name  string
	facet Facet
	read  func(string) (string, bool)
	want  string
}

// facetParameters are in the order of the page.
var facetParameters = []facetParameter{
	{"person", People, readName, "a person's id such as ada-example"},
	{"country", Countries, readCountry, "two letters such as KP"},
	{"amounts", Amounts, readBucket, "a power of ten such as 1000000 for US dollars, or EUR:1000000"},
	{"currency", Currencies, readCurrency, "three letters such as EUR"},
	{"source", Sources, readName, "an outlet's domain"},
	{"lang", Languages, readLanguage, "a language code such as en, or unknown"},
	{"month", Months, readMonth, "a month such as 2025-01, or unknown"},
}

// scalars are the parameters that may be given once, in canonical order.
var scalars = []string{"q", "amount", "from", "to", "implied", "once", "match", "sort", "page", "size", "cursor", "facet_size"}

// FacetParameters lists the parameters that select values of a facet, in the order of the page. Each
// has a second one with a leading "-" that excludes values.
func FacetParameters() []string {
	var names []string
	for _, p := range facetParameters {
		names = append(names, p.name)
	}
	return names
}

// ParameterNames lists every parameter of an address, in canonical order.
func ParameterNames() []string {
	names := []string{"q"}
	for _, p := range facetParameters {
		names = append(names, p.name, "-"+p.name)
	}
	return append(names, scalars[1:]...)
}

// Parameter returns the parameter that selects values of a facet. AllCountries shares that of Countries.
func (f Facet) Parameter() string {
	f = countriesOf(f, false)
	for _, p := range facetParameters {
		if p.facet == f {
			return p.name
		}
	}
	return ""
}

func facetParameterOf(name string) (p facetParameter, exclude, ok bool) {
	bare, exclude := strings.CutPrefix(name, "-")
	for _, p := range facetParameters {
		if p.name == bare {
			return p, exclude, true
		}
	}
	return facetParameter{}, false, false
}

const (
	maxValueLength = 200 // code points of one facet value
	maxFacetValues = 50  // values of one facet, wanted or not wanted
)

var (
	countryForm  = regexp.MustCompile(`^[A-Z]{2}$`)
	bucketForm   = regexp.MustCompile(`^(?:[A-Z]{3}:)?(?:0|10*)$`)
	currencyForm = regexp.MustCompile(`^[A-Z]{3}$`)
	languageForm = regexp.MustCompile(`^[a-z]{2,3}$`)
	monthForm    = regexp.MustCompile(`^\d{4}-(0[1-9]|1[0-2])$`)
)

func readName(s string) (string, bool) {
	ok := utf8.RuneCountInString(s) <= maxValueLength && !strings.ContainsFunc(s, unicode.IsControl)
	return s, ok
}

func readCountry(s string) (string, bool) {
	s = strings.ToUpper(s)
	return s, countryForm.MatchString(s)
}

func readBucket(s string) (string, bool) {
	s = strings.TrimPrefix(strings.ToUpper(s), USD+":")
	return s, len(s) <= 30 && bucketForm.MatchString(s)
}

func readCurrency(s string) (string, bool) {
	s = strings.ToUpper(s)
	return s, currencyForm.MatchString(s)
}

func readLanguage(s string) (string, bool) {
	s = strings.ToLower(s)
	return s, s == "unknown" || languageForm.MatchString(s)
}

func readMonth(s string) (string, bool) { return s, s == "unknown" || monthForm.MatchString(s) }
