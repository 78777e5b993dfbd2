// Package snippet finds what of an article's own text a query matched: the places
// to mark, and the passages to show.
package snippet
