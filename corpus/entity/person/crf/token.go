package crf

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Token is one word or mark of a text. Start and End are byte offsets.
type Token struct {
	Text       string
	Start, End int
}

// Sentence is a run of tokens that are tagged together.
type Sentence []Token

// Split cuts text into sentences of tokens.
//
// A word is a run of letters, digits and combining marks, with single inner apostrophes, hyphens,
// periods and ampersands ("O'Brien", "al-Shabab", "U.S."). A final period belongs to an initial or a known
// abbreviation ("J.", "Mr."); a possessive is a token of its own ("Wang", "'s"); every other
// character that is no space is a token.
//
// A sentence ends at terminal punctuation, an empty line, or the end of a line that reads like
// a heading; any other line break is taken for a wrapped line, so that a name may cross it.
func Split(text string) []Sentence {
	var out []Sentence
	tokens := tokenize(text)
	start, lineStart := 0, 0
	wrapped := isWrapped(text)
	for i := range tokens {
		last := i+1 == len(tokens)
		var gap string
		if !last {
			gap = text[tokens[i].End:tokens[i+1].Start]
		}
		newline := strings.Contains(gap, "\n")
		if last || endsSentence(tokens, i) || newline && endsLine(tokens[lineStart:i+1], gap, wrapped) || i+1-start >= maxSentence {
			out = append(out, Sentence(tokens[start:i+1]))
			start = i + 1
		}
		if newline {
			lineStart = i + 1
		}
	}
	return out
}

// maxSentence bounds a sentence, so that hostile text costs linear time and little memory.
const maxSentence = 400

func tokenize(text string) []Token {
	tokens := make([]Token, 0, len(text)/5+1)
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		switch {
		case isSpace(r):
			i += size
		case isWord(r):
			end := wordEnd(text, i)
			tokens = appendWord(tokens, text, i, end)
			i = tokens[len(tokens)-1].End
		case isApostrophe(r) && possessive(text[i+size:]) && i > 0 && !isSpace(rune(text[i-1])):
			tokens = append(tokens, Token{text[i : i+size+1], i, i + size + 1})
			i += size + 1
		default:
			tokens = append(tokens, Token{text[i : i+size], i, i + size})
			i += size
		}
	}
	return tokens
}

// wordEnd returns where the word that begins at i ends.
func wordEnd(text string, i int) int {
	for i < len(text) {
		r, size := decode(text, i)
		if isWord(r) {
			i += size
			continue
		}
		next, _ := decode(text, i+size)
		inner := r == '-' || r == '‐' || r == '‑' || r == '.' || r == '&' || r == '@' || r == '_' || isApostrophe(r) || r == '\u00ad'
		if !inner || !isWord(next) || isApostrophe(r) && possessive(text[i+size:]) {
			break
		}
		i += size
	}
	return i
}

func decode(text string, i int) (rune, int) {
	if i >= len(text) {
		return ' ', 0
	}
	if c := text[i]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(text[i:])
}

// appendWord adds the word, splitting a sentence glued to the next one ("arrested.The") and taking
// in the period of an abbreviation.
func appendWord(tokens []Token, text string, start, end int) []Token {
	word := text[start:end]
	if dot := strings.IndexByte(word, '.'); dot > 2 && !strings.ContainsAny(word, "@_") && dot+1 < len(word) && isLowerByte(word[dot-1]) && isUpperByte(word[dot+1]) {
		tokens = append(tokens, Token{word[:dot], start, start + dot}, Token{".", start + dot, start + dot + 1})
		return appendWord(tokens, text, start+dot+1, end)
	}
	if end < len(text) && text[end] == '.' && takesPeriod(word) {
		end++
	}
	return append(tokens, Token{text[start:end], start, end})
}

// takesPeriod reports whether a period after word is part of it.
func takesPeriod(word string) bool {
	if len(word) == 1 {
		return word[0] >= 'A' && word[0] <= 'Z'
	}
	if len(word) == 2 && word[0] >= utf8.RuneSelf {
		return true
	}
	if strings.IndexByte(word, '.') > 0 {
		return len(word) <= 7 && word[len(word)-2] == '.'
	}
	return len(word) <= 5 && abbreviations[strings.ToLower(word)]
}

var abbreviations = wordSet(`mr mrs ms dr drs prof sen sens rep reps gov govs gen lt col sgt capt cpl pvt maj cmdr
	adm rev fr hon jr sr st ste inc corp co ltd llc vs jan feb aug sept oct nov dec no dept dist supt pres det insp amb
	atty messrs mme mlle ald asst brig ft mt`)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

// endsSentence reports whether a sentence ends with token i.
func endsSentence(tokens []Token, i int) bool {
	switch tokens[i].Text {
	case ".", "!", "?", "…":
		return i+1 == len(tokens) || !closes(tokens[i+1].Text) && startsSentence(tokens[i+1].Text)
	case "\"", "”", ")", "'", "’":
		return i > 0 && i+1 < len(tokens) && isFinal(tokens[i-1].Text) && startsSentence(tokens[i+1].Text) && tokens[i].Start == tokens[i-1].End
	}
	return false
}

func isFinal(s string) bool { return s == "." || s == "!" || s == "?" || s == "…" }

func closes(s string) bool {
	switch s {
	case "\"", "”", ")", "’", "'", "]", ".", "!", "?":
		return true
	}
	return false
}

func startsSentence(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || unicode.IsDigit(r) || !unicode.IsLetter(r) && r != ',' && r != ';' && r != ':'
}

// endsLine reports whether the line break in gap after the tokens of a line ends a sentence. In text that
// is not wrapped it does, unless a name seems torn apart by it: the line ends in a capitalised word
// after a lower-case one ("charged Zhenxing").
func endsLine(line []Token, gap string, wrapped bool) bool {
	if strings.Count(gap, "\n") > 1 || strings.HasSuffix(gap, "  ") {
		return true
	}
	last := len(line) - 1
	if isFinal(line[last].Text) || closes(line[last].Text) || line[last].Text == ":" {
		return true
	}
	if wrapped {
		return false
	}
	i := last
	for i > 0 && startsUpper(line[i].Text) {
		i--
	}
	return i == last || !startsLower(line[i].Text) || headingLike(line)
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

// isWrapped reports whether lines of text go on in the next line as often as not.
func isWrapped(text string) bool {
	breaks, inside := 0, 0
	for i := 1; i+1 < len(text); i++ {
		if text[i] != '\n' || text[i-1] == '\n' {
			continue
		}
		rest := strings.TrimLeft(text[i+1:min(len(text), i+12)], " \t\r")
		if rest == "" || rest[0] == '\n' {
			continue
		}
		breaks++
		if isLowerByte(rest[0]) || fullLine(text[:i]) {
			inside++
		}
	}
	return inside > 1 && inside*3 >= breaks
}

// fullLine reports whether the last line of s is as long as wrapped lines are and does not end a sentence.
func fullLine(s string) bool {
	from := max(0, len(s)-90)
	n := strings.LastIndexByte(s[from:], '\n')
	if n < 0 && from > 0 {
		return false
	}
	line := strings.TrimRight(s[from+n+1:], " \t\r")
	return len(line) >= 50 && (isLowerByte(line[len(line)-1]) || line[len(line)-1] == ',')
}

// headingLike reports whether most longer words of a line begin with a capital.
func headingLike(line []Token) bool {
	words, capital := 0, 0
	for _, t := range line {
		if r, _ := utf8.DecodeRuneInString(t.Text); len(t.Text) > 3 && unicode.IsLetter(r) {
			words++
			if unicode.IsUpper(r) {
				capital++
			}
		}
	}
	return capital*10 >= words*8
}

func isSpace(r rune) bool {
	if r < utf8.RuneSelf {
		return r == ' ' || r >= '\t' && r <= '\r'
	}
	return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' || r == '\u2060'
}

func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r)
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' || r == '‘' || r == '`' }

// possessive reports whether s goes on with the "s" of a possessive and then no letter.
func possessive(s string) bool {
	if s == "" || s[0] != 's' && s[0] != 'S' {
		return false
	}
	next, _ := decode(s, 1)
	return !isWord(next)
}

func isLowerByte(c byte) bool { return c >= 'a' && c <= 'z' }
func isUpperByte(c byte) bool { return c >= 'A' && c <= 'Z' }
