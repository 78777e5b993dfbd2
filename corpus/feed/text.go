package feed

import (
	"cmp"
	"encoding/base64"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"dateline/corpus/xmltree"
)

// Plain returns the text on one line, without markup. It suits titles; for paragraphs use package extract.
func (t Text) Plain() string {
	text := t.Value
	if t.HTML {
		text = withoutTags(text)
	}
	return strings.Join(strings.Fields(text), " ")
}

// text reads a text of RSS or Atom. Atom says with type, and 0.3 also with mode, how a text is to be taken; RSS says nothing,
// so that a text that looks like HTML is taken for it. Elements inside are markup, whatever is said.
func (d *document) text(n *xmltree.Node) Text {
	if n == nil {
		return Text{}
	}
	t := Text{Language: language(cmp.Or(n.Inherited("lang"), d.o.Language)), Base: d.base(n)}
	kind, mode := strings.ToLower(strings.TrimSpace(n.Attr("type"))), strings.ToLower(n.Attr("mode"))
	content := n.Content()
	switch {
	case mode == "base64", kind != "" && isBinary(kind):
		content = fromBase64(content)
		t.HTML = isHTML(kind) || isXML(kind) || kind == "" && looksLikeHTML(content)
	case mode == "escaped":
		t.HTML = isHTML(kind) || kind == "application/xhtml+xml"
	case isHTML(kind) && len(unwrapped(n).Elements()) == 0: // escaped, and in a div all the same
		content = unwrapped(n).Content()
		t.HTML = true
	case len(n.Elements()) > 0, kind == "xhtml", isXML(kind):
		content = unwrapped(n).Markup()
		t.HTML = true
	case kind == "" && !d.titled(n):
		t.HTML = looksLikeHTML(content)
	}
	t.Value = strings.TrimSpace(content)
	if t.HTML {
		t.Value = resolveAll(t.Base, t.Value)
	}
	return t
}

// titled reports whether n is a text of Atom that is plain if it does not say otherwise, and is believed. Summaries and
// contents are not: many that hold HTML do not say so.
func (d *document) titled(n *xmltree.Node) bool {
	return d.feed.Kind == "atom" && !n.Is("summary", "content", "description")
}

func isHTML(kind string) bool { return kind == "html" || strings.HasPrefix(kind, "text/html") }

func isXML(kind string) bool {
	return strings.HasSuffix(kind, "+xml") || strings.HasSuffix(kind, "/xml")
}

// isBinary reports whether a media type's content stands in base 64 in Atom.
func isBinary(kind string) bool {
	return strings.Contains(kind, "/") && !strings.HasPrefix(kind, "text/") && !isXML(kind)
}

// fromBase64 returns the text that s encodes, or s if it encodes none.
func fromBase64(s string) string {
	b, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(s), ""))
	if err != nil || !utf8.Valid(b) {
		return s
	}
	return string(b)
}

// unwrapped returns the div that alone is in n, as Atom demands it, else n.
func unwrapped(n *xmltree.Node) *xmltree.Node {
	elements := n.Elements()
	if len(elements) != 1 || !elements[0].Is("div", "body") {
		return n
	}
	for _, c := range n.Children {
		if strings.TrimSpace(c.Text) != "" {
			return n
		}
	}
	return elements[0]
}

var (
	tagName    = regexp.MustCompile(`</?([A-Za-z][A-Za-z0-9]*)[\s/>]`)
	closeTag   = regexp.MustCompile(`</[A-Za-z][A-Za-z0-9]*\s*>|<(?i:br|p|hr|img)[\s/>]`)
	entityName = regexp.MustCompile(`&#?[A-Za-z0-9]+;`)
)

// htmlTags are the elements that texts of feeds hold.
var htmlTags = words(`a abbr acronym address area article aside audio b bdi bdo big blockquote body br button canvas caption center
	cite code col colgroup data dd del details dfn div dl dt em embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5
	h6 head header hr html i iframe img input ins kbd label legend li link main map mark meta nav noscript object ol option p param
	picture pre q rp rt ruby s samp script section select small source span strike strong style sub summary sup svg table tbody td
	textarea tfoot th thead time title tr track tt u ul var video wbr math math mrow mi mo mn path circle`)

func words(list string) map[string]bool {
	set := make(map[string]bool)
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}

// looksLikeHTML reports whether a text without a stated type is HTML: it has a tag or a reference, and every tag and
// every reference is one of HTML's.
func looksLikeHTML(s string) bool {
	if !strings.ContainsAny(s, "<&") || !closeTag.MatchString(s) && !entityName.MatchString(s) {
		return false
	}
	for _, m := range tagName.FindAllStringSubmatch(s, -1) {
		if !htmlTags[strings.ToLower(m[1])] {
			return false
		}
	}
	for _, e := range entityName.FindAllString(s, -1) {
		if xmltree.Unescape(e) == e {
			return false
		}
	}
	return true
}

// blockTags end a word.
var blockTags = words(`address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr img li
	main ol p pre section table td th tr ul`)

// withoutTags returns the text of HTML.
func withoutTags(s string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(s))
	for skipped := ""; ; {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			if skipped == "" {
				b.Write(z.Text())
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			if blockTags[string(name)] {
				b.WriteByte(' ')
			}
			if n := string(name); n == "script" || n == "style" {
				skipped = n
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if blockTags[string(name)] {
				b.WriteByte(' ')
			}
			if string(name) == skipped {
				skipped = ""
			}
		}
	}
}

// addressAttrs are the attributes that hold an address.
var addressAttrs = words("href src cite action longdesc poster data background classid codebase profile usemap")

// resolveAll makes the relative addresses in HTML absolute.
func resolveAll(base, s string) string {
	if !isWeb(base) || !strings.Contains(s, "=") {
		return s
	}
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return b.String()
		}
		raw := string(z.Raw())
		if kind == html.StartTagToken || kind == html.SelfClosingTagToken {
			raw = resolveTag(base, raw, z.Token())
		}
		b.WriteString(raw)
	}
}

func resolveTag(base, raw string, tag html.Token) string {
	changed := false
	for i, a := range tag.Attr {
		if !addressAttrs[a.Key] || strings.HasPrefix(a.Val, "#") {
			continue
		}
		if to := resolve(base, a.Val); to != a.Val {
			tag.Attr[i].Val, changed = to, true
		}
	}
	if !changed {
		return raw
	}
	return tag.String()
}
