// Package person finds the people named in a news article, and says which mentions are one person.
//
// A trained tagger (package crf) marks names in English. Titles ("President", "Rep.") are taken off and kept
// beside the name, what is no person is dropped (places, and what is called after people: "Kennedy Space Center"), and what
// the rest of the article gives away is added. Then each mention is linked to a person; link.go states when, join.go by
// which evidence where two people fit.
//
// # Resolved people
//
// A person is resolved if some form has two words or more. A one-word name stays unresolved, without an id, unless it can
// only mean one full name of the same article: "Madonna" alone is kept as a mention, but it is
// too weak a name to join articles by. Two kinds of one-word name are resolved all the same, under a whole name:
//
//   - popes and sovereigns, who have no other name. Their title goes with the name, which no mention holds: Name "Pope Francis",
//     mention "Francis", Titles "Pope". So for kings, queens, princes, emperors, sultans, emirs and mullahs, and for sheikhs whose
//     word is no common first name ("Sheikh Hasina"). A king with a number needs no title: "Charles III".
//   - relatives who share a surname that is printed once: "the brothers Emeka and Chidi Okonjo" names "Emeka Okonjo", and so
//     "Bill and Hillary Clinton", where both words are common first names.
//
// # Rules
//
// Every mention carries the rule that recognised it. The names are stable, since they are stored:
//
//	model        the trained tagger
//	list         an item of an enumeration or a table of results in which most items are people
//	role         capitalised words after a word for what the person is ("the defendant Mei Lin", "Mr. Oyelowo")
//	context      an age, a quoted nickname, a byline or a description goes with capitalised words ("Tran Van Duc, 58, was")
//	initials     initials and a capitalised word ("T.S. Whitcombe")
//	named-again  a full name, or a word of one, that the article names elsewhere
//	names        a first name of the lists and what goes with it, which the tagger passed over
//	said         in other languages only: beside a verb of speech
//
// # Languages
//
// The tagger was taught English. In Spanish, French, Portuguese, German, Italian and Russian, rules find names after
// offices, beside verbs of speech, ages and descriptions, and by first names: the tagger proposes, but only what a rule over the words of the
// language confirms is kept. In other languages with capitals a first and a last name of the lists together are one. Nothing is
// claimed in languages without capitals. Taught says which is which.
//
// # Data
//
// The folder data holds the weights and the lexicon, written by cmd/datelinetrain, with PROVENANCE.md; and
// word lists kept by hand: titles, roles, openers, places, words that are never people, firms called like people, first names that the lexicon lacks, and the
// words of other languages.
package person
