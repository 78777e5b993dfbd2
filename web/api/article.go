package api

import (
	"dateline/corpus"
	"dateline/corpus/clean"
)

// Article is an article with its facts and what stands beside its text. Offsets of mentions are code points of title
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
	Annotator  string        `json:"annotator"`  // version that found the facts
	RulesOnly  []string      `json:"rules_only"` // kinds of fact sought by rules alone in this language: gaps are likelier
	People     []Person      `json:"people"`
	Countries  []Country     `json:"countries"`
	Amounts    []Amount      `json:"amounts"`

	Modified  *Date             `json:"modified,omitempty"` // when the source says that it last changed the article
	Image     string            `json:"image,omitempty"`    // address of the lead image
	Labels    []corpus.Label    `json:"labels"`             // tags that the source gave, apart from the facts
	FoundBy   map[string]string `json:"found_by,omitempty"` // by field, which rule of extraction found it
	Addresses []string          `json:"addresses"`          // every one at which it was seen, the current canonical one first
	Copies    Copies            `json:"copies"`
	SameText  []Copy            `json:"same_text"` // the first 50 of the other articles that carry the text
}

// Copy is another article that carries the text.
type Copy struct {
	ID         corpus.ID     `json:"id"`
	URL        string        `json:"url,omitempty"`
	Title      string        `json:"title"`
	Source     corpus.Source `json:"source"`
	Published  Date          `json:"published"`
	Similarity float64       `json:"similarity"` // to the one that stands for the copies: share of word sequences in common
}

// NewCopy encodes an article that carries the text of another.
func NewCopy(r *corpus.Record, similarity float64) Copy {
	a := &r.Article
	return Copy{a.ID, a.URL, a.Title, r.Source, NewDate(a.Published), similarity}
}

// Person is a person named in the article. Where a short form could mean two people
// resolved is false and there is no id.
type Person struct {
	ID       corpus.PersonID `json:"id,omitempty"`
	Name     string          `json:"name"`
	Variants []string        `json:"variants"`
	Titles   []string        `json:"titles"` // as written beside the name: "President", "Rep."
	Resolved bool            `json:"resolved"`
	Rule     string          `json:"rule,omitempty"` // why it has this id
	Mentions []Mention       `json:"mentions"`
}

// Country is a country that the article names or implies by a place.
type Country struct {
	CountryRef
	Mentions []Mention `json:"mentions"`
}

// Amount is a sum of money with where it stands.
type Amount struct {
	AmountRef
	Mentions []Mention `json:"mentions"`
}

// Mention is where a fact stands in the article, and in the text that the article was cleaned from.
type Mention struct {
	corpus.Mention
	Given Given `json:"given"`
}

// Given is a place in a title or body as it was given, before cleaning: code points, end
// exclusive, and the words that stand there.
type Given struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// source is a title or body as it was given, with the edits that cleaned it.
type source struct {
	text  []rune
	edits []corpus.Edit
}

// sources returns the texts that an article was cleaned from.
func sources(a *corpus.Article) map[corpus.Field]source {
	given := func(text string, edits []corpus.Edit) source { return source{[]rune(clean.Undo(text, edits)), edits} }
	return map[corpus.Field]source{corpus.FieldTitle: given(a.Title, a.TitleEdits), corpus.FieldBody: given(a.Body, a.BodyEdits)}
}

// newMentions leads mentions back to the texts that were given.
func newMentions(mentions []corpus.Mention, from map[corpus.Field]source) []Mention {
	out := make([]Mention, len(mentions))
	for i, m := range mentions {
		s := from[m.Field]
		start, end := clean.Origin(s.edits, m.Start, m.End)
		end = min(end, len(s.text))
		start = min(start, end)
		out[i] = Mention{m, Given{start, end, string(s.text[start:end])}}
	}
	return out
}

// NewArticle encodes a record of the store.
func NewArticle(r *corpus.Record) Article {
	a, facts := &r.Article, &r.Annotations
	from := sources(a)
	out := Article{
		ID: a.ID, Revision: a.Revision, Sequence: r.Seq, ExternalID: a.ExternalID, URL: a.URL, Source: r.Source,
		Title: a.Title, Body: a.Body, Authors: list(a.Authors), Published: NewDate(a.Published), Language: a.Language,
		Annotator: facts.Version, RulesOnly: list(facts.RulesOnly), People: make([]Person, len(facts.People)), Countries: []Country{}, Amounts: []Amount{},
		Fetched: instant(a.Fetched), Modified: known(a.Modified), Image: a.Image, Labels: list(a.Labels), FoundBy: a.Rules,
		Addresses: []string{}, Copies: newCopies(r), SameText: []Copy{},
	}
	for i, p := range facts.People {
		out.People[i] = Person{Name: p.Name, Variants: list(p.Variants), Titles: list(p.Titles), Resolved: p.Resolved, Mentions: newMentions(p.Mentions, from)}
	}
	for _, p := range r.People {
		if p.Person >= 0 && p.Person < len(out.People) {
			out.People[p.Person].ID, out.People[p.Person].Rule = p.ID, p.Rule
		}
	}
	for i := range facts.Countries {
		c := &facts.Countries[i]
		out.Countries = append(out.Countries, Country{newCountryRef(c), newMentions(c.Mentions, from)})
	}
	for i := range facts.Amounts {
		m := &facts.Amounts[i]
		out.Amounts = append(out.Amounts, Amount{newAmountRef(m), newMentions(m.Mentions, from)})
	}
	return out
}
