package api

import (
	"slices"

	"dateline/corpus"
)

// Identity is a person of the whole corpus: how articles write the name, and what a curator decided.
type Identity struct {
	ID        corpus.PersonID   `json:"id"`
	Name      string            `json:"name"`
	Articles  int               `json:"articles"`
	Spellings []Spelling        `json:"spellings"` // used most first
	Decisions []corpus.Decision `json:"decisions"` // oldest first, undone ones too
}

// Spelling is a way to write the name. Rule says why it names this person, and Decision by which decision
// of a curator, if the rule is one.
type Spelling struct {
	Name     string          `json:"name"`
	Form     corpus.PersonID `json:"form"`
	Rule     string          `json:"rule"`
	Decision int             `json:"decision,omitempty"`
	Articles int             `json:"articles"`
}

// NewIdentity encodes a person.
func NewIdentity(p corpus.Identity) Identity {
	out := Identity{ID: p.ID, Name: p.Name, Articles: p.Articles, Spellings: []Spelling{}, Decisions: []corpus.Decision{}}
	for _, s := range p.Spellings {
		out.Spellings = append(out.Spellings, Spelling(s))
	}
	out.Decisions = append(out.Decisions, slices.Clone(p.Decisions)...)
	return out
}
