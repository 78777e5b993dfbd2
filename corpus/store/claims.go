package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"

	"dateline/corpus"
	"dateline/corpus/sqldb"
)

// claim is what an article says of its outlet. The zero value is that of an article that is gone, or names none.
type claim struct{ outlet, name, country, language string }

func newClaim(a *corpus.Article) claim {
	s := a.Source
	if s.Key() == "" {
		return claim{}
	}
	return claim{text(s.Key()), text(s.Name), text(s.Country), text(a.Language)}
}

// counted is a row of outlets without its number.
type counted struct{ outlet, field, value string }

// rows are what is counted of a claim.
func (c claim) rows() []counted {
	if c.outlet == "" {
		return nil
	}
	rows := []counted{{c.outlet, "", ""}}
	for _, said := range []counted{{c.outlet, "name", c.name}, {c.outlet, "country", c.country}, {c.outlet, "language", c.language}} {
		if said.value != "" {
			rows = append(rows, said)
		}
	}
	return rows
}

// writeClaims replaces what articles say of their outlets, and counts it.
func (w *write) writeClaims(ctx context.Context) error {
	nums := slices.Sorted(maps.Keys(w.claims))
	args := make([]any, len(nums))
	for i, num := range nums {
		args[i] = num
	}
	delta := map[counted]int{}
	const said = "SELECT article, outlet, name, country, language FROM claims WHERE article IN (?)"
	seen := map[int64]bool{}
	err := w.tx.QueryIn(ctx, said, args, func(rows *sql.Rows) error {
		var num int64
		var c claim
		err := rows.Scan(&num, &c.outlet, &c.name, &c.country, &c.language)
		if err == nil && !seen[num] {
			seen[num] = true
			count(delta, c, -1)
		}
		return err
	})
	if err != nil {
		return err
	}
	var gone, rows []any
	for _, num := range nums {
		c := w.claims[num]
		if c.outlet == "" {
			gone = append(gone, num)
			continue
		}
		count(delta, c, 1)
		rows = append(rows, num, c.outlet, c.name, c.country, c.language)
	}
	if err := w.tx.ExecIn(ctx, "DELETE FROM claims WHERE article IN (?)", gone); err != nil {
		return err
	}
	err = w.tx.Insert(ctx, "INSERT INTO claims (article, outlet, name, country, language) VALUES",
		`ON CONFLICT (article) DO UPDATE SET outlet = excluded.outlet, name = excluded.name, country = excluded.country,
			language = excluded.language`, 5, rows)
	if err != nil {
		return err
	}
	return w.writeCounts(ctx, delta)
}

func count(delta map[counted]int, c claim, n int) {
	for _, row := range c.rows() {
		delta[row] += n
	}
}

func (w *write) writeCounts(ctx context.Context, delta map[counted]int) error {
	var rows []any
	lost := false
	for row, n := range delta {
		if n != 0 {
			rows = append(rows, row.outlet, row.field, row.value, n)
			lost = lost || n < 0
		}
	}
	err := w.tx.Insert(ctx, "INSERT INTO outlets (outlet, field, value, articles) VALUES",
		"ON CONFLICT (outlet, field, value) DO UPDATE SET articles = articles + excluded.articles", 4, rows)
	if err != nil || !lost {
		return err
	}
	var outlets []any
	for row, n := range delta {
		if n < 0 {
			outlets = append(outlets, row.outlet)
		}
	}
	return w.tx.ExecIn(ctx, "DELETE FROM outlets WHERE articles = 0 AND outlet IN (?)", outlets)
}

// keepClaims makes the claims of the articles of a store that was made before there were any.
func (s *Store) keepClaims(ctx context.Context) error {
	var done bool
	if err := s.queryRow(ctx, "SELECT claimed FROM store", nil, &done); err != nil || done {
		return err
	}
	s.log.Info("gathering what articles say of their outlets", "path", s.db.Path())
	return s.RebuildOutlets(ctx)
}

// RebuildOutlets gathers what articles say of their outlets anew, in one transaction. What an editor has set stays.
func (s *Store) RebuildOutlets(ctx context.Context) error {
	err := s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		w, err := s.begin(ctx, tx)
		if err != nil {
			return err
		}
		for _, table := range []string{"claims", "outlets"} {
			if _, err := tx.Exec(ctx, "DELETE FROM "+table); err != nil {
				return err
			}
		}
		for from := int64(1); from <= w.last; from += checkPage {
			if err := w.claimRange(ctx, from, from+checkPage-1); err != nil {
				return err
			}
		}
		_, err = tx.Exec(ctx, "UPDATE store SET claimed = 1")
		return err
	})
	if err != nil {
		return fmt.Errorf("gathering what articles say of their outlets: %w", err)
	}
	return nil
}

// claimRange makes the claims of the articles numbered from to to. A damaged one makes none.
func (w *write) claimRange(ctx context.Context, from, to int64) error {
	clear(w.claims)
	const query = `SELECT a.num, a.id, r.revision, r.text, r.text_seal FROM articles a
		JOIN revisions r ON r.article = a.num AND r.revision = a.revision WHERE a.deleted = 0 AND a.num BETWEEN ? AND ?`
	err := w.tx.Query(ctx, query, []any{from, to}, func(rows *sql.Rows) error {
		var num int64
		var id corpus.ID
		var revision int
		var packed, stored sql.RawBytes
		if err := rows.Scan(&num, &id, &revision, &packed, &stored); err != nil {
			return err
		}
		if a, err := w.codec.readArticle(id, revision, packed, stored); err == nil {
			w.claims[num] = newClaim(&a)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return w.writeClaims(ctx)
}

const kindOutlets = "outlets"

var errClaim = errors.New("it is kept as saying something else of its outlet: 'dateline sources rebuild' gathers that anew")

// compareClaims compares what the articles numbered from to to say of their outlets with what they are kept as saying.
func (c *checker) compareClaims(ctx context.Context, tx *sqldb.Tx, from, to int64) error {
	kept := map[corpus.ID]claim{}
	const query = `SELECT a.id, a.deleted, c.outlet, c.name, c.country, c.language FROM claims c
		JOIN articles a ON a.num = c.article WHERE c.article BETWEEN ? AND ?`
	err := tx.Query(ctx, query, []any{from, to}, func(rows *sql.Rows) error {
		var id corpus.ID
		var deleted bool
		var one claim
		err := rows.Scan(&id, &deleted, &one.outlet, &one.name, &one.country, &one.language)
		kept[id] = one
		if deleted {
			c.damages = append(c.damages, corpus.Damage{ID: id, What: kindOutlets, Err: errClaim})
		}
		return err
	})
	for i := range c.current {
		a := &c.current[i]
		if kept[a.ID] != newClaim(a) {
			c.damages = append(c.damages, corpus.Damage{ID: a.ID, Revision: a.Revision, What: kindOutlets, Err: errClaim})
		}
	}
	return err
}

// checkOutlets compares what is counted of outlets with the claims that it is counted from.
func (s *Store) checkOutlets(ctx context.Context, report func(corpus.Damage) error) error {
	return s.checkDerived(ctx, kindOutlets, report, func(ctx context.Context, tx *sqldb.Tx, wrong *findings) error {
		delta := map[counted]int{}
		err := tx.Query(ctx, `SELECT c.outlet, c.name, c.country, c.language FROM claims c
			JOIN articles a ON a.num = c.article WHERE a.deleted = 0`, nil, func(rows *sql.Rows) error {
			var c claim
			err := rows.Scan(&c.outlet, &c.name, &c.country, &c.language)
			count(delta, c, 1)
			return err
		})
		if err != nil {
			return err
		}
		err = tx.Query(ctx, "SELECT outlet, field, value, articles FROM outlets", nil, func(rows *sql.Rows) error {
			var row counted
			var n int
			err := rows.Scan(&row.outlet, &row.field, &row.value, &n)
			delta[row] -= n
			return err
		})
		for row, n := range delta {
			if n != 0 {
				wrong.note("%q %s %q is counted %+d times too often", row.outlet, row.field, row.value, -n)
			}
		}
		return err
	})
}
