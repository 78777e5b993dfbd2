package index

import (
	"dateline/corpus"
	"dateline/index/query"
)

// excerpt is what a reader sees of a record for a query.
func excerpt(_ query.Node, r corpus.Record, score float64) Result {
	return Result{Record: r, Score: score, Title: Snippet{Text: r.Article.Title}}
}
