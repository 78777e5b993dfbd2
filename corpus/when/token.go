package when

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

type kind uint8

const (
	number kind = iota + 1
	word
	mark // any other character
)

// token is a piece of a text without white space. Start and end are bytes.
type token struct {
	kind       kind
	spaced     bool // white space before it
	start, end int
	n          int    // the number, at most nine digits
	digits     int    // how many digits it has
	thai       bool   // its digits are Thai
	text       string // of a word, folded; of a mark, itself
}

// zeros are the zero digits of the scripts that dates are written in; the nine after each follow it.
var zeros = []rune{'0', '٠', '۰', '०', '০', '੦', '૦', '୦', '௦', '౦', '೦', '൦', '๐', '໐', '၀', '០', '᠐', '０'}

func digit(r rune) (int, bool) {
	if r < utf8.RuneSelf {
		return int(r - '0'), r >= '0' && r <= '9'
	}
	for _, z := range zeros {
		if r >= z && r <= z+9 {
			return int(r - z), true
		}
	}
	return 0, false
}

// units are the characters that are words of their own behind a number.
const units = "年月日号號时時点點分秒년월일시분초"

// tokens cuts a text into numbers, words and marks. A full stop between two letters belongs to the word ("a.m", "ม.ค").
func tokens(s string) []token {
	var all []token
	spaced := false
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) {
			spaced, i = true, i+size
			continue
		}
		t := token{kind: mark, start: i, end: i + size, spaced: spaced}
		spaced = false
		if _, ok := digit(r); ok {
			t = numberAt(s, t)
		} else if unicode.IsLetter(r) || unicode.IsMark(r) {
			t.kind = word
			t.end = wordEnd(s, i, len(all) > 0 && all[len(all)-1].kind == number && !t.spaced)
			t.text = fold(s[i:t.end])
		} else {
			t.text = s[i:t.end]
		}
		all = append(all, t)
		i = t.end
	}
	return all
}

func numberAt(s string, t token) token {
	t.kind, t.end = number, t.start
	for i, r := range s[t.start:] {
		d, ok := digit(r)
		if !ok {
			break
		}
		if t.digits < 9 {
			t.n = 10*t.n + d
		}
		t.thai = t.thai || r >= '๐' && r <= '๙'
		t.digits++
		t.end = t.start + i + utf8.RuneLen(r)
	}
	return t
}

func wordEnd(s string, start int, afterNumber bool) int {
	end := start
	for end < len(s) {
		r, size := utf8.DecodeRuneInString(s[end:])
		switch {
		case unicode.IsLetter(r) || unicode.IsMark(r):
			end += size
			if afterNumber && end == start+size && strings.ContainsRune(units, r) {
				return end
			}
			continue
		case r == '.':
			next, _ := utf8.DecodeRuneInString(s[end+1:])
			if prev, width := utf8.DecodeLastRuneInString(s[start:end]); unicode.IsLetter(next) && (width == end-start || isDotted(s[start:end], prev)) {
				end += size
				continue
			}
		}
		break
	}
	return end
}

// isDotted reports whether w can go on behind a full stop: it has one, or is of a script whose abbreviations have.
func isDotted(w string, last rune) bool {
	return strings.Contains(w, ".") || unicode.Is(unicode.Thai, last) || unicode.IsMark(last)
}

// fold makes spellings of one word equal: lower case, without a full stop behind, and without marks that writers leave out: accents, the
// points of Arabic and Hebrew, the nukta. The vowel signs of other scripts stay.
func fold(w string) string {
	w = strings.TrimRight(strings.ToLower(w), ".׳'’॰")
	for i := range len(w) {
		if w[i] >= utf8.RuneSelf {
			return norm.NFC.String(strings.Map(dropAccent, norm.NFD.String(w)))
		}
	}
	return w
}

func dropAccent(r rune) rune {
	switch {
	case r >= '\u0300' && r <= '\u036f', r >= '\u064b' && r <= '\u0655', r == '\u0670', r >= '\u0591' && r <= '\u05c7', r == '\u093c', unicode.Is(unicode.Cf, r):
		return -1
	case r == 'ı':
		return 'i'
	}
	return r
}

// plain replaces the spaces and marks that only typographers tell apart.
func plain(s string) string { return plainer.Replace(s) }

var plainer = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2009", " ", "–", "-", "—", "-", "‑", "-", "−", "-", "／", "/", "：", ":", "，", ",", "．", ".")
