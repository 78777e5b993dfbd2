package analysis

import "unicode/utf8"

// Within reports whether at most n single letters inserted, removed or changed make b of a
// (Levenshtein distance over code points). Fuzzy words compare surfaces with it.
func Within(a, b string, n int) bool {
	if a == b {
		return true
	}
	if d := utf8.RuneCountInString(a) - utf8.RuneCountInString(b); d > n || -d > n {
		return false
	}
	ra, rb := []rune(a), []rune(b)
	row := make([]int, len(rb)+1)
	for j := range row {
		row[j] = j
	}
	for i := range ra {
		diagonal, least := row[0], i+1
		row[0] = i + 1
		for j := range rb {
			cost := diagonal
			if ra[i] != rb[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
			least = min(least, row[j+1])
		}
		if least > n {
			return false
		}
	}
	return row[len(rb)] <= n
}
