// Package docs holds the pages of the documentation that the program itself shows.
package docs

import _ "embed"

// Query is the reference of the query language, in Markdown.
//
//go:embed query.md
var Query string
