package corpus

import (
	"fmt"
	"time"
)

// Precision says how much of a Date is known.
type Precision string

// The precisions of a publication date. Unknown is the zero value.
const (
	PrecisionUnknown Precision = ""
	PrecisionMonth   Precision = "month"
	PrecisionDay     Precision = "day"
	PrecisionMinute  Precision = "minute"
)

// Date is when an article was published, as far as it says so itself. From names
// the rule that found it. The zero value is an unknown date.
type Date struct {
	Time      time.Time `json:"time,omitzero"`
	Precision Precision `json:"precision,omitempty"`
	From      string    `json:"from,omitempty"`
}

// Known reports whether anything is known of the date.
func (d Date) Known() bool { return d.Precision != PrecisionUnknown }

// Span returns the first instant of the date and the first instant after it, in
// UTC: a minute, a day or a month. Both are zero for an unknown date.
func (d Date) Span() (start, end time.Time) {
	t := d.Time.UTC()
	switch d.Precision {
	case PrecisionMinute:
		start = t.Truncate(time.Minute)
		return start, start.Add(time.Minute)
	case PrecisionDay:
		start = time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
		return start, start.AddDate(0, 0, 1)
	case PrecisionMonth:
		start = time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC)
		return start, start.AddDate(0, 1, 0)
	}
	return time.Time{}, time.Time{}
}

// Month returns the UTC month as "2025-01", or "" for an unknown date.
func (d Date) Month() string {
	if !d.Known() {
		return ""
	}
	return d.Time.UTC().Format("2006-01")
}

// String returns the date in ISO 8601 to its precision, or "" if unknown.
func (d Date) String() string {
	switch d.Precision {
	case PrecisionMinute:
		return d.Time.Format(time.RFC3339)
	case PrecisionDay:
		return d.Time.Format(time.DateOnly)
	case PrecisionMonth:
		return d.Time.Format("2006-01")
	}
	return ""
}

// Plausible returns d, or the unknown date where d cannot be when news was
// published: before 1600, the zero instants that software writes for "none"
// (1601-01-01 and 1970-01-01T00:00Z), or more than a day after now.
func (d Date) Plausible(now time.Time) Date {
	t := d.Time.UTC()
	switch {
	case !d.Known(), t.Year() <= 1600, t.Equal(time.Unix(0, 0)), t.After(now.Add(24 * time.Hour)):
		return Date{}
	case t.Year() == 1601 && t.YearDay() == 1:
		return Date{}
	}
	return d
}

// ParseISO reads an ISO 8601 date or date and time. Without a zone it is UTC.
// from is kept as the rule that found it.
func ParseISO(s, from string) (Date, error) {
	for _, l := range isoLayouts {
		if t, err := time.Parse(l.layout, s); err == nil {
			return Date{Time: t, Precision: l.precision, From: from}, nil
		}
	}
	return Date{}, fmt.Errorf("%q is not an ISO 8601 date", s)
}

var isoLayouts = []struct {
	layout    string
	precision Precision
}{
	{time.RFC3339Nano, PrecisionMinute},
	{"2006-01-02T15:04:05.999999999-0700", PrecisionMinute},
	{"2006-01-02T15:04:05.999999999", PrecisionMinute},
	{"2006-01-02T15:04Z07:00", PrecisionMinute},
	{"2006-01-02T15:04", PrecisionMinute},
	{"2006-01-02 15:04:05Z07:00", PrecisionMinute},
	{"2006-01-02 15:04:05", PrecisionMinute},
	{"2006-01-02 15:04", PrecisionMinute},
	{time.DateOnly, PrecisionDay},
	{"2006-01", PrecisionMonth},
}
