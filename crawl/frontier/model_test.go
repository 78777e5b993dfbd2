package frontier_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"dateline/crawl/frontier"
)

// TestModel works a frontier with random outcomes, restarts and jumps of the clock against what a ledger of true time says: no
// host is asked within its gap or while asked already, no address is leased twice at a time, and in the end
// every address was fetched or given up for a reason.
func TestModel(t *testing.T) {
	t.Parallel()
	const gap, hosts, pages = 10 * time.Second, 30, 8
	rng := rand.New(rand.NewPCG(5, 6))
	w := newWorld(t, frontier.Options{Gap: gap, Alone: true, Lease: time.Minute, PerAddress: 3})
	var all []frontier.Found
	for h := range hosts {
		for p := range pages {
			all = append(all, link(fmt.Sprintf("https://h%d.example/%d", h, p)))
		}
	}
	w.add(all...)
	ledger := ledger{t: t, w: w, gap: gap, free: map[string]time.Duration{}, underWay: map[string]frontier.Lease{}, ended: map[string]bool{}}
	for step := 0; len(ledger.ended) < len(all); step++ {
		if step > 20_000 {
			t.Fatalf("%d of %d ended", len(ledger.ended), len(all))
		}
		w.pass(time.Duration(rng.IntN(3000)) * time.Millisecond)
		if rng.IntN(60) == 0 { // its requests end with the process
			for host := range ledger.underWay {
				ledger.free[host] = w.elapsed + gap
			}
			clear(ledger.underWay)
			w.reopen()
		}
		if rng.IntN(80) == 0 {
			w.jump(time.Duration(rng.IntN(7200)-3600) * time.Second)
		}
		leases, err := w.Next(t.Context(), 1+rng.IntN(8))
		w.must(err)
		for _, l := range leases {
			ledger.begin(l)
		}
		for _, l := range ledger.underWay {
			if rng.IntN(3) > 0 {
				ledger.end(l, rng)
			}
		}
	}
	t.Logf("%d requests", ledger.requests)
}

// ledger keeps what is true, by a clock that never jumps.
type ledger struct {
	t        *testing.T
	w        *world
	gap      time.Duration
	free     map[string]time.Duration // when a host may be asked again
	underWay map[string]frontier.Lease
	ended    map[string]bool
	requests int
}

func (g *ledger) begin(l frontier.Lease) {
	g.requests++
	if free, ok := g.free[l.Host]; ok && g.w.elapsed < free {
		g.t.Errorf("host %s is asked %s early", l.Host, free-g.w.elapsed)
	}
	if other, ok := g.underWay[l.Host]; ok {
		g.t.Errorf("host %s is asked for %s during %s", l.Host, l.URL, other.URL)
	}
	if g.ended[l.URL] {
		g.t.Errorf("%s is leased after its end", l.URL)
	}
	g.underWay[l.Host] = l
	g.free[l.Host] = g.w.elapsed + g.gap
}

func (g *ledger) end(l frontier.Lease, rng *rand.Rand) {
	delete(g.underWay, l.Host)
	address := fmt.Sprintf("192.0.2.%d", len(l.Host)%4)
	g.free[l.Host] = g.w.elapsed + g.gap
	switch rng.IntN(8) {
	case 0:
		wait := time.Duration(rng.IntN(300)) * time.Second
		g.free[l.Host] = g.w.elapsed + max(g.gap, wait)
		g.w.must(g.w.Retry(g.t.Context(), l, frontier.Trouble{Reason: "503", Host: true, RetryAfter: wait, Address: address}))
	case 1:
		g.w.must(g.w.Release(g.t.Context(), l, true))
	case 2:
		g.w.must(g.w.Failed(g.t.Context(), l, frontier.Trouble{Reason: "404", Address: address}))
		g.ended[l.URL] = true
	default:
		g.w.must(g.w.Done(g.t.Context(), l, frontier.Fetched{Address: address}))
		g.ended[l.URL] = true
	}
}
