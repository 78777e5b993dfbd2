package copies_test

import (
	"testing"

	"dateline/corpus"
	"dateline/corpus/copies"
)

// BenchmarkOf makes the print of an article of 300 words.
func BenchmarkOf(b *testing.B) {
	a := corpus.Article{Title: "Night ferry ends", Body: story(1, 300)}
	b.SetBytes(int64(len(a.Body)))
	for b.Loop() {
		copies.Of(&a)
	}
}

// BenchmarkCompare compares two texts of 300 words.
func BenchmarkCompare(b *testing.B) {
	p, q := printOf("", story(1, 300)), printOf("", story(1, 280))
	for b.Loop() {
		copies.Compare(p, q)
	}
}
