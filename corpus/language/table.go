package language

import (
	_ "embed"
	"fmt"
	"hash/fnv"
	"strings"
	"unicode/utf8"
)

//go:embed data/words.txt
var wordsData string

var version = "language-" + rulesVersion + "-" + digest(wordsData)

func digest(data string) string {
	sum := fnv.New32a()
	_, _ = sum.Write([]byte(data))
	return fmt.Sprintf("%08x", sum.Sum32())
}

// tags numbers the languages that have words, in the order of the file, which is that of how widely they are read.
var tags = newTags(wordsData)

type tagTable struct {
	names  []string
	byName map[string]int
}

func newTags(data string) *tagTable {
	t := &tagTable{byName: map[string]int{}}
	for name := range records(data) {
		if _, known := t.byName[name]; !known {
			t.byName[name] = len(t.names)
			t.names = append(t.names, name)
		}
	}
	return t
}

// records yields the lines of the file: a language and what stands behind its colon.
func records(data string) func(yield func(name, rest string) bool) {
	return func(yield func(string, string) bool) {
		for line := range strings.Lines(data) {
			name, rest, ok := strings.Cut(line, ": ")
			if ok && !strings.HasPrefix(line, "#") && !yield(name, rest) {
				return
			}
		}
	}
}

// features are the words, endings and letters of the file, each with the set of languages that have it.
var features = newFeatures(wordsData)

type featureTable struct {
	words, endings map[string]int
	letters        map[rune]int
	masks          []uint64 // by feature: bit n is language n
}

func newFeatures(data string) *featureTable {
	f := &featureTable{words: map[string]int{}, endings: map[string]int{}, letters: map[rune]int{}}
	for name, rest := range records(data) {
		bit := uint64(1) << tags.byName[name]
		for field := range strings.FieldsSeq(rest) {
			switch field[0] {
			case '-':
				put(f, f.endings, field[1:], bit)
			case '=':
				letter, _ := utf8.DecodeRuneInString(field[1:])
				put(f, f.letters, letter, bit)
			default:
				put(f, f.words, field, bit)
			}
		}
	}
	return f
}

func put[K comparable](f *featureTable, to map[K]int, key K, bit uint64) {
	i, known := to[key]
	if !known {
		i = len(f.masks)
		to[key] = i
		f.masks = append(f.masks, 0)
	}
	f.masks[i] |= bit
}
