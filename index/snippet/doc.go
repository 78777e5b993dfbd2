// Package snippet finds what of an article's own text a search matched: the places
// to mark, and the passages to show. It knows no query language and no text analysis: words
// come in as tokens, and what to look for as terms.
package snippet
