package money

import (
	"strings"
	"unicode/utf8"

	"dateline/corpus"
)

// passage is one field of an article: its text, folded, and how far it has been passed in
// code points. Places are asked for in order.
type passage struct {
	lx           *lexicon
	field        corpus.Field
	text, folded string
	same         bool
	at, in       int // bytes of the folded text and of the text passed
	runes        int
}

func newPassage(lx *lexicon, field corpus.Field, text string) *passage {
	folded := fold(text)
	return &passage{lx: lx, field: field, text: text, folded: folded, same: text == folded}
}

// span returns the code points and the words of folded[start:end].
func (p *passage) span(start, end int) (from, to int, words string) {
	p.forward(start)
	from, begin := p.runes, p.in
	p.forward(end)
	return from, p.runes, p.text[begin:p.in]
}

func (p *passage) forward(to int) {
	n := utf8.RuneCountInString(p.folded[p.at:to])
	p.runes += n
	if p.same {
		p.in += to - p.at
	} else {
		for range n {
			_, size := utf8.DecodeRuneInString(p.text[p.in:])
			p.in += size
		}
	}
	p.at = to
}

// sentenceReach is how far before a sum its sentence is looked at, in bytes.
const sentenceReach = 240

// sentenceBefore returns in code points what the sentence says before folded[start:end], the last span asked for.
func (p *passage) sentenceBefore(start, end int) (from, to int) {
	begin := max(0, start-sentenceReach)
	for i := start - 1; i > begin; i-- {
		if p.ends(i) {
			begin = i + 1
			break
		}
	}
	to = p.runes - utf8.RuneCountInString(p.folded[start:end])
	return to - utf8.RuneCountInString(p.folded[begin:start]), to
}

// ends reports that the byte at i ends a sentence: a mark before a space and a capital or a sign, or a paragraph's end.
func (p *passage) ends(i int) bool {
	s := p.folded
	switch s[i] {
	case '\n':
		return i+1 < len(s) && s[i+1] == '\n'
	case '.', '!', '?':
		next, _ := blank(s, i+1)
		return next > i+1 && next < len(s) && !letterLower(s, next) && !(i > 1 && s[i-1] >= 'A' && s[i-1] <= 'Z' && !isLetter(s[i-2]))
	case 0xE3:
		return strings.HasPrefix(s[i:], "。")
	}
	return false
}
