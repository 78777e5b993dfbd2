package store

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"math"
	"slices"

	"dateline/corpus"
	"dateline/corpus/copies"
)

// pair is two texts that are nearly the same.
type pair struct{ text, other int64 }

// compare compares texts that are new, and those whose bands are shared by fewer or more than may be compared, with
// the others, and removes the pairs of those that nobody carries any more.
func (s *shelf) compare(ctx context.Context) error {
	dirty, err := s.place(ctx)
	if err != nil {
		return err
	}
	kept, err := s.loadPairs(ctx, dirty)
	if err != nil {
		return err
	}
	is, err := s.near(ctx, dirty)
	if err != nil {
		return err
	}
	for p := range kept {
		if _, still := is[p]; still {
			continue
		}
		s.seeds[p.text], s.seeds[p.other] = true, true
		for _, end := range []pair{p, {p.other, p.text}} {
			if _, err := s.tx.Exec(ctx, "DELETE FROM text_pairs WHERE text = ? AND other = ?", end.text, end.other); err != nil {
				return err
			}
		}
	}
	return s.insertPairs(ctx, kept, is)
}

func (s *shelf) insertPairs(ctx context.Context, kept, is map[pair]copies.Similarity) error {
	var rows []any
	for p, one := range is {
		_, already := kept[p]
		_, mirrored := kept[pair{p.other, p.text}]
		if already || mirrored || p.text > p.other {
			continue
		}
		s.seeds[p.text], s.seeds[p.other] = true, true
		rows = append(rows, p.text, p.other, one.Thousandths, one.Days, p.other, p.text, one.Thousandths, one.Days)
	}
	return s.tx.Insert(ctx, "INSERT INTO text_pairs (text, other, similarity, days) VALUES", "", 4, rows)
}

// place writes the bands of texts that are new or gone, and returns the texts to be compared anew.
func (s *shelf) place(ctx context.Context) (map[int64]bool, error) {
	dirty := map[int64]bool{}
	come, gone := map[int64][]int64{}, map[int64][]int64{} // by band
	var rows []any
	for _, t := range s.fresh() {
		dirty[t.num] = true
		for _, b := range t.bands {
			come[b] = append(come[b], t.num)
			rows = append(rows, b, t.num)
		}
	}
	for num := range s.counted {
		if t := s.texts[num]; t.articles == 0 {
			dirty[num] = true
			for _, b := range t.bands {
				gone[b] = append(gone[b], num)
			}
		}
	}
	leaving := 0
	for _, texts := range gone {
		leaving = max(leaving, len(texts))
	}
	if err := s.loadBands(ctx, leaving, come, gone); err != nil {
		return nil, err
	}
	for b := range s.bands {
		s.move(b, come[b], gone[b], dirty)
	}
	for b, texts := range gone {
		for _, num := range texts {
			if _, err := s.tx.Exec(ctx, "DELETE FROM text_bands WHERE band = ? AND text = ?", b, num); err != nil {
				return nil, err
			}
		}
	}
	return dirty, s.tx.Insert(ctx, "INSERT INTO text_bands (band, text) VALUES", "", 2, rows)
}

// move notes who shares a band after some came and some went. Where that makes the band compared or
// not compared any more, all its texts are dirty.
func (s *shelf) move(band int64, come, gone []int64, dirty map[int64]bool) {
	before := s.bands[band]
	after := slices.Concat(before, come)
	after = slices.DeleteFunc(after, func(num int64) bool { return slices.Contains(gone, num) })
	s.bands[band] = after
	if (len(before) > copies.MostInBand) == (len(after) > copies.MostInBand) {
		return
	}
	for _, num := range after {
		dirty[num] = true
	}
}

// loadBands reads which texts share bands. Of a band that too many share, as many are read as show that, also when so many
// have left.
func (s *shelf) loadBands(ctx context.Context, leaving int, sets ...map[int64][]int64) error {
	var unread []any
	for _, set := range sets {
		for _, b := range slices.Sorted(maps.Keys(set)) {
			if _, known := s.bands[b]; !known {
				s.bands[b] = nil
				unread = append(unread, b)
			}
		}
	}
	const step = copies.MostInBand // so that few statement texts exist
	most := copies.MostInBand + (leaving+step-1)/step*step
	tail := fmt.Sprintf(`) SELECT b.band, b.text FROM v JOIN text_bands b ON b.band = v.band AND b.text <= coalesce(
		(SELECT c.text FROM text_bands c WHERE c.band = v.band ORDER BY c.text LIMIT 1 OFFSET %d), %d)`, most, math.MaxInt64)
	return s.tx.QueryValues(ctx, "WITH v (band) AS (VALUES", tail, unread, func(rows *sql.Rows) error {
		var band, text int64
		err := rows.Scan(&band, &text)
		s.bands[band] = append(s.bands[band], text)
		return err
	})
}

// loadPairs reads the pairs of texts that were there before.
func (s *shelf) loadPairs(ctx context.Context, texts map[int64]bool) (map[pair]copies.Similarity, error) {
	var old []int64
	for num := range texts {
		if t := s.texts[num]; t == nil || !t.fresh {
			old = append(old, num)
		}
	}
	return readPairs(ctx, s.tx, old)
}

// near compares texts with those that share a band.
func (s *shelf) near(ctx context.Context, texts map[int64]bool) (map[pair]copies.Similarity, error) {
	if err := s.loadUnread(ctx, texts); err != nil {
		return nil, err
	}
	bands := map[int64][]int64{}
	for num := range texts {
		for _, b := range s.texts[num].bands {
			bands[b] = nil
		}
	}
	if err := s.loadBands(ctx, 0, bands); err != nil {
		return nil, err
	}
	candidates := map[pair]bool{}
	involved := map[int64]bool{}
	for num := range texts {
		if s.texts[num].articles == 0 {
			continue
		}
		for _, b := range s.texts[num].bands {
			if others := s.bands[b]; len(others) > 1 && len(others) <= copies.MostInBand {
				for _, other := range others {
					if other != num && !candidates[pair{other, num}] {
						candidates[pair{num, other}] = true
						involved[num], involved[other] = true, true
					}
				}
			}
		}
	}
	return s.similar(ctx, candidates, involved)
}

// similar compares pairs of texts by what they say. One that cannot be read is near nothing.
func (s *shelf) similar(ctx context.Context, candidates map[pair]bool, involved map[int64]bool) (map[pair]copies.Similarity, error) {
	prints, err := s.readPrints(ctx, involved)
	if err != nil {
		return nil, err
	}
	is := map[pair]copies.Similarity{}
	for p := range candidates {
		a, b := prints[p.text], prints[p.other]
		if a == nil || b == nil {
			continue
		}
		if similarity := copies.Compare(a, b); similarity.Days > 0 {
			is[p] = similarity
			is[pair{p.other, p.text}] = similarity
		}
	}
	return is, nil
}

// readPrints returns the prints of texts, from memory where they are known.
func (s *shelf) readPrints(ctx context.Context, texts map[int64]bool) (map[int64]*copies.Print, error) {
	found := make(map[int64]*copies.Print, len(texts))
	if err := s.loadUnread(ctx, texts); err != nil {
		return nil, err
	}
	var unread []any
	for _, num := range slices.Sorted(maps.Keys(texts)) {
		t := s.texts[num]
		if t == nil {
			continue
		}
		if p := s.prints.get(t.hash); p != nil {
			found[num] = p
		} else {
			unread = append(unread, t.first)
		}
	}
	return found, s.readCarried(ctx, unread, func(_ *corpus.Article, c *carried) {
		if t := s.byHash[c.print.Hash]; t != nil {
			found[t.num] = c.print
			s.prints.add(c.print)
		}
	})
}
