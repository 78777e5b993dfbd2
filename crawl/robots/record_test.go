package robots_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/crawl/robots"
)

var (
	start  = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	steady = robots.Policy{Jitter: func() float64 { return 0 }}
	late   = robots.Policy{Jitter: func() float64 { return 0.999999 }}
)

func file(body string, fields ...string) robots.Answer {
	return answer(http.StatusOK, body, fields...)
}

// answer makes a response of a status, a body and the names and values of its header.
func answer(status int, body string, fields ...string) robots.Answer {
	h := http.Header{}
	for i := 0; i < len(fields); i += 2 {
		h.Add(fields[i], fields[i+1])
	}
	return robots.Answer{Status: status, Body: []byte(body), Header: h, Address: "https://n.example/robots.txt"}
}

func failure(fields ...string) robots.Answer {
	a := answer(http.StatusServiceUnavailable, "", fields...)
	a.Err = errors.New("status 503")
	return a
}

func TestLifetime(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		fields []string
		want   time.Duration
	}{
		{"nothing said", nil, 24 * time.Hour},
		{"max-age", []string{"Cache-Control", "public, Max-Age=3600"}, time.Hour},
		{"quoted", []string{"Cache-Control", `max-age="3600"`}, time.Hour},
		{"in two fields", []string{"Cache-Control", "public", "Cache-Control", "max-age=7200"}, 2 * time.Hour},
		{"partly spent", []string{"Cache-Control", "max-age=3600", "Age", "600"}, 50 * time.Minute},
		{"longer than a day", []string{"Cache-Control", "max-age=31536000"}, 24 * time.Hour},
		{"larger than a number", []string{"Cache-Control", "max-age=99999999999999999999"}, 24 * time.Hour},
		{"zero", []string{"Cache-Control", "max-age=0"}, robots.MinAge},
		{"negative", []string{"Cache-Control", "max-age=-1"}, 24 * time.Hour},
		{"no-store", []string{"Cache-Control", "max-age=3600, no-store"}, robots.MinAge},
		{"garbage", []string{"Cache-Control", ";;=,max-age"}, 24 * time.Hour},
	}
	for _, c := range tests {
		for _, a := range []robots.Answer{file("", c.fields...), answer(http.StatusNotFound, "", c.fields...)} {
			r := steady.After(robots.Record{}, a, start)
			if got := r.Due.Sub(start); got != c.want {
				t.Errorf("%s: status %d is good for %v, want %v", c.name, a.Status, got, c.want)
			}
			if r.Stale(start.Add(c.want-time.Second)) || !r.Stale(start.Add(c.want)) {
				t.Errorf("%s: stale at the wrong moment", c.name)
			}
		}
	}
}

func TestWhatAnAnswerMeans(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		answer robots.Answer
		want   bool
	}{
		{"a file that allows", file("User-agent: *\nDisallow: /b"), true},
		{"a file that refuses", file("User-agent: *\nDisallow: /"), false},
		{"an empty file", file(""), true},
		{"partial content", answer(http.StatusPartialContent, "User-agent: *\nDisallow: /"), false},
		{"not found", answer(http.StatusNotFound, "User-agent: *\nDisallow: /"), true},
		{"forbidden", answer(http.StatusForbidden, ""), true},
		{"gone", answer(http.StatusGone, ""), true},
		{"unauthorized", answer(http.StatusUnauthorized, ""), true},
		{"too many redirects", answer(http.StatusFound, ""), true},
		{"unreachable", failure(), false},
		{"an answer without its error", answer(http.StatusServiceUnavailable, ""), false},
		{"too many requests", answer(http.StatusTooManyRequests, ""), false},
		{"no answer at all", robots.Answer{}, false},
		{"unchanged, of nothing", answer(http.StatusNotModified, ""), false},
	}
	for _, c := range tests {
		r := steady.After(robots.Record{}, c.answer, start)
		if got := r.Rules(start, "Bot").Allowed("https://n.example/a"); got != c.want {
			t.Errorf("%s: allowed is %v", c.name, got)
		}
	}
	if (robots.Record{}).Rules(start, "Bot").Allowed("/") || !(robots.Record{}).Stale(start) {
		t.Error("a site that was never asked is open, or not stale")
	}
}

// The life of a site that answers, fails for more than 30 days and comes back.
func TestUnreachable(t *testing.T) {
	t.Parallel()
	r := steady.After(robots.Record{}, file("User-agent: *\nDisallow: /b", "Cache-Control", "max-age=3600", "ETag", `"1"`), start)
	now := r.Due
	check := func(address string, want bool, when string) {
		t.Helper()
		if got := r.Rules(now, "Bot").Allowed(address); got != want {
			t.Errorf("%s, after %v: %s is allowed: %v", when, now.Sub(start), address, got)
		}
	}
	var waits []time.Duration
	for now.Sub(start) < robots.MaxAge {
		r = steady.After(r, failure(), now)
		check("/a", true, "the last good copy stands in")
		check("/b", false, "the last good copy stands in")
		waits = append(waits, r.Due.Sub(now))
		now = r.Due
	}
	want := []time.Duration{1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360}
	for i := range want {
		want[i] *= time.Minute
	}
	if diff := cmp.Diff(want, waits); diff != "" {
		t.Errorf("retries (-want +got):\n%s", diff)
	}
	for now.Sub(start) < robots.GiveUp {
		r = steady.After(r, failure(), now)
		check("/a", false, "the last good copy is too old")
		now = r.Due
	}
	if d := r.Rules(start.Add(robots.GiveUp), "Bot").Decide("/a"); !strings.Contains(d.Rule, "unreachable since 2026-03-01T13:00:00Z: status 503") {
		t.Errorf("the reason is %q", d.Rule)
	}
	now = start.Add(time.Hour + robots.GiveUp)
	check("/b", true, "after 30 days")
	r = steady.After(r, file("User-agent: *\nDisallow: /"), now)
	check("/a", false, "after it came back")
	if r.Failures != 0 || !r.Failing.IsZero() || r.Failure != "" {
		t.Errorf("failures are kept after a good answer: %+v", r)
	}
}

func TestAbsentStandsIn(t *testing.T) {
	t.Parallel()
	r := steady.After(robots.Record{}, answer(http.StatusNotFound, ""), start)
	r = steady.After(r, failure(), start.Add(23*time.Hour))
	if !r.Rules(start.Add(24*time.Hour-1), "Bot").Allowed("/") || r.Rules(start.Add(24*time.Hour), "Bot").Allowed("/") {
		t.Error("that there is no file does not stand in until it is 24 hours old")
	}
}

// One failure before a crawler's long pause and one after it are not 30 days without an answer.
func TestPauseOfTheCrawler(t *testing.T) {
	t.Parallel()
	r := steady.After(robots.Record{}, failure(), start)
	now := start.Add(60 * 24 * time.Hour)
	r = steady.After(r, failure(), now)
	if r.Rules(now, "Bot").Allowed("/") {
		t.Error("two failures open a site")
	}
}

func TestRetryAfter(t *testing.T) {
	t.Parallel()
	tests := []struct {
		value string
		want  time.Duration
	}{
		{"", time.Minute},
		{"120", 2 * time.Minute},
		{"5", time.Minute},
		{"-5", time.Minute},
		{"soon", time.Minute},
		{"315360000", 24 * time.Hour},
		{"99999999999999999999", 24 * time.Hour},
		{start.Add(time.Hour).Format(http.TimeFormat), time.Hour},
		{start.Add(-time.Hour).Format(http.TimeFormat), time.Minute},
		{start.AddDate(10, 0, 0).Format(http.TimeFormat), 24 * time.Hour},
	}
	for _, c := range tests {
		r := steady.After(robots.Record{}, failure("Retry-After", c.value), start)
		if got := r.Due.Sub(start); got != c.want {
			t.Errorf("Retry-After: %s waits %v, want %v", c.value, got, c.want)
		}
	}
	if got := late.After(robots.Record{}, failure(), start).Due.Sub(start); got <= time.Minute || got > 90*time.Second {
		t.Errorf("with jitter the first retry is after %v", got)
	}
}

func TestClockSetBack(t *testing.T) {
	t.Parallel()
	r := steady.After(robots.Record{}, file(""), start)
	if now := start.AddDate(0, -1, 0); !r.Stale(now) {
		t.Error("an answer from the future is good for longer than a day")
	}
}

func TestUnchanged(t *testing.T) {
	t.Parallel()
	r := steady.After(robots.Record{}, file("User-agent: *\nDisallow: /b", "ETag", `W/"1"`, "Last-Modified", "yesterday"), start)
	later := start.Add(20 * time.Hour)
	r = steady.After(r, answer(http.StatusNotModified, ""), later)
	if !r.Answered.Equal(later) || r.ETag != `W/"1"` || r.LastModified != "yesterday" || r.Status != http.StatusOK {
		t.Errorf("after 304: %+v", r)
	}
	if rules := r.Rules(later.Add(23*time.Hour), "Bot"); rules.Allowed("/b") || !rules.Allowed("/a") {
		t.Error("the file does not live on after 304")
	}
}

func TestRecordIsStored(t *testing.T) {
	t.Parallel()
	r := steady.After(robots.Record{}, file("User-agent: *\n\xFF\x00", "ETag", `"1"`), start)
	r = steady.After(r, failure(), start.Add(time.Hour))
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var again robots.Record
	if err := json.Unmarshal(text, &again); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(r, again); diff != "" {
		t.Errorf("stored and read again (-want +got):\n%s", diff)
	}
}

func TestLongBody(t *testing.T) {
	t.Parallel()
	r := steady.After(robots.Record{}, file("User-agent: *\n"+strings.Repeat("Disallow: /x\n", robots.Limit/13)), start)
	if len(r.Body) > robots.Limit || !r.Cut || r.Rules(start, "Bot").Allowed("/x") {
		t.Errorf("%d bytes are kept, cut is %v", len(r.Body), r.Cut)
	}
	cut := file("User-agent: *\nDisallow: /a\nDisallow: /")
	cut.Cut = true
	if r := steady.After(robots.Record{}, cut, start); !r.Cut || !r.Rules(start, "Bot").Allowed("/b") || r.Rules(start, "Bot").Allowed("/a") {
		t.Errorf("of a body that was cut %q is kept", r.Body)
	}
}

func TestLongValidators(t *testing.T) {
	t.Parallel()
	r := steady.After(robots.Record{}, file("", "ETag", strings.Repeat("x", 64<<10), "Last-Modified", strings.Repeat("y", 1024)), start)
	if r.ETag != "" || len(r.LastModified) != 1024 {
		t.Errorf("validators of %d and %d bytes are kept", len(r.ETag), len(r.LastModified))
	}
}
