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
	if a.english {
		a.entitle(names)
	}
	l := newLinker(a, names)
	l.run()
	return l.people()
}

// otherReadings tells what else a name could be than a person: a place, where it is one's name or the model took it
// for one, or an organisation.
func (a *article) otherReadings(n *name) []string {
	if n.to-n.from > 1 {
		return nil
	}
	switch kind := a.kinds[n.sentence][n.from]; {
	case kind == kindPlace || places[fold(n.words[0])]:
		return []string{"place"}
	case kind == kindOrganisation:
		return []string{"organisation"}
	}
	return nil
}

// paragraphs numbers the paragraphs that the sentences stand in. An empty line parts them, or, in a text without
// one, any line break between sentences.
func (a *article) paragraphs() {
	a.paragraph = make([]int, len(a.sentences))
	for s := 1; s < len(a.sentences); s++ {
		text := a.fields[a.field[s]]
		a.paragraph[s] = a.paragraph[s-1]
		if a.field[s] != a.field[s-1] {
			a.paragraph[s]++
			continue
		}
		last := a.sentences[s-1][len(a.sentences[s-1])-1]
		gap := text[last.End:a.sentences[s][0].Start]
		if breaks := strings.Count(gap, "\n"); breaks > 1 || breaks == 1 && !a.spaced[a.field[s]] {
			a.paragraph[s]++
		}
	}
}
