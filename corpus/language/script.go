package language

import (
	"unicode"

	"golang.org/x/text/unicode/rangetable"
)

// script is a script of news, with the languages written in it that can be told apart, and how many letters a text must
// have to be of one of them. One letter of a dense script counts as several.
type script struct {
	table     *unicode.RangeTable
	languages []string
	least     int
	weight    int
}

const (
	leastLetters = 8
	leastDense   = 6 // after weighing: two letters
)

// kana are the letters that Japanese writes beside Han.
var kana = rangetable.Merge(unicode.Hiragana, unicode.Katakana)

// scripts are in the order in which a letter is looked up: frequent ones first.
func newScripts() []*script {
	many := func(t *unicode.RangeTable, languages ...string) *script {
		return &script{table: t, languages: languages, least: leastLetters, weight: 1}
	}
	return []*script{
		many(unicode.Latin, "en", "de", "fr", "es", "pt", "it", "nl", "sv", "da", "no", "fi", "pl", "cs", "sk", "hu", "ro", "tr",
			"id", "ms", "vi", "hr", "sr", "sl", "ca", "gl", "eu", "lt", "lv", "et", "sq", "is", "sw", "fil", "ga", "af", "az", "uz",
			"so", "ha", "cy", "mt"),
		many(unicode.Cyrillic, "ru", "uk", "be", "bg", "mk", "sr", "kk", "mn", "ky", "tg", "uz"),
		{table: unicode.Arabic, languages: []string{"ar", "fa", "ur", "ps", "ckb"}, least: leastLetters, weight: 2}, // vowels unwritten
		{table: unicode.Han, languages: []string{"zh"}, least: leastDense, weight: 3},
		{table: unicode.Hangul, languages: []string{"ko"}, least: leastDense, weight: 3},
		many(unicode.Devanagari, "hi", "mr", "ne"),
		many(unicode.Hebrew, "he", "yi"),
		many(unicode.Bengali, "bn", "as"),
		many(unicode.Greek, "el"),
		many(unicode.Thai, "th"),
		many(unicode.Armenian, "hy"),
		many(unicode.Georgian, "ka"),
		many(unicode.Ethiopic, "am"),
		many(unicode.Tamil, "ta"),
		many(unicode.Telugu, "te"),
		many(unicode.Gurmukhi, "pa"),
		many(unicode.Gujarati, "gu"),
		many(unicode.Oriya, "or"),
		many(unicode.Kannada, "kn"),
		many(unicode.Malayalam, "ml"),
		many(unicode.Sinhala, "si"),
		many(unicode.Lao, "lo"),
		many(unicode.Khmer, "km"),
		many(unicode.Myanmar, "my"),
		many(unicode.Tibetan, "bo"),
		{table: kana, languages: []string{"ja"}, least: leastDense, weight: 3},
	}
}

var (
	scripts  = newScripts()
	latin    = scripts[0]
	han      = scripts[3]
	japanese = scripts[len(scripts)-1]
)

// scriptOf returns the script of a letter, or nil.
func scriptOf(r rune) *script {
	if r < 0x250 {
		return latin
	}
	for _, s := range scripts {
		if unicode.Is(s.table, r) {
			return s
		}
	}
	return nil
}

// mainScript returns the script that most letters of a text are of, and how many, weighed. Kana among Han are Japanese:
// a Chinese text has none but in a name.
func mainScript(text string) (main *script, letters int) {
	counts := make(map[*script]int, 4)
	last, run := latin, 0 // letters of one script stand together
	for _, r := range text {
		if !isLetter(r) {
			continue
		}
		s := latin
		if r >= 0x80 {
			s = scriptOf(r)
		}
		if s != last {
			counts[last] += run
			last, run = s, 0
		}
		run++
	}
	counts[last] += run
	delete(counts, nil)
	for s := range counts {
		counts[s] *= s.weight
	}
	const mostHan = 6 // to one of kana in Japanese
	if n := counts[japanese]; n*mostHan > counts[han] {
		counts[japanese] += counts[han]
		delete(counts, han)
	} else {
		counts[han] += n
		delete(counts, japanese)
	}
	for _, s := range scripts { // in order, so that equal numbers are decided too
		if n := counts[s]; n > letters {
			main, letters = s, n
		}
	}
	return main, letters
}
