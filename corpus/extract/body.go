package extract

import (
	"fmt"
	"strings"
	"unicode"

	"dateline/corpus"

	trafilatura "github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
)

// The text is what go-trafilatura takes for the content, with its fallbacks, less what is
// plainly not the article's: the title on top, and blocks that stand there twice (an
// advertisement's notice, or a whole text that the library's last resort gives twice).
//
// A heavy page, of more than maxElements elements or maxPlain bytes of text, goes to plainContent
// instead: the library takes time that grows faster than the page.

const (
	maxElements = 30_000
	maxPlain    = 1 << 20
	maxText     = 2 << 20 // bytes of text
)

// body returns the article's text, paragraphs separated by an empty line.
func (s *source) body(title string) (string, error) {
	var content *html.Node
	if !s.heavy {
		var err error
		if content, err = s.trafilatura(); err != nil {
			return "", err
		}
	} else {
		content = plainContent(s.doc.Nodes[0])
	}
	text := joinBlocks(blocks(content), title)
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

// plainContent returns the smallest element that holds most of the text in paragraphs
// of the tree, in time linear in its size.
func plainContent(root *html.Node) *html.Node {
	weight := map[*html.Node]int{}
	total := 0
	visit(root, func(n *html.Node) bool {
		if n.Type == html.ElementNode && (hiddenTags[n.Data] || furnitureTags[n.Data]) {
			return false
		}
		if n.Type == html.TextNode && n.Parent != nil {
			size := len(strings.TrimSpace(n.Data))
			total += size
			for p, up := n.Parent, 0; p != nil && up < maxDepth*2; p, up = p.Parent, up+1 {
				weight[p] += size
			}
		}
		return true
	})
	best := root
	for n := root; n != nil; {
		var heavy *html.Node
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if weight[c]*10 >= total*7 {
				heavy = c
			}
		}
		if heavy != nil {
			best = heavy
		}
		n = heavy
	}
	return best
}

var furnitureTags = map[string]bool{"nav": true, "footer": true, "aside": true, "form": true, "button": true, "select": true, "noscript": true, "head": true}

// blocks returns the text of each block below n, in order, in one line each.
func blocks(n *html.Node) []string {
	if n == nil {
		return nil
	}
	var w blockWriter
	w.walk(n, 0)
	w.flush()
	return w.all
}

type blockWriter struct {
	all  []string
	line strings.Builder
	size int // bytes in all
}

func (w *blockWriter) flush() {
	if t := squeeze(w.line.String()); t != "" && w.size < maxText {
		w.all = append(w.all, t)
		w.size += len(t)
	}
	w.line.Reset()
}

func (w *blockWriter) walk(n *html.Node, depth int) {
	const maxNesting = 600 // the parser's limit is 512
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			w.line.WriteString(c.Data)
		case c.Type != html.ElementNode || hiddenTags[c.Data] || furnitureTags[c.Data] || depth > maxNesting:
		case isBlock(c) || c.Data == "br":
			w.flush()
			w.walk(c, depth+1)
			w.flush()
		default:
			w.walk(c, depth+1)
		}
	}
}

// joinBlocks joins what belongs to the article.
func joinBlocks(all []string, title string) string {
	const top, long = 4, 20 // blocks; bytes, shorter blocks may repeat
	var kept []string
	seen := map[string]bool{}
	for i, text := range all {
		if i < top && title != "" && titleKey(text) == titleKey(title) || len(text) >= long && seen[text] {
			continue
		}
		seen[text] = true
		kept = append(kept, text)
	}
	return strings.Join(kept, "\n\n")
}
