package compare

import (
	"cmp"
	"strings"

	"dateline/corpus"
)

// Field is something beside the text that differs.
type Field struct {
	Name string `json:"name"` // "authors", "published", "url", "source", "language", "external_id"
	Old  string `json:"old"`  // "" for none
	New  string `json:"new"`
}

// Fields compares what stands beside the text of two states and makes a revision.
func Fields(before, after *corpus.Article) []Field {
	var out []Field
	for _, f := range []struct {
		name string
		of   func(*corpus.Article) string
	}{
		{"authors", func(a *corpus.Article) string { return strings.Join(a.Authors, ", ") }},
		{"published", func(a *corpus.Article) string { return a.Published.String() }},
		{"url", func(a *corpus.Article) string { return a.URL }},
		{"source", func(a *corpus.Article) string { return cmp.Or(a.Source.Name, a.Source.Domain) }},
		{"language", func(a *corpus.Article) string { return a.Language }},
		{"external_id", func(a *corpus.Article) string { return a.ExternalID }},
	} {
		if old, now := f.of(before), f.of(after); old != now {
			out = append(out, Field{f.name, old, now})
		}
	}
	return out
}
