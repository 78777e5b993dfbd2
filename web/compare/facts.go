package compare

import (
	"fmt"
	"slices"
	"strings"

	"dateline/corpus"
)

// Pair is a fact in both states: Old is nil where it was added, New where it was removed.
type Pair[T any] struct{ Old, New *T }

// Change says in a word what became of the fact: "added", "removed" or "changed".
func (p Pair[T]) Change() string {
	switch {
	case p.Old == nil:
		return string(Added)
	case p.New == nil:
		return string(Removed)
	}
	return string(Changed)
}

// FactChanges are the facts that differ.
type FactChanges struct {
	People    []Pair[corpus.Person]  // with both states: other titles
	Countries []Pair[corpus.Country] // with both states: named now and only implied before, or the other way round
	Amounts   []Pair[corpus.Amount]  // with both states: another figure in the place, or for the subject, of the old one
}

// Any reports whether a fact differs.
func (f *FactChanges) Any() bool { return len(f.People)+len(f.Countries)+len(f.Amounts) > 0 }

// Facts compares the facts of two states of an article, found by one annotator, whose titles and bodies differ as given.
func Facts(before, after *corpus.Annotations, title, body *Difference) FactChanges {
	var out FactChanges
	out.People = differing(before.People, after.People, samePerson, func(a, b *corpus.Person) bool { return slices.Equal(a.Titles, b.Titles) })
	out.Countries = differing(before.Countries, after.Countries,
		func(a, b *corpus.Country) bool { return a.Code == b.Code }, func(a, b *corpus.Country) bool { return a.Named == b.Named })
	amounts := differing(before.Amounts, after.Amounts,
		func(a, b *corpus.Amount) bool { return sumOf(a) == sumOf(b) }, func(_, _ *corpus.Amount) bool { return true })
	out.Amounts = joined(amounts, title, body)
	return out
}

// differing returns what only one side has and, of what both have, what is not equal. A fact that a side has twice counts
// once.
func differing[T any](before, after []T, same, equal func(a, b *T) bool) []Pair[T] {
	find := func(list []T, x *T) int { return slices.IndexFunc(list, func(y T) bool { return same(x, &y) }) }
	var out []Pair[T]
	for i := range before {
		if find(before, &before[i]) < i {
			continue
		}
		if j := find(after, &before[i]); j < 0 {
			out = append(out, Pair[T]{Old: &before[i]})
		} else if !equal(&before[i], &after[j]) {
			out = append(out, Pair[T]{&before[i], &after[j]})
		}
	}
	for j := range after {
		if find(after, &after[j]) == j && find(before, &after[j]) < 0 {
			out = append(out, Pair[T]{New: &after[j]})
		}
	}
	return out
}

// samePerson reports whether two names are of one person: the same, or one of several words that both go by.
func samePerson(a, b *corpus.Person) bool {
	if strings.EqualFold(a.Name, b.Name) {
		return true
	}
	full := func(name string) bool { return strings.Contains(name, " ") }
	return slices.ContainsFunc(append(a.Variants, a.Name), func(x string) bool {
		return full(x) && slices.ContainsFunc(append(b.Variants, b.Name), func(y string) bool { return strings.EqualFold(x, y) })
	})
}

// sumOf identifies what an amount says.
func sumOf(m *corpus.Amount) string {
	return fmt.Sprintf("%v %v %v %s %s %s", m.Value, m.Min, m.Max, m.Currency, m.Qualifier, m.Per)
}

// joined makes one of a removed amount and an added one that is for the same subject, or took its place.
func joined(pairs []Pair[corpus.Amount], title, body *Difference) []Pair[corpus.Amount] {
	replaces := []func(a, b *corpus.Amount) bool{
		func(a, b *corpus.Amount) bool {
			return a.Subject != "" && a.Subject == b.Subject && a.Currency == b.Currency
		},
		func(a, b *corpus.Amount) bool { return inPlace(a, b, title, body) },
	}
	for _, replaced := range replaces {
		for i := range pairs {
			old := &pairs[i]
			if old.Old == nil || old.New != nil {
				continue
			}
			if j := slices.IndexFunc(pairs, func(p Pair[corpus.Amount]) bool {
				return p.Old == nil && p.New != nil && replaced(old.Old, p.New)
			}); j >= 0 {
				old.New, pairs[j].New = pairs[j].New, nil
			}
		}
	}
	return slices.DeleteFunc(pairs, func(p Pair[corpus.Amount]) bool { return p.Old == nil && p.New == nil })
}

// inPlace reports whether a passage in which one amount stood was rewritten to one in which the other stands.
func inPlace(before, after *corpus.Amount, title, body *Difference) bool {
	for _, m := range before.Mentions {
		for _, n := range after.Mentions {
			d := body
			if m.Field == corpus.FieldTitle {
				d = title
			}
			if m.Field == n.Field && slices.ContainsFunc(d.edits, func(e change) bool {
				return e.touches(m, n)
			}) {
				return true
			}
		}
	}
	return false
}

// touches reports whether a change replaced words of one mention by words of the other.
func (e change) touches(m, n corpus.Mention) bool {
	return e.a <= m.End && m.Start <= e.b && e.c <= n.End && n.Start <= e.d && (e.b > e.a || e.d > e.c)
}
