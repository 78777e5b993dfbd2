package content

import (
	_ "embed"
	"strings"
)

// phrases.txt says at its top what its kinds mean.
//
//go:embed phrases.txt
var phraseFile string

// phraseKind says where in a block a phrase stands.
type phraseKind uint8

const (
	isLabel phraseKind = 1 << iota
	isOpening
	isInside
	isEnd
	isNever
)

// phraseBook holds the phrases as words joined by spaces, as key gives them.
type phraseBook struct {
	kinds   map[string]phraseKind
	longest int // words of the longest one
}

var stock = readPhrases(phraseFile)

func readPhrases(file string) phraseBook {
	names := map[string]phraseKind{"label": isLabel, "opening": isOpening, "inside": isInside, "end": isEnd, "never": isNever}
	book := phraseBook{kinds: map[string]phraseKind{}}
	for line := range strings.Lines(file) {
		name, list, ok := strings.Cut(line, ":")
		if !ok || names[name] == 0 {
			continue
		}
		for phrase := range strings.SplitSeq(list, "|") {
			w := words(phrase)
			book.kinds[strings.Join(w, " ")] |= names[name]
			book.longest = max(book.longest, len(w))
		}
	}
	return book
}

// match returns the kinds of phrases that a block has.
func (p phraseBook) match(b *block) phraseKind {
	const short, narrow = 45, 2000 // words, bytes
	w := b.words
	if len(w) == 0 || len(w) > short || len(b.text) > narrow {
		return 0
	}
	found := p.kinds[strings.Join(w, " ")] & (isLabel | isEnd)
	for i := range w {
		for n := 1; n <= p.longest && i+n <= len(w); n++ {
			k := p.kinds[strings.Join(w[i:i+n], " ")]
			if i == 0 {
				found |= k & isOpening
			}
			found |= k & (isInside | isNever)
		}
	}
	return found
}
