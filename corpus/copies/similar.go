package copies

import (
	"cmp"
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

// Similar compares texts by their words, without regard to when they were published. The similarity is the
// share of sequences that are in both, in thousandths. It is symmetric.
func Similar(a, b *Print) (thousandths int, copies bool) {
	if a.Hash == b.Hash && a.Hash != 0 {
		return Same, true
	}
	short, long := len(a.sequences), len(b.sequences)
	if short > long {
		short, long = long, short
	}
	if short == 0 || long > mostTimes*short {
		return 0, false
	}
	both := common(a.sequences, b.sequences)
	thousandths = min(Same-1, Same*both/(short+long-both))
	if thousandths < leastCommon && Same*both < leastContained*short {
		return thousandths, false
	}
	return thousandths, numbersAgree(a.numbers, b.numbers) && numbersAgree(b.numbers, a.numbers)
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

// numbersAgree reports whether the numbers of a that stand between words that stand in b too are the same
// there.
func numbersAgree(a, b []number) bool {
	same, other := 0, 0
	for _, n := range a {
		at, found := slices.BinarySearchFunc(b, n, compareNumbers)
		switch {
		case found:
			same++
		case at < len(b) && b[at].context == n.context || at > 0 && b[at-1].context == n.context:
			other++
		}
	}
	return agreeing*other <= same
}
