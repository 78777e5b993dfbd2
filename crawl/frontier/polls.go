package frontier

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"dateline/corpus"
	"dateline/corpus/sqldb"
	"dateline/corpus/weburl"
)

// Watched is a feed, sitemap or page that is read again and again.
type Watched struct {
	URL    string
	Kind   string // "feed", "sitemap", "page": the crawler's own word, given back with each lease
	Source string // what it was added as, such as the address of its site
}

// PollState is how a poll stands.
type PollState struct {
	Watched
	Paused   bool
	Next     time.Time // of the frontier's clock
	Success  time.Time // last answer that was no failure, zero for none
	LastNew  time.Time // last answer with a new item, zero for none
	Items    int       // new items ever
	Daily    float64   // items expected in a day
	Failures int       // in a row
	Error    string    // of the last answer, "" if it was none
}

// Watch adds polls, due at once, and returns how many are new. One that is there keeps its rhythm and takes the new kind and source. The
// error is of kind Invalid for what is no address to fetch.
func (f *Frontier) Watch(ctx context.Context, polls ...Watched) (int, error) {
	added := 0
	err := f.write(ctx, func(ctx context.Context, tx *sqldb.Tx, now int64) error {
		added = 0
		for _, p := range polls {
			address, err := weburl.Canonical(p.URL)
			if err != nil {
				return corpus.Errorf(corpus.Invalid, "%w", err)
			}
			p.URL = address
			isNew, err := f.watch(ctx, tx, p, now)
			if err != nil {
				return err
			}
			if isNew {
				added++
			}
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("adding polls: %w", err)
	}
	return added, nil
}

func (f *Frontier) watch(ctx context.Context, tx *sqldb.Tx, p Watched, now int64) (isNew bool, err error) {
	host := weburl.Host(p.URL)
	h, err := f.host(ctx, tx, host)
	if err != nil {
		return false, err
	}
	var id, class int64
	// An address known as a page becomes a poll; one under way does when its lease ends.
	err = tx.QueryRow(ctx, "SELECT id, class FROM frontier_urls WHERE url = ?", []any{p.URL}, &id, &class)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		err = tx.QueryRow(ctx, "INSERT INTO frontier_urls (url, host, class, state, due, added, depth, via, claim, pattern, attempts, lost, lease, until, etag, modified, hash, fetched, gap, error) "+
			"VALUES (?, ?, 0, 0, ?, ?, 0, '', '', 0, 0, 0, 0, 0, '', '', '', 0, 0, '') RETURNING id", []any{p.URL, host, now, now}, &id)
		isNew = true
	case err == nil && class != int64(Poll):
		_, err = tx.Exec(ctx, "UPDATE frontier_urls SET class = 0, state = CASE WHEN state = 1 THEN 1 ELSE 0 END, due = ?, pattern = 0 WHERE id = ?", now, id)
		isNew = true
	}
	if err != nil {
		return false, err
	}
	_, err = tx.Exec(ctx, "INSERT INTO frontier_polls (id, kind, source, paused, rhythm, success, news, items) VALUES (?, ?, ?, 0, ?, 0, 0, 0) "+
		"ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, source = excluded.source", id, p.Kind, p.Source, "{}")
	if err != nil {
		return false, err
	}
	return isNew, f.settle(ctx, tx, &h)
}

// Unwatch ends a poll and forgets its address. The error is of kind NotFound where it is none.
func (f *Frontier) Unwatch(ctx context.Context, address string) error {
	return f.poll(ctx, address, func(ctx context.Context, tx *sqldb.Tx, id int64) error {
		return execAll(ctx, tx, []statement{
			{"DELETE FROM frontier_polls WHERE id = ?", []any{id}},
			{"DELETE FROM frontier_urls WHERE id = ?", []any{id}},
		})
	})
}

// Pause stops a poll for now, or goes on with it. The error is of kind NotFound where it is none.
func (f *Frontier) Pause(ctx context.Context, address string, pause bool) error {
	return f.poll(ctx, address, func(ctx context.Context, tx *sqldb.Tx, id int64) error {
		flag, from, to := 0, paused, waiting
		if pause {
			flag, from, to = 1, waiting, paused
		}
		return execAll(ctx, tx, []statement{
			{"UPDATE frontier_polls SET paused = ? WHERE id = ?", []any{flag, id}},
			{"UPDATE frontier_urls SET state = ? WHERE id = ? AND state = ?", []any{to, id, from}},
		})
	})
}

// poll changes the poll of an address.
func (f *Frontier) poll(ctx context.Context, address string, change func(context.Context, *sqldb.Tx, int64) error) error {
	canonical, err := weburl.Canonical(address)
	if err != nil {
		return corpus.Errorf(corpus.Invalid, "%w", err)
	}
	err = f.write(ctx, func(ctx context.Context, tx *sqldb.Tx, _ int64) error {
		var id int64
		err := tx.QueryRow(ctx, "SELECT p.id FROM frontier_polls p JOIN frontier_urls u ON u.id = p.id WHERE u.url = ?", []any{canonical}, &id)
		if errors.Is(err, sql.ErrNoRows) {
			return corpus.Errorf(corpus.NotFound, "%s is not followed", canonical)
		}
		if err != nil {
			return err
		}
		if err := change(ctx, tx, id); err != nil {
			return err
		}
		h, err := f.host(ctx, tx, weburl.Host(canonical))
		if err != nil {
			return err
		}
		return f.settle(ctx, tx, &h)
	})
	if err != nil {
		return fmt.Errorf("changing a poll: %w", err)
	}
	return nil
}

// Polls returns all polls, by source and address.
func (f *Frontier) Polls(ctx context.Context) ([]PollState, error) {
	f.jumping.RLock()
	defer f.jumping.RUnlock()
	var polls []PollState
	err := f.db.Read(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		polls = nil
		const query = "SELECT u.url, p.kind, p.source, p.paused, u.due, p.success, p.news, p.items, p.rhythm, u.error " +
			"FROM frontier_polls p JOIN frontier_urls u ON u.id = p.id ORDER BY p.source, u.url"
		return tx.Query(ctx, query, nil, func(rows *sql.Rows) error {
			p, err := f.scanPoll(rows)
			polls = append(polls, p)
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("listing polls: %w", err)
	}
	return polls, nil
}

func (f *Frontier) scanPoll(rows *sql.Rows) (PollState, error) {
	var p PollState
	var isPaused, due, success, news int64
	var text string
	if err := rows.Scan(&p.URL, &p.Kind, &p.Source, &isPaused, &due, &success, &news, &p.Items, &text, &p.Error); err != nil {
		return p, err
	}
	var rhythm Rhythm
	if err := json.Unmarshal([]byte(text), &rhythm); err != nil {
		return p, fmt.Errorf("reading the rhythm of %s: %w", p.URL, err)
	}
	p.Paused, p.Next, p.Success, p.LastNew = isPaused != 0, timeOf(due), timeOf(success), timeOf(news)
	p.Failures = rhythm.Failures
	if !rhythm.At.IsZero() {
		p.Daily = rhythm.daily(rhythm.At)
	}
	return p, nil
}

// timeOf returns the time of milliseconds, zero for 0.
func timeOf(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}
