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
	family     string // of a word or abbreviation that several countries use, without an adjective
	qualifier  corpus.Qualifier
	rule       string
}

// starts holds the words that can begin a sum.
var starts = func() map[string]bool {
	m := wordSet("a an half quarter several few dollar rupee ringgit ringgits kr naira us c n r p y sr jd")
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
			if end := plainWord(s, i); end > 0 {
				i = end
				continue
			}
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

// startLengths has for each first letter the lengths of the words in starts, as bits.
var startLengths = func() (t [256]uint32) {
	for w := range starts {
		t[w[0]] |= 1 << len(w)
	}
	return t
}()

// plainWord returns the end of a word of ASCII letters at i that by its first letter
// and length is in no table and that no sign follows, or 0 for one to be looked at.
func plainWord(s string, i int) int {
	end := i
	for end < len(s) && isLetter(s[end]) {
		end++
	}
	n := end - i
	if n == 0 || n <= maxWord && startLengths[s[i]|0x20]&(1<<n) != 0 {
		return 0
	}
	if end < len(s) && (s[end] == '$' || s[end] == '.' && n == 1 || s[end] >= utf8.RuneSelf || isDigit(s[end])) {
		return 0
	}
	return end
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
	if ratio(s, &a) {
		return sum{}, false
	}
	found, ok := readRange(s, a)
	if !ok {
		if !a.has {
			return sum{}, false
		}
		found = a.sum()
	}
	if q, start := hedge(s, found.start); q != corpus.Exact && start >= low && !(q == corpus.Over && overAffair(s, start, &found)) {
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
	f := sum{start: a.start, end: a.end, value: a.value, code: a.cur.code, family: a.cur.shared(), qualifier: corpus.Exact, rule: "unit"}
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
