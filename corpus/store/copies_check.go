package store

import (
	"context"
	"database/sql"
	"errors"
	"maps"
	"slices"

	"dateline/corpus"
	"dateline/corpus/copies"
	"dateline/corpus/sqldb"
)

// Check compares copies with what a rebuild would give: what each article carries with its text, page by page, and then
// what is derived from the texts: counts, bands, pairs and groups.

const kindCopies = "copies"

var errCopies = errors.New("its text is not the one that it is kept as carrying: 'dateline copies rebuild' derives that anew")

// carriedText is what an article carries, as it is kept.
type carriedText struct {
	hash, published int64
	bands           []int64
}

// compareCarried compares what the articles numbered from to to carry with what they are kept as carrying.
func (c *checker) compareCarried(ctx context.Context, tx *sqldb.Tx, from, to int64) error {
	kept := map[corpus.ID]carriedText{}
	const query = `SELECT a.id, t.hash, t.bands, c.published FROM copies c JOIN articles a ON a.num = c.article
		LEFT JOIN texts t ON t.num = c.text WHERE c.article BETWEEN ? AND ?`
	err := tx.Query(ctx, query, []any{from, to}, func(rows *sql.Rows) error {
		var id corpus.ID
		var one carriedText
		var hash sql.NullInt64
		var bands sql.RawBytes
		err := rows.Scan(&id, &hash, &bands, &one.published)
		one.hash, one.bands = hash.Int64, unpackBands(bands)
		kept[id] = one
		return err
	})
	if err != nil {
		return err
	}
	for _, a := range c.current {
		print := copies.Of(&a)
		one, found := kept[a.ID]
		delete(kept, a.ID)
		carries := print.Hash != 0
		if carries == found && (!carries || one.hash == print.Hash && slices.Equal(one.bands, print.Bands) &&
			one.published == copies.PublishedAt(a.Published)) {
			continue
		}
		c.damages = append(c.damages, corpus.Damage{ID: a.ID, Revision: a.Revision, What: kindCopies, Err: errCopies})
	}
	return nil
}

// checkCopies compares what is derived from the texts with deriving it again.
func (s *Store) checkCopies(ctx context.Context, report func(corpus.Damage) error) error {
	return s.checkDerived(ctx, kindCopies, report, func(ctx context.Context, tx *sqldb.Tx, wrong *findings) error {
		c := &copyChecker{Store: s, tx: tx, findings: wrong, grouped: map[int64]bool{}}
		err := c.counts(ctx)
		var last int64
		if err == nil {
			err = tx.QueryRow(ctx, "SELECT coalesce(max(num), 0) FROM texts", nil, &last)
		}
		for from := int64(0); from < last && err == nil; from += derivePage {
			err = c.page(ctx, from, from+derivePage)
		}
		if err == nil {
			err = c.unplaced(ctx)
		}
		return err
	})
}

// copyChecker gathers what is wrong with copies.
type copyChecker struct {
	*Store
	*findings
	tx      *sqldb.Tx
	bands   int            // that texts have
	grouped map[int64]bool // texts whose group was looked at
}

// counts finds texts whose articles are counted wrongly, or of which another article is the first.
func (c *copyChecker) counts(ctx context.Context) error {
	const query = `SELECT a.id FROM texts t JOIN articles a ON a.num = t.first
		WHERE t.articles <> (SELECT count(*) FROM copies c WHERE c.text = t.num)
		OR t.published <> (SELECT min(c.published) FROM copies c WHERE c.text = t.num)
		OR t.first <> (SELECT c.article FROM copies c JOIN articles b ON b.num = c.article WHERE c.text = t.num
			ORDER BY c.published, b.id LIMIT 1)`
	return c.tx.Query(ctx, query, nil, func(rows *sql.Rows) error {
		var id corpus.ID
		err := rows.Scan(&id)
		c.note("the articles that carry the text of %s are counted wrongly", id)
		return err
	})
}

// page compares the texts numbered from after to to.
func (c *copyChecker) page(ctx context.Context, after, to int64) error {
	s := newShelf(&write{Store: c.Store, tx: c.tx})
	const query = "SELECT " + textColumns + ", a.id FROM texts t JOIN articles a ON a.num = t.first WHERE t.num > ? AND t.num <= ?"
	texts := map[int64]bool{}
	err := c.tx.Query(ctx, query, []any{after, to}, func(rows *sql.Rows) error {
		t, err := scanText(rows)
		if err == nil {
			s.texts[t.num], s.byHash[t.hash] = t, t
			texts[t.num] = true
		}
		return err
	})
	if err != nil {
		return err
	}
	is, err := s.near(ctx, texts)
	if err != nil {
		return err
	}
	if err := c.placed(ctx, s, texts); err != nil {
		return err
	}
	kept, err := readPairs(ctx, c.tx, slices.Collect(maps.Keys(texts)))
	if err != nil {
		return err
	}
	maps.DeleteFunc(is, func(p pair, _ copies.Similarity) bool { return !texts[p.text] })
	if !maps.Equal(kept, is) {
		c.note("which texts are near those numbered %d to %d is kept wrongly", after+1, to)
	}
	return c.groups(ctx, s, texts)
}

// placed verifies that texts stand in their bands.
func (c *copyChecker) placed(ctx context.Context, s *shelf, texts map[int64]bool) error {
	for num := range texts {
		for _, b := range s.texts[num].bands {
			c.bands++
			found := slices.Contains(s.bands[b], num)
			if !found && len(s.bands[b]) > copies.MostInBand { // not all of it was read
				err := c.tx.QueryRow(ctx, "SELECT count(*) FROM text_bands WHERE band = ? AND text = ?", []any{b, num}, &found)
				if err != nil {
					return err
				}
			}
			if !found {
				c.note("a band of the text of %s is missing", s.texts[num].firstID)
			}
		}
	}
	return nil
}

// unplaced finds bands of no text.
func (c *copyChecker) unplaced(ctx context.Context) error {
	var n int
	err := c.tx.QueryRow(ctx, "SELECT count(*) FROM text_bands", nil, &n)
	if n > c.bands {
		c.note("%d bands belong to no text", n-c.bands)
	}
	return err
}

// groups makes the groups of texts anew and compares.
func (c *copyChecker) groups(ctx context.Context, s *shelf, texts map[int64]bool) error {
	for num := range texts {
		if !c.grouped[num] {
			s.seeds[num] = true
		}
	}
	made, err := s.group(ctx)
	for num, g := range made {
		c.grouped[num] = true
		if t := s.texts[num]; t.standing != g {
			c.note("the text of %s is kept as standing with %d articles, and stands with %d", t.firstID, t.total, g.total)
		}
	}
	return err
}
