package page

import (
	"slices"

	"dateline/index"
	"dateline/index/query"
)

// Run is a stretch of text that is shown in one way.
type Run struct {
	Text string
	Mark bool
}

// marked cuts text at the marks, which are code points of it. Marks that overlap or
// lie outside are cut to what they add.
func marked(text string, marks []index.Span) []Run {
	runes := []rune(text)
	marks = slices.Clone(marks)
	slices.SortFunc(marks, func(a, b index.Span) int { return a.Start - b.Start })
	var runs []Run
	at := 0
	add := func(end int, mark bool) {
		if end > at {
			runs = append(runs, Run{string(runes[at:end]), mark})
			at = end
		}
	}
	for _, m := range marks {
		add(min(max(m.Start, 0), len(runes)), false)
		add(min(m.End, len(runes)), true)
	}
	add(len(runes), false)
	return runs
}

func snippet(s index.Snippet) []Run { return marked(s.Text, s.Marks) }

// Place is a query with the part at fault set apart. Bad is a space where the fault
// is at a point between two characters.
type Place struct{ Before, Bad, After string }

// place cuts text at pos, code points of it.
func place(text string, pos query.Pos) Place {
	runes := []rune(text)
	start := min(max(pos.Start, 0), len(runes))
	end := min(max(pos.End, start), len(runes))
	p := Place{string(runes[:start]), string(runes[start:end]), string(runes[end:])}
	if p.Bad == "" {
		p.Bad = " "
	}
	return p
}
