package index

import (
	"dateline/corpus"
	"dateline/index/query"
	"dateline/index/snippet"
)

// The passages of a result: how many, and how long in code points.
const (
	passages     = 3
	passageWidth = 200
)

// excerpt is what a reader sees of a record for a query.
func excerpt(root query.Node, r corpus.Record, score float64) Result {
	a := &r.Article
	result := Result{Record: r, Score: score, Title: Snippet{Text: a.Title, Marks: snippet.Marks(a.Title, a.Language, root, query.Title)}}
	for _, s := range snippet.Best(a.Body, a.Language, root, passages, passageWidth) {
		result.Snippets = append(result.Snippets, Snippet(s))
	}
	return result
}
