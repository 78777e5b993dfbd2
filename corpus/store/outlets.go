package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"dateline/corpus"
	"dateline/corpus/sqldb"
)

// Outlets returns outlets, those with most articles first.
func (s *Store) Outlets(ctx context.Context, contains string, limit int) ([]corpus.Outlet, error) {
	var outlets []corpus.Outlet
	err := s.db.Read(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		const query = `SELECT outlet, articles FROM outlets WHERE field = '' UNION ALL
			SELECT outlet, 0 FROM sources s WHERE NOT EXISTS (SELECT 1 FROM outlets o WHERE o.outlet = s.outlet)
			ORDER BY 2 DESC, 1`
		var keys []string
		err := tx.Query(ctx, query, nil, func(rows *sql.Rows) error {
			var key string
			var articles int
			err := rows.Scan(&key, &articles)
			keys = append(keys, key)
			return err
		})
		if err != nil {
			return err
		}
		if contains == "" {
			keys = keys[:min(max(limit, 0), len(keys))]
		}
		outlets, err = readOutlets(ctx, tx, keys)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("listing outlets: %w", err)
	}
	outlets = slices.DeleteFunc(outlets, func(o corpus.Outlet) bool { return !o.Contains(contains) })
	return outlets[:min(max(limit, 0), len(outlets))], nil
}

// Outlet returns one outlet.
func (s *Store) Outlet(ctx context.Context, key string) (corpus.Outlet, error) {
	var found []corpus.Outlet
	err := s.db.Read(ctx, func(ctx context.Context, tx *sqldb.Tx) (err error) {
		found, err = readOutlets(ctx, tx, []string{text(strings.ToLower(key))})
		return err
	})
	switch {
	case err != nil:
		return corpus.Outlet{}, fmt.Errorf("outlet %s: %w", key, err)
	case len(found) == 0:
		return corpus.Outlet{}, corpus.Errorf(corpus.NotFound, "no article is of %q, and nothing is set of it", key)
	}
	return found[0], nil
}

// OutletNames returns the names of outlets.
func (s *Store) OutletNames(ctx context.Context, keys []string) (map[string]string, error) {
	names := make(map[string]string, len(keys))
	err := s.db.Read(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		clear(names)
		outlets, err := readOutlets(ctx, tx, keys)
		for _, o := range outlets {
			if o.Name.Value != "" {
				names[o.Key] = o.Name.Value
			}
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("names of %d outlets: %w", len(keys), err)
	}
	return names, nil
}

// readOutlets returns the outlets with those keys that are known, in that order.
func readOutlets(ctx context.Context, tx *sqldb.Tx, keys []string) ([]corpus.Outlet, error) {
	claims := map[string]map[string][]corpus.Claim{}
	seen := map[counted]bool{}
	err := tx.QueryIn(ctx, "SELECT outlet, field, value, articles FROM outlets WHERE outlet IN (?)", list(keys), func(rows *sql.Rows) error {
		var row counted
		var c corpus.Claim
		if err := rows.Scan(&row.outlet, &row.field, &c.Value, &c.Articles); err != nil {
			return err
		}
		row.value = c.Value
		if seen[row] {
			return nil
		}
		seen[row] = true
		if claims[row.outlet] == nil {
			claims[row.outlet] = map[string][]corpus.Claim{}
		}
		claims[row.outlet][row.field] = append(claims[row.outlet][row.field], c)
		return nil
	})
	if err != nil {
		return nil, err
	}
	edits, err := readEdits(ctx, tx, keys)
	if err != nil {
		return nil, err
	}
	var outlets []corpus.Outlet
	for _, key := range keys {
		said, edit := claims[key], edits[key]
		if said == nil && edit == nil {
			continue
		}
		o := corpus.Outlet{Key: key}
		if edit == nil {
			edit = &corpus.OutletEdit{}
		}
		for _, c := range said[""] {
			o.Articles = c.Articles
		}
		o.Name = corpus.NewStated(edit.Name, said["name"])
		o.Country = corpus.NewStated(edit.Country, said["country"])
		o.Language = corpus.NewStated(edit.Language, said["language"])
		outlets = append(outlets, o)
	}
	return outlets, nil
}

// readEdits returns what editors have set of outlets, by key.
func readEdits(ctx context.Context, tx *sqldb.Tx, keys []string) (map[string]*corpus.OutletEdit, error) {
	edits := map[string]*corpus.OutletEdit{}
	const query = "SELECT outlet, name, country, language FROM sources WHERE outlet IN (?)"
	err := tx.QueryIn(ctx, query, list(keys), func(rows *sql.Rows) error {
		e := &corpus.OutletEdit{}
		err := rows.Scan(&e.Key, &e.Name, &e.Country, &e.Language)
		edits[e.Key] = e
		return err
	})
	return edits, err
}

// readSources fills in what is said of the sources of records.
func readSources(ctx context.Context, tx *sqldb.Tx, records map[corpus.ID]corpus.Record) error {
	wanted := map[string]bool{}
	for _, rec := range records {
		wanted[rec.Article.Source.Key()] = true
	}
	edits, err := readEdits(ctx, tx, slices.Sorted(maps.Keys(wanted)))
	if err != nil {
		return err
	}
	for id, rec := range records {
		rec.Source = rec.Article.Source.Edited(edits[rec.Article.Source.Key()])
		records[id] = rec
	}
	return nil
}

// EditOutlet sets properties of an outlet.
func (s *Store) EditOutlet(ctx context.Context, e corpus.OutletEdit) (int, error) {
	e.Key = text(strings.ToLower(strings.TrimSpace(e.Key)))
	if e.Key == "" {
		return 0, corpus.Errorf(corpus.Invalid, "there is no outlet to set anything of")
	}
	changed := 0
	err := s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		w, err := s.begin(ctx, tx)
		if err != nil {
			return err
		}
		changed, err = w.edit(ctx, e)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("setting properties of %s: %w", e.Key, err)
	}
	return changed, nil
}

func (w *write) edit(ctx context.Context, e corpus.OutletEdit) (int, error) {
	edits, err := readEdits(ctx, w.tx, []string{e.Key})
	if err != nil {
		return 0, err
	}
	was := edits[e.Key]
	is := was.Join(e)
	if _, err := w.tx.Exec(ctx, "DELETE FROM sources WHERE outlet = ?", e.Key); err != nil {
		return 0, err
	}
	if is != nil {
		_, err := w.tx.Exec(ctx, "INSERT INTO sources (outlet, name, country, language) VALUES (?, ?, ?, ?)",
			e.Key, nullable(is.Name), nullable(is.Country), nullable(is.Language))
		if err != nil {
			return 0, err
		}
	}
	var nums []int64
	const said = "SELECT article, name, country FROM claims WHERE outlet = ? ORDER BY article"
	err = w.tx.Query(ctx, said, []any{e.Key}, func(rows *sql.Rows) error {
		var num int64
		var source corpus.Source
		err := rows.Scan(&num, &source.Name, &source.Country)
		if source.Edited(was) != source.Edited(is) {
			nums = append(nums, num)
		}
		return err
	})
	if err != nil {
		return 0, err
	}
	if err := w.resolved(ctx, nums); err != nil {
		return 0, err
	}
	return len(nums), errors.Join(w.writeArticles(ctx, w.touched), w.writeStore(ctx))
}

func nullable(s *string) any {
	if s == nil {
		return nil
	}
	return text(*s)
}
