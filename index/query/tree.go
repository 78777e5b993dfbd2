package query

import (
	"math/big"
	"time"
)

// Node is a part of a parsed query: one of All, And, Or, Not, AtLeast, Word, Phrase,
// Prefix, Fuzzy, Keyword, Amount and Dates.
type Node interface{ node() }

// Pos is where a part stands in the query as typed: code points, end exclusive.
type Pos struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// TextField is the text that a word is sought in.
type TextField string

// The text fields. AnyText means title or body.
const (
	AnyText TextField = ""
	Title   TextField = "title"
	Body    TextField = "body"
	Author  TextField = "author"
	URLText TextField = "url"
	Person  TextField = "person" // the words of the names of the people in the article
)

// KeywordField is a field whose whole values are compared.
type KeywordField string

// The keyword fields. Site matches a domain and its subdomains; Source a domain or an outlet's name.
const (
	PersonID      KeywordField = "personid"
	Country       KeywordField = "country" // ISO codes; whether implied ones count is the request's choice
	Source        KeywordField = "source"
	Site          KeywordField = "site"
	Language      KeywordField = "lang"
	SourceCountry KeywordField = "sourcecountry"
)

type (
	// All matches every article.
	All struct{}

	// And matches where every node does.
	And struct{ Nodes []Node }

	// Or matches where one of the nodes does.
	Or struct{ Nodes []Node }

	// Not matches where the node does not.
	Not struct{ Node Node }

	// AtLeast matches where N of the nodes or more do. The parser never makes
	// one; relaxation does.
	AtLeast struct {
		N     int
		Nodes []Node
	}

	// Word matches a word in any of its forms. A text that analysis splits into several
	// words ("wi-fi") matches them as a phrase.
	Word struct {
		Field TextField
		Text  string
		Pos   Pos
	}

	// Phrase matches its words in order and next to one another, or with Slop > 0
	// within that many moves.
	Phrase struct {
		Field TextField
		Text  string
		Slop  int
		Pos   Pos
	}

	// Prefix matches the words that begin with Text (2 letters or more).
	Prefix struct {
		Field TextField
		Text  string
		Pos   Pos
	}

	// Fuzzy matches the words within Distance edits (1 or 2) of Text.
	Fuzzy struct {
		Field    TextField
		Text     string
		Distance int
		Pos      Pos
	}

	// Keyword matches a whole value, already normalised: an ISO code, a domain, a slug.
	Keyword struct {
		Field KeywordField
		Value string
		Pos   Pos
	}

	// Amount matches an article with an amount in Currency whose interval overlaps
	// this one. A nil bound is open; an Excl bound is not itself included. Bounds are
	// decimal numbers within the limits of a sum in a query, and nobody alters them.
	Amount struct {
		Currency         string
		Min, Max         *big.Rat
		MinExcl, MaxExcl bool
		Pos              Pos
	}

	// Dates matches an article whose publication span overlaps [From, To). A zero
	// bound is open. An unknown date never matches, except where Unknown is set:
	// then only unknown dates do. Last is the age that From was given as ("7d"), for
	// printing; it is empty elsewhere and engines need not look at it.
	Dates struct {
		From, To time.Time
		Unknown  bool
		Last     string
		Pos      Pos
	}
)

func (All) node()     {}
func (And) node()     {}
func (Or) node()      {}
func (Not) node()     {}
func (AtLeast) node() {}
func (Word) node()    {}
func (Phrase) node()  {}
func (Prefix) node()  {}
func (Fuzzy) node()   {}
func (Keyword) node() {}
func (Amount) node()  {}
func (Dates) node()   {}

// Problem is something wrong with a query, or read in a way its writer may not
// have meant, and where.
type Problem struct {
	Code    string `json:"code"` // stable, such as "unclosed-quote"
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`
	Pos     Pos    `json:"pos"`
}

// Error returns the message.
func (p *Problem) Error() string { return p.Message }

// Query is a parsed query.
type Query struct {
	Text     string    // as typed
	Root     Node      // All for an empty query
	Warnings []Problem // readings that were taken where one was obvious
}
