package index

import (
	"fmt"
	"strings"

	"dateline/corpus"
	"dateline/index/analysis"
	"dateline/index/query"
	"dateline/index/snippet"
)

// The passages of a result: how many, and how long in code points.
const (
	passages     = 3
	passageWidth = 200
)

// excerpter makes the results of a query: it knows what to mark in titles and bodies.
type excerpter struct{ title, body []snippet.Term }

func newExcerpter(root query.Node) excerpter {
	return excerpter{termsOf(root, query.Title), termsOf(root, query.Body)}
}

// result is what a reader sees of a record.
func (e excerpter) result(r corpus.Record, score float64) Result {
	a := &r.Article
	title := Snippet{Text: a.Title, Marks: snippet.Marks(tokens(a.Title, a.Language, e.title), e.title)}
	return Result{
		Record: r, Score: score, Title: title,
		Snippets: snippet.Best(a.Body, tokens(a.Body, a.Language, e.body), e.body, passages, passageWidth),
	}
}

// tokens analyses a text in which there is something to find.
func tokens(text, language string, terms []snippet.Term) []snippet.Token {
	if len(terms) == 0 {
		return nil
	}
	analysed := analysis.Analyze(text, language)
	found := make([]snippet.Token, len(analysed))
	for i, t := range analysed {
		found[i] = snippet.Token{Key: t.Key, Surface: t.Surface, Start: t.Start, End: t.End}
	}
	return found
}

// termsOf returns what to mark of a query in a field of an article's text, each once:
// the words, phrases and patterns that are sought in that field, and those of person:, which
// are names in the text. What stands in a negation or in a filter is not marked; stop words
// are only where there is nothing else.
func termsOf(root query.Node, field query.TextField) []snippet.Term {
	var terms, stops []snippet.Term
	seen := map[string]bool{}
	query.Walk(root, func(n query.Node) bool {
		if _, negated := n.(query.Not); negated {
			return false
		}
		t := termOf(n)
		if t.id == "" || seen[t.id] || t.field != field && t.field != query.AnyText && t.field != query.Person {
			return true
		}
		seen[t.id] = true
		if t.stop {
			stops = append(stops, t.Term)
		} else {
			terms = append(terms, t.Term)
		}
		return true
	})
	if len(terms) == 0 {
		return stops
	}
	return terms
}

// term is a leaf of a query that may match in a text. Leaves with one id match alike;
// it is "" where the leaf matches nothing.
type term struct {
	snippet.Term
	field query.TextField
	id    string
	stop  bool
}

func termOf(n query.Node) term {
	switch n := n.(type) {
	case query.Word:
		return sequence(n.Field, n.Text, 0)
	case query.Phrase:
		return sequence(n.Field, n.Text, n.Slop)
	case query.Prefix:
		prefix := analysis.Fold(n.Text)
		return pattern(n.Field, prefix, 0, func(surface string) bool { return strings.HasPrefix(surface, prefix) })
	case query.Fuzzy:
		word := analysis.Fold(n.Text)
		return pattern(n.Field, word, n.Distance, func(surface string) bool { return analysis.Within(surface, word, n.Distance) })
	}
	return term{}
}

func sequence(field query.TextField, text string, slop int) term {
	words := analysis.QueryWords(text)
	if len(words) == 0 {
		return term{}
	}
	t := term{Term: snippet.Term{Slop: slop}, field: field, id: fmt.Sprint(words, slop), stop: len(words) == 1 && words[0].Stop}
	for _, w := range words {
		t.Words = append(t.Words, w.Keys)
	}
	return t
}

// pattern makes a term of a folded word; a prefix has no distance.
func pattern(field query.TextField, folded string, distance int, fits func(string) bool) term {
	if folded == "" {
		return term{}
	}
	return term{Term: snippet.Term{Fits: fits}, field: field, id: fmt.Sprintf("%s~%d", folded, distance)}
}
