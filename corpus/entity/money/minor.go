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
	end, named := lx.minorUnit(s, q.end)
	if !named {
		if !lx.bareMinor(s, a, q, and) {
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

// minorUnit reads the word or letter of a minor unit after a number that ends at i.
func (lx *lexicon) minorUnit(s string, i int) (int, bool) {
	at, ok := glue(s, i)
	if !ok {
		return 0, false
	}
	if c, ok := lx.readUnit(s, at); ok && c.minor {
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
