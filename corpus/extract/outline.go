package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// outline is what a reader sees of a page in order: its lines, its headings, and the elements that by their attributes
// hold dates or names. Places are counted in bytes of visible text.
type outline struct {
	lines    []line
	headings []spot
	dates    []spot
	names    []spot
	head     span               // where the headline stands; the zero span if it was not found
	top      span               // the part of the page around the headline, up to where the text has begun
	sizes    map[*html.Node]int // bytes of text in each aside element
	size     int                // bytes of text in all
}

// span is a stretch of the visible text.
type span struct{ start, end int }

func (s span) holds(at int) bool { return at >= s.start && at < s.end }

// line is the text between two borders of blocks. Long lines are kept in part.
type line struct {
	text  string
	at    int
	aside *html.Node // as spot.aside
}

// spot is an element that says by its attributes what it holds. A lower rank is surer.
type spot struct {
	node  *html.Node
	at    int
	aside *html.Node // the outermost element around it that by its name is beside the article, nil if there is none
	rank  int
}

const (
	maxLines     = 4000
	maxLine      = 400 // bytes kept of a line
	maxSpots     = 400
	longLine     = 160 // bytes; such a line is text
	beforeTop    = 300 // bytes above the headline that belong to it
	afterTop     = 1500
	longestTitle = 400
)

// readOutline walks over the page once.
func readOutline(root *html.Node) *outline {
	w := outliner{out: &outline{sizes: map[*html.Node]int{}}}
	w.walk(root, nil, 0)
	w.flush(nil)
	w.out.size = w.at
	return w.out
}

type outliner struct {
	out    *outline
	buf    strings.Builder
	spaced bool // the last character of buf is a space
	at     int  // bytes of text before the line
}

func (w *outliner) walk(n *html.Node, aside *html.Node, depth int) {
	const maxNesting = 600 // the parser's limit is 512
	for c := n.FirstChild; c != nil && depth < maxNesting && len(w.out.lines) < maxLines; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			w.text(c.Data)
		case c.Type != html.ElementNode || hiddenTags[c.Data] || c.Data == "head" || c.Data == "noscript" || c.Data == "select":
		default:
			w.element(c, aside, depth)
		}
	}
}

func (w *outliner) text(s string) {
	for _, r := range s {
		switch {
		case !unicode.IsSpace(r):
			w.buf.WriteRune(r)
		case w.buf.Len() > 0 && !w.spaced:
			w.buf.WriteByte(' ')
		}
		w.spaced = unicode.IsSpace(r)
	}
}

func (w *outliner) element(c *html.Node, aside *html.Node, depth int) {
	if undisplayed(c) {
		return
	}
	border := isBlock(c) || c.Data == "br"
	if border {
		w.flush(aside)
	}
	marks := marksOf(c)
	if aside == nil && isAside(c, marks) {
		aside = c
		start := w.at
		defer func() { w.out.sizes[c] = w.at - start }()
	}
	w.note(c, marks, aside)
	w.walk(c, aside, depth+1)
	if border {
		w.flush(aside)
	}
}

func (w *outliner) flush(aside *html.Node) {
	text := strings.TrimSpace(w.buf.String())
	w.buf.Reset()
	if text == "" {
		return
	}
	size := len(text)
	for len(text) > maxLine {
		text = text[:maxLine]
		for !utf8.ValidString(text[len(text)-min(4, len(text)):]) && len(text) > maxLine-4 {
			text = text[:len(text)-1]
		}
	}
	w.out.lines = append(w.out.lines, line{text, w.at, aside})
	w.at += size + 1
}

// note keeps an element that is a heading, or holds a date or a name.
func (w *outliner) note(c *html.Node, marks string, aside *html.Node) {
	at := w.at + w.buf.Len()
	if len(c.Data) == 2 && c.Data[0] == 'h' && c.Data[1] >= '1' && c.Data[1] <= '6' || strings.Contains(marks, "headline") {
		w.out.headings = appendSpot(w.out.headings, spot{c, at, aside, int(c.Data[len(c.Data)-1] - '0')})
	}
	if rank := dateRank(c, marks); rank > 0 {
		w.out.dates = appendSpot(w.out.dates, spot{c, at, aside, rank})
	}
	if rank := nameRank(c, marks); rank > 0 {
		w.out.names = appendSpot(w.out.names, spot{c, at, aside, rank})
	}
}

func appendSpot(all []spot, s spot) []spot {
	if len(all) < maxSpots && isSmall(s.node) {
		return append(all, s)
	}
	return all
}

// isSmall reports whether an element holds few others, as what names an author or a date does.
func isSmall(n *html.Node) bool {
	const most = 300
	count := 0
	visit(n, func(*html.Node) bool {
		count++
		return count <= most
	})
	return count <= most
}

// marksOf returns the classes and the id of an element in lower case.
func marksOf(n *html.Node) string {
	var class, id string
	for _, a := range n.Attr {
		switch a.Key {
		case "class":
			class = a.Val
		case "id":
			id = a.Val
		}
	}
	if class == "" && id == "" {
		return ""
	}
	const maxMarks = 300
	marks := class + " " + id
	return strings.ToLower(marks[:min(len(marks), maxMarks)])
}

// asideWords are in the names of what stands beside an article: other articles, comments, menus.
var asideWords = []string{
	"comment", "disqus", "respond", "related", "recommend", "recirc", "sidebar", "side-bar", "popular", "trending", "mostread", "most-read", "most_read", "more-from", "morefrom",
	"read-more", "readmore", "read-next", "readnext", "also-", "see-also", "next-article", "newsletter", "promo", "footer", "navbar", "navigation", "menu", "outbrain", "taboola", "latest", "ticker", "teaser",
	"relacionad", "relacionat", "correlat", "similar", "rekommend", "empfehl", "kommentar", "comentario", "gallery", "carousel", "slideshow", "cookie", "consent", "weather", "stock-",
}

func isAside(n *html.Node, marks string) bool {
	switch n.Data {
	case "nav", "footer", "aside", "form", "figure":
		return true
	case "html", "body", "main":
		return false
	}
	return namedAside(marks)
}

func namedAside(marks string) bool {
	return marks != "" && slices.ContainsFunc(asideWords, func(w string) bool { return strings.Contains(marks, w) })
}

// undisplayed reports whether an element is hidden by its own attributes.
func undisplayed(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "style":
			if strings.Contains(strings.ReplaceAll(strings.ToLower(a.Val), " ", ""), "display:none") {
				return true
			}
		}
	}
	return false
}

// locate finds the headline of the given title, and with it the top of the article.
func (o *outline) locate(title string) {
	at, found := o.headlineAt(titleKey(title))
	if !found {
		return
	}
	o.head = span{at, at + len(title)}
	o.top = span{max(0, at-beforeTop), o.head.end + afterTop}
	long := 0
	for _, l := range o.lines {
		if l.at >= o.head.end && len(l.text) >= longLine && l.aside == nil {
			if long++; long == 2 {
				o.top.end = min(o.top.end, l.at)
				break
			}
		}
	}
}

func (o *outline) headlineAt(key string) (at int, found bool) {
	if key == "" {
		return 0, false
	}
	best := -1
	for i, h := range o.headings {
		k := titleKey(textOfNode(h.node))
		if k == "" || k != key && (len(k) <= 12 || !strings.HasPrefix(key, k) && !strings.HasPrefix(k, key)) {
			continue
		}
		if best < 0 || headingRank(h) < headingRank(o.headings[best]) {
			best = i
		}
	}
	if best >= 0 {
		return o.headings[best].at, true
	}
	for _, l := range o.lines {
		if len(l.text) < longestTitle && titleKey(l.text) == key {
			return l.at, true
		}
	}
	for _, h := range o.headings {
		if h.node.Data == "h1" && h.aside == nil {
			return h.at, true
		}
	}
	return 0, false
}

// headingRank says how surely a heading with the title's words is the one over the article; lower is surer. The title may also stand in
// a bar at the top, in a trail of links and beside the article.
func headingRank(h spot) int {
	rank := 0
	if h.node.Data != "h1" {
		rank++
	}
	if h.aside != nil {
		rank += 2
	}
	return rank
}

// beside reports whether a place with this aside element is beside the article: the element does not hold the headline. A footer or an
// aside by its tag alone that stands by the headline belongs to it: many pages have their byline there.
func (o *outline) beside(aside *html.Node, at int) bool {
	if aside == nil || o.holdsHeadline(aside) || o.isMain(aside) {
		return false
	}
	byTag := aside.Data == "footer" || aside.Data == "aside" || aside.Data == "nav" && at >= o.head.start
	return !byTag || !o.top.holds(at) || namedAside(marksOf(aside))
}

// isMain reports whether an element holds so much of the page's text that its name has to mean something else: templates mark an
// article as "promoted", or as one with a sidebar. Comments may be as long.
func (o *outline) isMain(n *html.Node) bool {
	marks := marksOf(n)
	return 5*o.sizes[n] > 2*o.size && !strings.Contains(marks, "comment") && !strings.Contains(marks, "disqus") && n.Data != "nav" && n.Data != "footer" && n.Data != "form"
}

func (o *outline) holdsHeadline(n *html.Node) bool {
	if o.head == (span{}) {
		return false
	}
	for _, h := range o.headings {
		if h.at != o.head.start {
			continue
		}
		for p := h.node; p != nil; p = p.Parent {
			if p == n {
				return true
			}
		}
		return false
	}
	return false
}

// distance says how far a place is from the headline, those above it counting three times.
func (o *outline) distance(at int) int {
	if at < o.head.start {
		return 3 * (o.head.start - at)
	}
	return at - o.head.start
}
