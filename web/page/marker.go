package page

import (
	"slices"
	"strings"

	"dateline/corpus"
)

// Span is a stretch of an article's text. Kind is "" for plain text, else person,
// country or amount; Title says what was recognised, and by which rule.
type Span struct {
	Text, Kind, Title, Anchor string
}

// marker knows the mentions of an article in the order of its text.
type marker struct {
	glossary        Glossary
	inTitle, inBody []mark
}

type mark struct {
	start, end int
	span       Span
}

func newMarker(rec *corpus.Record, g Glossary) *marker {
	m := &marker{glossary: g}
	facts := &rec.Annotations
	for i, p := range facts.People {
		kind, what := "person", "Person: "+p.Name
		if !p.Resolved {
			kind, what = "person unclear", "Person, not clear who: "+p.Name
		}
		m.add(kind, what, "p", i, p.Mentions)
	}
	for i, c := range facts.Countries {
		kind, what := "country", "Country: "+c.Name
		if !c.Named {
			kind, what = "country implied", "Country, implied by a place: "+c.Name
		}
		m.add(kind, what, "c", i, c.Mentions)
	}
	for i := range facts.Amounts {
		m.add("amount", "Amount: "+amountText(&facts.Amounts[i]), "a", i, facts.Amounts[i].Mentions)
	}
	byPlace := func(a, b mark) int {
		if a.start != b.start {
			return a.start - b.start
		}
		return b.end - a.end
	}
	slices.SortStableFunc(m.inTitle, byPlace)
	slices.SortStableFunc(m.inBody, byPlace)
	return m
}

func (m *marker) add(kind, what, prefix string, fact int, mentions []corpus.Mention) {
	for j, at := range mentions {
		title := what
		group, _, _ := strings.Cut(kind, " ")
		if how := inWords(m.glossary.Rule(group, at.Rule), at.Rule); how != "" {
			title += ". " + how
		}
		k := mark{at.Start, at.End, Span{at.Text, kind, title, anchor(prefix, fact, j)}}
		if at.Field == corpus.FieldTitle {
			m.inTitle = append(m.inTitle, k)
		} else {
			m.inBody = append(m.inBody, k)
		}
	}
}

func (m *marker) title(text string) []Span { return cut([]rune(text), 0, m.inTitle) }

// paragraphs cuts the body into paragraphs of spans.
func (m *marker) paragraphs(body string) [][]Span {
	var out [][]Span
	at := 0
	for p := range strings.SplitSeq(body, "\n\n") {
		runes := []rune(p)
		if strings.TrimSpace(p) != "" {
			out = append(out, cut(runes, at, m.inBody))
		}
		at += len(runes) + 2
	}
	return out
}

// cut splits text, which stands at offset, at the marks inside it. A mark that
// overlaps an earlier one, or whose text is not there, is left out.
func cut(text []rune, offset int, marks []mark) []Span {
	var out []Span
	at := 0
	first, _ := slices.BinarySearchFunc(marks, offset, func(m mark, offset int) int { return m.start - offset })
	for _, m := range marks[first:] {
		start, end := m.start-offset, m.end-offset
		if start >= len(text) {
			break
		}
		if start < at || end <= start || end > len(text) || string(text[start:end]) != m.span.Text {
			continue
		}
		if start > at {
			out = append(out, Span{Text: string(text[at:start])})
		}
		out = append(out, m.span)
		at = end
	}
	if at < len(text) {
		out = append(out, Span{Text: string(text[at:])})
	}
	return out
}
