package frontier

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"dateline/corpus"
	"dateline/corpus/sqldb"
	"dateline/corpus/weburl"
)

// A young article is looked at again after 90 minutes, then after growing gaps, as long as it is younger than a week: about
// after 1½ h, 5 h, 15 h, 1½ days and 4 days, sooner where it changed.
const (
	firstLook    = 90 * time.Minute
	lookGrowth   = 2.5
	lookedAtFor  = 7 * 24 * time.Hour
	maxValidator = 1024
	firstRetry   = time.Minute
	retryGrowth  = 4
)

// Fetched is the answer to a lease: the page, or the news that it is unchanged.
type Fetched struct {
	NotModified        bool   // 304
	ETag, LastModified string // as the server sent them; over 1 KB they are not kept
	Hash               string // of the content, which decides whether it changed
	Article            bool   // the page was an article
	Published          time.Time
	// Canonical is the address that the page states, if it does. It counts as fetched where it confirms a guess: where it is the
	// lease's address without parameters or its Twin.
	Canonical string
	Address   string // network address spoken to
	Took      time.Duration
	// Answer is what a poll brought.
	Answer Answer
}

// Trouble is what went wrong with a lease.
type Trouble struct {
	Reason string
	// Host says that the host as a whole is in trouble, or says that it is asked too much (429, 503, no connection), so that
	// all its addresses wait. The attempt does not count against the address.
	Host bool
	// RetryAfter is the wait that the server asked for, 0 for none; at most a day is respected.
	RetryAfter time.Duration
	Gone       bool // 410, for Failed: a poll is tried but once a day
	Address    string
	Took       time.Duration
}

// urlRow is what ending a lease needs to know of its address.
type urlRow struct {
	class, pattern, attempts, fetched, gap, added int64
	etag, modified, hash                          string
}

// Done ends a lease whose address was fetched. A 304 to a request without validators is Retry's. The error is of kind Conflict where the lease
// ran out and the address may be another's now.
func (f *Frontier) Done(ctx context.Context, l Lease, got Fetched) error {
	if got.NotModified && l.ETag == "" && l.LastModified == "" {
		return f.Retry(ctx, l, Trouble{Reason: "not modified, though nothing was known of it", Address: got.Address, Took: got.Took})
	}
	return f.end(ctx, l, func(ctx context.Context, tx *sqldb.Tx, row *urlRow, h *hostRow, now int64) error {
		h.failures = 0
		f.answered(h, now, got.Took, got.Address)
		if !got.NotModified {
			row.etag, row.modified = validator(got.ETag), validator(got.LastModified)
		}
		changed := !got.NotModified && got.Hash != row.hash
		if got.Hash != "" && !got.NotModified {
			row.hash = got.Hash
		}
		if row.fetched == 0 {
			row.fetched = now
		}
		if row.class == int64(Poll) {
			got.Answer.NotModified = got.NotModified
			return f.polled(ctx, tx, l, row, got.Answer, "", now)
		}
		if err := f.judge(ctx, tx, row, got.Article || got.NotModified); err != nil {
			return err
		}
		if err := f.confirm(ctx, tx, l, got.Canonical, now); err != nil {
			return err
		}
		state, due := nextLook(row, got, changed, now)
		return keepURL(ctx, tx, l, row, state, due, "")
	})
}

func validator(s string) string {
	if len(s) > maxValidator || strings.ContainsAny(s, "\r\n\x00") {
		return ""
	}
	return s
}

// nextLook returns the state of an address after its fetch, and when an article is to be looked at again.
func nextLook(row *urlRow, got Fetched, changed bool, now int64) (state, due int64) {
	begin := row.fetched
	if p := got.Published; !p.IsZero() && p.UnixMilli() < begin {
		begin = p.UnixMilli()
	}
	again := row.gap > 0
	switch {
	case !got.Article && !(again && got.NotModified):
		return done, now
	case !again || changed:
		row.gap = firstLook.Milliseconds()
	default:
		row.gap = int64(float64(row.gap) * lookGrowth)
	}
	if now+row.gap-begin > lookedAtFor.Milliseconds() {
		return done, now
	}
	row.class = int64(Again)
	return waiting, now + row.gap
}

// judge counts pages of a pattern that are no articles, and gives the rest of it up where there are too many in a row.
func (f *Frontier) judge(ctx context.Context, tx *sqldb.Tx, row *urlRow, article bool) error {
	if row.pattern == 0 {
		return nil
	}
	if article {
		_, err := tx.Exec(ctx, "UPDATE frontier_patterns SET barren = 0 WHERE id = ?", row.pattern)
		return err
	}
	var barren int64
	err := tx.QueryRow(ctx, "UPDATE frontier_patterns SET barren = barren + 1 WHERE id = ? RETURNING barren", []any{row.pattern}, &barren)
	if errors.Is(err, sql.ErrNoRows) || err == nil && barren < maxBarren {
		return nil
	}
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, "UPDATE frontier_urls SET state = 3, error = 'addresses like it were no articles' WHERE state = 0 AND pattern <> 0 AND pattern = ? AND class >= ?", row.pattern, int64(Sitemap))
	return err
}

// confirm counts the canonical address that a page states as fetched where it is what one would guess from its own.
func (f *Frontier) confirm(ctx context.Context, tx *sqldb.Tx, l Lease, canonical string, now int64) error {
	if canonical == "" || canonical == l.URL {
		return nil
	}
	canonical, err := weburl.Canonical(canonical)
	if err != nil {
		return nil // a page may state anything
	}
	twin, _ := weburl.Twin(l.URL)
	plain, _, _ := strings.Cut(l.URL, "?")
	if canonical != twin && canonical != plain {
		return nil
	}
	_, err = tx.Exec(ctx, "INSERT INTO frontier_urls (url, host, class, state, due, added, depth, via, claim, pattern, attempts, lost, lease, until, etag, modified, hash, fetched, gap, error) "+
		"VALUES (?, ?, ?, 2, ?, ?, ?, ?, '', 0, 0, 0, 0, 0, '', '', '', ?, 0, '') ON CONFLICT (url) DO UPDATE SET state = 2 WHERE frontier_urls.state = 0 AND frontier_urls.fetched = 0 AND frontier_urls.class <> 0",
		canonical, weburl.Host(canonical), int64(l.Class), now, now, l.Depth, l.URL, now)
	return err
}

// Retry ends a lease whose address could not be fetched now. It is tried again later, and given up after five attempts; polls
// never are.
func (f *Frontier) Retry(ctx context.Context, l Lease, t Trouble) error {
	return f.end(ctx, l, func(ctx context.Context, tx *sqldb.Tx, row *urlRow, h *hostRow, now int64) error {
		f.answered(h, now, t.Took, t.Address)
		if t.Host {
			f.backOff(h, now, t.RetryAfter)
			row.attempts--
		}
		if row.class == int64(Poll) {
			return f.polled(ctx, tx, l, row, Answer{Failed: true, RetryAfter: t.RetryAfter}, t.Reason, now)
		}
		if row.attempts >= maxAttempts {
			return keepURL(ctx, tx, l, row, givenUp, now, t.Reason)
		}
		wait := firstRetry
		for range row.attempts - 1 {
			wait *= retryGrowth
		}
		wait = max(wait, min(t.RetryAfter, maxBackOff))
		wait += time.Duration(f.o.Jitter() * jitterShare * float64(wait))
		return keepURL(ctx, tx, l, row, waiting, now+wait.Milliseconds(), t.Reason)
	})
}

// Failed ends a lease whose address will never bring anything. A poll is tried again, less and less often.
func (f *Frontier) Failed(ctx context.Context, l Lease, t Trouble) error {
	return f.end(ctx, l, func(ctx context.Context, tx *sqldb.Tx, row *urlRow, h *hostRow, now int64) error {
		h.failures = 0
		f.answered(h, now, t.Took, t.Address)
		if row.class == int64(Poll) {
			return f.polled(ctx, tx, l, row, Answer{Failed: true, Gone: t.Gone, RetryAfter: t.RetryAfter}, t.Reason, now)
		}
		if err := f.judge(ctx, tx, row, false); err != nil {
			return err
		}
		return keepURL(ctx, tx, l, row, givenUp, now, t.Reason)
	})
}

// Release puts a leased address back that was not fetched, for instance because its robots.txt had to be read first (asked is true: the host
// rests for its gap) or the crawler stops (asked is false). The attempt does not count.
func (f *Frontier) Release(ctx context.Context, l Lease, asked bool) error {
	return f.end(ctx, l, func(ctx context.Context, tx *sqldb.Tx, row *urlRow, h *hostRow, now int64) error {
		h.next = now
		if asked {
			h.next = now + f.gap(h) + 1
		}
		row.attempts--
		_, err := tx.Exec(ctx, "UPDATE frontier_urls SET state = 0, due = ?, attempts = ? WHERE id = ?", now, row.attempts, l.id)
		return err
	})
}

// end ends a lease by what finish does, if it still holds.
func (f *Frontier) end(ctx context.Context, l Lease, finish func(context.Context, *sqldb.Tx, *urlRow, *hostRow, int64) error) error {
	err := f.write(ctx, func(ctx context.Context, tx *sqldb.Tx, now int64) error {
		var row urlRow
		err := tx.QueryRow(ctx, "SELECT class, pattern, attempts, fetched, gap, added, etag, modified, hash FROM frontier_urls WHERE id = ? AND lease = ? AND state = 1",
			[]any{l.id, l.number}, &row.class, &row.pattern, &row.attempts, &row.fetched, &row.gap, &row.added, &row.etag, &row.modified, &row.hash)
		if errors.Is(err, sql.ErrNoRows) {
			return corpus.Errorf(corpus.Conflict, "the lease of %s is over", l.URL)
		}
		if err != nil {
			return err
		}
		h, err := f.host(ctx, tx, l.Host)
		if err != nil {
			return err
		}
		if err := finish(ctx, tx, &row, &h, now); err != nil {
			return err
		}
		return f.settle(ctx, tx, &h)
	})
	if err != nil {
		return fmt.Errorf("ending a lease: %w", err)
	}
	return nil
}

// keepURL keeps an address after an answer.
func keepURL(ctx context.Context, tx *sqldb.Tx, l Lease, row *urlRow, state, due int64, reason string) error {
	if state != waiting || reason == "" {
		row.attempts = 0
	}
	_, err := tx.Exec(ctx, "UPDATE frontier_urls SET class = ?, state = ?, due = ?, attempts = ?, lost = 0, etag = ?, modified = ?, hash = ?, fetched = ?, gap = ?, error = ? WHERE id = ?",
		row.class, state, due, row.attempts, row.etag, row.modified, row.hash, row.fetched, row.gap, brief(reason), l.id)
	return err
}

// brief bounds what is kept of an error, which a server may have written.
func brief(reason string) string {
	const most = 300
	return strings.ToValidUTF8(reason[:min(len(reason), most)], "")
}

// polled keeps a poll after an answer, and plans the next.
func (f *Frontier) polled(ctx context.Context, tx *sqldb.Tx, l Lease, row *urlRow, a Answer, reason string, now int64) error {
	var text string
	var isPaused, success, news, items int64
	err := tx.QueryRow(ctx, "SELECT rhythm, paused, success, news, items FROM frontier_polls WHERE id = ?", []any{l.id}, &text, &isPaused, &success, &news, &items)
	if err != nil {
		return fmt.Errorf("reading the poll of %s: %w", l.URL, err)
	}
	var rhythm Rhythm
	if err := json.Unmarshal([]byte(text), &rhythm); err != nil {
		return fmt.Errorf("reading the rhythm of %s: %w", l.URL, err)
	}
	due := rhythm.Next(time.UnixMilli(now), a, f.o.Jitter()).UnixMilli()
	if !a.Failed && !a.Gone {
		success = now
		items += int64(len(a.New))
		if len(a.New) > 0 {
			news = now
		}
	}
	kept, err := json.Marshal(rhythm)
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, "UPDATE frontier_polls SET rhythm = ?, success = ?, news = ?, items = ? WHERE id = ?", string(kept), success, news, items, l.id); err != nil {
		return err
	}
	row.attempts = 0
	state := int64(waiting)
	if isPaused != 0 {
		state = paused
	}
	return keepURL(ctx, tx, l, row, state, due, reason)
}
