// Package analysis turns text into words, the same way for every engine, for
// queries and for snippets.
//
// Each word of a text has a position, a key (what a query word is compared with)
// and a surface (the word as written, folded; for prefixes, fuzzy matches and
// suggestions). English text is keyed by stems, text in any other language by the
// folded words themselves, so that one index field serves all languages: a query
// word, whose language is unknown, is sought under all its keys.
package analysis
