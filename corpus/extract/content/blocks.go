package content

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A block is the text between two borders of block elements or line breaks, in one line.
type block struct {
	text   string
	parent *html.Node // the innermost block element around it
	linked int        // bytes of text inside links
}

const (
	maxText    = 2 << 20 // bytes of text in all
	maxNesting = 600     // the parser's limit is 512
)

// Paragraphs returns the text of each block below n in order, in one line each: all that a reader
// would see, less captions and controls.
func Paragraphs(n *html.Node) []string {
	var all []string
	for _, b := range readBlocks(n, isSilent) {
		all = append(all, b.text)
	}
	return all
}

// readBlocks returns the blocks of text below n in document order, without the elements that skip
// names.
func readBlocks(n *html.Node, skip func(*html.Node) bool) []block {
	if n == nil {
		return nil
	}
	r := blockReader{skip: skip, parent: n}
	r.walk(n, 0)
	r.flush()
	return r.all
}

type blockReader struct {
	skip   func(*html.Node) bool
	all    []block
	line   strings.Builder
	linked int
	links  int // link elements open
	parent *html.Node
	size   int // bytes in all
}

func (r *blockReader) flush() {
	if t := squeeze(r.line.String()); t != "" && r.size < maxText {
		r.all = append(r.all, block{text: t, parent: r.parent, linked: r.linked})
		r.size += len(t)
	}
	r.line.Reset()
	r.linked = 0
}

func (r *blockReader) walk(n *html.Node, depth int) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			r.line.WriteString(c.Data)
			if r.links > 0 {
				r.linked += len(squeeze(c.Data))
			}
		case c.Type != html.ElementNode || depth > maxNesting || r.skip(c):
		case c.DataAtom == atom.Br:
			r.flush()
		case blockTags[c.Data]:
			r.flush()
			outer := r.parent
			r.parent = c
			r.walk(c, depth+1)
			r.flush()
			r.parent = outer
		case c.DataAtom == atom.A:
			r.links++
			r.walk(c, depth+1)
			r.links--
		case c.DataAtom == atom.Td || c.DataAtom == atom.Th:
			r.line.WriteByte(' ')
			r.walk(c, depth+1)
			r.line.WriteByte(' ')
		default:
			r.walk(c, depth+1)
		}
	}
}

// squeeze trims s and makes one space of each run of white space.
func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// isSilent reports whether an element shows no text of its own wherever it stands: scripts, controls,
// media and their captions, and what is marked as hidden.
func isSilent(n *html.Node) bool {
	return silentTags[n.Data] || isHidden(n)
}

// isHidden reports whether an element is marked as not shown.
func isHidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return a.Val != "until-found"
		case "style":
			style := strings.ToLower(strings.ReplaceAll(a.Val, " ", ""))
			if strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") {
				return true
			}
		}
	}
	return false
}

var (
	silentTags = set("script style svg template math head noscript button select textarea input option iframe object embed " +
		"video audio canvas map figcaption dialog")
	blockTags = set("p div li ul ol menu h1 h2 h3 h4 h5 h6 blockquote pre table tr section article header footer aside main body " +
		"figure figcaption dl dt dd hr address form fieldset legend details summary tbody thead tfoot caption center nav hgroup search")
)

// set returns the set of the words in a line.
func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}
