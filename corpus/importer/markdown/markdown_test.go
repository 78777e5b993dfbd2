package markdown_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/corpus/importer/markdown"
)

func TestParse(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		source string
		want   markdown.Document
	}{
		"heading":         {"# A *b*\n\nText.", markdown.Document{Title: "A b", Fragment: "<p>Text.</p>"}},
		"second heading":  {"Text.\n\n# A", markdown.Document{Fragment: "<p>Text.</p>\n<h1>A</h1>"}},
		"same title":      {"---\ntitle: A\n---\n# a\n\nText.", markdown.Document{Title: "a", Fragment: "<p>Text.</p>"}},
		"other title":     {"---\ntitle: A\n---\n# B\n\nText.", markdown.Document{Title: "A", Fragment: "<h1>B</h1>\n<p>Text.</p>"}},
		"colon in value":  {"---\ntitle: A: b # not\nurl: https://x.example.com/a\n---\nText.", markdown.Document{Title: "A: b", URL: "https://x.example.com/a", Fragment: "<p>Text.</p>"}},
		"lines of a list": {"---\r\ntags:\r\n  - a\r\n  - 'b, c'\r\n---\r\nText.", markdown.Document{Tags: []string{"a", "b, c"}, Fragment: "<p>Text.</p>"}},
		"folded":          {"---\ntitle: >\n  A long\n  title\ndate: 2025-02-03\n---\nText.", markdown.Document{Title: "A long title", Published: "2025-02-03", Fragment: "<p>Text.</p>"}},
		"toml":            {"+++\ntitle = \"A \\\"b\\\"\"\n[params]\nauthors = ['X Y', \"Z\"]\n+++\nText.", markdown.Document{Title: `A "b"`, Authors: []string{"X Y", "Z"}, Fragment: "<p>Text.</p>"}},
		"never closed":    {"---\ntitle: A\n\nText.", markdown.Document{Fragment: "<hr>\n<p>title: A</p>\n<p>Text.</p>"}},
		"page":            {"<b>x</b>\n\n<div>y</div>", markdown.Document{Fragment: "<p><b>x</b></p>\n<div>y</div>"}},
		"nothing":         {"", markdown.Document{}},
	} {
		got, err := markdown.Parse(c.source)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: -want +got:\n%s", name, diff)
		}
	}
}
