package money

import (
	"strings"
	"unicode/utf8"
)

// readSide reads a number at i with the currency before or after it, or without one.
func (lx *lexicon) readSide(s string, i int) (side, bool) {
	if cur, ok := lx.readPrefix(s, i); ok {
		if cur.end < len(s) && s[cur.end] == ':' { // "US$: 12.99"
			cur.end++
		}
		at, ok := blank(s, cur.end)
		if ok && (digitAt(s, at) || at < len(s) && s[at] == '.' && digitAt(s, at+1)) {
			q, ok := lx.readQuantity(s, at)
			if cur.day && !q.scaled && q.value.exp >= 0 && round(s, q.end) == 0 { // "Fr. 20. März"
				return side{}, false
			}
			cur.doubt = cur.initial && !q.scaled && q.digits > 1 && at == cur.end && !afterThe(s, i) && residents[cur.code] != ""
			if ok && (!cur.strict || q.scaled || q.digits == 0 || cur.doubt) && !(cur.quoted && (!q.scaled && q.value.exp < 0 || q.counts(s))) && (q.scaled || !cur.scale) {
				return lx.finishPrefix(s, side{start: i, end: q.end, quantity: q, cur: cur, has: true, prefix: true})
			}
		}
		if ok && !cur.word && !cur.strict && letterAt(s, at) { // "$ um bilhão", "$ one billion"
			if q, ok := lx.readSpelt(s, at); ok && q.scaled && q.power > 2 && !q.vague {
				return lx.finishPrefix(s, side{start: i, end: q.end, quantity: q, cur: cur, has: true, prefix: true})
			}
		}
	}
	q, ok := lx.readQuantity(s, i)
	if !ok {
		return side{}, false
	}
	return lx.finishSuffix(s, side{start: i, end: q.end, quantity: q}), true
}

// readPrefix reads a currency that stands before a number.
func (lx *lexicon) readPrefix(s string, i int) (currency, bool) {
	if !letterAt(s, i) {
		return readSign(s, i)
	}
	var w word
	if !readWord(s, i, &w) {
		return currency{}, false
	}
	if c, ok := readSign(s, i); ok && c.end >= w.end {
		return c, true
	}
	key := string(w.text())
	if w.end < len(s) && s[w.end] == '$' && (smallCodes[key] || codes[strings.ToUpper(key)]) {
		return currency{code: strings.ToUpper(key), end: w.end + 1}, true
	}
	if dollarAfter(s, &w) > 0 {
		switch {
		case key == "us" && (w.caps && !afterThe(s, i) || blankAfter(s, dollarAfter(s, &w)) && !afterDeed(s, i)):
			return currency{code: "USD", end: dollarAfter(s, &w)}, true
		case key == "c":
			return currency{code: "CAD", end: dollarAfter(s, &w)}, true
		}
	}
	if c, ok := readCode(s, &w); ok {
		if at, ok := blank(s, c.end); ok && strings.HasPrefix(s[at:], "$") && w.caps && w.n == 3 { // "NZD $5"
			c.end = at + 1
		}
		return c, true
	}
	if s[i:w.end] == "Fr" && strings.HasPrefix(s[w.end:], ".") && !lx.english {
		return currency{code: "CHF", end: w.end + 1, day: true}, true
	}
	if w.n <= 2 && initials[s[i:w.end]] != "" {
		return currency{code: initials[s[i:w.end]], family: initialFamilies[s[i:w.end]], end: w.end, strict: true, initial: true, scale: strings.Contains("KWBD", s[i:w.end])}, true
	}
	nation, national := nations[key]
	if !leading[key] && !national {
		return currency{}, false
	}
	if prev, _ := back(s, i); prev == "the" || prev == "a" {
		return currency{}, false
	}
	if leading[key] {
		c := lx.units[key].found(&w)
		c.quoted = true
		return c, true
	}
	if !isDollarNation(nation) {
		c, ok := lx.readNational(s, w.end, nation)
		c.quoted = ok
		return c, ok
	}
	return currency{}, false
}

// initialFamilies are the families of initials that several countries use.
var initialFamilies = map[string]string{"K": "k"}

// leading are words of currency that stand before the number as well: "rupee 40", "naira 5,000".
var leading = wordSet("dollar rupee rupees ringgit ringgits kr naira taka dirham dirhams cedi cedis kwacha peso pesos shillings")

// counts reports that a bare number counts what follows it: "paid in pesos 3 years ago".
func (q *quantity) counts(s string) bool {
	at, _ := blank(s, q.end)
	var w word
	return !q.scaled && q.digits > 0 && letterAt(s, at) && readWord(s, at, &w) && !uncounted[string(w.text())]
}

// afterThe reports that a country is meant: "gave the U.S. $5 million".
func afterThe(s string, i int) bool {
	prev, _ := back(s, i)
	return prev == "the"
}

// afterDeed reports that people are meant: "it cost us $ 5 million".
func afterDeed(s string, i int) bool {
	prev, _ := back(s, i)
	return deeds[prev]
}

// blankAfter reports a space at i, as tokenised text has after every sign.
func blankAfter(s string, i int) bool { return i < len(s) && s[i] == ' ' }

func isDollarNation(nation string) bool { return families["dollar"][nation] != "" }

// dollarAfter returns the end of the "$" that follows an abbreviation and a space, or 0.
func dollarAfter(s string, w *word) int {
	i := w.end
	if i < len(s) && s[i] == '.' {
		i++
	}
	j, ok := blank(s, i)
	if !ok || j == i || j >= len(s) || s[j] != '$' {
		return 0
	}
	return j + 1
}

// finishPrefix takes what follows a sum with its currency in front: the unit once
// more ("US$5 million dollars", "$50 CAD"), and cents.
func (lx *lexicon) finishPrefix(s string, a side) (side, bool) {
	if at, ok := blank(s, a.end); ok && letterAt(s, at) && at > a.end {
		c, ok := lx.readUnit(s, at)
		if ok && !c.minor && !c.strict && (c.code == a.cur.code || a.cur.initial || a.cur.code == "USD" && (c.family == "dollar" || c.family == "peso") || !c.word && s[a.cur.end-1] == '$' && c.power == 0) && !numberFollows(s, c.end) {
			if c.code != "USD" || a.cur.code == "USD" {
				a.cur.code = c.code
			}
			a.end = c.end
		}
	}
	if a.cur.power > 0 {
		a.scale(a.cur.power)
	}
	a.spaced(s)
	a.wholes(s)
	a = lx.takeMinor(s, a)
	a.end += round(s, a.end)
	return a, true
}

// round is the length of the mark after a sum that says that there are no minor units: "Rs. 980/-", "Fr. 20.–", "kr 50,-".
func round(s string, i int) int {
	if i+1 >= len(s) || s[i] != '/' && s[i] != '.' && s[i] != ',' {
		return 0
	}
	n := 1 + dash(s, i+1)
	if n == 1 || i+n < len(s) && (isLetter(s[i+n]) || isDigit(s[i+n])) || s[i] == '/' && s[i+1] != '-' {
		return 0
	}
	return n
}

func numberFollows(s string, i int) bool {
	j, _ := blank(s, i)
	return digitAt(s, j)
}

func (a *side) scale(power int) {
	if v, ok := a.value.times(1, power); ok {
		a.value, a.scaled, a.power = v, true, a.power+power
	}
}

// finishSuffix takes the currency after a number, if there is one that fits it.
func (lx *lexicon) finishSuffix(s string, a side) side {
	from := a.end
	if !a.spelt && !a.scaled && (strings.HasPrefix(s[from:], ",-") || strings.HasPrefix(s[from:], ",–")) && !digitAt(s, from+2) { // "25,- Euro"
		from = strings.IndexAny(s[from+1:], " €ke") + from + 1
	}
	at, ok := glue(s, max(from, a.end))
	if !ok {
		return a
	}
	if at == a.end && isLetter(s[at]) && a.spelt {
		return a
	}
	if a.scaled {
		at = lx.skipOf(s, at)
	}
	c, ok := lx.readUnit(s, at)
	if !ok || !a.fits(lx, s, at, &c) {
		return a
	}
	a.cur, a.has, a.end = c, true, c.end
	if c.power > 0 {
		a.scale(c.power)
	}
	if c.worth > 0 {
		a.value, _ = a.value.times(c.worth, 0)
		return a
	}
	if !c.minor && !a.scaled && !c.word {
		if q, ok := lx.readMagnitude(s, quantity{value: a.value, end: a.end}); ok && q.scaled {
			a.value, a.scaled, a.power, a.end = q.value, true, q.power, q.end
		}
	}
	if c.minor {
		a.value.exp -= 2
		a.lo.exp -= 2
		a.hi.exp -= 2
		return a
	}
	a.wholes(s)
	if isHan(s, at) {
		return lx.takeHanMinor(s, a)
	}
	return lx.takeMinor(s, a)
}

// skipOf passes the "of" of "a million of dollars", "millions de dollars".
func (lx *lexicon) skipOf(s string, at int) int {
	var w word
	if !readWord(s, at, &w) || !lx.of[string(w.text())] {
		return at
	}
	if r, size := utf8.DecodeRuneInString(s[w.end:]); r == '\'' || r == '’' {
		return w.end + size
	}
	if next, ok := blank(s, w.end); ok && next < len(s) && next > w.end {
		return next
	}
	return at
}

// spaced takes a magnitude of one letter after a space, which only a currency in front makes one: "€5.5 m".
func (a *side) spaced(s string) {
	var w word
	if a.scaled || a.spelt || !strings.HasPrefix(s[a.end:], " ") || !letterAt(s, a.end+1) || !readWord(s, a.end+1, &w) || digitAt(s, w.end) {
		return
	}
	switch string(w.text()) {
	case "m", "mm":
		a.scale(6)
	case "b":
		a.scale(9)
	case "cr":
		a.scale(7)
	default:
		return
	}
	a.digits, a.end = 0, w.end
}

// undivided are currencies that news never writes with three decimals, but often with points between thousands.
var undivided = wordSet("IDR VND CLP COP HUF PYG ISK CRC LAK UGX IRR")

// wholes reads "31.500" before or after such a currency as thousands.
func (a *side) wholes(s string) {
	if a.value.exp == -3 && !a.scaled && !a.spelt && undivided[a.cur.code] && strings.Contains(s[a.start:a.end], ".") {
		a.value.exp = 0
	}
}
