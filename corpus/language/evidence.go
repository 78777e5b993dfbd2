package language

import (
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Weights of what speaks for a language, once per word of the text.
const (
	wordWeight   = 1.0
	endingWeight = 0.5
	letterWeight = 0.7
	mostRepeats  = 3 // times that one word counts
)

// evidence is what a text shows for each language.
type evidence struct {
	sample  string
	script  *script
	letters int // of the script, weighed
	words   int // that could show something: no names, no figures
	score   [64]float64
	kinds   [64]int // different words, endings and letters
	lead    uint64  // languages of the script
}

// sampleBytes is how much of a text is read at each of two places.
const sampleBytes = 800

// sample returns the title and the parts of the body that are read.
func sample(title, body string) string {
	if len(body) > 3*sampleBytes {
		body = cutAt(body, 0, sampleBytes) + "\n" + cutAt(body, len(body)/2, sampleBytes)
	}
	if len(title) > sampleBytes {
		title = cutAt(title, 0, sampleBytes)
	}
	return strings.ToValidUTF8(title+"\n"+body, " ")
}

// cutAt returns about n bytes from i on, without the word that it begins in.
func cutAt(s string, i, n int) string {
	s = s[i:min(len(s), i+n)]
	if i > 0 {
		if space := strings.IndexAny(s, " \n"); space >= 0 {
			s = s[space:]
		}
	}
	return s
}

func read(title, body string) *evidence {
	e := &evidence{sample: sample(title, body)}
	e.script, e.letters = mainScript(e.sample)
	if e.script == nil || len(e.script.languages) == 1 {
		return e
	}
	for _, name := range e.script.languages {
		e.lead |= 1 << tags.byName[name]
	}
	words := wordsOf(e.sample)
	names, caps := casing(words)
	seen := make([]uint8, len(features.masks))
	for i, w := range words {
		if names && w.capital && !w.first || !caps && (w.upper || inName(words, i)) {
			continue
		}
		e.words++
		e.weigh(w.text, names && w.capital, seen)
	}
	return e
}

// casing reports whether words with capitals are names, which is so unless nearly every word has one, and whether most words
// are in capitals throughout.
func casing(words []word) (names, caps bool) {
	small, upper := 0, 0
	for _, w := range words {
		if !w.capital {
			small++
		} else if w.upper {
			upper++
		}
	}
	return small*5 >= 2*len(words), upper*2 > len(words)
}

// inName reports whether a word is one of at most three particles between two words with capitals: "Pieter van der Meulen" is a
// name in any language.
func inName(words []word, i int) bool {
	particle := func(i int) bool { return len(words[i].text) <= longestParticle && particles[words[i].text] }
	if words[i].first || !particle(i) {
		return false
	}
	from, to := i, i
	for from > 0 && particle(from) && !words[from].first {
		from--
	}
	for to < len(words)-1 && particle(to) {
		to++
	}
	return words[from].capital && words[to].capital && !words[to].first && to-from <= 4
}

const longestParticle = len("della")

var particles = map[string]bool{"van": true, "der": true, "den": true, "de": true, "la": true, "las": true, "los": true, "le": true, "les": true,
	"du": true, "des": true, "del": true, "della": true, "dei": true, "di": true, "da": true, "do": true, "dos": true, "das": true, "e": true, "y": true,
	"von": true, "zu": true, "zur": true, "und": true, "ter": true, "ten": true, "te": true, "'t": true, "el": true, "al": true, "bin": true, "ibn": true,
	"ben": true, "abu": true, "af": true, "av": true, "et": true, "d'": true, "l'": true, "i": true, "of": true, "the": true}

// weigh adds what one word shows: what may be a name, only if it is a known word.
func (e *evidence) weigh(word string, name bool, seen []uint8) {
	if f, ok := features.words[word]; ok {
		e.add(f, wordWeight, seen)
	} else if name {
		return
	} else {
		e.ending(word, seen)
	}
	for i, r := range word {
		if r < 0x80 {
			continue
		}
		if f, ok := features.letters[r]; ok && strings.IndexRune(word, r) == i {
			e.add(f, letterWeight, seen)
		}
	}
}

// ending adds the longest known ending of a word that has three letters or more before it.
func (e *evidence) ending(word string, seen []uint8) {
	at := 0
	for range 3 {
		_, size := utf8.DecodeRuneInString(word[at:])
		at += size
	}
	for ; at < len(word); at++ {
		if f, ok := features.endings[word[at:]]; ok {
			e.add(f, endingWeight, seen)
			return
		}
	}
}

func (e *evidence) add(feature int, weight float64, seen []uint8) {
	if seen[feature] >= mostRepeats {
		return
	}
	seen[feature]++
	for mask := features.masks[feature] & e.lead; mask != 0; mask &= mask - 1 {
		i := bits.TrailingZeros64(mask)
		e.score[i] += weight
		if seen[feature] == 1 {
			e.kinds[i]++
		}
	}
}

// leaders returns the two languages of the script with most evidence, the more widely read among equals.
func (e *evidence) leaders() (first, second int) {
	first, second = -1, -1
	for _, name := range e.script.languages {
		switch i := tags.byName[name]; {
		case first < 0 || e.score[i] > e.score[first]:
			first, second = i, first
		case second < 0 || e.score[i] > e.score[second]:
			second = i
		}
	}
	return first, second
}

// levelWithEnglish reports whether English has nearly as much evidence as the first language.
func (e *evidence) levelWithEnglish(first int) bool {
	return e.script == latin && tags.names[first] != "en" && e.score[first]-e.score[tags.byName["en"]] < margin
}

// word is a word of the sample: letters, and apostrophes and hyphens inside.
type word struct {
	text    string // lower case
	capital bool   // begins with one
	upper   bool   // two letters or more, all capitals
	first   bool   // of a sentence
}

// wordsOf returns the words of a text. An apostrophe after one or two letters or after "qu", "dell" and the like parts two
// words and stays with the first: "l'accord" is "l'" and "accord".
func wordsOf(text string) []word {
	words := make([]word, 0, len(text)/6)
	first := true
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !isLetter(r) {
			if r != ' ' && strings.ContainsRune(".!?:\n\"“”„«»¿¡—。", r) {
				first = true
			}
			i += size
			continue
		}
		end := wordEnd(text, i)
		if end == i+1 && r < 'a' && end < len(text) && text[end] == '.' { // an initial: "U.S."
			i = end + 1
			continue
		}
		words = append(words, newWord(text[i:end], unicode.IsUpper(r), first))
		first = false
		i = end
	}
	return words
}

func isLetter(r rune) bool {
	if r < 0x80 {
		return r|0x20 >= 'a' && r|0x20 <= 'z'
	}
	return unicode.IsLetter(r)
}

func newWord(text string, capital, first bool) word {
	w := word{text: text, capital: capital, first: first}
	if capital {
		w.text = strings.ToLower(text)
		w.upper = len(text) > 1 && strings.ToUpper(text) == text
	}
	if strings.Contains(text, "’") {
		w.text = strings.ReplaceAll(w.text, "’", "'")
	}
	return w
}

func wordEnd(text string, i int) int {
	for start := i; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == '\'' || r == '’':
			if next, _ := utf8.DecodeRuneInString(text[i+size:]); !unicode.IsLetter(next) {
				return i
			} else if elided[strings.ToLower(text[start:i])] {
				return i + size
			}
		case r == '-':
			if next, _ := utf8.DecodeRuneInString(text[i+size:]); !unicode.IsLetter(next) {
				return i
			}
		case !isLetter(r) && (r < 0x80 || !unicode.IsMark(r) && r != '\u200c'):
			return i
		}
		i += size
	}
	return i
}

var elided = map[string]bool{"l": true, "d": true, "qu": true, "n": true, "s": true, "c": true, "j": true, "jusqu": true, "lorsqu": true,
	"un": true, "dell": true, "all": true, "nell": true, "dall": true, "sull": true}
