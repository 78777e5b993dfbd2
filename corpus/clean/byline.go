package clean

import (
	"strings"

	"dateline/corpus"
	"dateline/corpus/byline"
)

// dropByline deletes a byline that is a paragraph of its own among the first three.
func dropByline(e *editor) {
	n := 0
	paragraphs(e.src, func(start, end int) {
		if n++; n <= 3 && end < len(e.src) && byline.IsLine(e.src[start:end]) {
			e.drop(start, end)
		}
	})
}

// removedBylines returns the bylines among the edits that dropByline made.
func removedBylines(edits []corpus.Edit) string {
	var found []string
	for _, e := range edits {
		if e.Pass == bylinePass || strings.HasPrefix(e.Pass, bylinePass+"/") {
			found = append(found, strings.TrimSpace(e.Was))
		}
	}
	return strings.Join(found, "\n")
}
