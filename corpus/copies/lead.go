package copies

import (
	"cmp"
	"math"
	"slices"

	"dateline/corpus"
)

// Unknown is the time of publication of which nothing is known: it is later than all others.
const Unknown int64 = math.MaxInt64

// PublishedAt returns the beginning of a date in Unix seconds, or Unknown.
func PublishedAt(d corpus.Date) int64 {
	if !d.Known() {
		return Unknown
	}
	start, _ := d.Span()
	return start.Unix()
}

// farApart is how many seconds lie between publications that are no copies unless they are the same.
const farApart = 30 * 24 * 60 * 60

// Text is a text among others. Published and First are of the article that published it first: the earliest, and of those
// the one with the lowest id.
type Text struct {
	Published int64 // Unix seconds, or Unknown
	First     corpus.ID
	Near      []int64 // the texts that Similar takes for copies, as keys of the map
}

// Compare orders texts by their first publication.
func (t *Text) Compare(u *Text) int {
	return cmp.Or(cmp.Compare(t.Published, u.Published), cmp.Compare(t.First, u.First))
}

func (t *Text) farFrom(u *Text) bool {
	return t.Published != Unknown && u.Published != Unknown && max(t.Published-u.Published, u.Published-t.Published) > farApart
}

// Lead returns for each text the one that stands for it. The texts hold all that
// are near any of them.
func Lead(texts map[int64]*Text) map[int64]int64 {
	order := make([]int64, 0, len(texts))
	for key := range texts {
		order = append(order, key)
	}
	slices.SortFunc(order, func(a, b int64) int { return texts[a].Compare(texts[b]) })
	leads := make(map[int64]int64, len(texts))
	for _, key := range order {
		leads[key] = key
		for _, near := range texts[key].Near {
			other, best := texts[near], texts[leads[key]]
			if leads[near] == near && near != key && !texts[key].farFrom(other) && (leads[key] == key || other.Compare(best) < 0) {
				leads[key] = near
			}
		}
	}
	return leads
}
