package memindex

import (
	"context"
	"slices"
	"strings"

	"dateline/corpus"
	"dateline/index"
	"dateline/index/analysis"
	"dateline/index/query"
)

// document is a Document with the words of its fields.
type document struct {
	index.Document
	words map[query.TextField][]analysis.Token
}

// counted is what a search counts the document as: itself, or the text that it shares with others.
func (d *document) counted(s *index.Search) corpus.ID {
	if s.Once && d.Text != "" {
		return "text " + d.Text
	}
	return d.ID
}

func newDocument(d index.Document) *document {
	doc := &document{Document: d, words: map[query.TextField][]analysis.Token{}}
	for _, f := range index.TextFields() {
		doc.words[f] = d.Words(f)
	}
	return doc
}

// evaluation matches documents with a query tree, node by node as the tree's own
// comments define it. The score counts matching words, those of the title threefold.
// Once ctx has ended it matches nothing.
type evaluation struct {
	ctx     context.Context
	implied bool
}

func (e evaluation) match(d *document, n query.Node) (float64, bool) {
	if e.ctx.Err() != nil {
		return 0, false
	}
	switch n := n.(type) {
	case query.All:
		return 0, true
	case query.And:
		return e.atLeast(d, n.Nodes, len(n.Nodes))
	case query.Or:
		return e.atLeast(d, n.Nodes, 1)
	case query.AtLeast:
		return e.atLeast(d, n.Nodes, n.N)
	case query.Not:
		_, ok := e.match(d, n.Node)
		return 0, !ok
	case query.Keyword:
		return 0, slices.Contains(d.Keywords(n.Field, e.implied), index.Normal(n.Field, n.Value))
	case query.Amount:
		return 0, slices.ContainsFunc(d.Amounts, func(a index.Amount) bool { return a.Overlaps(&n) })
	case query.Dates:
		return 0, index.DatesOverlap(d.Published, &n)
	}
	return e.words(d, n)
}

func (e evaluation) atLeast(d *document, nodes []query.Node, least int) (float64, bool) {
	sum, count := 0.0, 0
	for _, n := range nodes {
		if score, ok := e.match(d, n); ok {
			sum, count = sum+score, count+1
		}
	}
	return sum, count >= least
}

// words matches the nodes that look at text, in each of their fields.
func (e evaluation) words(d *document, n query.Node) (float64, bool) {
	field, find := finder(n)
	sum := 0.0
	for _, f := range index.FieldsOf(field) {
		hits := float64(find(d.words[f]))
		if f == query.Title {
			hits *= 3
		}
		sum += hits
	}
	return sum, sum > 0
}

// finder returns the field a node looks at and a function that counts its matches in the words of one field.
func finder(n query.Node) (query.TextField, func([]analysis.Token) int) {
	switch n := n.(type) {
	case query.Word:
		return n.Field, func(text []analysis.Token) int { return phrases(text, analysis.QueryWords(n.Text), 0) }
	case query.Phrase:
		return n.Field, func(text []analysis.Token) int { return phrases(text, analysis.QueryWords(n.Text), n.Slop) }
	case query.Prefix:
		return n.Field, expanded(n.Text, strings.HasPrefix)
	case query.Fuzzy:
		return n.Field, expanded(n.Text, func(word, text string) bool { return analysis.Within(word, text, n.Distance) })
	}
	return query.Title, func([]analysis.Token) int { return 0 }
}

// expanded counts where the last word of text stands for all surfaces like it; words
// before it ("wi-f*") must be there as they are.
func expanded(text string, like func(surface, word string) bool) func([]analysis.Token) int {
	words := analysis.QueryWords(text)
	return func(in []analysis.Token) int {
		if len(words) == 0 {
			return 0
		}
		for _, w := range words[:len(words)-1] {
			if phrases(in, []analysis.QueryWord{w}, 0) == 0 {
				return 0
			}
		}
		last, count := words[len(words)-1].Surface, 0
		for _, t := range in {
			if like(t.Surface, last) {
				count++
			}
		}
		return count
	}
}

// phrases counts the places in the text where the last of the words can stand when all stand as they
// should: the steps from each word to the next, measured from right beside it, add up to slop at most,
// and a word never stands where the one before it does.
func phrases(text []analysis.Token, words []analysis.QueryWord, slop int) int {
	if len(words) == 0 {
		return 0
	}
	steps := map[int]int{} // by the place of the last word, the least that its steps add up to
	for _, t := range text {
		if slices.Contains(words[0].Keys, t.Key) {
			steps[t.Position] = 0
		}
	}
	for _, w := range words[1:] {
		next := map[int]int{}
		for _, t := range text {
			if !slices.Contains(w.Keys, t.Key) {
				continue
			}
			for at, sum := range steps {
				sum += max(t.Position-at-1, at+1-t.Position)
				if least, seen := next[t.Position]; at != t.Position && sum <= slop && (!seen || sum < least) {
					next[t.Position] = sum
				}
			}
		}
		steps = next
	}
	return len(steps)
}
