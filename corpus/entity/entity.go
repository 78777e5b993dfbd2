package entity

import (
	"fmt"

	"dateline/corpus"
	"dateline/corpus/entity/country"
	"dateline/corpus/entity/money"
	"dateline/corpus/entity/person"
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
		version: people.Version() + " " + countries.Version() + " " + money.Version,
	}, nil
}

// Version names the rules and data of all parts: equal versions find the same facts
// in the same text.
func (a *Annotator) Version() string { return a.version }

// Countries returns the finder of countries, which also knows their names and codes.
func (a *Annotator) Countries() *country.Finder { return a.countries }

// Annotate returns the facts of a title and body, a pure function of them and the
// version. language is a BCP 47 primary subtag; "" counts as English.
func (a *Annotator) Annotate(title, body, language string) corpus.Annotations {
	people := a.people.FindIn(language, title, body)
	return corpus.Annotations{
		Version:   a.version,
		RulesOnly: rulesOnly(language),
		People:    people,
		Countries: a.countries.FindIn(language, title, body, people),
		Amounts:   money.Find(title, body),
	}
}

// rulesOnly names the kinds of fact that are sought by rules alone in a language.
func rulesOnly(language string) []string {
	if person.Taught(language) {
		return nil
	}
	return []string{"people"}
}
