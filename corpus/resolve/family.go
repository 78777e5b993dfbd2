package resolve

import (
	"cmp"
	"slices"
	"strings"

	"dateline/corpus"
)

// group is the forms that the letters of the name alone show to be one person.
type group struct {
	id    corpus.PersonID
	forms []parts
}

// groupForms sorts forms by family and makes groups of each.
func groupForms(forms []corpus.PersonID) []group {
	families := map[string][]parts{}
	for _, id := range forms {
		p := parse(id)
		families[p.family()] = append(families[p.family()], p)
	}
	var groups []group
	for _, members := range families {
		for _, spaced := range bySpacing(members) {
			groups = append(groups, byInitials(spaced)...)
		}
	}
	slices.SortFunc(groups, func(a, b group) int { return cmp.Compare(a.id, b.id) })
	return groups
}

// bySpacing parts the forms of a family, which have the same letters, into those where the words of one are those of
// the other with a space left out. A name of one word is no spacing of a name of two.
func bySpacing(members []parts) [][]parts {
	slices.SortFunc(members, compareForms)
	var sets [][]parts
	for _, p := range members {
		var with [][]parts
		with, sets = cut(sets, func(set []parts) bool {
			return slices.ContainsFunc(set, func(q parts) bool { return nested(p.words, q.words) })
		})
		sets = append(sets, append(slices.Concat(with...), p))
	}
	return sets
}

// cut takes those that pass out of a list.
func cut[T any](list []T, pass func(T) bool) (taken, rest []T) {
	for _, one := range list {
		if pass(one) {
			taken = append(taken, one)
		} else {
			rest = append(rest, one)
		}
	}
	return taken, rest
}

// nested reports whether two rows of words with the same letters have all the spaces of one in the other.
func nested(a, b []string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == 1 {
		return len(b) == 1
	}
	i := 0
	for _, w := range a {
		for w != "" {
			if i == len(b) || !strings.HasPrefix(w, b[i]) {
				return false
			}
			w = w[len(b[i]):]
			i++
		}
	}
	return true
}

// byInitials makes groups of forms that differ in spacing and initials alone. Initials agree where one's begin with all
// of the other's. A form whose initials begin several that do not agree could be either: it is given to neither.
func byInitials(members []parts) []group {
	var full []string // initials that begin no others
	for _, p := range members {
		longer := func(q parts) bool {
			return len(q.initials) > len(p.initials) && strings.HasPrefix(q.initials, p.initials)
		}
		if !slices.Contains(full, p.initials) && !slices.ContainsFunc(members, longer) {
			full = append(full, p.initials)
		}
	}
	sets := map[string][]parts{}
	for _, p := range members {
		fits, _ := cut(full, func(initials string) bool { return strings.HasPrefix(initials, p.initials) })
		if len(fits) == 1 {
			sets[fits[0]] = append(sets[fits[0]], p)
		} else {
			sets[p.initials] = append(sets[p.initials], p)
		}
	}
	groups := make([]group, 0, len(sets))
	for _, forms := range sets {
		g := group{forms: forms}
		slices.SortFunc(forms, compareForms)
		if len(sets) == 1 {
			g.id = forms[0].plain()
		} else {
			g.id = slices.MinFunc(forms, compareInitials).id
		}
		groups = append(groups, g)
	}
	return groups
}

// compareForms puts the form with most words first, then the alphabetical first.
func compareForms(a, b parts) int {
	return cmp.Or(cmp.Compare(len(b.words), len(a.words)), cmp.Compare(a.id, b.id))
}

// compareInitials puts the form with most initials first.
func compareInitials(a, b parts) int {
	return cmp.Or(cmp.Compare(len(b.initials), len(a.initials)), compareForms(a, b))
}

// rule says why a form is of the group.
func (g *group) rule(p parts) string {
	id := parse(g.id)
	var rules []string
	if !slices.Equal(p.words, id.words) {
		rules = append(rules, RuleSpacing)
	}
	if p.initials != id.initials {
		rules = append(rules, RuleInitials)
	}
	if rules == nil {
		return RuleName
	}
	return strings.Join(rules, "+")
}
