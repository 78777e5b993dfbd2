// Package resolve says which people of different articles are one person, from their names, from what articles say about
// names, and from what a curator decided. It is pure: what it returns depends on its arguments alone.
//
// # Steps
//
// Names gives for every resolved person of an article the form of its name (normal.go): a slug of its letters, with
// initials and suffix, such as "george-w-bush"; and the ties that the article's spellings are evidence of.
//
// Resolve says for forms which person each is of, and by which rule:
//
//  1. Spacing. Forms with the same letters are one where one only leaves out spaces or hyphens of the other: Kim Jong-un,
//     Kim Jong Un, Kim Jongun; Van Dam, Vandam. One word and two are never one: a surname alone joins nothing.
//  2. Initials. Forms that differ in middle initials are one where the initials of one begin with those
//     of the other: George Bush, George H. Bush, George H. W. Bush. Where the corpus has initials that do not agree
//     (George W. Bush as well), each is a person, and a form that begins several (George Bush) is a person by
//     itself rather than being given to either. Initials in the place of the first name are the name: J. Vale is neither
//     J. R. Vale nor John Vale. A middle name in full is a part of the name.
//  3. Nicknames and umlauts. A form is of another person where articles say that it is the same name: `Robert
//     "Bob" Smith` ties Bob Smith to Robert Smith, Schröder ties Schroeder to it. Where they tie it to
//     two people it stays by itself. Nothing is taken from a list of nicknames: that Bill can be William says nothing about these two.
//  4. The curator's decisions, in their order (corpus.Decision). One about single articles says who is meant there by the
//     forms that the person has, or had when it was decided. It holds whoever these forms are given to elsewhere, until a
//     later decision splits them off the one who is meant. A name that a curator gives leads to the person too.
//
// A suffix (Jr., III) tells people apart. "Surname, Given" is turned; an order without a comma is kept. Names in different
// scripts are different.
//
// The id of a person is the name without initials, or with them where that is somebody else; of several spacings
// the one with most words. It depends on which forms there are, and on nothing like the order in which
// they came or how often: the same articles and decisions always give the same people. An id that
// becomes part of another person still leads to that person, because it is a form or stands in a decision.
//
// # Families
//
// What the rules 1 and 2 can join has the same letters without initials, the family. Ties and decisions join families. So
// when a form is seen first or last, or a tie or decision comes or goes, only the families that it reaches have to be
// resolved again. Stores do that; Resolve needs all forms of the families it is given, and all ties and decisions that
// speak of them.
package resolve
