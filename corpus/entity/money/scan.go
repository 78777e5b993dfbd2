package money

import (
	"iter"
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
	local  bool // a word of other uses, which counts where the article speaks of a country with such a currency
}

// sum is a sum of money found, in byte offsets.
type sum struct {
	start, end int
	last       int // where what hedges it after it ends
	after      int // where the unit of a price after that ends
	per        string
	negative   bool
	doubt      bool // counts only where the article speaks of the country with this currency
	local      bool // counts only where it speaks of a country with one of the family
	value      num
	lo, hi     num
	bounded    bool // lo and hi are set
	vague      bool // and value is not
	code       string
	family     string // of a word or abbreviation that several countries use, without an adjective
	qualifier  corpus.Qualifier
	rule       string
}

// openings are the words that can begin a sum in every language: codes, nations, and units before their number. True
// are those that do so in capitals only.
var openings = func() map[string]bool {
	m := map[string]bool{}
	for _, t := range []map[string]bool{codes, looseCodes} {
		for w := range t {
			m[strings.ToLower(w)], m["m"+strings.ToLower(w)] = true, true
		}
	}
	for w := range smallCodes {
		m[w] = false
	}
	for w := range aliases {
		m[strings.ToLower(strings.ReplaceAll(w, ".", ""))] = false
	}
	for w := range initials {
		m[strings.ToLower(w)] = false
	}
	for _, t := range []map[string]bool{wordSet("s fr kč multi million billion trillion us c"), leading} {
		for w := range t {
			m[w] = false
		}
	}
	for w := range nations {
		m[w] = false
	}
	return m
}()

// scan yields the sums of a text in order.
func (lx *lexicon) scan(s string) iter.Seq[sum] {
	return func(yield func(sum) bool) {
		low := 0 // where the words that belong to the last sum end
		for i := 0; i < len(s); {
			if idle[s[i]] {
				i++
				continue
			}
			next, try := lx.step(s, i)
			if try {
				if found, ok := lx.sumAt(s, i, low); ok {
					if !yield(found) {
						return
					}
					i, low = found.next(), found.end
					continue
				}
			}
			i = next
		}
	}
}

// idle are the bytes at which no sum begins.
var idle = func() (idle [256]bool) {
	for c := range byte(utf8.RuneSelf) {
		idle[c] = !isDigit(c) && !isLetter(c) && c != '$' && c != '.'
	}
	return idle
}()

// step says whether a sum can begin at i, and where to go on if none does.
func (lx *lexicon) step(s string, i int) (next int, try bool) {
	c := s[i]
	switch {
	case isDigit(c), c == '$':
		return skip(s, i), true
	case c == '.':
		return i + 1, digitAt(s, i+1) && (i == 0 || s[i-1] == ' ' || s[i-1] == '\n' || s[i-1] == '(')
	case isLetter(c), c >= utf8.RuneSelf && letterAt(s, i):
		if end := lx.plainWord(s, i); end > 0 {
			return end, false
		}
		var w word
		readWord(s, i, &w)
		next = max(w.end, i+1)
		for c < utf8.RuneSelf && digitAt(s, next) { // "m5", but "و5" is "and 5"
			next++
		}
		if try = lx.begins(s, &w); !try && lx.clitics && w.n > 4 && clitic(s, i) { // "وخمسة ملايين"
			return i + len("و"), false
		}
		return next, try
	case c >= utf8.RuneSelf:
		if hanAhead(s, i) || isHan(s, i) {
			r, size := utf8.DecodeRuneInString(s[i:])
			_, digit := hanDigits[r]
			return i + size, digit || r == '十' || r == '百' || r == '千' || r == '数' || r == '數'
		}
		return skip(s, i), true
	}
	return i + 1, false
}

// clitic reports a letter of Arabic at i that is a word of its own before the next: "and", "with", "for".
func clitic(s string, i int) bool {
	switch r, _ := nextRune(s, i); r {
	case 'و', 'ب', 'ل', 'ف':
		return true
	}
	return false
}

// article returns where the word at i begins without the Arabic article.
func (lx *lexicon) article(s string, i int) int {
	if lx.clitics && strings.HasPrefix(s[i:], "ال") {
		return i + len("ال")
	}
	return i
}

// begins reports whether a sum can begin with the word w.
func (lx *lexicon) begins(s string, w *word) bool {
	if w.n <= 2 && lx.articles[string(w.text())] && w.end < len(s) && s[w.end] == ' ' {
		var next word
		return readWord(s, w.end+1, &next) && lx.countSieve.holdsKey(&next) && lx.counted[string(next.text())] || w.end+1 < len(s) && !isLetter(s[w.end+1])
	}
	if caps, known := lx.starts[string(w.text())]; known && (!caps || w.caps) || w.end < len(s) && (s[w.end] == '$' || s[w.end] >= utf8.RuneSelf) {
		return true
	}
	if lx.split == nil {
		return false
	}
	key := string(w.text())
	_, number := lx.split(key)
	return number || strings.HasSuffix(key, "halb")
}

// plainWord returns the end of a word of ASCII letters at i that by its first two letters
// and its length is in no table and that no sign follows, or 0 for one to be looked at.
func (lx *lexicon) plainWord(s string, i int) int {
	end := i + 1
	for end < len(s) && letters[s[end]] {
		end++
	}
	n := end - i
	known := lx.small
	if s[i] < 'a' {
		known = lx.sieve
	}
	if s[i] >= utf8.RuneSelf || known.holds(s[i:end]) {
		return 0
	}
	if end == len(s) || s[end] == ' ' {
		end = min(end+1, len(s))
	} else if s[end] == '$' || s[end] == '.' && n == 1 || s[end] >= utf8.RuneSelf || isDigit(s[end]) {
		return 0
	}
	if lx.split != nil && n >= 7 && strings.IndexByte("dtgb", s[i+n-1]) >= 0 { // "dreitausend"
		return 0
	}
	return end
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
func (lx *lexicon) sumAt(s string, i, low int) (sum, bool) {
	a, ok := lx.readSide(s, i)
	if !ok {
		return sum{}, false
	}
	if ratio(s, &a) {
		return sum{}, false
	}
	found, ok := lx.readRange(s, a)
	if !ok {
		if !a.has {
			return sum{}, false
		}
		found = a.sum()
	}
	found.sign(s, low)
	if q, start := lx.hedge(s, found.start); q != corpus.Exact && start >= low && !(q == corpus.Over && overAffair(s, start, &found)) {
		found.start = start
		if !found.bounded {
			found.qualifier = q
		}
	}
	found.last = found.end
	if q, end := lx.afterthought(s, found.end); q != corpus.Exact {
		found.last = end
		if found.qualifier == corpus.Exact {
			found.qualifier = q
		}
	}
	found.per, found.after = lx.readPer(s, found.last)
	found.after = max(found.after, found.last)
	return found, true
}

// next is where the scan goes on after a sum: past its unit, which can look like a sum ("47 cents a pound").
func (f *sum) next() int {
	if f.per == "pound" {
		return f.after
	}
	return f.end
}

// sum makes a sum of one side.
func (a side) sum() sum {
	f := sum{start: a.start, end: a.end, value: a.value, code: a.cur.code, family: a.cur.shared(), doubt: a.cur.doubt, local: a.local, qualifier: corpus.Exact, rule: RuleUnit}
	switch {
	case a.vague:
		f.lo, f.hi, f.vague, f.bounded, f.qualifier, f.rule = a.lo, a.hi, true, true, corpus.Between, RuleVague
	case a.prefix:
		f.rule = RuleSign
	case a.cur.minor:
		f.rule = RuleMinor
	}
	if a.over && !a.vague {
		f.qualifier = corpus.Over
	}
	if a.about {
		f.qualifier = corpus.About
	}
	return f
}
