// Package query is the query language: lexer, parser, tree, printer and
// positioned errors. It knows no engine and does no text analysis; docs/query.md
// is its reference.
package query
