package frontier

import (
	"math"
	"slices"
	"strings"
	"time"
)

// A feed is polled at a density that follows the square root of the rate at which it brings items. For a given number of polls
// that is what keeps the sum of all delays smallest (Sia, Cho, Cho: "Efficient Monitoring Algorithm for Fast News Alerts",
// IEEE TKDE 2007): twice as many polls go to a feed that is four times as busy. A feed with ten items a day is polled every
// 25 minutes, one with 250 every 5, one with an item a week every 3½ hours.
//
// The rate is estimated from the dates of the items seen, for each hour of the day apart, as newsrooms sleep: counts that fade with a
// time constant of ten days, smoothed over neighbouring hours and, where there are few, towards the mean. A second count that fades
// within two hours sees a burst from its second item on. A feed that stays silent for longer than three items were due is
// believed less and less. The next poll is where the density, integrated from now on over the hours to come, reaches one.
//
// A publisher's wishes make polls later, never earlier: Retry-After, max-age, ttl, skipHours, skipDays. Failures double the
// wait from ten minutes to a day. Jitter makes a poll up to a tenth later.
const (
	soonest  = 5 * time.Minute
	latest   = 24 * time.Hour
	quietest = 61 * time.Minute // between polls of a feed with less than two items a day

	densityRate     = 10.0 // items a day at which a feed is polled every densityInterval
	densityInterval = 25 * time.Minute

	slowFade   = 10 * 24 * time.Hour
	fastFade   = 2 * time.Hour
	oldest     = 30 * 24 * time.Hour // items before that say nothing of today's rate
	priorItems = 0.1                 // what is assumed of a feed before it is known
	priorDays  = 1.0
	patience   = 3.0 // items that may be due before silence counts

	firstFailure = 10 * time.Minute
	jitterShare  = 0.1
)

// Rhythm is what is known of when a feed brings items. The zero value is a feed never polled.
type Rhythm struct {
	Since    time.Time   `json:"since,omitzero"` // from when on items are known
	At       time.Time   `json:"at,omitzero"`    // the last answer, for which the counts hold
	Slow     float64     `json:"slow,omitempty"`
	Fast     float64     `json:"fast,omitempty"`
	Hours    [24]float64 `json:"hours"`            // Slow by hour of the day, UTC
	Silent   float64     `json:"silent,omitempty"` // items that were due since the last one came
	Failures int         `json:"failures,omitempty"`

	// What the feed itself asked for when it was last read.
	TTL       time.Duration `json:"ttl,omitempty"`
	SkipHours []int         `json:"skip_hours,omitempty"`
	SkipDays  []string      `json:"skip_days,omitempty"`
}

// Answer is what a poll brought.
type Answer struct {
	// New holds the dates of the items that were not known before, zero where an item has none.
	New []time.Time
	// NotModified says that the feed was not sent again, so that its own wishes stay as they were.
	NotModified bool
	// Failed is set where no feed was had; Gone where the server says that it is gone for good.
	Failed, Gone bool
	// RetryAfter, MaxAge and TTL are the waits asked for by the server and the feed, 0 for none.
	RetryAfter, MaxAge, TTL time.Duration
	// SkipHours are hours of the day in UTC, SkipDays names of weekdays, in which the feed asks not to be read.
	SkipHours []int
	SkipDays  []string
}

// Next takes the answer of a poll at now into account and returns the time of the next poll. jitter is random, in [0, 1).
func (r *Rhythm) Next(now time.Time, a Answer, jitter float64) time.Time {
	now = now.UTC()
	var wait time.Duration
	if a.Failed || a.Gone {
		wait = r.failed(a.Gone)
	} else {
		r.Failures = 0
		r.observe(now, a.New)
		wait = r.interval(now)
	}
	if !a.Failed && !a.Gone && !a.NotModified {
		r.TTL, r.SkipHours, r.SkipDays = a.TTL, a.SkipHours[:min(len(a.SkipHours), 24)], a.SkipDays[:min(len(a.SkipDays), 7)]
	}
	wait = max(wait, min(max(a.RetryAfter, a.MaxAge, r.TTL), latest))
	wait += time.Duration(jitter * jitterShare * float64(wait))
	return afterSkipped(now.Add(min(wait, latest)), r.SkipHours, r.SkipDays)
}

func (r *Rhythm) failed(gone bool) time.Duration {
	r.Failures++
	if gone || r.Failures > 8 {
		return latest
	}
	return min(firstFailure<<(r.Failures-1), latest)
}

// observe lets the counts fade up to now and adds new items at their dates.
func (r *Rhythm) observe(now time.Time, dates []time.Time) {
	first := r.At.IsZero()
	last := r.At
	r.fade(now)
	if first || r.Since.After(now) {
		r.Since = now
	}
	if len(dates) > 0 {
		r.Silent = 0
	}
	for _, date := range dates {
		date = date.UTC()
		unknown := date.IsZero() || date.After(now) || !first && date.Before(last.Add(-time.Hour))
		if first && (unknown || now.Sub(date) > oldest) {
			continue // what a feed begins with is no arrival, unless it says when it came
		}
		if unknown {
			date = now
		}
		if date.Before(r.Since) {
			r.Since = date
		}
		age := float64(now.Sub(date))
		r.Fast += math.Exp(-age / float64(fastFade))
		weight := math.Exp(-age / float64(slowFade))
		r.Slow += weight
		r.Hours[date.Hour()] += weight
	}
}

func (r *Rhythm) fade(now time.Time) {
	past := float64(now.Sub(r.At))
	if !r.At.IsZero() && past > 0 {
		r.Silent += r.rate(now) * now.Sub(r.At).Hours()
		slow := math.Exp(-past / float64(slowFade))
		r.Fast *= math.Exp(-past / float64(fastFade))
		r.Slow *= slow
		for h := range r.Hours {
			r.Hours[h] *= slow
		}
	}
	r.At = now
}

// days returns how many days the counts stand for, as they fade.
func (r *Rhythm) days(now time.Time) float64 {
	fade := slowFade.Hours() / 24
	return fade*(1-math.Exp(-max(0, now.Sub(r.Since).Hours())/24/fade)) + priorDays
}

// daily returns the mean of items a day.
func (r *Rhythm) daily(now time.Time) float64 { return (r.Slow + priorItems) / r.days(now) }

// rate returns how many items are expected in an hour, at the hour of the day of t.
func (r *Rhythm) rate(t time.Time) float64 {
	h := t.Hour()
	byHour := (r.Hours[(h+23)%24] + 2*r.Hours[h] + r.Hours[(h+1)%24]) / 4 / r.days(t)
	trust := r.Slow / (r.Slow + 24)
	return trust*byHour + (1-trust)*r.daily(t)/24
}

// interval returns after which time the density of polls adds up to one.
func (r *Rhythm) interval(now time.Time) time.Duration {
	doubt := min(1, patience/max(r.Silent, patience))
	at, sum := now, 0.0
	for at.Sub(now) < latest {
		step := at.Truncate(time.Hour).Add(time.Hour).Sub(at)
		ahead := float64(at.Sub(now))
		burst := max(0, r.Fast-1) * math.Exp(-ahead/float64(fastFade)) / fastFade.Hours()
		density := float64(step) / float64(gapAt(24*max(r.rate(at)*doubt, burst)))
		if sum+density >= 1 {
			at = at.Add(time.Duration((1 - sum) / density * float64(step)))
			break
		}
		sum += density
		at = at.Add(step)
	}
	least := soonest
	if r.daily(now) < 2 {
		least = quietest
	}
	return min(max(at.Sub(now), least), latest)
}

// gapAt returns the time between polls at a rate of items a day.
func gapAt(daily float64) time.Duration {
	gap := float64(densityInterval) * math.Sqrt(densityRate/max(daily, 1e-6))
	return time.Duration(min(max(gap, float64(soonest)), float64(latest)))
}

// afterSkipped returns the first time from t on that lies outside the skipped hours and days; t where all are skipped.
func afterSkipped(t time.Time, hours []int, days []string) time.Time {
	if len(hours) == 0 && len(days) == 0 {
		return t
	}
	skipped := func(t time.Time) bool {
		day := func(name string) bool { return strings.EqualFold(strings.TrimSpace(name), t.Weekday().String()) }
		return slices.Contains(hours, t.Hour()) || slices.ContainsFunc(days, day)
	}
	for at := t; at.Sub(t) <= 8*24*time.Hour; at = at.Truncate(time.Hour).Add(time.Hour) {
		if !skipped(at) {
			return at
		}
	}
	return t
}
