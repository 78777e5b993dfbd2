package resolve

import "dateline/corpus"

// The rules that explain an id.
const (
	// RuleName: the id is the slug of the name as the article's fullest form gives it.
	RuleName = "name"
	// RuleNormalName: the name was brought to its normal form (accents, order, initials, nicknames) first.
	RuleNormalName = "normal-name"
)

// People returns the ids of the resolved people of an article, in their order there. Unresolved people get
// none. Two people of one article whose names have the same normal form get the same id, an
// entry each; what counts articles by person must count the article once.
func People(a corpus.Annotations) []corpus.Resolved {
	var out []corpus.Resolved
	for i, p := range a.People {
		if !p.Resolved {
			continue
		}
		id := PersonID(p.Name)
		if id == "" {
			continue
		}
		rule := RuleName
		if plain(p.Name) != string(id) {
			rule = RuleNormalName
		}
		out = append(out, corpus.Resolved{Person: i, ID: id, Rule: rule})
	}
	return out
}

// plain is the slug of a name that needs no more than lower case and hyphens.
func plain(name string) string {
	b := []byte(name)
	for i, c := range b {
		if c == ' ' {
			b[i] = '-'
		} else if c >= 'A' && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}
