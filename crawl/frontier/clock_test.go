package frontier_test

import (
	"fmt"
	"testing"
	"time"

	"dateline/crawl/frontier"
)

// jump moves the wall clock alone.
func (w *world) jump(d time.Duration) { w.wall = w.wall.Add(d) }

// drain takes all that may be asked now and counts it by host.
func (w *world) drain() map[string]int {
	w.t.Helper()
	count := make(map[string]int)
	for {
		leases, err := w.Next(w.t.Context(), 100)
		w.must(err)
		if len(leases) == 0 {
			return count
		}
		for _, l := range leases {
			count[l.Host]++
			w.done(l, frontier.Fetched{})
		}
	}
}

// HOSTILE 59: whatever the clock does, no host is asked before its gap has passed, nothing bursts and nothing is put off for long.
func TestClockJumps(t *testing.T) {
	t.Parallel()
	for _, jump := range []time.Duration{time.Second, -30 * time.Second, time.Hour, -time.Hour, 400 * 24 * time.Hour, -400 * 24 * time.Hour} {
		t.Run(jump.String(), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, frontier.Options{Gap: time.Minute})
			for i := range 4 {
				w.add(link(fmt.Sprintf("https://a.example/%d", i)), link(fmt.Sprintf("https://b.example/%d", i)))
			}
			if got := w.drain(); got["a.example"] != 1 || got["b.example"] != 1 {
				t.Fatalf("%v", got)
			}
			w.pass(30 * time.Second)
			w.jump(jump)
			if got := w.drain(); len(got) != 0 {
				t.Fatalf("half a gap later: %v", got)
			}
			w.pass(29 * time.Second)
			if got := w.drain(); len(got) != 0 {
				t.Fatalf("a second too early: %v", got)
			}
			w.pass(2 * time.Second)
			if got := w.drain(); got["a.example"] != 1 || got["b.example"] != 1 {
				t.Fatalf("after the gap: %v", got)
			}
		})
	}
}

// The clock went back while nobody had the frontier open: what waits moves along.
func TestClockBehindAtOpening(t *testing.T) {
	t.Parallel()
	w := newWorld(t, frontier.Options{Gap: time.Minute, Alone: true})
	const feed = "https://a.example/feed"
	_, err := w.Watch(t.Context(), frontier.Watched{URL: feed})
	w.must(err)
	w.drain()
	next := w.poll().Next.Sub(w.wall)
	w.jump(-400 * 24 * time.Hour)
	w.reopen()
	if got := w.poll().Next.Sub(w.wall); got != next {
		t.Errorf("the next poll after %s, was after %s", got, next)
	}
}

// A sleep, in which the monotonic clock stood still: each poll is due once.
func TestSleep(t *testing.T) {
	t.Parallel()
	w := newWorld(t, frontier.Options{Gap: time.Minute})
	for i := range 5 {
		_, err := w.Watch(t.Context(), frontier.Watched{URL: fmt.Sprintf("https://a.example/feed%d", i)}, frontier.Watched{URL: fmt.Sprintf("https://h%d.example/feed", i)})
		w.must(err)
	}
	total := 0
	for range 10 {
		for _, n := range w.drain() {
			total += n
		}
		w.pass(2 * time.Minute)
	}
	if total != 10 {
		t.Fatalf("%d polls", total)
	}
	w.jump(72 * time.Hour)
	first := w.drain()
	if len(first) != 6 || first["a.example"] != 1 {
		t.Errorf("at once after the sleep: %v", first)
	}
	total = len(first)
	for range 10 {
		w.pass(2 * time.Minute)
		for _, n := range w.drain() {
			total += n
		}
	}
	if total != 10 {
		t.Errorf("%d polls after the sleep", total)
	}
}

// HOSTILE 60: a process that died leaves nothing behind but rest.
func TestRestart(t *testing.T) {
	t.Parallel()
	for _, jump := range []time.Duration{0, time.Hour, -time.Hour} {
		t.Run(jump.String(), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, frontier.Options{Gap: time.Minute, Alone: true})
			w.add(link("https://a.example/1"), link("https://a.example/2"), link("https://b.example/1"), link("https://b.example/2"))
			leases := w.next(9, "https://a.example/1", "https://b.example/1")
			w.done(leases[0], frontier.Fetched{})
			w.jump(jump)
			w.reopen()
			if got := w.drain(); len(got) != 0 {
				t.Errorf("at once: %v", got)
			}
			w.pass(61 * time.Second)
			w.next(9, "https://a.example/2", "https://b.example/1")
		})
	}
}

// Where others may be at work, a lease of the dead ends by itself, and its host rests a gap from then.
func TestLeaseEnds(t *testing.T) {
	t.Parallel()
	w := newWorld(t, frontier.Options{Gap: time.Minute})
	w.add(link("https://a.example/1"), link("https://a.example/2"))
	for range 20 {
		if l := w.next(9, "https://a.example/1")[0]; l.Attempt != 1 {
			t.Errorf("attempt %d", l.Attempt)
		}
		w.reopen()
		w.pass(2 * time.Minute)
		w.next(9)
		w.pass(61 * time.Second)
	}
	w.next(9, "https://a.example/2")
	s, err := w.Stats(t.Context())
	w.must(err)
	if s.GivenUp != 1 {
		t.Errorf("%+v", s)
	}
}
