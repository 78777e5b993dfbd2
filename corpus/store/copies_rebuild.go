package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"slices"

	"dateline/corpus"
	"dateline/corpus/copies"
	"dateline/corpus/sqldb"
)

// keepCopies derives copies anew where that was last done by other rules, or never.
func (s *Store) keepCopies(ctx context.Context) error {
	var rules string
	if err := s.queryRow(ctx, "SELECT copied FROM store", nil, &rules); err != nil || rules == copies.Version {
		return err
	}
	log := s.log.With("path", s.db.Path())
	log.Info("deriving copies by new rules", "from", rules, "to", copies.Version)
	n, err := s.RebuildCopies(ctx)
	if err == nil {
		log.Info("copies are derived", "changed_articles", n)
	}
	return err
}

// RebuildCopies derives copies from the texts anew, in one transaction, and the digests by which contents are
// recognised. Articles whose text is damaged carry none then; Check reports them.
func (s *Store) RebuildCopies(ctx context.Context) (int, error) {
	changed := 0
	err := s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		w, err := s.begin(ctx, tx)
		if err != nil {
			return err
		}
		was, err := w.groups(ctx)
		if err != nil {
			return err
		}
		if err := w.deriveCopies(ctx); err != nil {
			return err
		}
		is, err := w.groups(ctx)
		if err != nil {
			return err
		}
		clear(w.others)
		for num, group := range was {
			if is[num] != group {
				w.others[num] = true
			}
		}
		for num, group := range is {
			if was[num] != group {
				w.others[num] = true
			}
		}
		changed = len(w.others)
		if err := w.resolveOthers(ctx); err != nil {
			return err
		}
		if err := w.writeArticles(ctx, w.touched); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, "UPDATE store SET copied = ?", copies.Version); err != nil {
			return err
		}
		return w.writeStore(ctx)
	})
	if err != nil {
		return 0, fmt.Errorf("deriving copies: %w", err)
	}
	return changed, nil
}

// group is what an article's record says of its copies.
type group struct {
	of    int64
	total int
}

// groups returns the groups of articles that are in one with others.
func (w *write) groups(ctx context.Context) (map[int64]group, error) {
	groups := map[int64]group{}
	const query = "SELECT c.article, t.of, t.total FROM texts t JOIN copies c ON c.text = t.num WHERE t.total > 1"
	err := w.tx.Query(ctx, query, nil, func(rows *sql.Rows) error {
		var num int64
		var g group
		err := rows.Scan(&num, &g.of, &g.total)
		groups[num] = g
		return err
	})
	return groups, err
}

// deriveCopies empties the tables of copies and fills them from the texts.
func (w *write) deriveCopies(ctx context.Context) error {
	for _, table := range []string{"copies", "text_pairs", "text_bands", "texts"} {
		if _, err := w.tx.Exec(ctx, "DELETE FROM "+table); err != nil {
			return err
		}
	}
	const between = 20_000
	for from := int64(0); from < w.last; from += derivePage {
		if from > 0 && from%between < derivePage {
			w.log.LogAttrs(ctx, slog.LevelInfo, "copies are being derived", slog.Int64("done", from), slog.Int64("of", w.last))
		}
		if err := w.readTexts(ctx, from, from+derivePage); err != nil {
			return err
		}
		if err := w.writeCopies(ctx); err != nil {
			return err
		}
	}
	return nil
}

// readTexts lets the articles numbered from after to to carry their texts, adds addresses and keys that older programs did not keep, and
// corrects digests.
func (w *write) readTexts(ctx context.Context, after, to int64) error {
	var nums []any
	for num := after + 1; num <= min(to, w.last); num++ {
		nums = append(nums, num)
	}
	var digests, addresses, keys []any
	err := w.readCarried(ctx, nums, func(a *corpus.Article, c *carried) {
		w.carried[c.num] = c
		if a.URL != "" {
			addresses = append(addresses, c.num, a.URL)
		}
		if key, long := copies.Key(a); long {
			keys = append(keys, keyBytes(key), c.num)
		}
		if sum, err := digest(a); err == nil && !bytes.Equal(sum, c.content) {
			digests = append(digests, c.num, sum)
		}
	})
	if err != nil {
		return err
	}
	if err := w.tx.Insert(ctx, "INSERT INTO addresses (article, url) VALUES", "ON CONFLICT DO NOTHING", 2, addresses); err != nil {
		return err
	}
	if err := w.tx.Insert(ctx, "INSERT INTO keys (key, article) VALUES", "ON CONFLICT DO NOTHING", 2, keys); err != nil {
		return err
	}
	return w.tx.Insert(ctx, "WITH v (num, content) AS (VALUES",
		") UPDATE articles SET content = v.content FROM v WHERE articles.num = v.num", 2, digests)
}

// readCarried reads the current texts of articles that are not deleted. Damaged ones are left out.
func (w *write) readCarried(ctx context.Context, nums []any, each func(*corpus.Article, *carried)) error {
	return readCurrent(ctx, w.tx, nums, func(a *article, text, seal []byte) error {
		read, err := w.codec.readArticle(a.id, a.revision, text, seal)
		var damage corpus.Damage
		if errors.As(err, &damage) {
			w.log.Warn("a text is not compared with others", "err", err)
			return nil
		}
		if err == nil {
			each(&read, &carried{a, copies.Of(&read), copies.PublishedAt(read.Published)})
		}
		return err
	})
}

// readCurrent reads the stored texts of the current revisions of articles.
func readCurrent(ctx context.Context, tx *sqldb.Tx, nums []any, each func(a *article, text, seal []byte) error) error {
	const query = `SELECT a.num, a.id, a.revision, a.content, r.text, r.text_seal FROM articles a
		JOIN revisions r ON r.article = a.num AND r.revision = a.revision WHERE a.deleted = 0 AND a.num IN (?)`
	return tx.QueryIn(ctx, query, nums, func(rows *sql.Rows) error {
		a := &article{before: true}
		var text, seal sql.RawBytes
		if err := rows.Scan(&a.num, &a.id, &a.revision, &a.content, &text, &seal); err != nil {
			return err
		}
		return each(a, text, seal)
	})
}

// resolveOthers appends a change for the articles that this write did not touch and that have other people or copies by it, in
// order of their ids.
func (w *write) resolveOthers(ctx context.Context) error {
	for _, a := range w.touched {
		delete(w.others, a.num)
	}
	return w.resolved(ctx, slices.Sorted(maps.Keys(w.others)))
}
