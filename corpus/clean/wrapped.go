package clean

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Wrapped text is told from text with one paragraph a line by measuring how its
// lines were filled. Let W be the width of the widest lines (the 95th percentile of those that
// another line follows). A break after a line is "filled" if the next line's first
// word would not have fitted: width + 1 + word > W. Somebody who wraps at a column leaves
// nearly only filled breaks; somebody who ends paragraphs leaves few. A text is
// wrapped if
//
//   - W is between minWrap and maxWrap columns,
//   - at least filledShare of the breaks are filled, and
//   - at least openShare of them stand inside a sentence.
//
// Then a filled break becomes a space, unless the next line is indented, and every other
// break starts a paragraph. In text that is not wrapped every line is a paragraph.
//
// Text of at least minSpaced lines with an empty line after each is measured in
// the same way, since some scrapers double the line ends of wrapped text.
const (
	minWrap     = 25
	maxWrap     = 130
	filledShare = 0.75
	openShare   = 0.4
	minSpaced   = 8
	slack       = 2 // columns by which lines may fall short of W
)

// textLine is one line that is not blank.
type textLine struct {
	start, end int // bytes of the line without spaces at its ends
	indent     int // spaces before it
	width      int // code points, with the indent
	gap        int // line feeds before it
}

// joinWrapped joins the lines of wrapped paragraphs and separates paragraphs by an
// empty line.
func joinWrapped(e *editor) {
	if !strings.Contains(e.src, "\n") {
		return
	}
	ls := textLines(e.src)
	base := commonIndent(ls)
	single := measure(e.src, ls, base, 1)
	double := measure(e.src, ls, base, 2)
	if double.breaks < minSpaced || single.breaks > 0 {
		double.wrapped = false
	}
	for i := 1; i < len(ls); i++ {
		a, b := ls[i-1], ls[i]
		m := single
		if b.gap > 1 {
			m = double
		}
		if m.wrapped && b.gap <= 2 && b.indent < base+2 && m.continues(e.src, a, b) {
			e.replace(a.end, b.start, joint(e.src, a.end, b.start))
		} else if b.gap == 1 {
			e.replace(a.end, b.start, "\n\n")
		}
	}
}

func textLines(s string) []textLine {
	var ls []textLine
	gap := 0
	for i := 0; i <= len(s); {
		end := strings.IndexByte(s[i:], '\n')
		if end < 0 {
			end = len(s) - i
		}
		line := s[i : i+end]
		body := strings.Trim(line, " ")
		if body != "" {
			indent := strings.Index(line, body)
			start := i + indent
			ls = append(ls, textLine{
				start: start, end: start + len(body), indent: indent,
				width: indent + utf8.RuneCountInString(body), gap: gap,
			})
			gap = 0
		}
		gap++
		i += end + 1
	}
	return ls
}

// commonIndent returns the least indent that a quarter of the lines have: short paragraphs of newswire
// have as many indented lines as others.
func commonIndent(ls []textLine) int {
	var count [16]int
	for _, l := range ls {
		count[min(l.indent, len(count)-1)]++
	}
	for indent, n := range count {
		if n > 0 && n*4 >= len(ls) {
			return indent
		}
	}
	return 0
}

// wrapping says how the breaks of one kind in a text were made.
type wrapping struct {
	wrapped bool
	width   int
	breaks  int
}

// measure looks at the breaks of the given number of line feeds before lines that are
// not indented.
func measure(s string, ls []textLine, base, gap int) wrapping {
	var widths []int
	for i := 1; i < len(ls); i++ {
		if ls[i].gap == gap && ls[i].indent < base+2 {
			widths = append(widths, ls[i-1].width)
		}
	}
	m := wrapping{breaks: len(widths)}
	if len(widths) == 0 {
		return m
	}
	slices.Sort(widths)
	m.width = widths[(len(widths)*95+99)/100-1]
	if m.width < minWrap || m.width > maxWrap {
		return m
	}
	filled, open := 0, 0
	for i := 1; i < len(ls); i++ {
		a, b := ls[i-1], ls[i]
		if b.gap != gap || b.indent >= base+2 {
			continue
		}
		if m.filled(s, a, b) {
			filled++
			if !endsSentence(s[a.start:a.end]) {
				open++
			}
		}
	}
	n := float64(len(widths))
	m.wrapped = float64(filled) >= filledShare*n && float64(open) >= openShare*n &&
		(len(widths) > 2 || hasIndented(ls, base, gap) || continuesSentence(s, ls, gap))
	return m
}

// filled reports whether the first word of b would not have fitted on line a.
func (m wrapping) filled(s string, a, b textLine) bool {
	return a.width+1+utf8.RuneCountInString(firstWord(s[b.start:b.end])) > m.width-slack
}

// continues reports whether line b continues the paragraph of line a.
func (m wrapping) continues(s string, a, b textLine) bool {
	if m.filled(s, a, b) {
		return !startsItem(s[b.start:b.end])
	}
	return !endsSentence(s[a.start:a.end]) && startsLower(s[b.start:b.end]) && a.width > m.width/2
}

// hasIndented reports whether some paragraphs begin with an indented line.
func hasIndented(ls []textLine, base, gap int) bool {
	return slices.ContainsFunc(ls, func(l textLine) bool { return l.gap == gap && l.indent >= base+2 })
}

// continuesSentence reports whether the few breaks of a short text all stand
// before a lower-case letter: too few lines to trust their widths alone.
func continuesSentence(s string, ls []textLine, gap int) bool {
	for i := 1; i < len(ls); i++ {
		if ls[i].gap == gap && (endsSentence(s[ls[i-1].start:ls[i-1].end]) || !startsLower(s[ls[i].start:ls[i].end])) {
			return false
		}
	}
	return true
}

// joint returns what stands between two joined lines: nothing after a hyphen
// inside a word or between ideographs, otherwise a space.
func joint(s string, end, start int) string {
	last, size := utf8.DecodeLastRuneInString(s[:end])
	next, _ := utf8.DecodeRuneInString(s[start:])
	if ideographic(last) && ideographic(next) {
		return ""
	}
	before, _ := utf8.DecodeLastRuneInString(s[:end-size])
	if last == '-' && isLetter(before) && startsLower(s[start:]) {
		return ""
	}
	return " "
}
