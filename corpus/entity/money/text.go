package money

import (
	"unicode"
	"unicode/utf8"
)

const maxWord = 30 // bytes; longer words are in no table

func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// letterAt reports whether a letter of any script stands at i.
func letterAt(s string, i int) bool {
	if i >= len(s) {
		return false
	}
	if s[i] < utf8.RuneSelf {
		return isLetter(s[i])
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return wordRune(r)
}

// wordRune reports a letter of a script that puts spaces between words, or a mark on one.
func wordRune(r rune) bool { return (unicode.IsLetter(r) || unicode.Is(unicode.Mn, r)) && !hanRune(r) }

// blank returns where white space at i ends; ok is false for more than two line
// breaks, which part texts.
func blank(s string, i int) (end int, ok bool) {
	start, breaks := i, 0
	for i < len(s) && i-start < 64 {
		c := s[i]
		if c == ' ' || c == '\t' || c == '\r' {
			i++
			continue
		}
		if c == '\n' {
			breaks++
			i++
			continue
		}
		if c < utf8.RuneSelf {
			break
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsSpace(r) && r != '\u200b' && r != '\ufeff' {
			break
		}
		i += size
	}
	return i, breaks <= 2
}

// dash returns the length of the dash at i, or 0.
func dash(s string, i int) int {
	if i >= len(s) {
		return 0
	}
	if s[i] == '-' {
		return 1
	}
	if s[i] == 0xE2 {
		if r, size := utf8.DecodeRuneInString(s[i:]); r >= '‐' && r <= '—' || r == '−' {
			return size
		}
	}
	return 0
}

// glue returns where the next word of a sum begins: after white space, or after a
// hyphen ("5-billion-dollar").
func glue(s string, i int) (int, bool) {
	if n := dash(s, i); n > 0 {
		j, ok := blank(s, i+n)
		return j, ok && j < len(s)
	}
	j, ok := blank(s, i)
	return j, ok && j < len(s)
}

// word is a run of letters in lower case; key is cut for one that is too long.
type word struct {
	start, end int
	key        [maxWord]byte
	n          int
	caps       bool // every letter is a capital
	capital    bool // the first is
}

func (w *word) text() []byte { return w.key[:w.n] }

// readWord reads the letters at i; a point inside an abbreviation ("u.s.", "L.E") is
// left out of the key.
func readWord(s string, i int, w *word) bool {
	*w = word{start: i, caps: true}
	for i < len(s) {
		c := s[i]
		switch {
		case c >= 'A' && c <= 'Z':
			w.capital = w.capital || i == w.start
			w.push(c + 'a' - 'A')
			i++
		case c >= 'a' && c <= 'z':
			w.caps = false
			w.push(c)
			i++
		case c == '.' && w.n > 0 && w.n <= 2 && i-1-2*(w.n-1) == w.start && i+1 < len(s) && isLetter(s[i+1]) && !(i+2 < len(s) && isLetter(s[i+2])):
			i++
		case c >= utf8.RuneSelf:
			r, size := utf8.DecodeRuneInString(s[i:])
			if !wordRune(r) {
				w.end = i
				return i > w.start
			}
			w.caps = w.caps && unicode.IsUpper(r)
			for _, b := range []byte(string(unicode.ToLower(r))) {
				w.push(b)
			}
			i += size
		default:
			w.end = i
			return i > w.start
		}
	}
	w.end = i
	return i > w.start
}

func (w *word) push(c byte) {
	if w.n < maxWord {
		w.key[w.n] = c
		w.n++
	}
}
