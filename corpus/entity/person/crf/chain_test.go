package crf

import (
	"math"
	"testing"
)

// TestChain compares the probabilities with those of counting every sequence of tags.
func TestChain(t *testing.T) {
	t.Parallel()
	const tags, n = 3, 4
	var weights [maxTags + 1][maxTags]float64
	for a := range tags + 1 {
		for b := range tags {
			weights[a][b] = float64((a*5+b*7)%4) - 1.5
		}
	}
	var c chain
	c.reset(n)
	c.setTransitions(tags, &weights)
	for i := range n {
		for k := range tags {
			c.emit[i][k] = math.Exp(float64((i*3+k*k)%5) / 2)
		}
	}
	c.run()
	var single [n][tags]float64
	var pairs [n][tags + 1][tags]float64
	total := 0.0
	for code := range 81 {
		p, from, rest := 1.0, tags, code
		var sequence [n]int
		for i := range n {
			sequence[i] = rest % tags
			rest /= tags
			p *= c.step[from][sequence[i]] * c.emit[i][sequence[i]]
			from = sequence[i]
		}
		total += p
		from = tags
		for i, k := range sequence {
			single[i][k] += p
			pairs[i][from][k] += p
			from = k
		}
	}
	for i := range n {
		p, pair := c.marginal(i), c.pair(i)
		for k := range tags {
			if want := single[i][k] / total; math.Abs(p[k]-want) > 1e-9 {
				t.Errorf("tag %d of token %d: %v, want %v", k, i, p[k], want)
			}
			for a := range tags + 1 {
				if want := pairs[i][a][k] / total; math.Abs(pair[a][k]-want) > 1e-9 {
					t.Errorf("tag %d after %d at token %d: %v, want %v", k, a, i, pair[a][k], want)
				}
			}
		}
	}
	if c.step[tags][2] != 0 || c.step[0][2] != 0 || c.step[1][2] == 0 {
		t.Error("an I may only follow its B or I")
	}
}

func TestExp(t *testing.T) {
	t.Parallel()
	for _, x := range []float64{0, -1e-9, 0.3, -0.4, 1, -20.5, 33, -699, -800} {
		if got, want := exp(x), math.Exp(x); math.Abs(got-want) > 1e-9*want && x > -700 {
			t.Errorf("exp(%v) = %v, want %v", x, got, want)
		}
	}
}

func TestOpen(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Kim Jong - un left":           "11110",
		"Suleiman al - Amr said":       "11110",
		"in Tehran - based Fars":       "01111",
		"he said - they left":          "00000",
		"Ludwig van der Rohe and Anna": "111111",
	} {
		var words []*word
		for _, token := range tokenize(text) {
			words = append(words, newWord(token.Text, nil))
		}
		got := ""
		for i := range words {
			if open(words, i) {
				got += "1"
			} else {
				got += "0"
			}
		}
		if got != want {
			t.Errorf("%s: open %s, want %s", text, got, want)
		}
	}
}
