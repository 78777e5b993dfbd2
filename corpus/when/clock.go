package when

import (
	"strings"
	"time"

	"dateline/corpus"
)

// clock is a time of day with the zone in which it was said.
type clock struct {
	hour, minute, second int
	zone                 zone
}

// withTime completes the day read from the tokens start to end by a time of day behind it or before it, and returns
// the tokens that both take. A time before it begins at token from or later: what is before that belongs to another date.
func (r *reader) withTime(d day, from, start, end int) (Found, int, int) {
	if d.day == 0 {
		return Found{Date: d.date()}, start, end
	}
	if at := r.between(end); at < len(r.toks) {
		if c, next, ok := r.timeAt(at, at > end); ok && !r.beginsDate(at) {
			return d.at(c), start, next
		}
	}
	for j := max(from, start-10); j < start; j++ {
		if c, next, ok := r.timeAt(j, false); ok && next <= start && r.between(next) == start {
			return d.at(c), j, end
		}
	}
	f := Found{Date: d.date()}
	if d.other != nil {
		f.Other = d.other.date()
	}
	return f, start, end
}

// beginsDate reports whether another date begins at token i, whose figures are no time.
func (r *reader) beginsDate(i int) bool {
	_, _, ok := r.dateAt(i)
	return ok
}

// between skips what may stand between a date and its time: marks, linking words and days of the week, at most six.
func (r *reader) between(i int) int {
	for range 6 {
		t := r.at(i)
		if !r.isMark(i, ",.-|•·،(@/)") && (t.kind != word || !r.names.links[t.text] && !r.names.days[t.text] && !r.isDay(i)) {
			break
		}
		i++
	}
	return i
}

// timeAt reads the time of day at token i. Behind a date or a linking word 10.15 is a time as well.
func (r *reader) timeAt(i int, linked bool) (c clock, next int, ok bool) {
	half := r.halfOfDay(i)
	if half != 0 {
		i++
	}
	if !r.isNumber(i, 0, 24, 2) {
		return r.militaryTime(i)
	}
	c.hour = r.toks[i].n
	next, ok = r.minutes(i+1, &c, linked)
	if !ok && half == 0 && r.halfOfDay(i+1) == 0 {
		return clock{}, 0, false
	}
	if !ok {
		next = i + 1
	}
	for r.at(next).kind == word && r.names.clocks[r.at(next).text] || r.isMark(next, ".") && r.halfOfDay(next+1) != 0 {
		next++
	}
	if after := r.halfOfDay(next); after != 0 && half == 0 {
		half = after
		next++
		if r.isMark(next, ".") {
			next++
		}
	}
	if !c.in(half) {
		return clock{}, 0, false
	}
	c.zone, next = r.zoneAt(next)
	return c, next, true
}

// minutes reads the rest of a time behind its hour: ":15:30", "h15", "時15分", ".15".
func (r *reader) minutes(i int, c *clock, linked bool) (next int, ok bool) {
	t := r.at(i)
	switch {
	case t.text == ":" && r.isNumber(i+1, 0, 59, 2):
		c.minute, next = r.at(i+1).n, i+2
		if r.isMark(next, ":.") && !r.at(next).spaced && r.isNumber(next+1, 0, 59, 2) && !r.at(next+1).spaced {
			c.second, next = r.at(next+1).n, next+2
			if r.isMark(next, ".,") && r.at(next+1).kind == number && !r.at(next+1).spaced {
				next += 2 // parts of a second
			}
		}
		return next, true
	case t.text == "." && !t.spaced && r.isNumber(i+1, 0, 59, 2) && r.at(i+1).digits == 2 && !r.at(i+1).spaced:
		after := r.at(i + 2)
		marked := linked || after.kind == word && (r.names.clocks[after.text] || r.halfOfDay(i+2) != 0 || isZone(after.text))
		c.minute = r.at(i + 1).n
		return i + 2, marked && !(r.isMark(i+2, ".") && r.at(i+3).kind == number)
	case t.kind == word && hourWords[t.text]:
		if r.isNumber(i+1, 0, 59, 2) {
			c.minute, next = r.at(i+1).n, i+2
			if m := r.at(next); m.kind == word && minuteWords[m.text] {
				next++
			}
			return next, true
		}
		return i + 1, true
	}
	return 0, false
}

// hourWords stand between hours and minutes.
var hourWords = foldedSet("h uhr 時 时 点 點 시 giờ ч u hod godz")
var minuteWords = foldedSet("分 분 m min mn phút minut")

func foldedSet(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[fold(w)] = true
	}
	return set
}

// militaryTime reads 1015 GMT.
func (r *reader) militaryTime(i int) (clock, int, bool) {
	t := r.at(i)
	if t.kind != number || t.digits != 4 || t.n/100 > 23 || t.n%100 > 59 {
		return clock{}, 0, false
	}
	next := i + 1
	for r.at(next).kind == word && r.names.clocks[r.at(next).text] {
		next++
	}
	z, after := r.zoneAt(next)
	if after == i+1 {
		return clock{}, 0, false
	}
	return clock{t.n / 100, t.n % 100, 0, z}, after, true
}

// halfOfDay returns 1 before noon, 2 after it and 0 where token i says neither.
func (r *reader) halfOfDay(i int) int {
	t := r.at(i)
	switch {
	case t.kind != word || t.text == "am" && r.o.Language == "de":
		return 0
	case r.names.am[t.text]:
		return 1
	case r.names.pm[t.text]:
		return 2
	}
	return 0
}

// in puts the time into a half of the day, and reports whether there is such a time.
func (c *clock) in(half int) bool {
	switch {
	case half == 2 && c.hour < 12:
		c.hour += 12
	case half == 1 && c.hour == 12:
		c.hour = 0
	case c.hour == 24 && c.minute == 0:
		c.hour, c.minute, c.second = 23, 59, 59 // the end of the day stays on its day
	}
	return c.hour < 24
}

// at returns the day with a time.
func (d day) at(c clock) Found {
	f := Found{Date: d.minute(c)}
	if d.other != nil {
		f.Other = d.other.minute(c)
	}
	return f
}

func (d day) minute(c clock) corpus.Date {
	local := time.Date(d.year, time.Month(d.month), d.day, c.hour, c.minute, c.second, 0, time.UTC)
	offset := c.zone.offset(local)
	t := local
	if offset != 0 {
		t = time.Date(d.year, time.Month(d.month), d.day, c.hour, c.minute, c.second, 0, time.FixedZone("", offset))
	}
	return corpus.Date{Time: t, Precision: corpus.PrecisionMinute, From: RuleWritten}
}
