package extract

import (
	"fmt"
	"strings"
	"unicode"

	"dateline/corpus"

	trafilatura "github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
)

// body returns the article's text, paragraphs separated by an empty line.
func (s *source) body(title string) (string, error) {
	content, err := s.trafilatura()
	if err != nil {
		return "", err
	}
	text := strings.Join(blocks(content), "\n\n")
	if strings.IndexFunc(text, unicode.IsLetter) < 0 {
		return "", corpus.Errorf(corpus.Invalid, "the page holds no article text")
	}
	return text, nil
}

// trafilatura finds the node of the article's content, nil if there is none. A panic inside the
// library is an error.
func (s *source) trafilatura() (content *html.Node, err error) {
	defer func() {
		if p := recover(); p != nil {
			content, err = nil, fmt.Errorf("find the article's text: %v", p)
		}
	}()
	r, err := trafilatura.ExtractDocument(s.doc.Nodes[0], trafilatura.Options{
		OriginalURL:     s.url,
		EnableFallback:  true,
		ExcludeComments: true,
		HtmlDateMode:    trafilatura.Disabled,
	})
	if err != nil {
		return nil, nil //nolint:nilerr // the library's word for "nothing found"
	}
	return r.ContentNode, nil
}

// blocks returns the text of each block below n, in order, in one line each.
func blocks(n *html.Node) []string {
	var all []string
	var b strings.Builder
	flush := func() {
		if t := squeeze(b.String()); t != "" {
			all = append(all, t)
		}
		b.Reset()
	}
	if n == nil {
		return nil
	}
	var walk func(n *html.Node, depth int)
	walk = func(n *html.Node, depth int) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case c.Type == html.TextNode:
				b.WriteString(c.Data)
			case c.Type == html.ElementNode && depth < 600:
				if isBlock(c) || c.Data == "br" {
					flush()
					walk(c, depth+1)
					flush()
				} else {
					walk(c, depth+1)
				}
			}
		}
	}
	walk(n, 0)
	flush()
	return all
}
