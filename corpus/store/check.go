package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"

	"dateline/corpus"
	"dateline/corpus/resolve"
	"dateline/corpus/sqldb"
)

var errMissing = errors.New("the record is missing")

// checkPage is how many articles Check reads in one transaction, so that it
// holds back nobody's checkpoint for long.
const checkPage = 64

// Check reads every record, and at the end who is who, what is counted of outlets and which texts are copies over all articles, and the
// structure of the file. Where the file itself is damaged it goes on article by article.
func (s *Store) Check(ctx context.Context, report func(corpus.Damage) error) (int, error) {
	var last int64
	err := s.queryRow(ctx, "SELECT coalesce(max(num), 0) FROM articles", nil, &last)
	read := 0
	for from := int64(1); from <= last && err == nil; from += checkPage {
		var n int
		n, err = s.checkRange(ctx, from, min(from+checkPage-1, last), report)
		read += n
	}
	if err == nil {
		err = s.checkPeople(ctx, report)
	}
	if err == nil {
		err = s.checkOutlets(ctx, report)
	}
	if err == nil {
		err = s.checkCopies(ctx, report)
	}
	if err == nil {
		err = s.db.QuickCheck(ctx)
	}
	if err != nil {
		return read, fmt.Errorf("checking the store: %w", err)
	}
	return read, nil
}

// checkRange checks the articles numbered from to to.
func (s *Store) checkRange(ctx context.Context, from, to int64, report func(corpus.Damage) error) (int, error) {
	var c *checker
	err := s.db.Read(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		c = &checker{Store: s}
		return c.run(ctx, tx, from, to)
	})
	if sqldb.Damaged(err) {
		if from == to {
			return 1, report(corpus.Damage{ID: c.last, What: kindArticle, Err: err})
		}
		read := 0
		for num := from; num <= to; num++ {
			n, err := s.checkRange(ctx, num, num, report)
			read += n
			if err != nil {
				return read, err
			}
		}
		return read, nil
	}
	if err != nil {
		return 0, err
	}
	for _, d := range c.damages {
		if err := report(d); err != nil {
			return c.read, err
		}
	}
	return c.read, nil
}

// checker gathers what is wrong with a range of articles.
type checker struct {
	*Store
	read    int
	last    corpus.ID        // the article read last
	current []corpus.Article // the current revisions that are sound
	damages []corpus.Damage
}

func (c *checker) run(ctx context.Context, tx *sqldb.Tx, from, to int64) error {
	current := map[corpus.ID]int{} // live articles whose current revision was not seen yet
	err := tx.Query(ctx, "SELECT id, revision FROM articles WHERE deleted = 0 AND num BETWEEN ? AND ?", []any{from, to},
		func(rows *sql.Rows) error {
			var revision int
			err := rows.Scan(&c.last, &revision)
			current[c.last] = revision
			return err
		})
	if err != nil {
		return err
	}
	undescribed := maps.Clone(current)
	if err := c.texts(ctx, tx, from, to, current); err != nil {
		return err
	}
	if err := c.facts(ctx, tx, from, to, undescribed); err != nil {
		return err
	}
	if err := c.compareCarried(ctx, tx, from, to); err != nil {
		return err
	}
	if err := c.compareClaims(ctx, tx, from, to); err != nil {
		return err
	}
	c.missing(current, kindArticle)
	c.missing(undescribed, kindAnnotations)
	return nil
}

func (c *checker) texts(ctx context.Context, tx *sqldb.Tx, from, to int64, current map[corpus.ID]int) error {
	const query = `SELECT a.id, r.revision, r.text, r.text_seal, r.about, r.original, r.original_seal
		FROM articles a JOIN revisions r ON r.article = a.num WHERE a.num BETWEEN ? AND ? ORDER BY a.num, r.revision`
	return tx.Query(ctx, query, []any{from, to}, func(rows *sql.Rows) error {
		var revision int
		var desc string
		var text, textSeal, original, originalSeal sql.RawBytes
		if err := rows.Scan(&c.last, &revision, &text, &textSeal, &desc, &original, &originalSeal); err != nil {
			return err
		}
		article, err := c.codec.readArticle(c.last, revision, text, textSeal)
		c.note(err)
		if current[c.last] == revision {
			delete(current, c.last)
			if err == nil {
				c.current = append(c.current, article)
			}
		}
		_, err = c.codec.readOriginal(c.last, revision, desc, original, originalSeal)
		c.note(err)
		return nil
	})
}

func (c *checker) facts(ctx context.Context, tx *sqldb.Tx, from, to int64, undescribed map[corpus.ID]int) error {
	const query = `SELECT a.num, a.id, n.revision, n.facts, n.seal
		FROM articles a JOIN annotations n ON n.article = a.num WHERE a.num BETWEEN ? AND ? ORDER BY a.num`
	said := map[int64]described{}
	err := tx.Query(ctx, query, []any{from, to}, func(rows *sql.Rows) error {
		var num int64
		var revision int
		var facts, stored sql.RawBytes
		if err := rows.Scan(&num, &c.last, &revision, &facts, &stored); err != nil {
			return err
		}
		if undescribed[c.last] != revision {
			return nil // reported as missing
		}
		delete(undescribed, c.last)
		found, err := c.codec.readFacts(c.last, revision, facts, stored)
		if c.note(err); err == nil {
			said[num] = described{c.last, revision, resolve.Names(found)}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return c.compareNames(ctx, tx, from, to, said)
}

// note counts a record that was read, and keeps its damage if it has any.
func (c *checker) note(err error) {
	c.read++
	var d corpus.Damage
	if errors.As(err, &d) {
		c.damages = append(c.damages, d)
	}
}

func (c *checker) missing(revisions map[corpus.ID]int, what string) {
	for id, revision := range revisions {
		c.damages = append(c.damages, corpus.Damage{ID: id, Revision: revision, What: what, Err: errMissing})
	}
}
