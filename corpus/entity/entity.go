package entity

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"dateline/corpus"
	"dateline/corpus/entity/country"
	"dateline/corpus/entity/money"
	"dateline/corpus/entity/person"
	"dateline/corpus/language"
)

// Annotator finds the facts of articles. It is safe for concurrent use.
type Annotator struct {
	people    *person.Tagger
	countries *country.Finder
	version   string
}

// New returns an annotator with all embedded data read.
func New() (*Annotator, error) {
	people, err := person.New()
	if err != nil {
		return nil, fmt.Errorf("read the tagger of people: %w", err)
	}
	countries, err := country.New()
	if err != nil {
		return nil, fmt.Errorf("read the countries: %w", err)
	}
	return &Annotator{
		people: people, countries: countries,
		version: people.Version() + " " + countries.Version() + " " + money.Version + " " + language.Version(),
	}, nil
}

// Version names the rules and data of all parts: equal versions find the same facts
// in the same text. See Supersedes for its form.
func (a *Annotator) Version() string { return a.version }

// Supersedes reports whether facts of another version are to be replaced by this annotator's.
func (a *Annotator) Supersedes(version string) bool { return supersedes(a.version, version) }

// Countries returns the finder of countries, which also knows their names and codes.
func (a *Annotator) Countries() *country.Finder { return a.countries }

// Annotate returns the facts of a title and body, a pure function of its arguments and the version. lang is the BCP 47
// primary subtag of the text's language; where it is "" the language is detected, and what cannot be told counts as English.
func (a *Annotator) Annotate(title, body, lang string) corpus.Annotations {
	if lang == "" {
		lang = language.Detect(title, body)
	}
	people := a.people.FindIn(lang, title, body)
	countries := a.countries.FindIn(lang, title, body, people)
	amounts := money.FindIn(lang, title, body, countries...)
	countries = country.Without(countries, currencyOf(amounts), body)
	people = outsideCountries(people, countries)
	return corpus.Annotations{
		Version:   a.version,
		RulesOnly: rulesOnly(lang),
		People:    people,
		Countries: countries,
		Amounts:   amounts,
	}
}

// currencyOf reports of a country's mention whether it is the currency of an amount, which names no country: "118,000 Fiji dollars",
// "pesos mexicanos".
func currencyOf(amounts []corpus.Amount) func(corpus.Mention) bool {
	var all []corpus.Mention
	for i := range amounts {
		all = append(all, amounts[i].Mentions...)
	}
	at := newSpans(all)
	return func(m corpus.Mention) bool {
		a, ok := at.before(m)
		return ok && m.End <= a.End
	}
}

// outsideCountries drops the mentions of people that are wholly a place, of which the finder of countries keeps only those that can be
// nobody's name, or a part of a country's name, and with the last mention the person: "Vincent" in "St. Vincent and the Grenadines". It
// changes the people given.
func outsideCountries(people []corpus.Person, countries []corpus.Country) []corpus.Person {
	var all []corpus.Mention
	for i := range countries {
		all = append(all, countries[i].Mentions...)
	}
	at := newSpans(all)
	inside := func(m corpus.Mention) bool {
		c, ok := at.before(m)
		whole := c.Start == m.Start && c.End == m.End
		return ok && (whole || m.End <= c.End && c.Rule == "name")
	}
	for i := range people {
		people[i].Mentions = slices.DeleteFunc(people[i].Mentions, inside)
	}
	return slices.DeleteFunc(people, func(p corpus.Person) bool { return len(p.Mentions) == 0 })
}

// spans are mentions of which no two overlap, in order within their field.
type spans map[corpus.Field][]corpus.Mention

func newSpans(mentions []corpus.Mention) spans {
	s := spans{}
	for _, m := range mentions {
		s[m.Field] = append(s[m.Field], m)
	}
	for _, list := range s {
		slices.SortFunc(list, func(a, b corpus.Mention) int { return a.Start - b.Start })
	}
	return s
}

// before returns the last of them that begins where m does or before: the only one that can hold m.
func (s spans) before(m corpus.Mention) (corpus.Mention, bool) {
	list := s[m.Field]
	n := sort.Search(len(list), func(i int) bool { return list[i].Start > m.Start })
	if n == 0 {
		return corpus.Mention{}, false
	}
	return list[n-1], true
}

// The languages in which the finders of countries and of amounts know more than signs, codes and a dictionary's names.
var (
	countryLanguages = set("en es fr de pt it nl ru zh ja ko ar")
	amountLanguages  = set("en es fr de pt ru ar zh ja")
)

func set(tags string) map[string]bool {
	m := map[string]bool{"": true} // counts as English
	for tag := range strings.FieldsSeq(tags) {
		m[tag] = true
	}
	return m
}

// rulesOnly names the kinds of fact that are sought by bare rules in a language.
func rulesOnly(lang string) (kinds []string) {
	if !person.Taught(lang) {
		kinds = append(kinds, "people")
	}
	if !countryLanguages[lang] {
		kinds = append(kinds, "countries")
	}
	if !amountLanguages[lang] {
		kinds = append(kinds, "amounts")
	}
	return kinds
}
