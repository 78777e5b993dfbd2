package crf

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is what the features need to know of a token apart from its place.
type word struct {
	lower    uint64 // hash of the lower-case form, digits as 0
	shape    uint64
	entry    Entry
	gaz      uint64 // first and last name bands together
	prefixes [4]uint64
	suffixes [4]uint64
	capital  bool // begins with an upper-case letter
	allCaps  bool // two letters or more, all upper case
	glue     bool // no capital, but can stand inside a name
	hyphen   bool // a hyphen alone
	part     bool // lower-case letters, few enough for a syllable of a name
	scores   [5]scores
	have     [5]bool
}

func newWord(text string, lex *Lexicon) *word {
	lower := strings.TrimSuffix(strings.ToLower(text), ".")
	if strings.Contains(lower, "’") {
		lower = strings.ReplaceAll(lower, "’", "'")
	}
	w := &word{}
	w.entry = lookup(lex, lower)
	w.gaz = uint64(w.entry.First)*5 + uint64(w.entry.Last)
	w.shape = shape(text)
	upper, letters := 0, 0
	for i, r := range text {
		if unicode.IsLetter(r) {
			letters++
			if unicode.IsUpper(r) {
				upper++
				w.capital = w.capital || i == 0
			}
		}
	}
	w.allCaps = letters > 1 && upper == letters
	w.capital = w.capital || upper > 0 && letters > 0
	w.glue = !w.capital && glue[lower]
	w.hyphen = lower == "-"
	w.part = !w.capital && letters == len(text) && letters <= maxSyllable
	w.lower = hashString(strings.Map(zeroDigits, lower))
	affixes(w, lower)
	return w
}

// maxSyllable is the most letters that a syllable of a name has after a hyphen: "Cheung", "hyung".
const maxSyllable = 6

// lookup returns the entry of a lower-case word. A hyphenated word that is no name in the lexicon takes the bands of its
// parts, and one that is not there at all the entry of its last part.
func lookup(lex *Lexicon, lower string) Entry {
	e := lex.lookup(hashString(lower))
	i := strings.LastIndexByte(lower, '-')
	if i <= 0 || i+1 == len(lower) || e.First != 0 || e.Last != 0 {
		return e
	}
	first, last := lex.lookup(hashString(lower[:i])), lex.lookup(hashString(lower[i+1:]))
	if e == (Entry{}) {
		e = last
	}
	e.First, e.Last = max(first.First, last.First), last.Last
	return e
}

// glue are the lower-case words and marks that stand inside names.
var glue = wordSet(`- " ' “ ” ’ ‘ bin ibn bint abu al el ul de da do dos das del della di du des la las le los van von der den ten ter
	zu zum y e of the and af av`)

func zeroDigits(r rune) rune {
	if unicode.IsDigit(r) {
		return '0'
	}
	return r
}

func affixes(w *word, lower string) {
	at := 0
	for n := range 4 {
		_, size := utf8.DecodeRuneInString(lower[at:])
		at += size
		w.prefixes[n] = hashString(lower[:at]) + uint64(n)
	}
	at = len(lower)
	for n := range 4 {
		_, size := utf8.DecodeLastRuneInString(lower[:at])
		at -= size
		w.suffixes[n] = hashString(lower[at:]) + uint64(n) + 8
	}
}

// shape maps upper case to X, lower case to x, digits to 0, keeps other characters, and
// shortens runs to two.
func shape(text string) uint64 {
	var buf [16]byte
	out := buf[:0]
	for _, r := range text {
		c := byte('?')
		switch {
		case unicode.IsUpper(r):
			c = 'X'
		case unicode.IsLetter(r):
			c = 'x'
		case unicode.IsDigit(r):
			c = '0'
		case r < utf8.RuneSelf:
			c = byte(r)
		}
		if n := len(out); n >= 2 && out[n-1] == c && out[n-2] == c {
			continue
		}
		if out = append(out, c); len(out) == 12 {
			break
		}
	}
	return hashBytes(out)
}

func hashBytes(b []byte) uint64 {
	h := uint64(14695981039346656037)
	for _, c := range b {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return mix(h)
}

func hashString(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return mix(h)
}

func mix(h uint64) uint64 {
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	return h ^ h>>32
}
