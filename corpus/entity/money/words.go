package money

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Numbers with their magnitude. A number in words is read as
//
//	number = {ones | tens | hundreds | scale} with "and" between, "one hundred and twenty-five thousand"
//	part   = half or a quarter of a scale, "half a million", "three quarters of a billion", "two thirds of a
//	         million"; a third is rounded to cents, and so it is "about" that
//	some   = "several million", "a few hundred": bounds only
//	heap   = "tens of thousands", "hundreds of millions", "millions": bounds only
//
// and one in digits takes up to two words of magnitude after it ("2 mil millones", "5 lakh crore").

// attached are magnitudes of one letter or two that follow digits without a space.
var attached = map[string]bool{"k": true, "l": true, "m": true, "b": true, "t": true, "cr": true, "mm": true, "tr": true, "bi": true, "mi": true, "tri": true}

// quantity is a number as written: one value, or bounds only.
type quantity struct {
	value  num
	lo, hi num // set for a vague quantity
	vague  bool
	over   bool // the number itself says that it is more: 300多万
	scaled bool // a word of magnitude belongs to it
	spelt  bool // in words
	about  bool // rounded, since decimals hold no third
	alone  bool // the article "a", which needs a word of currency at once
	power  int  // of its words of magnitude
	digits int  // of a number in plain digits, without separators
	end    int
}

// readQuantity reads a number with its magnitude at i.
func (lx *lexicon) readQuantity(s string, i int) (quantity, bool) {
	if i >= len(s) {
		return quantity{}, false
	}
	if isDigit(s[i]) || s[i] == '.' && digitAt(s, i+1) {
		n, end, ok := lx.readDigits(s, i)
		if !ok {
			return quantity{}, false
		}
		q := quantity{value: n, end: end}
		if n.exp == 0 && end-i <= 18 && plainDigits(s[i:end]) {
			q.digits = end - i
		}
		if hanAhead(s, end) || moreAhead(s, end) {
			return lx.readHan(s, i)
		}
		return lx.readMagnitude(s, lx.andHalf(s, q))
	}
	if isHan(s, i) {
		return lx.readHan(s, i)
	}
	if !letterAt(s, i) {
		return quantity{}, false
	}
	return lx.readSpelt(s, i)
}

func plainDigits(s string) bool {
	for i := range len(s) {
		if !isDigit(s[i]) {
			return false
		}
	}
	return true
}

// readMagnitude takes the words of magnitude after q. It fails where the number runs
// on into a word that is none.
func (lx *lexicon) readMagnitude(s string, q quantity) (quantity, bool) {
	for range 2 {
		var w word
		at := q.end
		if !letterAt(s, at) {
			var ok bool
			if at, ok = glue(s, at); !ok || !letterAt(s, at) {
				break
			}
		}
		if !readWord(s, at, &w) {
			break
		}
		power, known := lx.magnitude(s, &w, q.end)
		if !known {
			if at == q.end && !q.scaled {
				_, unit := lx.readUnit(s, at)
				return q, unit
			}
			break
		}
		v, fits := q.value.times(1, power)
		if !fits {
			return q, false
		}
		q.value, q.scaled, q.digits, q.end = v, true, 0, w.end
		q.power += power
		if more, ok := lx.addThousands(s, q, power); ok {
			return more, true
		}
		if abbreviated(s, &w) {
			q.end++
		}
	}
	if q.scaled {
		return lx.halfMore(s, q), true
	}
	return q, true
}

// addThousands reads the rest of a number of millions that is told in thousands: "64 mil 700 millones".
func (lx *lexicon) addThousands(s string, q quantity, power int) (quantity, bool) {
	at, ok := blank(s, q.end)
	if !ok || power != 3 || !lx.comma || at == q.end || !digitAt(s, at) {
		return q, false
	}
	rest, end, ok := lx.readDigits(s, at)
	var w word
	next, apart := blank(s, end)
	if !ok || !apart || next == end || !rest.less(num{1, 3}) || !letterAt(s, next) || !readWord(s, next, &w) || lx.magnitudes[string(w.text())] < 6 {
		return q, false
	}
	more, fits := q.value.plus(rest)
	if !fits {
		return q, false
	}
	q.value, q.end, q.power, q.scaled = more, end, 0, false
	return lx.readMagnitude(s, q)
}

// magnitude returns the power of ten of the word w after a number that ends at end.
func (lx *lexicon) magnitude(s string, w *word, end int) (int, bool) {
	if !lx.scaleSieve.holdsKey(w) {
		return 0, false
	}
	key := string(w.text())
	power, known := lx.magnitudes[key]
	if !known || digitAt(s, w.end) || w.capital && key == "arab" {
		return 0, false
	}
	if attached[key] && w.start > end && !loneCapital(s, w) && (lx.english || w.n < 2 || key == "mm") {
		return 0, false
	}
	if key == "mil" && power == 6 && lx.millionsFollow(s, w.end) {
		power = 3
	}
	return power, true
}

// loneCapital reports a magnitude of one capital after a space or a hyphen: "$5 M", "P9.2-B".
func loneCapital(s string, w *word) bool {
	key := w.text()[0]
	return w.caps && w.n == 1 && (s[w.start-1] == ' ' || s[w.start-1] == '-') && key != 't' && key != 'k' && key != 'l'
}

// abbreviated reports that a point after a short magnitude ends no sentence: "3 bn. dollars".
func abbreviated(s string, w *word) bool {
	if w.n < 2 || utf8.RuneCount(w.text()) > 4 || w.end >= len(s) || s[w.end] != '.' {
		return false
	}
	at, ok := blank(s, w.end+1)
	if !ok || at == w.end+1 || at >= len(s) {
		return false
	}
	if letterLower(s, at) || unicode.IsLower(firstRune(s[at:])) {
		return true
	}
	if sign, ok := readSign(s, at); ok { // "2 Mio. €"
		return !numberFollows(s, sign.end)
	}
	var next word
	return readWord(s, at, &next) && (next.caps && codes[s[next.start:next.end]] || isUnitName(&next) || next.caps && next.n == 2 && dash(s, next.end) > 0) // "3 Mrd. US-Dollar"
}

// isUnitName reports a currency that is written with a capital in German: "3 Mio. Euro".
func isUnitName(w *word) bool {
	_, known := german.units[string(w.text())]
	return known
}

// millionsFollow reports that another magnitude follows "mil", which then is a thousand.
func (lx *lexicon) millionsFollow(s string, i int) bool {
	var w word
	at, ok := blank(s, i)
	if !ok || !readWord(s, at, &w) {
		return false
	}
	return lx.foreign[string(w.text())]
}

func letterLower(s string, i int) bool { return i < len(s) && s[i] >= 'a' && s[i] <= 'z' }

// andHalf takes "and a half" after a number.
func (lx *lexicon) andHalf(s string, q quantity) quantity {
	if part, end := lx.readHalf(s, q.end); end > 0 {
		if v, ok := q.value.plus(part); ok {
			q.value, q.end, q.digits = v, end, 0
		}
	}
	return q
}

// halfMore takes "and a half" after a word of magnitude: "a million and a half".
func (lx *lexicon) halfMore(s string, q quantity) quantity {
	part, end := lx.readHalf(s, q.end)
	if end == 0 {
		return q
	}
	part, _ = part.times(1, q.power)
	if v, ok := q.value.plus(part); ok {
		q.value, q.end = v, end
	}
	return q
}

// readHalf reads "and a half", "y medio", "et demi" at i, and where it ends; 0 if it does not stand there.
func (lx *lexicon) readHalf(s string, i int) (num, int) {
	at, ok := glue(s, i)
	var w word
	if !ok || !letterAt(s, at) || !readWord(s, at, &w) || !lx.andSieve.holdsKey(&w) || !lx.and[string(w.text())] {
		return num{}, 0
	}
	for range 2 {
		if at, ok = glue(s, w.end); !ok || !readWord(s, at, &w) {
			return num{}, 0
		}
		key := string(w.text())
		switch {
		case key == "quarter":
			return num{25, -2}, w.end
		case lx.halves[key]:
			return num{5, -1}, w.end
		case !lx.articles[key]:
			return num{}, 0
		}
	}
	return num{}, 0
}

// readSpelt reads a number in words.
func (lx *lexicon) readSpelt(s string, i int) (quantity, bool) {
	var w word
	if !readWord(s, i, &w) || lx.split == nil && !lx.speltSieve.holdsKey(&w) {
		return quantity{}, false
	}
	key := string(w.text())
	if _, ok := lx.heaps[key]; ok {
		return lx.readHeap(s, i)
	}
	switch {
	case lx.some[key] != span{}:
		return lx.readSome(s, w.end, lx.some[key], key)
	case key == "полтора" || key == "полторы": // one and a half
		return lx.readMagnitude(s, quantity{value: num{15, -1}, spelt: true, end: w.end})
	case lx.halves[key]:
		return lx.readPart(s, w.end, halfOf(key))
	case lx.articles[key]:
		return lx.readArticle(s, w.end)
	case key == "multi":
		return lx.readMulti(s, w.end)
	case lx.english && lx.scales[key] >= 6:
		if dash(s, w.end) == 0 { // "the million-dollar question"
			return quantity{}, false
		}
		return quantity{value: num{1, lx.scales[key]}, scaled: true, power: lx.scales[key], spelt: true, end: w.end}, true
	case strings.HasSuffix(key, "halb") && w.n > 4:
		return lx.readHalved(s, key, w.end)
	case key == "un" || key == "eine":
		if q, ok := lx.readDemi(s, w.end); ok {
			return q, true
		}
	}
	return lx.readCount(s, i)
}

// readHalved reads what "anderthalb" or "zweieinhalb" is of.
func (lx *lexicon) readHalved(s, key string, end int) (quantity, bool) {
	whole, ok := int64(1), key == "anderthalb"
	if head, found := strings.CutSuffix(key, "einhalb"); found {
		whole, ok = germanNumber(head)
	}
	if !ok || whole > 100 {
		return quantity{}, false
	}
	return lx.readMagnitude(s, quantity{value: num{whole*10 + 5, -1}, spelt: true, end: end})
}

func halfOf(key string) num {
	if key == "quarter" {
		return num{25, -2}
	}
	return num{5, -1}
}

// readDemi reads "un demi-million", "eine halbe Million" after its article.
func (lx *lexicon) readDemi(s string, end int) (quantity, bool) {
	at, ok := blank(s, end)
	var w word
	if !ok || !readWord(s, at, &w) || !lx.halves[string(w.text())] {
		return quantity{}, false
	}
	return lx.readPart(s, w.end, num{5, -1})
}

// readArticle reads what follows "a": "a million", "a few hundred", "a quarter of a
// million", or nothing, which is one of the unit to come.
func (lx *lexicon) readArticle(s string, end int) (quantity, bool) {
	at, ok := blank(s, end)
	var w word
	if !ok || !readWord(s, at, &w) {
		return quantity{}, false
	}
	key := string(w.text())
	switch {
	case key == "cool" || key == "whopping" || key == "full" || key == "mere":
		if q, ok := lx.readArticle(s, w.end); ok && !q.alone {
			return q, ok
		}
		return quantity{}, false
	case key == "few" || key == "couple":
		return lx.readSome(s, w.end, lx.some[key], key)
	case lx.halves[key]:
		return lx.readPart(s, w.end, halfOf(key))
	case denominators[key] > 0:
		return lx.readFraction(s, w.end, 1, denominators[key])
	case key == "dozen":
		return lx.readMagnitude(s, quantity{value: num{12, 0}, spelt: true, end: w.end})
	}
	if _, ok := lx.scales[key]; ok {
		return lx.readMagnitude(s, quantity{value: num{1, 0}, spelt: true, end: end})
	}
	return quantity{value: num{1, 0}, spelt: true, alone: true, end: end}, true
}

// readPart reads the scale that half or a quarter is of: "half a million", "quarter million".
func (lx *lexicon) readPart(s string, end int, part num) (quantity, bool) {
	var w word
	for range 3 {
		at, ok := glue(s, end)
		if !ok || !readWord(s, at, &w) {
			return quantity{}, false
		}
		key := w.text()
		if power, ok := lx.scales[string(key)]; ok {
			v, _ := part.times(1, power)
			return quantity{value: v, scaled: true, power: power, spelt: true, end: w.end}, true
		}
		if singular[string(key)] && string(key) != "pound" && w.start > end { // "half a cent"
			return quantity{value: part, spelt: true, end: end}, true
		}
		if !lx.articles[string(key)] && !lx.of[string(key)] {
			break
		}
		end = w.end
	}
	return quantity{}, false
}
