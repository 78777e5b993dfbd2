package snippet

import (
	"cmp"
	"slices"
	"unicode"
)

// How passages are chosen: a passage is as many whole sentences of one paragraph
// as fit the width or, of a sentence that is longer than that, the words around a match. Each
// in turn is the one that shows most terms not yet shown; terms shown already and
// repeated matches count a little, and of equals the first in the text wins.

// Snippet is a passage of a text with the parts that matched, in code points of Text.
type Snippet struct {
	Text  string `json:"text"`
	Marks []Span `json:"marks,omitempty"`
	Cut   bool   `json:"cut,omitempty"` // the text goes on before or after it
}

// Best returns up to n passages of a text, in its order and of width code points at most, that show
// the terms best. Where none is found it returns the beginning, without marks. An empty text has
// no passage. tokens are all the words of the text; they may be left out where there are no terms.
func Best(text string, tokens []Token, terms []Term, n, width int) []Snippet {
	runes := []rune(text)
	parts := sentences(runes)
	if len(parts) == 0 || n <= 0 || width <= 0 {
		return nil
	}
	p := picker{text: runes, width: width, hits: hits(tokens, terms), shown: make([]bool, len(terms))}
	p.candidates(parts)
	chosen := p.choose(n)
	if len(chosen) == 0 {
		chosen = []passage{p.fit(grow(parts, 0, width))}
	}
	slices.SortFunc(chosen, func(a, b passage) int { return cmp.Compare(a.start, b.start) })
	snippets := make([]Snippet, len(chosen))
	for i, c := range chosen {
		snippets[i] = p.snippet(c, parts[0].start, parts[len(parts)-1].end)
	}
	return snippets
}

type picker struct {
	text     []rune
	width    int
	hits     []hit
	passages []passage
	shown    []bool // by term
}

// candidates lists the passages that hold a hit.
func (p *picker) candidates(parts []passage) {
	for i, s := range parts {
		inside := p.within(s)
		if len(inside) == 0 {
			continue
		}
		if s.end-s.start <= p.width {
			p.passages = append(p.passages, grow(parts, i, p.width))
			continue
		}
		from := -1
		for _, h := range inside {
			if h.mark.Start < from { // shown by the passage before
				continue
			}
			c := p.around(s, h.mark)
			p.passages = append(p.passages, c)
			from = c.start + p.width/2
		}
	}
}

// grow returns the sentences from the i-th on, of one paragraph, that fit the width; at least that one.
func grow(parts []passage, i, width int) passage {
	s := parts[i]
	for _, next := range parts[i+1:] {
		if next.paragraph != s.paragraph || next.end-s.start > width {
			break
		}
		s.end = next.end
	}
	return s
}

// around returns a part of a long sentence with a hit near its beginning.
func (p *picker) around(s passage, at Span) passage {
	lead := min(p.width/4, max(0, p.width-(at.End-at.Start)))
	c := passage{max(s.start, at.Start-lead), s.end, s.paragraph}
	if c.start > s.start {
		c.start = max(s.start, min(c.start, s.end-p.width))
		for i := c.start; i < at.Start; i++ {
			if unicode.IsSpace(p.text[i]) {
				c.start = i + 1
				break
			}
		}
	}
	return p.fit(c)
}

// fit shortens a passage to the width, between words where there are any.
func (p *picker) fit(c passage) passage {
	if c.end-c.start <= p.width {
		return c
	}
	end := c.start + p.width
	for i := end; i > c.start+p.width/2; i-- {
		if unicode.IsSpace(p.text[i]) {
			end = i
			break
		}
	}
	c.end = end
	return c
}

// within returns the hits that lie in a passage.
func (p *picker) within(c passage) []hit {
	from, _ := slices.BinarySearchFunc(p.hits, c.start, func(h hit, at int) int { return cmp.Compare(h.mark.Start, at) })
	to := from
	for to < len(p.hits) && p.hits[to].mark.Start < c.end {
		to++
	}
	return slices.DeleteFunc(slices.Clone(p.hits[from:to]), func(h hit) bool { return h.mark.End > c.end })
}

// choose returns up to n passages that do not overlap, best first.
func (p *picker) choose(n int) []passage {
	var chosen []passage
	for len(chosen) < n {
		best, bestScore := passage{}, 0
		for _, c := range p.passages {
			if score := p.score(c); score > bestScore && !slices.ContainsFunc(chosen, c.overlaps) {
				best, bestScore = c, score
			}
		}
		if bestScore == 0 {
			break
		}
		chosen = append(chosen, best)
		for _, h := range p.within(best) {
			p.shown[h.term] = true
		}
	}
	return chosen
}

// score weighs a passage by the terms in it.
func (p *picker) score(c passage) int {
	const fresh, old, repeated = 100, 10, 1
	seen := make([]bool, len(p.shown))
	score := 0
	for _, h := range p.within(c) {
		switch {
		case seen[h.term]:
			score += repeated
		case p.shown[h.term]:
			score += old
		default:
			score += fresh
		}
		seen[h.term] = true
	}
	return score
}

func (c passage) overlaps(other passage) bool { return c.start < other.end && other.start < c.end }

// snippet makes a snippet of a passage; first and last bound what there is to show.
func (p *picker) snippet(c passage, first, last int) Snippet {
	marks := merge(p.within(c))
	for i := range marks {
		marks[i].Start -= c.start
		marks[i].End -= c.start
	}
	return Snippet{Text: string(p.text[c.start:c.end]), Marks: marks, Cut: c.start > first || c.end < last}
}
