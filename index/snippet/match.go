package snippet

import (
	"cmp"
	"slices"
)

// Token is a word of a text as a text analysis yields it.
type Token struct {
	Key        string // what the words of terms are compared with
	Surface    string // what patterns are asked about
	Start, End int    // code points of the text, end exclusive
}

// Term is what to look for: a sequence of words or, where Words is empty, the single
// words that Fits accepts. One with neither is never found.
type Term struct {
	Words [][]string // for each word in turn the keys it may have
	Slop  int        // moves by which the words may stand apart; 0 for a sequence as it is
	Fits  func(surface string) bool
}

// Span is a part of a text in code points, end exclusive.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Marks returns the places of terms among the tokens of a text, in order and not
// overlapping: single words, whole sequences, and the words of terms with a slop.
func Marks(tokens []Token, terms []Term) []Span { return merge(hits(tokens, terms)) }

// maxEffort bounds the places tried for a term with a slop in one text. Only a sequence of a word repeated
// in a text that repeats it comes near it, and then goes without some marks.
const maxEffort = 200_000

// seeker looks for one term in one text.
type seeker struct {
	Term
	effort int // left, where there is a slop
}

// hit is a place that a term matched.
type hit struct {
	mark Span
	term int
}

// hits returns where the terms match, in the order of the text.
func hits(tokens []Token, terms []Term) []hit {
	first, patterns := index(terms)
	seekers := make([]seeker, len(terms))
	for n, t := range terms {
		seekers[n] = seeker{t, maxEffort}
	}
	var found []hit
	for i, t := range tokens {
		for _, n := range first[t.Key] {
			found = seekers[n].at(found, n, tokens, i)
		}
		for _, n := range patterns {
			if terms[n].Fits(t.Surface) {
				found = append(found, hit{Span{Start: t.Start, End: t.End}, n})
			}
		}
	}
	slices.SortStableFunc(found, func(a, b hit) int { return cmp.Compare(a.mark.Start, b.mark.Start) })
	return found
}

// index lists the terms that can begin with a key, and those that are patterns.
func index(terms []Term) (first map[string][]int, patterns []int) {
	first = map[string][]int{}
	for n, t := range terms {
		switch {
		case len(t.Words) > 0:
			for _, key := range t.Words[0] {
				first[key] = append(first[key], n)
			}
		case t.Fits != nil:
			patterns = append(patterns, n)
		}
	}
	return first, patterns
}

// at adds the hits of term n that begin with token i.
func (s *seeker) at(found []hit, n int, tokens []Token, i int) []hit {
	if s.Slop > 0 && len(s.Words) > 1 {
		return s.near(found, n, tokens, i)
	}
	if i+len(s.Words) > len(tokens) {
		return found
	}
	for j, keys := range s.Words {
		if !slices.Contains(keys, tokens[i+j].Key) {
			return found
		}
	}
	last := tokens[i+len(s.Words)-1]
	return append(found, hit{Span{Start: tokens[i].Start, End: last.End}, n})
}

// step is a token that a word of a phrase with a slop can stand on.
type step struct {
	token int
	moves int // used so far, as few as can be
	from  int // the step of the word before
}

// near adds a hit for each word of the term if, from token i on, the steps from each word to the
// next, measured from right beside it, add up to slop at most.
func (s *seeker) near(found []hit, n int, tokens []Token, i int) []hit {
	steps := [][]step{{{token: i}}}
	for _, keys := range s.Words[1:] {
		next := s.steps(steps[len(steps)-1], keys, tokens)
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
		on := steps[j][at]
		found = append(found, hit{Span{Start: tokens[on.token].Start, End: tokens[on.token].End}, n})
		at = on.from
	}
	return found
}

// steps returns where a word of these keys can stand after each of the steps before it, or nothing when the effort is spent.
func (s *seeker) steps(before []step, keys []string, tokens []Token) []step {
	var next []step
	known := map[int]int{} // token to its step in next
	for from, last := range before {
		left := s.Slop - last.moves
		if s.effort -= 2*left + 1; s.effort < 0 {
			return nil
		}
		for k := max(0, last.token+1-left); k <= min(len(tokens)-1, last.token+1+left); k++ {
			if k == last.token || !slices.Contains(keys, tokens[k].Key) {
				continue
			}
			reached := step{k, last.moves + max(k-last.token-1, last.token+1-k), from}
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
func merge(hits []hit) []Span {
	var marks []Span
	for _, h := range hits {
		if n := len(marks); n > 0 && h.mark.Start < marks[n-1].End {
			marks[n-1].End = max(marks[n-1].End, h.mark.End)
			continue
		}
		marks = append(marks, h.mark)
	}
	return marks
}
