package money

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The subject of a sum is a few words of its own sentence, the first that there are:
//
//  1. what follows it up to the next mark: "in virtual currency", "due to legal fees";
//     after a preposition or as the noun that it counts ("$5 million settlement");
//  2. what precedes it back to the last mark: "29 financial accounts holding".
//
// A sentence ends at a mark and white space; line breaks inside it are scraping.

const (
	subjectWords = 10
	subjectReach = 160 // bytes looked at on either side
)

// linkers at the end of a subject are cut off.
var linkers = wordSet("a an the and or of to in for by with from at on as that which who while when after before was were is are be been has have had its their his her compared said")

// openers at the start of a subject are cut off.
var openers = wordSet("and or but that which who while when along with the a an")

// subject returns the words that say what the sum s[start:end] is for.
func subject(s string, start, end int) string {
	if after := following(s, end); after != "" {
		return after
	}
	return preceding(s, start)
}

// following reads up to subjectWords words after i within the clause.
func following(s string, i int) string {
	stop := min(len(s), i+subjectReach)
	for stop < len(s) && !utf8.RuneStart(s[stop]) {
		stop++
	}
	rest := s[i:stop]
	if n := clauseEnd(rest); n >= 0 {
		rest = rest[:n]
	}
	if rest != "" && !strings.ContainsAny(rest[:1], " \n\t-") && rest[0] < utf8.RuneSelf {
		return ""
	}
	words := strings.Fields(strings.TrimLeft(rest, "-"))
	if len(words) > 0 {
		switch strings.ToLower(words[0]) {
		case "and", "or", "but", "to", "from", "that", "which", "while", "when", "compared", "against", "vs", "versus", "is", "was", "were", "are":
			if strings.ToLower(words[0]) != "from" && strings.ToLower(words[0]) != "to" || len(words) < 2 || strings.IndexFunc(words[1], unicode.IsDigit) >= 0 {
				return ""
			}
		}
	}
	return trim(words[:min(len(words), subjectWords)])
}

// preceding reads up to subjectWords words before i within the clause.
func preceding(s string, i int) string {
	start := max(0, i-subjectReach)
	for start < i && !utf8.RuneStart(s[start]) {
		start++
	}
	lead := s[start:i]
	for {
		n := clauseEnd(lead)
		if n < 0 {
			break
		}
		lead = lead[n+1:]
	}
	words := strings.Fields(lead)
	if start > 0 && len(words) > subjectWords {
		words = words[1:]
	}
	from := max(0, len(words)-subjectWords)
	for from > 0 && capital(words[from]) && capital(words[from-1]) {
		from-- // a name stays whole
	}
	return trim(words[from:])
}

func capital(word string) bool { return unicode.IsUpper(firstRune(word)) }

// clauseEnd returns the place of the first mark that ends a clause, or -1. A point
// or a comma inside a number, or after an initial, ends none.
func clauseEnd(s string) int {
	for i := range len(s) {
		switch s[i] {
		case ';', ':', '!', '?', '(', ')', '"':
			return i
		case '.', ',':
			if i+1 < len(s) && !strings.ContainsRune(" \n\t\r\"'”’", firstRune(s[i+1:])) {
				continue
			}
			if s[i] == '.' && i > 0 && s[i-1] >= 'A' && s[i-1] <= 'Z' {
				continue
			}
			return i
		}
	}
	return -1
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// trim joins words, without linking words at the end and marks around.
func trim(words []string) string {
	for len(words) > 0 && linkers[strings.ToLower(words[len(words)-1])] {
		words = words[:len(words)-1]
	}
	for len(words) > 0 && openers[strings.ToLower(words[0])] {
		words = words[1:]
	}
	return strings.TrimFunc(strings.Join(words, " "), func(r rune) bool {
		return unicode.IsSpace(r) || r != '$' && unicode.IsPunct(r)
	})
}
