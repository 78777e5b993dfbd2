package frontier_test

import (
	"container/heap"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/crawl/frontier"
)

// A simulated feed publishes at given times and shows its newest items. Its server fails for some requests, or between two
// times, and sends validators or not.
type simFeed struct {
	kind       string
	items      []time.Time // in order
	errors     float64
	down, up   time.Time
	validators bool

	rhythm    frontier.Rhythm
	known     int // items seen
	seen      int // items published, at the last answer
	delays    []time.Duration
	missed    int
	polls     int
	today     int
	worst     int // polls in one day
	unchanged int
	notMod    int
	next      time.Time
	index     int
}

const (
	simFeeds  = 1000
	simDays   = 30
	simWindow = 25 // items that a feed shows
)

var simStart = time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)

// arrivals draws the times of items at a rate per hour that depends on the time, from 10 days before the start.
func arrivals(rng *rand.Rand, most float64, rate func(time.Time) float64) []time.Time {
	var times []time.Time
	at := simStart.Add(-10 * 24 * time.Hour)
	for end := simStart.Add(simDays * 24 * time.Hour); ; {
		at = at.Add(time.Duration(rng.ExpFloat64() / most * float64(time.Hour)))
		if at.After(end) {
			return times
		}
		if rng.Float64()*most < rate(at) {
			times = append(times, at)
		}
	}
}

func newSimFeed(rng *rand.Rand, i int) *simFeed {
	f := &simFeed{index: i, validators: rng.Float64() < 0.96}
	shift := time.Duration(rng.IntN(24)) * time.Hour
	switch i % 10 {
	case 0, 1, 2: // a newsroom that works from 7 to 21
		f.kind = "diurnal"
		peak := 1 + 3*rng.Float64()
		f.items = arrivals(rng, peak, func(t time.Time) float64 {
			if h := t.Add(shift).Hour(); h < 7 || h >= 21 {
				return peak / 20
			}
			return peak
		})
	case 3, 4: // bursts of a few hours at a low rate
		f.kind = "bursty"
		f.items = arrivals(rng, 4, func(t time.Time) float64 {
			if (t.Unix()/(4*3600)*7919+int64(i))%11 == 0 {
				return 4
			}
			return 0.1
		})
	case 5:
		f.kind = "agency"
		f.items = arrivals(rng, 12, func(time.Time) float64 { return 12 })
	case 6, 7: // an item in one to ten days
		f.kind = "quiet"
		rate := 1 / (24 * (1 + 9*rng.Float64()))
		f.items = arrivals(rng, rate, func(time.Time) float64 { return rate })
	case 8:
		f.kind = "dead"
		f.items = []time.Time{simStart.Add(-9 * 24 * time.Hour)}
	default:
		f.kind = "erroring"
		f.errors = 0.2
		f.down = simStart.Add(time.Duration(rng.IntN(20*24)) * time.Hour)
		f.up = f.down.Add(time.Duration(rng.IntN(5*24)) * time.Hour)
		f.items = arrivals(rng, 1, func(time.Time) float64 { return 1 })
	}
	return f
}

// poll answers a request at now and plans the next.
func (f *simFeed) poll(now time.Time, rng *rand.Rand) {
	f.polls++
	f.today++
	var a frontier.Answer
	if rng.Float64() < f.errors || now.After(f.down) && now.Before(f.up) {
		a.Failed = true
		f.next = f.rhythm.Next(now, a, rng.Float64())
		return
	}
	published, _ := slices.BinarySearchFunc(f.items, now, time.Time.Compare)
	if published == f.seen && f.polls > 1 {
		f.unchanged++
		if f.validators {
			f.notMod++
		}
	}
	from := max(f.known, published-simWindow)
	if f.known > 0 {
		f.missed += from - f.known
	}
	for _, item := range f.items[from:published] {
		a.New = append(a.New, item)
		if item.After(simStart.Add(24 * time.Hour)) { // the first day is for learning
			f.delays = append(f.delays, now.Sub(item))
		}
	}
	f.known, f.seen = published, published
	f.next = f.rhythm.Next(now, a, rng.Float64())
}

// simQueue is a heap of feeds by their next poll.
type simQueue []*simFeed

func (q simQueue) Len() int           { return len(q) }
func (q simQueue) Less(i, j int) bool { return q[i].next.Before(q[j].next) }
func (q simQueue) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *simQueue) Push(x any)        { *q = append(*q, x.(*simFeed)) }
func (q *simQueue) Pop() any {
	last := (*q)[len(*q)-1]
	*q = (*q)[:len(*q)-1]
	return last
}

func simulate(feeds []*simFeed, rng *rand.Rand) {
	q := make(simQueue, 0, len(feeds))
	for _, f := range feeds {
		f.next = simStart.Add(time.Duration(rng.IntN(3600)) * time.Second)
		heap.Push(&q, f)
	}
	end, day := simStart.Add(simDays*24*time.Hour), simStart.Add(24*time.Hour)
	for q[0].next.Before(end) {
		f := q[0]
		if f.next.After(day) {
			for _, each := range feeds {
				each.worst, each.today = max(each.worst, each.today), 0
			}
			day = day.Add(24 * time.Hour)
		}
		f.poll(f.next, rng)
		heap.Fix(&q, 0)
	}
}

// simTotals are the figures of the feeds of one kind.
type simTotals struct {
	feeds, polls, worst, items, missed, unchanged, notMod int
	delays                                                []time.Duration
}

func (s *simTotals) add(f *simFeed) {
	s.feeds++
	s.polls += f.polls
	s.worst = max(s.worst, f.worst)
	s.items += len(f.delays)
	s.missed += f.missed
	s.unchanged += f.unchanged
	s.notMod += f.notMod
	s.delays = append(s.delays, f.delays...)
}

func (s *simTotals) quantile(q float64) time.Duration {
	if len(s.delays) == 0 {
		return 0
	}
	slices.Sort(s.delays)
	return s.delays[int(q*float64(len(s.delays)-1))]
}

// TestSimulation follows 1,000 feeds for 30 days of a virtual clock.
func TestSimulation(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(1, 2))
	feeds := make([]*simFeed, simFeeds)
	if testing.Short() {
		feeds = feeds[:simFeeds/5]
	}
	for i := range feeds {
		feeds[i] = newSimFeed(rng, i)
	}
	simulate(feeds, rng)
	kinds, active, all := map[string]*simTotals{}, &simTotals{}, &simTotals{}
	for _, f := range feeds {
		if kinds[f.kind] == nil {
			kinds[f.kind] = &simTotals{}
		}
		kinds[f.kind].add(f)
		all.add(f)
		if len(f.delays) >= 10*(simDays-1) { // ten items a day
			active.add(f)
		}
	}
	kinds["ACTIVE"], kinds["ALL"] = active, all
	var table strings.Builder
	fmt.Fprintf(&table, "\n%-9s %6s %12s %10s %8s %8s %12s %10s %8s\n", "kind", "feeds", "polls/feed/d", "worst day", "items", "missed", "median delay", "90 %", "304")
	for _, kind := range []string{"agency", "diurnal", "bursty", "erroring", "quiet", "dead", "ACTIVE", "ALL"} {
		s := kinds[kind]
		fmt.Fprintf(&table, "%-9s %6d %12.1f %10d %8d %8d %12s %10s %7.1f%%\n", kind, s.feeds, float64(s.polls)/float64(s.feeds)/simDays, s.worst,
			s.items, s.missed, s.quantile(0.5).Round(time.Second), s.quantile(0.9).Round(time.Second), 100*float64(s.notMod)/float64(max(1, s.unchanged)))
	}
	t.Log(table.String())
	if got := active.quantile(0.5); got > 15*time.Minute {
		t.Errorf("the median delay of active feeds is %s", got)
	}
	for _, kind := range []string{"quiet", "dead"} {
		if kinds[kind].worst > 24 {
			t.Errorf("a %s feed was polled %d times in a day", kind, kinds[kind].worst)
		}
	}
	if share := float64(all.notMod) / float64(all.unchanged); share < 0.9 {
		t.Errorf("%.2f of the polls of unchanged feeds were answered 304", share)
	}
	if missed := all.missed - kinds["erroring"].missed; missed*1000 > all.items { // those that were down lost what they no longer showed
		t.Errorf("%d of %d items left their feeds unseen", missed, all.items)
	}
	var medians []time.Duration
	for _, f := range feeds {
		if len(f.delays) >= 10*(simDays-1) {
			slices.Sort(f.delays)
			medians = append(medians, f.delays[len(f.delays)/2])
		}
	}
	slices.Sort(medians)
	within, _ := slices.BinarySearch(medians, 15*time.Minute)
	t.Logf("medians of single active feeds: median %s, worst %s, %d of %d within 15 min",
		medians[len(medians)/2].Round(time.Second), medians[len(medians)-1].Round(time.Second), within, len(medians))
	if medians[len(medians)/2] > 15*time.Minute {
		t.Errorf("half of the active feeds have a median delay over %s", medians[len(medians)/2])
	}
}
