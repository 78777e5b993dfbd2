package query

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// isSpace reports whether r separates words: white space, and what cannot be seen or read.
func isSpace(r rune) bool {
	return unicode.IsSpace(r) || unreadable(r)
}

// unreadable reports whether r is a control character or stands for bytes that are no text.
func unreadable(r rune) bool {
	return unicode.IsControl(r) && !unicode.IsSpace(r) || r == unicode.ReplacementChar
}

// ends reports whether r ends a word. 0 stands for the end of the query.
func ends(r rune) bool {
	return r == 0 || r == '(' || r == ')' || isSpace(r) || isQuote(r)
}

func isQuote(r rune) bool { return strings.ContainsRune("\"“”„‟＂«»", r) }

// closes reports whether r ends a phrase that began with open. Any kind of curly or straight
// mark closes any other, since keyboards mix them.
func closes(open, r rune) bool {
	return isQuote(r) && isGuillemet(open) == isGuillemet(r)
}

func isGuillemet(r rune) bool { return r == '«' || r == '»' }

func isAlnum(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func isASCIILetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

func searchable(s string) bool { return strings.ContainsFunc(s, isAlnum) }

// isInitials reports whether rs is single letters with full stops between them: "U.S".
func isInitials(rs []rune) bool {
	for i, r := range rs {
		if i%2 == 0 && !unicode.IsLetter(r) || i%2 == 1 && r != '.' {
			return false
		}
	}
	return len(rs)%2 == 1
}

// isOneWord reports whether s is letters and digits alone, but for apostrophes and marks on letters.
func isOneWord(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool {
		return !isAlnum(r) && !unicode.In(r, unicode.M, unicode.Cf) && r != '\'' && r != '’'
	})
}

// spacelessScripts put no spaces between words; index/analysis makes pairs of their characters.
var spacelessScripts = []*unicode.RangeTable{
	unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo,
	unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar,
}

func isSpaceless(r rune) bool { return r > 0x0e00 && unicode.In(r, spacelessScripts...) }

func endsSpaceless(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return isSpaceless(r)
}

// countWords returns the number of words in s, a word for every two characters of a script without spaces.
func countWords(s string) int {
	words, dense, inside := 0, 0, false
	for _, r := range s {
		alnum := isAlnum(r)
		if alnum && !inside {
			words++
		}
		if isSpaceless(r) {
			dense++
		}
		inside = alnum || inside && unicode.In(r, unicode.M, unicode.Cf)
	}
	return words + dense/2
}
