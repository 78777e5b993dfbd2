package content

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// A block is the text between two borders of block elements or line breaks, in one line.
type block struct {
	text    string
	parent  int // the innermost element around it
	size    int // of the text, in columns: wide characters count three
	linked  int // of it inside links
	bold    int // of it in bold
	slanted int // of it in italics or small print
	votes   int // the witnesses that have it
	words   []string
	kinds   phraseKind
	noise   bool // no text of the article
	picture int  // the innermost element around a picture right before it, -1 if there is none
	breaks  bool // a line break ends it
}

// line gathers the text of one block.
type line struct {
	text                  strings.Builder
	filled                bool // with more than white space
	links, bolds, slants  int  // elements open
	linked, bold, slanted int
}

func (l *line) add(s string) {
	l.text.WriteString(s)
	l.filled = l.filled || strings.TrimSpace(s) != ""
	if l.links+l.bolds+l.slants == 0 {
		return
	}
	size := columns(s)
	if l.links > 0 {
		l.linked += size
	}
	if l.bolds > 0 {
		l.bold += size
	}
	if l.slants > 0 {
		l.slanted += size
	}
}

// blank reports whether there is no text yet.
func (l *line) blank() bool { return !l.filled }

// take returns the block gathered and begins the next one.
func (l *line) take() block {
	b := block{text: squeeze(l.text.String()), linked: l.linked, bold: l.bold, slanted: l.slanted}
	b.size = columns(b.text)
	l.text.Reset()
	l.filled = false
	l.linked, l.bold, l.slanted = 0, 0, 0
	return b
}

// columns is the size of a text without its spaces. A character of the wide scripts, which
// write a word in one or two, counts three.
func columns(s string) int {
	const firstWide = 0x2E80
	n := 0
	for _, r := range s {
		switch {
		case r >= firstWide:
			n += 3
		case !unicode.IsSpace(r):
			n++
		}
	}
	return n
}

// isProse reports whether a block reads like running text: sentences, not mostly links.
func (b *block) isProse() bool {
	const least = 50 // columns
	if b.size < least || b.linked*5 >= b.size*2 {
		return false
	}
	return strings.ContainsAny(b.text, ".,;:!?…。、，！？؟،।۔") || b.isUnstopped()
}

// squeeze trims s and makes one space of each run of white space.
func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// Paragraphs returns the text of each block below n in order, in one line each: all that a reader
// would see, less captions and controls.
func Paragraphs(n *html.Node) []string {
	if n == nil {
		return nil
	}
	var all []string
	for _, b := range readOutline(n, fragmentRole).blocks {
		all = append(all, b.text)
	}
	return all
}

// endsSentence reports whether a block ends as a sentence does.
func (b *block) endsSentence() bool {
	t := strings.TrimRightFunc(b.text, func(r rune) bool {
		return unicode.In(r, unicode.Pe, unicode.Pf, unicode.Pi) || r == '"' || r == '\''
	})
	last, _ := utf8.DecodeLastRuneInString(t)
	return strings.ContainsRune(".!?…。！？؟।۔:：;", last) || b.isUnstopped()
}

// isUnstopped reports whether a block is a long line in a script that writes no full stops.
func (b *block) isUnstopped() bool {
	const long = 100 // columns
	last, _ := utf8.DecodeLastRuneInString(b.text)
	return b.size > long && unicode.In(last, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}
