package extract

import (
	"strings"
	"unicode/utf8"

	"dateline/corpus"

	"golang.org/x/net/html"
)

// A page is parsed as it is if it is of ordinary size, does not make the parser repeat itself (see repeats) and
// the parser accepts it. Otherwise it is tamed first: read once as a stream of tokens, without scripts other than
// JSON-LD, styles and drawings, without formatting elements, with at most maxTamed elements, at most maxAttributes
// attributes an element, each of at most maxValue bytes, and without the elements that nest deeper than maxDepth
// (their text stays). Where even that nests too deep, as tables do that the parser
// completes by itself, a page is read as its text alone. So the tree is bounded before it is built.
//
// What is done with a tree takes time that is linear in its size, but for the second opinion on its text: that is
// left out of a heavy page, see isHeavy.
const (
	ordinaryBytes = 1 << 20
	maxAttributes = 32
	maxValue      = 4 << 10
	maxDepth      = 200
	maxTamed      = 60_000
	maxRepeats    = 100_000 // elements

	maxElements = 30_000
	maxPlain    = 1 << 20 // bytes of text
	maxNested   = 1 << 25 // bytes of text, each counted for every element around it
)

func parseTree(page string) (*html.Node, error) {
	if len(page) <= ordinaryBytes && repeats(page) <= maxRepeats {
		if node, err := html.Parse(strings.NewReader(page)); err == nil {
			return node, nil
		}
	}
	node, err := html.Parse(strings.NewReader(tame(page, maxDepth)))
	if err == nil {
		return node, nil
	}
	if node, err = html.Parse(strings.NewReader(tame(page, 0))); err != nil {
		return nil, corpus.Errorf(corpus.Invalid, "the HTML cannot be read: %w", err)
	}
	return node, nil
}

// repeats returns at most how many elements the parser makes that are not in the page: it opens those formatting
// elements anew that were left open (<b>, <font>), in each element that follows.
func repeats(page string) int {
	open, all := 0, 0
	for rest := page; ; {
		i := strings.IndexByte(rest, '<')
		if i < 0 {
			return all
		}
		rest = rest[i+1:]
		end := strings.HasPrefix(rest, "/")
		name := tagName(strings.TrimPrefix(rest, "/"))
		switch {
		case name == "":
		case end && formattingTags[name]:
			open = max(0, open-1)
		case formattingTags[name]:
			open++
		case !end:
			const usual = 8 // left open somewhere in a page of ordinary carelessness
			all += max(0, open-usual)
		}
	}
}

// tagName returns the letters at the beginning of s in lower case, "" if they are none or more than formatting elements
// have and no element's name.
func tagName(s string) string {
	n := 0
	for n < len(s) && n < 10 && (s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z') {
		n++
	}
	return strings.ToLower(s[:n])
}

var formattingTags = map[string]bool{
	"a": true, "b": true, "big": true, "code": true, "em": true, "font": true, "i": true, "nobr": true, "s": true,
	"small": true, "strike": true, "strong": true, "tt": true, "u": true,
}

// isHeavy reports whether a tree is too large for work that takes more time than linear in its size: many elements, much
// text, or text deep inside of them.
func isHeavy(root *html.Node) bool {
	elements, text, nested, depth := 0, 0, 0, 0
	for n := root; n != nil; {
		switch n.Type {
		case html.ElementNode:
			elements++
		case html.TextNode:
			if n.Parent == nil || !hiddenTags[n.Parent.Data] {
				text += len(n.Data)
				nested += len(n.Data) * depth
			}
		}
		if elements > maxElements || text > maxPlain || nested > maxNested {
			return true
		}
		if n.FirstChild != nil {
			n = n.FirstChild
			depth++
			continue
		}
		for n != nil && n.NextSibling == nil {
			n = n.Parent
			depth--
		}
		if n != nil {
			n = n.NextSibling
		}
	}
	return false
}

// tame rewrites a page so that parsing it takes little time and at most the given depth.
func tame(page string, depth int) string {
	t := tamer{z: html.NewTokenizer(strings.NewReader(page)), depth: depth}
	t.out.Grow(len(page))
	for {
		switch kind := t.z.Next(); kind {
		case html.ErrorToken:
			return t.out.String()
		case html.TextToken:
			t.out.Write(t.z.Raw())
		case html.StartTagToken, html.SelfClosingTagToken:
			t.start(kind == html.SelfClosingTagToken)
		case html.EndTagToken:
			t.end()
		}
	}
}

// tamer is a page being tamed.
type tamer struct {
	z       *html.Tokenizer
	out     strings.Builder
	depth   int      // how deep elements may nest
	open    []string // the elements kept open
	dropped int      // elements open but not kept
	written int
}

func (t *tamer) start(closed bool) {
	name, hasAttr := t.z.TagName()
	tag := string(name)
	switch {
	case hiddenTags[tag]:
		skipHidden(t.z, &t.out, tag, hasAttr)
		return
	case formattingTags[tag] && tag != "a":
		return
	}
	if t.written++; t.written > maxTamed {
		t.out.WriteByte(' ')
		return
	}
	if !closed && !voidTags[tag] {
		if t.open = closeImplied(t.open, tag); len(t.open) >= t.depth {
			t.dropped++
			t.out.WriteByte(' ')
			return
		}
		t.open = append(t.open, tag)
	}
	writeTag(t.z, &t.out, tag, hasAttr)
}

// end writes the end tag of an element that is open.
func (t *tamer) end() {
	name, _ := t.z.TagName()
	tag := string(name)
	if formattingTags[tag] && tag != "a" {
		return
	}
	if t.dropped > 0 {
		t.dropped--
		t.out.WriteByte(' ')
		return
	}
	before := len(t.open)
	if t.open = closeTag(t.open, tag); len(t.open) < before {
		t.out.WriteString("</" + tag + ">")
	}
}

// closeImplied returns the elements still open when one starts whose kind needs no end tag.
func closeImplied(open []string, tag string) []string {
	for n := len(open); n > 0 && optionalEnd[tag] && (open[n-1] == tag || tag == "tr" && (open[n-1] == "td" || open[n-1] == "th")); n-- {
		open = open[:n-1]
	}
	return open
}

// closeTag returns the elements still open after an end tag. An end tag whose element
// is not near the top closes nothing here; the parser may think otherwise, but
// never leaves more open.
func closeTag(open []string, name string) []string {
	for i := len(open) - 1; i >= 0 && i >= len(open)-8; i-- {
		if open[i] == name {
			return open[:i]
		}
	}
	return open
}

var (
	hiddenTags = map[string]bool{"script": true, "style": true, "svg": true, "template": true, "math": true}
	voidTags   = map[string]bool{
		"area": true, "base": true, "br": true, "col": true, "embed": true, "hr": true, "img": true, "input": true,
		"link": true, "meta": true, "param": true, "source": true, "track": true, "wbr": true,
	}
	optionalEnd = map[string]bool{"p": true, "li": true, "td": true, "th": true, "tr": true, "dt": true, "dd": true, "option": true}
)

// skipHidden reads to the end of an element that shows no text. JSON-LD is kept.
func skipHidden(z *html.Tokenizer, out *strings.Builder, tag string, hasAttr bool) {
	linked := false
	for hasAttr {
		var key, value []byte
		key, value, hasAttr = z.TagAttr()
		linked = linked || string(key) == "type" && strings.Contains(string(value), "ld+json")
	}
	linked = linked && tag == "script"
	if linked {
		out.WriteString(`<script type="application/ld+json">`)
	}
	for depth := 1; depth > 0; {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.TextToken:
			if linked {
				out.Write(z.Raw())
			}
		case html.StartTagToken:
			if name, _ := z.TagName(); string(name) == tag {
				depth++
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); string(name) == tag {
				depth--
			}
		}
	}
	if linked {
		out.WriteString("</script>")
	}
}

func writeTag(z *html.Tokenizer, out *strings.Builder, tag string, hasAttr bool) {
	out.WriteString("<" + tag)
	for n := 0; hasAttr && n < maxAttributes; n++ {
		var key, value []byte
		key, value, hasAttr = z.TagAttr()
		if len(value) <= maxValue && len(key) < 64 && !strings.ContainsAny(string(key), "<>\"'=`") {
			out.WriteString(" " + string(key) + `="` + html.EscapeString(string(value)) + `"`)
		}
	}
	out.WriteString(">")
}

// visit walks the tree below n in document order without recursion, and enters what f accepts.
func visit(n *html.Node, f func(*html.Node) bool) {
	for c := n; c != nil; {
		if f(c) && c.FirstChild != nil {
			c = c.FirstChild
			continue
		}
		for c != n && c.NextSibling == nil {
			c = c.Parent
		}
		if c == n {
			return
		}
		c = c.NextSibling
	}
}

// isBlock reports whether an element stands on lines of its own.
func isBlock(n *html.Node) bool { return n.Type == html.ElementNode && blockTags[n.Data] }

var blockTags = func() map[string]bool {
	m := map[string]bool{}
	for tag := range strings.FieldsSeq("p div li ul ol h1 h2 h3 h4 h5 h6 blockquote pre table tr section article header footer aside " +
		"figure figcaption dl dt dd hr main body address form details summary tbody thead caption center nav") {
		m[tag] = true
	}
	return m
}()

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
