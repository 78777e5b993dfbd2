package money

// Vague magnitudes, which have bounds only: "several million", "tens of thousands", "multi-million".

// readMulti reads the scale after "multi-": "multi-million-pound".
func (lx *lexicon) readMulti(s string, end int) (quantity, bool) {
	at, ok := glue(s, end)
	var w word
	if !ok || at == end || !readWord(s, at, &w) {
		return quantity{}, false
	}
	power := lx.scales[string(w.text())]
	return quantity{lo: num{2, power}, hi: num{1, power + 3}, vague: true, scaled: true, spelt: true, end: w.end}, power >= 6
}

// readSome reads "several million", "a few hundred", "a couple of thousand".
func (lx *lexicon) readSome(s string, end int, many span, key string) (quantity, bool) {
	var w word
	for range 2 {
		at, ok := blank(s, end)
		if !ok || !readWord(s, at, &w) {
			return quantity{}, false
		}
		if !lx.of[string(w.text())] {
			break
		}
		end = w.end
	}
	q := quantity{lo: num{many.lo, 0}, hi: num{many.hi, 0}, vague: true, spelt: true, end: end}
	for range 2 {
		at, ok := blank(s, q.end)
		if !ok || !readWord(s, at, &w) {
			break
		}
		power, ok := lx.scales[string(w.text())]
		if !ok {
			power, ok = lx.heaps[string(w.text())] // "plusieurs milliers"
		}
		if !ok {
			break
		}
		q.lo.exp += power
		q.hi.exp += power
		q.scaled, q.end = true, w.end
	}
	return q, q.scaled || key == "several" || key == "few"
}

// readHeap reads "tens of thousands", "hundreds of millions", "millions", and the "of"
// after it.
func (lx *lexicon) readHeap(s string, i int) (quantity, bool) {
	q := quantity{lo: num{2, 0}, vague: true, spelt: true, scaled: true, end: i}
	var w word
	for n := range 3 {
		at, ok := blank(s, q.end)
		if !ok || !readWord(s, at, &w) {
			return q, false
		}
		power, ok := lx.heaps[string(w.text())]
		if n > 0 && !ok {
			power, ok = lx.scales[string(w.text())] // "Hunderte Millionen", "cientos de millones"
		}
		switch {
		case !ok:
			return q, n > 0
		case n == 0:
			q.hi = num{1, power + heapReach(power)}
		default:
			q.hi.exp += power
			if q.lo.exp == 1 || q.lo.exp == 2 {
				q.hi = num{1, q.lo.exp + power + 1}
			}
		}
		q.lo.exp += power
		q.end = w.end
		of, ok := blank(s, w.end)
		ok = ok && readWord(s, of, &w)
		if !ok || !lx.of[string(w.text())] {
			if lx.english && !(ok && lx.scales[string(w.text())] >= 6 && english.scales[string(w.text())] == 0) { // "Hunderte Millionen" has no "of"
				return q, true
			}
			continue
		}
		q.end = w.end
		if w.end < len(s) && (s[w.end] == '\'' || s[w.end] >= 0x80) { // d'
			if skipped := lx.skipOf(s, of); skipped > w.end {
				q.end = skipped
			}
		}
	}
	return q, true
}

// heapReach is how many powers of ten a plural magnitude spans up to the next word.
func heapReach(power int) int {
	switch {
	case power == 5 || power == 7:
		return 2
	case power == 3 || power == 6 || power >= 9:
		return 3
	}
	return 1
}
