package snippet

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"dateline/index/analysis"
	"dateline/index/query"
)

// A term is a leaf of the query that may match in the text: a sequence of words, or
// one pattern. What stands in a negation, in another field or in a filter is no term.
type term struct {
	words    []analysis.QueryWord
	slop     int
	prefix   string // folded
	fuzzy    string // folded
	distance int
}

// hit is a place that a term matched, in code points.
type hit struct {
	pos  query.Pos
	term int
}

// Marks returns the places of text that match words of the query, in order and not
// overlapping: single words, whole phrases, and words of phrases with a slop. field says which
// part of an article text is; words sought in other fields are not marked, but for
// those of person:, which are names in the text. Stop words are marked only where there is nothing else.
func Marks(text, language string, root query.Node, field query.TextField) []query.Pos {
	terms := termsOf(root, field)
	if len(terms) == 0 {
		return nil
	}
	return merge(hits(analysis.Analyze(text, language), terms))
}

// termsOf returns the terms of a query for a field, each once.
func termsOf(root query.Node, field query.TextField) []term {
	var terms, stops []term
	seen := map[string]bool{}
	add := func(f query.TextField, t term) {
		if f != field && f != query.AnyText && f != query.Person || len(t.words) == 0 && t.prefix == "" && t.fuzzy == "" {
			return
		}
		id := fmt.Sprint(t)
		if seen[id] {
			return
		}
		seen[id] = true
		if len(t.words) == 1 && t.words[0].Stop {
			stops = append(stops, t)
			return
		}
		terms = append(terms, t)
	}
	query.Walk(root, func(n query.Node) bool {
		switch n := n.(type) {
		case query.Not:
			return false
		case query.Word:
			add(n.Field, term{words: analysis.QueryWords(n.Text)})
		case query.Phrase:
			add(n.Field, term{words: analysis.QueryWords(n.Text), slop: n.Slop})
		case query.Prefix:
			add(n.Field, term{prefix: analysis.Fold(n.Text)})
		case query.Fuzzy:
			add(n.Field, term{fuzzy: analysis.Fold(n.Text), distance: n.Distance})
		}
		return true
	})
	if len(terms) == 0 {
		return stops
	}
	return terms
}

// hits returns where the terms match, in the order of the text.
func hits(tokens []analysis.Token, terms []term) []hit {
	first, patterns := index(terms)
	var found []hit
	for i, t := range tokens {
		for _, n := range first[t.Key] {
			found = terms[n].at(found, n, tokens, i)
		}
		for _, n := range patterns {
			if terms[n].fits(t.Surface) {
				found = append(found, hit{query.Pos{Start: t.Start, End: t.End}, n})
			}
		}
	}
	slices.SortStableFunc(found, func(a, b hit) int { return cmp.Compare(a.pos.Start, b.pos.Start) })
	return found
}

// index lists the terms that can begin with a key, and those that are patterns.
func index(terms []term) (first map[string][]int, patterns []int) {
	first = map[string][]int{}
	for n, t := range terms {
		if len(t.words) == 0 {
			patterns = append(patterns, n)
			continue
		}
		begin := t.words[:1]
		if t.slop > 0 {
			begin = t.words // they may stand in any order
		}
		for _, w := range begin {
			for _, key := range w.Keys {
				if !slices.Contains(first[key], n) {
					first[key] = append(first[key], n)
				}
			}
		}
	}
	return first, patterns
}

func (t *term) fits(surface string) bool {
	if t.prefix != "" {
		return strings.HasPrefix(surface, t.prefix)
	}
	return t.fuzzy != "" && analysis.Within(surface, t.fuzzy, t.distance)
}

// at adds the hits of term n that begin with token i.
func (t *term) at(found []hit, n int, tokens []analysis.Token, i int) []hit {
	if t.slop > 0 && len(t.words) > 1 {
		return t.near(found, n, tokens[i:min(len(tokens), i+len(t.words)+t.slop)])
	}
	if i+len(t.words) > len(tokens) {
		return found
	}
	for j, w := range t.words {
		if !slices.Contains(w.Keys, tokens[i+j].Key) {
			return found
		}
	}
	last := tokens[i+len(t.words)-1]
	return append(found, hit{query.Pos{Start: tokens[i].Start, End: last.End}, n})
}

// near adds a hit for each word of the term if all of them are in the window and
// at most slop moves from where a phrase would have them.
func (t *term) near(found []hit, n int, window []analysis.Token) []hit {
	used := make([]bool, len(window))
	added := found
	least, most := len(window), -len(t.words)
	for j, w := range t.words {
		i := slices.IndexFunc(window, func(k analysis.Token) bool { return slices.Contains(w.Keys, k.Key) })
		for i >= 0 && i < len(window) && (used[i] || !slices.Contains(w.Keys, window[i].Key)) {
			i++
		}
		if i < 0 || i == len(window) {
			return found
		}
		used[i] = true
		least, most = min(least, i-j), max(most, i-j)
		added = append(added, hit{query.Pos{Start: window[i].Start, End: window[i].End}, n})
	}
	if most-least > t.slop {
		return found
	}
	return added
}

// merge returns the places of hits without overlaps.
func merge(hits []hit) []query.Pos {
	var marks []query.Pos
	for _, h := range hits {
		if n := len(marks); n > 0 && h.pos.Start < marks[n-1].End {
			marks[n-1].End = max(marks[n-1].End, h.pos.End)
			continue
		}
		marks = append(marks, h.pos)
	}
	return marks
}
