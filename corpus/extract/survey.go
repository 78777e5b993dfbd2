package extract

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// survey is what a page is made of, counted in one walk over its tree. Words are counted as wordsIn does.
type survey struct {
	blocks   []block
	pieces   int // runs of prose that no teaser interrupts
	longest  int // words of the longest run
	prose    int // words of all runs
	teasers  int // addresses behind lines that are links: headlines of other pages
	headed   int // of them, those that are headings
	dated    int // of them, those with a day in figures beside the link
	player   bool
	password bool
	noscript string          // what is shown where scripts are off
	refresh  string          // the address a meta element or a script leads on to
	scripted bool            // refresh is a script's
	marks    strings.Builder // classes and ids in lower case
	types    map[string]int
	locked   bool // by its JSON-LD the text is not free
}

// block is a line of a page: the text between two borders of block elements.
type block struct {
	text    string
	words   int
	linked  int    // words inside links
	href    string // of its last link
	heading int    // 1 for h1, 0 for none
	chrome  bool   // in a menu, a footer, an aside, a form
}

// A survey of a very large page ends early: what a page is shows in its first part.
const (
	maxBlocks    = 4000
	maxMarks     = 64 << 10
	maxBlockText = 2 << 10
)

// teaser reports whether the line is a link to another story: a heading, or at least as long as a short headline.
func (b *block) teaser() bool {
	const headline = 4
	return b.href != "" && b.linked*10 >= b.words*6 && (b.linked >= headline || b.heading > 1)
}

// isProse reports whether the line is a sentence or more.
func (b *block) isProse() bool {
	const sentence = 8
	return b.words >= sentence && b.linked*2 < b.words && b.heading == 0
}

// surveyor is a survey under way.
type surveyor struct {
	survey
	place
	line   strings.Builder
	linked strings.Builder
	href   string // of the last link in line
}

// place says where in the page a walk is.
type place struct {
	link    bool // inside a link
	chrome  bool // inside an element that holds no article
	heading int  // as block.heading
}

// take surveys a page.
func take(root *html.Node) *survey {
	v := surveyor{survey: survey{types: map[string]int{}}}
	v.walk(root)
	v.flush()
	v.count()
	return &v.survey
}

func (v *surveyor) walk(n *html.Node) {
	for c := n.FirstChild; c != nil && len(v.blocks) < maxBlocks; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			v.text(c.Data)
		case html.ElementNode:
			v.element(c)
		}
	}
}

func (v *surveyor) text(s string) {
	if v.line.Len() > maxBlockText {
		return
	}
	v.line.WriteString(s)
	if v.link {
		v.linked.WriteString(s)
	}
}

func (v *surveyor) element(n *html.Node) {
	switch n.Data {
	case "script":
		v.script(n)
		return
	case "meta":
		if strings.EqualFold(attr(n, "http-equiv"), "refresh") {
			v.refresh, v.scripted = refreshTarget(attr(n, "content")), false
		}
		return
	case "noscript":
		if n.FirstChild != nil && v.noscript == "" {
			v.noscript = squeeze(n.FirstChild.Data)
		}
		return
	case "style", "svg", "template", "math", "title", "select", "button":
		return
	case "input":
		v.password = v.password || strings.EqualFold(attr(n, "type"), "password")
		return
	case "video", "audio":
		v.player = true
		return
	case "iframe", "embed", "object":
		v.player = v.player || playerAddress.MatchString(attr(n, "src"))
		return
	}
	v.mark(n)
	if isHidden(n) {
		return
	}
	v.enter(n)
}

// enter walks an element that shows its content.
func (v *surveyor) enter(n *html.Node) {
	border := isBlock(n) || n.Data == "br" || n.Data == "dialog"
	if border {
		v.flush()
	}
	outside := v.place
	v.chrome = v.chrome || isChrome(n)
	switch n.Data {
	case "a":
		v.link, v.href = true, attr(n, "href")
	case "h1", "h2", "h3", "h4", "h5", "h6":
		v.heading = int(n.Data[1] - '0')
	}
	v.walk(n)
	if border {
		v.flush()
	}
	v.place = outside
}

func isChrome(n *html.Node) bool {
	switch n.Data {
	case "nav", "footer", "aside", "form", "dialog", "figcaption", "label":
		return true
	}
	role := attr(n, "role")
	return role == "navigation" || role == "dialog" || role == "contentinfo"
}

func isHidden(n *html.Node) bool {
	for _, a := range n.Attr {
		if a.Key == "hidden" || a.Key == "style" && displayNone.MatchString(a.Val) {
			return n.Data != "body" && n.Data != "html"
		}
	}
	return false
}

var (
	dayInFigures  = regexp.MustCompile(`\b\d{1,4}[-./]\d{1,2}[-./]\d{1,4}\b|\d{1,2}月\d{1,2}日|\[\d\d-\d\d\]`)
	displayNone   = regexp.MustCompile(`(?i)display\s*:\s*none`)
	playerAddress = regexp.MustCompile(`(?i)youtube|vimeo|dailymotion|/embed/|player|jwplatform|brightcove|soundcloud|spotify|podcast`)
	scriptLeads   = regexp.MustCompile(`location(?:\.href)?\s*=\s*["']([^"']+)["']|location\.(?:replace|assign)\(\s*["']([^"']+)["']`)
	typeOf        = regexp.MustCompile(`"@type"\s*:\s*(?:"([A-Za-z:/.]+)"|\[([^\]]{0,200})\])`)
	notFree       = regexp.MustCompile(`(?i)"isAccessibleForFree"\s*:\s*"?(?:https?://schema.org/)?false`)
	refreshURL    = regexp.MustCompile(`(?i)^\s*([0-9.]*)\s*[;,]\s*(?:url\s*=)?\s*['"]?([^'"\s]+)`)
)

// script reads the types in JSON-LD, and where a short script leads on to.
func (v *surveyor) script(n *html.Node) {
	if n.FirstChild == nil {
		return
	}
	text := n.FirstChild.Data
	if !strings.Contains(attr(n, "type"), "ld+json") {
		const short = 2 << 10
		if m := scriptLeads.FindStringSubmatch(text[:min(len(text), short)]); m != nil && v.refresh == "" && len(text) <= short {
			v.refresh, v.scripted = m[1]+m[2], true
		}
		return
	}
	text = text[:min(len(text), maxScriptBytes)]
	for _, m := range typeOf.FindAllStringSubmatch(text, maxObjects) {
		for t := range strings.FieldsFuncSeq(m[1]+","+m[2], func(r rune) bool { return r == ',' || r == '"' || unicode.IsSpace(r) }) {
			v.types[strings.ToLower(t[strings.LastIndexAny(t, "/:")+1:])]++
		}
	}
	v.locked = v.locked || notFree.MatchString(text)
}

// refreshTarget returns the address in a refresh that comes at once.
func refreshTarget(content string) string {
	m := refreshURL.FindStringSubmatch(content)
	if m == nil || len(strings.TrimLeft(m[1], "0")) > 1 {
		return ""
	}
	return m[2]
}

func (v *surveyor) mark(n *html.Node) {
	for _, a := range n.Attr {
		if (a.Key == "class" || a.Key == "id") && v.marks.Len() < maxMarks {
			v.marks.WriteString(" ")
			v.marks.WriteString(strings.ToLower(a.Val[:min(len(a.Val), 200)]))
		}
	}
}

func (v *surveyor) flush() {
	text := squeeze(v.line.String())
	linked := squeeze(v.linked.String())
	v.line.Reset()
	v.linked.Reset()
	href := v.href
	if !v.link {
		v.href = ""
	}
	if text == "" {
		return
	}
	b := block{text: text, words: wordsIn(text), linked: wordsIn(linked), heading: v.heading, chrome: v.chrome}
	if linked != "" {
		b.href = href
	}
	v.blocks = append(v.blocks, b)
}

// count works out the runs of prose and the teasers.
func (v *surveyor) count() {
	run, seen := 0, map[string]bool{}
	end := func() {
		if run > 0 {
			v.pieces++
			v.prose += run
			v.longest = max(v.longest, run)
		}
		run = 0
	}
	for i := range v.blocks {
		switch b := &v.blocks[i]; {
		case b.chrome:
		case b.teaser():
			end()
			if !seen[b.href] {
				seen[b.href] = true
				v.teasers++
				if b.heading > 1 {
					v.headed++
				}
				if b.linked < b.words && b.words <= b.linked+3 && dayInFigures.MatchString(b.text) {
					v.dated++
				}
			}
		case b.isProse():
			run += b.words
		}
	}
	end()
}

// marked reports whether one of the words stands in a class or an id.
func (v *survey) marked(words []string) bool {
	marks := v.marks.String()
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(marks, w) })
}

// attr returns the value of an element's attribute, "" if it has none.
func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// wordsIn counts the words of a text: what stands between spaces, and one for two letters of scripts that are written
// without them.
func wordsIn(s string) int {
	words, dense, inside := 0, 0, false
	for _, r := range s {
		switch {
		case r < 0x0E00: // none of the dense scripts
			letter := unicode.IsLetter(r) || unicode.IsDigit(r)
			if letter && !inside {
				words++
			}
			inside = letter || inside && !unicode.IsSpace(r)
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
			dense++
			inside = false
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if !inside {
				words++
			}
			inside = true
		case unicode.IsSpace(r):
			inside = false
		}
	}
	return words + (dense+1)/2
}
