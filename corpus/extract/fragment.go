package extract

import (
	"regexp"
	"strings"

	"dateline/corpus/extract/content"
)

// Fragment returns the text of HTML that holds nothing but text, as feeds and exchange formats carry
// it: its paragraphs, separated by an empty line, without scripts, styles, captions and controls.
// It never fails: it takes the first DefaultMaxBytes bytes, bounds what it parses as HTML does for a page, and
// what cannot be parsed even so is empty.
// Plain text stays as it is, paragraph by paragraph.
func Fragment(html string) string {
	html = strings.ToValidUTF8(html[:min(len(html), DefaultMaxBytes)], "")
	if !tag.MatchString(html) {
		html = emptyLines.ReplaceAllString(html, "<p>")
	}
	root, err := parseTree(html)
	if err != nil {
		return ""
	}
	return strings.Join(content.Paragraphs(root), "\n\n")
}

var (
	tag        = regexp.MustCompile(`<[/!?]?[a-zA-Z]`)
	emptyLines = regexp.MustCompile(`\r?\n[ \t]*\r?\n\s*`)
)
