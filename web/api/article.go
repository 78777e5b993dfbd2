package api

import (
	"time"

	"dateline/corpus"
)

// Article is an article with its facts. Offsets of mentions are code points of title
// or body, end exclusive.
type Article struct {
	ID         corpus.ID     `json:"id"`
	Revision   int           `json:"revision"`
	Sequence   corpus.Seq    `json:"sequence"` // of its last change
	ExternalID string        `json:"external_id,omitempty"`
	URL        string        `json:"url,omitempty"`
	Source     corpus.Source `json:"source"`
	Title      string        `json:"title"`
	Body       string        `json:"body"` // paragraphs separated by an empty line
	Authors    []string      `json:"authors"`
	Published  Date          `json:"published"`
	Fetched    string        `json:"fetched,omitempty"` // RFC 3339
	Language   string        `json:"language,omitempty"`
	Annotator  string        `json:"annotator"` // version that found the facts
	People     []Person      `json:"people"`
	Countries  []Country     `json:"countries"`
	Amounts    []Amount      `json:"amounts"`
}

// Person is a person named in the article. Where a short form could mean two people
// resolved is false and there is no id.
type Person struct {
	ID       corpus.PersonID  `json:"id,omitempty"`
	Name     string           `json:"name"`
	Variants []string         `json:"variants"`
	Resolved bool             `json:"resolved"`
	Rule     string           `json:"rule,omitempty"` // why it has this id
	Mentions []corpus.Mention `json:"mentions"`
}

// Country is a country that the article names or implies by a place.
type Country struct {
	CountryRef
	Mentions []corpus.Mention `json:"mentions"`
}

// Amount is a sum of money with where it stands.
type Amount struct {
	AmountRef
	Mentions []corpus.Mention `json:"mentions"`
}

// NewArticle encodes a record of the store.
func NewArticle(r *corpus.Record) Article {
	a, facts := &r.Article, &r.Annotations
	out := Article{
		ID: a.ID, Revision: a.Revision, Sequence: r.Seq, ExternalID: a.ExternalID, URL: a.URL, Source: a.Source,
		Title: a.Title, Body: a.Body, Authors: list(a.Authors), Published: NewDate(a.Published), Language: a.Language,
		Annotator: facts.Version, People: make([]Person, len(facts.People)), Countries: []Country{}, Amounts: []Amount{},
	}
	if !a.Fetched.IsZero() {
		out.Fetched = a.Fetched.UTC().Format(time.RFC3339)
	}
	for i, p := range facts.People {
		out.People[i] = Person{Name: p.Name, Variants: list(p.Variants), Resolved: p.Resolved, Mentions: list(p.Mentions)}
	}
	for _, p := range r.People {
		if p.Person >= 0 && p.Person < len(out.People) {
			out.People[p.Person].ID, out.People[p.Person].Rule = p.ID, p.Rule
		}
	}
	for _, c := range facts.Countries {
		out.Countries = append(out.Countries, Country{CountryRef{c.Code, c.Name, c.Named}, list(c.Mentions)})
	}
	for _, m := range facts.Amounts {
		ref := AmountRef{m.Value, m.Min, m.Max, m.Currency, m.Qualifier, m.Text, m.Subject}
		out.Amounts = append(out.Amounts, Amount{ref, list(m.Mentions)})
	}
	return out
}
