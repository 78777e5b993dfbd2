package money

// Fractions of a magnitude in words: "one-third of a million dollars", "two fifths of a billion".

// denominators are the ordinals that name the parts of a whole; halves and quarters are read as numbers.
var denominators = map[string]int64{"third": 3, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}

// fractionDigits is how exactly a fraction is held until it is multiplied; it fits a num with a numerator of one digit.
const fractionDigits = 16

// readFraction reads what m/d at end is of; "of" has to follow, for "a third million-dollar deal" is the third. A value with more than cents is rounded to them.
func (lx *lexicon) readFraction(s string, end int, m, d int64) (quantity, bool) {
	at, ok := blank(s, end)
	var w word
	if !ok || !readWord(s, at, &w) || !lx.of[string(w.text())] {
		return quantity{}, false
	}
	unit := int64(1)
	for range fractionDigits {
		unit *= 10
	}
	q, ok := lx.readPart(s, end, num{m * unit / d, -fractionDigits})
	if !ok || !q.scaled { // "a third of a penny"
		return quantity{}, false
	}
	q.value, q.about = q.value.cents(), m*unit%d != 0
	return q, true
}

// cents is n rounded to two places.
func (n num) cents() num {
	for ; n.exp < -3; n.exp++ {
		n.coef /= 10
	}
	if n.exp == -3 {
		n.coef, n.exp = (n.coef+5)/10, -2
	}
	return n
}
