package money

import "strings"

// A count is the sum of a number in words so far: total holds what is multiplied by a thousand and more,
// current what stands after it. room is how large the next word may be that adds to current: 1000 at the
// start, 10 after "twenty", 100 after "hundred", nothing after "five".
type count struct {
	total, current num
	room           int64
	q              quantity
}

// readCount reads a number of ones, tens and scales.
func (lx *lexicon) readCount(s string, i int) (quantity, bool) {
	c := count{room: 1000, q: quantity{spelt: true, end: i}}
	var w word
	for n := range 12 {
		at := i
		if n > 0 {
			var ok bool
			if at, ok = glue(s, c.q.end); !ok {
				break
			}
		}
		if !readWord(s, at, &w) {
			break
		}
		if n > 0 && lx.and[string(w.text())] {
			if c.current.coef == 0 && c.q.power > 2 && lx.halfMore(s, c.q).end > c.q.end { // "un million et demi"
				break
			}
			if half := lx.andHalf(s, quantity{value: c.current, end: c.q.end}); half.end > c.q.end {
				c.current, c.q.end, c.room = half.value, half.end, 0
				continue
			}
			next, ok := blank(s, w.end)
			if !ok || !readWord(s, next, &w) || lx.english && !c.q.scaled {
				break
			}
		}
		if q, ok, done := lx.finishCount(s, &w, &c, n); done {
			return q, ok
		}
		if !lx.take(&w, &c, n) {
			break
		}
		c.q.end = w.end
	}
	sum, ok := c.total.plus(c.current)
	c.q.value = sum
	if ok && c.q.scaled && c.q.power > 2 {
		return lx.halfMore(s, c.q), c.q.end > i
	}
	return c.q, ok && c.q.end > i
}

// finishCount reads the words that end a count: "one point five", "three quarters of a million", "two dozen".
func (lx *lexicon) finishCount(s string, w *word, c *count, n int) (q quantity, ok, done bool) {
	if n == 0 || !lx.english {
		return q, false, false
	}
	key := string(w.text())
	if d := denominators[strings.TrimSuffix(key, "s")]; d > 0 && c.q.power == 0 && c.current.exp == 0 && c.current.coef < d {
		q, ok = lx.readFraction(s, w.end, c.current.coef, d)
		return q, ok, true
	}
	switch key {
	case "point":
		q, ok = lx.readPoint(s, w.end, c.current, c.q)
	case "quarters", "quarter":
		if !c.current.less(num{4, 0}) {
			return q, false, false
		}
		v, _ := c.current.times(25, -2)
		q, ok = lx.readPart(s, w.end, v)
	case "dozen":
		v, _ := c.current.times(12, 0)
		q, ok = lx.readMagnitude(s, quantity{value: v, spelt: true, end: w.end})
	default:
		return q, false, false
	}
	return q, ok, true
}

// take adds the word w, the nth, to the count; it is false where w does not belong to it.
func (lx *lexicon) take(w *word, c *count, n int) bool {
	key := string(w.text())
	if power, ok := lx.scales[key]; ok && (n > 0 || power <= 3) && !(n == 0 && lx.english) {
		return c.multiply(power)
	}
	v, ok := lx.numbers[key]
	if !ok && lx.split != nil {
		v, ok = lx.split(key)
	}
	if strings.HasPrefix(key, "vingt") && c.current == (num{4, 0}) { // quatre-vingts
		c.current, c.room = num{80, 0}, 20
		return true
	}
	if !ok || v >= c.room && !(n == 0 && v >= 1000) || v == 0 && n > 0 {
		return false
	}
	c.current, _ = c.current.plus(num{v, 0})
	switch {
	case v >= 1000: // a whole number in one word
		c.room, c.q.scaled = 0, true
	case v >= 100 && v%100 == 0:
		c.room = 100
	case v == 60: // soixante-quinze
		c.room = 20
	case v >= 20 && v%10 == 0 && v < 100, key == "dix": // dix-sept
		c.room = 10
	default:
		c.room = 0
	}
	return true
}

// multiply applies a scale to the count.
func (c *count) multiply(power int) bool {
	if c.current.coef == 0 {
		if c.total.coef != 0 && power > 3 { // "mil millones"
			v, fits := c.total.times(1, power)
			c.total, c.q.power = v, power
			return fits && v.exp <= 24
		}
		c.current = num{1, 0}
	}
	v, fits := c.current.times(1, power)
	if !fits || v.exp > 24 {
		return false
	}
	c.q.scaled, c.q.power = true, power
	if power == 2 {
		c.current, c.room = v, 100
		return true
	}
	if power > 3 && c.total.coef != 0 && c.total.less(num{1, power}) && c.total.exp >= 3 { // "dos mil quinientos millones"
		if v, fits = c.total.plus(c.current); !fits {
			return false
		}
		if v, fits = v.times(1, power); !fits {
			return false
		}
		c.total, c.current, c.room = v, num{}, 1000
		return true
	}
	if c.total, fits = c.total.plus(v); !fits {
		return false
	}
	c.current, c.room = num{}, 1000
	return true
}

// readPoint reads the digits in words after "one point".
func (lx *lexicon) readPoint(s string, end int, whole num, q quantity) (quantity, bool) {
	for range 4 {
		at, ok := blank(s, end)
		var w word
		if !ok || !readWord(s, at, &w) {
			break
		}
		d, ok := lx.numbers[string(w.text())]
		if !ok || d > 9 {
			break
		}
		whole = num{whole.coef*10 + d, whole.exp - 1}
		q.end, end = w.end, w.end
	}
	q.value = whole
	return lx.readMagnitude(s, q)
}

// germanHalved are the common German numbers with a half, which are read in every language.
var germanHalved = func() map[string]bool {
	m := wordSet("anderthalb")
	for whole := range strings.FieldsSeq("ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf") {
		m[whole+"einhalb"] = true
	}
	return m
}()

// germanNumber reads a number that is written as one word: "fünfundzwanzig", "zweihundert",
// "hundertfünfzigtausend".
func germanNumber(word string) (int64, bool) {
	if head, tail, ok := strings.Cut(word, "tausend"); ok {
		return germanProduct(head, tail, 1000)
	}
	if head, tail, ok := strings.Cut(word, "hundert"); ok {
		return germanProduct(head, tail, 100)
	}
	if v, ok := germanNumbers[word]; ok {
		return v, true
	}
	if ones, tens, ok := strings.Cut(word, "und"); ok {
		a, known := germanNumbers[ones]
		b, also := germanNumbers[tens]
		return a + b, known && also && a < 10 && b >= 20
	}
	return 0, false
}

// germanProduct multiplies the number before a scale, one if there is none, and adds that after it.
func germanProduct(head, tail string, scale int64) (int64, bool) {
	v := int64(1)
	if head != "" {
		var ok bool
		if v, ok = germanNumber(head); !ok || v >= 1000 {
			return 0, false
		}
	}
	v *= scale
	if tail = strings.TrimPrefix(tail, "und"); tail != "" {
		rest, ok := germanNumber(tail)
		if !ok || rest >= scale {
			return 0, false
		}
		v += rest
	}
	return v, true
}
