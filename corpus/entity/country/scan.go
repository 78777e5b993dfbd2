package country

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The scan is one pass over the bytes of a text. Only a word that begins with a
// capital is looked up: the trie of the lexicon is walked from there, word by
// word, and the longest form wins. Between two words of a form may stand white
// space with up to two line breaks, a hyphen, an opening bracket, an apostrophe,
// or the point of a short word ("St. Lucia").

// match is a form found in a text, with byte offsets.
type match struct {
	start, end int
	entry      *entry
	upper      bool   // capitals throughout
	small      bool   // begins with a small letter
	code       string // of the reading chosen; "" for none
	rule       string
	named      bool
	area       string // the state, "US.GA"
	town       string // the form of the place that a state follows
	beside     string // the country that is written after a city
	dateline   bool
	other      []string // readings not chosen
	wide       int      // where a place before a comma begins that joins the match if it reads as a state; or start
}

func (l *lexicon) scan(s string) []match {
	var out []match
	for i := 0; i < len(s); {
		switch classes[s[i]] {
		case other:
			i++
		case lower:
			if l.small() {
				i = l.at(s, i, &out)
			} else {
				i = skipWord(s, i)
			}
		case digit:
			i = skipWord(s, i)
		case upper:
			i = l.at(s, i, &out)
		case wide:
			r, size := utf8.DecodeRuneInString(s[i:])
			switch {
			case l.tongue != nil:
				i = l.atForeign(s, i, r, size, &out)
			case unicode.IsUpper(r):
				i = l.at(s, i, &out)
			case unicode.IsLetter(r):
				i = skipWord(s, i)
			default:
				i += size
			}
		}
	}
	return out
}

// skipWord returns the end of the run of letters and digits at i.
func skipWord(s string, i int) int {
	for i < len(s) {
		switch classes[s[i]] {
		case other:
			return i
		case wide:
			r, size := utf8.DecodeRuneInString(s[i:])
			if !lookUp(r).inWord {
				return i
			}
			i += size
		default:
			i++
		}
	}
	return i
}

// atForeign is at for a rune beyond ASCII in another language than English.
func (l *lexicon) atForeign(s string, i int, r rune, size int, out *[]match) int {
	if next := l.atUnspaced(s, i, r, out); next > 0 {
		return next
	}
	switch {
	case l.tongue.unspaced && !unicode.Is(unicode.Latin, r), !unicode.IsLetter(r):
		return i + size
	case unicode.Is(unicode.Arabic, r):
		return l.atArabic(s, i, out)
	case unicode.IsUpper(r), l.tongue.small:
		return l.at(s, i, out)
	}
	return skipWord(s, i)
}

// small reports that words with a small letter are looked up too.
func (l *lexicon) small() bool { return l.tongue != nil && l.tongue.small }

// atArabic is at for an Arabic word, which one or two letters may be joined to in front: "and", "in", "to", "like", "so".
func (l *lexicon) atArabic(s string, i int, out *[]match) int {
	end := skipWord(s, i)
	n := len(*out)
	for j, letters := i, 0; letters < 3; letters++ {
		if next := l.at(s, j, out); len(*out) > n {
			return max(next, end)
		}
		r, size := utf8.DecodeRuneInString(s[j:])
		if !strings.ContainsRune("وفبلك", r) || j+size >= end {
			break
		}
		j += size
	}
	return end
}

// at matches the longest form that begins at i, appends what it means, and
// returns where to go on.
func (l *lexicon) at(s string, i int, out *[]match) int {
	var w word
	if !readDotted(s, i, &w, l.dotted) && !readWord(s, i, &w) {
		return i + 1
	}
	next := w.end
	if next < len(s) && classes[s[next]] == digit {
		return skipWord(s, next)
	}
	best, end := l.walk(s, &l.root, &w)
	if w.letters != lowerCase {
		if e, farther := l.farther(s, &w, end); e != nil {
			best, end = e, farther
		}
	}
	if best == nil || w.letters == lowerCase && !best.small {
		return max(next, i+1)
	}
	m := match{start: i, wide: i, end: end, entry: best, upper: w.letters == upperCase, small: w.letters == lowerCase,
		code: best.code, rule: best.rule, named: best.named(), area: best.area}
	if best.lost {
		m.end--
	}
	if w.letters == lowerCase && m.rule == ruleName {
		m.rule = ruleDemonym // "china" in Spanish
	}
	m.close(s)
	if !l.fits(s, &m, out) {
		return next
	}
	*out = append(*out, m)
	return m.end
}

// close takes in the point or bracket that ends a form: "EE. UU.", "Congo (Kinshasa)".
func (m *match) close(s string) {
	if m.end >= len(s) {
		return
	}
	form := s[m.start:m.end]
	switch s[m.end] {
	case '.':
		if m.upper && len(form) > 3 && form[len(form)-1] != '.' && strings.Contains(form, ".") {
			m.end++
		}
	case ')':
		if strings.Contains(form, "(") {
			m.end++
		}
	}
}

// fits reports whether the form counts where it stands, and joins a state to the place before it.
func (l *lexicon) fits(s string, m *match, out *[]match) bool {
	switch m.rule {
	case ruleStateAbbr, ruleProvAbbr:
		return joinState(s, m, out)
	case ruleState, ruleProvince:
		joinState(s, m, out)
	case ruleName:
		if m.entry.form == stateToo {
			l.georgia(s, m, out)
		}
	case ruleCapital:
		if m.entry.form == "dc" || m.entry.form == stateCapital && afterUS(s, m.start, *out) {
			joinState(s, m, out)
		}
	case rulePrefix:
		return l.joins(s, m.end)
	case ruleRegionAdj, ruleNation:
		m.rule = ruleRegion
	}
	return true
}

// walk follows the trie from n over the word w and those after it, and returns
// the longest form's entry and end, or nil.
func (l *lexicon) walk(s string, n *node, w *word) (*entry, int) {
	if w.n == 0 {
		return nil, 0
	}
	if p := possessive(s, w.end); p > 0 && w.n < maxWord {
		if c := n.next[string(append(w.folded(), 's'))]; c != nil && c.next != nil {
			if e, end := l.goOn(s, c, w.end+p); e != nil {
				return e, end
			}
		}
	}
	c := n.next[string(w.folded())]
	if c == nil {
		return nil, 0
	}
	if c.next != nil {
		if e, end := l.goOn(s, c, w.end); e != nil {
			return e, end
		}
	}
	if c.entry == nil || !c.entry.stands(s, w) {
		return nil, 0
	}
	return c.entry, w.end
}

func (l *lexicon) goOn(s string, n *node, end int) (*entry, int) {
	i, ok := gap(s, end)
	if !ok {
		return nil, 0
	}
	if s[i] == '&' {
		c := n.next["and"]
		if c == nil || c.next == nil {
			return nil, 0
		}
		return l.goOn(s, c, i+1)
	}
	var w word
	if !readDotted(s, i, &w, l.dotted) && !readWord(s, i, &w) {
		return nil, 0
	}
	return l.walk(s, n, &w)
}

// gap returns where the next word of a form begins after the one that ends at i.
func gap(s string, i int) (int, bool) {
	start := i
	if i < len(s) && s[i] == '.' && shortWord(s, i) {
		i++
	} else if i < len(s) && s[i] == ')' {
		i++
	}
	i, ok := space(s, i)
	if !ok || i >= len(s) {
		return 0, false
	}
	if n := longDash(s, i); n > 0 && i > start {
		i, ok = space(s, i+n)
		return i, ok && i < len(s)
	}
	switch {
	case s[i] == '-' || s[i] == '(':
		i, ok = space(s, i+1)
	case i == start:
		if n := apostrophe(s, i); n > 0 {
			i += n
		} else if r, size := utf8.DecodeRuneInString(s[i:]); r == '‐' || r == '‑' || r == '–' {
			i += size
		}
	}
	return i, ok && i > start && i < len(s)
}

// longDash returns the length of a dash at i, as in "Папуа — Новая Гвинея", or 0.
func longDash(s string, i int) int {
	if strings.HasPrefix(s[i:], "–") || strings.HasPrefix(s[i:], "—") {
		return len("–")
	}
	return 0
}

// shortWord reports whether the word that ends at i has at most three letters.
func shortWord(s string, i int) bool {
	n := 0
	for i > 0 && (classes[s[i-1]] == lower || classes[s[i-1]] == upper) {
		i--
		n++
	}
	return n > 0 && n <= 3
}

// joins reports whether a hyphen and a form that names a country follow at i.
func (l *lexicon) joins(s string, i int) bool {
	if i >= len(s) || s[i] != '-' {
		return false
	}
	var w word
	if i+1 >= len(s) || !readWord(s, i+1, &w) || w.letters == lowerCase {
		return false
	}
	e, _ := l.walk(s, &l.root, &w)
	return e != nil && e.rule == ruleDemonym
}
