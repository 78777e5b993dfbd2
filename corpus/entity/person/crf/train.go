package crf

import (
	"cmp"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"slices"
)

// Example is a sentence with a BIO tag per word, such as "B-PER". Kinds that are not trained count as O.
type Example struct {
	Words, Tags []string
}

// Document is sentences that are read together. Its errors count Weight times.
type Document struct {
	Sentences []Example
	Weight    float64
}

// Options of a training run.
type Options struct {
	Kinds   []string // of name, at most 3
	Epochs  int
	Runs    int // in different orders, whose weights are averaged
	Seed    uint64
	Keep    int     // at most this many features are kept, those with the largest weights
	Rate    float64 // of the first step of a weight
	Decay   float64 // pull of the weights towards 0
	Dropout float64 // share of the features that are hidden at each sight of a word
	Eager   float64 // added to the score of a name of the first kind, in logits, for more recall
	Log     *slog.Logger
}

// Train returns a model file trained on documents, with the features of this lexicon. The same input gives the same bytes.
func Train(docs []Document, lex *Lexicon, o Options) ([]byte, error) {
	if len(o.Kinds) == 0 || 1+2*len(o.Kinds) > maxTags {
		return nil, fmt.Errorf("training: %d kinds of name", len(o.Kinds))
	}
	if o.Dropout < 0 || o.Dropout >= 1 {
		return nil, fmt.Errorf("training: dropout of %v", o.Dropout)
	}
	t := &trainer{
		model: &Model{kinds: o.Kinds, tags: 1 + 2*len(o.Kinds)},
		known: make([]bool, 1<<featureBits),
		sum:   make([][maxTags]float32, 1<<featureBits),
	}
	for _, doc := range docs {
		t.addDocument(doc, lex)
	}
	random := rand.New(rand.NewPCG(o.Seed, o.Seed))
	for run := range max(1, o.Runs) {
		l := newLearner(t.model.tags, o, random)
		for epoch := range o.Epochs {
			random.Shuffle(len(t.lessons), func(i, j int) { t.lessons[i], t.lessons[j] = t.lessons[j], t.lessons[i] })
			wrong := 0.0
			for _, x := range t.lessons {
				wrong += l.learn(x)
			}
			o.Log.Info("trained", "run", run+1, "epoch", epoch+1, "sentences", len(t.lessons), "wrong", int(wrong))
		}
		t.add(l)
	}
	for from := range t.sumTr {
		t.sumTr[from][1] += o.Eager * float64(max(1, o.Runs))
	}
	return t.encode(o)
}

// lesson is a sentence ready for training: for each token the numbers of its features, none if it is not open.
type lesson struct {
	words    []*word
	features [][]uint32
	gold     []tag
	weight   float64
}

type trainer struct {
	model   *Model
	lessons []*lesson
	used    []uint32           // the numbers of all features of the lessons
	known   []bool             // by number: among used
	sum     [][maxTags]float32 // the weights of all runs
	sumTr   [maxTags + 1][maxTags]float64
}

// add adds the weights of a run to the sums.
func (t *trainer) add(l *learner) {
	for from := range t.sumTr {
		for to, w := range l.transitions[from] {
			t.sumTr[from][to] += w
		}
	}
	for _, f := range t.used {
		for k := range t.model.tags {
			t.sum[f][k] += l.weights[f][k]
		}
	}
}

func (t *trainer) addDocument(doc Document, lex *Lexicon) {
	cache := map[string]*word{}
	words := make([][]*word, len(doc.Sentences))
	for s, example := range doc.Sentences {
		for _, text := range example.Words {
			if cache[text] == nil {
				cache[text] = newWord(text, lex)
			}
			words[s] = append(words[s], cache[text])
		}
	}
	for s, c := range documentContexts(words) {
		l := &lesson{words: c.words, features: make([][]uint32, len(c.words)), gold: t.gold(c.words, doc.Sentences[s].Tags), weight: doc.Weight}
		var buf []uint64
		for i := range c.words {
			if !open(c.words, i) {
				continue
			}
			buf = buf[:0]
			for offset := -2; offset <= 2; offset++ {
				buf = appendWordFeatures(buf, at(c.words, i+offset), offset)
			}
			buf = appendContextFeatures(buf, &c, i)
			for _, f := range buf {
				n := number(f)
				l.features[i] = append(l.features[i], n)
				if !t.known[n] {
					t.known[n] = true
					t.used = append(t.used, n)
				}
			}
		}
		t.lessons = append(t.lessons, l)
	}
}

// gold turns tag names into tags; an I without its B begins a name, and a word that is not open is in none.
func (t *trainer) gold(words []*word, names []string) []tag {
	tags := make([]tag, len(names))
	previous := outside
	for i, name := range names {
		tags[i] = outside
		for k, kind := range t.model.kinds {
			if len(name) < 2 || name[2:] != kind || !open(words, i) {
				continue
			}
			begin := tag(1 + 2*k)
			tags[i] = begin
			if name[0] == 'I' && (previous == begin || previous == begin+1) {
				tags[i] = begin + 1
			}
		}
		previous = tags[i]
	}
	return tags
}

func (t *trainer) encode(o Options) ([]byte, error) {
	type kept struct {
		number  uint32
		weights [maxTags]float64
		size    float64
	}
	var all []kept
	for _, f := range t.used {
		k := kept{number: f}
		for i := range t.model.tags {
			k.weights[i] = float64(t.sum[f][i])
			k.size = max(k.size, k.weights[i], -k.weights[i])
		}
		if k.size > 0 {
			all = append(all, k)
		}
	}
	slices.SortFunc(all, func(a, b kept) int {
		if a.size != b.size {
			return cmp.Compare(b.size, a.size)
		}
		return cmp.Compare(a.number, b.number)
	})
	o.Log.Info("features", "learned", len(all), "kept", min(len(all), o.Keep))
	all = all[:min(len(all), o.Keep)]
	slices.SortFunc(all, func(a, b kept) int { return cmp.Compare(a.number, b.number) })
	numbers, weights := make([]uint32, len(all)), make([][maxTags]float64, len(all))
	for i, k := range all {
		numbers[i], weights[i] = k.number, k.weights
	}
	return encode(o.Kinds, t.sumTr, numbers, weights)
}
