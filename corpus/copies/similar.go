package copies

import (
	"cmp"
	"math"
	"slices"
)

// Similarities are in thousandths.
const (
	leastCommon    = 700 // of the sequences of both texts
	leastContained = 800 // of the sequences of the shorter one
	mostTimes      = 4   // as long, where the shorter one is contained
	agreeing       = 10  // numbers for each that may be another
)

// Same is the similarity of a text with itself.
const Same = 1000

// Within is how many days may lie between the publications of two copies. Exact copies may lie any time apart.
const (
	within     = 30
	withinEdge = 2 // where numbers at the beginning or end differ, such as the date
)

// Similarity is how near two texts are.
type Similarity struct {
	Thousandths int // the share of word sequences that are in both
	Days        int // that may lie between their publications if they are copies; 0 if they are none at all
}

// Compare compares texts by their words. It is symmetric.
func Compare(a, b *Print) Similarity {
	if a.Hash == b.Hash && a.Hash != 0 {
		return Similarity{Same, math.MaxInt}
	}
	short, long := len(a.sequences), len(b.sequences)
	if short > long {
		short, long = long, short
	}
	if short == 0 || long > mostTimes*short {
		return Similarity{}
	}
	both := common(a.sequences, b.sequences)
	is := Similarity{Thousandths: min(Same-1, Same*both/(short+long-both))}
	if is.Thousandths >= leastCommon || Same*both >= leastContained*short {
		is.Days = min(daysOf(a.numbers, b.numbers), daysOf(b.numbers, a.numbers))
	}
	return is
}

// common counts the values that two sorted lists have in common.
func common(a, b []uint32) int {
	n := 0
	for i, k := 0, 0; i < len(a) && k < len(b); {
		switch x, y := a[i], b[k]; {
		case x < y:
			i++
		case x > y:
			k++
		default:
			n, i, k = n+1, i+1, k+1
		}
	}
	return n
}

func compareNumbers(a, b number) int {
	return cmp.Or(cmp.Compare(a.context, b.context), cmp.Compare(a.value, b.value))
}

// daysOf compares the numbers of a that stand between words that stand in b too with those there.
func daysOf(a, b []number) int {
	same, other, edge := 0, 0, 0
	for _, n := range a {
		at, found := slices.BinarySearchFunc(b, n, compareNumbers)
		if found {
			same++
			continue
		}
		for _, k := range [2]int{at, at - 1} {
			if k < 0 || k >= len(b) || b[k].context != n.context {
				continue
			}
			if n.edge || b[k].edge {
				edge++
			} else {
				other++
			}
			break
		}
	}
	switch {
	case agreeing*other > same:
		return 0
	case edge > 0:
		return withinEdge
	}
	return within
}
