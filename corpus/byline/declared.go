package byline

import (
	"slices"
	"strings"
	"unicode"
)

// Declared returns the authors that a value of an author property names: people, or else an outlet, an agency or a desk, which in such
// a place are authors as well; none if it is an address or a stub.
func Declared(value string) []string {
	if strings.Contains(value, "://") {
		return nil
	}
	people := Names(value)
	switch {
	case len(people) > 0 && !isShared(value, people):
		return people
	case IsOrganisation(value):
		return []string{strings.TrimSpace(Without(value))}
	case isLowerName(value) || isAgency(value):
		return []string{value}
	}
	return nil
}

// Without takes "By", "Written by:" and the like off the front, in any language and however many there are.
func Without(s string) string { return known().withoutBy(s) }

// IsLabel reports whether a text is such words alone, "Author:".
func IsLabel(s string) bool {
	return known().by[strings.ToLower(strings.TrimRight(strings.TrimSpace(s), ":： "))]
}

const maxNames = 100 // bytes of an outlet's or a desk's name

// isShared reports whether the people read from an author's name are rather parts of an outlet's: "Le Courrier avec AFP", "Harbour sport".
func isShared(v string, people []string) bool {
	if len(people) != 1 || !IsOrganisation(v) || !IsCased(people[0]) {
		return false
	}
	first, rest, several := strings.Cut(people[0], " ")
	return !several && len(people[0]) < len(known().withoutBy(v)) || articles[first] && !strings.Contains(rest, " ")
}

// articles begin the names of outlets.
var articles = map[string]bool{"The": true, "Le": true, "La": true, "Les": true, "El": true, "Los": true, "Il": true, "Die": true, "Der": true, "Das": true, "Het": true}

// isLowerName reports whether v is a name that its bearer or a program writes in lower case: two or three words of letters.
func isLowerName(v string) bool {
	words := strings.Fields(strings.ToLower(v))
	for _, w := range words {
		if d := known(); d.role[w] || d.nobody[w] || d.stub[w] || strings.ContainsFunc(w, func(r rune) bool { return !unicode.IsLetter(r) }) {
			return false
		}
	}
	return len(words) == 2 || len(words) == 3
}

// isAgency reports whether v is agencies that are written in lower case, "dpa/afp".
func isAgency(v string) bool {
	agencies := known().agency
	return v != "" && !strings.ContainsFunc(v, func(r rune) bool { return !unicode.IsLetter(r) && !strings.ContainsRune("/, ()", r) }) &&
		!slices.ContainsFunc(strings.FieldsFunc(v, func(r rune) bool { return !unicode.IsLetter(r) }), func(w string) bool { return !agencies[w] })
}

// IsOrganisation reports whether an author that is no person can be an outlet, agency
// or desk: words with capitals, no address, no stub and not only the word for its desk.
func IsOrganisation(v string) bool {
	if len(v) > maxNames || strings.ContainsAny(v, "@<>{}|;=:") || strings.Contains(v, "www.") || strings.Contains(v, ".com/") || v == strings.ToLower(v) && v != strings.ToUpper(v) {
		return false
	}
	if !strings.ContainsFunc(v, unicode.IsLetter) || known().stub[strings.ToLower(v)] {
		return false
	}
	return len(strings.Fields(v)) <= 6 && !isDesk(v)
}

// isDesk reports whether v names nobody in particular: "Staff report", "La Redacción".
func isDesk(v string) bool {
	desk := known().desk
	return !slices.ContainsFunc(strings.Fields(strings.ToLower(Without(v))), func(w string) bool { return !desk[strings.Trim(w, ".,")] })
}
