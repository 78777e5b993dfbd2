package robots

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	// MaxAge is how long an answer is good.
	MaxAge = 24 * time.Hour
	// MinAge is how long an answer is good at least, whatever its Cache-Control says.
	MinAge = 5 * time.Minute
	// GiveUp is how long a site must have been unreachable for its robots.txt to count as unavailable.
	GiveUp = 30 * 24 * time.Hour

	giveUpAfter = 10 // failures, so that one before a long pause of the crawler and one after it do not count as 30 days
	firstRetry  = time.Minute
	lastRetry   = 6 * time.Hour
)

// Verdict is what the last answer said.
type Verdict string

// The verdicts. A record without one was never answered.
const (
	Found  Verdict = "found"  // there is a file
	Absent Verdict = "absent" // there is none
)

// Record is what is known of one site's robots.txt. The zero value is a site that was never asked. Records are values: they
// can be stored as they are, and are only changed by Policy.After.
type Record struct {
	Verdict  Verdict   `json:"verdict,omitempty"`
	Body     []byte    `json:"body,omitempty"` // of a file, at most Limit bytes; shared between records, not to be changed
	Cut      bool      `json:"cut,omitempty"`  // the file was longer
	Answered time.Time `json:"answered,omitzero"`
	Status   int       `json:"status,omitempty"` // of that answer, 200 for a file that was unchanged

	// Where the file came from, after redirects, and its validators as they were sent.
	Source       string `json:"source,omitempty"`
	ETag         string `json:"etag,omitempty"`
	LastModified string `json:"lastModified,omitempty"`

	Due time.Time `json:"due,omitzero"` // when to ask again

	// Since when and how often in a row the site was unreachable, and why the last time.
	Failing  time.Time `json:"failing,omitzero"`
	Failures int       `json:"failures,omitempty"`
	Failure  string    `json:"failure,omitempty"`
}

// Policy makes records of answers. The zero value is usable.
type Policy struct {
	// Jitter returns a random number from 0 to below 1 that spreads retries; by default math/rand.
	Jitter func() float64
}

// After returns what is known after an answer that came at the moment now.
func (p Policy) After(r Record, a Answer, now time.Time) Record {
	if err := a.failure(r); err != nil {
		return p.failed(r, err, a.Header, now)
	}
	switch {
	case a.Status == http.StatusNotModified:
	case a.Status/100 == 2:
		body, cut := whole(a.Body, a.Cut)
		r = Record{
			Verdict: Found, Body: body, Cut: cut, Status: a.Status, Source: a.Address,
			ETag: validator(a.Header, "ETag"), LastModified: validator(a.Header, "Last-Modified"),
		}
	default:
		r = Record{Verdict: Absent, Status: a.Status}
	}
	r.Answered, r.Due = now, now.Add(lifetime(a.Header))
	r.Failing, r.Failures, r.Failure = time.Time{}, 0, ""
	return r
}

func (p Policy) failed(r Record, why error, header http.Header, now time.Time) Record {
	if r.Failures == 0 {
		r.Failing = now
	}
	r.Failures++
	r.Failure = why.Error()
	wait := lastRetry
	if doublings := r.Failures - 1; doublings < 9 { // 2^9 minutes are beyond lastRetry
		wait = min(firstRetry<<doublings, lastRetry)
	}
	jitter := rand.Float64
	if p.Jitter != nil {
		jitter = p.Jitter
	}
	wait += time.Duration(jitter() * float64(wait) / 2)
	r.Due = now.Add(max(wait, retryAfter(header, now)))
	return r
}

// Stale reports whether the site has to be asked before anything else is fetched of it. While a site is unreachable it is
// only so when the time for the next attempt has come.
func (r Record) Stale(now time.Time) bool {
	// A moment further ahead than any that After sets means that the clock was set back since.
	return !now.Before(r.Due) || r.Due.Sub(now) > MaxAge
}

// Rules returns what the record allows the agents to fetch at the moment now. What is not known is not allowed. It
// parses the file: keep the result, for at most as long as the record is not stale.
func (r Record) Rules(now time.Time, agents ...string) *Rules {
	if r.Verdict != "" && now.Sub(r.Answered) < MaxAge {
		if r.Verdict == Absent {
			return AllowAll()
		}
		f := Parse(r.Body)
		return f.Rules(agents...)
	}
	switch {
	case r.Failures == 0:
		return DisallowAll("robots.txt was not asked for in the last 24 hours")
	case r.Failures >= giveUpAfter && now.Sub(r.Failing) >= GiveUp:
		return AllowAll()
	}
	return DisallowAll(fmt.Sprintf("robots.txt is unreachable since %s: %s", r.Failing.UTC().Format(time.RFC3339), r.Failure))
}

// File returns the file that the record keeps, without regard to its age; an empty one if there is none.
func (r Record) File() *File {
	f := Parse(r.Body)
	f.Cut = r.Cut
	return f
}

// validator returns a field that is to be sent back as it is, unless it is too long for that.
func validator(h http.Header, name string) string {
	v := h.Get(name)
	if len(v) > validatorLimit {
		return ""
	}
	return v
}

// lifetime returns how long an answer is good.
func lifetime(h http.Header) time.Duration {
	age := MaxAge
	for field := range strings.SplitSeq(strings.Join(h.Values("Cache-Control"), ","), ",") {
		name, value, _ := strings.Cut(strings.ToLower(strings.TrimSpace(field)), "=")
		switch name {
		case "no-cache", "no-store":
			return MinAge
		case "max-age":
			age = min(age, wholeSeconds(strings.Trim(value, `"`), MaxAge))
		}
	}
	spent := wholeSeconds(h.Get("Age"), 0)
	return max(age-spent, MinAge)
}

// retryAfter returns how long a site asks to be left alone, at most 24 hours; 0 if it says nothing that can be understood.
func retryAfter(h http.Header, now time.Time) time.Duration {
	v := strings.TrimSpace(h.Get("Retry-After"))
	wait := wholeSeconds(v, 0)
	if t, err := http.ParseTime(v); err == nil {
		wait = t.Sub(now)
	}
	return max(0, min(wait, MaxAge))
}

// wholeSeconds reads a number of seconds, counting more than 24 hours as 24 hours, and what is no number as otherwise.
func wholeSeconds(s string, otherwise time.Duration) time.Duration {
	n, err := strconv.ParseInt(strings.TrimSpace(s), 10, 64)
	switch {
	case n > int64(MaxAge/time.Second): // also a number too large for 64 bits
		return MaxAge
	case err != nil, n < 0:
		return otherwise
	}
	return time.Duration(n) * time.Second
}
