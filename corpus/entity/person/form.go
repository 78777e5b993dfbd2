package person

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A form is one way in which the article writes a name, whatever its case and spacing.
type form struct {
	printed   []string // as printed, on one line, in order of first mention
	plain     []string // the same without a quoted nickname
	words     []string // folded
	parts     []string // the words without accents and apostrophes, parted at hyphens
	joined    string   // parts as one word: "Kim Jong-un" and "Kim Jong Un" are kimjongun
	nicknames []string // folded
	suffix    string
	initial   bool // the first word is a single letter without a period: "O Brien"
	group     int
	order     int // of first mention
}

func (n *name) key() string { return fold(oneLine(n.text)) }

func newForm(n *name) *form {
	x := &form{group: -1}
	for i, w := range n.words {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsLetter(r) {
			x.words = append(x.words, fold(w))
			x.initial = x.initial || i == 0 && utf8.RuneCountInString(w) == 1
		}
	}
	if k := len(x.words); k > 2 && suffixes[x.words[k-1]] {
		x.suffix, x.words = x.words[k-1], x.words[:k-1]
	}
	for _, w := range x.words {
		x.parts = append(x.parts, partsOf(w)...)
	}
	x.joined = strings.Join(x.parts, "")
	if n.quoted.text != "" {
		x.nicknames = append(x.nicknames, fold(n.quoted.text))
	}
	return x
}

// partsOf returns a folded word without accents and apostrophes, parted at hyphens.
func partsOf(word string) []string {
	plain := isASCII(word)
	if plain && !strings.ContainsAny(word, "-'") {
		return []string{word}
	}
	if !plain {
		word = strings.Map(plainRune, norm.NFD.String(word))
	}
	word = strings.ReplaceAll(word, "'", "")
	return strings.FieldsFunc(word, func(r rune) bool { return r == '-' || r == '‐' || r == '‑' })
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

func plainRune(r rune) rune {
	switch {
	case unicode.Is(unicode.Mn, r) || r == '\u00ad':
		return -1
	case r == '‘' || r == 'ʼ' || r == '`':
		return '\''
	case r == 'đ' || r == 'Đ':
		return 'd'
	}
	return r
}

var suffixes = map[string]bool{"jr": true, "sr": true, "ii": true, "iii": true, "iv": true}

// full reports whether a form names a person by itself: it has two words that are no particles. Al is a
// first name as well, and the O of an O'Brien that lost the apostrophe is none.
func (x *form) full() bool {
	names := 0
	for i, w := range x.words {
		if !particles[w] || i == 0 && w == "al" {
			names++
		}
	}
	if x.initial && len(x.words) == 2 && (x.words[0] == "o" || x.words[0] == "d") {
		names--
	}
	return names > 1
}

var particles = map[string]bool{
	"bin": true, "ibn": true, "bint": true, "al": true, "den": true, "ter": true, "das": true, "zu": true, "y": true, "el": true,
	"de": true, "da": true, "del": true, "della": true, "di": true, "van": true, "von": true, "der": true, "abu": true, "la": true,
	"le": true, "dos": true, "du": true, "af": true, "ul": true, "ur": true,
}

// sameName reports whether two full forms can be of one person: x has no more words than y.
func sameName(x, y *form) bool {
	if x.suffix != "" && y.suffix != "" && x.suffix != y.suffix {
		return false
	}
	if x.joined == y.joined || slices.Contains(y.nicknames, strings.Join(x.words, " ")) {
		return true
	}
	first, last := len(x.parts)-1, len(y.parts)-1
	if first < 0 || last < 0 {
		return false
	}
	if x.parts[first] != y.parts[last] || !sameFirst(x.parts[0], y.parts[0]) && !slices.Contains(y.nicknames, x.parts[0]) {
		return contains(y.parts, x.parts)
	}
	at := 1
	for _, w := range x.parts[1:first] {
		for at < last && !sameFirst(w, y.parts[at]) {
			at++
		}
		if at >= last {
			return false
		}
		at++
	}
	return true
}

// sameFirst reports whether two first or middle names are equal, or one is the other's initial.
func sameFirst(a, b string) bool {
	if a == b {
		return true
	}
	return (initials(a) || initials(b)) && firstRune(a) == firstRune(b)
}

// initials reports whether a word is a letter, or letters with periods ("j.k").
func initials(w string) bool {
	return utf8.RuneCountInString(w) == 1 || len(w) <= 5 && len(w) > 1 && w[1] == '.'
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// stands reports whether the words of a short form stand together in a full one.
func stands(x, y *form) bool {
	if x.suffix != "" && y.suffix != "" && x.suffix != y.suffix {
		return false
	}
	return contains(y.parts, x.parts) || len(x.words) == 1 && slices.Contains(y.nicknames, x.words[0]) || joins(x.joined, y)
}

// joins reports whether the parts of a form, written as one word, hold the short form: "Jongun" in "Kim Jong-un".
func joins(joined string, y *form) bool {
	for _, w := range y.words {
		if len(w) > len(joined) && len(joined) > 3 && strings.ReplaceAll(w, "-", "") == joined {
			return true
		}
	}
	return false
}

func contains(words, part []string) bool {
	for i := 0; i+len(part) <= len(words); i++ {
		if slices.Equal(words[i:i+len(part)], part) {
			return true
		}
	}
	return false
}
