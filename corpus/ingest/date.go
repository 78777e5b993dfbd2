package ingest

import (
	"fmt"
	"net/mail"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/markusmobius/go-dateparser"
	"github.com/markusmobius/go-dateparser/date"

	"dateline/corpus"
)

// A publication date is read by the first of these rules that understands it; its name is kept as
// the date's From. Nothing is completed from the clock: without a year there is no date.
//
//	iso      2025-01-30, 2025-01-30T10:15:00Z, 2025/1/30 10:15, 2025-01
//	compact  20250130, 20250130101500
//	epoch    1738232100, 1738232100000 (seconds, milliseconds)
//	rfc2822  Thu, 30 Jan 2025 10:15:00 GMT
//	written  January 30, 2025; 30. Januar 2025, 10:15; 30/01/2025 (but not 01/02/2025)
//
// A date of figures whose day and month could be exchanged is unknown. A time without zone is UTC.

// dateReader reads dates as people and programs write them.
type dateReader struct {
	parser *dateparser.Parser
}

func newDateReader() *dateReader {
	return &dateReader{&dateparser.Parser{ParserTypes: []dateparser.ParserType{dateparser.AbsoluteTime}}}
}

// maxDate is the length of the longest date looked at, in bytes.
const maxDate = 80

// read returns the date that s means, or the unknown one. now matters for no date that is returned.
func (r *dateReader) read(s string, now time.Time) corpus.Date {
	s = strings.Join(strings.Fields(s), " ")
	if s == "" || len(s) > maxDate {
		return corpus.Date{}
	}
	for _, rule := range []func(string) (corpus.Date, bool){readISO, readCompact, readEpoch, readMail} {
		if d, ok := rule(s); ok {
			return d
		}
	}
	return r.readWritten(s, now)
}

var yearFirst = regexp.MustCompile(`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(\D.*)?$`)

func readISO(s string) (corpus.Date, bool) {
	if m := yearFirst.FindStringSubmatch(s); m != nil {
		month, _ := strconv.Atoi(m[2])
		day, _ := strconv.Atoi(m[3])
		s = fmt.Sprintf("%s-%02d-%02d%s", m[1], month, day, m[4])
	}
	for _, zone := range []string{" +0000 UTC", " +0000", " UTC", " GMT", " Z"} {
		s = strings.TrimSuffix(s, zone)
	}
	d, err := corpus.ParseISO(s, "iso")
	return d, err == nil
}

var compactLayouts = []struct {
	layout    string
	precision corpus.Precision
}{
	{"20060102", corpus.PrecisionDay},
	{"20060102150405", corpus.PrecisionMinute},
	{"20060102T150405", corpus.PrecisionMinute},
	{"20060102T150405Z07:00", corpus.PrecisionMinute},
}

func readCompact(s string) (corpus.Date, bool) {
	for _, l := range compactLayouts {
		if t, err := time.Parse(l.layout, s); err == nil && t.Year() > 1600 {
			return corpus.Date{Time: t, Precision: l.precision, From: "compact"}, true
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
	return corpus.Date{Time: time.Unix(seconds, 0).UTC(), Precision: corpus.PrecisionMinute, From: "epoch"}, true
}

// zones are the names that RFC 2822 gives a meaning; time.Parse takes any other name, too, but for UTC.
var zones = map[string]string{
	"UT": "+0000", "UTC": "+0000", "GMT": "+0000", "Z": "+0000", "EST": "-0500", "EDT": "-0400", "CST": "-0600",
	"CDT": "-0500", "MST": "-0700", "MDT": "-0600", "PST": "-0800", "PDT": "-0700",
}

func readMail(s string) (corpus.Date, bool) {
	if i := strings.LastIndexByte(s, ' '); i >= 0 {
		last := s[i+1:]
		if offset, ok := zones[strings.ToUpper(last)]; ok {
			s = s[:i+1] + offset
		} else if last[0] != '+' && last[0] != '-' {
			return corpus.Date{}, false
		}
	}
	t, err := mail.ParseDate(s)
	if err != nil {
		return corpus.Date{}, false
	}
	return corpus.Date{Time: t, Precision: corpus.PrecisionMinute, From: "rfc2822"}, true
}

var (
	yearInWords = regexp.MustCompile(`(^|\D)(1[6-9]|20)\d\d(\D|$)`)
	dateLabel   = regexp.MustCompile(`(?i)^(first )?(published|posted|date)( on| at)?:? `)
)

// readWritten reads the date twice, with the month before the day and after it, and takes it if
// both readings agree or only one is possible.
func (r *dateReader) readWritten(s string, now time.Time) corpus.Date {
	s = dateLabel.ReplaceAllString(s, "")
	if !yearInWords.MatchString(s) {
		return corpus.Date{}
	}
	first := r.parse(s, dateparser.MDY, now)
	second := r.parse(s, dateparser.DMY, now)
	switch {
	case !first.Known():
		return second
	case second.Known() && !first.Time.Equal(second.Time):
		return corpus.Date{}
	}
	return first
}

func (r *dateReader) parse(s string, order dateparser.DateOrder, now time.Time) corpus.Date {
	d, err := r.parser.Parse(&dateparser.Configuration{
		DateOrder:           order,
		CurrentTime:         now,
		DefaultTimezone:     time.UTC,
		RequiredParts:       []string{"month", "year"},
		PreferredDayOfMonth: dateparser.First,
		ReturnTimeAsPeriod:  true,
	}, s)
	if err != nil {
		return corpus.Date{}
	}
	precision := corpus.PrecisionMinute
	switch d.Period {
	case date.Day:
		precision = corpus.PrecisionDay
	case date.Month:
		precision = corpus.PrecisionMonth
	case date.Year:
		return corpus.Date{}
	}
	return corpus.Date{Time: d.Time, Precision: precision, From: "written"}
}
