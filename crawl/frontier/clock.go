package frontier

import (
	"context"
	"sync"
	"time"

	"dateline/corpus/sqldb"
)

// tolerated is the drift between wall and monotonic clock that is no jump, in milliseconds.
const tolerated = int64(time.Minute / time.Millisecond)

// clock is a wall clock that runs evenly: what wall showed once, and the time elapsed since then.
type clock struct {
	wall    func() time.Time
	elapsed func() time.Duration

	mu     sync.Mutex
	anchor time.Time // of wall, when elapsed was at
	at     time.Duration
}

func newClock(wall func() time.Time, elapsed func() time.Duration) *clock {
	return &clock{wall: wall, elapsed: elapsed, anchor: wall().Round(0), at: elapsed()}
}

// now returns milliseconds since 1970, rounded down.
func (c *clock) now() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.anchor.Add(c.elapsed() - c.at).UnixMilli()
}

// jump returns by how much the wall clock has left this one, 0 for what is tolerated, in milliseconds.
func (c *clock) jump() int64 {
	by := c.wall().UnixMilli() - c.now()
	if by >= -tolerated && by <= tolerated {
		return 0
	}
	return by
}

func (c *clock) move(by int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.anchor = c.anchor.Add(time.Duration(by) * time.Millisecond)
}

func keepClock(ctx context.Context, tx *sqldb.Tx, now int64) error {
	_, err := tx.Exec(ctx, "UPDATE frontier_clock SET at = ? WHERE id = 1", now)
	return err
}

// followJump carries a jump of the wall clock over into the times kept. Nothing else
// reads the clock meanwhile.
func (f *Frontier) followJump(ctx context.Context) error {
	if f.clock.jump() == 0 {
		return nil
	}
	f.jumping.Lock()
	defer f.jumping.Unlock()
	by := f.clock.jump()
	if by == 0 {
		return nil
	}
	f.o.Log.Warn("the clock jumped", "by", time.Duration(by)*time.Millisecond)
	now := f.clock.now()
	err := f.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		shift := shiftForward
		if by < 0 {
			shift = shiftBack
		}
		if err := shift(ctx, tx, by, now+by); err != nil {
			return err
		}
		return keepClock(ctx, tx, now+by)
	})
	if err == nil {
		f.clock.move(by)
	}
	return err
}

const setReady = "UPDATE frontier_hosts SET ready = CASE WHEN wake >= next AND wake >= until THEN wake WHEN next >= until THEN next ELSE until END"

// shiftForward moves the rests of hosts and the leases along with a clock that went ahead by a time to now.
func shiftForward(ctx context.Context, tx *sqldb.Tx, by, now int64) error {
	return execAll(ctx, tx, []statement{
		{"UPDATE frontier_hosts SET next = next + ? WHERE next > ?", []any{by, now - by}},
		{"UPDATE frontier_hosts SET until = until + ? WHERE until > ?", []any{by, now - by}},
		{"UPDATE frontier_urls SET until = until + ? WHERE state = 1", []any{by}},
		{setReady, nil},
	})
}

// shiftBack moves all that waits along with a clock that went back by a time (by < 0) to now.
func shiftBack(ctx context.Context, tx *sqldb.Tx, by, now int64) error {
	before := now - by
	moved := []any{before, by, now, now}
	return execAll(ctx, tx, []statement{
		{"UPDATE frontier_urls SET due = CASE WHEN due > ? THEN due + ? ELSE ? END WHERE state IN (0, 1, 4) AND due > ?", moved},
		{"UPDATE frontier_urls SET until = until + ? WHERE state = 1", []any{by}},
		{"UPDATE frontier_hosts SET next = CASE WHEN next > ? THEN next + ? ELSE ? END WHERE next > ?", moved},
		{"UPDATE frontier_hosts SET until = CASE WHEN until > ? THEN until + ? ELSE ? END WHERE until > ?", moved},
		{"UPDATE frontier_hosts SET wake = coalesce((SELECT min(due) FROM frontier_urls u WHERE u.host = frontier_hosts.host AND u.state = 0), ?)", []any{never}},
		{setReady, nil},
	})
}

type statement struct {
	query string
	args  []any
}

func execAll(ctx context.Context, tx *sqldb.Tx, all []statement) error {
	for _, s := range all {
		if _, err := tx.Exec(ctx, s.query, s.args...); err != nil {
			return err
		}
	}
	return nil
}
