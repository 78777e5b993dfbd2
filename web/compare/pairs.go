package compare

import (
	"slices"
	"strings"
)

// pair is two paragraphs taken for states of one.
type pair struct{ old, now int }

const (
	leastAlike = 0.35      // share of words in common of two states of a paragraph
	mostLooks  = 4_000_000 // words looked at; where it would be more, paragraphs are taken in order
)

// pairs finds the paragraphs that are states of one: in order, and with most in common altogether.
func pairs(before, after []string) []pair {
	old, now := bags(before), bags(after)
	if len(old)*(len(now)+count(now))+len(now)*count(old) > mostLooks {
		return inOrder(old, now)
	}
	like := make([][]float64, len(old))
	// best[i][j] is the most that before[i:] and after[j:] have in common.
	best := make([][]float64, len(old)+1)
	best[len(old)] = make([]float64, len(now)+1)
	for i := len(old) - 1; i >= 0; i-- {
		like[i], best[i] = make([]float64, len(now)), make([]float64, len(now)+1)
		for j := len(now) - 1; j >= 0; j-- {
			best[i][j] = max(best[i+1][j], best[i][j+1])
			if like[i][j] = alike(old[i], now[j]); like[i][j] >= leastAlike {
				best[i][j] = max(best[i][j], best[i+1][j+1]+like[i][j])
			}
		}
	}
	var out []pair
	for i, j := 0, 0; i < len(old) && j < len(now); {
		switch {
		case like[i][j] >= leastAlike && best[i][j] == best[i+1][j+1]+like[i][j]:
			out = append(out, pair{i, j})
			i, j = i+1, j+1
		case best[i][j] == best[i+1][j]:
			i++
		default:
			j++
		}
	}
	return out
}

func inOrder(old, now [][]string) []pair {
	var out []pair
	for i := range min(len(old), len(now)) {
		if alike(old[i], now[i]) >= leastAlike {
			out = append(out, pair{i, i})
		}
	}
	return out
}

// bag is the words of a paragraph in alphabetical order.
func bag(text string) []string {
	list := slices.DeleteFunc(split(strings.ToLower(text)), func(s string) bool { return letters(s) == 0 })
	slices.Sort(list)
	return list
}

func bags(list []string) [][]string {
	out := make([][]string, len(list))
	for i, p := range list {
		out[i] = bag(p)
	}
	return out
}

func count(bags [][]string) int {
	n := 0
	for _, b := range bags {
		n += len(b)
	}
	return n
}

// alike returns the share of words in common, from 0 to 1.
func alike(a, b []string) float64 {
	common := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch strings.Compare(a[i], b[j]) {
		case 0:
			common++
			i, j = i+1, j+1
		case -1:
			i++
		default:
			j++
		}
	}
	if len(a)+len(b) == 0 {
		return 0
	}
	return 2 * float64(common) / float64(len(a)+len(b))
}
