package frontier

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"dateline/corpus/sqldb"
)

// How hosts are spared. A slow host gets longer gaps, as Heritrix does: five times what its last answer took, up to half a minute. A host that
// fails, or says that it is asked too much, rests from a minute on, twice as long each time, up to a day.
const (
	maxCrawlDelay = 120 * time.Second
	slowFactor    = 5
	maxSlowGap    = 30 * time.Second
	firstBackOff  = time.Minute
	maxBackOff    = 24 * time.Hour
)

// never is a time that does not come.
const never = int64(1) << 52

// hostRow is what is kept of a host. Times and durations are in milliseconds.
type hostRow struct {
	host, address            string
	best                     int64
	wake, next, until, ready int64
	delay, took              int64
	failures, admitted       int64
}

const hostColumns = "host, address, best, wake, next, until, ready, delay, took, failures, admitted"

// hostsWhere returns the hosts for which a condition holds.
func (f *Frontier) hostsWhere(ctx context.Context, tx *sqldb.Tx, condition string, args ...any) ([]hostRow, error) {
	var hosts []hostRow
	err := tx.Query(ctx, "SELECT "+hostColumns+" FROM frontier_hosts WHERE "+condition, args, func(rows *sql.Rows) error {
		var h hostRow
		if err := rows.Scan(&h.host, &h.address, &h.best, &h.wake, &h.next, &h.until, &h.ready, &h.delay, &h.took, &h.failures, &h.admitted); err != nil {
			return err
		}
		hosts = append(hosts, h)
		return nil
	})
	return hosts, err
}

// host returns what is kept of a host, a new one if nothing is.
func (f *Frontier) host(ctx context.Context, tx *sqldb.Tx, name string) (hostRow, error) {
	hosts, err := f.hostsWhere(ctx, tx, "host = ?", name)
	if err != nil || len(hosts) == 0 {
		return hostRow{host: name, wake: never}, err
	}
	return hosts[0], nil
}

// gap returns how long a host rests after a request, in milliseconds.
func (f *Frontier) gap(h *hostRow) int64 {
	slow := min(slowFactor*h.took, maxSlowGap.Milliseconds())
	return max(f.o.Gap.Milliseconds(), h.delay, slow)
}

// settle keeps a host, with what is the best of its waiting addresses.
func (f *Frontier) settle(ctx context.Context, tx *sqldb.Tx, h *hostRow) error {
	now := f.clock.now()
	h.wake, h.best = never, int64(classes)
	best := never
	const query = "WITH c (class) AS (VALUES (0), (1), (2), (3), (4), (5)) SELECT class, " +
		"coalesce((SELECT min(due) FROM frontier_urls WHERE host = ? AND state = 0 AND frontier_urls.class = c.class), ?) FROM c ORDER BY class"
	err := tx.Query(ctx, query, []any{h.host, never}, func(rows *sql.Rows) error {
		var class, due int64
		if err := rows.Scan(&class, &due); err != nil {
			return err
		}
		h.wake = min(h.wake, due)
		if due = max(due, now); due < best { // of those that are due, the lowest class
			best, h.best = due, class
		}
		return nil
	})
	if err != nil {
		return err
	}
	h.ready = max(h.wake, h.next, h.until)
	_, err = tx.Exec(ctx, "INSERT INTO frontier_hosts ("+hostColumns+") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "+
		"ON CONFLICT (host) DO UPDATE SET address = excluded.address, best = excluded.best, wake = excluded.wake, next = excluded.next, until = excluded.until, "+
		"ready = excluded.ready, delay = excluded.delay, took = excluded.took, failures = excluded.failures, admitted = excluded.admitted",
		h.host, h.address, h.best, h.wake, h.next, h.until, h.ready, h.delay, h.took, h.failures, h.admitted)
	return err
}

// answered lets a host rest for its gap after a request that took a time.
func (f *Frontier) answered(h *hostRow, now int64, took time.Duration, address string) {
	h.took = max(0, took.Milliseconds())
	if address != "" {
		h.address = address
	}
	h.next = now + f.gap(h) + 1 // now is rounded down
}

// backOff lets a host rest because it failed. after is what it asked for, 0 if nothing.
func (f *Frontier) backOff(h *hostRow, now int64, after time.Duration) {
	wait := firstBackOff << min(h.failures, 20)
	h.failures++
	if after > 0 {
		wait = after
	}
	wait = min(wait, maxBackOff)
	wait += time.Duration(f.o.Jitter() * jitterShare * float64(wait))
	h.until = max(h.until, now+min(wait, maxBackOff).Milliseconds()+1)
}

// SetDelay keeps the crawl delay that a host asks for, of which at most 120 s are respected, and reports what will be.
func (f *Frontier) SetDelay(ctx context.Context, host string, delay time.Duration) (time.Duration, error) {
	delay = min(max(delay, 0), maxCrawlDelay)
	host = strings.ToLower(host)
	err := f.write(ctx, func(ctx context.Context, tx *sqldb.Tx, now int64) error {
		h, err := f.host(ctx, tx, host)
		if err != nil {
			return err
		}
		if d := delay.Milliseconds(); d > h.delay && h.next > now {
			h.next += d - h.delay
		}
		h.delay = delay.Milliseconds()
		return f.settle(ctx, tx, &h)
	})
	if err != nil {
		return 0, fmt.Errorf("keeping the crawl delay of %s: %w", host, err)
	}
	return delay, nil
}
