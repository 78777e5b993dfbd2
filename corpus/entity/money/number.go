package money

import (
	"math"

	"dateline/corpus"
)

// num is coef × 10^exp, never negative.
type num struct {
	coef int64
	exp  int
}

const (
	maxCoef   = 999_999_999_999_999_999 // 18 digits, as corpus.Decimal holds
	maxDigits = 22                      // before the point
	minExp    = -6
)

// times returns n × m × 10^e; ok is false where it does not fit.
func (n num) times(m int64, e int) (num, bool) {
	for n.coef%10 == 0 && n.coef != 0 {
		n.coef /= 10
		n.exp++
	}
	if m != 0 && n.coef > maxCoef/m {
		return num{}, false
	}
	return num{n.coef * m, n.exp + e}, true
}

// plus returns the sum; ok is false where it does not fit.
func (n num) plus(m num) (num, bool) {
	if n.coef == 0 {
		return m, true
	}
	if m.coef == 0 {
		return n, true
	}
	if n.exp < m.exp {
		n, m = m, n
	}
	for n.exp > m.exp {
		if n.coef > maxCoef/10 {
			return num{}, false
		}
		n.coef *= 10
		n.exp--
	}
	sum := n.coef + m.coef
	return num{sum, n.exp}, sum <= maxCoef
}

// normal is n without noughts at the end, so that equal numbers are the same.
func (n num) normal() num {
	if n.coef == 0 {
		return num{}
	}
	for n.coef%10 == 0 {
		n.coef /= 10
		n.exp++
	}
	return n
}

func (n num) float() float64 { return float64(n.coef) * math.Pow10(n.exp) }

func (n num) less(m num) bool { return n.float() < m.float() }

// decimal returns n as a corpus.Decimal, rounded to six places; ok is false where
// it has too many digits.
func (n num) decimal() (corpus.Decimal, bool) {
	for n.exp < minExp {
		n.coef = (n.coef + 5) / 10
		n.exp++
	}
	digits := 0
	for c := n.coef; c > 0; c /= 10 {
		digits++
	}
	if digits+n.exp > maxDigits {
		return corpus.Decimal{}, false
	}
	return corpus.NewDecimal(n.coef, int32(n.exp)), true
}
