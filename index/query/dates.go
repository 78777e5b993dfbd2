package query

import (
	"strconv"
	"strings"
	"time"
)

// A date is a year, month, day or minute in ISO order ("2025", "2025-01", "2025-01-20",
// "2025-01-20T09:30Z"), in UTC unless it says otherwise. It stands for the whole of
// its span, and a range for all from the first instant of its first date to the last of its
// last. before:D ends where D begins; after:D begins where D begins.

const dateHint = "Write date:2025-01-20, date:2025-01, date:2025, date:2025-01-20..2025-02-01 or date:unknown."

func dateValue(p *parser, value string, pos Pos) (Node, *Problem) {
	value = strings.TrimSpace(value)
	if strings.EqualFold(value, "unknown") {
		return Dates{Unknown: true, Pos: pos}, nil
	}
	d := Dates{Pos: pos}
	if op := value[:len(value)-len(strings.TrimLeft(value, "<>="))]; op != "" {
		return comparedDate(op, value, pos)
	}
	from, to, isRange := strings.Cut(value, "..")
	if !isRange {
		to = from
	}
	if from == "" && to == "" {
		return nil, badDate(value, pos)
	}
	var last span
	ok := true
	if from != "" {
		var first span
		first, ok = parseDate(from)
		d.From, last = first.start, first
	}
	if to != "" && ok {
		last, ok = parseDate(to)
		d.To = last.end
	}
	if !ok {
		return nil, badDate(value, pos)
	}
	if !d.From.IsZero() && !d.To.IsZero() && !d.From.Before(d.To) {
		first, _ := parseDate(from)
		d.From, d.To = last.start, first.end
		p.warn(problem(CodeReversedRange, pos, "", "The later date stands first; the range was turned round."))
	}
	return d, nil
}

func comparedDate(op, value string, pos Pos) (Node, *Problem) {
	s, ok := parseDate(value[len(op):])
	if !ok {
		return nil, badDate(value, pos)
	}
	switch op {
	case ">=":
		return Dates{From: s.start, Pos: pos}, nil
	case ">":
		return Dates{From: s.end, Pos: pos}, nil
	case "<":
		return Dates{To: s.start, Pos: pos}, nil
	case "<=":
		return Dates{To: s.end, Pos: pos}, nil
	case "=":
		return Dates{From: s.start, To: s.end, Pos: pos}, nil
	}
	return nil, badDate(value, pos)
}

func beforeValue(_ *parser, value string, pos Pos) (Node, *Problem) {
	s, ok := parseDate(value)
	if !ok {
		return nil, badDate(value, pos)
	}
	return Dates{To: s.start, Pos: pos}, nil
}

func afterValue(_ *parser, value string, pos Pos) (Node, *Problem) {
	s, ok := parseDate(value)
	if !ok {
		return nil, badDate(value, pos)
	}
	return Dates{From: s.start, Pos: pos}, nil
}

func badDate(value string, pos Pos) *Problem {
	return problem(CodeBadDate, pos, dateHint, "%s is not a date.", quote(value))
}

// whenValue reads an age: a number and h, d, w, m or y. But for hours it counts whole days back.
func whenValue(p *parser, value string, pos Pos) (Node, *Problem) {
	value = strings.ToLower(strings.TrimSpace(value))
	bad := problem(CodeBadAge, pos, "Write when:24h, when:7d, when:4w, when:6m or when:1y.", "%s is not an age.", quote(value))
	if value == "" {
		return nil, bad
	}
	n, err := strconv.Atoi(value[:len(value)-1])
	if err != nil || n < 1 || n > 9999 || !isDigit(rune(value[0])) {
		return nil, bad
	}
	now := p.options.Now.UTC()
	today := now.Truncate(24 * time.Hour)
	d := Dates{Last: strconv.Itoa(n) + value[len(value)-1:], Pos: pos}
	switch value[len(value)-1] {
	case 'h':
		d.From = now.Add(time.Duration(-n) * time.Hour).Truncate(time.Minute)
	case 'd':
		d.From = today.AddDate(0, 0, -n)
	case 'w':
		d.From = today.AddDate(0, 0, -7*n)
	case 'm':
		d.From = today.AddDate(0, -n, 0)
	case 'y':
		d.From = today.AddDate(-n, 0, 0)
	default:
		return nil, bad
	}
	if d.From.Year() < firstYear {
		return nil, bad
	}
	return d, nil
}

// span is an interval of time, end exclusive.
type span struct{ start, end time.Time }

// Years outside of these are typing slips; a time.Time of the last still prints in four digits.
const (
	firstYear = 1000
	lastYear  = 9000
)

// parseDate reads one date.
func parseDate(s string) (span, bool) {
	s = strings.ToUpper(strings.TrimSpace(s))
	if !strings.Contains(s, "T") {
		s = isoOrder(s)
	}
	for _, f := range dateForms {
		if t, err := time.Parse(f.layout, s); err == nil {
			start := t.UTC().Truncate(time.Minute)
			return span{start, f.end(start)}, start.Year() >= firstYear && start.Year() <= lastYear
		}
	}
	return span{}, false
}

// dateForms are the ways to write a date, and what each stands for the whole of.
var dateForms = []struct {
	layout string
	end    func(start time.Time) time.Time
}{
	{"2006", func(t time.Time) time.Time { return t.AddDate(1, 0, 0) }},
	{"2006-01", func(t time.Time) time.Time { return t.AddDate(0, 1, 0) }},
	{"2006-01-02", func(t time.Time) time.Time { return t.AddDate(0, 0, 1) }},
	{"2006-01-02T15:04", minuteAfter},
	{"2006-01-02T15:04Z07:00", minuteAfter},
	{"2006-01-02T15:04:05", minuteAfter}, // here and below perhaps with a fraction
	{"2006-01-02T15:04:05Z07:00", minuteAfter},
	{"2006-01-02T15:04:05-0700", minuteAfter},
	{"2006-01-02 15:04", minuteAfter},
	{"2006-01-02 15:04:05", minuteAfter},
	{"2006-01-02 15:04:05Z07:00", minuteAfter},
}

func minuteAfter(t time.Time) time.Time { return t.Add(time.Minute) }

// isoOrder turns "2025/1/5" into "2025-01-05".
func isoOrder(s string) string {
	parts := strings.Split(strings.ReplaceAll(s, "/", "-"), "-")
	for i, part := range parts {
		if i > 0 && len(part) == 1 {
			parts[i] = "0" + part
		}
	}
	return strings.Join(parts, "-")
}

// datesText prints dates as a whole term, field name included.
func datesText(d Dates) string {
	switch {
	case d.Unknown:
		return "date:unknown"
	case d.Last != "":
		return "when:" + d.Last
	case d.To.IsZero():
		return "after:" + instant(d.From)
	case d.From.IsZero():
		return "before:" + instant(d.To)
	}
	for _, u := range dateUnits {
		last := u.before(d.To)
		if !u.begins(d.From) || !u.begins(d.To) {
			continue
		}
		if last.Equal(d.From) {
			return "date:" + d.From.Format(u.layout)
		}
		return "date:" + d.From.Format(u.layout) + ".." + last.Format(u.layout)
	}
	return "date:" + d.From.Format(time.RFC3339) + ".." + d.To.Format(time.RFC3339)
}

// instant prints a moment as the date that begins with it.
func instant(t time.Time) string {
	for _, u := range dateUnits {
		if u.begins(t) {
			return t.Format(u.layout)
		}
	}
	return t.Format(time.RFC3339)
}

// dateUnits are the lengths of a date, longest first.
var dateUnits = []struct {
	layout string
	begins func(time.Time) bool      // t is the first instant of one
	before func(time.Time) time.Time // the first instant of the one before t
}{
	{"2006", func(t time.Time) bool { return midnight(t) && t.YearDay() == 1 }, func(t time.Time) time.Time { return t.AddDate(-1, 0, 0) }},
	{"2006-01", func(t time.Time) bool { return midnight(t) && t.Day() == 1 }, func(t time.Time) time.Time { return t.AddDate(0, -1, 0) }},
	{"2006-01-02", midnight, func(t time.Time) time.Time { return t.AddDate(0, 0, -1) }},
	{"2006-01-02T15:04Z", func(time.Time) bool { return true }, func(t time.Time) time.Time { return t.Add(-time.Minute) }},
}

func midnight(t time.Time) bool { return t.Equal(t.Truncate(24 * time.Hour)) }
