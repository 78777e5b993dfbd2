package store

import (
	"context"
	"database/sql"
	"maps"
	"slices"

	"dateline/corpus"
	"dateline/corpus/copies"
	"dateline/corpus/sqldb"
)

// standing is where a text stands in its group.
type standing struct {
	leader int64 // text
	of     int64 // article
	total  int   // articles of the group
}

// group makes the groups anew that the seeds are in.
func (s *shelf) group(ctx context.Context) (map[int64]standing, error) {
	near, err := s.reach(ctx)
	if err != nil {
		return nil, err
	}
	graph := make(map[int64]*copies.Text, len(near))
	for num, others := range near {
		t := s.texts[num]
		graph[num] = &copies.Text{Published: t.published, First: t.firstID, Near: others}
	}
	leads := copies.Lead(graph)
	totals := map[int64]int{}
	for num, leader := range leads {
		totals[leader] += s.texts[num].articles
	}
	made := make(map[int64]standing, len(leads))
	for num, leader := range leads {
		made[num] = standing{leader, s.texts[leader].first, totals[leader]}
	}
	return made, nil
}

// regroup makes the groups anew that the seeds are in, and notes the articles whose group is another.
func (s *shelf) regroup(ctx context.Context) error {
	made, err := s.group(ctx)
	if err != nil {
		return err
	}
	var rows, moved []any
	for _, num := range slices.Sorted(maps.Keys(made)) {
		t, is := s.texts[num], made[num]
		if t.standing == is {
			continue
		}
		if t.of != is.of || t.total != is.total {
			moved = append(moved, num)
		}
		t.standing = is
		rows = append(rows, num, is.leader, is.of, is.total)
	}
	err = s.tx.Insert(ctx, "WITH v (num, leader, of, total) AS (VALUES",
		`) UPDATE texts SET leader = v.leader, of = v.of, total = v.total FROM v WHERE texts.num = v.num`, 4, rows)
	if err != nil {
		return err
	}
	return s.tx.QueryIn(ctx, "SELECT article FROM copies WHERE text IN (?)", moved, func(rows *sql.Rows) error {
		var article int64
		err := rows.Scan(&article)
		s.others[article] = true
		return err
	})
}

// reach returns the texts that the seeds reach by pairs, with those that are near each.
func (s *shelf) reach(ctx context.Context) (map[int64][]copies.Near, error) {
	near := map[int64][]copies.Near{}
	if err := s.loadUnread(ctx, s.seeds); err != nil {
		return nil, err
	}
	frontier := slices.Sorted(maps.Keys(s.seeds))
	for len(frontier) > 0 {
		for _, num := range frontier {
			near[num] = nil
		}
		pairs, err := readPairs(ctx, s.tx, frontier)
		if err != nil {
			return nil, err
		}
		next := map[int64]bool{}
		for p, is := range pairs {
			near[p.text] = append(near[p.text], copies.Near{Text: p.other, Days: is.Days})
			if _, known := near[p.other]; !known {
				next[p.other] = true
			}
		}
		if err := s.loadUnread(ctx, next); err != nil {
			return nil, err
		}
		frontier = slices.Sorted(maps.Keys(next))
	}
	return near, nil
}

// readPairs returns the texts that are near some, with their similarity.
func readPairs(ctx context.Context, tx *sqldb.Tx, texts []int64) (map[pair]copies.Similarity, error) {
	pairs := map[pair]copies.Similarity{}
	err := tx.QueryIn(ctx, "SELECT text, other, similarity, days FROM text_pairs WHERE text IN (?)", numbers(texts), func(rows *sql.Rows) error {
		var p pair
		var is copies.Similarity
		err := rows.Scan(&p.text, &p.other, &is.Thousandths, &is.Days)
		pairs[p] = is
		return err
	})
	return pairs, err
}

// tellCopies completes the outcomes of articles for which another one stands.
func (w *write) tellCopies(ctx context.Context, outcomes []corpus.Outcome) error {
	ids := make([]corpus.ID, len(outcomes))
	for i := range outcomes {
		ids[i] = outcomes[i].ID
	}
	of := map[corpus.ID]corpus.ID{}
	const query = `SELECT a.id, o.id FROM articles a JOIN copies c ON c.article = a.num JOIN texts t ON t.num = c.text
		JOIN articles o ON o.num = t.of WHERE a.id IN (?) AND t.total > 1 AND t.of <> a.num`
	err := w.tx.QueryIn(ctx, query, list(ids), func(rows *sql.Rows) error {
		var id, other corpus.ID
		err := rows.Scan(&id, &other)
		of[id] = other
		return err
	})
	for i := range outcomes {
		outcomes[i].CopyOf = of[outcomes[i].ID]
	}
	return err
}
