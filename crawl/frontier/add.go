package frontier

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"dateline/corpus/sqldb"
	"dateline/corpus/weburl"
)

const (
	maxDepth   = 20
	maxKeySets = 16  // sets of parameter names of one path
	maxClaim   = 100 // bytes
	maxBarren  = 200 // links of a pattern in a row that were no articles
)

// Found is an address to fetch.
type Found struct {
	URL   string
	Class Class // Fresh, News, Sitemap or Link
	Depth int   // links from the beginning
	Via   string
	// Claim is a hash of what a feed or sitemap says of the address. Where a known address comes with another claim than last time,
	// it is fetched again: publishers use one address, or the id of an item, for another story.
	Claim string
}

// Added says what became of addresses.
type Added struct {
	New     int            // waiting now, for the first time
	Again   int            // known, and waiting once more because the claim changed
	Known   int            // known, nothing to do
	Refused map[string]int // by reason
	Taken   []int          // which of those given are New or Again: what a poll brought
}

func (a *Added) refuse(reason string) {
	if a.Refused == nil {
		a.Refused = make(map[string]int)
	}
	a.Refused[reason]++
}

// Add takes addresses in, in their canonical form. When it returns they are on disk. One that waits already moves up to a lower
// class. What is wrong with single addresses is told by Added, not by the error.
func (f *Frontier) Add(ctx context.Context, found []Found) (Added, error) {
	var added Added
	err := f.write(ctx, func(ctx context.Context, tx *sqldb.Tx, now int64) error {
		added = Added{}
		a := adding{f: f, tx: tx, now: now, added: &added, hosts: make(map[string]*hostRow)}
		for i, one := range found {
			before := added.New + added.Again
			if err := a.add(ctx, one); err != nil {
				return err
			}
			if added.New+added.Again > before {
				added.Taken = append(added.Taken, i)
			}
		}
		for _, h := range a.hosts {
			if err := f.settle(ctx, tx, h); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return Added{}, fmt.Errorf("adding to the frontier: %w", err)
	}
	return added, nil
}

// adding is an Add in progress.
type adding struct {
	f     *Frontier
	tx    *sqldb.Tx
	now   int64
	added *Added
	hosts map[string]*hostRow // touched
}

func (a *adding) add(ctx context.Context, one Found) error {
	if one.Class <= Poll || one.Class >= classes {
		one.Class = Link
	}
	address, err := weburl.Canonical(one.URL)
	if err != nil {
		a.added.refuse("not an address to fetch")
		return nil
	}
	if one.Class == Link {
		address = weburl.Unsorted(address)
	}
	if reason := weburl.Trap(address, time.UnixMilli(a.now)); reason != "" {
		a.added.refuse("trap: " + reason)
		return nil
	}
	one.Via, one.Claim = one.Via[:min(len(one.Via), weburl.MaxLength)], one.Claim[:min(len(one.Claim), maxClaim)]
	if one.Depth > maxDepth {
		a.added.refuse(fmt.Sprintf("more than %d links from the beginning", maxDepth))
		return nil
	}
	var id, class, state int64
	var claim string
	err = a.tx.QueryRow(ctx, "SELECT id, class, state, claim FROM frontier_urls WHERE url = ?", []any{address}, &id, &class, &state, &claim)
	if errors.Is(err, sql.ErrNoRows) {
		return a.insert(ctx, address, one)
	}
	if err != nil {
		return err
	}
	return a.known(ctx, id, class, state, claim, address, one)
}

// known adds an address that is there already.
func (a *adding) known(ctx context.Context, id, class, state int64, claim, address string, one Found) error {
	changed := one.Claim != "" && claim != "" && one.Claim != claim
	switch {
	case changed && state != leased && state != paused && class != int64(Poll):
		a.added.Again++
		state, class = waiting, int64(one.Class)
	case changed: // when the lease ends it is too late to see; the next claim is compared with the old one
		a.added.Known++
		return nil
	default:
		a.added.Known++
		if state != waiting || int64(one.Class) >= class && (claim != "" || one.Claim == "") {
			return nil
		}
		class = min(class, int64(one.Class))
	}
	if _, err := a.host(ctx, weburl.Host(address)); err != nil {
		return err
	}
	_, err := a.tx.Exec(ctx, "UPDATE frontier_urls SET state = ?, class = ?, due = CASE WHEN due > ? THEN ? ELSE due END, "+
		"claim = CASE WHEN ? = '' THEN claim ELSE ? END, attempts = 0, lost = 0 WHERE id = ?", state, class, a.now, a.now, one.Claim, one.Claim, id)
	return err
}

func (a *adding) insert(ctx context.Context, address string, one Found) error {
	h, err := a.host(ctx, weburl.Host(address))
	if err != nil {
		return err
	}
	if h.admitted >= int64(a.f.o.PerHost) {
		a.added.refuse(fmt.Sprintf("over the budget of %d addresses of the host", a.f.o.PerHost))
		return nil
	}
	var pattern int64
	if one.Class == Link || one.Class == Sitemap {
		var reason string
		if pattern, reason, err = a.pattern(ctx, h.host, address); err != nil {
			return err
		}
		if reason != "" {
			a.added.refuse(reason)
			return nil
		}
	}
	h.admitted++
	a.added.New++
	_, err = a.tx.Exec(ctx, "INSERT INTO frontier_urls (url, host, class, state, due, added, depth, via, claim, pattern, attempts, lost, lease, until, etag, modified, hash, fetched, gap, error) "+
		"VALUES (?, ?, ?, 0, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, '', '', '', 0, 0, '')",
		address, h.host, int64(one.Class), a.now, a.now, one.Depth, one.Via, one.Claim, pattern)
	return err
}

// host returns a host, to be settled at the end.
func (a *adding) host(ctx context.Context, name string) (*hostRow, error) {
	if h := a.hosts[name]; h != nil {
		return h, nil
	}
	h, err := a.f.host(ctx, a.tx, name)
	if err != nil {
		return nil, err
	}
	a.hosts[name] = &h
	return &h, nil
}

// pattern returns the id of the pattern of an address, or the reason why it is not followed.
func (a *adding) pattern(ctx context.Context, host, address string) (id int64, reason string, err error) {
	path, keys := patternOf(address)
	var barren int64
	err = a.tx.QueryRow(ctx, "SELECT id, barren FROM frontier_patterns WHERE host = ? AND path = ? AND keys = ?", []any{host, path, keys}, &id, &barren)
	if err == nil && barren >= maxBarren {
		return 0, fmt.Sprintf("%d addresses like it were no articles", maxBarren), nil
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return id, "", err
	}
	if keys != "" {
		var sets int64
		if err := a.tx.QueryRow(ctx, "SELECT count(*) FROM frontier_patterns WHERE host = ? AND path = ? AND keys <> ''", []any{host, path}, &sets); err != nil {
			return 0, "", err
		}
		if sets >= maxKeySets {
			return 0, fmt.Sprintf("trap: a path with more than %d sets of parameters", maxKeySets), nil
		}
	}
	err = a.tx.QueryRow(ctx, "INSERT INTO frontier_patterns (host, path, keys, barren) VALUES (?, ?, ?, 0) RETURNING id", []any{host, path, keys}, &id)
	return id, "", err
}

var numbers = regexp.MustCompile(`[0-9]+`)

// patternOf returns what addresses of one kind have in common: with parameters the path and their sorted names, else the
// path without its last segment, numbers left open.
func patternOf(address string) (path, keys string) {
	u, err := url.Parse(address)
	if err != nil {
		return address, ""
	}
	path = u.EscapedPath()
	if u.RawQuery == "" {
		path = strings.TrimSuffix(path, "/")
		return numbers.ReplaceAllString(path[:strings.LastIndexByte(path, '/')+1], "#"), ""
	}
	var names []string
	for param := range strings.SplitSeq(u.RawQuery, "&") {
		name, _, _ := strings.Cut(param, "=")
		names = append(names, strings.ToLower(name))
	}
	slices.Sort(names)
	return path, strings.Join(slices.Compact(names), "&")
}
