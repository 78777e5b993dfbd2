package country

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"dateline/corpus"
)

// span is a range of code points; sole says that a person has no other words than those.
type span struct {
	start, end int
	sole       bool
}

// outside drops the matches of s that lie inside a mention of people in field, but for
// one that is the whole mention and can be nobody's name.
func (l *lexicon) outside(s string, ms []match, people []corpus.Person, field corpus.Field) []match {
	var spans []span
	for i := range people {
		for _, m := range people[i].Mentions {
			if m.Field == field {
				spans = append(spans, span{m.Start, m.End, m.Text == people[i].Name})
			}
		}
	}
	if len(spans) == 0 || len(ms) == 0 {
		return ms
	}
	slices.SortFunc(spans, func(a, b span) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end)) })
	kept := ms[:0]
	at, runes, next, reach := 0, 0, 0, 0
	for _, m := range ms {
		runes += utf8.RuneCountInString(s[at:m.start])
		at = m.start
		for next < len(spans) && spans[next].start <= runes {
			reach = max(reach, spans[next].end)
			next++
		}
		if end := runes + utf8.RuneCountInString(s[m.start:m.end]); end > reach || m.dateline || m.compound(spans, runes, kept) || m.certain() && m.apart(spans, runes, end, l.placed(s, m.start)) {
			kept = append(kept, m)
		}
	}
	return kept
}

// apart reports that a match inside a mention of people stands for itself: it is the whole of it, and either the person has no other
// name or a preposition of place stands before it; or it is one's people before two names, "Dutchman Joost van Hal".
func (m *match) apart(spans []span, start, end int, placed bool) bool {
	return slices.ContainsFunc(spans, func(s span) bool {
		return s.start == start && (s.end == end && (s.sole || placed) || m.rule == ruleDemonym && (m.small || s.end > end+8))
	})
}

// compound reports that the match is a part of "Anglo-Irish", which is nobody's name: the combining form that begins a mention of
// people, or the adjective behind one that is kept.
func (m *match) compound(spans []span, start int, kept []match) bool {
	if m.rule == rulePrefix {
		return slices.ContainsFunc(spans, func(s span) bool { return s.start == start })
	}
	n := len(kept)
	return n > 0 && kept[n-1].rule == rulePrefix && kept[n-1].end == m.start-1
}

// certain reports that the words are a country's or a well-known place's and no person's name.
func (m *match) certain() bool {
	return (m.named || m.entry.listed || m.entry.rule == ruleCapital || m.entry.great) && m.entry.sense == nil && !personal[m.entry.form] && !m.entry.namesake
}

// Without drops the mentions that are told to be no country's, and with its last mention a country. It changes the countries given.
func Without(countries []corpus.Country, drop func(corpus.Mention) bool, body string) []corpus.Country {
	dropped := false
	for i := range countries {
		n := len(countries[i].Mentions)
		countries[i].Mentions = slices.DeleteFunc(countries[i].Mentions, drop)
		dropped = dropped || len(countries[i].Mentions) < n
	}
	if !dropped {
		return countries
	}
	countries = slices.DeleteFunc(countries, func(c corpus.Country) bool { return len(c.Mentions) == 0 })
	for i := range countries {
		countries[i].Named = slices.ContainsFunc(countries[i].Mentions, func(m corpus.Mention) bool { return (&entry{rule: m.Rule}).named() })
	}
	rank(countries, body)
	return countries
}
