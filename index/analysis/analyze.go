package analysis

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
)

// How a text becomes words:
//
//  1. Unicode word boundaries (UAX #29) cut the text into segments; those without a letter
//     or a digit are dropped. Zero-width spaces inside a word do not part it.
//  2. A segment is cut further at every sign that is no part of a word ("example.com",
//     "snake_case", "said.The"), but initials ("U.S.") and numbers ("900,000.50") stay whole,
//     and a run of a script without spaces between words becomes overlapping pairs.
//  3. Each word is folded (fold.go), and in English text stemmed (stem.go).
//
// "wi-fi" is two words, "don't" is "dont", "Trump's" is "trump", "900,000" is "900000".

// Version names the analysis. It changes whenever a text may be analysed differently, and
// an index built with another version must be built anew.
const Version = "analysis-1"

// MaxWordLength is the length of the longest key or surface in bytes; longer words are cut.
const MaxWordLength = 255

// Token is a word of a text.
type Token struct {
	Key        string // what query keys are compared with
	Surface    string // the folded word
	Position   int    // from 1, growing by one from word to word
	Start, End int    // code points of the text, end exclusive
}

// Analyze returns the words of a text in order. language is a BCP 47 tag; an
// unknown one ("" or "und") is taken as English. Invalid bytes count as one code point each.
func Analyze(text, language string) []Token {
	l := lexicons.Get().(*lexicon)
	defer lexicons.Put(l)
	text = valid(text)
	a := analyzer{lexicon: l, mode: modeOf(language), tokens: make([]Token, 0, len(text)/6+1)}
	a.shouting = !hasLower(text)
	scan(text, a.word)
	return a.tokens
}

// mode is how a language's words become keys.
type mode uint8

const (
	stemming mode = iota
	eliding       // French, Italian and their like: "l'homme" is "homme"
	plain
)

func modeOf(language string) mode {
	primary, _, _ := strings.Cut(strings.ToLower(language), "-")
	switch primary {
	case "", "und", "en":
		return stemming
	case "fr", "it", "ca", "oc":
		return eliding
	}
	return plain
}

type analyzer struct {
	*lexicon
	mode     mode
	shouting bool // the text has no lower-case letter, so capitals say nothing
	tokens   []Token
}

func (a *analyzer) word(p piece) {
	e := a.lookup(p)
	if e.surface == "" {
		return
	}
	t := Token{Key: e.surface, Surface: e.surface, Start: p.start, End: p.end}
	switch {
	case e.acronym != "" && (p.dotted || e.caps && (!a.shouting || e.acronym == unitedStates)):
		t.Key = e.acronym
	case a.mode == stemming:
		t.Key = e.stem
	case a.mode == eliding && e.elided != "":
		t.Key, t.Surface = e.elided, e.elided
	}
	t.Position = len(a.tokens) + 1
	a.tokens = append(a.tokens, t)
}

// lexicons keeps lexicons between calls, so that most words are looked up and not worked out.
var lexicons = sync.Pool{New: func() any { return newLexicon() }}

// piece is a word as it stands in a text.
type piece struct {
	raw        string
	start, end int  // code points
	dotted     bool // initials with dots between them
	folded     bool // raw is folded already
}

// scan cuts a text into pieces and calls emit for each, in order.
func scan(text string, emit func(piece)) {
	s := scanner{text: text, emit: emit}
	for it := words.FromString(text); it.Next(); {
		if end := it.End(); end > s.done { // else a zero-width space joined it to the one before
			s.segment(text[s.done:end])
		}
	}
	s.flush()
}

type scanner struct {
	text string
	emit func(piece)
	done int // bytes
	at   int // code points, of done
	run  run // of a script without spaces, not yet emitted
}

// segment handles the next segment of the text.
func (s *scanner) segment(segment string) {
	if end := s.done + len(segment); strings.HasPrefix(s.text[end:], zeroWidthSpace) {
		segment = s.text[s.done:joinedEnd(s.text, end)]
	}
	switch {
	case plainASCII(segment):
		s.whole(segment)
	case !strings.ContainsFunc(segment, isAlnum):
		s.skip(len(segment))
	default:
		s.parts(segment)
	}
}

// parts cuts a segment that is not plain ASCII letters and digits.
func (s *scanner) parts(segment string) {
	if isNumber(segment) {
		s.whole(segment)
		return
	}
	if n := initials(segment); n > 0 {
		end := s.done + len(segment)
		s.initials(segment[:n])
		segment = s.text[min(s.done, end):end]
	}
	for len(segment) > 0 {
		r, size := utf8.DecodeRuneInString(segment)
		switch {
		case spaceless(r):
			size = clusterEnd(segment)
			s.pair(segment[:size])
		case inWord(r):
			size = wordEnd(segment)
			s.whole(segment[:size])
		default:
			s.skip(size)
		}
		segment = segment[size:]
	}
}

// whole emits the next len(raw) bytes as one word.
func (s *scanner) whole(raw string) {
	s.flush()
	start := s.at
	s.advance(len(raw))
	s.emit(piece{raw: raw, start: start, end: s.at})
}

// initials takes the next len(raw) bytes as initials. A full stop and a possessive
// right after them belong to them.
func (s *scanner) initials(raw string) {
	s.flush()
	start := s.at
	s.advance(len(raw))
	if strings.HasPrefix(s.text[s.done:], ".") {
		s.advance(1)
	}
	s.emit(piece{raw: raw, start: start, end: s.at, dotted: true})
	s.advance(possessive(s.text[s.done:]))
}

// possessive returns the length of an "'s" that s begins with and that ends a word.
func possessive(s string) int {
	r, size := utf8.DecodeRuneInString(s)
	if !isApostrophe(r) || len(s) == size || s[size] != 's' && s[size] != 'S' {
		return 0
	}
	if next, _ := utf8.DecodeRuneInString(s[size+1:]); inWord(next) {
		return 0
	}
	return size + 1
}

func (s *scanner) skip(n int) {
	s.flush()
	s.advance(n)
}

func (s *scanner) advance(n int) {
	s.at += utf8.RuneCountInString(s.text[s.done : s.done+n])
	s.done += n
}

const zeroWidthSpace = "\u200b"

// joinedEnd returns the end of a word of s that reaches to end, where zero-width
// spaces stand, and may go on after them.
func joinedEnd(s string, end int) int {
	for {
		next := end
		for strings.HasPrefix(s[next:], zeroWidthSpace) {
			next += len(zeroWidthSpace)
		}
		n := wordEnd(s[next:])
		if r, _ := utf8.DecodeRuneInString(s[next:]); next == end || n == 0 || !isAlnum(r) {
			return end
		}
		end = next + n
	}
}

// wordEnd returns the length of the word that segment begins with.
func wordEnd(segment string) int {
	for i, r := range segment {
		if !inWord(r) || spaceless(r) {
			return i
		}
	}
	return len(segment)
}

// inWord reports whether r can stand inside a word; what folding drops can.
func inWord(r rune) bool {
	return isAlnum(r) || isApostrophe(r) || unicode.In(r, unicode.M, unicode.Cf) ||
		r == '·' || r == '‧' || r == '\u200b'
}

func isAlnum(r rune) bool {
	return r < utf8.RuneSelf && asciiAlnum(byte(r)) || r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsNumber(r))
}

func asciiAlnum(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9'
}

func plainASCII(s string) bool {
	for i := range len(s) {
		if !asciiAlnum(s[i]) {
			return false
		}
	}
	return true
}

// initials returns the length of the initials that s begins with: single letters
// with dots between them, all of it ("U.S") or before a word ("J.P" of "J.P.Morgan").
func initials(s string) int {
	dots, end := 0, 0
	for i := 0; ; {
		r, size := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsLetter(r) {
			return 0
		}
		i += size
		switch {
		case i == len(s) && dots > 0:
			return i
		case i < len(s) && s[i] == '.':
			dots, end = dots+1, i
			i++
		case dots > 1:
			return end
		default:
			return 0
		}
	}
}

func hasLower(s string) bool {
	for i := range len(s) {
		if s[i] >= 'a' && s[i] <= 'z' {
			return true
		}
	}
	return strings.ContainsFunc(s, unicode.IsLower)
}

// valid returns s with each invalid byte replaced, the number of code points unchanged.
func valid(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return string([]rune(s))
}
