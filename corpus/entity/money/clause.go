package money

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a word of a clause, without the marks around it.
type token struct{ text, key string }

// clauseAfter returns the words between i and the end of the clause.
func clauseAfter(out []token, s string, i int) []token {
	stop := min(len(s), i+reachAfter)
	for stop < len(s) && s[stop] != ' ' && s[stop] != '\n' && stop > i {
		stop--
	}
	rest := s[i:stop]
	if n := clauseEnd(rest); n >= 0 {
		rest = rest[:n]
	}
	if rest != "" && !space(rest[0]) && rest[0] != '-' && rest[0] < utf8.RuneSelf {
		return nil
	}
	return tokens(out, strings.TrimLeft(rest, "-"))
}

// clauseBefore returns the words between the beginning of the clause and i.
func clauseBefore(out []token, s string, i int) []token {
	start := max(0, i-reach)
	for start > 0 && start < i && s[start-1] != ' ' && s[start-1] != '\n' {
		start++
	}
	lead := s[start:i]
	for {
		n := clauseEnd(lead)
		if n < 0 {
			return tokens(out, lead)
		}
		lead = lead[n+1:]
	}
}

// tokens appends the words of s to out.
func tokens(out []token, s string) []token {
	for i := 0; i < len(s); {
		if space(s[i]) {
			i++
			continue
		}
		end, plain := i, true // plain: small letters only
		for end < len(s) && !space(s[end]) {
			plain = plain && s[end] >= 'a' && s[end] <= 'z'
			end++
		}
		text := s[i:end]
		i = end
		if plain {
			out = append(out, token{text, text})
		} else if text[0] == '<' && text[len(text)-1] == '>' && allCaps(text) { // the symbol of a stock
			continue
		} else if text = bare(text); text != "" {
			out = append(out, token{text, keyOf(text)})
		}
	}
	return out
}

func space(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// keyOf is a word in small letters with a plain apostrophe.
func keyOf(text string) string {
	key := strings.ToLower(text)
	if strings.Contains(key, "’") {
		return strings.ReplaceAll(key, "’", "'")
	}
	return key
}

// bare is a word without the marks around it.
func bare(text string) string {
	if isLetter(text[0]) && isLetter(text[len(text)-1]) {
		return text
	}
	rest := strings.TrimRightFunc(text, func(r rune) bool { return r == '\'' || r == '’' })
	if strings.HasSuffix(rest, "s") && isLetter(rest[0]) && len(rest) < len(text) { // "Lawyers' fees"
		return text[:len(rest)+firstSize(text[len(rest):])]
	}
	return strings.TrimFunc(text, func(r rune) bool {
		return r != '$' && r != '%' && (unicode.IsPunct(r) || unicode.IsSymbol(r) || unicode.IsSpace(r))
	})
}

// marks are the bytes at which a clause may end.
var marks = func() (in [256]bool) {
	for _, c := range []byte(";:!?()\"[]|\n-.,\xE2") {
		in[c] = true
	}
	return in
}()

// clauseEnd returns the place of the first mark that ends a clause, or -1. A point
// or a comma inside a number, or after an initial, ends none.
func clauseEnd(s string) int {
	for i := range len(s) {
		if !marks[s[i]] {
			continue
		}
		switch s[i] {
		case ';', ':', '!', '?', '(', ')', '"', '[', ']', '|':
			return i
		case '\n':
			if i+1 < len(s) && s[i+1] == '\n' {
				return i
			}
		case '-':
			if i > 0 && i+1 < len(s) && ((s[i-1] == ' ' || isDigit(s[i-1])) && s[i+1] == ' ' || s[i+1] == '-') { // also a dateline's "March 4- "
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
			if s[i] == '.' && i > 0 && s[i-1] >= 'A' && s[i-1] <= 'Z' && (i < 2 || s[i-2] == ' ' || s[i-2] == '.') {
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

func firstSize(s string) int {
	_, size := utf8.DecodeRuneInString(s)
	return size
}

func nextRune(s string, i int) (rune, int) { return utf8.DecodeRuneInString(s[i:]) }

func (t token) capital() bool { return unicode.IsUpper(firstRune(t.text)) }

// number reports a token of digits or a currency sign.
func (t token) number() bool {
	for i := range len(t.text) {
		if c := t.text[i]; isDigit(c) || c == '$' || c == '%' {
			return true
		}
	}
	_, spelt := english.numbers[t.key]
	return spelt || t.text[0] >= utf8.RuneSelf && strings.ContainsAny(t.text, "€£¥")
}

// counting reports a word of a sum or a share: "mln", "dlrs", "pct", "plus".
func counting(key string) bool {
	switch key {
	case "plus", "minus", "pct", "percent", "cent", "vs", "mln", "bln", "million", "billion", "mths", "qtr", "pay", "payable":
		return true
	}
	u, known := english.units[key]
	return known && !u.strict
}

// ends reports whether a word cannot be part of a noun phrase after prev.
func (t token) ends(prev string) bool {
	switch {
	case t.number(), functions[t.key], counting(t.key):
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
			if article := articled(next.key); article && n+2 < len(ts) && !ts[n+2].ends(next.key) || !article && !next.ends("") && !deeds[next.key] && !(t.key == "and" && verbal(ts[n+2:])) {
				link, prev = n, t.key
				n++
				if article {
					n++
				}
				continue
			}
			break
		}
		if t.ends(prev) && !((n == 1 || link > 0 && n == link+2) && participle(ts[n:])) {
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

// verbal reports that what follows a word makes it a verb: "cash and [assume] about $300 million in debt".
func verbal(ts []token) bool {
	return len(ts) > 0 && (articled(ts[0].key) || ts[0].number() || ts[0].key == "about" || ts[0].key == "more" || ts[0].key == "up" || ts[0].key == "to" || ts[0].key == "some")
}

// participle reports that a word in "ed" stands between an adjective and its noun: "senior subordinated notes".
func participle(ts []token) bool {
	return len(ts) > 1 && strings.HasSuffix(ts[0].key, "ed") && !ts[0].capital() && !functions[ts[0].key] && !deeds[ts[0].key] && !scalars[ts[0].key] &&
		!ts[1].capital() && !ts[1].ends("") && !whens[ts[1].key]
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
