package country

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A word is a run of letters and combining marks. Its key is the word in lower
// case without accents, so that "CÔTE" and "Cote" are one. "People's" is one word
// with the key "peoples" where the lexicon wants it, else it ends before the
// apostrophe. An abbreviation with points is one word with the letters as key.

const maxWord = 40 // bytes of a key; longer words are in no lexicon

type letterCase uint8

const (
	lowerCase letterCase = iota // begins with a small letter
	titleCase
	upperCase // capitals throughout
)

type word struct {
	start, end int // bytes
	key        [maxWord]byte
	n          int // length of key, 0 for a word too long
	letters    letterCase
	dotted     bool
}

func (w *word) folded() []byte { return w.key[:w.n] }

type class uint8

const (
	other class = iota
	lower
	upper
	digit
	wide // first byte of a rune beyond ASCII
)

var classes = func() (t [256]class) {
	for c := range t {
		switch {
		case c >= 'a' && c <= 'z':
			t[c] = lower
		case c >= 'A' && c <= 'Z':
			t[c] = upper
		case c >= '0' && c <= '9':
			t[c] = digit
		case c >= utf8.RuneSelf:
			t[c] = wide
		}
	}
	return t
}()

// readWord reads the word that begins at i; ok is false where no letter stands.
func readWord(s string, i int, w *word) (ok bool) {
	*w = word{start: i}
	first, small := true, false
	for i < len(s) {
		c := s[i]
		switch classes[c] {
		case lower:
			small = true
			w.push(c)
			i++
		case upper:
			w.push(c + 'a' - 'A')
			i++
		case wide:
			r, size := utf8.DecodeRuneInString(s[i:])
			known := lookUp(r)
			if !known.inWord {
				return w.finish(i, small)
			}
			small = small || known.small
			if !known.mark {
				w.pushRune(known.folded)
			}
			i += size
		default:
			return w.finish(i, small)
		}
		if first {
			first = false
			w.letters = titleCase
			if small {
				w.letters = lowerCase
			}
		}
	}
	return w.finish(i, small)
}

func (w *word) finish(end int, small bool) bool {
	w.end = end
	if w.n > maxWord {
		w.n = 0
	}
	if w.letters == titleCase && !small {
		w.letters = upperCase
	}
	return end > w.start
}

func (w *word) push(c byte) {
	if w.n < maxWord {
		w.key[w.n] = c
		w.n++
	} else {
		w.n = maxWord + 1
	}
}

func (w *word) pushRune(r rune) {
	var b [utf8.UTFMax]byte
	for _, c := range b[:utf8.EncodeRune(b[:], r)] {
		w.push(c)
	}
}

// runeFacts is what a word is read by.
type runeFacts struct {
	folded              rune
	inWord, small, mark bool
}

func factsOf(r rune) runeFacts {
	return runeFacts{folded: foldRune(r), inWord: unicode.IsLetter(r) || unicode.Is(unicode.M, r), small: unicode.IsLower(r), mark: unicode.Is(unicode.Mn, r)}
}

// usual are the facts of the runes of Latin, Greek, Cyrillic, Hebrew and Arabic.
var usual = func() (t [0x700]runeFacts) {
	for r := range t {
		t[r] = factsOf(rune(r))
	}
	return t
}()

func lookUp(r rune) runeFacts {
	if int(r) < len(usual) {
		return usual[r]
	}
	return factsOf(r)
}

// foldRune returns the small letter without its accent.
func foldRune(r rune) rune {
	r = unicode.ToLower(r)
	switch r {
	case 'ı':
		return 'i'
	case 'ł':
		return 'l'
	case 'ø':
		return 'o'
	case 'đ':
		return 'd'
	}
	var b [utf8.UTFMax]byte
	n := utf8.EncodeRune(b[:], r)
	if d := norm.NFD.Properties(b[:n]).Decomposition(); len(d) > 0 {
		base, _ := utf8.DecodeRune(d)
		return base
	}
	return r
}

// tokens returns the keys of the words of a form of the lexicon, and notes in
// dotted those written as abbreviations with points.
func tokens(form string, dotted map[string]bool) []string {
	var keys []string
	var w word
	for i := 0; i < len(form); {
		switch {
		case form[i] == '&':
			keys = append(keys, "and")
			i++
		case readDotted(form, i, &w, nil), readWord(form, i, &w):
			key := string(w.folded())
			if w.dotted && dotted != nil {
				dotted[key] = true
			}
			i = w.end
			if n := possessive(form, i); n > 0 {
				key, i = key+"s", i+n
			}
			keys = append(keys, key)
		default:
			i++
		}
	}
	return keys
}

// possessive returns the length of an apostrophe and s at i that end a word, or 0.
func possessive(s string, i int) int {
	n := apostrophe(s, i)
	if n == 0 || i+n >= len(s) || s[i+n]|0x20 != 's' {
		return 0
	}
	if i+n+1 < len(s) && letterAt(s, i+n+1) {
		return 0
	}
	return n + 1
}

func apostrophe(s string, i int) int {
	if i >= len(s) {
		return 0
	}
	if s[i] == '\'' || s[i] == '`' {
		return 1
	}
	if r, size := utf8.DecodeRuneInString(s[i:]); r == '’' || r == '‘' || r == 'ʼ' || r == '´' {
		return size
	}
	return 0
}

func letterAt(s string, i int) bool {
	switch classes[s[i]] {
	case lower, upper:
		return true
	case wide:
		r, _ := utf8.DecodeRuneInString(s[i:])
		return unicode.IsLetter(r)
	}
	return false
}

// space returns where the run of white space at i ends, and whether a gap inside
// a name may be like that: at most two line breaks and a few blanks.
func space(s string, i int) (end int, ok bool) {
	breaks, start := 0, i
	for i < len(s) {
		switch c := s[i]; {
		case c == ' ' || c == '\t' || c == '\r':
			i++
		case c == '\n':
			breaks++
			i++
		case c >= utf8.RuneSelf:
			r, size := utf8.DecodeRuneInString(s[i:])
			if !unicode.IsSpace(r) && r != '\u200b' && r != '\ufeff' {
				return i, breaks <= 2 && i-start <= 40
			}
			i += size
		default:
			return i, breaks <= 2 && i-start <= 40
		}
		if i-start > 200 {
			return i, false
		}
	}
	return i, breaks <= 2 && i-start <= 40
}

// readDotted reads an abbreviation with points at i: "U.S.", "U.K", "D.P.R.K.", and
// with a break, "U.\n\nS.", where known says that the letters are one. Without
// known (nil) any letters are taken.
func readDotted(s string, i int, w *word, known map[string]bool) bool {
	*w = word{start: i, dotted: true, letters: upperCase}
	best, bestN := 0, 0
	for i < len(s) && classes[s[i]] == upper && w.n < 6 {
		if i+1 < len(s) && classes[s[i+1]] != other {
			break // a longer word
		}
		w.push(s[i] + 'a' - 'A')
		i++
		point := i < len(s) && s[i] == '.'
		if point {
			i++
		}
		attached := i < len(s) && classes[s[i]] != other
		if w.n >= 2 && !attached && (known == nil || known[string(w.folded())]) {
			best, bestN = i, w.n
		}
		if !point {
			break
		}
		if !attached {
			if known == nil {
				break
			}
			next, ok := space(s, i)
			if !ok || next == i || next+1 >= len(s) || s[next+1] != '.' {
				break
			}
			i = next
		}
	}
	w.end, w.n = best, bestN
	return best > 0
}
