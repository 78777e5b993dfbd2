package frontier

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"dateline/corpus"
	"dateline/corpus/sqldb"
)

// Stats counts what a frontier holds.
type Stats struct {
	Waiting    map[Class]int // due or not
	Leased     int
	Done       int
	GivenUp    int
	Paused     int
	Hosts      int
	BackingOff int           // hosts
	Polls      int           // not counting paused ones
	Overdue    time.Duration // of the poll that should have been made first
}

// Stats counts what the frontier holds now.
func (f *Frontier) Stats(ctx context.Context) (Stats, error) {
	f.jumping.RLock()
	defer f.jumping.RUnlock()
	s := Stats{Waiting: make(map[Class]int)}
	err := f.db.Read(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		s = Stats{Waiting: make(map[Class]int)}
		now := f.clock.now()
		err := tx.Query(ctx, "SELECT class, state, count(*) FROM frontier_urls GROUP BY class, state", nil, func(rows *sql.Rows) error {
			var class, state, n int
			if err := rows.Scan(&class, &state, &n); err != nil {
				return err
			}
			switch state {
			case waiting:
				s.Waiting[Class(class)] += n
			case leased:
				s.Leased += n
			case done:
				s.Done += n
			case givenUp:
				s.GivenUp += n
			case paused:
				s.Paused += n
			}
			return nil
		})
		if err != nil {
			return err
		}
		if err := tx.QueryRow(ctx, "SELECT count(*), coalesce(sum(CASE WHEN until > ? THEN 1 ELSE 0 END), 0) FROM frontier_hosts", []any{now}, &s.Hosts, &s.BackingOff); err != nil {
			return err
		}
		var due int64
		const polls = "SELECT count(*), coalesce(min(CASE WHEN u.state = 0 THEN u.due END), ?) FROM frontier_polls p JOIN frontier_urls u ON u.id = p.id WHERE p.paused = 0"
		if err := tx.QueryRow(ctx, polls, []any{never}, &s.Polls, &due); err != nil {
			return err
		}
		s.Overdue = time.Duration(max(0, now-due)) * time.Millisecond
		return nil
	})
	if err != nil {
		return Stats{}, fmt.Errorf("counting the frontier: %w", err)
	}
	return s, nil
}

// Note is a small thing kept under a name: the robots.txt of an origin, what a host answers to an address that does not exist.
type Note struct {
	Value []byte
	At    time.Time // when it was kept, of the frontier's clock
}

// maxNote is the size of the largest note, in bytes: what is read of a robots.txt, and room for what is known of it.
const maxNote = 512<<10 + 4096

// Keep keeps a note in the place of the one with the same name. The error is of kind TooLarge where it has more than 516 KiB.
func (f *Frontier) Keep(ctx context.Context, name string, value []byte) error {
	if len(value) > maxNote {
		return corpus.Errorf(corpus.TooLarge, "a note of %d bytes, over the limit of %d", len(value), maxNote)
	}
	if value == nil {
		value = []byte{}
	}
	err := f.write(ctx, func(ctx context.Context, tx *sqldb.Tx, now int64) error {
		_, err := tx.Exec(ctx, "INSERT INTO frontier_notes (name, value, at) VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value, at = excluded.at", name, value, now)
		return err
	})
	if err != nil {
		return fmt.Errorf("keeping a note: %w", err)
	}
	return nil
}

// Kept returns a note, and how long ago it was kept. The error is of kind NotFound where there is none.
func (f *Frontier) Kept(ctx context.Context, name string) (Note, time.Duration, error) {
	f.jumping.RLock()
	defer f.jumping.RUnlock()
	var n Note
	var at int64
	err := f.db.Read(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		return tx.QueryRow(ctx, "SELECT value, at FROM frontier_notes WHERE name = ?", []any{name}, &n.Value, &at)
	})
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return Note{}, 0, corpus.Errorf(corpus.NotFound, "there is no note %q", name)
	case err != nil:
		return Note{}, 0, fmt.Errorf("reading a note: %w", err)
	}
	n.At = timeOf(at)
	return n, time.Duration(f.clock.now()-at) * time.Millisecond, nil
}
