package extract

import (
	"strings"

	"dateline/corpus"

	"golang.org/x/net/html"
)

// A page is parsed as it is if it is of ordinary size and the parser accepts it.
// Otherwise it is tamed first: read once as a stream of tokens, without scripts other than
// JSON-LD, styles and drawings, with at most maxAttributes attributes an element, each
// of at most maxValue bytes, and without the elements that nest deeper than maxDepth
// (their text stays). Where even that nests too deep, as tables do that the parser
// completes by itself, a page is read as its text alone.
const (
	ordinaryBytes = 1 << 20
	maxAttributes = 32
	maxValue      = 4 << 10
	maxDepth      = 200
	maxTamed      = 100_000
)

func parseTree(page string) (*html.Node, error) {
	if len(page) <= ordinaryBytes {
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

// tame rewrites a page so that parsing it takes little time and at most the given depth.
func tame(page string, depth int) string {
	var out strings.Builder
	out.Grow(len(page))
	z := html.NewTokenizer(strings.NewReader(page))
	var open []string // the elements kept open
	dropped := 0      // elements open but not kept
	written := 0
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			return out.String()
		case html.TextToken:
			out.Write(z.Raw())
		case html.StartTagToken, html.SelfClosingTagToken:
			name, hasAttr := z.TagName()
			tag := string(name)
			if hiddenTags[tag] {
				skipHidden(z, &out, tag, hasAttr)
				continue
			}
			if written++; written > maxTamed {
				out.WriteByte(' ')
				continue
			}
			if kind == html.StartTagToken && !voidTags[tag] {
				if open = closeImplied(open, tag); len(open) >= depth {
					dropped++
					out.WriteByte(' ')
					continue
				}
				open = append(open, tag)
			}
			writeTag(z, &out, tag, hasAttr)
		case html.EndTagToken:
			name, _ := z.TagName()
			if dropped > 0 {
				dropped--
				out.WriteByte(' ')
				continue
			}
			open = closeTag(open, string(name))
			out.WriteString("</" + string(name) + ">")
		}
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
