package money

import (
	"unicode/utf8"
)

// Numbers in digits. Separators are read by their shape, since news quotes sums as
// their source wrote them:
//
//	1,234,567.89   1,00,000   commas part thousands (or lakhs), a point decimals
//	1.234.567,89   205,68     the other way round, where the groups show it
//	1 234 567      1'049.95   spaces and apostrophes part thousands
//	94.000                    three noughts after a point are thousands; 3.599 is not
//	1 . 2 million  a point between spaces is one before a magnitude; so is one before a line break
//	900,\n\n000   900, 000    a line break after a comma is scraping, and so is a space before noughts
//	11-1/2         3 1/2      a mixed fraction

// readDigits reads a number at i, which is a digit, or a point before one.
func readDigits(s string, i int) (num, int, bool) {
	var n num
	start, groups := i, 0
	var point, comma int // how many of each part groups so far
	for i < len(s) && isDigit(s[i]) {
		if n.coef > maxCoef/10 {
			return num{}, 0, false
		}
		n.coef = n.coef*10 + int64(s[i]-'0')
		i++
	}
	first := i - start
	for {
		sep, at := separator(s, i)
		if sep == 0 {
			break
		}
		end := at
		for end < len(s) && isDigit(s[end]) {
			end++
		}
		size := end - at
		decimal := false
		switch {
		case size == 0:
			return mixed(s, n, i)
		case sep == '.' && (comma > 0 || point == 0) && !(size == 3 && first > 0 && first <= 3 && point == 0 && comma == 0 && thousandsAhead(s, at, end)):
			decimal = true
		case sep == ',' && (point > 0 || comma == 0 && size <= 2 && !groupsAhead(s, end)):
			decimal = true
		case size == 3, sep == ',' && size == 2 && groupsAhead(s, end):
			if first == 0 || first > 3 {
				return mixed(s, n, i)
			}
		default:
			return mixed(s, n, i)
		}
		if n.coef > maxCoef/1000 {
			return num{}, 0, false
		}
		for k := at; k < end; k++ {
			if n.coef > maxCoef/10 {
				return num{}, 0, false
			}
			n.coef = n.coef*10 + int64(s[k]-'0')
		}
		i = end
		if decimal {
			n.exp = -size
			return n, i, true
		}
		groups++
		if sep == '.' {
			point++
		}
		if sep == ',' {
			comma++
		}
	}
	if i == start {
		return num{}, 0, false
	}
	return mixed(s, n, i)
}

// separator returns the mark at i that may part groups of digits and where the
// next group begins. 0 is none.
func separator(s string, i int) (sep byte, next int) {
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
		if at := torn(s, i); at > 0 {
			return '.', at
		}
	case '\'', ' ':
		if at := torn(s, i); c == ' ' && at > 0 {
			return '.', at
		}
		if exactly3(s, i+1) && (c != ' ' || !wordAhead(s, i+4)) {
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
func torn(s string, i int) int {
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
	if _, known := magnitudes[string(w.text())]; !known {
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
func wordAhead(s string, i int) bool {
	j, _ := blank(s, i)
	if !letterAt(s, j) {
		return false
	}
	var w word
	readWord(s, j, &w)
	if _, ok := magnitudes[string(w.text())]; ok {
		return false
	}
	_, ok := readUnit(s, j)
	return !ok
}

// thousandsAhead reports that the three digits [at, end) after a point are thousands:
// noughts, followed by another group, or before such a magnitude.
func thousandsAhead(s string, at, end int) bool {
	if s[at:end] == "000" || end < len(s) && (s[end] == '.' || s[end] == ',') && digitAt(s, end+1) {
		return true
	}
	var w word
	next, ok := blank(s, end)
	return ok && next > end && next < len(s) && readWord(s, next, &w) && pointsThousands[string(w.text())]
}

// pointsThousands are magnitudes of languages that part thousands by points: "1.300 millones".
var pointsThousands = wordSet("millones milhões milhoes millionen milioni millioner miljoner miliardi milliarder miljarder milliarden")

// groupsAhead reports that another comma and digits follow.
func groupsAhead(s string, end int) bool {
	return end < len(s) && s[end] == ',' && digitAt(s, end+1)
}

// mixed adds the fraction of "11-1/2" or "3 1/2" to n, which ends at i.
func mixed(s string, n num, i int) (num, int, bool) {
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
