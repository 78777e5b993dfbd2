package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// words makes a set of the words of a line.
func words(line string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(line) {
		m[w] = true
	}
	return m
}

// lines makes a set of the lines of a block.
func lines(block string) map[string]bool {
	m := map[string]bool{}
	for l := range strings.Lines(block) {
		if l = strings.TrimSpace(l); l != "" {
			m[l] = true
		}
	}
	return m
}

const (
	closers = "\"'”’»)]›"
	openers = "\"'“‘«([‹¿¡"
	quotes  = "\"'“”‘’«»()[]‹›"
)

// endsSentence reports whether a text ends as sentences, or lines that introduce
// something, do.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, closers)
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?…:。！？：।؟", r)
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

func startsDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

func endsDigit(s string) bool { return s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9' }

func firstWord(s string) string {
	if i := strings.IndexAny(s, " \n"); i >= 0 {
		return s[:i]
	}
	return s
}

func lastWord(s string) string {
	return s[strings.LastIndexAny(s, " \n")+1:]
}

// ideographic reports whether r is of a script that is written without spaces
// between words and wrapped anywhere.
func ideographic(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFFEF
}

// particles stand between the words of names.
var particles = words(`de da do dos das del della di du la le van von der den ter ten bin ibn al el y e zu zum st`)
