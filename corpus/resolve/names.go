package resolve

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/corpus"
)

// DisplayName returns the name that a person is shown under, "" where no article names the person: the one that a curator gave,
// if any; else the spelling of most articles, among equals one that is not in capitals, then the one
// with most accents, then with most letters, then the first in alphabetical order. The number in an id that parts namesakes is
// shown behind it: "Jane Doe (2)".
func DisplayName(id corpus.PersonID, given string, spellings []corpus.Spelling) string {
	if len(spellings) == 0 || given != "" {
		return given
	}
	name := slices.MinFunc(spellings, compareSpellings).Name
	if _, tag, tagged := strings.Cut(string(id), tagMark); tagged {
		name += " (" + tag + ")"
	}
	return name
}

func compareSpellings(a, b corpus.Spelling) int {
	return cmp.Or(
		cmp.Compare(b.Articles, a.Articles),
		compareBool(capitals(b.Name), capitals(a.Name)),
		cmp.Compare(accents(b.Name), accents(a.Name)),
		cmp.Compare(utf8.RuneCountInString(b.Name), utf8.RuneCountInString(a.Name)),
		strings.Compare(a.Name, b.Name),
	)
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// capitals reports whether a name has no small letter though it could.
func capitals(name string) bool {
	return strings.ToUpper(name) == name && strings.ToLower(name) != name
}

// accents counts the letters that normal form would lose.
func accents(name string) int {
	n := 0
	for _, r := range name {
		if r > unicode.MaxASCII && unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// SortSpellings puts the spellings of a person in the order they are shown in.
func SortSpellings(spellings []corpus.Spelling) {
	slices.SortFunc(spellings, func(a, b corpus.Spelling) int {
		return cmp.Or(compareSpellings(a, b), cmp.Compare(a.Form, b.Form), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Decision, b.Decision))
	})
}
