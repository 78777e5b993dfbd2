package resolve

import (
	"reflect"
	"slices"

	"dateline/corpus"
)

// SpokenOf returns the ids that a decision speaks of, those of a name that it gives among them.
func SpokenOf(d corpus.Decision) []corpus.PersonID {
	ids := slices.Concat([]corpus.PersonID{d.Person}, d.Others, d.Forms)
	if d.As != "" {
		ids = append(ids, d.As)
	}
	return append(ids, idsOf(d.Name)...)
}

// idsOf returns the ids under which a name is looked up.
func idsOf(name string) []corpus.PersonID {
	form, plain := Form(name), PersonID(name)
	switch form {
	case "":
		return nil
	case plain:
		return []corpus.PersonID{form}
	}
	return []corpus.PersonID{form, plain}
}

// CheckUndo returns why the decision of a number cannot be undone, nil if it can. Decisions are numbered from 1.
func CheckUndo(decisions []corpus.Decision, number int) error {
	switch {
	case len(decisions) == 0:
		return corpus.Errorf(corpus.NotFound, "there is no decision %d: nothing has been decided yet", number)
	case number < 1 || number > len(decisions):
		return corpus.Errorf(corpus.NotFound, "there is no decision %d: they go up to %d", number, len(decisions))
	case !decisions[number-1].Undone.IsZero():
		return corpus.Errorf(corpus.Conflict, "decision %d is undone already", number)
	}
	return nil
}

// Join adds decisions of another store to those that are there, and returns all with how many were added or undone by
// that. What Decision.Number says is given anew.
func Join(there, given []corpus.Decision) ([]corpus.Decision, int, error) {
	all := slices.Clone(there)
	given = slices.Clone(given)
	slices.SortStableFunc(given, func(a, b corpus.Decision) int { return a.Number - b.Number })
	changed := 0
	for _, d := range given {
		if err := CheckImported(d); err != nil {
			return nil, 0, err
		}
		i := slices.IndexFunc(all, func(o corpus.Decision) bool { return same(d, o) })
		switch {
		case i < 0:
			d.Number = len(all) + 1
			all = append(all, d)
			changed++
		case all[i].Undone.IsZero() && !d.Undone.IsZero():
			all[i].Undone = d.Undone
			changed++
		}
	}
	return all, changed, nil
}

// same reports whether two decisions are one, kept in two stores.
func same(a, b corpus.Decision) bool {
	if !a.Made.Equal(b.Made) {
		return false
	}
	for _, d := range []*corpus.Decision{&a, &b} {
		d.Number, d.Made, d.Undone = 0, b.Made, b.Undone
	}
	return reflect.DeepEqual(a, b)
}
