package money

// Numbers in words, and the magnitudes that follow digits.

// magnitudes by word, as powers of ten.
var magnitudes = map[string]int{
	"hundred": 2, "thousand": 3, "k": 3, "lakh": 5, "lakhs": 5, "lac": 5, "lacs": 5, "crore": 7, "crores": 7, "cr": 7,
	"million": 6, "millions": 6, "mln": 6, "mn": 6, "m": 6, "mil": 6, "mill": 6, "mio": 6, "millionen": 6, "millones": 6, "milhões": 6, "milhoes": 6,
	"milioni": 6, "millioner": 6, "miljoner": 6, "miliardi": 9, "milliarder": 9, "miljarder": 9,
	"billion": 9, "billions": 9, "bln": 9, "bn": 9, "b": 9, "bil": 9, "mrd": 9, "milliarden": 9, "milliards": 9, "milliard": 9, "bilhões": 9,
	"trillion": 12, "trillions": 12, "trn": 12, "tn": 12, "tln": 12, "trln": 12, "t": 12,
}

// attached are magnitudes of one letter or two that follow digits without a space.
var attached = map[string]bool{"k": true, "m": true, "b": true, "t": true, "cr": true}

var ones = map[string]int64{
	"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
	"ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
	"eighteen": 18, "nineteen": 19,
}

var tens = map[string]int64{
	"twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}

// scales multiply what stands before them.
var scales = map[string]int{"hundred": 2, "thousand": 3, "lakh": 5, "lakhs": 5, "million": 6, "crore": 7, "crores": 7, "billion": 9, "trillion": 12, "mln": 6, "bln": 9}

// heaps are plural magnitudes of which no number is told.
var heaps = map[string]int{"tens": 1, "dozens": 1, "hundreds": 2, "thousands": 3, "millions": 6, "billions": 9, "trillions": 12, "lakhs": 5, "crores": 7}

// quantity is a number as written: one value, or bounds only.
type quantity struct {
	value  num
	lo, hi num // set for a vague quantity
	vague  bool
	scaled bool // a word of magnitude belongs to it
	spelt  bool // in words
	alone  bool // the article "a", which needs a word of currency at once
	power  int  // of its words of magnitude
	digits int  // of a number in plain digits, without separators
	end    int
}

// readQuantity reads a number with its magnitude at i.
func readQuantity(s string, i int) (quantity, bool) {
	if i >= len(s) {
		return quantity{}, false
	}
	if isDigit(s[i]) || s[i] == '.' && digitAt(s, i+1) {
		n, end, ok := readDigits(s, i)
		if !ok {
			return quantity{}, false
		}
		q := quantity{value: n, end: end}
		if n.exp == 0 && end-i <= 18 && plainDigits(s[i:end]) {
			q.digits = end - i
		}
		return readMagnitude(s, andHalf(s, q))
	}
	if !isLetter(s[i]) {
		return quantity{}, false
	}
	return readSpelt(s, i)
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
func readMagnitude(s string, q quantity) (quantity, bool) {
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
		power, known := magnitudes[string(w.text())]
		if known && attached[string(w.text())] && at > q.end && !(w.caps && s[at-1] == ' ' && w.n == 1 && w.text()[0] != 't' && w.text()[0] != 'k') {
			known = false
		}
		if !known || digitAt(s, w.end) {
			if at == q.end && !q.scaled {
				_, unit := readUnit(s, at)
				return q, unit
			}
			break
		}
		if power == 6 && w.n == 3 && string(w.text()) == "mil" && spanishMillions(s, w.end) {
			power = 3
		}
		v, fits := q.value.times(1, power)
		if !fits {
			return q, false
		}
		q.value, q.scaled, q.digits, q.end = v, true, 0, w.end
		q.power += power
		if w.n <= 3 && w.n > 1 && w.end < len(s) && s[w.end] == '.' && w.end+1 < len(s) && s[w.end+1] == ' ' && letterLower(s, w.end+2) {
			q.end++
		}
	}
	return q, true
}

// spanishMillions reports that "millones" or "milhões" follows, so that "mil" is a thousand.
func spanishMillions(s string, i int) bool {
	var w word
	at, ok := blank(s, i)
	return ok && readWord(s, at, &w) && (string(w.text()) == "millones" || string(w.text()) == "milhões")
}

func letterLower(s string, i int) bool { return i < len(s) && s[i] >= 'a' && s[i] <= 'z' }

// andHalf takes "and a half" after a number.
func andHalf(s string, q quantity) quantity {
	end, part := q.end, num{}
	for k, want := range [...]string{"and", "a", ""} {
		at, ok := glue(s, end)
		var w word
		if !ok || !readWord(s, at, &w) {
			return q
		}
		switch key := string(w.text()); {
		case k < 2 && key == want:
		case k == 2 && key == "half":
			part = num{5, -1}
		case k == 2 && key == "quarter":
			part = num{25, -2}
		default:
			return q
		}
		end = w.end
	}
	if v, ok := q.value.plus(part); ok {
		q.value, q.end, q.digits = v, end, 0
	}
	return q
}

// readSpelt reads a number in words: "two hundred and fifty thousand", "half a million",
// "three quarters of a billion", "one point three", "tens of thousands", "several million".
func readSpelt(s string, i int) (quantity, bool) {
	var w word
	if !readWord(s, i, &w) || w.n < 1 {
		return quantity{}, false
	}
	key := string(w.text())
	if _, ok := heaps[key]; ok {
		return readHeap(s, i)
	}
	switch key {
	case "several", "few", "couple":
		return readSome(s, w.end, 2, 10, key)
	case "half", "quarter":
		return readPart(s, w.end, map[string]num{"half": {5, -1}, "quarter": {25, -2}}[key])
	case "a", "an":
		return readArticle(s, w.end)
	}
	return readCount(s, i)
}

// readArticle reads what follows "a": "a million", "a few hundred", "a quarter of a
// million", or nothing, which is one of the unit to come.
func readArticle(s string, end int) (quantity, bool) {
	at, ok := blank(s, end)
	var w word
	if !ok || !readWord(s, at, &w) {
		return quantity{}, false
	}
	switch key := string(w.text()); key {
	case "few", "couple":
		return readSome(s, w.end, 2, 10, key)
	case "quarter", "half":
		return readPart(s, w.end, map[string]num{"half": {5, -1}, "quarter": {25, -2}}[key])
	case "dozen":
		return readMagnitude(s, quantity{value: num{12, 0}, spelt: true, end: w.end})
	}
	if _, ok := scales[string(w.text())]; ok {
		return readMagnitude(s, quantity{value: num{1, 0}, spelt: true, end: end})
	}
	return quantity{value: num{1, 0}, spelt: true, alone: true, end: end}, true
}

// readPart reads the scale that half or a quarter is of: "half a million", "quarter million".
func readPart(s string, end int, part num) (quantity, bool) {
	var w word
	for range 3 {
		at, ok := glue(s, end)
		if !ok || !readWord(s, at, &w) {
			return quantity{}, false
		}
		key := string(w.text())
		if power, ok := scales[key]; ok {
			v, _ := part.times(1, power)
			return quantity{value: v, scaled: true, power: power, spelt: true, end: w.end}, true
		}
		if key != "a" && key != "of" {
			break
		}
		end = w.end
	}
	return quantity{}, false
}

// readSome reads "several million", "a few hundred", "a couple of thousand".
func readSome(s string, end int, lo, hi int64, key string) (quantity, bool) {
	var w word
	for range 2 {
		at, ok := blank(s, end)
		if !ok || !readWord(s, at, &w) {
			return quantity{}, false
		}
		if string(w.text()) != "of" {
			break
		}
		end = w.end
	}
	if key == "couple" {
		hi = 3
	}
	q := quantity{lo: num{lo, 0}, hi: num{hi, 0}, vague: true, spelt: true, end: end}
	for range 2 {
		at, ok := blank(s, q.end)
		if !ok || !readWord(s, at, &w) {
			break
		}
		power, ok := scales[string(w.text())]
		if !ok {
			break
		}
		q.lo.exp += power
		q.hi.exp += power
		q.scaled, q.end = true, w.end
	}
	return q, q.scaled || key != "couple"
}

// readHeap reads "tens of thousands", "hundreds of millions", "millions", and the "of"
// after it.
func readHeap(s string, i int) (quantity, bool) {
	q := quantity{lo: num{2, 0}, hi: num{1, 0}, vague: true, spelt: true, scaled: true, end: i}
	var w word
	for n := 0; n < 3; n++ {
		at, ok := blank(s, q.end)
		if !ok || !readWord(s, at, &w) {
			return q, false
		}
		power, ok := heaps[string(w.text())]
		if !ok {
			if n == 0 {
				return q, false
			}
			return q, true
		}
		if n == 0 {
			q.hi.exp = power + 1
			if power >= 3 {
				q.hi.exp = power + 3
			}
			if power == 5 || power == 7 {
				q.hi.exp = power + 2
			}
		} else {
			q.hi.exp += power
		}
		q.lo.exp += power
		q.end = w.end
		of, ok := blank(s, w.end)
		if !ok || !readWord(s, of, &w) || string(w.text()) != "of" {
			return q, true
		}
		q.end = w.end
	}
	return q, true
}

// readCount reads a number of ones, tens and scales.
func readCount(s string, i int) (quantity, bool) {
	var total, current num
	q := quantity{spelt: true, end: i}
	var w word
	last := int64(0) // what the last word added: 0 nothing, else its size
	for n := 0; n < 12; n++ {
		at := i
		if n > 0 {
			var ok bool
			if at, ok = glue(s, q.end); !ok {
				break
			}
		}
		if !readWord(s, at, &w) {
			break
		}
		key := string(w.text())
		if key == "and" && n > 0 {
			if part := andHalf(s, quantity{value: current, end: q.end}); part.end > q.end {
				current, q.end = part.value, part.end
				continue
			}
			next, ok := blank(s, w.end)
			if !ok || !readWord(s, next, &w) || !q.scaled {
				break
			}
			key = string(w.text())
		}
		one, isOne := ones[key]
		ten, isTen := tens[key]
		power, isScale := scales[key]
		switch {
		case isOne && (last == 0 || last >= 20 && one < 10 && one > 0 || last >= 100):
			current, _ = current.plus(num{one, 0})
			last = max(one, 1)
		case isTen && (last == 0 || last >= 100):
			current, _ = current.plus(num{ten, 0})
			last = ten
		case isScale && n > 0:
			if current.coef == 0 {
				current = num{1, 0}
			}
			v, fits := current.times(1, power)
			if !fits || v.exp > 24 {
				return q, false
			}
			q.scaled, q.power, last = true, power, 100
			if power == 2 {
				current = v
				break
			}
			if total, fits = total.plus(v); !fits {
				return q, false
			}
			current = num{}
		case key == "point" && n > 0:
			return readPoint(s, w.end, current, q)
		case (key == "quarters" || key == "quarter") && n > 0 && current.less(num{4, 0}):
			v, _ := current.times(25, -2)
			return readPart(s, w.end, v)
		case key == "dozen" && n > 0:
			v, _ := current.times(12, 0)
			return readMagnitude(s, quantity{value: v, spelt: true, end: w.end})
		default:
			n = 12
			continue
		}
		q.end = w.end
	}
	sum, ok := total.plus(current)
	q.value = sum
	return q, ok && q.end > i
}

// readPoint reads the digits in words after "one point".
func readPoint(s string, end int, whole num, q quantity) (quantity, bool) {
	for range 4 {
		at, ok := blank(s, end)
		var w word
		if !ok || !readWord(s, at, &w) {
			break
		}
		d, ok := ones[string(w.text())]
		if !ok || d > 9 {
			break
		}
		whole = num{whole.coef*10 + d, whole.exp - 1}
		q.end, end = w.end, w.end
	}
	q.value = whole
	return readMagnitude(s, q)
}
