package money

import (
	"strings"
	"unicode/utf8"
)

// Numbers in digits. Separators are read by their shape, since news quotes sums as
// their source wrote them:
//
//	1,234,567.89   1,00,000   commas part thousands (or lakhs), a point decimals
//	1.234.567,89   205,68     the other way round, where the groups show it
//	1 234 567      1'049.95   spaces and apostrophes part thousands
//	94.000                    three noughts after a point are thousands; 3.599 is not, unless the
//	                          language or the word after it has decimal commas
//	1 . 2 million  a point between spaces is one before a magnitude; so is one before a line break
//	900,\n\n000   900, 000    a line break after a comma is scraping, and so is a space before noughts
//	11-1/2  3 1/2  2½         a mixed fraction

// readDigits reads a number at i, which is a digit, or a point before one.
func (lx *lexicon) readDigits(s string, i int) (num, int, bool) {
	var n num
	g := grouping{lx: lx, s: s, start: i}
	for i < len(s) && isDigit(s[i]) {
		if n.coef > maxCoef/10 {
			return num{}, 0, false
		}
		n.coef = n.coef*10 + int64(s[i]-'0')
		i++
	}
	g.first = i - g.start
	for {
		sep, at := lx.separator(s, i)
		if sep == 0 {
			break
		}
		end := at
		for end < len(s) && isDigit(s[end]) {
			end++
		}
		role := g.role(sep, at, end)
		if role == noGroup {
			return mixed(s, n, i)
		}
		for k := at; k < end; k++ {
			if n.coef > maxCoef/10 {
				return num{}, 0, false
			}
			n.coef = n.coef*10 + int64(s[k]-'0')
		}
		i = end
		if role == decimals {
			n.exp = at - end
			return n, i, true
		}
	}
	if i == g.start {
		return num{}, 0, false
	}
	return mixed(s, n, i)
}

// grouping is what is known of the groups of digits of a number so far.
type grouping struct {
	lx           *lexicon
	s            string
	start        int
	first        int // digits of the first group
	point, comma int // how many of each part groups
}

type role uint8

const (
	noGroup role = iota
	thousands
	decimals
)

// role says what the digits [at, end) after a separator are.
func (g *grouping) role(sep byte, at, end int) role {
	size := end - at
	grouped := g.first > 0 && g.first <= 3 && (size == 3 || sep == ',' && size == 2 && groupsAhead(g.s, end))
	fraction := false
	switch {
	case size == 0:
		return noGroup
	case sep == '.' && g.lx.comma:
		fraction = g.comma > 0 || g.point == 0 && (!grouped || g.s[g.start] == '0')
	case sep == '.':
		fraction = (g.comma > 0 || g.point == 0) && !(grouped && g.point == 0 && g.comma == 0 && g.lx.thousandsAhead(g.s, at, end))
	case sep == ',' && g.lx.comma:
		fraction = g.point > 0 || g.comma == 0 && (!grouped || g.s[g.start] == '0' || !pointAhead(g.s, end) && !groupsAhead(g.s, end) && !g.lx.commaParts(g.s, end))
	case sep == ',':
		fraction = g.point > 0 || g.comma == 0 && size <= 2 && !groupsAhead(g.s, end)
	}
	if fraction {
		return decimals
	}
	if !grouped {
		return noGroup
	}
	if sep == '.' {
		g.point++
	}
	if sep == ',' {
		g.comma++
	}
	return thousands
}

// commaParts reports that three digits after a comma are thousands in a language whose readers
// write both: Spanish news from Mexico does, but "1,234 millones" has decimals.
func (lx *lexicon) commaParts(s string, end int) bool {
	if !lx.eitherMark {
		return false
	}
	at, _ := blank(s, end)
	var w word
	if !letterAt(s, at) || !readWord(s, at, &w) {
		return true
	}
	_, scaled := lx.magnitudes[string(w.text())]
	return !scaled
}

// pointAhead reports that a point and digits follow.
func pointAhead(s string, end int) bool {
	return end < len(s) && s[end] == '.' && digitAt(s, end+1)
}

// separator returns the mark at i that may part groups of digits and where the
// next group begins. 0 is none.
func (lx *lexicon) separator(s string, i int) (sep byte, next int) {
	if i >= len(s) {
		return 0, 0
	}
	switch c := s[i]; c {
	case ',':
		j, ok := blank(s, i+1)
		if j == i+1 && digitAt(s, j) {
			return ',', j
		}
		if ok && exactly3(s, j) && (breaks(s[i+1:j]) || s[j:j+3] == "000") {
			return ',', j
		}
	case '.':
		if digitAt(s, i+1) {
			return '.', i + 1
		}
		if at := lx.torn(s, i); at > 0 {
			return '.', at
		}
	case '\'', ' ':
		if at := lx.torn(s, i); c == ' ' && at > 0 {
			return '.', at
		}
		if exactly3(s, i+1) && (c != ' ' || !lx.wordAhead(s, i+4)) {
			return c, i + 1
		}
	default:
		if c < utf8.RuneSelf {
			return 0, 0
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if (r == '\u00a0' || r == '\u2009' || r == '\u202f' || r == '’') && exactly3(s, i+size) {
			return ' ', i + size
		}
	}
	return 0, 0
}

// torn returns where the decimals of a number begin whose point stands between spaces,
// as in text put together from tokens ("16 . 4 million"), or at the end of a line that
// scraping broke ("$1." "5 million in fees"); 0 if there are none. A magnitude has to follow, and
// after it no word that it counts ("It cost $5. 3 million people").
func (lx *lexicon) torn(s string, i int) int {
	point, ok := blank(s, i)
	if !ok || point >= len(s) || s[point] != '.' {
		return 0
	}
	at, ok := blank(s, point+1)
	if !ok || !digitAt(s, at) || at == i+1 {
		return 0
	}
	end := at
	for digitAt(s, end) {
		end++
	}
	next, ok := blank(s, end)
	var w word
	if !ok || next == end || end-at > 3 || !readWord(s, next, &w) || w.n < 2 {
		return 0
	}
	if _, known := lx.magnitudes[string(w.text())]; !known {
		return 0
	}
	if point > i { // no sentence ends before a space and a point
		return at
	}
	if next, ok = blank(s, w.end); !ok || !letterAt(s, next) || !readWord(s, next, &w) || uncounted[string(w.text())] {
		return at
	}
	return 0
}

// uncounted are words that follow a sum and that no number counts.
var uncounted = wordSet(`in to for from on at by and or worth a an per over into since during as through this last each annually yearly monthly
	dollars dollar euros euro pounds yen yuan rupees pesos francs us`)

func digitAt(s string, i int) bool { return i < len(s) && isDigit(s[i]) }

func exactly3(s string, i int) bool {
	return digitAt(s, i) && digitAt(s, i+1) && digitAt(s, i+2) && !digitAt(s, i+3)
}

func breaks(s string) bool {
	for i := range len(s) {
		if s[i] == '\n' {
			return true
		}
	}
	return false
}

// wordAhead reports whether a word that is no currency follows: "$20 500 people".
func (lx *lexicon) wordAhead(s string, i int) bool {
	j, _ := blank(s, i)
	if !letterAt(s, j) {
		return false
	}
	var w word
	readWord(s, j, &w)
	if _, ok := lx.magnitudes[string(w.text())]; ok {
		return false
	}
	_, ok := lx.readUnit(s, j)
	return !ok
}

// thousandsAhead reports that the three digits [at, end) after a point are thousands:
// noughts, followed by another group, or before such a magnitude.
func (lx *lexicon) thousandsAhead(s string, at, end int) bool {
	if s[at:end] == "000" || end < len(s) && (s[end] == '.' || s[end] == ',') && digitAt(s, end+1) {
		return true
	}
	var w word
	next, ok := blank(s, end)
	return ok && next > end && next < len(s) && readWord(s, next, &w) && lx.foreign[string(w.text())]
}

// groupsAhead reports that another comma and digits follow.
func groupsAhead(s string, end int) bool {
	return end < len(s) && s[end] == ',' && digitAt(s, end+1)
}

// mixed adds the fraction of "11-1/2" or "3 1/2" to n, which ends at i.
func mixed(s string, n num, i int) (num, int, bool) {
	for _, f := range [...]struct {
		text string
		part num
	}{{"½", num{5, -1}}, {"¼", num{25, -2}}, {"¾", num{75, -2}}} {
		if strings.HasPrefix(s[i:], f.text) {
			sum, ok := n.plus(f.part)
			return sum, i + len(f.text), ok
		}
	}
	if i+3 < len(s) && (s[i] == '-' || s[i] == ' ') && digitAt(s, i+1) && s[i+2] == '/' && digitAt(s, i+3) && !digitAt(s, i+4) {
		if f, ok := fraction(s[i+1], s[i+3]); ok {
			if sum, ok := n.plus(f); ok {
				return sum, i + 4, true
			}
		}
	}
	if i+1 < len(s) && s[i] == '/' && digitAt(s, i+1) && n.coef < 10 && n.coef > 0 && !digitAt(s, i+2) {
		if f, ok := fraction(byte(n.coef)+'0', s[i+1]); ok {
			return f, i + 2, true
		}
	}
	return n, i, true
}

// fraction reads halves, quarters, eighths, fifths and thirds.
func fraction(a, b byte) (num, bool) {
	if b == '0' || a >= b {
		return num{}, false
	}
	return num{int64(a-'0') * 1_000_000 / int64(b-'0'), -6}, true
}
