package bleveindex

import (
	"cmp"
	"container/heap"
	"slices"
	"strconv"
	"strings"

	"dateline/corpus"
	"dateline/index"

	bleve "github.com/blevesearch/bleve_index_api"
)

// collector makes hits and counts of the documents that a walk finds, in one pass.
//
// A document that fails no selection is a hit and counts for every facet; one that fails a single
// selection counts for that selection's facet alone; any other counts for nothing.
type collector struct {
	snapshot   *Snapshot
	search     *index.Search
	compiler   *compiler
	facets     column
	countries  *countryColumn
	values     []tagValue // facet values of the document looked at
	selections []selection
	counts     [256]*counter // by tag
	all        []*counter
	total      int
	top        top
	after      *hit
	text       []byte         // shared text of the document looked at, empty if it has none or copies are not one
	texts      map[string]hit // first hit of each shared text, for a search that takes each once
}

type tagValue struct {
	tag   byte
	value []byte
}

// selection is an index.Selection by tag.
type selection struct {
	tag              byte
	include, exclude map[string]bool
	passed, refused  bool // of the document looked at
}

func (s *selection) passes() bool { return !s.refused && (s.passed || len(s.include) == 0) }

// counter counts the values of one facet. It remembers the last value, as neighbours often share their language, currency,
// outlet or month.
type counter struct {
	facet  index.Facet
	tag    byte
	counts map[string]*index.Count
	last   *index.Count
	shared map[sharedValue]bool // counted for a shared text
}

// sharedValue is a facet value that a shared text has.
type sharedValue struct{ value, text string }

// add counts a value of a document, once for all documents of a shared text.
func (c *counter) add(value, text []byte) {
	if len(text) > 0 {
		shared := sharedValue{string(value), string(text)}
		if c.shared[shared] {
			return
		}
		c.shared[shared] = true
	}
	if c.last == nil || string(value) != c.last.Value {
		c.last = c.counts[string(value)]
	}
	if c.last == nil {
		c.last = &index.Count{Value: string(value)}
		c.counts[c.last.Value] = c.last
	}
	c.last.Count++
}

func newCollector(s *Snapshot, c *compiler, search *index.Search) *collector {
	col := &collector{snapshot: s, search: search, compiler: c, texts: map[string]hit{}}
	for f := range search.Facets {
		n := &counter{facet: f, tag: facetTags[f], counts: map[string]*index.Count{}, shared: map[sharedValue]bool{}}
		col.counts[n.tag] = n
		col.all = append(col.all, n)
	}
	for i := range search.Selections {
		sel := &search.Selections[i]
		col.selections = append(col.selections, selection{tag: facetTags[sel.Facet], include: set(sel.Include), exclude: set(sel.Exclude)})
	}
	c.figures.wantOrder(search)
	col.top = top{sort: search.Sort, size: search.Offset + search.Size, id: col.id}
	if search.Size == 0 {
		col.top.size = 0
	}
	if search.After != nil {
		col.after = &hit{key: search.After.Key, id: search.After.ID}
		if search.Sort == index.ByRelevance {
			col.after.score, _ = strconv.ParseFloat(search.After.Key, 64)
		}
	}
	return col
}

func set(values []string) map[string]bool {
	m := map[string]bool{}
	for _, v := range values {
		m[v] = true
	}
	return m
}

func (c *collector) run(walk postings) (index.Found, error) {
	var err error
	if c.countries, err = newCountryColumn(c.snapshot.reader, c.search); err != nil {
		return index.Found{}, err
	}
	needFacets := len(c.all) > 0 || len(c.selections) > 0 || c.search.Once
	if needFacets {
		if c.facets, err = newColumn(c.snapshot.reader, fieldFacet); err != nil {
			return index.Found{}, err
		}
	}
	for target := uint64(0); ; {
		if err := c.compiler.clock.tick(8); err != nil {
			return index.Found{}, err
		}
		doc, err := walk.seek(target)
		if err != nil {
			return index.Found{}, err
		}
		if doc == none {
			return c.found()
		}
		target = doc + 1
		selected := true
		if needFacets {
			if selected, err = c.count(doc); err != nil {
				return index.Found{}, err
			}
		}
		if selected {
			if err := c.hit(doc, walk); err != nil {
				return index.Found{}, err
			}
		}
	}
}

// count counts a document's facet values and tells whether every selection passes it.
func (c *collector) count(doc uint64) (bool, error) {
	c.values, c.text = c.values[:0], c.text[:0]
	for i := range c.selections {
		c.selections[i].passed, c.selections[i].refused = false, false
	}
	if err := c.facets.visit(doc, c.value); err != nil {
		return false, err
	}
	failed, only := 0, byte(0)
	for i := range c.selections {
		if s := &c.selections[i]; !s.passes() {
			failed++
			only = s.tag
		}
	}
	if failed > 1 {
		return false, nil
	}
	for _, v := range c.values {
		if failed == 0 || v.tag == only {
			c.counts[v.tag].add(v.value, c.text)
		}
	}
	return failed == 0, nil
}

// value takes one facet value of the document looked at.
func (c *collector) value(_ string, term []byte) {
	tag, value := term[0], term[1:]
	if tag == tagText && c.search.Once {
		c.text = append(c.text, value...)
	}
	if c.counts[tag] != nil {
		c.values = append(c.values, tagValue{tag, value})
	}
	for i := range c.selections {
		if s := &c.selections[i]; s.tag == tag {
			s.passed = s.passed || s.include[string(value)]
			s.refused = s.refused || s.exclude[string(value)]
		}
	}
}

// hit counts a document that is selected, and keeps it if it is among the first. Those of shared texts are kept
// at the end, when the first of each is known.
func (c *collector) hit(doc uint64, walk postings) error {
	first, seen := c.texts[string(c.text)]
	if !seen {
		c.total++
	}
	if c.top.size == 0 {
		if len(c.text) > 0 {
			c.texts[string(c.text)] = hit{}
		}
		return nil
	}
	h, err := c.place(doc, walk)
	if err != nil {
		return err
	}
	if len(c.text) > 0 {
		if !seen || c.top.compare(&h, &first) < 0 {
			c.texts[string(c.text)] = h
		}
		return c.top.err
	}
	return c.keep(h)
}

// keep keeps a hit if it is among the first.
func (c *collector) keep(h hit) error {
	if c.after != nil && c.top.compare(&h, c.after) <= 0 {
		return c.top.err
	}
	c.top.add(h)
	return c.top.err
}

// place returns a document with its place in the order.
func (c *collector) place(doc uint64, walk postings) (hit, error) {
	h := hit{doc: doc}
	about, err := c.countries.about(doc)
	if err != nil {
		return h, err
	}
	if c.search.Sort == index.ByRelevance {
		h.score = index.Nearer(walk.score(), about)
		return h, nil
	}
	figures, err := c.compiler.figures.load(doc)
	if err != nil {
		return h, err
	}
	switch c.search.Sort {
	case index.ByAmount:
		h.key = figures.amount
	case index.ByCountry:
		h.key = index.CountryKey(about, figures.date)
	default:
		h.key = figures.date
	}
	return h, nil
}

func (c *collector) id(doc uint64) (corpus.ID, error) {
	id, err := c.snapshot.reader.ExternalID(bleve.NewIndexInternalID(nil, doc))
	return corpus.ID(id), err
}

func (c *collector) found() (index.Found, error) {
	found := index.Found{Total: c.total, Facets: map[index.Facet][]index.Count{}}
	for _, n := range c.all {
		counts := make([]index.Count, 0, len(n.counts))
		for _, t := range n.counts {
			counts = append(counts, *t)
		}
		found.Facets[n.facet] = c.search.TopCounts(n.facet, counts)
	}
	if c.top.size > 0 {
		for _, h := range c.texts {
			if err := c.keep(h); err != nil {
				return index.Found{}, err
			}
		}
	}
	for _, h := range c.top.sorted(c.search.Offset) {
		key := h.key
		if c.search.Sort == index.ByRelevance {
			key = index.ScoreKey(h.score)
		}
		found.Hits = append(found.Hits, index.Hit{ID: h.id, Score: h.score, Key: key})
	}
	return found, c.top.err
}

// hit is a document in an order. Its id is looked up when an equal place asks for it.
type hit struct {
	score float64
	key   string
	doc   uint64
	id    corpus.ID
}

// top keeps the first hits of an order in a heap, the last of them at the root.
type top struct {
	sort index.Sort
	size int
	hits []hit
	id   func(doc uint64) (corpus.ID, error)
	err  error // of id
}

func (t *top) add(h hit) {
	if len(t.hits) < t.size {
		heap.Push(t, h)
		return
	}
	if t.compare(&h, &t.hits[0]) < 0 {
		t.hits[0] = h
		heap.Fix(t, 0)
	}
}

func (t *top) compare(a, b *hit) int {
	if t.sort == index.ByRelevance {
		if order := cmp.Compare(b.score, a.score); order != 0 {
			return order
		}
	} else if a.key != b.key {
		switch {
		case a.key == "":
			return 1
		case b.key == "":
			return -1
		case t.sort == index.ByOldest:
			return strings.Compare(a.key, b.key)
		}
		return strings.Compare(b.key, a.key)
	}
	return cmp.Compare(t.idOf(a), t.idOf(b))
}

func (t *top) idOf(h *hit) corpus.ID {
	if h.id == "" && t.err == nil {
		h.id, t.err = t.id(h.doc)
	}
	return h.id
}

// sorted returns the hits in order, without the first offset ones.
func (t *top) sorted(offset int) []hit {
	for i := range t.hits {
		t.idOf(&t.hits[i])
	}
	slices.SortFunc(t.hits, func(a, b hit) int { return t.compare(&a, &b) })
	return t.hits[min(offset, len(t.hits)):]
}

// Len, Less, Swap, Push and Pop make a heap of it.
func (t *top) Len() int           { return len(t.hits) }
func (t *top) Less(i, j int) bool { return t.compare(&t.hits[i], &t.hits[j]) > 0 }
func (t *top) Swap(i, j int)      { t.hits[i], t.hits[j] = t.hits[j], t.hits[i] }

// Push implements heap.Interface.
func (t *top) Push(h any) { t.hits = append(t.hits, h.(hit)) }

// Pop implements heap.Interface.
func (t *top) Pop() any {
	last := t.hits[len(t.hits)-1]
	t.hits = t.hits[:len(t.hits)-1]
	return last
}
