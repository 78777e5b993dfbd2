package bleveindex

import (
	"errors"
	"slices"

	"dateline/corpus"
	"dateline/index"
	"dateline/index/analysis"
	"dateline/index/query"

	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/searcher"
	bleve "github.com/blevesearch/bleve_index_api"
)

// maxExpansion is how many words the prefixes and fuzzy words of one search may stand for.
const maxExpansion = 10_000

// phrase looks for words at places that follow one another in one of the fields. The steps from each word
// to the next, measured from right beside it, may add up to slop.
func (c *compiler) phrase(f query.TextField, words []analysis.QueryWord, slop int) (postings, error) {
	if len(words) == 0 {
		return nothing{}, nil
	}
	var fields []postings
	for _, field := range index.FieldsOf(f) {
		p, err := c.phraseIn(field, words, slop)
		if err != nil {
			return nil, err
		}
		fields = append(fields, p)
	}
	return c.union(fields, 1), nil
}

func (c *compiler) phraseIn(f query.TextField, words []analysis.QueryWord, slop int) (postings, error) {
	parts := make([]postings, 0, len(words))
	for _, w := range words {
		p, err := c.word(f, w)
		if err != nil || p == (nothing{}) {
			return p, err
		}
		parts = append(parts, p)
	}
	if len(words) == 1 {
		return parts[0], nil
	}
	places := make([]places, len(words))
	for i, w := range words {
		for _, key := range w.Keys {
			t, err := c.open(string(f), key, false, true)
			if err != nil {
				return nil, err
			}
			places[i].terms = append(places[i].terms, t)
		}
	}
	return c.all(parts, []check{func(doc uint64) (bool, error) { return c.follow(doc, places, slop) }}, nil)
}

// word looks for a word under any of its keys.
func (c *compiler) word(f query.TextField, w analysis.QueryWord) (postings, error) {
	boost := 1.0
	if f == query.Title {
		boost = titleBoost
	}
	keys := make([]postings, 0, len(w.Keys))
	for _, key := range w.Keys {
		p, err := c.term(string(f), key, boost)
		if err != nil {
			return nil, err
		}
		keys = append(keys, p)
	}
	return c.union(keys, 1), nil
}

// places are where a word stands in a document.
type places struct {
	terms []*term
	at    []int
}

func (p *places) load(doc uint64) error {
	p.at = p.at[:0]
	for _, t := range p.terms {
		at, err := t.seek(doc)
		if err != nil {
			return err
		}
		if at == doc {
			p.at = placesOf(p.at, t.doc.Vectors)
		}
	}
	slices.Sort(p.at)
	return nil
}

// way is a place that the words so far can lead to, and the least that their steps add up to.
type way struct{ at, steps int }

// follow tells whether the words stand in order, none where the one before it does.
func (c *compiler) follow(doc uint64, words []places, slop int) (bool, error) {
	var ways []way
	for i := range words {
		if err := words[i].load(doc); err != nil {
			return false, err
		}
		if i == 0 {
			for _, at := range words[i].at {
				ways = append(ways, way{at: at})
			}
			continue
		}
		if err := c.clock.tick(len(ways) + len(words[i].at)); err != nil {
			return false, err
		}
		if ways = onward(ways, words[i].at, slop); len(ways) == 0 {
			return false, nil
		}
	}
	return len(ways) > 0, nil
}

// onward returns the ways to the places of the next word. Both lists are in order of place.
func onward(ways []way, next []int, slop int) []way {
	var on []way
	first := 0
	for _, at := range next {
		for first < len(ways) && ways[first].at < at-1-slop {
			first++
		}
		best := slop + 1
		for _, w := range ways[first:] {
			if w.at > at-1+slop {
				break
			}
			if w.at != at {
				best = min(best, w.steps+max(at-w.at-1, w.at+1-at))
			}
		}
		if best <= slop {
			on = append(on, way{at, best})
		}
	}
	return on
}

// expansion looks for the surfaces that a word stands for. A text of several words
// ("wi-f*") must have those before the last as they are. The word itself scores as a word.
func (c *compiler) expansion(f query.TextField, text string, expand func(field, word string) ([]string, error)) (postings, error) {
	words := analysis.QueryWords(text)
	if len(words) == 0 {
		return nothing{}, nil
	}
	var fields []postings
	for _, field := range index.FieldsOf(f) {
		p, err := c.expansionIn(field, words, expand)
		if err != nil {
			return nil, err
		}
		fields = append(fields, p)
	}
	return c.union(fields, 1), nil
}

func (c *compiler) expansionIn(f query.TextField, words []analysis.QueryWord, expand func(field, word string) ([]string, error)) (postings, error) {
	last := words[len(words)-1]
	surfaces, err := expand(surfaceField(f), last.Surface)
	if err != nil {
		return nil, err
	}
	found, err := c.anyTerm(surfaceField(f), surfaces)
	if err != nil {
		return nil, err
	}
	parts := []postings{found}
	for _, w := range words[:len(words)-1] {
		p, err := c.word(f, w)
		if err != nil {
			return nil, err
		}
		parts = append(parts, p)
	}
	if !c.scored {
		return c.all(parts, nil, nil)
	}
	exact, err := c.word(f, last)
	if err != nil {
		return nil, err
	}
	return c.all(parts, nil, []postings{exact})
}

// beginning lists the surfaces that begin with word.
func (c *compiler) beginning(field, word string) ([]string, error) {
	dict, err := c.reader.FieldDictPrefix(field, []byte(word))
	if err != nil {
		return nil, err
	}
	return c.collect(dict, nil)
}

// near lists the surfaces within some edits of word.
func (c *compiler) near(field, word string, distance int) ([]string, error) {
	if distance <= 0 {
		return []string{word}, nil
	}
	fuzzy, ok := c.reader.(bleve.IndexReaderFuzzy)
	if !ok || distance > 2 {
		return nil, corpus.Errorf(corpus.Invalid, "a word may be at most 2 edits away")
	}
	dict, err := fuzzy.FieldDictFuzzy(field, word, distance, "")
	if err != nil {
		return nil, err
	}
	return c.collect(dict, func(surface string) bool { return analysis.Within(surface, word, distance) })
}

// collect reads a dictionary to its end.
func (c *compiler) collect(dict bleve.FieldDict, keep func(string) bool) (list []string, err error) {
	defer func() { err = errors.Join(err, dict.Close()) }()
	for {
		if err := c.clock.tick(16); err != nil {
			return nil, err
		}
		entry, err := dict.Next()
		if err != nil || entry == nil {
			return list, err
		}
		if keep != nil && !keep(entry.Term) {
			continue
		}
		if c.terms++; c.terms > maxExpansion {
			return nil, corpus.Errorf(corpus.Invalid, "the prefixes and fuzzy words of this query stand for more than %d words: give more letters", maxExpansion)
		}
		list = append(list, entry.Term)
	}
}

// anyTerm walks the documents that have one of the terms. Many terms become one bitmap.
func (c *compiler) anyTerm(field string, terms []string) (postings, error) {
	if len(terms) == 0 {
		return nothing{}, nil
	}
	if len(terms) == 1 {
		return c.term(field, terms[0], 0)
	}
	s, err := searcher.NewMultiTermSearcher(c.clock.ctx, c.reader, terms, field, 1, search.SearcherOptions{Score: "none"}, false)
	if err != nil {
		return nil, err
	}
	c.opened = append(c.opened, s)
	return &anyOf{searcher: s, context: search.SearchContext{DocumentMatchPool: search.NewDocumentMatchPool(len(terms)+s.DocumentMatchPoolSize(), 0), IndexReader: c.reader}}, nil
}

// anyOf walks a searcher of Bleve's.
type anyOf struct {
	searcher search.Searcher
	context  search.SearchContext
	id       bleve.IndexInternalID
	at       uint64
	begun    bool
}

func (p *anyOf) seek(target uint64) (uint64, error) {
	if p.begun && p.at >= target {
		return p.at, nil
	}
	var match *search.DocumentMatch
	var err error
	if p.begun && target == p.at+1 || target == 0 {
		match, err = p.searcher.Next(&p.context)
	} else {
		p.id = bleve.NewIndexInternalID(p.id, target)
		match, err = p.searcher.Advance(&p.context, p.id)
	}
	if err != nil {
		return none, err
	}
	p.begun, p.at = true, none
	if match != nil {
		p.at = match.IndexInternalID.Value()
		p.context.DocumentMatchPool.Put(match)
	}
	return p.at, nil
}

func (p *anyOf) score() float64 { return 1 }
func (p *anyOf) count() uint64  { return p.searcher.Count() }
