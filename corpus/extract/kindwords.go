package extract

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"
)

//go:embed kinds.txt
var kindsFile string

// kindWords are the phrases of kinds.txt by section.
var kindWords = readKindWords(kindsFile)

func readKindWords(file string) map[string][]string {
	all, section := map[string][]string{}, ""
	seen := map[string]bool{}
	for line := range strings.Lines(file) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if line[0] == '[' {
			section = strings.Trim(line, "[]")
			continue
		}
		_, phrases, _ := strings.Cut(line, ": ")
		for p := range strings.SplitSeq(phrases, " | ") {
			p = foldPhrase(p)
			if !seen[section+p] {
				all[section] = append(all[section], p)
			}
			seen[section+p] = true
		}
	}
	return all
}

// foldPhrase makes texts comparable with the phrases: lower case, straight apostrophes, single spaces, no soft
// hyphens.
func foldPhrase(s string) string {
	return squeeze(phraseFolder.Replace(strings.ToLower(s)))
}

var phraseFolder = strings.NewReplacer("’", "'", "‘", "'", "…", "...", "\u00ad", "", "\u200b", "")

// countPhrases returns how many different phrases of a section stand in a folded text.
func countPhrases(section, folded string) int {
	n := 0
	for _, p := range kindWords[section] {
		if hasPhrase(folded, p) {
			n++
		}
	}
	return n
}

// hasPhrase reports whether a phrase stands in a folded text as words of its own. In scripts without spaces it may
// stand anywhere.
func hasPhrase(folded, phrase string) bool {
	for from := 0; ; {
		i := strings.Index(folded[from:], phrase)
		if i < 0 {
			return false
		}
		i += from
		before, _ := utf8.DecodeLastRuneInString(folded[:i])
		after, _ := utf8.DecodeRuneInString(folded[i+len(phrase):])
		first, _ := utf8.DecodeRuneInString(phrase)
		last, _ := utf8.DecodeLastRuneInString(phrase)
		if !(isSpacedLetter(before) && isSpacedLetter(first)) && !(isSpacedLetter(after) && isSpacedLetter(last)) {
			return true
		}
		from = i + len(phrase)
	}
}

// isSpacedLetter reports whether r is a letter or digit of a script that puts spaces between words.
func isSpacedLetter(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.In(r, denseScripts...)
}

// denseScripts are written without spaces, or (Hangul) with endings that hang on to the words.
var denseScripts = []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Hangul}

// isTitleOf reports whether a title says nothing but a phrase of a section: one of its parts, between separators and
// signs, is the phrase, with a number or not, or begins with one of several words. In scripts without
// spaces it may also end with it, where that is the better half of it.
func isTitleOf(section, title string) bool {
	for part := range strings.FieldsFuncSeq(foldPhrase(title), isTitleBorder) {
		part = strings.Trim(part, " .!?#\"'«»“”")
		bare := strings.Trim(part, " 0123456789")
		for _, p := range kindWords[section] {
			p = strings.Trim(p, " .!?")
			if part == p || bare != "" && bare == p || strings.Contains(p, " ") && strings.HasPrefix(part, p+" ") {
				return true
			}
			if isDense(p) && wordsIn(p) >= 4 && wordsIn(part) <= 2*wordsIn(p) && (strings.HasSuffix(part, p) || strings.HasPrefix(part, p)) {
				return true
			}
		}
	}
	return false
}

// isDense reports whether a phrase is written without spaces.
func isDense(p string) bool { return unicode.In(firstRune(p), denseScripts...) }

func isTitleBorder(r rune) bool { return strings.ContainsRune("|-–—:·•»«/,;()[]<>｜：", r) }
