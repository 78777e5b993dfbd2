package analysis

import "unicode/utf8"

// Within reports whether at most n letters added, dropped, changed, or swapped with their
// neighbour make b of a (the restricted Damerau-Levenshtein distance, in code points).
// Fuzzy words compare surfaces with it.
func Within(a, b string, n int) bool {
	if d := utf8.RuneCountInString(a) - utf8.RuneCountInString(b); d > n || -d > n {
		return false
	}
	x, y := []rune(a), []rune(b)
	before, last, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		before, last, row = last, row, before
		row[0] = i + 1
		least := row[0]
		for j := range y {
			change := last[j]
			if x[i] != y[j] {
				change++
			}
			row[j+1] = min(last[j+1]+1, row[j]+1, change)
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
			least = min(least, row[j+1])
		}
		if least > n+1 { // a swap reaches back two rows
			return false
		}
	}
	return row[len(y)] <= n
}
