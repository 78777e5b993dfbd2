package corpus

import (
	"context"
	"time"
)

// A person of the whole corpus is made of forms: normal forms of the names that articles give. Which forms are one
// person is derived from all articles (package resolve) and from what a curator decided; it is part of a
// Store, because one arrival or one decision can change other articles.

// Identity is a person of the whole corpus.
type Identity struct {
	ID        PersonID
	Name      string     // a curator's, else the spelling used in most articles
	Articles  int        // that name the person
	Spellings []Spelling // used most first
	Decisions []Decision // that speak of the person or of those now part of it, undone ones too, oldest first
}

// Spelling is a way in which articles write the name of a person.
type Spelling struct {
	Name     string
	Form     PersonID // its normal form
	Rule     string   // why it names this person
	Decision int      // number of the curator's decision, if the rule is one
	Articles int
}

// DecisionKind is what a curator decided.
type DecisionKind string

// The decisions of a curator.
const (
	// DecisionMerge: the Others are Person.
	DecisionMerge DecisionKind = "merge"
	// DecisionSplit: the Forms, or everything in the Articles, that was taken for Person is another, As.
	DecisionSplit DecisionKind = "split"
	// DecisionRename: Person is shown under Name.
	DecisionRename DecisionKind = "rename"
)

// Decision is what a curator decided about who is who. Decisions are kept, numbered from 1 and applied in that
// order, to what the rules say of all articles, those that came later included; one that is undone stays in the
// list and has no effect. An id stands for whoever it names when the decision is applied: a
// person, one that was merged away, or a form.
type Decision struct {
	Number   int          `json:"number"`
	Kind     DecisionKind `json:"kind"`
	Person   PersonID     `json:"person"`
	Others   []PersonID   `json:"others,omitempty"`   // merge
	Forms    []PersonID   `json:"forms,omitempty"`    // split: those taken out, with Articles those that Person had then; merge: those that the others had then
	Articles []ID         `json:"articles,omitempty"` // split: where Person is another, in place of certain forms
	As       PersonID     `json:"as,omitempty"`       // split: who they are then
	Name     string       `json:"name,omitempty"`     // rename: the name shown; split: that of As, if it has one
	Made     time.Time    `json:"made"`
	Undone   time.Time    `json:"undone,omitzero"`
}

// Effect is what a decision changes, or its undoing.
type Effect struct {
	Decision Decision // as it is kept
	Articles int      // whose people changed
	Moves    []Move   // in order of form and article
}

// Move is a form that names another person than before: in all articles, or in one.
type Move struct {
	Form     PersonID
	Article  ID // the one, "" for all
	From, To PersonID
	Articles int // that have the form
}

// PeopleReader is the part of a Store that tells who is who.
type PeopleReader interface {
	// PersonNames returns for each person that articles name the name shown: the curator's, else the spelling used in
	// most articles, among equals the one that says most: not in capitals, then with most accents, then with most
	// letters, then the first in alphabetical order; with the number of an id that parts namesakes, "Jane
	// Doe (2)". Only the ids of people are known, as CurrentPeople returns them.
	PersonNames(ctx context.Context, ids []PersonID) (map[PersonID]string, error)
	// CurrentPeople returns who the ids name now, each of them the id of a person, of one that was
	// merged away, a form, or the form of a name that a curator gave. Ids that name nobody are absent.
	CurrentPeople(ctx context.Context, ids []PersonID) (map[PersonID]PersonID, error)
	// Identity returns whom an id names now. The error is NotFound if it names nobody.
	Identity(ctx context.Context, id PersonID) (Identity, error)
	// People returns up to limit people with a form that contains a text in normal form ("" for all), without
	// spellings and decisions, those in most articles first, then by id.
	People(ctx context.Context, contains string, limit int) ([]Identity, error)
	// Decisions returns all decisions, undone ones too, oldest first.
	Decisions(ctx context.Context) ([]Decision, error)
}

// Curator is the part of a Store that takes a curator's decisions.
type Curator interface {
	// Decide checks a decision, completes it (Number, and where they are empty Made, As, and the Forms of a merge or of Articles) and
	// applies it in one transaction. Articles whose people change by it get a change of kind
	// ChangeResolved. The error is NotFound where it speaks of a person, form or article that there is not, Invalid
	// where it makes no sense, Conflict where it changes nothing.
	Decide(ctx context.Context, d Decision) (Effect, error)
	// Undo takes back the decision of that number. The error is NotFound where there is none, Conflict where it is
	// undone already.
	Undo(ctx context.Context, number int) (Effect, error)
	// Preview returns what Decide would do, and changes nothing.
	Preview(ctx context.Context, d Decision) (Effect, error)
	// ImportDecisions adds decisions of another store, unchecked but for their shape, in the order of their numbers, which are given
	// anew. One that is there (the same but for number and Undone) is not added; it is undone if the
	// given one is. It returns how many were added or undone, and how many articles changed by it.
	ImportDecisions(ctx context.Context, decisions []Decision) (changed, articles int, err error)
	// RebuildPeople derives who is who from the annotations anew. It returns how many articles changed by that:
	// none, unless the store is damaged or was written under other rules.
	RebuildPeople(ctx context.Context) (articles int, err error)
}
