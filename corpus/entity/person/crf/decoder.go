package crf

import "math"

// Span is a name: tokens [From, To) of a sentence. Margin is how much its tokens prefer
// its kind over being outside, per token, in units of the model's weights.
type Span struct {
	Kind     string
	From, To int
	Margin   int
}

// Decoder tags documents. It keeps what it learned about words, so that the next text is faster; what
// it returns does not depend on that. One goroutine at a time may use it.
type Decoder struct {
	model    *Model
	lexicon  *Lexicon
	words    map[string]*word
	features []uint64
}

// NewDecoder returns a decoder for the model and the lexicon it was trained with.
func NewDecoder(m *Model, l *Lexicon) *Decoder {
	return &Decoder{model: m, lexicon: l, words: map[string]*word{}}
}

// maxWords bounds the words a decoder keeps.
const maxWords = 1 << 15

// agreement is the share of a word's score that comes from its other places in the document.
const agreement = 0.5

// Tag returns the names in each sentence of a document.
func (d *Decoder) Tag(doc []Sentence) [][]Span {
	if len(d.words) > maxWords {
		d.words = map[string]*word{}
	}
	words := make([][]*word, len(doc))
	for s, sentence := range doc {
		words[s] = make([]*word, len(sentence))
		for i, t := range sentence {
			words[s][i] = d.word(t.Text)
		}
	}
	contexts := documentContexts(words)
	emissions := make([][]scores, len(doc))
	for s := range contexts {
		emissions[s] = d.emissions(&contexts[s])
	}
	d.model.agree(contexts, emissions)
	out := make([][]Span, len(doc))
	for s := range contexts {
		out[s] = d.model.spans(&contexts[s], emissions[s])
	}
	return out
}

func (d *Decoder) word(text string) *word {
	w := d.words[text]
	if w == nil {
		w = newWord(text, d.lexicon)
		d.words[text] = w
	}
	return w
}

func (d *Decoder) emissions(c *context) []scores {
	out := make([]scores, len(c.words))
	for i := range c.words {
		if !open(c.words, i) {
			continue
		}
		for offset := -2; offset <= 2; offset++ {
			d.addWord(&out[i], at(c.words, i+offset), offset)
		}
		d.features = appendContextFeatures(d.features[:0], c, i)
		d.model.add(&out[i], d.features)
	}
	return out
}

func (d *Decoder) addWord(sum *scores, w *word, offset int) {
	if w == edge {
		d.features = appendWordFeatures(d.features[:0], w, offset)
		d.model.add(sum, d.features)
		return
	}
	if !w.have[offset+2] {
		d.features = appendWordFeatures(d.features[:0], w, offset)
		d.model.add(&w.scores[offset+2], d.features)
		w.have[offset+2] = true
	}
	for t, v := range w.scores[offset+2] {
		sum[t] += v
	}
}

// agree mixes how much a word belongs to each kind of name with the mean of the same word at its
// other places in the document. What tells the beginning of a name from its inside stays.
func (m *Model) agree(contexts []context, emissions [][]scores) {
	type total struct {
		sum [maxTags / 2]int32
		n   int32
	}
	totals := map[uint64]*total{}
	eachCapital(contexts, func(s, i int, w *word) {
		t := totals[w.lower]
		if t == nil {
			t = &total{}
			totals[w.lower] = t
		}
		t.n++
		for k := range m.kinds {
			t.sum[k] += lead(&emissions[s][i], k)
		}
	})
	eachCapital(contexts, func(s, i int, w *word) {
		t := totals[w.lower]
		if t.n < 2 {
			return
		}
		e := &emissions[s][i]
		for k := range m.kinds {
			own := lead(e, k)
			others := (t.sum[k] - own) / (t.n - 1)
			shift := int32(float64(others-own) * agreement)
			e[1+2*k] += shift
			e[2+2*k] += shift
		}
	})
}

// lead is how far kind k is ahead of being outside.
func lead(e *scores, k int) int32 { return max(e[1+2*k], e[2+2*k]) - e[outside] }

func eachCapital(contexts []context, do func(s, i int, w *word)) {
	for s := range contexts {
		c := &contexts[s]
		for i, w := range c.words {
			if w.capital {
				do(s, i, w)
			}
		}
	}
}

// spans decodes one sentence: runs of open tokens by Viterbi, all else is outside.
func (m *Model) spans(c *context, emissions []scores) []Span {
	tags := m.viterbi(c.words, emissions)
	var out []Span
	for i := 0; i < len(tags); i++ {
		if tags[i] == outside {
			continue
		}
		kind := (tags[i] - 1) / 2
		j := i + 1
		for j < len(tags) && tags[j] == kind*2+2 {
			j++
		}
		margin := int32(0)
		for k := i; k < j; k++ {
			margin += emissions[k][tags[k]] - emissions[k][outside]
		}
		out = append(out, Span{m.kinds[kind], i, j, int(margin) / (j - i)})
		i = j - 1
	}
	return out
}

// allowed reports whether a tag may follow another: I only after B or I of its kind.
func allowed(from, to tag) bool {
	return to == outside || to%2 == 1 || from == to || from == to-1
}

const never = math.MinInt32 / 2

func (m *Model) viterbi(words []*word, emissions []scores) []tag {
	n := len(words)
	tags := make([]tag, n)
	back := make([][maxTags]tag, n)
	var best scores
	for i := range n {
		var next scores
		for to := range m.tags {
			next[to], back[i][to] = m.step(&best, i, tag(to))
			next[to] += emissions[i][to]
			if to != int(outside) && !open(words, i) {
				next[to] = never
			}
		}
		best = next
	}
	last := outside
	for t := range m.tags {
		if best[t] > best[last] {
			last = tag(t)
		}
	}
	for i := n - 1; i >= 0; i-- {
		tags[i] = last
		last = back[i][last]
	}
	return tags
}

func (m *Model) step(best *scores, i int, to tag) (int32, tag) {
	if i == 0 {
		if !allowed(outside, to) {
			return never, outside
		}
		return m.transitions[m.tags][to], outside
	}
	top, from := int32(never), outside
	for f := range m.tags {
		if !allowed(tag(f), to) {
			continue
		}
		if v := best[f] + m.transitions[f][to]; v > top {
			top, from = v, tag(f)
		}
	}
	return max(top, never), from
}
