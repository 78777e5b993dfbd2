package crf

import "math"

// chain computes by forward and backward sums how probable the tags of a sentence are. Each position is scaled to a sum
// of 1, which cancels out of every probability.
type chain struct {
	tags                int
	step                [maxTags + 1][maxTags]float64 // potential of a tag after another, last from the start
	emit, ahead, behind [][maxTags]float64
}

// reset makes room for n tokens and clears their potentials.
func (c *chain) reset(n int) {
	if cap(c.emit) < n {
		c.emit, c.ahead, c.behind = make([][maxTags]float64, n), make([][maxTags]float64, n), make([][maxTags]float64, n)
	}
	c.emit, c.ahead, c.behind = c.emit[:n], c.ahead[:n], c.behind[:n]
	clear(c.emit)
}

// setTransitions takes the potentials from weights; what may not follow has none.
func (c *chain) setTransitions(tags int, weights *[maxTags + 1][maxTags]float64) {
	c.tags = tags
	for a := range tags + 1 {
		from := outside
		if a < tags {
			from = tag(a)
		}
		for b := range tags {
			c.step[a][b] = 0
			if allowed(from, tag(b)) {
				c.step[a][b] = exp(weights[a][b])
			}
		}
	}
}

// run computes the sums over what stands before and after each token.
func (c *chain) run() {
	last := len(c.emit) - 1
	for i := range c.emit {
		for b := range c.tags {
			c.ahead[i][b] = float64(c.reach(i, b) * c.emit[i][b])
		}
		c.normal(&c.ahead[i])
	}
	for i := last; i >= 0; i-- {
		for a := range c.tags {
			c.behind[i][a] = 1
			if i < last {
				c.behind[i][a] = c.rest(i, a)
			}
		}
		c.normal(&c.behind[i])
	}
}

// reach sums the ways to tag b of token i, without its own potential.
func (c *chain) reach(i, b int) float64 {
	if i == 0 {
		return c.step[c.tags][b]
	}
	sum := 0.0
	for a := range c.tags {
		sum += float64(c.ahead[i-1][a] * c.step[a][b])
	}
	return sum
}

// rest sums the ways on from tag a of token i.
func (c *chain) rest(i, a int) float64 {
	sum := 0.0
	for b := range c.tags {
		sum += float64(float64(c.step[a][b]*c.emit[i+1][b]) * c.behind[i+1][b])
	}
	return sum
}

func (c *chain) normal(v *[maxTags]float64) {
	sum := 0.0
	for _, x := range v[:c.tags] {
		sum += x
	}
	for k := range v[:c.tags] {
		v[k] /= sum
	}
}

// marginal returns the probability of each tag of token i.
func (c *chain) marginal(i int) (p [maxTags]float64) {
	for k := range c.tags {
		p[k] = float64(c.ahead[i][k] * c.behind[i][k])
	}
	c.normal(&p)
	return p
}

// pair returns the probability of each tag of token i after each one of the token before it, or after the start.
func (c *chain) pair(i int) (p [maxTags + 1][maxTags]float64) {
	sum := 0.0
	for a := range c.tags + 1 {
		way := 1.0
		switch {
		case (i == 0) != (a == c.tags):
			continue
		case i > 0:
			way = c.ahead[i-1][a]
		}
		for b := range c.tags {
			p[a][b] = float64(float64(way*c.step[a][b]) * float64(c.emit[i][b]*c.behind[i][b]))
			sum += p[a][b]
		}
	}
	for a := range p {
		for b := range p[a] {
			p[a][b] /= sum
		}
	}
	return p
}

// exp is e to the x, the same bits on every processor: math.Exp is not.
func exp(x float64) float64 {
	if x < -700 {
		return 0
	}
	k := math.Floor(float64(x*math.Log2E) + 0.5)
	r := x - float64(k*math.Ln2)
	sum := 1.0
	for _, n := range [...]float64{9, 8, 7, 6, 5, 4, 3, 2, 1} {
		sum = 1 + float64(sum*r/n)
	}
	return math.Ldexp(sum, int(k))
}
