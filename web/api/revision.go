package api

import (
	"time"

	"dateline/corpus"
	"dateline/web/compare"
)

// Revisions are all states that an article has had, newest first.
type Revisions struct {
	ID        corpus.ID  `json:"id"`
	Revisions []Revision `json:"revisions"`
}

// Revision is a state of an article without its text.
type Revision struct {
	Revision  int           `json:"revision"`
	Current   bool          `json:"current"`
	URL       string        `json:"url,omitempty"`
	Source    corpus.Source `json:"source"`
	Title     string        `json:"title"`
	Authors   []string      `json:"authors"`
	Published Date          `json:"published"`
	Modified  *Date         `json:"modified,omitempty"`
	Fetched   string        `json:"fetched,omitempty"` // RFC 3339
	Language  string        `json:"language,omitempty"`
}

// RevisionText is a state of an article with its text.
type RevisionText struct {
	ID corpus.ID `json:"id"`
	Revision
	Body string `json:"body"` // paragraphs separated by an empty line
}

// NewRevisions encodes the states of an article, newest first.
func NewRevisions(all []corpus.Article) Revisions {
	out := Revisions{ID: all[0].ID, Revisions: make([]Revision, len(all))}
	for i := range all {
		out.Revisions[i] = newRevision(&all[i], i == 0)
	}
	return out
}

// NewRevisionText encodes one state of an article.
func NewRevisionText(a *corpus.Article, current bool) RevisionText {
	return RevisionText{a.ID, newRevision(a, current), a.Body}
}

func newRevision(a *corpus.Article, current bool) Revision {
	return Revision{Revision: a.Revision, Current: current, URL: a.URL, Source: a.Source, Title: a.Title, Authors: list(a.Authors),
		Published: NewDate(a.Published), Modified: known(a.Modified), Fetched: instant(a.Fetched), Language: a.Language}
}

// known encodes a date, nil where nothing is known of it.
func known(d corpus.Date) *Date {
	if !d.Known() {
		return nil
	}
	out := NewDate(d)
	return &out
}

func instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// Difference is how two revisions of an article differ.
type Difference struct {
	ID     corpus.ID       `json:"id"`
	From   int             `json:"from"`
	To     int             `json:"to"`
	Title  []compare.Run   `json:"title"`
	Body   []Paragraph     `json:"body"`
	Fields []compare.Field `json:"fields"`          // beside the text
	Facts  *FactChanges    `json:"facts,omitempty"` // absent where they were not compared
}

// Paragraph is a paragraph in both states.
type Paragraph struct {
	Op   compare.Op    `json:"op"`   // same, changed, removed, added
	Runs []compare.Run `json:"runs"` // what was removed stands before what replaced it
}

// FactChanges are the facts that differ.
type FactChanges struct {
	People    []Change[PersonState] `json:"people"`
	Countries []Change[CountryRef]  `json:"countries"`
	Amounts   []Change[AmountRef]   `json:"amounts"`
}

// Change is a fact that differs: without old it was added, without new removed.
type Change[T any] struct {
	Change string `json:"change"` // added, removed, changed
	Old    *T     `json:"old,omitempty"`
	New    *T     `json:"new,omitempty"`
}

// PersonState is a person as a revision names them.
type PersonState struct {
	Name   string   `json:"name"`
	Titles []string `json:"titles"`
}

// NewDifference encodes how two states of an article differ.
func NewDifference(before, after *corpus.Article, found *compare.Comparison) Difference {
	out := Difference{ID: after.ID, From: before.Revision, To: after.Revision, Title: []compare.Run{}, Body: []Paragraph{}, Fields: list(found.Fields)}
	for _, row := range found.Title.Rows {
		out.Title = append(out.Title, row.Runs...)
	}
	for _, row := range found.Body.Rows {
		out.Body = append(out.Body, Paragraph(row))
	}
	if found.Facts != nil {
		out.Facts = &FactChanges{
			People:    changes(found.Facts.People, func(p *corpus.Person) PersonState { return PersonState{p.Name, list(p.Titles)} }),
			Countries: changes(found.Facts.Countries, newCountryRef),
			Amounts:   changes(found.Facts.Amounts, newAmountRef),
		}
	}
	return out
}

func changes[T, U any](pairs []compare.Pair[T], encode func(*T) U) []Change[U] {
	out := make([]Change[U], len(pairs))
	for i, p := range pairs {
		out[i].Change = p.Change()
		if p.Old != nil {
			old := encode(p.Old)
			out[i].Old = &old
		}
		if p.New != nil {
			now := encode(p.New)
			out[i].New = &now
		}
	}
	return out
}
