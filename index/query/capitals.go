package query

import (
	"slices"
	"strings"
	"unicode"
)

// A headline pasted or typed all in capitals is a sentence: in one, AND, OR and NOT
// are words, and IT, US and WHO no acronyms. It is taken for one if it is
// sentenceWords words or more, none with a small letter, with at most one OR to three words and
// nothing else of the language but minus signs ("US OR UK OR EU" is none). The decision
// rests on what the printed tree shows as well, so that it falls the same for the canonical text.

const sentenceWords = 5

// shouts reports whether a query, read with its operators, is a sentence all in capitals.
func shouts(text []rune, root Node) bool {
	if root == nil || nesting(root) > 0 && (slices.Contains(text, '(') || slices.Contains(text, ')')) {
		return false
	}
	words, ors, upper, other := 0, 0, false, false
	Walk(root, func(n Node) bool {
		switch n := n.(type) {
		case Or:
			ors += len(n.Nodes) - 1
		case Word:
			words += countWords(n.Text)
			upper = upper || strings.ContainsFunc(n.Text, unicode.IsUpper)
			other = other || n.Field != AnyText || strings.ContainsFunc(n.Text, unicode.IsLower)
		case And, Not:
		default:
			other = true
		}
		return !other
	})
	return upper && !other && words >= sentenceWords && words >= 3*ors
}
