package feed

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"dateline/corpus"
)

// readDate reads a date of a feed by the first of these rules that understands it:
//
//	iso      2025-01-30T10:15:00Z, 2025-01-30 10:15, 20250130, 2025-030, 2025-01, 2025
//	rfc822   Thu, 30 Jan 2025 10:15:00 GMT, with any part missing but day, month and year, and in any of the usual orders
//
// A time without a zone is UTC. Years alone are unknown: no month is made up.
func readDate(written string) Date {
	written = strings.TrimSpace(written)
	d := Date{Written: written}
	s := strings.Join(strings.Fields(written), " ")
	const longest = 80
	if s == "" || len(s) > longest {
		return d
	}
	if iso, err := corpus.ParseISO(s, "feed"); err == nil {
		d.Date = iso
		return d
	}
	for _, rule := range []func(string) (corpus.Date, bool){readISOParts, readMail} {
		if found, ok := rule(s); ok {
			found.From = "feed"
			d.Date = found
			return d
		}
	}
	return d
}

var isoParts = regexp.MustCompile(`^(\d{4})-?(\d\d)-?(\d\d)(?:[T ]+(\d{1,2}):?(\d\d)(?::?(\d\d)(?:[.,:]\d*)?)?)? ?([A-Za-z]{1,5}|[+-]\d\d:?\d{0,2})?$`)

func readISOParts(s string) (corpus.Date, bool) {
	m := isoParts.FindStringSubmatch(s)
	if m == nil {
		return corpus.Date{}, false
	}
	month, _ := strconv.Atoi(m[2])
	return parts{m[1], time.Month(month), m[3], m[4], m[5], m[6], m[7]}.date()
}

var (
	dayFirst   = regexp.MustCompile(`(?i)^(?:[^\d\s,]+,? )?(\d{1,2})[ -]([a-z]{3})[a-z]*\.?,?[ -](\d{4}|\d\d)(?:,? (.*))?$`)
	monthFirst = regexp.MustCompile(`(?i)^(?:[a-z]{2,9},? )?([a-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})(?:,? (.*))?$`)
	yearLast   = regexp.MustCompile(`(?i)^(?:[a-z]{2,9},? )?([a-z]{3})[a-z]*\.? (\d{1,2}) (\d{1,2}:\d\d(?::\d\d)?)(?: ([a-z]{1,5}|[+-]\d{4}))? (\d{4})$`)
	clock      = regexp.MustCompile(`(?i)^(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.\d+)?)?(?: ?([ap]m))?(?: ?(.+))?$`)
)

var months = map[string]time.Month{
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}

func readMail(s string) (corpus.Date, bool) {
	var day, month, year, rest string
	if m := dayFirst.FindStringSubmatch(s); m != nil {
		day, month, year, rest = m[1], m[2], m[3], m[4]
	} else if m := monthFirst.FindStringSubmatch(s); m != nil {
		month, day, year, rest = m[1], m[2], m[3], m[4]
	} else if m := yearLast.FindStringSubmatch(s); m != nil {
		month, day, rest, year = m[1], m[2], m[3]+" "+m[4], m[5]
	}
	p := parts{year: year, month: months[strings.ToLower(month)], day: day}
	if p.month == 0 {
		return corpus.Date{}, false
	}
	if m := clock.FindStringSubmatch(strings.TrimSpace(rest)); m != nil {
		p.hour, p.minute, p.second, p.zone = m[1], m[2], m[3], m[5]
		if strings.EqualFold(m[4], "pm") && p.hour != "12" {
			h, _ := strconv.Atoi(p.hour)
			p.hour = strconv.Itoa(h + 12)
		}
	} else if rest != "" {
		p.zone = rest
	}
	return p.date()
}

// parts are a date's as written.
type parts struct {
	year                            string
	month                           time.Month
	day, hour, minute, second, zone string
}

// date puts the parts together, if they make a date.
func (p parts) date() (corpus.Date, bool) {
	n := func(s string) int {
		v, _ := strconv.Atoi(s)
		return v
	}
	year := n(p.year)
	if len(p.year) == 2 {
		const turn = 70 // years of two figures lie between 1970 and 2069
		year += 1900
		if n(p.year) < turn {
			year += 100
		}
	}
	zone, ok := zoneOf(p.zone)
	t := time.Date(year, p.month, n(p.day), n(p.hour), n(p.minute), n(p.second), 0, zone)
	d := corpus.Date{Time: t, Precision: corpus.PrecisionMinute}
	midnightAsEnd := n(p.hour) == 24 && n(p.minute) == 0
	switch {
	case !ok, p.month < 1, p.month > 12, n(p.hour) > 23 && !midnightAsEnd, n(p.minute) > 59, n(p.second) > 60:
		return corpus.Date{}, false
	case n(p.day) < 1, time.Date(year, p.month, n(p.day), 0, 0, 0, 0, time.UTC).Day() != n(p.day):
		return corpus.Date{}, false
	case p.hour == "":
		d.Precision = corpus.PrecisionDay
	}
	return d, true
}

// zones are the names of time zones that RFC 822 knows, in hours from UTC, and those of Europe that feeds use; "BST", "IST" and
// the like mean several zones, and are here as news writes them.
var zones = map[string]int{
	"": 0, "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0, "BST": 1, "WEST": 1, "CET": 1, "MET": 1, "CEST": 2, "MEST": 2, "EET": 2,
	"EEST": 3, "MSK": 3, "EST": -5, "EDT": -4, "ET": -5, "CST": -6, "CDT": -5, "CT": -6, "MST": -7, "MDT": -6, "MT": -7,
	"PST": -8, "PDT": -7, "PT": -8, "AKST": -9, "AKDT": -8, "HST": -10, "AST": -4, "ADT": -3, "JST": 9, "KST": 9, "HKT": 8,
	"SGT": 8, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13, "SAST": 2,
}

var offset = regexp.MustCompile(`^(?:UTC|GMT)?([+-])(\d{1,2}):?(\d\d)?$`)

func zoneOf(s string) (*time.Location, bool) {
	s, _, _ = strings.Cut(s, "(")
	s = strings.ToUpper(strings.TrimSpace(s))
	if hours, ok := zones[s]; ok {
		return time.FixedZone(s, hours*int(time.Hour/time.Second)), true
	}
	m := offset.FindStringSubmatch(strings.ReplaceAll(s, " ", ""))
	if m == nil {
		return nil, false
	}
	hours, _ := strconv.Atoi(m[2])
	minutes, _ := strconv.Atoi(m[3])
	seconds := (hours*60 + minutes) * 60
	if m[1] == "-" {
		seconds = -seconds
	}
	return time.FixedZone("", seconds), hours < 24 && minutes < 60
}
