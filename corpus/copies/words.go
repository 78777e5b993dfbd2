package copies

import (
	"iter"
	"unicode"
	"unicode/utf8"
)

// word is a word of a text.
type word struct {
	hash   uint64
	number bool // it has a digit
	half   bool // a letter of a script without spaces
}

// unspaced are scripts that are written without spaces between words.
var unspaced = []*unicode.RangeTable{
	unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar,
}

const (
	hashSeed  = 14695981039346656037 // FNV-1a
	hashPrime = 1099511628211
)

// words yields the words of a text.
func words(text string) iter.Seq[word] {
	return func(yield func(word) bool) {
		w := word{hash: hashSeed}
		inside := false
		flush := func() bool {
			done := w
			w, inside = word{hash: hashSeed}, false
			return yield(done)
		}
		for i, r := range text {
			switch class := classOf(r); {
			case class == classDigit || class == classLetter:
				w.add(lower(r))
				w.number = w.number || class == classDigit
				inside = true
			case class == classUnspaced:
				if inside && !flush() {
					return
				}
				w.add(r)
				w.half = true
				if !flush() {
					return
				}
			case class == classIgnored:
			case inside && w.number && insideNumber(text[i:], r):
				w.add(r)
			case inside:
				if !flush() {
					return
				}
			}
		}
		if inside {
			flush()
		}
	}
}

func (w *word) add(r rune) { w.hash = (w.hash ^ uint64(r)) * hashPrime }

type class byte

const (
	classOther class = iota
	classLetter
	classDigit
	classUnspaced
	classIgnored
)

func classOf(r rune) class {
	switch {
	case r >= '0' && r <= '9':
		return classDigit
	case r < utf8.RuneSelf:
		if r|0x20 >= 'a' && r|0x20 <= 'z' {
			return classLetter
		}
		if r == '\'' {
			return classIgnored
		}
		return classOther
	case r == '’' || r == '‘' || r == 'ʼ' || r == '\u00ad' || r == '\u200b':
		return classIgnored
	case unicode.IsLetter(r):
		if r >= 0x0e00 && unicode.In(r, unspaced...) {
			return classUnspaced
		}
		return classLetter
	case unicode.IsDigit(r):
		return classDigit
	case unicode.Is(unicode.M, r):
		return classIgnored
	}
	return classOther
}

func lower(r rune) rune {
	if r < utf8.RuneSelf {
		if r >= 'A' && r <= 'Z' {
			return r | 0x20
		}
		return r
	}
	return unicode.ToLower(r)
}

// insideNumber reports whether a point or comma goes on to a digit, at the beginning of rest.
func insideNumber(rest string, r rune) bool {
	return (r == '.' || r == ',') && len(rest) > 1 && rest[1] >= '0' && rest[1] <= '9'
}
