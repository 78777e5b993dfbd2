package xmltree

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Node is an element, or a piece of text between tags.
type Node struct {
	Space    string // address of the name's namespace; the prefix as written if it is not declared; "" without either
	Prefix   string // as written
	Name     string // without prefix, as written; "" for text
	Attrs    []Attr
	Text     string // of a text node, references decoded
	CData    bool   // the text stood in a CDATA section
	Parent   *Node
	Children []*Node
	// Start and End are where the node stands in the text that was parsed, in bytes, tags included.
	Start, End int
	// Cut is set if the text ended before the element did.
	Cut bool

	scope *scope
}

// Attr is an attribute, its value decoded.
type Attr struct {
	Space, Name, Value string
}

// XMLSpace is the namespace of xml:lang and xml:base.
const XMLSpace = "http://www.w3.org/XML/1998/namespace"

// Is reports whether n is an element of one of the names, whatever their case.
func (n *Node) Is(names ...string) bool {
	return n.Name != "" && slices.ContainsFunc(names, func(name string) bool { return strings.EqualFold(name, n.Name) })
}

// Attr returns the value of an attribute without namespace, or "".
func (n *Node) Attr(name string) string {
	v, _ := n.LookupAttr("", name)
	return v
}

// LookupAttr returns the value of an attribute, its name compared without case.
func (n *Node) LookupAttr(space, name string) (string, bool) {
	for _, a := range n.Attrs {
		if a.Space == space && strings.EqualFold(a.Name, name) {
			return a.Value, true
		}
	}
	return "", false
}

// Elements returns the child elements of one of the names, or all if none is given.
func (n *Node) Elements(names ...string) []*Node {
	var found []*Node
	for _, c := range n.Children {
		if c.Name != "" && (len(names) == 0 || c.Is(names...)) {
			found = append(found, c)
		}
	}
	return found
}

// Child returns the first child element of one of the names, or nil.
func (n *Node) Child(names ...string) *Node {
	for _, c := range n.Children {
		if c.Is(names...) {
			return c
		}
	}
	return nil
}

// At follows first children by name, one after the other. It returns nil where one is missing, and may be called
// on nil.
func (n *Node) At(path ...string) *Node {
	for _, name := range path {
		if n == nil {
			return nil
		}
		n = n.Child(name)
	}
	return n
}

// All returns the elements below n with one of the names, in the order of the text, those inside another one too.
func (n *Node) All(names ...string) []*Node {
	var found []*Node
	for _, c := range n.Children {
		if c.Is(names...) {
			found = append(found, c)
		}
		found = append(found, c.All(names...)...)
	}
	return found
}

// Content returns all text below n. It may be called on nil.
func (n *Node) Content() string {
	if n == nil {
		return ""
	}
	if len(n.Children) == 1 && n.Children[0].Name == "" {
		return n.Children[0].Text
	}
	var b strings.Builder
	n.content(&b)
	return b.String()
}

func (n *Node) content(b *strings.Builder) {
	b.WriteString(n.Text)
	for _, c := range n.Children {
		c.content(b)
	}
}

// Line returns the text below n on one line, spaces collapsed. It may be called on nil.
func (n *Node) Line() string { return strings.Join(strings.Fields(n.Content()), " ") }

// Inherited returns the value of an attribute of the XML namespace ("lang") that is in force at n: its own or the
// nearest ancestor's.
func (n *Node) Inherited(name string) string {
	for ; n != nil; n = n.Parent {
		if v, ok := n.LookupAttr(XMLSpace, name); ok {
			return v
		}
	}
	return ""
}

// Markup returns what is inside n as HTML: its elements without prefixes, declarations and attributes of other
// namespaces, its text escaped.
func (n *Node) Markup() string {
	var b strings.Builder
	for _, c := range n.Children {
		c.markup(&b)
	}
	return b.String()
}

func (n *Node) markup(b *strings.Builder) {
	if n.Name == "" {
		b.WriteString(html.EscapeString(n.Text))
		return
	}
	b.WriteByte('<')
	b.WriteString(n.Name)
	for _, a := range n.Attrs {
		if a.Space == "" {
			b.WriteString(" " + a.Name + `="` + html.EscapeString(a.Value) + `"`)
		}
	}
	b.WriteByte('>')
	for _, c := range n.Children {
		c.markup(b)
	}
	if !isVoid(n.Name) {
		b.WriteString("</" + n.Name + ">")
	}
}
