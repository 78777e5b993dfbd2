package analysis

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Folding makes forms of one word equal: compatibility forms (ﬁ, full width) and case
// are levelled; accents go from Latin, Greek, Cyrillic, Hebrew and Arabic letters, but not
// from scripts where such marks are vowels; apostrophes go, and with one a final English
// "'s"; signs without width, marks of direction and soft hyphens go.

// Fold returns the folded form of a word, at most MaxWordLength bytes.
func Fold(word string) string {
	if isNumber(word) {
		return strings.ToLower(clip(foldNumber(word), MaxWordLength))
	}
	return dropApostrophes(foldLetters(word))
}

// foldLetters is Fold but for apostrophes, which it makes straight.
func foldLetters(word string) string {
	if isASCII(word) {
		return strings.ToLower(clip(word, MaxWordLength))
	}
	var b []byte
	base := rune(0) // the letter that marks stand on
	for _, r := range norm.NFKD.String(clip(word, 4*MaxWordLength)) {
		switch {
		case isApostrophe(r):
			r = '\''
		case unicode.Is(unicode.Mn, r):
			if stripsMarks(base) {
				continue
			}
		case !isAlnum(r) && !unicode.Is(unicode.M, r), r == 'ـ':
			continue
		default:
			base = r
		}
		b = appendFolded(b, r)
	}
	return clip(norm.NFC.String(string(b)), MaxWordLength)
}

func appendFolded(b []byte, r rune) []byte {
	r = unicode.ToLower(r)
	if s, ok := letterForms[r]; ok {
		return append(b, s...)
	}
	return utf8.AppendRune(b, r)
}

// letterForms are letters that stand for others without decomposing into them.
var letterForms = map[rune]string{
	'ß': "ss", 'ſ': "s", 'ς': "σ", 'ø': "o", 'æ': "ae", 'œ': "oe", 'đ': "d", 'ð': "d",
	'ł': "l", 'ı': "i", 'þ': "th", 'ħ': "h", 'ŧ': "t", 'ŋ': "n", 'ə': "e",
}

func stripsMarks(base rune) bool {
	return unicode.In(base, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Hebrew, unicode.Arabic)
}

// dropApostrophes removes apostrophes and a possessive "'s" from a folded word.
func dropApostrophes(s string) string {
	if strings.IndexByte(s, '\'') < 0 {
		return s
	}
	return strings.ReplaceAll(strings.TrimSuffix(s, "'s"), "'", "")
}

func isApostrophe(r rune) bool {
	switch r {
	case '\'', '’', '‘', '‛', 'ʼ', 'ʻ', 'ʹ', '´', '`', '′', '＇':
		return true
	}
	return false
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// elisions are the words that lose their vowel before another, in French, Italian, Catalan.
var elisions = map[string]bool{
	"l": true, "d": true, "j": true, "m": true, "t": true, "s": true, "n": true, "c": true, "qu": true,
	"jusqu": true, "lorsqu": true, "puisqu": true, "quoiqu": true, "dell": true, "all": true, "nell": true,
	"sull": true, "dall": true, "un": true, "quell": true, "quest": true,
}

// elide returns what follows an elided article or preposition, "" if there is none.
func elide(s string) string {
	before, after, ok := strings.Cut(s, "'")
	if !ok || !elisions[before] {
		return ""
	}
	return dropApostrophes(after)
}
