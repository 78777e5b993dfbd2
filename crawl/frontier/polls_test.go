package frontier_test

import (
	"testing"
	"time"

	"dateline/corpus"
	"dateline/crawl/frontier"
)

func (w *world) poll() frontier.PollState {
	w.t.Helper()
	polls, err := w.Polls(w.t.Context())
	w.must(err)
	if len(polls) != 1 {
		w.t.Fatalf("%d polls", len(polls))
	}
	return polls[0]
}

func TestPolls(t *testing.T) {
	t.Parallel()
	w := newWorld(t, frontier.Options{})
	const feed = "https://a.example/feed"
	_, err := w.Watch(t.Context(), frontier.Watched{URL: feed, Kind: "feed", Source: "a.example"})
	w.must(err)
	l := w.next(1, feed)[0]
	if l.Kind != "feed" || l.Class != frontier.Poll {
		t.Errorf("%+v", l)
	}
	w.done(l, frontier.Fetched{ETag: `"1"`, Answer: frontier.Answer{New: []time.Time{w.wall.Add(-time.Hour), w.wall.Add(-2 * time.Hour)}, TTL: 3 * time.Hour}})
	p := w.poll()
	if wait := p.Next.Sub(w.wall); wait < 3*time.Hour || wait > 3*time.Hour+20*time.Minute || p.Items != 2 || !p.Success.Equal(w.wall) || !p.LastNew.Equal(w.wall) || p.Daily == 0 {
		t.Errorf("%+v", p)
	}
	w.pass(4 * time.Hour)
	for n := range 12 {
		l = w.next(1, feed)[0]
		if l.ETag != `"1"` {
			t.Errorf("poll %d without its validator", n)
		}
		w.must(w.Retry(t.Context(), l, frontier.Trouble{Reason: "500"}))
		p = w.poll()
		if p.Failures != n+1 || p.Error != "500" || p.Next.Sub(w.wall) > 24*time.Hour {
			t.Errorf("%+v", p)
		}
		w.wall, w.elapsed = p.Next, w.elapsed+p.Next.Sub(w.wall)
	}
	if p.Next.Sub(p.Success) < 4*24*time.Hour {
		t.Errorf("a feed that fails was asked too often: %+v", p)
	}
	l = w.next(1, feed)[0]
	w.must(w.Pause(t.Context(), feed, true))
	w.done(l, frontier.Fetched{})
	w.pass(48 * time.Hour)
	w.next(1)
	if p = w.poll(); !p.Paused || p.Failures != 0 || p.Error != "" {
		t.Errorf("%+v", p)
	}
	w.must(w.Pause(t.Context(), feed, false))
	l = w.next(1, feed)[0]
	w.must(w.Unwatch(t.Context(), feed))
	if err := w.Done(t.Context(), l, frontier.Fetched{}); corpus.KindOf(err) != corpus.Conflict {
		t.Errorf("%v", err)
	}
	if err := w.Unwatch(t.Context(), feed); corpus.KindOf(err) != corpus.NotFound {
		t.Errorf("%v", err)
	}
	w.pass(time.Hour)
	w.next(1)
}

// A page that is known becomes a poll, and links to a poll change nothing.
func TestPageBecomesPoll(t *testing.T) {
	t.Parallel()
	w := newWorld(t, frontier.Options{})
	w.add(link("https://a.example/"))
	w.done(w.next(1, "https://a.example/")[0], frontier.Fetched{})
	n, err := w.Watch(t.Context(), frontier.Watched{URL: "https://a.example/", Kind: "page"})
	if n != 1 || err != nil {
		t.Fatalf("%d, %v", n, err)
	}
	w.add(frontier.Found{URL: "https://a.example/", Class: frontier.Fresh, Claim: "x"})
	w.pass(time.Minute)
	if l := w.next(1, "https://a.example/")[0]; l.Class != frontier.Poll || l.Kind != "page" {
		t.Errorf("%+v", l)
	}
	if _, err := w.Watch(t.Context(), frontier.Watched{URL: "javascript:x"}); corpus.KindOf(err) != corpus.Invalid {
		t.Errorf("%v", err)
	}
}

func TestRhythmWishes(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 2, 10, 30, 0, 0, time.UTC) // a Monday
	var busy []time.Time
	for i := range 100 {
		busy = append(busy, now.Add(-time.Duration(i)*5*time.Minute))
	}
	for name, c := range map[string]struct {
		answer   frontier.Answer
		min, max time.Duration
	}{
		"busy":           {frontier.Answer{New: busy}, 5 * time.Minute, 7 * time.Minute},
		"unknown dates":  {frontier.Answer{New: make([]time.Time, 30)}, time.Hour, 5 * time.Hour},
		"dates to come":  {frontier.Answer{New: []time.Time{now.Add(time.Hour)}}, time.Hour, 5 * time.Hour},
		"old":            {frontier.Answer{New: []time.Time{now.Add(-90 * 24 * time.Hour)}}, time.Hour, 5 * time.Hour},
		"ttl":            {frontier.Answer{New: busy, TTL: time.Hour}, time.Hour, time.Hour},
		"max-age":        {frontier.Answer{New: busy, MaxAge: 15 * time.Minute}, 15 * time.Minute, 15 * time.Minute},
		"ten years":      {frontier.Answer{New: busy, RetryAfter: 87600 * time.Hour}, 24 * time.Hour, 24 * time.Hour},
		"negative":       {frontier.Answer{New: busy, RetryAfter: -time.Hour}, 5 * time.Minute, 7 * time.Minute},
		"skip hours":     {frontier.Answer{New: busy, SkipHours: []int{10, 11, 12}}, 150 * time.Minute, 150 * time.Minute},
		"skip day":       {frontier.Answer{New: busy, SkipDays: []string{" monday"}}, 13*time.Hour + 30*time.Minute, 13*time.Hour + 30*time.Minute},
		"skip all hours": {frontier.Answer{New: busy, SkipHours: []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23}}, 5 * time.Minute, 7 * time.Minute},
		"failed":         {frontier.Answer{Failed: true}, 10 * time.Minute, 10 * time.Minute},
		"gone":           {frontier.Answer{Gone: true}, 24 * time.Hour, 24 * time.Hour},
	} {
		var r frontier.Rhythm
		if got := r.Next(now, c.answer, 0).Sub(now); got < c.min || got > c.max {
			t.Errorf("%s: the next poll after %s, want %s to %s", name, got, c.min, c.max)
		}
	}
}

// What a feed asks for holds while it is not sent again.
func TestRhythmRemembersWishes(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 2, 10, 30, 0, 0, time.UTC)
	var r frontier.Rhythm
	next := r.Next(now, frontier.Answer{New: []time.Time{now.Add(-time.Hour)}, TTL: 7 * time.Hour, SkipHours: []int{0, 1}}, 0)
	next = r.Next(next, frontier.Answer{NotModified: true}, 0)
	if want := now.Add(15*time.Hour + 30*time.Minute); !next.Equal(want) {
		t.Errorf("the next poll at %s, want %s", next, want)
	}
	next = r.Next(next, frontier.Answer{Failed: true}, 0)
	if wait := next.Sub(now.Add(15*time.Hour + 30*time.Minute)); wait != 7*time.Hour {
		t.Errorf("after a failure %s", wait)
	}
}

// FuzzRhythm: whatever a feed and the clock do, the next poll is five minutes to a day ahead, and later only for skipped days.
func FuzzRhythm(f *testing.F) {
	f.Add(int64(3600), int64(-7200), uint8(3), int64(60), 0.5)
	f.Add(int64(-86400*400), int64(86400), uint8(200), int64(-5), 0.99)
	f.Fuzz(func(t *testing.T, step, age int64, items uint8, wish int64, jitter float64) {
		if jitter < 0 || jitter >= 1 || jitter != jitter {
			t.Skip()
		}
		const years = 100 * 365 * 86400
		now := time.Date(2026, 3, 2, 10, 30, 0, 0, time.UTC)
		var r frontier.Rhythm
		for n := range 6 {
			a := frontier.Answer{TTL: time.Duration(wish%years) * time.Second, Failed: n == 4}
			for i := range items {
				a.New = append(a.New, now.Add(time.Duration(age%years)*time.Second*time.Duration(i%7)))
			}
			next := r.Next(now, a, jitter)
			if wait := next.Sub(now); wait < 5*time.Minute || wait > 24*time.Hour {
				t.Fatalf("poll %d: the next one after %s", n, wait)
			}
			now = now.Add(time.Duration(step%years) * time.Second)
		}
	})
}
