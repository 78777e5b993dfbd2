package frontier_test

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"dateline/corpus"
	"dateline/corpus/sqldb"
	"dateline/crawl/frontier"
)

// world is a frontier in a database of its own, with clocks that are moved by hand.
type world struct {
	*frontier.Frontier
	t       *testing.T
	db      *sqldb.DB
	o       frontier.Options
	wall    time.Time
	elapsed time.Duration
}

func newWorld(t *testing.T, o frontier.Options) *world {
	t.Helper()
	db, err := sqldb.OpenSQLite(t.Context(), filepath.Join(t.TempDir(), "store.db"), sqldb.Options{Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	if err := db.Direct(t.Context(), "PRAGMA synchronous = OFF"); err != nil { // no test here outlives the process
		t.Fatal(err)
	}
	w := &world{t: t, db: db, o: o, wall: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)}
	w.o.Now, w.o.Elapsed, w.o.Jitter = func() time.Time { return w.wall }, func() time.Duration { return w.elapsed }, func() float64 { return 0.5 }
	w.reopen()
	return w
}

// reopen opens the frontier as another process would.
func (w *world) reopen() {
	w.t.Helper()
	f, err := frontier.Open(w.t.Context(), w.db, w.o)
	if err != nil {
		w.t.Fatal(err)
	}
	w.Frontier = f
}

// pass lets time pass on both clocks.
func (w *world) pass(d time.Duration) { w.wall, w.elapsed = w.wall.Add(d), w.elapsed+d }

func (w *world) add(found ...frontier.Found) frontier.Added {
	w.t.Helper()
	added, err := w.Add(w.t.Context(), found)
	if err != nil {
		w.t.Fatal(err)
	}
	return added
}

// next leases up to n addresses and checks which they are.
func (w *world) next(n int, want ...string) []frontier.Lease {
	w.t.Helper()
	leases, err := w.Next(w.t.Context(), n)
	if err != nil {
		w.t.Fatal(err)
	}
	var got []string
	for _, l := range leases {
		got = append(got, l.URL)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		w.t.Fatalf("leased (-want +got):\n%s", diff)
	}
	return leases
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) done(l frontier.Lease, got frontier.Fetched) {
	w.t.Helper()
	w.must(w.Done(w.t.Context(), l, got))
}

func link(url string) frontier.Found { return frontier.Found{URL: url, Class: frontier.Link} }

func TestOneRequestAtATime(t *testing.T) {
	t.Parallel()
	w := newWorld(t, frontier.Options{})
	w.add(link("https://a.example/1"), link("https://a.example/2"), link("https://b.example/1"), link("https://a.example:8443/3"))
	leases := w.next(9, "https://a.example/1", "https://b.example/1")
	w.pass(30 * time.Second)
	w.next(9) // both hosts are busy
	w.done(leases[0], frontier.Fetched{})
	w.done(leases[1], frontier.Fetched{})
	w.next(9)
	w.pass(5 * time.Second)
	w.next(9) // the gap is 5 s from the end, rounded up
	w.pass(time.Millisecond)
	l := w.next(9, "https://a.example/2")[0]
	w.done(l, frontier.Fetched{Took: 4 * time.Second})
	w.pass(20 * time.Second)
	w.next(9) // a slow answer: five times what it took
	w.pass(time.Second)
	l = w.next(9, "https://a.example:8443/3")[0]
	if d, err := w.SetDelay(t.Context(), "A.example", 24*time.Hour); err != nil || d != 2*time.Minute {
		t.Errorf("a crawl delay of %s, %v", d, err)
	}
	w.add(link("https://a.example/4"))
	w.must(w.Release(t.Context(), l, true))
	w.pass(119 * time.Second)
	if got := w.lull(); got != time.Second+time.Millisecond {
		t.Errorf("a lull of %s", got)
	}
	w.pass(2 * time.Second)
	if err := w.Done(t.Context(), leases[0], frontier.Fetched{}); corpus.KindOf(err) != corpus.Conflict {
		t.Errorf("a lease that is over ended again: %v", err)
	}
}

func (w *world) lull() time.Duration {
	w.t.Helper()
	d, err := w.Lull(w.t.Context())
	w.must(err)
	return d
}

func TestOrder(t *testing.T) {
	t.Parallel()
	w := newWorld(t, frontier.Options{})
	w.add(link("https://a.example/link"), frontier.Found{URL: "https://a.example/map", Class: frontier.Sitemap},
		frontier.Found{URL: "https://a.example/news", Class: frontier.News}, frontier.Found{URL: "https://a.example/fresh", Class: frontier.Fresh},
		link("https://a.example/moves-up"))
	w.add(frontier.Found{URL: "https://a.example/moves-up", Class: frontier.Fresh})
	if n, err := w.Watch(t.Context(), frontier.Watched{URL: "https://a.example/feed", Kind: "feed"}, frontier.Watched{URL: "https://a.example/feed#x", Kind: "feed"}); n != 1 || err != nil {
		t.Fatalf("%d polls, %v", n, err)
	}
	for _, want := range []string{"feed", "fresh", "moves-up", "news", "map", "link"} {
		w.done(w.next(9, "https://a.example/"+want)[0], frontier.Fetched{})
		w.pass(6 * time.Second)
	}
	w.next(9)
}

func TestAdd(t *testing.T) {
	t.Parallel()
	w := newWorld(t, frontier.Options{PerHost: 30})
	var long []frontier.Found
	for i := range 50 {
		long = append(long, link(fmt.Sprintf("https://big.example/%d", i)))
	}
	for _, c := range []struct {
		name  string
		found []frontier.Found
		want  frontier.Added
	}{
		{"spellings", []frontier.Found{link("https://a.example/x?utm_source=f"), link("HTTPS://A.example:443/x#top"), link("https://a.example/x?sort=date"), link("https://a.example/x?PHPSESSID=1")}, frontier.Added{New: 1, Known: 3}},
		{"no addresses", []frontier.Found{link("javascript:alert(1)"), link("/x"), link("mailto:a@a.example")}, frontier.Added{Refused: map[string]int{"not an address to fetch": 3}}},
		{"traps", []frontier.Found{link("https://a.example/a/b/a/b/a/b/a/b"), link("https://a.example/events?month=2031-05")},
			frontier.Added{Refused: map[string]int{"trap: a path with one segment more than 3 times": 1, "trap: a calendar at the year 2031": 1}}},
		{"depth", []frontier.Found{{URL: "https://a.example/deep", Class: frontier.Link, Depth: 21}}, frontier.Added{Refused: map[string]int{"more than 20 links from the beginning": 1}}},
		{"budget", long, frontier.Added{New: 30, Refused: map[string]int{"over the budget of 30 addresses of the host": 20}}},
	} {
		if diff := cmp.Diff(c.want, w.add(c.found...), cmpopts.IgnoreFields(frontier.Added{}, "Taken")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
	w.must(w.NewRun(t.Context()))
	if got := w.add(long...); got.New != 20 || got.Known != 30 || len(got.Taken) != 20 || got.Taken[0] != 30 {
		t.Errorf("in the next run %+v", got)
	}
}

// HOSTILE 58: the id of an item, or an address, is used again for another story.
func TestClaims(t *testing.T) {
	t.Parallel()
	w := newWorld(t, frontier.Options{})
	item := func(claim string) frontier.Added {
		return w.add(frontier.Found{URL: "https://a.example/live", Class: frontier.Fresh, Claim: claim})
	}
	if got := item("one"); got.New != 1 {
		t.Fatalf("%+v", got)
	}
	w.done(w.next(1, "https://a.example/live")[0], frontier.Fetched{ETag: `W/"1"`, LastModified: "yesterday", Hash: "h"})
	w.pass(time.Minute)
	if got := item("one"); got.Known != 1 {
		t.Errorf("the same claim: %+v", got)
	}
	w.next(1)
	if got := item("two"); got.Again != 1 {
		t.Errorf("another claim: %+v", got)
	}
	if l := w.next(1, "https://a.example/live")[0]; l.ETag != `W/"1"` || l.LastModified != "yesterday" {
		t.Errorf("validators %q, %q", l.ETag, l.LastModified)
	}
}

// HOSTILE 42: patterns that bring no articles end.
func TestBarrenPatterns(t *testing.T) {
	t.Parallel()
	w := newWorld(t, frontier.Options{Gap: time.Millisecond})
	fetched := 0
	for page := 0; ; page++ {
		w.add(link(fmt.Sprintf("https://a.example/calendar?show=%d", page)), link(fmt.Sprintf("https://a.example/tag/%d/", page)))
		leases, err := w.Next(t.Context(), 1)
		w.must(err)
		if len(leases) == 0 {
			break
		}
		w.done(leases[0], frontier.Fetched{})
		w.pass(time.Second)
		fetched++
	}
	if fetched != 400 {
		t.Errorf("%d pages without an article were fetched", fetched)
	}
	if got := w.add(link("https://a.example/tag/next/")); got.New != 0 {
		t.Errorf("another of a pattern that was given up: %+v", got)
	}
	w.must(w.NewRun(t.Context()))
	if got := w.add(link("https://a.example/tag/next/")); got.New != 1 {
		t.Errorf("in the next run: %+v", got)
	}
	var keys []frontier.Found
	for i := range 40 {
		keys = append(keys, link(fmt.Sprintf("https://a.example/shop?colour%d=1", i)))
	}
	if got := w.add(keys...); got.New != 16 {
		t.Errorf("sets of parameters: %+v", got)
	}
}

func TestTroubles(t *testing.T) {
	t.Parallel()
	w := newWorld(t, frontier.Options{})
	w.add(link("https://a.example/1"))
	l := w.next(1, "https://a.example/1")[0]
	w.must(w.Retry(t.Context(), l, frontier.Trouble{Reason: "429", Host: true, RetryAfter: 120 * time.Second}))
	w.pass(2 * time.Minute)
	w.next(1)
	w.pass(7 * time.Second) // jitter
	for range 7 {           // the host's fault is not held against the address
		l = w.next(1, "https://a.example/1")[0]
		w.must(w.Retry(t.Context(), l, frontier.Trouble{Reason: "503", Host: true}))
		w.pass(25 * time.Hour)
	}
	for n := range 5 {
		l = w.next(1, "https://a.example/1")[0]
		if l.Attempt != n+1 {
			t.Errorf("attempt %d, want %d", l.Attempt, n+1)
		}
		w.must(w.Retry(t.Context(), l, frontier.Trouble{Reason: "reset"}))
		w.pass(25 * time.Hour)
	}
	w.next(1)
	w.add(link("https://a.example/2"))
	w.must(w.Failed(t.Context(), w.next(1, "https://a.example/2")[0], frontier.Trouble{Reason: "404"}))
	s, err := w.Stats(t.Context())
	w.must(err)
	if s.GivenUp != 2 || s.Hosts != 1 || s.BackingOff != 0 {
		t.Errorf("%+v", s)
	}
}

// HOSTILE 10: a 304 to what was never fetched brings nothing.
func TestUnexpectedNotModified(t *testing.T) {
	t.Parallel()
	w := newWorld(t, frontier.Options{})
	w.add(link("https://a.example/1"))
	w.done(w.next(1, "https://a.example/1")[0], frontier.Fetched{NotModified: true})
	w.pass(time.Hour)
	w.next(1, "https://a.example/1")
}

// An article is looked at again with growing gaps for a week.
func TestYoungArticles(t *testing.T) {
	t.Parallel()
	w := newWorld(t, frontier.Options{})
	w.add(frontier.Found{URL: "https://a.example/story", Class: frontier.Fresh})
	begin := w.wall
	var at []time.Duration
	for {
		leases, err := w.Next(t.Context(), 1)
		w.must(err)
		if len(leases) == 0 {
			if w.lull() == time.Hour && w.wall.Sub(begin) > 8*24*time.Hour {
				break
			}
			w.pass(max(time.Minute, w.lull()))
			continue
		}
		at = append(at, w.wall.Sub(begin).Round(time.Hour/2))
		w.done(leases[0], frontier.Fetched{NotModified: leases[0].ETag != "", ETag: `"1"`, Hash: "h", Article: true})
	}
	want := []time.Duration{0, 3 * time.Hour / 2, 11 * time.Hour / 2, 29 * time.Hour / 2, 38 * time.Hour, 193 * time.Hour / 2}
	if diff := cmp.Diff(want, at); diff != "" {
		t.Errorf("looked at (-want +got):\n%s", diff)
	}
}

// HOSTILE 39: requests under way to one network address are limited, whatever the hosts are called.
func TestAddressCap(t *testing.T) {
	t.Parallel()
	w := newWorld(t, frontier.Options{})
	var all []frontier.Found
	for i := range 40 {
		all = append(all, link(fmt.Sprintf("https://h%d.example/1", i)), link(fmt.Sprintf("https://h%d.example/2", i)))
	}
	all = append(all, link("https://other.example/1"), link("https://other.example/2"))
	w.add(all...)
	leases, err := w.Next(t.Context(), 100)
	w.must(err)
	for _, l := range leases {
		address := "192.0.2.1"
		if l.Host == "other.example" {
			address = "192.0.2.2"
		}
		w.done(l, frontier.Fetched{Address: address})
	}
	w.pass(time.Minute)
	leases, err = w.Next(t.Context(), 1)
	w.must(err)
	more, err := w.Next(t.Context(), 100)
	w.must(err)
	var hosts []string
	for _, l := range append(leases, more...) {
		hosts = append(hosts, l.Host)
	}
	if len(hosts) != 3 || !slices.Contains(hosts, "other.example") {
		t.Errorf("leased together: %v", hosts)
	}
}

func TestCanonicalConfirmsTwin(t *testing.T) {
	t.Parallel()
	w := newWorld(t, frontier.Options{})
	w.add(link("https://m.a.example/story"), link("https://b.example/1"))
	for _, l := range w.next(9, "https://b.example/1", "https://m.a.example/story") {
		canonical := "https://www.a.example/story"
		if l.Host == "b.example" {
			canonical = "https://b.example/other" // no guess, so it is not taken at its word
		}
		w.done(l, frontier.Fetched{Canonical: canonical})
	}
	if got := w.add(link("https://www.a.example/story"), link("https://b.example/other")); got.Known != 1 || got.New != 1 {
		t.Errorf("%+v", got)
	}
}

func TestNotes(t *testing.T) {
	t.Parallel()
	w := newWorld(t, frontier.Options{})
	if _, _, err := w.Kept(t.Context(), "robots https://a.example"); corpus.KindOf(err) != corpus.NotFound {
		t.Errorf("%v", err)
	}
	w.must(w.Keep(t.Context(), "robots https://a.example", []byte("User-agent: *")))
	w.pass(time.Hour)
	n, age, err := w.Kept(t.Context(), "robots https://a.example")
	if err != nil || string(n.Value) != "User-agent: *" || age != time.Hour {
		t.Errorf("%q, %s, %v", n.Value, age, err)
	}
	if err := w.Keep(t.Context(), "large", make([]byte, 1<<20)); corpus.KindOf(err) != corpus.TooLarge {
		t.Errorf("%v", err)
	}
}

func TestContextEnds(t *testing.T) {
	t.Parallel()
	w := newWorld(t, frontier.Options{})
	w.add(link("https://a.example/1"))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := w.Next(ctx, 1); err == nil {
		t.Error("no error")
	}
	w.next(1, "https://a.example/1")
}
