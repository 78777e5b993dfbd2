package country

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"dateline/corpus"
)

// span is a range of code points.
type span struct{ start, end int }

// outside drops the matches of s that lie inside a mention of people in field, but for
// one that is the whole mention and can be nobody's name.
func outside(s string, ms []match, people []corpus.Person, field corpus.Field) []match {
	var spans []span
	for i := range people {
		for _, m := range people[i].Mentions {
			if m.Field == field {
				spans = append(spans, span{m.Start, m.End})
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
		if end := runes + utf8.RuneCountInString(s[m.start:m.end]); end > reach || m.certain() && slices.Contains(spans, span{runes, end}) {
			kept = append(kept, m)
		}
	}
	return kept
}

// certain reports that the words are a country's or a well-known city's and no person's name.
func (m *match) certain() bool {
	return (m.named || m.entry.listed || m.entry.rule == ruleCapital) && m.entry.sense == nil && !personal[m.entry.form] && !m.entry.namesake
}
