package resolve

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/corpus"

	"golang.org/x/text/unicode/norm"
)

// The id of a person is a slug of the name's normal form, made in this order:
//
//  1. Text in double quotes, in brackets, or in single quotes with spaces around them is a nickname and dropped,
//     unless nothing else is left.
//  2. A comma followed by anything but a suffix turns the order: "Wang, Zhenxing" is "Zhenxing Wang".
//  3. Letters are folded: case, accents, ligatures and letters with strokes (ø o, ł l, ß ss, æ ae, đ d, þ th).
//     Letters of other scripts stay themselves. Soft hyphens and characters without width go.
//  4. Apostrophes go ("O'Brien" is obrien). A period goes too, after which a new word
//     begins. Whatever else is no letter and no digit parts words.
//  5. A final Jr., Sr., II to V or Junior, Senior, in whatever case, stays, in one spelling: it tells people
//     apart.
//  6. Single letters between the first and the last word are middle initials and dropped.
//  7. The words are joined by hyphens, as many as fit into maxID bytes; a first word that does not fit is cut.
//
// The id of an id is the id itself.

// maxID is the greatest length of an id in bytes.
const maxID = 120

// PersonID returns the id that all spellings of a name share, such as "zhenxing-wang". It is empty only for a
// name without a letter or a digit.
func PersonID(name string) corpus.PersonID {
	name = norm.NFKC.String(strings.ToValidUTF8(name, " "))
	words := foldWords(turn(withoutNicknames(name)))
	if len(words) == 0 {
		words = foldWords(name)
	}
	words = withoutInitials(bounded(withoutInitials(words)))
	return corpus.PersonID(strings.Join(words, "-"))
}

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
			words = append(words, b.String())
			b.Reset()
		}
	}
	for _, r := range norm.NFKD.String(name) {
		switch {
		case unicode.Is(unicode.Mn, r) && latinMark(r), isApostrophe(r), unicode.Is(unicode.Cf, r):
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r) && b.Len() > 0:
			writeFolded(&b, r)
		default:
			flush()
		}
	}
	flush()
	for i, w := range words {
		words[i] = norm.NFC.String(w)
	}
	return words
}

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

// withoutInitials drops middle initials and spells the suffix in one way.
func withoutInitials(words []string) []string {
	last := len(words) - 1
	suffix := ""
	if last > 1 {
		if suffix = suffixes[words[last]]; suffix != "" {
			last--
		}
	}
	var out []string
	for i, w := range words[:last+1] {
		if i == 0 || i == last || utf8.RuneCountInString(w) > 1 || !initial(w) {
			out = append(out, w)
		}
	}
	if suffix != "" {
		out = append(out, suffix)
	}
	return out
}

// initial reports whether a word of one character is the initial of a name; a syllable of a script without
// case is a name of its own.
func initial(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsLower(r)
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
