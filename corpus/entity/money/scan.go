package money

import (
	"strings"
	"unicode/utf8"

	"dateline/corpus"
)

// The scan is one pass. It stops only where a sum can begin: at a digit, at a sign
// of currency, and at a word that is a number, a code or a currency. There the
// longest sum is read by the state machine
//
//	sum      = [hedge] (side | range) [afterthought]
//	range    = side ("-" | "to" | "or" | "and" after "between") side
//	side     = prefix quantity [unit] | quantity unit [minor]
//	quantity = number in digits or words [magnitude]
//
// where one side of a range may lack the currency and the magnitude.

// side is one number with its currency, if it has one.
type side struct {
	start, end int
	quantity
	cur    currency
	has    bool // a currency
	prefix bool // which stands before the number
}

// sum is a sum of money found, in byte offsets.
type sum struct {
	start, end int
	value      num
	lo, hi     num
	bounded    bool // lo and hi are set
	vague      bool // and value is not
	code       string
	qualifier  corpus.Qualifier
	rule       string
}

// starts holds the words that can begin a sum.
var starts = func() map[string]bool {
	m := wordSet("a an half quarter several few dollar rupee ringgit ringgits kr naira us c n r p")
	for _, t := range []map[string]int64{ones, tens} {
		for w := range t {
			m[w] = true
		}
	}
	for w := range heaps {
		m[w] = true
	}
	for _, t := range []map[string]bool{codes, looseCodes} {
		for w := range t {
			m[strings.ToLower(w)], m["m"+strings.ToLower(w)] = true, true
		}
	}
	for w := range aliases {
		m[strings.ToLower(strings.ReplaceAll(w, ".", ""))] = true
	}
	for w := range nations {
		m[w] = true
	}
	return m
}()

// scan returns the sums of a text in order.
func scan(s string) []sum {
	var out []sum
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case isDigit(c), c == '$', c >= utf8.RuneSelf && !letterAt(s, i):
			if found, ok := sumAt(s, i, floor(out)); ok {
				out = append(out, found)
				i = found.end
				continue
			}
			i = skip(s, i)
		case c >= utf8.RuneSelf || isLetter(c):
			var w word
			readWord(s, i, &w)
			if starts[string(w.text())] || w.end < len(s) && (s[w.end] == '$' || s[w.end] >= utf8.RuneSelf) {
				if found, ok := sumAt(s, i, floor(out)); ok {
					out = append(out, found)
					i = found.end
					continue
				}
			}
			i = max(w.end, i+1)
			for digitAt(s, i) {
				i++
			}
		default:
			i++
		}
	}
	return out
}

// floor is where the words that belong to the last sum end.
func floor(out []sum) int {
	if len(out) == 0 {
		return 0
	}
	return out[len(out)-1].end
}

// skip returns where to go on after nothing was found at i.
func skip(s string, i int) int {
	if !isDigit(s[i]) {
		_, size := utf8.DecodeRuneInString(s[i:])
		return i + size
	}
	for digitAt(s, i) {
		i++
	}
	return i
}

// sumAt reads the sum that begins at i with its number or currency. It takes no
// hedge from before low.
func sumAt(s string, i, low int) (sum, bool) {
	a, ok := readSide(s, i)
	if !ok {
		return sum{}, false
	}
	found, ok := readRange(s, a)
	if !ok {
		if !a.has {
			return sum{}, false
		}
		found = a.sum()
	}
	if q, start := hedge(s, found.start); q != corpus.Exact && start >= low {
		found.start = start
		if !found.bounded {
			found.qualifier = q
		}
	}
	if q, end := afterthought(s, found.end); q != corpus.Exact {
		found.end = end
		if found.qualifier == corpus.Exact {
			found.qualifier = q
		}
	}
	return found, true
}

// sum makes a sum of one side.
func (a side) sum() sum {
	f := sum{start: a.start, end: a.end, value: a.value, code: a.cur.code, qualifier: corpus.Exact, rule: "unit"}
	switch {
	case a.vague:
		f.lo, f.hi, f.vague, f.bounded, f.qualifier, f.rule = a.lo, a.hi, true, true, corpus.Between, "vague"
	case a.prefix:
		f.rule = "sign"
	case a.cur.minor:
		f.rule = "minor"
	}
	return f
}

// readSide reads a number at i with the currency before or after it, or without one.
func readSide(s string, i int) (side, bool) {
	if cur, ok := readPrefix(s, i); ok {
		at, ok := blank(s, cur.end)
		if ok && (digitAt(s, at) || at < len(s) && s[at] == '.' && digitAt(s, at+1)) {
			if q, ok := readQuantity(s, at); ok && (!cur.strict || q.scaled || q.digits == 0) {
				return finishPrefix(s, side{start: i, end: q.end, quantity: q, cur: cur, has: true, prefix: true})
			}
		}
	}
	q, ok := readQuantity(s, i)
	if !ok {
		return side{}, false
	}
	return finishSuffix(s, side{start: i, end: q.end, quantity: q}), true
}

// readPrefix reads a currency that stands before a number.
func readPrefix(s string, i int) (currency, bool) {
	if !letterAt(s, i) {
		return readSign(s, i)
	}
	var w word
	if !readWord(s, i, &w) {
		return currency{}, false
	}
	if c, ok := readSign(s, i); ok && c.end > w.end {
		return c, true
	}
	key := string(w.text())
	if w.end < len(s) && s[w.end] == '$' && (smallCodes[key] || codes[strings.ToUpper(key)]) {
		return currency{code: strings.ToUpper(key), end: w.end + 1}, true
	}
	if dollarAfter(s, &w) > 0 {
		switch {
		case key == "us" && w.caps:
			return currency{code: "USD", end: dollarAfter(s, &w)}, true
		case key == "c":
			return currency{code: "CAD", end: dollarAfter(s, &w)}, true
		}
	}
	if c, ok := readCode(s, &w); ok {
		return c, true
	}
	if w.n == 1 && w.caps && initials[s[i:w.end]] != "" {
		return currency{code: initials[s[i:w.end]], end: w.end, strict: true}, true
	}
	if prev, _ := back(s, i); prev == "the" || prev == "a" {
		return currency{}, false
	}
	switch key {
	case "dollar", "rupee", "ringgit", "ringgits", "kr", "naira":
		return units[key].found(&w), true
	}
	if nation, ok := nations[key]; ok && !isDollarNation(nation) {
		return readNational(s, w.end, nation)
	}
	return currency{}, false
}

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
func finishPrefix(s string, a side) (side, bool) {
	if at, ok := blank(s, a.end); ok && letterAt(s, at) && at > a.end {
		c, ok := readUnit(s, at)
		if ok && !c.minor && !c.strict && (c.code == a.cur.code || a.cur.code == "USD" && c.family == "dollar" || !c.word && s[a.cur.end-1] == '$' && c.power == 0) && !numberFollows(s, c.end) {
			if c.code != "USD" || a.cur.code == "USD" {
				a.cur.code = c.code
			}
			a.end = c.end
		}
	}
	if a.cur.power > 0 {
		a.scale(a.cur.power)
	}
	return takeMinor(s, a), true
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
func finishSuffix(s string, a side) side {
	at, ok := glue(s, a.end)
	if !ok {
		return a
	}
	if at == a.end && isLetter(s[at]) && a.spelt {
		return a
	}
	if a.scaled && !a.vague {
		at = skipOf(s, at)
	}
	c, ok := readUnit(s, at)
	if !ok || !a.fits(s, at, &c) {
		return a
	}
	a.cur, a.has, a.end = c, true, c.end
	if c.power > 0 {
		a.scale(c.power)
	}
	if !c.minor && !a.scaled && !c.word {
		if q, ok := readMagnitude(s, quantity{value: a.value, end: a.end}); ok && q.scaled {
			a.value, a.scaled, a.power, a.end = q.value, true, q.power, q.end
		}
	}
	if c.minor {
		a.value.exp -= 2
		a.lo.exp -= 2
		a.hi.exp -= 2
		return a
	}
	return takeMinor(s, a)
}

// skipOf passes the "of" of "a million of dollars", "millions de dollars".
func skipOf(s string, at int) int {
	var w word
	if !readWord(s, at, &w) {
		return at
	}
	switch string(w.text()) {
	case "of", "de":
		if next, ok := blank(s, w.end); ok && next < len(s) && next > w.end {
			return next
		}
	case "d":
		if r, size := utf8.DecodeRuneInString(s[w.end:]); r == '\'' || r == '’' {
			return w.end + size
		}
	}
	return at
}

// singular are the units that "a" stands before: "a dollar".
var singular = wordSet("dollar cent euro rupee buck penny")

// articleEnds may follow "a dollar"; before another word it is part of a name.
var articleEnds = wordSet("a an per for each and or more in to on from at apiece if when but less")

// fits reports whether the currency c, at position at, belongs to the number before it.
func (a *side) fits(s string, at int, c *currency) bool {
	switch {
	case c.strict && !a.scaled && (a.digits > 0 || a.spelt):
		return false
	case a.alone:
		return a.oneOf(s, at, c)
	case !c.word && nextOwns(s, a, c):
		return false
	case c.weight && weighs(s, a, c):
		return false
	case c.word && s[at] >= 'A' && s[at] <= 'Z' && !allCaps(s[at:c.end]) && (a.yearly() || c.minor):
		return false
	}
	return true
}

func (a *side) yearly() bool {
	return a.digits == 4 && a.value.exp == 0 && a.value.coef >= 1900 && a.value.coef < 2100
}

// oneOf: "a dollar", but neither "a dollar store" nor "a US dollar".
func (a *side) oneOf(s string, at int, c *currency) bool {
	if !singular[strings.ToLower(s[at:c.end])] {
		return false
	}
	var w word
	next, _ := blank(s, c.end)
	if !letterAt(s, next) {
		return dash(s, c.end) == 0
	}
	readWord(s, next, &w)
	return articleEnds[string(w.text())]
}

func allCaps(s string) bool { return s == strings.ToUpper(s) }

// nextOwns reports that a sign or code belongs to the number after it: "in 2005 $5".
func nextOwns(s string, a *side, c *currency) bool {
	if digitAt(s, c.end) {
		return a.end < c.end && (s[a.end] == ' ' || s[a.end] == '\n' || s[a.end] >= utf8.RuneSelf || dash(s, a.end) > 0)
	}
	at, _ := blank(s, c.end)
	if !digitAt(s, at) {
		return false
	}
	if a.yearly() {
		return true
	}
	if isLetter(s[c.end-1]) {
		return false
	}
	q, ok := readQuantity(s, at)
	if !ok {
		return true
	}
	at, _ = blank(s, q.end)
	_, again := readSign(s[min(at, len(s)):], 0)
	return !(again && at < len(s))
}

// weighers near pounds make them a weight.
var weighers = wordSet("weigh weighs weighed weighing lost lose losing gained gain shed heavier lighter lift lifted lifting bench weight overweight seized")

// worths before pounds of something make them money all the same.
var worthy = wordSet("note notes coin coins fine bill debt fee deal bet prize bonus loan grant payout offer")

// weighs reports that pounds are a weight: "200 pounds of cocaine", "weighed 90
// pounds", "a 180-pound man". A magnitude makes them money.
func weighs(s string, a *side, c *currency) bool {
	if a.scaled {
		return false
	}
	var w word
	next, _ := blank(s, c.end)
	following := ""
	if letterAt(s, next) && readWord(s, next, &w) {
		following = string(w.text())
	}
	if dash(s, a.end) > 0 {
		return !worthy[following]
	}
	switch following {
	case "of", "per", "heavier", "lighter", "overweight":
		return true
	}
	at := a.start
	for range 5 {
		var key string
		if key, at = back(s, at); key == "" {
			return false
		} else if weighers[key] {
			return true
		}
	}
	return false
}

// takeMinor takes the minor units after a side in whole major ones: "3 dollars 50
// cents", "thirteen dollars forty five", "$20 and 43c", "15 dollars 50."
func takeMinor(s string, a side) side {
	if a.scaled || a.vague || a.value.exp < 0 {
		return a
	}
	at, ok := blank(s, a.end)
	if !ok || at == a.end || at >= len(s) {
		return a
	}
	var w word
	and := readWord(s, at, &w) && string(w.text()) == "and"
	if and {
		if at, ok = blank(s, w.end); !ok || at >= len(s) {
			return a
		}
	}
	q, ok := readQuantityMinor(s, at)
	if !ok {
		return a
	}
	end, named := minorUnit(s, q.end)
	if !named {
		if !bareMinor(s, a, q, and) {
			return a
		}
		end = q.end
	}
	if v, ok := a.value.plus(num{q.value.coef, q.value.exp - 2}); ok {
		a.value, a.end = v, end
	}
	return a
}

// readQuantityMinor reads a number below 100 at i.
func readQuantityMinor(s string, i int) (quantity, bool) {
	q, ok := readQuantity(s, i)
	if !ok && digitAt(s, i) { // "43c"
		n, end, read := readDigits(s, i)
		q, ok = quantity{value: n, end: end, digits: end - i}, read
	}
	if !ok || q.vague || q.alone || q.scaled || q.value.exp < 0 || !q.value.less(num{1, 2}) {
		return q, false
	}
	return q, true
}

// minorUnit reads the word or letter of a minor unit after a number that ends at i.
func minorUnit(s string, i int) (int, bool) {
	at, ok := glue(s, i)
	if !ok {
		return 0, false
	}
	if c, ok := readUnit(s, at); ok && c.minor {
		return c.end, true
	}
	var w word
	if readWord(s, at, &w) {
		switch string(w.text()) {
		case "c", "p", "sen", "sens", "mao":
			return w.end, true
		}
	}
	return 0, false
}

// bareMinor reports whether a number without a unit after a sum can be its cents: of
// two digits, and the end of its clause.
func bareMinor(s string, a side, q quantity, and bool) bool {
	if !q.spelt && q.digits != 2 || a.prefix && !and && !a.cur.word {
		return false
	}
	at, _ := blank(s, q.end)
	if q.end < len(s) && (dash(s, q.end) > 0 || s[q.end] == '%') {
		return false
	}
	if at >= len(s) {
		return true
	}
	var w word
	if letterAt(s, at) && readWord(s, at, &w) {
		return string(w.text()) == "more" && !and
	}
	return !and && strings.IndexByte(".,;:!?)", s[at]) >= 0 && !digitAt(s, at+1)
}
