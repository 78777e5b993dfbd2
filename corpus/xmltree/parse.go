package xmltree

import (
	"strings"
)

// Options bound a tree. Zero values mean the defaults.
type Options struct {
	Depth      int // of nesting, by default 256
	Nodes      int // elements and texts that are kept at one time, by default 2,000,000
	Attributes int // of one element, by default 256
	// Done, if set, is called with each element when it ends, and drops it from its parent by returning true. So a long
	// text can be read record by record.
	Done func(*Node) (drop bool)
	// Ends, if set, says that an element that begins ends the innermost open one, whose end tag is missing then.
	Ends func(open, next *Node) bool
}

const (
	defaultDepth      = 256
	defaultNodes      = 2_000_000
	defaultAttributes = 256
)

// Parse returns the root of text, which should be UTF-8: a node without name that has the text's elements as children.
func Parse(text string, o Options) *Node {
	for _, f := range []struct {
		set *int
		def int
	}{{&o.Depth, defaultDepth}, {&o.Nodes, defaultNodes}, {&o.Attributes, defaultAttributes}} {
		if *f.set <= 0 {
			*f.set = f.def
		}
	}
	root := &Node{End: len(text)}
	p := &parser{text: text, o: o, open: []*Node{root}, names: map[string]int{}, marks: map[string]int{}}
	p.run()
	for len(p.open) > 1 {
		p.top().Cut = true
		p.close(len(text))
	}
	return root
}

// parser is one pass over a text.
type parser struct {
	text  string
	at    int
	o     Options
	open  []*Node // the root and the open elements
	nodes int
	deep  int            // open elements that are left out, because of their depth
	names map[string]int // how many elements of a name in lower case are open
	marks map[string]int // where a mark stands next, as find found it
}

func (p *parser) top() *Node { return p.open[len(p.open)-1] }

func (p *parser) run() {
	for p.at < len(p.text) && p.nodes < p.o.Nodes {
		next := strings.IndexByte(p.text[p.at:], '<')
		if next < 0 {
			next = len(p.text) - p.at
		}
		if next > 0 {
			p.addText(p.text[p.at:p.at+next], p.at, p.at+next, false)
			p.at += next
			continue
		}
		if !p.markup() {
			p.addText("<", p.at, p.at+1, false)
			p.at++
		}
	}
}

// markup reads what begins with the "<" at p.at. It reports whether that was more than text.
func (p *parser) markup() bool {
	rest := p.text[p.at:]
	switch {
	case strings.HasPrefix(rest, "<!--"):
		p.skipPast("-->")
	case strings.HasPrefix(rest, "<![CDATA["):
		p.cdata()
	case strings.HasPrefix(rest, "<!") && len(rest) > 2 && isNameStart(rest[2]):
		p.declaration()
	case strings.HasPrefix(rest, "<?"):
		p.instruction()
	case strings.HasPrefix(rest, "</"):
		return p.endTag()
	case len(rest) > 1 && isNameStart(rest[1]):
		p.startTag()
	default:
		return false
	}
	return true
}

// find returns where mark stands next at or behind from, or -1. It remembers the answer, so that a text full of
// beginnings without ends is not searched again for each.
func (p *parser) find(mark string, from int) int {
	if at, ok := p.marks[mark]; ok && (at < 0 || at >= from) {
		return at
	}
	at := -1
	if i := strings.Index(p.text[from:], mark); i >= 0 {
		at = from + i
	}
	p.marks[mark] = at
	return at
}

// skipPast goes behind the next mark; without one, behind the tag or the end of the line that lies next, so that a
// comment that is never closed does not take the rest with it.
func (p *parser) skipPast(mark string) {
	if at := p.find(mark, p.at); at >= 0 {
		p.at = at + len(mark)
		return
	}
	if i := strings.IndexAny(p.text[p.at:], ">\n"); i >= 0 {
		p.at += i + 1
		return
	}
	p.at = len(p.text)
}

// instruction skips "<?…?>", or "<?…>" as SGML has it.
func (p *parser) instruction() {
	end, next := p.find("?>", p.at), p.find("<", p.at+1)
	if end < 0 || next >= 0 && next < end {
		p.skipPast(">")
		return
	}
	p.at = end + len("?>")
}

const (
	cdataBegin = "<![CDATA["
	cdataEnd   = "]]>"
)

// cdata reads a section. One whose end is missing, so that it would take in the next one, ends where its element does.
func (p *parser) cdata() {
	start := p.at
	from := start + len(cdataBegin)
	end := p.find(cdataEnd, from)
	next := end + len(cdataEnd)
	if end < 0 {
		end, next = len(p.text), len(p.text)
	}
	if another := p.find(cdataBegin, from); next == len(p.text) || another >= 0 && another < end {
		if i := strings.Index(p.text[from:end], "</"+p.top().written()); i >= 0 {
			end, next = from+i, from+i
		}
	}
	p.at = next
	p.addText(p.text[from:end], start, next, true)
}

// declaration skips "<!DOCTYPE …>" with its internal subset in brackets, quotes and comments honoured.
func (p *parser) declaration() {
	const unclosed = "<!"
	if p.marks[unclosed] < 0 {
		p.skipBefore()
		return
	}
	depth := 0
	for i := p.at + 2; i < len(p.text); i++ {
		switch c := p.text[i]; {
		case c == '[':
			depth++
		case c == ']':
			depth--
		case c == '"' || c == '\'':
			end := p.find(string(c), i+1)
			if end >= 0 && (depth > 0 || !strings.Contains(p.text[i:end], "\n")) {
				i = end
			}
		case c == '<' && strings.HasPrefix(p.text[i:], "<!--"):
			if end := p.find("-->", i); end >= 0 {
				i = end + 2
			}
		case c == '>' && depth <= 0:
			p.at = i + 1
			return
		}
	}
	p.marks = map[string]int{unclosed: -1} // what was found lies beyond
	p.skipBefore()
}

// skipBefore goes to the next tag, or behind the ">" before it.
func (p *parser) skipBefore() {
	p.at++
	p.leaveTag()
}

// leaveTag goes behind the ">" that ends a tag, or to the next tag where it has none.
func (p *parser) leaveTag() {
	i := strings.IndexAny(p.text[p.at:], "<>")
	switch {
	case i < 0:
		p.at = len(p.text)
	case p.text[p.at+i] == '>':
		p.at += i + 1
	default:
		p.at += i
	}
}

// addText appends text to the innermost element. What lies outside of all elements is left out.
func (p *parser) addText(raw string, start, end int, cdata bool) {
	if len(p.open) == 1 {
		return
	}
	text := withoutControls(raw)
	if !cdata {
		text = Unescape(text)
	}
	if text == "" {
		return
	}
	parent := p.top()
	parent.Children = append(parent.Children, &Node{Text: text, CData: cdata, Parent: parent, Start: start, End: end})
	p.nodes++
}

// startTag reads the tag at p.at.
func (p *parser) startTag() {
	start := p.at
	p.at++
	n := &Node{Start: start}
	name := p.name()
	attrs, closed := p.attributes()
	parent := p.top()
	n.scope = parent.scope.with(attrs)
	n.Prefix, n.Name, n.Space = n.scope.resolve(name, true)
	for p.o.Ends != nil && len(p.open) > 1 && p.o.Ends(p.top(), n) {
		p.close(start)
	}
	if len(p.open) > p.o.Depth {
		if !closed {
			p.deep++
		}
		return
	}
	for _, a := range attrs {
		if _, local, space := n.scope.resolve(a.Name, false); !isDeclaration(a.Name) {
			n.Attrs = append(n.Attrs, Attr{Space: space, Name: local, Value: a.Value})
		}
	}
	n.Parent = p.top()
	n.Parent.Children = append(n.Parent.Children, n)
	p.open = append(p.open, n)
	p.names[strings.ToLower(n.Name)]++
	p.nodes++
	if closed || isVoid(n.Name) {
		p.close(p.at)
	}
}

// endTag reads the end tag at p.at, if it is one.
func (p *parser) endTag() bool {
	if p.at+2 >= len(p.text) || !isNameStart(p.text[p.at+2]) {
		return false
	}
	p.at += 2
	name := p.name()
	p.leaveTag()
	if p.deep > 0 {
		p.deep--
		return true
	}
	if i := p.openElement(name); i > 0 {
		for len(p.open) > i {
			p.close(p.at)
		}
	}
	return true
}

// openElement returns the index of the nearest open element of a name with its prefix, or 0.
func (p *parser) openElement(name string) int {
	if p.names[strings.ToLower(name[strings.IndexByte(name, ':')+1:])] == 0 {
		return 0
	}
	for _, same := range []func(a, b string) bool{func(a, b string) bool { return a == b }, strings.EqualFold} {
		for i := len(p.open) - 1; i > 0; i-- {
			if same(p.open[i].written(), name) {
				return i
			}
		}
	}
	return 0
}

func (n *Node) written() string {
	if n.Prefix == "" {
		return n.Name
	}
	return n.Prefix + ":" + n.Name
}

// close ends the innermost element.
func (p *parser) close(end int) {
	n := p.top()
	p.open = p.open[:len(p.open)-1]
	p.names[strings.ToLower(n.Name)]--
	n.End = end
	if p.o.Done == nil || !p.o.Done(n) {
		return
	}
	siblings := n.Parent.Children
	n.Parent.Children = siblings[:len(siblings)-1]
	p.nodes -= n.size()
}

func (n *Node) size() int {
	size := 1
	for _, c := range n.Children {
		size += c.size()
	}
	return size
}
