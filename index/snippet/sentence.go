package snippet

import (
	"strings"
	"unicode"
)

// passage is a part of a text in code points; paragraph numbers the paragraph it is in.
type passage struct{ start, end, paragraph int }

// sentences cuts a text into sentences, without the space around them. A line break
// next to another ends a paragraph. A sentence ends with a full stop or the like, closing signs, a
// space, and something that can begin a sentence; not after initials and common abbreviations.
func sentences(text []rune) []passage {
	var found []passage
	paragraph, start := 0, 0
	cut := func(end int) {
		from := start
		start = end
		for from < end && unicode.IsSpace(text[from]) {
			from++
		}
		for end > from && unicode.IsSpace(text[end-1]) {
			end--
		}
		if from < end {
			found = append(found, passage{from, end, paragraph})
		}
	}
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '\n' && i+1 < len(text) && text[i+1] == '\n':
			cut(i)
			paragraph++
		case strings.ContainsRune("。！？", text[i]):
			cut(i + 1)
		case strings.ContainsRune(".!?…", text[i]) && endsSentence(text, start, i):
			for i+1 < len(text) && closing(text[i+1]) {
				i++
			}
			cut(i + 1)
		}
	}
	cut(len(text))
	return found
}

// endsSentence reports whether the sign at i ends the sentence that began at start.
func endsSentence(text []rune, start, i int) bool {
	next := i + 1
	for next < len(text) && closing(text[next]) {
		next++
	}
	if next == len(text) {
		return true
	}
	if !unicode.IsSpace(text[next]) {
		return false
	}
	for next < len(text) && unicode.IsSpace(text[next]) {
		next++
	}
	if next < len(text) && unicode.IsLower(text[next]) {
		return false
	}
	return text[i] != '.' || !abbreviated(text, start, i)
}

// abbreviated reports whether the full stop at i belongs to the word before it.
func abbreviated(text []rune, start, i int) bool {
	from := i
	for from > start && (unicode.IsLetter(text[from-1]) || text[from-1] == '.') {
		from--
	}
	word := strings.ToLower(string(text[from:i]))
	return len(word) == 1 && unicode.IsUpper(text[from]) || strings.Contains(word, ".") || abbreviations[word]
}

var abbreviations = func() map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(`mr mrs ms dr prof sen rep gov gen col lt sgt capt maj adm cmdr rev hon pres sec st jr sr vs
		no inc corp co ltd jan feb mar apr jun jul aug sep sept oct nov dec approx dept est fig`) {
		set[w] = true
	}
	return set
}()

func closing(r rune) bool { return strings.ContainsRune("\"'”’»)]", r) }
