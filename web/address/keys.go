package address

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/index"
)

// FacetKey ties a facet to its parameter. Exclude is Key with a leading "-".
type FacetKey struct {
	Key   string
	Facet index.Facet
	read  func(string) (string, bool)
	want  string
}

// FacetKeys lists the facets that narrow a search, in the order of the page.
var FacetKeys = []FacetKey{
	{"person", index.People, readName, "a person's id such as ada-example"},
	{"country", index.Countries, readCountry, "two letters such as KP"},
	{"amounts", index.Amounts, readBucket, "a power of ten such as 1000000"},
	{"source", index.Sources, readName, "an outlet's domain"},
	{"lang", index.Languages, readLanguage, "a language code such as en, or unknown"},
	{"month", index.Months, readMonth, "a month such as 2025-01, or unknown"},
}

// Scalars lists the parameters that may be given once, in canonical order.
var Scalars = []string{"q", "amount", "from", "to", "implied", "match", "sort", "page", "size", "cursor", "facet_size"}

// Parameters lists every parameter, in canonical order.
func Parameters() []string {
	names := []string{"q"}
	for _, k := range FacetKeys {
		names = append(names, k.Key, "-"+k.Key)
	}
	return append(names, Scalars[1:]...)
}

// KeyOf returns the parameter of a facet. AllCountries shares the key of Countries.
func KeyOf(f index.Facet) string {
	if f == index.AllCountries {
		f = index.Countries
	}
	for _, k := range FacetKeys {
		if k.Facet == f {
			return k.Key
		}
	}
	return ""
}

func facetKey(name string) (k FacetKey, exclude, ok bool) {
	bare, exclude := strings.CutPrefix(name, "-")
	for _, k := range FacetKeys {
		if k.Key == bare {
			return k, exclude, true
		}
	}
	return FacetKey{}, false, false
}

const (
	maxValueLength  = 200 // code points of one facet value
	maxFacetValues  = 50  // values of one facet, wanted or not wanted
	maxCursorLength = 1000
)

var (
	countryForm  = regexp.MustCompile(`^[A-Z]{2}$`)
	bucketForm   = regexp.MustCompile(`^(0|10*|0\.0*1)$`)
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

func readBucket(s string) (string, bool) { return s, len(s) <= 30 && bucketForm.MatchString(s) }

func readLanguage(s string) (string, bool) {
	s = strings.ToLower(s)
	return s, s == "unknown" || languageForm.MatchString(s)
}

func readMonth(s string) (string, bool) { return s, s == "unknown" || monthForm.MatchString(s) }
