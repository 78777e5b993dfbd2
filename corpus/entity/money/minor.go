package money

import "strings"

// takeMinor takes the minor units after a side in whole major ones: "3 dollars 50
// cents", "thirteen dollars forty five", "$20 and 43c", "15 dollars 50."
func (lx *lexicon) takeMinor(s string, a side) side {
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
	q, ok := lx.readQuantityMinor(s, at)
	if !ok {
		return a
	}
	exp, end := lx.minorUnit(s, q.end)
	if end == 0 {
		if !lx.bareMinor(s, a, q, and) {
			return a
		}
		exp, end = -2, q.end
	}
	if v, ok := a.value.plus(num{q.value.coef, q.value.exp + exp}); ok {
		a.value, a.end = v, end
	}
	if exp == -1 { // "one kuai five mao five"
		if at, ok := blank(s, a.end); ok && at > a.end {
			if q, ok := lx.readQuantityMinor(s, at); ok && q.value.less(num{1, 1}) && lx.bareMinor(s, a, q, false) {
				a.value, _ = a.value.plus(num{q.value.coef, q.value.exp - 2})
				a.end = q.end
			}
		}
	}
	return a
}

// readQuantityMinor reads a number below 100 at i.
func (lx *lexicon) readQuantityMinor(s string, i int) (quantity, bool) {
	q, ok := lx.readQuantity(s, i)
	if !ok && digitAt(s, i) { // "43c"
		n, end, read := lx.readDigits(s, i)
		q, ok = quantity{value: n, end: end, digits: end - i}, read
	}
	if !ok || q.vague || q.alone || q.scaled || q.value.exp < 0 || !q.value.less(num{1, 2}) {
		return q, false
	}
	return q, true
}

// minorUnit reads the word or letter of a minor unit after a number that ends at i: its power of
// ten, and where it ends; 0 where there is none.
func (lx *lexicon) minorUnit(s string, i int) (exp, end int) {
	at, ok := glue(s, i)
	if !ok {
		return 0, 0
	}
	if c, ok := lx.readUnit(s, at); ok && c.minor {
		return -2, c.end
	}
	var w word
	if readWord(s, at, &w) {
		switch string(w.text()) {
		case "c", "p", "sen", "sens", "fils":
			return -2, w.end
		case "mao", "jiao":
			return -1, w.end
		}
	}
	return 0, 0
}

// bareMinor reports whether a number without a unit after a sum can be its cents: of
// two digits, and the end of its clause.
func (lx *lexicon) bareMinor(s string, a side, q quantity, and bool) bool {
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
