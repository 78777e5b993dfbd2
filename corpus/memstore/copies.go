package memstore

import (
	"cmp"
	"context"
	"slices"

	"dateline/corpus"
	"dateline/corpus/copies"
)

// Which articles are copies is worked out from all articles after every change.

// text is what articles of the same words carry.
type text struct {
	*copies.Text
	print    *copies.Print
	articles []*entry // in order of publication
}

// group is the articles that a text stands for.
type group struct {
	leader   *text
	articles int
}

// group returns the group of every article that carries a text.
func (s *Store) group() map[corpus.ID]*group {
	texts := s.texts()
	graph := make(map[int64]*copies.Text, len(texts))
	for hash, t := range texts {
		graph[hash] = t.Text
	}
	leads := copies.Lead(graph)
	byLeader := map[int64]*group{}
	byID := map[corpus.ID]*group{}
	for hash, t := range texts {
		leader := leads[hash]
		if byLeader[leader] == nil {
			byLeader[leader] = &group{leader: texts[leader]}
		}
		byLeader[leader].articles += len(t.articles)
		for _, e := range t.articles {
			byID[e.id] = byLeader[leader]
		}
	}
	return byID
}

// texts returns all texts that articles carry, with those that are near each.
func (s *Store) texts() map[int64]*text {
	texts := map[int64]*text{}
	for _, e := range s.all(everything) {
		hash := e.print.Hash
		if hash == 0 {
			continue
		}
		if texts[hash] == nil {
			texts[hash] = &text{print: e.print}
		}
		texts[hash].articles = append(texts[hash].articles, e)
	}
	bands := map[int64][]int64{}
	for hash, t := range texts {
		slices.SortFunc(t.articles, func(a, b *entry) int {
			return cmp.Or(cmp.Compare(a.published, b.published), cmp.Compare(a.id, b.id))
		})
		t.Text = &copies.Text{Published: t.articles[0].published, First: t.articles[0].id}
		for _, band := range t.print.Bands {
			bands[band] = append(bands[band], hash)
		}
	}
	for hash, t := range texts {
		t.Near = near(hash, texts, bands)
	}
	return texts
}

func near(hash int64, texts map[int64]*text, bands map[int64][]int64) []copies.Near {
	var all []copies.Near
	seen := map[int64]bool{hash: true}
	for _, band := range texts[hash].print.Bands {
		if len(bands[band]) > copies.MostInBand {
			continue
		}
		for _, other := range bands[band] {
			if seen[other] {
				continue
			}
			seen[other] = true
			if is := copies.Compare(texts[hash].print, texts[other].print); is.Days > 0 {
				all = append(all, copies.Near{Text: other, Days: is.Days})
			}
		}
	}
	return all
}

// copiesOf returns what the record of an article says of its copies.
func (s *Store) copiesOf(e *entry) corpus.Copies {
	if g := s.groups[e.id]; g != nil {
		return corpus.Copies{Of: g.leader.First, Count: g.articles}
	}
	return corpus.Copies{Of: e.id, Count: 1}
}

// RebuildCopies changes nothing: copies are worked out at every change.
func (s *Store) RebuildCopies(ctx context.Context) (int, error) { return 0, ctx.Err() }

// Copies returns the articles that carry the text of an article.
func (s *Store) Copies(ctx context.Context, id corpus.ID) ([]corpus.Copy, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.live(id) == nil {
		return nil, corpus.Errorf(corpus.NotFound, "there is no article %s", id)
	}
	mine := s.groups[id]
	if mine == nil {
		return []corpus.Copy{{ID: id, Similarity: 1}}, ctx.Err()
	}
	var all []corpus.Copy
	for _, e := range s.all(func(e *entry) bool { return s.groups[e.id] == mine }) {
		is := copies.Compare(mine.leader.print, e.print)
		c := corpus.Copy{ID: e.id, Similarity: float64(is.Thousandths) / copies.Same}
		if e.id == mine.leader.First {
			all = slices.Insert(all, 0, c)
		} else {
			all = append(all, c)
		}
	}
	return all, ctx.Err()
}

// Addresses returns every address at which an article was seen.
func (s *Store) Addresses(ctx context.Context, id corpus.ID) ([]string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	e := s.live(id)
	if e == nil {
		return nil, corpus.Errorf(corpus.NotFound, "there is no article %s", id)
	}
	current, err := e.read(e.revisions[len(e.revisions)-1])
	if err != nil {
		return nil, err
	}
	var all []string
	for key, known := range s.keys {
		if url, is := key.Address(); is && known == id && valid(url) != current.URL {
			all = append(all, valid(url))
		}
	}
	slices.Sort(all)
	if current.URL != "" {
		all = slices.Insert(all, 0, current.URL)
	}
	return all, ctx.Err()
}
