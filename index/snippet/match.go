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
	effort   int    // left for phrases with a slop
	prefix   string // folded
	fuzzy    string // folded
	distance int
}

// maxEffort bounds the places tried for a phrase with a slop in one text. Only a phrase of a word repeated
// in a text that repeats it comes near it, and then goes without some marks.
const maxEffort = 200_000

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
			add(n.Field, term{words: analysis.QueryWords(n.Text), slop: n.Slop, effort: maxEffort})
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
		for _, key := range t.words[0].Keys {
			first[key] = append(first[key], n)
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
		return t.near(found, n, tokens, i)
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

// step is a token that a word of a phrase with a slop can stand on.
type step struct {
	token int
	moves int // used so far, as few as can be
	from  int // the step of the word before
}

// near adds a hit for each word of the term if, from token i on, the steps from each word to the
// next, measured from right beside it, add up to slop at most.
func (t *term) near(found []hit, n int, tokens []analysis.Token, i int) []hit {
	steps := [][]step{{{token: i}}}
	for _, w := range t.words[1:] {
		next := t.steps(steps[len(steps)-1], w, tokens)
		if len(next) == 0 {
			return found
		}
		steps = append(steps, next)
	}
	last := steps[len(steps)-1]
	at := 0
	for k := range last {
		if last[k].moves < last[at].moves {
			at = k
		}
	}
	for j := len(steps) - 1; j >= 0; j-- {
		s := steps[j][at]
		found = append(found, hit{query.Pos{Start: tokens[s.token].Start, End: tokens[s.token].End}, n})
		at = s.from
	}
	return found
}

// steps returns where w can stand after each of the steps before it, or nothing when the effort is spent.
func (t *term) steps(before []step, w analysis.QueryWord, tokens []analysis.Token) []step {
	var next []step
	known := map[int]int{} // token to its step in next
	for from, s := range before {
		left := t.slop - s.moves
		if t.effort -= 2*left + 1; t.effort < 0 {
			return nil
		}
		for k := max(0, s.token+1-left); k <= min(len(tokens)-1, s.token+1+left); k++ {
			if k == s.token || !slices.Contains(w.Keys, tokens[k].Key) {
				continue
			}
			reached := step{k, s.moves + max(k-s.token-1, s.token+1-k), from}
			same, ok := known[k]
			switch {
			case !ok:
				known[k] = len(next)
				next = append(next, reached)
			case reached.moves < next[same].moves:
				next[same] = reached
			}
		}
	}
	return next
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
