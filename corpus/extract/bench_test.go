package extract_test

import (
	"testing"

	"dateline/corpus/extract"
)

// BenchmarkHTML reads the article pages of the shared data, one an iteration.
func BenchmarkHTML(b *testing.B) {
	pages := sharedPages(b)
	bytes := 0
	for _, p := range pages {
		bytes += len(p.html)
	}
	b.SetBytes(int64(bytes / len(pages)))
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		p := pages[i%len(pages)]
		if _, err := extract.HTML(p.html, extract.Options{URL: p.url, Fetched: fetched}); err != nil {
			continue // a page of links
		}
	}
}
