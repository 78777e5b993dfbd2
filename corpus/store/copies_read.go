package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"dateline/corpus"
	"dateline/corpus/copies"
	"dateline/corpus/sqldb"
)

// Copies returns the articles that carry the text of an article.
func (s *Store) Copies(ctx context.Context, id corpus.ID) ([]corpus.Copy, error) {
	var all []corpus.Copy
	err := s.db.Read(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		all = nil
		var leader sql.NullInt64
		const query = `SELECT t.leader FROM articles a LEFT JOIN copies c ON c.article = a.num LEFT JOIN texts t ON t.num = c.text
			WHERE a.id = ? AND a.deleted = 0`
		if err := tx.QueryRow(ctx, query, []any{string(id)}, &leader); err != nil {
			return err
		}
		if !leader.Valid {
			all = []corpus.Copy{{ID: id, Similarity: 1}}
			return nil
		}
		var err error
		all, err = readGroup(ctx, tx, leader.Int64)
		return err
	})
	if errors.Is(err, sql.ErrNoRows) {
		return nil, corpus.Errorf(corpus.NotFound, "there is no article %s", id)
	}
	if err != nil {
		return nil, fmt.Errorf("copies of %s: %w", id, err)
	}
	return all, nil
}

// readGroup reads the articles that a text stands for. All its texts are near it.
func readGroup(ctx context.Context, tx *sqldb.Tx, leader int64) ([]corpus.Copy, error) {
	const query = `SELECT a.id, a.num = t.of, coalesce(p.similarity, ?) FROM texts t
		JOIN copies c ON c.text = t.num JOIN articles a ON a.num = c.article
		LEFT JOIN text_pairs p ON p.text = ? AND p.other = t.num
		WHERE t.leader = ? AND t.num IN (SELECT other FROM text_pairs WHERE text = ? UNION SELECT ?)`
	var all []corpus.Copy
	var first corpus.ID
	err := tx.Query(ctx, query, []any{copies.Same, leader, leader, leader, leader}, func(rows *sql.Rows) error {
		var c corpus.Copy
		var stands bool
		var thousandths int
		err := rows.Scan(&c.ID, &stands, &thousandths)
		c.Similarity = float64(thousandths) / copies.Same
		if stands {
			first = c.ID
		}
		all = append(all, c)
		return err
	})
	slices.SortFunc(all, func(a, b corpus.Copy) int {
		if (a.ID == first) != (b.ID == first) {
			return map[bool]int{true: -1, false: 1}[a.ID == first]
		}
		return cmp.Compare(a.ID, b.ID)
	})
	return all, err
}

// readCopies fills the copies of records.
func readCopies(ctx context.Context, tx *sqldb.Tx, nums map[int64]corpus.ID, records map[corpus.ID]corpus.Record) error {
	args := make([]any, 0, len(nums))
	for num, id := range nums {
		rec := records[id]
		rec.Copies = corpus.Copies{Of: id, Count: 1}
		records[id] = rec
		args = append(args, num)
	}
	const query = `SELECT c.article, o.id, t.total FROM copies c JOIN texts t ON t.num = c.text JOIN articles o ON o.num = t.of
		WHERE c.article IN (?)`
	return tx.QueryIn(ctx, query, args, func(rows *sql.Rows) error {
		var num int64
		var is corpus.Copies
		err := rows.Scan(&num, &is.Of, &is.Count)
		rec := records[nums[num]]
		rec.Copies = is
		records[nums[num]] = rec
		return err
	})
}

// Addresses returns every address at which an article was seen.
func (s *Store) Addresses(ctx context.Context, id corpus.ID) ([]string, error) {
	records, err := s.Records(ctx, []corpus.ID{id})
	rec, found := records[id]
	if err == nil && !found {
		err = corpus.Errorf(corpus.NotFound, "there is no article %s", id)
	}
	if err != nil {
		return nil, err
	}
	const query = "SELECT d.url FROM addresses d JOIN articles a ON a.num = d.article WHERE a.id = ? ORDER BY d.url"
	all, err := collect(ctx, s, query, []any{string(id)}, func(rows *sql.Rows) (url string, err error) {
		err = rows.Scan(&url)
		return url, err
	})
	if err != nil {
		return nil, fmt.Errorf("addresses of %s: %w", id, err)
	}
	if rec.Article.URL == "" {
		return all, nil
	}
	all = slices.DeleteFunc(all, func(url string) bool { return url == rec.Article.URL })
	return slices.Insert(all, 0, rec.Article.URL), nil
}
