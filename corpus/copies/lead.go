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

const day = 24 * 60 * 60 // seconds

// Text is a text among others. Published and First are of the article that published it first: the earliest, and of those
// the one with the lowest id.
type Text struct {
	Published int64 // Unix seconds, or Unknown
	First     corpus.ID
	Near      []Near // those that may be copies
}

// Near is a text that may be a copy of another.
type Near struct {
	Text int64 // as a key of the map
	Days int   // as of Similarity
}

// Compare orders texts by their first publication.
func (t *Text) Compare(u *Text) int {
	return cmp.Or(cmp.Compare(t.Published, u.Published), cmp.Compare(t.First, u.First))
}

// within reports whether so many days lie between the first publications of two texts at most, as far as is known.
func (t *Text) within(days int, u *Text) bool {
	apart := max(t.Published-u.Published, u.Published-t.Published)
	return t.Published == Unknown || u.Published == Unknown || apart/day < int64(days) || apart == int64(days)*day
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
			other, best := texts[near.Text], texts[leads[key]]
			stands := leads[near.Text] == near.Text && other != texts[key]
			if stands && other.within(near.Days, texts[key]) && (leads[key] == key || other.Compare(best) < 0) {
				leads[key] = near.Text
			}
		}
	}
	return leads
}
