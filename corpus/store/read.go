package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"dateline/corpus"
	"dateline/corpus/sqldb"
)

// Changes returns the last change of each article changed after the given position.
func (s *Store) Changes(ctx context.Context, after corpus.Seq, limit int) ([]corpus.Change, error) {
	const query = "SELECT seq, change, id FROM articles WHERE seq > ? ORDER BY seq LIMIT ?"
	changes, err := collect(ctx, s, query, []any{int64(after), max(limit, 0)}, func(rows *sql.Rows) (c corpus.Change, err error) {
		err = rows.Scan(&c.Seq, &c.Kind, &c.ID)
		return c, err
	})
	if err != nil {
		return nil, fmt.Errorf("changes after %d: %w", after, err)
	}
	return changes, nil
}

// Lookup returns the id known under key.
func (s *Store) Lookup(ctx context.Context, key corpus.Key) (corpus.ID, error) {
	var id corpus.ID
	err := s.queryRow(ctx, "SELECT a.id FROM keys k JOIN articles a ON a.num = k.article WHERE k.key = ?",
		[]any{keyBytes(key)}, &id)
	if errors.Is(err, sql.ErrNoRows) {
		return "", corpus.Errorf(corpus.NotFound, "no article is known as %q", key)
	}
	if err != nil {
		return "", fmt.Errorf("looking up %q: %w", key, err)
	}
	return id, nil
}

// Records returns the current state of the articles.
func (s *Store) Records(ctx context.Context, ids []corpus.ID) (map[corpus.ID]corpus.Record, error) {
	records := make(map[corpus.ID]corpus.Record, len(ids))
	var damages []error
	err := s.db.Read(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		clear(records)
		damages = nil
		nums := make(map[int64]corpus.ID, len(ids))
		const query = `SELECT a.num, a.id, a.revision, a.seq, r.text, r.text_seal, n.revision, n.facts, n.seal
			FROM articles a
			LEFT JOIN revisions r ON r.article = a.num AND r.revision = a.revision
			LEFT JOIN annotations n ON n.article = a.num
			WHERE a.deleted = 0 AND a.id IN (?)`
		err := tx.QueryIn(ctx, query, list(ids), func(rows *sql.Rows) error {
			num, rec, err := s.scanRecord(rows)
			var damage corpus.Damage
			switch {
			case errors.As(err, &damage):
				damages = append(damages, damage)
			case err != nil:
				return err
			default:
				nums[num] = rec.Article.ID
				records[rec.Article.ID] = rec
			}
			return nil
		})
		if err != nil {
			return err
		}
		return errors.Join(readPeople(ctx, tx, nums, records), readSources(ctx, tx, records), readCopies(ctx, tx, nums, records))
	})
	if err != nil {
		return nil, fmt.Errorf("reading %d articles: %w", len(ids), err)
	}
	return records, errors.Join(damages...)
}

func (s *Store) scanRecord(rows *sql.Rows) (int64, corpus.Record, error) {
	var rec corpus.Record
	var num int64
	var id corpus.ID
	var revision int
	var described sql.NullInt64
	var text, textSeal, facts, factsSeal sql.RawBytes
	err := rows.Scan(&num, &id, &revision, &rec.Seq, &text, &textSeal, &described, &facts, &factsSeal)
	if err != nil {
		return 0, rec, err
	}
	if rec.Article, err = s.codec.readArticle(id, revision, text, textSeal); err != nil {
		return 0, rec, err
	}
	if int64(revision) != described.Int64 {
		return 0, rec, corpus.Damage{ID: id, Revision: revision, What: kindAnnotations, Err: errMissing}
	}
	rec.Annotations, err = s.codec.readFacts(id, revision, facts, factsSeal)
	return num, rec, err
}

func readPeople(ctx context.Context, tx *sqldb.Tx, nums map[int64]corpus.ID, records map[corpus.ID]corpus.Record) error {
	args := make([]any, 0, len(nums))
	for num := range nums {
		args = append(args, num)
	}
	return readResolved(ctx, tx, args, func(num int64, p corpus.Resolved) {
		rec := records[nums[num]]
		rec.People = append(rec.People, p)
		records[nums[num]] = rec
	})
}

// Revisions returns all revisions of an article, newest first.
func (s *Store) Revisions(ctx context.Context, id corpus.ID) ([]corpus.Article, error) {
	type result struct {
		article corpus.Article
		damage  error
	}
	const query = `SELECT r.revision, r.text, r.text_seal FROM articles a JOIN revisions r ON r.article = a.num
		WHERE a.id = ? ORDER BY r.revision DESC`
	results, err := collect(ctx, s, query, []any{string(id)}, func(rows *sql.Rows) (one result, err error) {
		var revision int
		var text, stored sql.RawBytes
		if err := rows.Scan(&revision, &text, &stored); err != nil {
			return one, err
		}
		one.article, one.damage = s.codec.readArticle(id, revision, text, stored)
		return one, nil
	})
	if err != nil {
		return nil, fmt.Errorf("revisions of %s: %w", id, err)
	}
	if len(results) == 0 {
		return nil, corpus.Errorf(corpus.NotFound, "there is no article %s", id)
	}
	var articles []corpus.Article
	var damages []error
	for _, one := range results {
		if one.damage == nil {
			articles = append(articles, one.article)
		}
		damages = append(damages, one.damage)
	}
	return articles, errors.Join(damages...)
}

// Original returns the bytes that a revision came from.
func (s *Store) Original(ctx context.Context, id corpus.ID, revision int) (corpus.Original, error) {
	var desc string
	var packed, stored []byte
	const query = `SELECT r.revision, r.about, r.original, r.original_seal
		FROM articles a JOIN revisions r ON r.article = a.num
		WHERE a.id = ? AND r.revision = CASE ? WHEN 0 THEN a.revision ELSE ? END`
	err := s.queryRow(ctx, query, []any{string(id), revision, revision}, &revision, &desc, &packed, &stored)
	if errors.Is(err, sql.ErrNoRows) {
		return corpus.Original{}, corpus.Errorf(corpus.NotFound, "there is no revision %d of an article %s", revision, id)
	}
	if err != nil {
		return corpus.Original{}, fmt.Errorf("original of %s: %w", id, err)
	}
	return s.codec.readOriginal(id, revision, desc, packed, stored)
}

// BySource returns ids of a source's articles, in id order.
func (s *Store) BySource(ctx context.Context, domain string, after corpus.ID, limit int) ([]corpus.ID, error) {
	const query = "SELECT id FROM articles WHERE deleted = 0 AND source = ? AND id > ? ORDER BY id LIMIT ?"
	ids, err := s.ids(ctx, query, text(domain), string(after), max(limit, 0))
	if err != nil {
		return nil, fmt.Errorf("articles of %s: %w", domain, err)
	}
	return ids, nil
}

// Outdated returns ids of articles whose facts are of another version, in id order. Versions are few, so
// each is read by itself, in order, from the index, and the lists are merged.
func (s *Store) Outdated(ctx context.Context, version string, after corpus.ID, limit int) ([]corpus.ID, error) {
	versions, err := s.annotators(ctx)
	var all []corpus.ID
	for _, v := range versions {
		if err != nil || v == text(version) {
			continue
		}
		const query = "SELECT id FROM articles WHERE deleted = 0 AND annotator = ? AND id > ? ORDER BY id LIMIT ?"
		var ids []corpus.ID
		ids, err = s.ids(ctx, query, v, string(after), max(limit, 0))
		all = append(all, ids...)
	}
	if err != nil {
		return nil, fmt.Errorf("articles with facts not of %s: %w", version, err)
	}
	slices.Sort(all)
	return all[:min(max(limit, 0), len(all))], nil
}

// annotators returns the annotator versions there are.
func (s *Store) annotators(ctx context.Context) ([]string, error) {
	var versions []string
	err := s.db.Read(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		versions = nil
		compare, last := ">=", ""
		for {
			err := tx.QueryRow(ctx, "SELECT annotator FROM articles WHERE deleted = 0 AND annotator "+compare+
				" ? ORDER BY annotator LIMIT 1", []any{last}, &last)
			if errors.Is(err, sql.ErrNoRows) {
				return nil
			}
			if err != nil {
				return err
			}
			versions, compare = append(versions, last), ">"
		}
	})
	return versions, err
}

// Annotators counts the articles by the version of their facts.
func (s *Store) Annotators(ctx context.Context) (map[string]int, error) {
	var counts map[string]int
	err := s.db.Read(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		counts = map[string]int{}
		const query = "SELECT annotator, COUNT(*) FROM articles WHERE deleted = 0 GROUP BY annotator"
		return tx.Query(ctx, query, nil, func(rows *sql.Rows) error {
			var version string
			var n int
			err := rows.Scan(&version, &n)
			counts[version] = n
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("annotator versions: %w", err)
	}
	return counts, nil
}

// ids runs a query for article ids.
func (s *Store) ids(ctx context.Context, query string, args ...any) ([]corpus.ID, error) {
	return collect(ctx, s, query, args, func(rows *sql.Rows) (id corpus.ID, err error) {
		err = rows.Scan(&id)
		return id, err
	})
}

// collect runs a query in a transaction of its own and returns what scan makes of its rows.
func collect[T any](ctx context.Context, s *Store, query string, args []any, scan func(*sql.Rows) (T, error)) ([]T, error) {
	var all []T
	err := s.db.Read(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		all = nil
		return tx.Query(ctx, query, args, func(rows *sql.Rows) error {
			one, err := scan(rows)
			if err == nil {
				all = append(all, one)
			}
			return err
		})
	})
	return all, err
}

// queryRow runs a query for one row in a transaction of its own.
func (s *Store) queryRow(ctx context.Context, query string, args []any, dest ...any) error {
	return s.db.Read(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		return tx.QueryRow(ctx, query, args, dest...)
	})
}
