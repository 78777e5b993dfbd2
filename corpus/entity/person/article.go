package person

import (
	"slices"
	"strings"
	"unicode/utf8"

	"dateline/corpus"
)

// ordered returns the names by place, without those that overlap an earlier, longer one.
func (a *article) ordered() []*name {
	names := slices.Concat(a.names...)
	slices.SortStableFunc(names, func(x, y *name) int {
		switch {
		case x.field != y.field:
			return x.field - y.field
		case x.start != y.start:
			return x.start - y.start
		}
		return y.end - x.end
	})
	var out []*name
	for _, n := range names {
		if last := len(out) - 1; last >= 0 && out[last].field == n.field && n.start < out[last].end {
			continue
		}
		out = append(out, n)
	}
	return out
}

// mentions returns the mentions of names in order of place, with offsets in code points.
func (a *article) mentions(names []*name) []corpus.Mention {
	out := make([]corpus.Mention, len(names))
	var bytes, points [2]int
	for i, n := range names {
		text := a.fields[n.field]
		points[n.field] += utf8.RuneCountInString(text[bytes[n.field]:n.start])
		bytes[n.field] = n.start
		start := points[n.field]
		out[i] = corpus.Mention{
			Field: fields[n.field], Start: start, End: start + utf8.RuneCountInString(n.text), Text: n.text, Rule: n.rule,
		}
	}
	return out
}

var fields = [...]corpus.Field{corpus.FieldTitle, corpus.FieldBody}

// people groups the names into people.
func (a *article) people() []corpus.Person {
	names := a.ordered()
	mentions := a.mentions(names)
	forms := newForms(names)
	groups := link(forms)
	people := make([]corpus.Person, 0, len(groups))
	for _, g := range groups {
		people = append(people, g.person())
	}
	for i, n := range names {
		p := &people[forms.group[n.key()]]
		p.Mentions = append(p.Mentions, mentions[i])
	}
	return people
}

// oneLine is s with every run of spaces and line breaks as one space.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
