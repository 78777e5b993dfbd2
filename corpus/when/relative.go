package when

import (
	"strings"
	"time"
	"unicode"

	"dateline/corpus"
)

// readRelative reads a text that counts from the moment at which it was said: "3 hours ago" (to the day), "5 minutes ago" (to the
// minute), "yesterday" and "today at 10:15". Weeks and longer are too rough to name a day.
func readRelative(s string, o Options) corpus.Date {
	if o.Said.IsZero() || len(s) > maxDate {
		return corpus.Date{}
	}
	n := known()
	s = n.withoutLabel(strings.ToLower(s))
	if d, ok := n.readAgo(s, o.Said); ok {
		return d
	}
	return readNearToday(s, o)
}

// readAgo reads "3 hours ago".
func (n *names) readAgo(s string, said time.Time) (corpus.Date, bool) {
	pattern, count := withoutNumber(s)
	e, ok := n.ago[foldAll(pattern)]
	if !ok {
		return corpus.Date{}, false
	}
	if e.count > 0 {
		count = e.count
	}
	if count < 0 || count > 1000 {
		return corpus.Date{}, false
	}
	back := map[string]time.Duration{"second": time.Second, "minute": time.Minute, "hour": time.Hour, "day": 24 * time.Hour}[e.unit]
	t := said.Add(-time.Duration(count) * back)
	if e.unit == "second" || e.unit == "minute" {
		return corpus.Date{Time: t.Truncate(time.Minute), Precision: corpus.PrecisionMinute, From: RuleRelative}, true
	}
	return dayOf(t), true
}

func dayOf(t time.Time) corpus.Date {
	return corpus.Date{Time: time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC), Precision: corpus.PrecisionDay, From: RuleRelative}
}

// withoutNumber puts "{0}" for the only number of s; -1 if there is none or several.
func withoutNumber(s string) (string, int) {
	var b strings.Builder
	count, runs, inside := 0, 0, false
	for _, r := range s {
		d, ok := digit(r)
		switch {
		case ok && !inside:
			runs++
			b.WriteString("{0}")
			count = d
		case ok && count < 1e6:
			count = 10*count + d
		case !ok:
			b.WriteRune(r)
		}
		inside = ok
	}
	if runs != 1 {
		return s, -1
	}
	return b.String(), count
}

// readNearToday reads "today", "yesterday" and such a word with a time of day.
func readNearToday(s string, o Options) corpus.Date {
	r := newReader(s, o)
	for _, words := range []int{2, 1} {
		if len(r.toks) < words {
			continue
		}
		end := r.toks[words-1].end
		back, ok := r.names.today[foldAll(s[:end])]
		if !ok {
			continue
		}
		d := dayOf(o.Said.AddDate(0, 0, back))
		rest := r.between(words)
		if rest >= len(r.toks) {
			return d
		}
		if c, next, ok := r.timeAt(rest, true); ok && r.ignorable(next, len(r.toks)) {
			f := day{year: d.Time.Year(), month: int(d.Time.Month()), day: d.Time.Day()}.at(c)
			f.Date.From = RuleRelative
			return f.Date
		}
	}
	return corpus.Date{}
}

// withoutLabel takes "Published:" and the like off the front, of four words at most.
func (n *names) withoutLabel(s string) string {
	s = strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(":|-•·()", r) })
	fields := strings.Fields(s)
	for count := min(4, len(fields)-1); count > 0; count-- {
		if _, ok := n.labels[foldAll(strings.TrimRight(strings.Join(fields[:count], " "), ":"))]; ok {
			return strings.TrimLeft(strings.Join(fields[count:], " "), ":|- ")
		}
	}
	return s
}
