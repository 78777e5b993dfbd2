// Package person finds the people named in a news article, and says which mentions are one person.
//
// A trained tagger (package perceptron) marks names. Titles ("President", "Rep.") are taken off, places and
// other words that are no people are dropped, and what the rest of the article gives away is added. Then
// the forms of a name are joined; link.go states when.
//
// A person is resolved if some form has two words or more. A one-word name stays unresolved, without an id, unless it can
// only mean one full name of the same article: "Madonna" alone is kept as a mention, but it is
// too weak a name to join articles by.
//
// # Rules
//
// Every mention carries the rule that recognised it. The names are stable, since they are stored:
//
//	model        the trained tagger
//	list         an item of an enumeration in which most items are people
//	role         capitalised words after a word for what the person is ("the defendant Mei Lin")
//	context      an age, a quoted nickname or a description goes with capitalised words ("Tran Van Duc, 58, was")
//	initials     initials and a capitalised word ("T.S. Whitcombe")
//	named-again  a full name, or a word of one, that the article names elsewhere
//
// # Data
//
// The folder data holds the weights and the lexicon, written by cmd/datelinetrain, with PROVENANCE.md; and
// word lists kept by hand: titles, roles, openers, places, and words that are never people.
package person
