package query

import (
	"fmt"
	"strings"
	"unicode"
)

// The words of the language, as the lexer finds them:
//
//	phrase  "…", “…”, „…“, «…», with ~N right after it
//	( )     anywhere
//	name:   a known field, with its value right after it
//	-       before something and after a space or "(": not
//	AND OR NOT
//	word    anything else up to a space, quote or parenthesis; * or ~N at its end
//
// Signs at the ends of a word are no part of it ("Kim," "$900"), but for the full stop
// of initials ("U.S."). A sign that stands alone is dropped with a warning. Characters that
// nobody can see are spaces.

type kind uint8

const (
	kindEnd kind = iota
	kindWord
	kindPhrase
	kindOpen
	kindClose
	kindAnd
	kindOr
	kindNot
	kindField
	kindNothing // what should have been a field's value holds nothing to search for
)

type token struct {
	kind     kind
	text     string
	pos      Pos
	field    field // of a kindField
	slop     int   // of a phrase
	star     bool  // a word with * at its end
	distance int   // of a word with ~N at its end
}

type lexer struct {
	text     []rune
	at       int
	field    *field // whose value comes next
	shouting bool   // all is in capitals, so that they say nothing (capitals.go)
	warned   bool   // of an operator taken for a word
	warnings []Problem
	err      *Problem // the first thing wrong; nothing more is read
}

func (l *lexer) warn(p *Problem) { l.warnings = append(l.warnings, *p) }

func (l *lexer) fail(p *Problem) token {
	if l.err == nil {
		l.err = p
	}
	return token{kind: kindEnd, pos: p.Pos}
}

// next returns the next token; kindEnd at the end or after an error.
func (l *lexer) next() token {
	if l.err != nil {
		return token{kind: kindEnd, pos: l.err.Pos}
	}
	if f := l.field; f != nil {
		l.field = nil
		return l.value(f)
	}
	for {
		if t, ok := l.token(); ok {
			return t
		}
	}
}

// token returns the next token; ok is false if what it read is none.
func (l *lexer) token() (t token, ok bool) {
	l.space()
	start := l.at
	switch r := l.peek(0); {
	case l.at >= len(l.text):
		return token{kind: kindEnd, pos: Pos{start, start}}, true
	case r == '(':
		l.at++
		return token{kind: kindOpen, pos: Pos{start, l.at}}, true
	case r == ')':
		l.at++
		return token{kind: kindClose, pos: Pos{start, l.at}}, true
	case isQuote(r):
		return l.phrase()
	case r == '-' && l.negates():
		l.at++
		return token{kind: kindNot, text: "-", pos: Pos{start, l.at}}, true
	case r == '+' && !ends(l.peek(1)):
		l.at++
		return token{}, false
	}
	return l.word()
}

// negates reports whether the "-" at hand stands before something, and alone.
func (l *lexer) negates() bool {
	next := l.peek(1)
	return next != '-' && (next == '(' || isQuote(next) || !ends(next) && next != '+')
}

func (l *lexer) peek(n int) rune { return l.peekAt(l.at + n) }

// space skips what separates words.
func (l *lexer) space() {
	for l.at < len(l.text) && isSpace(l.text[l.at]) {
		l.at++
	}
}

// phrase reads a phrase with its ~N.
func (l *lexer) phrase() (token, bool) {
	start := l.at
	open := l.text[start]
	end := start + 1
	for end < len(l.text) && !closes(open, l.text[end]) {
		end++
	}
	raw := string(l.text[start+1 : end])
	l.at = min(end+1, len(l.text))
	t := token{kind: kindPhrase}
	if end == len(l.text) {
		if searchable(raw) {
			l.warn(problem(CodeUnclosedQuote, Pos{start, start + 1}, "Put a second quotation mark where the phrase ends.",
				"The quotation mark is never closed; everything after it was read as one phrase."))
		}
	} else if slop, ok := l.tilde(); ok {
		if slop < 0 || slop > MaxSlop {
			return l.fail(problem(CodeSlop, Pos{end + 1, l.at}, `Write "north korea"~5.`,
				"The words of a phrase can be at most %d places apart.", MaxSlop)), true
		}
		t.slop = slop
	}
	t.pos = Pos{start, l.at}
	if strings.Contains(raw, "*") {
		l.warn(problem(CodeStarInPhrase, t.pos, "Take the word out of the quotation marks.", "A * inside a phrase has no effect."))
	}
	t.text = phraseText(raw)
	if !searchable(t.text) {
		l.warn(problem(CodeEmptyPhrase, t.pos, "", "There is no word in quotation marks here; they were ignored."))
		return t, false
	}
	return t, true
}

// phraseText returns raw with single spaces, and without signs that mean something.
func phraseText(raw string) string {
	clean := strings.Map(func(r rune) rune {
		if isSpace(r) || isQuote(r) || r == '*' {
			return ' '
		}
		return r
	}, raw)
	return strings.Join(strings.Fields(clean), " ")
}

// tilde reads "~N". A number that is missing is 1; one beyond all limits is -1.
func (l *lexer) tilde() (n int, ok bool) {
	if l.peek(0) != '~' {
		return 0, false
	}
	l.at++
	start := l.at
	for ; isDigit(l.peek(0)); l.at++ {
		n = min(n*10+int(l.peek(0)-'0'), 1<<20)
	}
	switch {
	case l.at == start:
		return 1, true
	case n >= 1<<20:
		return -1, true
	}
	return n, true
}

// word reads a word, an operator or the name of a field.
func (l *lexer) word() (token, bool) {
	start, end := l.at, l.lexemeEnd()
	first, t, ok := l.firstLetter(end)
	if !ok {
		return t, t.kind != kindNothing
	}
	if t, ok := l.name(first, end); ok {
		return t, true
	}
	l.at = end
	t = l.finish(first, end)
	op, ok := operators[t.text]
	switch {
	case l.shouting:
		if ok && !l.warned {
			l.warned = true
			l.warn(problem(CodeAllCapitals, t.pos, "To use AND, OR and NOT as operators write the other words in small letters.",
				"The query is all in capitals; it was read as a sentence, without operators."))
		}
		t.text = l.lowered(t.text)
	case ok && !t.star && t.distance == 0:
		t.kind, t.pos = op, Pos{start, end}
	}
	return t, true
}

var operators = map[string]kind{"AND": kindAnd, "OR": kindOr, "NOT": kindNot}

// lowered returns word in small letters if its capitals say nothing.
func (l *lexer) lowered(word string) string {
	if l.shouting {
		return strings.ToLower(word)
	}
	return word
}

// lexemeEnd returns where the run of characters at hand ends.
func (l *lexer) lexemeEnd() int {
	end := l.at
	for end < len(l.text) && !ends(l.text[end]) {
		end++
	}
	return end
}

// firstLetter returns where the first letter or digit before end is. Without one it
// skips to end and returns ok false and the token to hand on.
func (l *lexer) firstLetter(end int) (first int, t token, ok bool) {
	start := l.at
	for first = start; first < end && !isAlnum(l.text[first]); first++ {
		if l.text[first] == '*' {
			return 0, l.fail(problem(CodeLeadingWildcard, Pos{start, end}, "Put the * at the end of a word: cyber*. An empty query shows everything.",
				"A * at the beginning of a word is not supported: every word of every article would have to be tried.")), false
		}
	}
	if first < end {
		return first, token{}, true
	}
	l.at = end
	pos := Pos{start, end}
	l.warn(problem(CodeStraySign, pos, "", "%s holds no letter or digit and was ignored.", quote(string(l.text[start:end]))))
	return 0, token{kind: kindNothing, pos: pos}, false
}

// name reads the name of a field where one stands in text[first:end].
func (l *lexer) name(first, end int) (token, bool) {
	colon := first
	for colon < end && isASCIILetter(l.text[colon]) {
		colon++
	}
	if colon == first || colon == end || l.text[colon] != ':' {
		return token{}, false
	}
	name, pos := string(l.text[first:colon]), Pos{first, colon + 1}
	hasValue := colon+1 < end || l.peekAt(end) == '(' || isQuote(l.peekAt(end))
	f, known := fields[strings.ToLower(name)]
	switch {
	case known && hasValue:
		l.at, l.field = colon+1, &f
		return token{kind: kindField, field: f, pos: pos}, true
	case known:
		l.warn(problem(CodeEmptyField, pos, fmt.Sprintf("To search in a field write the value right after the colon: %s:value", f.name),
			"Nothing stands right after %s; it was read as a word.", quote(name+":")))
		return token{}, false
	case (name == "http" || name == "https") && strings.HasPrefix(string(l.text[colon:end]), "://"):
		f = fields["url"]
		l.at, l.field = first, &f
		l.warn(problem(CodeReadAsURL, Pos{first, end}, "", "The address was looked for among the articles' addresses."))
		return token{kind: kindField, field: f, pos: Pos{first, first}}, true
	case operators[name] != 0 && !l.shouting:
		return token{}, false
	case hasValue && (colon+1 == end || isAlnum(l.text[colon+1])):
		l.at = colon + 1
		l.warn(unknownField(name, pos))
		return token{kind: kindWord, text: l.lowered(name), pos: Pos{first, colon}}, true
	}
	return token{}, false
}

func unknownField(name string, pos Pos) *Problem {
	hint := "The fields are " + fieldNames()
	if f := likelyField(name); f != "" {
		hint = "Did you mean " + f + ":?"
	}
	return problem(CodeUnknownField, pos, hint, "There is no field %s; it was read as a word.", quote(name+":"))
}

// value reads the value of a field.
func (l *lexer) value(f *field) token {
	switch r := l.peek(0); {
	case r == '(':
		t, _ := l.token()
		return t
	case isQuote(r):
		t, ok := l.phrase()
		if !ok {
			t.kind = kindNothing
		}
		return t
	}
	end := l.lexemeEnd()
	if f.value == nil {
		first, t, ok := l.firstLetter(end)
		if !ok {
			return t
		}
		l.at = end
		return l.finish(first, end)
	}
	start := l.at
	l.at = end
	raw := strings.TrimRight(string(l.text[start:end]), ",;")
	if strings.Trim(raw, "<>=") == "" { // "amount:>= 1m"
		l.space()
		from := l.at
		l.at = l.lexemeEnd()
		raw += string(l.text[from:l.at])
	}
	if raw == "" {
		l.warn(problem(CodeEmptyField, Pos{start, l.at}, "", "The field has no value and was ignored."))
		return token{kind: kindNothing, pos: Pos{start, l.at}}
	}
	return token{kind: kindWord, text: raw, pos: Pos{start, l.at}}
}

// finish makes a word of text[first:end], which begins with a letter or digit.
func (l *lexer) finish(first, end int) token {
	t := token{kind: kindWord}
	end = l.trim(first, end, "*~")
	t.pos = Pos{first, end}
	digits := end
	for isDigit(l.text[digits-1]) && digits-1 > first {
		digits--
	}
	switch {
	case l.text[end-1] == '*':
		t.star = true
		end = l.trim(first, end, "")
	case l.text[digits-1] == '~':
		t.distance = 1
		if digits < end {
			t.distance = int(l.text[end-1] - '0')
			if end-digits > 1 || t.distance < 1 || t.distance > 2 {
				return l.fail(problem(CodeFuzzyDistance, t.pos, "Write word~1 or word~2.", "A fuzzy word can be 1 or 2 letters off."))
			}
		}
		end = l.trim(first, digits-1, "")
	default:
		if l.peekAt(end) == '.' && isInitials(l.text[first:end]) {
			end++
			t.pos.End = end
		}
	}
	t.text = string(l.text[first:end])
	if strings.Contains(t.text, "*") {
		return l.fail(problem(CodeInnerWildcard, t.pos, "Put the * at the end of a word: cyber*", "A * inside a word is not supported."))
	}
	return t
}

// trim returns end without the signs before it that belong to no word, those in keep aside.
func (l *lexer) trim(first, end int, keep string) int {
	for end > first+1 {
		r := l.text[end-1]
		if isAlnum(r) || unicode.Is(unicode.M, r) || strings.ContainsRune(keep, r) {
			break
		}
		end--
	}
	return end
}

func (l *lexer) peekAt(i int) rune {
	if i < len(l.text) {
		return l.text[i]
	}
	return 0
}
