package resolve

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/corpus"

	"golang.org/x/text/unicode/norm"
)

// The form of a name is a slug of its normal form, made in this order:
//
//  1. Text in double quotes, in brackets, or in single quotes with spaces around them is a nickname and dropped,
//     unless nothing else is left.
//  2. A comma followed by anything but a suffix turns the order: "Wang, Zhenxing" is "Zhenxing Wang".
//  3. Letters are folded: case, accents, ligatures and letters with strokes (ø o, ł l, ß ss, æ ae, đ d, þ th).
//     Letters of other scripts stay themselves. Soft hyphens and characters without width go.
//  4. Apostrophes go ("O'Brien" is obrien). A period goes too, after which a new word
//     begins. Whatever else is no letter and no digit parts words, but for the hyphen after a syllable of
//     one letter ("Kim U-jin" is kim-ujin, and no Kim Jin with an initial).
//  5. A final Jr., Sr., II to V or Junior, Senior, in whatever case, has one spelling.
//  6. The words are joined by hyphens, as many as fit into maxID bytes; a first word that does not fit is cut.
//
// The form of a form is the form itself. Everything else about a name is read from its form; see parse.

// maxID is the greatest length of an id in bytes.
const maxID = 120

// Form returns the form that all spellings of a name share which differ in no letter: "george-w-bush". It is empty
// only for a name without a letter or a digit.
func Form(name string) corpus.PersonID {
	name = norm.NFKC.String(strings.ToValidUTF8(name, " "))
	words := foldWords(turn(withoutNicknames(name)))
	if len(words) == 0 {
		words = foldWords(name)
	}
	return join(spelled(bounded(spelled(words))))
}

// PersonID returns the id that a name has where no other article tells more: its form without middle
// initials, such as "zhenxing-wang".
func PersonID(name string) corpus.PersonID {
	p := parse(Form(name))
	return p.plain()
}

func join(words []string) corpus.PersonID { return corpus.PersonID(strings.Join(words, "-")) }

// withoutNicknames drops what stands in quotes or brackets.
func withoutNicknames(name string) string {
	var b strings.Builder
	closing := rune(0)
	var held strings.Builder // what stands after an opening mark that is not closed yet
	previous := ' '
	for _, r := range name {
		switch {
		case closing != 0 && closes(closing, r):
			closing = 0
			held.Reset()
			b.WriteByte(' ')
		case closing != 0:
			held.WriteRune(r)
		case opens(r, previous) != 0:
			closing = opens(r, previous)
			held.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
		previous = r
	}
	return b.String() + held.String()
}

// opens returns the mark that closes what r opens, or 0.
func opens(r, previous rune) rune {
	switch r {
	case '"', '“', '”', '„', '«':
		return '"'
	case '(', '[':
		return ')'
	case '\'', '‘', '`':
		if unicode.IsSpace(previous) {
			return '\''
		}
	}
	return 0
}

func closes(closing, r rune) bool {
	switch closing {
	case '"':
		return r == '"' || r == '”' || r == '“' || r == '»'
	case ')':
		return r == ')' || r == ']'
	}
	return r == '\'' || r == '’'
}

// turn puts a name written "Surname, Given" in order; a suffix after a comma stays where it is.
func turn(name string) string {
	parts := strings.Split(name, ",")
	surname := parts[0]
	var given, after []string
	for _, p := range parts[1:] {
		words := foldWords(p)
		if len(words) == 1 && suffixes[words[0]] != "" {
			after = append(after, p)
		} else if len(words) > 0 {
			given = append(given, p)
		}
	}
	return strings.Join(slices.Concat(given, []string{surname}, after), " ")
}

var suffixes = map[string]string{
	"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv", "2nd": "ii", "3rd": "iii", "4th": "iv",
}

// foldWords returns the folded words of a name.
func foldWords(name string) []string {
	var words []string
	var b strings.Builder
	flush := func() {
		if b.Len() > 0 {
			words = append(words, norm.NFC.String(b.String()))
			b.Reset()
		}
	}
	letters := []rune(norm.NFKD.String(name))
	for i, r := range letters {
		switch {
		case unicode.Is(unicode.Mn, r) && latinMark(r), isApostrophe(r), unicode.Is(unicode.Cf, r):
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r) && b.Len() > 0:
			writeFolded(&b, r)
		case isHyphen(r) && syllableBefore(letters, i):
		default:
			flush()
		}
	}
	flush()
	return words
}

// syllableBefore reports whether the hyphen at i parts a syllable of one letter from the next: "U-jin".
func syllableBefore(letters []rune, i int) bool {
	return i > 0 && i+1 < len(letters) && unicode.IsUpper(letters[i-1]) && unicode.IsLower(letters[i+1]) &&
		(i == 1 || unicode.IsSpace(letters[i-2]))
}

func isHyphen(r rune) bool { return r == '-' || r == '\u2010' || r == '\u2011' }

// latinMark reports whether a mark is an accent; marks of other scripts are parts of their letters.
func latinMark(r rune) bool { return r >= 0x0300 && r <= 0x036f }

func isApostrophe(r rune) bool {
	switch r {
	case '\'', '’', '‘', 'ʼ', 'ʻ', '`', '´', 'ʿ', 'ʾ', 'ʹ', '′':
		return true
	}
	return false
}

var strokes = map[rune]string{
	'ø': "o", 'ł': "l", 'ß': "ss", 'æ': "ae", 'œ': "oe", 'đ': "d", 'ð': "d", 'þ': "th", 'ħ': "h", 'ı': "i", 'ŋ': "n", 'ŧ': "t", 'ĸ': "k", 'ƒ': "f",
	'ς': "σ",
}

func writeFolded(b *strings.Builder, r rune) {
	r = unicode.ToLower(r)
	if s, ok := strokes[r]; ok {
		b.WriteString(s)
		return
	}
	b.WriteRune(r)
}

// spelled spells a suffix in one way.
func spelled(words []string) []string {
	if last := len(words) - 1; last > 1 && suffixes[words[last]] != "" {
		return append(slices.Clone(words[:last]), suffixes[words[last]])
	}
	return words
}

// parts are what a form is made of. Middle initials are single letters between the first and the last word; where the
// first name itself is an initial ("j-r-r-vale") all of them are the name. A syllable of a script without case is
// never an initial.
type parts struct {
	id       corpus.PersonID
	words    []string // without initials and suffix
	initials string   // "hw"
	suffix   string
}

// tagMark begins the part of an id that tells people of one name apart: "jane-doe--2". No form has it.
const tagMark = "--"

// parse reads a form, or an id made of one.
func parse(id corpus.PersonID) parts {
	p := parts{id: id}
	name, _, _ := strings.Cut(string(id), tagMark)
	words := strings.Split(name, "-")
	last := len(words) - 1
	if last > 1 && suffixes[words[last]] == words[last] {
		p.suffix = words[last]
		last--
	}
	abbreviated := initial(words[0])
	for i, w := range words[:last+1] {
		if i > 0 && i < last && !abbreviated && initial(w) {
			p.initials += w
		} else {
			p.words = append(p.words, w)
		}
	}
	return p
}

// plain is the form without initials.
func (p *parts) plain() corpus.PersonID {
	if p.suffix != "" {
		return join(append(slices.Clone(p.words), p.suffix))
	}
	return join(p.words)
}

// family is the letters of the name in a row. Forms of different families are joined by evidence or decisions alone.
func (p *parts) family() string {
	letters := strings.Join(p.words, "")
	if p.suffix != "" {
		return letters + "," + p.suffix
	}
	return letters
}

// Family returns the family of a form, or of an id: its letters in a row, without initials.
func Family(id corpus.PersonID) string {
	p := parse(id)
	return p.family()
}

// initial reports whether a word is a single letter that can be the initial of a name; a syllable of a script
// without case is a name of its own.
func initial(w string) bool {
	r, size := utf8.DecodeRuneInString(w)
	return size == len(w) && unicode.IsLower(r)
}

// bounded returns the leading words that fit into an id, the first one cut if need be.
func bounded(words []string) []string {
	size := -1
	for i, w := range words {
		if size += 1 + len(w); size <= maxID {
			continue
		}
		if i > 0 {
			return words[:i]
		}
		w = w[:maxID]
		for !utf8.ValidString(w) {
			w = w[:len(w)-1]
		}
		return []string{w}
	}
	return words
}
