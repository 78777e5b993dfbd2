package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"maps"
	"slices"

	"dateline/corpus"
	"dateline/corpus/resolve"
	"dateline/corpus/sqldb"
)

// keepRules derives who is who anew where that was last done by other rules.
func (s *Store) keepRules(ctx context.Context) error {
	var rules string
	if err := s.queryRow(ctx, "SELECT rules FROM store", nil, &rules); err != nil || rules == resolve.Version {
		return err
	}
	s.log.Info("deriving who is who by new rules", "path", s.db.Path(), "from", rules, "to", resolve.Version)
	n, err := s.RebuildPeople(ctx)
	if err == nil {
		s.log.Info("who is who is derived", "path", s.db.Path(), "changed_articles", n)
	}
	return err
}

// RebuildPeople derives who is who from the annotations anew, in one transaction. Articles whose facts are damaged name nobody
// then; Check reports them.
func (s *Store) RebuildPeople(ctx context.Context) (int, error) {
	changed := 0
	err := s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		w, err := s.begin(ctx, tx)
		if err != nil {
			return err
		}
		was, err := w.fingerprints(ctx)
		if err != nil {
			return err
		}
		if err := w.derive(ctx); err != nil {
			return err
		}
		is, err := w.fingerprints(ctx)
		if err != nil {
			return err
		}
		others := map[int64]bool{}
		for num := range was {
			others[num] = is[num] != was[num]
		}
		for num := range is {
			others[num] = is[num] != was[num]
		}
		maps.DeleteFunc(others, func(_ int64, other bool) bool { return !other })
		changed = len(others)
		if err := w.resolved(ctx, slices.Sorted(maps.Keys(others))); err != nil {
			return err
		}
		if err := w.writeArticles(ctx, w.touched); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, "UPDATE store SET rules = ?", resolve.Version); err != nil {
			return err
		}
		return w.writeStore(ctx)
	})
	if err != nil {
		return 0, fmt.Errorf("deriving who is who: %w", err)
	}
	return changed, nil
}

// fingerprints returns a hash of who the people of each article are, by number.
func (w *write) fingerprints(ctx context.Context) (map[int64]uint64, error) {
	prints := map[int64]uint64{}
	hash := fnv.New64a()
	for from := int64(0); from < w.last; from += derivePage {
		nums := make([]any, 0, derivePage)
		for num := from + 1; num <= min(from+derivePage, w.last); num++ {
			nums = append(nums, num)
		}
		err := readResolved(ctx, w.tx, nums, func(article int64, p corpus.Resolved) {
			hash.Reset()
			_, _ = io.WriteString(hash, fmt.Sprintf("%x %d %q %q", prints[article], p.Person, p.ID, p.Rule)) // a hash takes all
			prints[article] = hash.Sum64()
		})
		if err != nil {
			return nil, err
		}
	}
	return prints, nil
}

// derivePage is how many articles are read at a time.
const derivePage = 256

// derive empties the tables of people and fills them from the annotations.
func (w *write) derive(ctx context.Context) error {
	for _, table := range []string{"people", "article_ties", "people_names", "people_forms", "ties", "identities"} {
		if _, err := w.tx.Exec(ctx, "DELETE FROM "+table); err != nil {
			return err
		}
	}
	r := newRoster(w)
	for from := int64(0); from < w.last; from += derivePage {
		page, err := w.readDescribed(ctx, from, from+derivePage)
		if err != nil {
			return err
		}
		if err := r.add(ctx, page); err != nil {
			return err
		}
		if err := r.count(ctx); err != nil {
			return err
		}
	}
	for _, d := range w.curated.decisions {
		for _, family := range resolve.FamiliesOf(d) {
			r.seeds[family] = true
		}
	}
	return r.resolveAll(ctx)
}

// readDescribed reads the people of the facts of the articles numbered from after to to.
func (w *write) readDescribed(ctx context.Context, after, to int64) ([]*article, error) {
	var page []*article
	const query = `SELECT a.num, a.id, a.revision, n.facts, n.seal FROM articles a JOIN annotations n ON n.article = a.num
		WHERE a.deleted = 0 AND a.num > ? AND a.num <= ? ORDER BY a.num`
	err := w.tx.Query(ctx, query, []any{after, to}, func(rows *sql.Rows) error {
		a := &article{before: true}
		var facts, stored sql.RawBytes
		if err := rows.Scan(&a.num, &a.id, &a.revision, &facts, &stored); err != nil {
			return err
		}
		found, err := w.codec.readFacts(a.id, a.revision, facts, stored)
		var damage corpus.Damage
		if errors.As(err, &damage) {
			w.log.Warn("people are left out of an article", "err", err)
			return nil
		}
		a.people = resolve.Names(found)
		page = append(page, a)
		return err
	})
	return page, err
}

// resolveAll resolves the seeds in parts, so that not all forms are held at once. Forms are new: no article changes by it.
func (r *roster) resolveAll(ctx context.Context) error {
	const most = 2000
	seeds := slices.Sorted(maps.Keys(r.seeds))
	done := map[string]bool{}
	for part := range slices.Chunk(seeds, most) {
		clear(r.seeds)
		for _, family := range part {
			if !done[family] {
				r.seeds[family] = true
			}
		}
		if len(r.seeds) == 0 {
			continue
		}
		c, err := reach(ctx, r.tx, r.curated, r.seeds)
		if err != nil {
			return err
		}
		maps.Copy(done, c.families)
		if _, err := r.settle(ctx, c); err != nil {
			return err
		}
	}
	return nil
}
