package frontier_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/crawl/frontier"
)

// TestFollowedFeeds follows 20 feeds for two days through the database, and fetches the pages of their items from the same
// hosts: the delays are those of the pages.
func TestFollowedFeeds(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(7, 8))
	w := newWorld(t, frontier.Options{})
	w.wall = simStart
	w.reopen()
	feeds := map[string]*simFeed{}
	published := map[string]time.Time{}
	for i := range 20 {
		f := newSimFeed(rng, i)
		feeds[fmt.Sprintf("h%d.example", i)] = f
		for n, at := range f.items {
			published[fmt.Sprintf("https://h%d.example/%d", i, n)] = at
		}
		_, err := w.Watch(t.Context(), frontier.Watched{URL: fmt.Sprintf("https://h%d.example/feed", i), Kind: "feed"})
		w.must(err)
	}
	polls, pages := 0, 0
	var delays []time.Duration
	for end := simStart.Add(48 * time.Hour); w.wall.Before(end); {
		leases, err := w.Next(t.Context(), 100)
		w.must(err)
		for _, l := range leases {
			if l.Class == frontier.Poll {
				polls++
				w.follow(l, feeds[l.Host], rng)
				continue
			}
			pages++
			if f := feeds[l.Host]; w.wall.Sub(simStart) > 24*time.Hour && f.kind != "erroring" && f.kind != "quiet" {
				delays = append(delays, w.wall.Sub(published[l.URL]))
			}
			w.done(l, frontier.Fetched{Took: time.Second})
		}
		if len(leases) == 0 {
			w.pass(max(time.Second, w.lull()))
		}
	}
	slices.Sort(delays)
	median := delays[len(delays)/2]
	t.Logf("%d polls, %d pages, median delay of the pages of active feeds on the second day %s", polls, pages, median.Round(time.Second))
	if median > 15*time.Minute {
		t.Errorf("the median delay is %s", median)
	}
	for _, p := range w.allPolls() {
		if p.Items == 0 && feeds[strings.TrimSuffix(strings.TrimPrefix(p.URL, "https://"), "/feed")].kind != "dead" {
			t.Errorf("nothing came of %+v", p)
		}
	}
}

func (w *world) allPolls() []frontier.PollState {
	w.t.Helper()
	polls, err := w.Polls(w.t.Context())
	w.must(err)
	return polls
}

// follow answers a poll as the feed's server does.
func (w *world) follow(l frontier.Lease, f *simFeed, rng *rand.Rand) {
	w.t.Helper()
	if rng.Float64() < f.errors {
		w.must(w.Retry(w.t.Context(), l, frontier.Trouble{Reason: "500"}))
		return
	}
	n, _ := slices.BinarySearchFunc(f.items, w.wall, time.Time.Compare)
	tag := fmt.Sprintf("%q", fmt.Sprint(n))
	if l.ETag == tag {
		w.done(l, frontier.Fetched{NotModified: true})
		return
	}
	var found []frontier.Found
	first := max(0, n-simWindow)
	for i := first; i < n; i++ {
		found = append(found, frontier.Found{URL: fmt.Sprintf("https://%s/%d", l.Host, i), Class: frontier.Fresh, Via: l.URL})
	}
	var a frontier.Answer
	for _, i := range w.add(found...).Taken {
		a.New = append(a.New, f.items[first+i])
	}
	w.done(l, frontier.Fetched{ETag: tag, Answer: a})
}
