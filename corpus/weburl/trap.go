package weburl

import (
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Limits of an address that a crawler follows. A calendar may lead a year ahead, to announced events, and as far back as
// newspapers put their archives on the web.
const (
	maxSegments   = 20
	maxRepeated   = 3
	maxParameters = 10
	yearsAhead    = 1
	yearsBack     = 60
)

var (
	dayPath    = regexp.MustCompile(`/([0-9]{4})[/-]([01]?[0-9])(?:[/-]([0-3]?[0-9]))?/?$`)
	dayValue   = regexp.MustCompile(`^([0-9]{4})[-/]?([01][0-9])(?:[-/]?([0-3][0-9]))?(?:$|[T ])`)
	yearInPath = regexp.MustCompile(`/([0-9]{4})[/-][01]?[0-9](?:[/-]|$)`)
	dayNames   = set("date", "day", "month", "year", "week", "calendar", "cal", "caldate", "cal_date", "tribe-bar-date", "eventdate",
		"event_date", "startdate", "start_date", "enddate", "end_date", "from", "to", "start", "end", "yyyymm", "ym", "archive", "m", "d")
)

// Trap says in words why a canonical address must not be followed, or returns "". It knows what shows in one address: a path of
// more than 20 segments or one segment more than three times, more than ten parameters, a date that only a calendar leads to
// (more than a year ahead of now, or for a bare listing 60 years back). What shows only in many addresses is for the caller to count.
func Trap(address string, now time.Time) string {
	if len(address) > MaxLength {
		return fmt.Sprintf("longer than %d bytes", MaxLength)
	}
	u, err := url.Parse(address)
	if err != nil {
		return "not a URL"
	}
	if reason := trapPath(u.EscapedPath()); reason != "" {
		return reason
	}
	if strings.Count(u.RawQuery, "&") >= maxParameters {
		return fmt.Sprintf("more than %d parameters", maxParameters)
	}
	return trapDate(u, now)
}

func trapPath(path string) string {
	segments := strings.Split(strings.TrimPrefix(path, "/"), "/")
	if len(segments) > maxSegments {
		return fmt.Sprintf("a path of more than %d segments", maxSegments)
	}
	seen := make(map[string]int, len(segments))
	for _, s := range segments {
		if seen[s]++; seen[s] > maxRepeated {
			return fmt.Sprintf("a path with one segment more than %d times", maxRepeated)
		}
	}
	return ""
}

func trapDate(u *url.URL, now time.Time) string {
	path := u.EscapedPath()
	if m := dayPath.FindStringSubmatch(path); m != nil && isYear(m[1]) {
		if reason := farAway(m[1], now); reason != "" {
			return reason
		}
	}
	for _, m := range yearInPath.FindAllStringSubmatch(path, -1) {
		if isYear(m[1]) && m[1] > strconv.Itoa(now.Year()+yearsAhead) {
			return "a calendar at the year " + m[1]
		}
	}
	for param := range strings.SplitSeq(u.RawQuery, "&") {
		name, value := nameOf(param)
		if dayNames[name] {
			if reason := trapValue(name, value, now); reason != "" {
				return reason
			}
		}
	}
	return ""
}

// isYear tells years from other numbers of four digits in a path. A calendar that is walked passes through these first.
func isYear(s string) bool { return s >= "1700" && s < "2200" }

// trapValue judges the value of a parameter that holds a date, or a part of one.
func trapValue(name, value string, now time.Time) string {
	if plain, err := url.QueryUnescape(value); err == nil {
		value = plain
	}
	if m := dayValue.FindStringSubmatch(value); m != nil {
		return farAway(m[1], now)
	}
	number, err := strconv.Atoi(value)
	if err != nil {
		return ""
	}
	switch {
	case name == "year" && number >= 1000:
		return farAway(value, now)
	case name == "month" && (number < 0 || number > 12), name == "week" && (number < 0 || number > 53):
		return fmt.Sprintf("a calendar at %s %d", name, number)
	}
	return ""
}

// farAway says why nobody wrote news at a year.
func farAway(year string, now time.Time) string {
	y, err := strconv.Atoi(year)
	if err == nil && (y > now.Year()+yearsAhead || y < now.Year()-yearsBack) {
		return fmt.Sprintf("a calendar at the year %d", y)
	}
	return ""
}
