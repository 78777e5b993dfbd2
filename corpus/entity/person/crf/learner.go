package crf

import (
	"math"
	"math/rand/v2"
)

// learner holds the weights of one run while they are learned.
//
// The model is a linear-chain conditional random field: the probability of a sequence of tags is the exponential of its summed
// weights, over the sum of that of all sequences. Each sentence is a step of gradient descent on the negative log of
// the probability of its true tags, with a rate of its own per weight that falls with the squared gradients it has seen (AdaGrad). At each
// sight of a word some of its features are hidden, so that the others learn to do without them.
//
// Float products are converted where they are added, and exp is our own, so that every processor gives the same bits.
type learner struct {
	tags                int
	rate, decay         float32
	hide                uint32 // a feature is hidden where a random number is below it
	scale               float32
	random              *rand.Rand
	weights, squares    [][maxTags]float32
	transitions, square [maxTags + 1][maxTags]float64
	chain               chain
	seen                [][]uint32 // by token: the features that are not hidden
	buffer              []uint32
}

func newLearner(tags int, o Options, random *rand.Rand) *learner {
	return &learner{
		tags: tags, rate: float32(o.Rate), decay: float32(o.Decay), random: random,
		hide: uint32(o.Dropout * (1 << 32)), scale: float32(1 / (1 - o.Dropout)),
		weights: make([][maxTags]float32, 1<<featureBits), squares: make([][maxTags]float32, 1<<featureBits),
	}
}

// learn takes the step of one sentence and returns how many tags it expects to be wrong.
func (l *learner) learn(x *lesson) (wrong float64) {
	if !l.score(x) {
		return 0
	}
	c := &l.chain
	c.setTransitions(l.tags, &l.transitions)
	c.run()
	for i := range x.words {
		if len(x.features[i]) > 0 || i > 0 && len(x.features[i-1]) > 0 {
			l.learnTransition(x, i)
		}
	}
	for i := range x.words {
		if len(x.features[i]) == 0 {
			continue
		}
		p := c.marginal(i)
		wrong += 1 - p[x.gold[i]]
		p[x.gold[i]]--
		l.learnFeatures(l.seen[i], &p, x.weight)
	}
	return wrong
}

// score hides features and puts the potentials of the tags of each token into the chain. It reports
// whether any token is open.
func (l *learner) score(x *lesson) (open bool) {
	l.chain.reset(len(x.words))
	l.buffer, l.seen = l.buffer[:0], l.seen[:0]
	for i, features := range x.features {
		if len(features) == 0 {
			l.chain.emit[i][outside] = 1
			l.seen = append(l.seen, nil)
			continue
		}
		open = true
		from := len(l.buffer)
		var sum [maxTags]float32
		for _, f := range features {
			if l.hide > 0 && l.random.Uint32() < l.hide {
				continue
			}
			l.buffer = append(l.buffer, f)
			for k := range l.tags {
				sum[k] += l.weights[f][k]
			}
		}
		l.seen = append(l.seen, l.buffer[from:len(l.buffer):len(l.buffer)])
		top := sum[0]
		for _, v := range sum[:l.tags] {
			top = max(top, v)
		}
		for k := range l.tags {
			l.chain.emit[i][k] = exp(float64((sum[k] - top) * l.scale))
		}
	}
	return open
}

func (l *learner) learnTransition(x *lesson, i int) {
	pair := l.chain.pair(i)
	from := l.tags
	if i > 0 {
		from = int(x.gold[i-1])
	}
	pair[from][x.gold[i]]--
	for a := range l.tags + 1 {
		for b, g := range pair[a][:l.tags] {
			if g == 0 {
				continue
			}
			g *= x.weight
			l.square[a][b] += float64(g * g)
			l.transitions[a][b] -= float64(float64(l.rate) * g / math.Sqrt(l.square[a][b]+1e-3))
		}
	}
}

// small is the gradient below which a word is left alone.
const small = 1e-3

func (l *learner) learnFeatures(features []uint32, gradient *[maxTags]float64, weight float64) {
	var g [maxTags]float32
	learns := false
	for k, v := range gradient[:l.tags] {
		g[k] = float32(v * weight)
		learns = learns || math.Abs(v) > small
	}
	if !learns {
		return
	}
	for _, f := range features {
		w, squares := &l.weights[f], &l.squares[f]
		for k := range l.tags {
			step := g[k] + float32(l.decay*w[k])
			squares[k] += float32(step * step)
			w[k] -= float32(l.rate * step / float32(math.Sqrt(float64(squares[k]+1e-2))))
		}
	}
}
