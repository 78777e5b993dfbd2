package extract

import (
	"strings"
	"unicode"

	"dateline/corpus"
	"dateline/corpus/extract/content"

	"golang.org/x/net/html"
)

// A heavy page, of more than maxElements elements or maxPlain bytes of text, is searched without a second opinion,
// which takes time that grows faster than the page.

const (
	maxElements = 30_000
	maxPlain    = 1 << 20
)

// body returns the article's text, paragraphs separated by an empty line.
func (s *source) body(title string) (string, error) {
	text := strings.Join(content.Find(s.doc.Nodes[0], content.Options{Title: title, Heavy: s.heavy}), "\n\n")
	if strings.IndexFunc(text, unicode.IsLetter) < 0 {
		return "", corpus.Errorf(corpus.Invalid, "the page holds no article text")
	}
	return text, nil
}

// isHeavy reports whether a page is too large for the libraries.
func isHeavy(root *html.Node) bool {
	elements, text := 0, 0
	visit(root, func(n *html.Node) bool {
		switch n.Type {
		case html.ElementNode:
			elements++
			return !hiddenTags[n.Data]
		case html.TextNode:
			text += len(n.Data)
		}
		return true
	})
	return elements > maxElements || text > maxPlain
}
