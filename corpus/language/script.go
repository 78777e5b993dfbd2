package language

import "unicode"

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

// scripts are in the order in which a letter is looked up: frequent ones first.
func newScripts() []*script {
	many := func(t *unicode.RangeTable, languages ...string) *script {
		return &script{table: t, languages: languages, least: leastLetters, weight: 1}
	}
	return []*script{
		many(unicode.Latin, "en", "de", "fr", "es", "pt", "it", "nl", "sv", "da", "no", "fi", "pl", "cs", "sk", "hu", "ro", "tr",
			"id", "ms", "vi", "hr", "sr", "sl", "ca", "gl", "eu", "lt", "lv", "et", "sq", "is", "sw", "fil", "ga", "af", "az", "uz",
			"so", "ha", "cy", "eo", "mt"),
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
	}
}

var (
	scripts  = newScripts()
	latin    = scripts[0]
	han      = scripts[3]
	japanese = &script{languages: []string{"ja"}, least: leastDense, weight: 3}
)

// scriptOf returns the script of a letter, japanese for kana, or nil.
func scriptOf(r rune) *script {
	if r < 0x250 {
		return latin
	}
	for _, s := range scripts {
		if unicode.Is(s.table, r) {
			return s
		}
	}
	if unicode.In(r, unicode.Hiragana, unicode.Katakana) {
		return japanese
	}
	return nil
}

// mainScript returns the script that most letters of a text are of, and how many, weighed. Kana among Han are Japanese:
// a Chinese text has none but in a name.
func mainScript(text string) (main *script, letters int) {
	counts := make(map[*script]int, 4)
	for _, r := range text {
		if r < 0x80 {
			if r|0x20 >= 'a' && r|0x20 <= 'z' {
				letters++
			}
			continue
		}
		if unicode.IsLetter(r) {
			if s := scriptOf(r); s != nil {
				counts[s] += s.weight
			}
		}
	}
	counts[latin] += letters
	const kana = 6 // of Han, at most, to one of kana in Japanese
	if n := counts[japanese]; n*kana > counts[han] {
		counts[japanese] += counts[han]
		delete(counts, han)
	} else {
		counts[han] += n
		delete(counts, japanese)
	}
	letters = 0
	for s, n := range counts {
		if n > letters || n == letters && s == latin {
			main, letters = s, n
		}
	}
	return main, letters
}
