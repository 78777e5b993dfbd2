package when

import (
	"fmt"
	"net/mail"
	"regexp"
	"strconv"
	"strings"
	"time"

	"dateline/corpus"
)

var yearFirst = regexp.MustCompile(`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(\D.*)?$`)

// isoExtras are machine-written forms close to ISO 8601.
var isoExtras = []string{
	"2006-01-02T15:04:05-07", "2006-01-02T15:04-0700", "2006-01-02 15:04:05-0700", "2006-01-02T15:04:05.999999999 Z07:00",
	"2006-01-02 15:04:05-07", "2006-01-02 15:04-0700", "2006-01-02 15:04Z07:00", "2006-01-02T15:04:05 -07:00", "2006-01-02 15:04:05 Z07:00", "2006-01-02T15:04:05:999Z07:00",
}

// isoDay is a date alone with a zone, "2025-01-30Z" and "2025-01-30+01:00", as XML Schema has it.
var isoDay = regexp.MustCompile(`^(\d{4}-\d\d-\d\d)(Z|[+-]\d\d:\d\d)$`)

func readISO(s string) (corpus.Date, bool) {
	s = strings.ToUpper(s)
	if m := isoDay.FindStringSubmatch(s); m != nil {
		s = m[1]
	}
	if m := yearFirst.FindStringSubmatch(s); m != nil {
		month, _ := strconv.Atoi(m[2])
		day, _ := strconv.Atoi(m[3])
		s = fmt.Sprintf("%s-%02d-%02d%s", m[1], month, day, m[4])
	}
	if head, zone, ok := cutLast(s, " "); ok && len(head) > len(time.DateOnly) {
		switch zone {
		case "UTC", "GMT", "Z", "+0000":
			s = strings.TrimSuffix(head, " +0000")
		default:
			if len(zone) == 5 && (zone[0] == '+' || zone[0] == '-') {
				s = head + zone
			}
		}
	}
	if d, err := corpus.ParseISO(s, RuleISO); err == nil {
		return d, d.Time.Year() >= 1500
	}
	for _, layout := range isoExtras {
		if t, err := time.Parse(layout, s); err == nil {
			return corpus.Date{Time: t, Precision: corpus.PrecisionMinute, From: RuleISO}, true
		}
	}
	return corpus.Date{}, false
}

func cutLast(s, sep string) (head, tail string, ok bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

var compactLayouts = []struct {
	layout    string
	precision corpus.Precision
}{
	{"20060102", corpus.PrecisionDay},
	{"20060102150405", corpus.PrecisionMinute},
	{"200601021504", corpus.PrecisionMinute},
	{"20060102T150405", corpus.PrecisionMinute},
	{"20060102T1504", corpus.PrecisionMinute},
	{"20060102T150405Z07:00", corpus.PrecisionMinute},
	{"20060102T150405Z0700", corpus.PrecisionMinute},
	{"20060102T1504Z0700", corpus.PrecisionMinute},
}

func readCompact(s string) (corpus.Date, bool) {
	if len(s) < len("20060102") || s[0] < '0' || s[0] > '9' {
		return corpus.Date{}, false
	}
	for _, l := range compactLayouts {
		if t, err := time.Parse(l.layout, s); err == nil && t.Year() > 1600 && t.Year() < 2200 {
			return corpus.Date{Time: t, Precision: l.precision, From: RuleCompact}, true
		}
	}
	return corpus.Date{}, false
}

var epoch = regexp.MustCompile(`^(\d{10})(\d{3})?(\.\d+)?$`)

func readEpoch(s string) (corpus.Date, bool) {
	m := epoch.FindStringSubmatch(s)
	if m == nil {
		return corpus.Date{}, false
	}
	seconds, err := strconv.ParseInt(m[1], 10, 64)
	if err != nil {
		return corpus.Date{}, false
	}
	return corpus.Date{Time: time.Unix(seconds, 0).UTC(), Precision: corpus.PrecisionMinute, From: RuleEpoch}, true
}

// mailZones are the names that RFC 2822 gives a meaning; time.Parse takes any other name, too, but for UTC.
var mailZones = map[string]string{
	"UT": "+0000", "UTC": "+0000", "GMT": "+0000", "Z": "+0000", "EST": "-0500", "EDT": "-0400", "CST": "-0600",
	"CDT": "-0500", "MST": "-0700", "MDT": "-0600", "PST": "-0800", "PDT": "-0700",
}

// asctime has the year at the end, as C and social networks write it; the zone's name is turned into figures first.
var asctime = []string{"Mon Jan _2 15:04:05 2006", "Mon Jan _2 15:04:05 -0700 2006"}

func readMail(s string) (corpus.Date, bool) {
	for _, layout := range asctime {
		if t, err := time.Parse(layout, zoneInFigures(s)); err == nil {
			return corpus.Date{Time: t, Precision: corpus.PrecisionMinute, From: RuleMail}, true
		}
	}
	if head, last, ok := cutLast(s, " "); ok && last != "" {
		if offset, named := mailZones[strings.ToUpper(last)]; named {
			s = head + " " + offset
		} else if last[0] != '+' && last[0] != '-' && last[0] != '(' {
			return corpus.Date{}, false
		}
	}
	t, err := mail.ParseDate(s)
	if err != nil || t.Year() < 1000 {
		return corpus.Date{}, false
	}
	return corpus.Date{Time: t, Precision: corpus.PrecisionMinute, From: RuleMail}, true
}

// zoneInFigures replaces the zone's name that stands before a year at the end.
func zoneInFigures(s string) string {
	head, year, _ := cutLast(s, " ")
	before, zone, _ := cutLast(head, " ")
	if offset, ok := mailZones[strings.ToUpper(zone)]; ok {
		return before + " " + offset + " " + year
	}
	return s
}
