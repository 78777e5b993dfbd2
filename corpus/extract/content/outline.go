package content

import (
	"strings"

	"golang.org/x/net/html"
)

// outline is a page as the list of its block elements in document order and of the blocks of
// text inside them. Element 0 is the root; an element's descendants follow it up to its end.
type outline struct {
	elements []element
	blocks   []block
	voted    bool // there are votes
}

type element struct {
	node   *html.Node
	parent int // -1 for the root
	end    int // the first element that is no descendant
	role   role
	out    bool // it is furniture, or stands inside of it
	votes  int  // size of the blocks below that the witnesses have
	named  bool // an element below is named as the body
	marked bool // its itemprop says that it is the body
	prose  int  // size of the prose below
	gain   int  // prose less noise below, furniture left out
}

// outlineReader reads an outline from a tree.
type outlineReader struct {
	outline
	role    func(*html.Node) role
	line    line
	parent  int                 // the innermost element
	bytes   int                 // of text in all
	holds   map[*html.Node]bool // inline elements known to hold blocks
	picture int                 // the element in which a picture stands before the next block, -1 if none
}

const (
	maxText    = 2 << 20 // bytes of text in all
	maxNesting = 600     // the parser's limit is 512
)

// readOutline reads what is below root; roleOf says of each element what it is.
func readOutline(root *html.Node, roleOf func(*html.Node) role) *outline {
	r := outlineReader{role: roleOf, picture: -1, holds: map[*html.Node]bool{}}
	r.elements = append(r.elements, element{node: root, parent: -1})
	r.walk(root, 0)
	r.flush(false)
	r.elements[0].end = len(r.elements)
	return &r.outline
}

func (r *outlineReader) flush(breaks bool) {
	if b := r.line.take(); b.text != "" && r.bytes < maxText {
		b.parent, b.breaks, b.picture = r.parent, breaks, r.picture
		if r.elements[r.parent].role != furniture || r.picture >= r.parent {
			r.picture = -1 // else a credit between a picture and its caption
		}
		r.blocks = append(r.blocks, b)
		r.bytes += len(b.text)
	}
}

func (r *outlineReader) walk(n *html.Node, depth int) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode {
			r.line.add(c.Data)
			continue
		}
		if c.Type != html.ElementNode || depth > maxNesting {
			continue
		}
		if pictureTags[c.Data] && r.line.blank() {
			r.picture = r.parent
		}
		switch is := r.role(c); {
		case is == silent:
		case c.Data == "br":
			r.flush(true)
		case isBlock(c) || is == furniture && r.holdsBlocks(c) || framesPicture(c):
			r.enter(c, is, depth)
		case is == furniture:
			r.line.add(" ")
		default:
			r.inline(c, depth)
		}
	}
}

// holdsBlocks reports whether there is a block element or a line break below n. It remembers all elements around the one
// found, so that elements inside each other are not searched over and over.
func (r *outlineReader) holdsBlocks(n *html.Node) bool {
	if r.holds[n] {
		return true
	}
	for d := range n.Descendants() {
		if d.Type != html.ElementNode || !isBlock(d) && d.Data != "br" {
			continue
		}
		for around := d.Parent; around != n; around = around.Parent {
			r.holds[around] = true
		}
		return true
	}
	return false
}

// framesPicture reports whether an inline element holds a picture with its caption: it is called so and both are its children.
func framesPicture(n *html.Node) bool {
	if n.Data != "span" || !named(attr(n, "class"), ofPicture) {
		return false
	}
	picture := false
	for c := range n.ChildNodes() {
		picture = picture || c.Type == html.ElementNode && pictureTags[c.Data]
	}
	return picture
}

// enter reads an element that stands on lines of its own.
func (r *outlineReader) enter(n *html.Node, is role, depth int) {
	r.flush(false)
	at, outer := len(r.elements), r.parent
	r.elements = append(r.elements, element{node: n, parent: outer, role: is, marked: is == body && items[strings.ToLower(attr(n, "itemprop"))] == body})
	r.parent = at
	r.walk(n, depth+1)
	r.flush(false)
	r.elements[at].end = len(r.elements)
	r.parent = outer
}

// inline reads an element that stands within a line.
func (r *outlineReader) inline(n *html.Node, depth int) {
	switch n.Data {
	case "a":
		r.line.links++
		defer func() { r.line.links-- }()
	case "b", "strong":
		r.line.bolds++
		defer func() { r.line.bolds-- }()
	case "i", "em", "small", "font":
		if size := attr(n, "size"); n.Data == "font" && size != "1" && size != "-1" && size != "-2" {
			break
		}
		r.line.slants++
		defer func() { r.line.slants-- }()
	case "td", "th":
		r.line.add(" ")
		defer r.line.add(" ")
	}
	r.walk(n, depth+1)
}
