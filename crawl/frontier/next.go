package frontier

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"dateline/corpus/sqldb"
)

// An address is given up when it failed five times in a row, or when the crawler died over it, or never answered, twenty times: then
// it may be what kills the crawler, though those that are merely near when it dies must not be lost.
const (
	maxAttempts = 5
	maxLost     = 20
)

// Lease is an address to fetch until a time. No other address of its host is leased meanwhile.
type Lease struct {
	URL     string // canonical
	Host    string
	Class   Class
	Kind    string // of a poll, as Watch was told
	Depth   int
	Via     string
	Attempt int // from 1
	// ETag and LastModified are to be sent back verbatim, where they are set.
	ETag, LastModified string
	// Left is how long the lease holds, from when Next returned it; the request must have ended by then.
	Left time.Duration

	id, number int64
}

// Next leases up to n addresses of as many hosts that may be asked now, the most urgent first. It returns none where there is nothing to
// do; Lull says for how long. Where Lull is 0 then, what could be done waits for requests under way to the same network addresses.
func (f *Frontier) Next(ctx context.Context, n int) ([]Lease, error) {
	if err := f.followJump(ctx); err != nil {
		return nil, fmt.Errorf("following the clock: %w", err)
	}
	if lull, err := f.Lull(ctx); err != nil || lull > 0 || n <= 0 {
		return nil, err
	}
	var leases []Lease
	err := f.write(ctx, func(ctx context.Context, tx *sqldb.Tx, now int64) error {
		leases = nil
		if err := f.expire(ctx, tx, now); err != nil {
			return err
		}
		underWay, err := addressesUnderWay(ctx, tx)
		if err != nil {
			return err
		}
		// Some of the hosts found may share an address that is busy.
		hosts, err := f.hostsWhere(ctx, tx, "ready <= ? AND address NOT IN ("+busyAddresses+") ORDER BY best, ready LIMIT ?", now, f.o.PerAddress, 4*n+16)
		if err != nil {
			return err
		}
		for i := range hosts {
			h := &hosts[i]
			if len(leases) == n {
				break
			}
			if h.address != "" && underWay[h.address] >= f.o.PerAddress {
				continue
			}
			lease, err := f.lease(ctx, tx, h, now)
			if err != nil {
				return err
			}
			if lease.id != 0 {
				underWay[h.address]++
				leases = append(leases, lease)
			}
		}
		return keepClock(ctx, tx, now)
	})
	if err != nil {
		return nil, fmt.Errorf("leasing: %w", err)
	}
	return leases, nil
}

// Lull returns how long there will be nothing to do unless addresses are added or leases end before their time: 0 if there may be
// something now, at most an hour.
func (f *Frontier) Lull(ctx context.Context) (time.Duration, error) {
	f.jumping.RLock()
	defer f.jumping.RUnlock()
	var at int64
	err := f.db.Read(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		var ready, until int64
		err := tx.QueryRow(ctx, "SELECT coalesce((SELECT min(ready) FROM frontier_hosts), ?), coalesce((SELECT min(until) FROM frontier_urls WHERE state = 1), ?)",
			[]any{never, never}, &ready, &until)
		at = min(ready, until)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("looking at the frontier: %w", err)
	}
	return min(time.Duration(max(0, at-f.clock.now()))*time.Millisecond, time.Hour), nil
}

// expire takes back leases that ran out.
func (f *Frontier) expire(ctx context.Context, tx *sqldb.Tx, now int64) error {
	hosts, err := f.hostsWhere(ctx, tx, "host IN (SELECT host FROM frontier_urls WHERE state = 1 AND until <= ?)", now)
	if err != nil || len(hosts) == 0 {
		return err
	}
	if err := takeBack(ctx, tx, now, now); err != nil {
		return err
	}
	for i := range hosts {
		if err := f.settle(ctx, tx, &hosts[i]); err != nil {
			return err
		}
	}
	return nil
}

// takeBack takes back leases that run out until a time. What is given up of polls is a day.
func takeBack(ctx context.Context, tx *sqldb.Tx, until, now int64) error {
	return execAll(ctx, tx, []statement{
		{"UPDATE frontier_urls SET lost = lost + 1, attempts = attempts - 1 WHERE state = 1 AND until <= ?", []any{until}},
		{"UPDATE frontier_urls SET state = 3, error = 'no lease of it ended' WHERE state = 1 AND until <= ? AND lost >= ? AND class <> 0", []any{until, maxLost}},
		{"UPDATE frontier_urls SET due = ?, lost = 0 WHERE state = 1 AND until <= ? AND lost >= ?", []any{now + latest.Milliseconds(), until, maxLost}},
		{"UPDATE frontier_urls SET state = 0 WHERE state = 1 AND until <= ?", []any{until}},
	})
}

const (
	underWayBy    = " FROM frontier_urls u JOIN frontier_hosts h ON h.host = u.host WHERE u.state = 1 AND h.address <> '' GROUP BY h.address"
	busyAddresses = "SELECT h.address" + underWayBy + " HAVING count(*) >= ?"
)

func addressesUnderWay(ctx context.Context, tx *sqldb.Tx) (map[string]int, error) {
	count := make(map[string]int)
	err := tx.Query(ctx, "SELECT h.address, count(*)"+underWayBy, nil, func(rows *sql.Rows) error {
		var address string
		var n int
		if err := rows.Scan(&address, &n); err != nil {
			return err
		}
		count[address] = n
		return nil
	})
	return count, err
}

// lease takes the best address of a host that is due. Where there is none the lease is zero.
func (f *Frontier) lease(ctx context.Context, tx *sqldb.Tx, h *hostRow, now int64) (Lease, error) {
	l := Lease{Host: h.host, Left: f.o.Lease}
	const query = "SELECT u.id, u.url, u.class, coalesce(p.kind, ''), u.depth, u.via, u.attempts, u.etag, u.modified, u.lease FROM frontier_urls u " +
		"LEFT JOIN frontier_polls p ON p.id = u.id WHERE u.host = ? AND u.state = 0 AND u.class = ? AND u.due <= ? ORDER BY u.due, u.id LIMIT 1"
	for class := range int64(classes) {
		err := tx.Query(ctx, query, []any{h.host, class, now}, func(rows *sql.Rows) error {
			return rows.Scan(&l.id, &l.URL, &l.Class, &l.Kind, &l.Depth, &l.Via, &l.Attempt, &l.ETag, &l.LastModified, &l.number)
		})
		if err != nil {
			return Lease{}, err
		}
		if l.id != 0 {
			break
		}
	}
	if l.id != 0 {
		l.Attempt++
		l.number++
		until := now + f.o.Lease.Milliseconds()
		_, err := tx.Exec(ctx, "UPDATE frontier_urls SET state = 1, attempts = ?, lease = ?, until = ? WHERE id = ?", l.Attempt, l.number, until, l.id)
		if err != nil {
			return Lease{}, err
		}
		h.next = until + f.gap(h) + 1
	}
	return l, f.settle(ctx, tx, h)
}
