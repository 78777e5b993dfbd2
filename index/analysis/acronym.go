package analysis

import "strings"

// An acronym written in capitals or with dots is usually the same word as in small letters
// ("NATO", "Nato", "nato"). Where small letters would make another word, it has a key
// of its own, in capitals: a text's "U.S." and "US" are keyed "US" and its pronoun "us".
// In a query "US" and "U.S." mean the acronym; "us" is sought as both, since few type
// capitals. In a text all in capitals, capitals say nothing, but US is rarely the pronoun in
// such a headline.
var acronyms = map[string]string{
	"aids": "AIDS", "cop": "COP", "ice": "ICE", "is": "IS", "it": "IT", "salt": "SALT",
	"start": "START", "swift": "SWIFT", "us": unitedStates, "who": "WHO",
}

const unitedStates = "US"

// capitals reports whether s has capitals and no small letters; a possessive does not count.
func capitals(s string) bool {
	s = strings.TrimSuffix(strings.TrimSuffix(s, "'s"), "’s")
	return strings.ToUpper(s) == s && strings.ToLower(s) != s
}
