package extract

import (
	"html"
	"strings"
	"unicode"

	"dateline/corpus"
	"dateline/corpus/extract/content"
)

// body returns the article's text, paragraphs separated by an empty line.
func (s *source) body(title string) (string, error) {
	o := content.Options{Title: title, Body: statedText(s.ld.body), Heavy: s.heavy}
	text := strings.Join(content.Find(s.doc.Nodes[0], o), "\n\n")
	if strings.IndexFunc(text, unicode.IsLetter) < 0 {
		return "", corpus.Errorf(corpus.Invalid, "the page holds no article text")
	}
	return text, nil
}

// statedText returns the text that JSON-LD holds, which some pages write as HTML, once or twice escaped.
func statedText(body string) string {
	body = html.UnescapeString(body)
	if strings.Contains(body, "</") {
		return Fragment(body)
	}
	return body
}
