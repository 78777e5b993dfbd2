package content

import (
	"strings"

	"golang.org/x/net/html"
)

// role says what an element is by its tag and attributes alone. Of several, the last one counts.
type role uint8

const (
	plain     role = iota
	furniture      // no text of an article unless most of the page's prose is in it
	comments       // what readers wrote
	body           // the page names it as the article's text
	silent         // never text of an article, whatever its size: scripts, controls, captions, what is hidden
)

var (
	silentTags = set("script style svg math head noscript noembed noframes xmp plaintext button select textarea input option iframe object embed " +
		"video audio canvas map figcaption dialog")
	furnitureTags = set("nav footer aside form menu search address")
	blockTags     = set("p div li ul ol menu h1 h2 h3 h4 h5 h6 blockquote pre table tr section article header footer aside main body html template " +
		"figure figcaption dl dt dd hr address form fieldset legend details summary tbody thead tfoot caption center nav hgroup search")
	textTags    = set("p h1 h2 h3 h4 h5 h6 li dt dd tr blockquote")
	pictureTags = set("img figure picture amp-img")
	landmarks   = map[string]role{
		"navigation": furniture, "complementary": furniture, "banner": furniture, "contentinfo": furniture, "search": furniture,
		"alert": furniture, "menu": furniture, "menubar": furniture, "toolbar": furniture, "tablist": furniture,
		"dialog": silent, "alertdialog": silent, "tooltip": silent, "button": silent,
	}
	items = map[string]role{
		"articlebody": body, "text": body,
		"caption": furniture, "comment": furniture, "author": furniture, "publisher": furniture, "datepublished": furniture,
		"datemodified": furniture, "keywords": furniture, "headline": furniture, "alternativeheadline": furniture, "description": furniture,
	}
)

// set returns the set of the words in a line.
func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// isBlock reports whether an element stands on lines of its own. Elements of a page's own
// making do.
func isBlock(n *html.Node) bool { return blockTags[n.Data] || strings.Contains(n.Data, "-") }

// fragmentRole is for HTML of which all is text.
func fragmentRole(n *html.Node) role {
	if silentTags[n.Data] || isHidden(n) || n.Data == "template" && attr(n, "shadowrootmode") == "" {
		return silent
	}
	return plain
}

// pageRole is for a page.
func pageRole(n *html.Node) role {
	switch {
	case n.Data == "body" || n.Data == "html":
		return plain
	case fragmentRole(n) == silent:
		return silent
	}
	return shownRole(n)
}

// shownRole is for a page whose scripts show what is marked as hidden.
func shownRole(n *html.Node) role {
	if silentTags[n.Data] {
		return silent
	}
	if furnitureTags[n.Data] {
		return furniture
	}
	best := plain
	if isBlock(n) && !blockTags[n.Data] {
		best = nameRole(n.Data)
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "itemprop":
			for name := range strings.FieldsSeq(strings.ToLower(a.Val)) {
				if r, known := items[name]; known {
					return r
				}
			}
		case "role":
			best = max(best, landmarks[strings.ToLower(a.Val)])
		case "class", "id", "data-component", "data-testid", "data-qa", "data-type", "data-module":
			if n.Data != "a" || !behaves(a.Val) {
				best = max(best, nameRole(a.Val))
			}
		}
	}
	return best
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

// attr returns an attribute of an element.
func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
