package perceptron

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

// Options of a training run.
type Options struct {
	Kinds  []string // of name, at most 3
	Epochs int
	Runs   int // in different orders, whose weights are averaged
	Seed   uint64
	Keep   int // at most this many features are kept, those with the largest weights
	Log    *slog.Logger
}

// Train returns a model file trained on documents of examples, with these features' lexicon. The
// same input gives the same bytes.
func Train(docs [][]Example, lex *Lexicon, o Options) ([]byte, error) {
	if len(o.Kinds) == 0 || 1+2*len(o.Kinds) > maxTags {
		return nil, fmt.Errorf("training: %d kinds of name", len(o.Kinds))
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
		t.weights, t.owed = make([][maxTags]int32, 1<<featureBits), make([][maxTags]int64, 1<<featureBits)
		t.model.transitions, t.owedTr, t.now = [maxTags + 1][maxTags]int32{}, [maxTags + 1][maxTags]int64{}, 0
		for epoch := range o.Epochs {
			wrong := t.epoch(random)
			o.Log.Info("trained", "run", run+1, "epoch", epoch+1, "sentences", len(t.lessons), "wrong", wrong)
		}
		t.average()
	}
	return t.encode(o)
}

// lesson is a sentence ready for training: for each token the numbers of its features, none if it is not open.
type lesson struct {
	words    []*word
	features [][]uint32
	gold     []tag
}

type trainer struct {
	model   *Model
	lessons []*lesson
	weights [][maxTags]int32
	owed    [][maxTags]int64 // the sum of each change times the step it was made at
	owedTr  [maxTags + 1][maxTags]int64
	now     int64

	used  []uint32           // the numbers of all features of the lessons
	known []bool             // by number: among used
	sum   [][maxTags]float32 // the averaged weights of all runs
	sumTr [maxTags + 1][maxTags]float64
}

func (t *trainer) addDocument(doc []Example, lex *Lexicon) {
	cache := map[string]*word{}
	words := make([][]*word, len(doc))
	for s, example := range doc {
		for _, text := range example.Words {
			if cache[text] == nil {
				cache[text] = newWord(text, lex)
			}
			words[s] = append(words[s], cache[text])
		}
	}
	for s, c := range documentContexts(words) {
		l := &lesson{words: c.words, features: make([][]uint32, len(c.words)), gold: t.gold(c.words, doc[s].Tags)}
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

func (t *trainer) epoch(random *rand.Rand) (wrong int) {
	random.Shuffle(len(t.lessons), func(i, j int) { t.lessons[i], t.lessons[j] = t.lessons[j], t.lessons[i] })
	for _, l := range t.lessons {
		t.now++
		emissions := make([]scores, len(l.words))
		for i, features := range l.features {
			for _, f := range features {
				for k := range t.model.tags {
					emissions[i][k] += t.weights[f][k]
				}
			}
		}
		guess := t.model.viterbi(l.words, emissions)
		if slices.Equal(guess, l.gold) {
			continue
		}
		wrong++
		t.learn(l, guess)
	}
	return wrong
}

func (t *trainer) learn(l *lesson, guess []tag) {
	for i, features := range l.features {
		if g, w := l.gold[i], guess[i]; g != w {
			for _, f := range features {
				t.weights[f][g]++
				t.weights[f][w]--
				t.owed[f][g] += t.now
				t.owed[f][w] -= t.now
			}
		}
		t.learnTransition(l.gold, i, 1)
		t.learnTransition(guess, i, -1)
	}
}

func (t *trainer) learnTransition(tags []tag, i int, by int32) {
	from := t.model.tags
	if i > 0 {
		from = int(tags[i-1])
	}
	t.model.transitions[from][tags[i]] += by
	t.owedTr[from][tags[i]] += int64(by) * t.now
}

// average adds the mean of the weights over all steps of a run to the sums.
func (t *trainer) average() {
	steps := float64(t.now + 1)
	for from := range t.sumTr {
		for to := range t.sumTr[from] {
			t.sumTr[from][to] += float64(t.model.transitions[from][to]) - float64(t.owedTr[from][to])/steps
		}
	}
	for _, f := range t.used {
		for i := range t.model.tags {
			t.sum[f][i] += float32(float64(t.weights[f][i]) - float64(t.owed[f][i])/steps)
		}
	}
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
