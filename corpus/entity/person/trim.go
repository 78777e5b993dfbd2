package person

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/corpus/entity/person/perceptron"
)

// The word lists are one word or phrase per line, lower case; # begins a comment.
var (
	//go:embed data/titles.txt
	titleData string
	//go:embed data/places.txt
	placeData string
	//go:embed data/never.txt
	neverData string
	//go:embed data/roles.txt
	roleData string
	//go:embed data/openers.txt
	openerData string

	titles  = readList(titleData)
	places  = readList(placeData)
	never   = readList(neverData)
	roles   = readList(roleData)
	openers = readList(openerData)
)

func readList(data string) map[string]bool {
	set := map[string]bool{}
	for line := range strings.Lines(data) {
		line, _, _ = strings.Cut(line, "#")
		if line = strings.TrimSpace(line); line != "" {
			set[line] = true
		}
	}
	return set
}

// trim moves the ends of a span inwards: leading titles and marks, trailing marks, possessives and roles. titled
// reports whether a title stands before what is left.
func trim(tokens []perceptron.Token, from, to int) (int, int, bool) {
	for to > from && !nameLike(tokens[to-1].Text) {
		to--
	}
	for from < to && !nameLike(tokens[from].Text) {
		from++
	}
	if from == 0 && to > 1 && openers[fold(tokens[0].Text)] {
		from++
	}
	titled := from > 0 && titles[fold(tokens[from-1].Text)]
	for from+1 < to {
		word := fold(tokens[from].Text)
		title := titles[word] || roles[word] && from+2 < to
		if !title && nameLike(tokens[from].Text) {
			break
		}
		titled = titled || title
		from++
	}
	return from, to, titled
}

// nameLike reports whether a token can be the first or last of a name.
func nameLike(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) && s != "s"
}

// notPerson reports whether a trimmed span cannot be a person by what it says.
func notPerson(tokens []perceptron.Token, from, to int) bool {
	key := phrase(tokens[from:to])
	if never[key] || to-from == 1 && titles[key] {
		return true
	}
	if places[key] && to-from > 1 {
		return true
	}
	letters := 0
	for _, t := range tokens[from:to] {
		for _, r := range t.Text {
			if unicode.IsLetter(r) {
				letters++
			}
		}
	}
	return letters < 2
}

// fold returns the lower-case form without the final period.
func fold(s string) string {
	s = strings.TrimSuffix(strings.ToLower(s), ".")
	return strings.ReplaceAll(s, "’", "'")
}
