package byline

import (
	"strings"
	"unicode"
)

// IsLine reports whether a line among the first of a text is certainly a byline in English, so that no words of the text go with it:
// it begins with "By", is short and no sentence, and is nothing but names of two words or more, perhaps with an outlet or a role, or an
// outlet alone ("By Reuters").
func IsLine(line string) bool {
	const longest = 120 // bytes
	if len(line) < 4 || len(line) > longest || !strings.EqualFold(line[:3], "by ") && !strings.HasPrefix(strings.ToLower(line), "written by ") {
		return false
	}
	if strings.ContainsAny(line, "?!;\"“”0123456789") || strings.HasSuffix(line, ".") {
		return false
	}
	names := Names(line)
	for _, name := range names {
		if !strings.Contains(name, " ") {
			return false
		}
	}
	if len(names) == 0 {
		return isOutletLine(line)
	}
	return known().knowsAll(line)
}

// knowsAll reports whether each part of a byline is a name, or speaks of nobody and has only words that belong there.
func (w *vocabulary) knowsAll(line string) bool {
	for _, part := range w.pieces(line) {
		if w.name(part) != "" {
			continue
		}
		nobody := false
		for word := range strings.FieldsSeq(part) {
			low := strings.ToLower(strings.Trim(word, ".()"))
			isNobody := w.nobody[low] || w.role[low]
			if !isNobody && !linking[low] && !unicode.IsUpper(firstRune(word)) {
				return false
			}
			nobody = nobody || isNobody
		}
		if !nobody {
			return false
		}
	}
	return true
}

// linking words stand between the words of a role or an outlet's name.
var linking = set("the of for at in and to & with")

// isOutletLine recognises "By Reuters" and "By The Associated Press".
func isOutletLine(line string) bool {
	w := known()
	words := strings.Fields(strings.ToLower(line))
	for _, word := range words[1:] {
		if !w.nobody[word] && !w.role[word] && word != "the" {
			return false
		}
	}
	return len(words) <= 5 && len(words) > 1 && !dateWords[words[1]]
}
