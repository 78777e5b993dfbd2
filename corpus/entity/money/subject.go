package money

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The subject of a sum is a few words of its own clause, the first that there are:
//
//  1. the noun that it is the measure of: "a $5 million [settlement]";
//  2. what it is of: "[a net loss] of $3 million";
//  3. what follows it with a preposition and is no time or place: "over $9,000 [in jewels]";
//  4. what a verb says to be that much: "[legal costs] amounted to $3 million";
//  5. the verb that says what was done with it: "[borrowed] $7 million";
//  6. the label before it: "[Shr profit] 12 cts", "[Prize]: $500".
//
// A phrase ends where its words do, or there is none: half a phrase says less than nothing.

const (
	phraseWords = 7
	reach       = 160 // bytes looked at on either side
)

// token is a word of a clause, without the marks around it.
type token struct{ text, key string }

// subject returns the words that say what the sum s[start:end] is for; end is after its unit.
func (lx *lexicon) subject(s string, start, end int) string {
	after, before := clauseAfter(s, end), clauseBefore(s, start)
	if !lx.english && lx.stops != nil {
		return lx.foreignSubject(after, before)
	}
	hyphen := end < len(s) && dash(s, end) > 0
	for _, found := range [...]string{
		measured(after, before, hyphen), ofNoun(before), purpose(after), scalar(before), deed(before), label(s, start, before),
	} {
		if found != "" {
			return found
		}
	}
	return ""
}

// clauseAfter returns the words between i and the end of the clause.
func clauseAfter(s string, i int) []token {
	stop := min(len(s), i+reach)
	for stop < len(s) && s[stop] != ' ' && s[stop] != '\n' && stop > i {
		stop--
	}
	rest := s[i:stop]
	if n := clauseEnd(rest); n >= 0 {
		rest = rest[:n]
	}
	if rest != "" && !strings.ContainsAny(rest[:1], " \n\t-") && rest[0] < utf8.RuneSelf {
		return nil
	}
	return tokens(strings.TrimLeft(rest, "-"))
}

// clauseBefore returns the words between the beginning of the clause and i.
func clauseBefore(s string, i int) []token {
	start := max(0, i-reach)
	for start > 0 && start < i && s[start-1] != ' ' && s[start-1] != '\n' {
		start++
	}
	lead := s[start:i]
	for {
		n := clauseEnd(lead)
		if n < 0 {
			return tokens(lead)
		}
		lead = lead[n+1:]
	}
}

func tokens(s string) []token {
	var out []token
	for text := range strings.FieldsSeq(s) {
		text = strings.TrimFunc(text, func(r rune) bool { return r != '$' && r != '%' && (unicode.IsPunct(r) || unicode.IsSymbol(r)) })
		if text != "" {
			out = append(out, token{text, strings.ToLower(text)})
		}
	}
	return out
}

// clauseEnd returns the place of the first mark that ends a clause, or -1. A point
// or a comma inside a number, or after an initial, ends none.
func clauseEnd(s string) int {
	for i := range len(s) {
		switch s[i] {
		case ';', ':', '!', '?', '(', ')', '"', '[', ']', '|':
			return i
		case '\n':
			if i+1 < len(s) && s[i+1] == '\n' {
				return i
			}
		case '-':
			if i > 0 && i+1 < len(s) && (s[i-1] == ' ' && s[i+1] == ' ' || s[i+1] == '-') {
				return i
			}
		case 0xE2:
			if strings.HasPrefix(s[i:], "—") || strings.HasPrefix(s[i:], "–") || strings.HasPrefix(s[i:], "“") || strings.HasPrefix(s[i:], "”") || strings.HasPrefix(s[i:], "…") {
				return i
			}
		case '.', ',':
			if i+1 < len(s) && !strings.ContainsRune(" \n\t\r\"'”’", firstRune(s[i+1:])) {
				continue
			}
			if s[i] == '.' && i > 0 && s[i-1] >= 'A' && s[i-1] <= 'Z' && (i < 2 || !isLetter(s[i-2])) {
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

func nextRune(s string, i int) (rune, int) { return utf8.DecodeRuneInString(s[i:]) }

func (t token) capital() bool { return unicode.IsUpper(firstRune(t.text)) }

// number reports a token of digits or a currency sign.
func (t token) number() bool {
	return strings.ContainsAny(t.text, "0123456789$%€£¥")
}

// ends reports whether a word cannot be part of a noun phrase after prev.
func (t token) ends(prev string) bool {
	switch {
	case t.number(), functions[t.key]:
		return true
	case len(t.key) > 4 && strings.HasSuffix(t.key, "ed") && !t.capital():
		return prev != "" && !functions[prev]
	case len(t.key) > 4 && strings.HasSuffix(t.key, "ly") && !t.capital():
		return t.key != "family" && t.key != "supply" && t.key != "monthly" && t.key != "weekly" && t.key != "early"
	}
	return false
}

// phrase returns the noun phrase that ts begins with: nouns and adjectives, linked by "of" and "and". It
// is empty for one too long to be told from what follows.
func phrase(ts []token) []token {
	n, link := 0, 0
	prev := ""
	for n < len(ts) {
		t := ts[n]
		if n > 0 && (t.key == "of" || t.key == "and" || t.key == "&") && n+1 < len(ts) {
			next := ts[n+1]
			if article := articled(next.key); article && n+2 < len(ts) && !ts[n+2].ends(next.key) || !article && !next.ends("") && !deeds[next.key] {
				link, prev = n, t.key
				n++
				if article {
					n++
				}
				continue
			}
			break
		}
		if t.ends(prev) {
			break
		}
		prev = t.key
		n++
		if n > phraseWords {
			return ts[:link]
		}
	}
	return ts[:n]
}

func articled(key string) bool {
	switch key {
	case "a", "an", "the", "its", "their", "his", "her", "this":
		return true
	}
	return false
}

func joinTokens(ts []token) string {
	words := make([]string, len(ts))
	for i, t := range ts {
		words[i] = t.text
	}
	return strings.Join(words, " ")
}

// measured is the noun that the sum stands before as an adjective does.
func measured(after, before []token, hyphen bool) string {
	if len(after) == 0 || whens[after[0].key] {
		return ""
	}
	determined := hyphen || len(before) > 0 && determiners[before[len(before)-1].key]
	if after[0].capital() && !determined || scalars[after[0].key] {
		return ""
	}
	found := phrase(after)
	if len(found) == 0 || len(found) < len(after) && saying(after[len(found)].key) && !determined {
		return ""
	}
	if n := len(found); n > 1 && (deeds[found[n-1].key] || scalars[found[n-1].key]) && !strings.HasSuffix(found[n-1].key, "ing") {
		found = found[:n-1] // the verb after it
	}
	if !determined && (len(found) > 4 || deeds[found[0].key] && !strings.HasSuffix(found[0].key, "e")) {
		return ""
	}
	return joinTokens(found)
}

func saying(key string) bool {
	switch key {
	case "said", "says", "told", "reported", "announced", "added", "noted":
		return true
	}
	return false
}

// ofNoun is the noun before "of" and the sum.
func ofNoun(before []token) string {
	n := len(before)
	if n < 2 || before[n-1].key != "of" {
		return ""
	}
	return joinTokens(nounBefore(before[:n-1]))
}

// nounBefore returns the noun phrase at the end of ts, without its determiner.
func nounBefore(ts []token) []token {
	end := len(ts)
	from := end
	for from > 0 && end-from < 4 {
		t := ts[from-1]
		if t.ends("") || scalars[t.key] && from < end || deeds[t.key] && from < end && !strings.HasSuffix(t.key, "ing") {
			break
		}
		from--
	}
	found := ts[from:]
	if len(found) == 0 || generic[found[len(found)-1].key] || len(found) == 1 && whens[found[0].key] {
		return nil
	}
	for len(found) > 1 && whens[found[0].key] && found[0].key != "full-year" {
		found = found[1:]
	}
	return found
}

// purposes are the prepositions after a sum that say what it is for.
var purposes = wordSet("in for on to from toward towards of as worth due against through via")

// purpose is what follows the sum with a preposition.
func purpose(after []token) string {
	if len(after) < 2 || !purposes[after[0].key] {
		return ""
	}
	lead := 1
	switch after[0].key {
	case "of":
		lead = 0
		after = after[1:]
	case "worth", "due":
		if after[1].key != "of" && after[1].key != "to" {
			return ""
		}
		lead = 2
	case "as":
		if after[1].key != "a" && after[1].key != "an" {
			return ""
		}
	}
	rest := after[lead:]
	skipped := 0
	for skipped < len(rest) && (articled(rest[skipped].key) || rest[skipped].key == "any" || rest[skipped].key == "some" || rest[skipped].key == "more") {
		skipped++
	}
	found := phrase(rest[skipped:])
	if len(found) == 0 || temporal(found) || after[0].key == "in" && placed(found) {
		return ""
	}
	if lead == 0 {
		return joinTokens(found)
	}
	return joinTokens(after[:lead+skipped+len(found)])
}

// temporal reports a time: "in the first quarter", "for fiscal 1987", "on Monday".
func temporal(found []token) bool {
	return whens[found[0].key] || whens[found[len(found)-1].key] || found[0].key == "pct" || found[0].key == "percent"
}

// placed reports a place or a name: every word has a capital.
func placed(found []token) bool {
	for _, t := range found {
		if !t.capital() && t.key != "and" && t.key != "of" {
			return false
		}
	}
	return true
}

// scalar is the noun that a verb says to be the sum.
func scalar(before []token) string {
	for n := len(before) - 1; n >= 0 && len(before)-n <= 8; n-- {
		t := before[n]
		if t.key == "that" || t.key == "which" || t.key == "who" || t.key == "and" || saying(t.key) {
			return ""
		}
		if !scalars[t.key] || t.key == "to" {
			if deeds[t.key] {
				return ""
			}
			continue
		}
		if deeds[t.key] && len(before)-n <= 2 { // "cost $5 million"
			return ""
		}
		for n > 0 && (scalars[before[n-1].key] && before[n-1].key != "costs" && before[n-1].key != "cost" || auxiliary(before[n-1].key) || strings.HasSuffix(before[n-1].key, "ly")) {
			n--
		}
		return subjectNoun(before[:n])
	}
	return ""
}

func auxiliary(key string) bool {
	switch key {
	case "has", "have", "had", "been", "be", "was", "were", "is", "are", "being", "not", "also", "now", "currently", "at":
		return true
	}
	return false
}

// subjectNoun returns the subject that ends a clause's lead: the nouns before the verb, and those
// that they are "of" ("shares of the bank"), or before a place or time ("sales in the quarter").
func subjectNoun(lead []token) string {
	found := nounBefore(lead)
	if len(found) == 0 {
		return ""
	}
	at := len(lead) - len(found)
	for at > 1 && articled(lead[at-1].key) {
		at--
	}
	if at > 1 {
		switch lead[at-1].key {
		case "of":
			if head := nounBefore(lead[:at-1]); len(head) > 0 && len(head)+len(found) <= 6 {
				return joinTokens(lead[at-1-len(head):])
			}
		case "in", "for", "from", "on", "during", "at":
			if head := nounBefore(lead[:at-1]); len(head) > 0 {
				return joinTokens(head)
			}
		}
	}
	if placed(found) && (len(found) > 1 || at > 0) {
		return ""
	}
	return joinTokens(found)
}

// deed is the verb that says what was done with the sum.
func deed(before []token) string {
	for n := len(before) - 1; n >= 0 && len(before)-n <= 5; n-- {
		t := before[n]
		if deeds[t.key] {
			return t.text
		}
		if t.key == "and" || t.key == "that" || t.key == "which" {
			break
		}
	}
	return ""
}

// label is what stands alone before the sum in its line: "Net worth: $5 million".
func label(s string, start int, before []token) string {
	if len(before) == 0 {
		i := start
		for i > 0 && (s[i-1] == ' ' || s[i-1] == '\t') {
			i--
		}
		if i == 0 || s[i-1] != ':' {
			return ""
		}
		line := s[max(0, i-60) : i-1]
		line = line[strings.LastIndexAny(line, "\n.;,!?|")+1:]
		before = tokens(line)
	}
	if len(before) == 0 || len(before) > 4 {
		return ""
	}
	for _, t := range before {
		if t.ends("") || deeds[t.key] || whens[t.key] || scalars[t.key] {
			return ""
		}
	}
	if placed(before) && len(before) > 1 {
		return ""
	}
	return joinTokens(before)
}

// foreignSubject is the subject in a language of which only the words are known that end a phrase:
// the noun before "de" and the sum, or what follows with a preposition that says what for.
func (lx *lexicon) foreignSubject(after, before []token) string {
	if n := len(before); n >= 2 && lx.of[before[n-1].key] {
		from := n - 1
		for from > 0 && n-1-from < 3 && !lx.stops[before[from-1].key] && !before[from-1].number() {
			from--
		}
		if from < n-1 && !lx.generic[before[n-2].key] && !(placed(before[from:n-1]) && lx.split == nil) {
			return joinTokens(before[from : n-1])
		}
	}
	if len(after) < 2 || !lx.purposes[after[0].key] {
		return ""
	}
	n := 1
	for n < len(after) && n <= phraseWords && !after[n].number() && (!lx.stops[after[n].key] || n == 1 || lx.of[after[n].key]) {
		n++
	}
	for n > 1 && lx.stops[after[n-1].key] {
		n--
	}
	if n == 1 || n > phraseWords || placed(after[1:n]) && lx.split == nil || lx.whens[after[min(n-1, 2)].key] || lx.whens[after[1].key] {
		return ""
	}
	return joinTokens(after[:n])
}
