package when

import "time"

// zone is a time zone as written: so many minutes east of Greenwich, and whether summer time may add an hour.
type zone struct {
	minutes int
	summer  summer
}

// summer is by whose rule an hour is added in summer.
type summer uint8

const (
	noSummer summer = iota
	american        // second Sunday of March to first Sunday of November
)

// zones are the names of zones in news, folded. Where a name has several meanings it is the one that most news means.
var zones = map[string]zone{
	"z": {}, "gmt": {}, "utc": {}, "ut": {}, "wet": {}, "et": {-300, american}, "ct": {-360, american}, "mt": {-420, american}, "pt": {-480, american},
	"est": {minutes: -300}, "edt": {minutes: -240}, "cst": {minutes: -360}, "cdt": {minutes: -300}, "mst": {minutes: -420}, "mdt": {minutes: -360},
	"pst": {minutes: -480}, "pdt": {minutes: -420}, "akst": {minutes: -540}, "akdt": {minutes: -480}, "hst": {minutes: -600}, "ast": {minutes: -240}, "adt": {minutes: -180},
	"brt": {minutes: -180}, "art": {minutes: -180}, "clt": {minutes: -240}, "cot": {minutes: -300}, "pet": {minutes: -300},
	"bst": {minutes: 60}, "cet": {minutes: 60}, "cest": {minutes: 120}, "mez": {minutes: 60}, "mesz": {minutes: 120}, "eet": {minutes: 120}, "eest": {minutes: 180},
	"wat": {minutes: 60}, "cat": {minutes: 120}, "sast": {minutes: 120}, "eat": {minutes: 180}, "msk": {minutes: 180}, "мск": {minutes: 180}, "trt": {minutes: 180}, "tsi": {minutes: 180},
	"gst": {minutes: 240}, "pkt": {minutes: 300}, "ist": {minutes: 330}, "npt": {minutes: 345}, "wib": {minutes: 420}, "wita": {minutes: 480}, "wit": {minutes: 540}, "ict": {minutes: 420},
	"hkt": {minutes: 480}, "sgt": {minutes: 480}, "pht": {minutes: 480}, "myt": {minutes: 480}, "awst": {minutes: 480}, "kst": {minutes: 540}, "jst": {minutes: 540},
	"aest": {minutes: 600}, "aedt": {minutes: 660}, "acst": {minutes: 570}, "acdt": {minutes: 630}, "nzst": {minutes: 720}, "nzdt": {minutes: 780},
}

func isZone(name string) bool {
	_, ok := zones[name]
	return ok
}

// zoneAt reads the zone at token i, "ET", "(CEST)", "GMT+3", "+05:30"; without one it is UTC and next is i.
func (r *reader) zoneAt(i int) (z zone, next int) {
	next = i
	if r.isMark(i, "(") {
		next++
	}
	named := false
	if t := r.at(next); t.kind == word {
		if z, named = zones[t.text]; named {
			next++
		}
	}
	if m, after, ok := r.offsetAt(next, named); ok {
		z, next, named = zone{minutes: z.minutes + m}, after, true
	}
	if !named {
		return zone{}, i
	}
	if r.isMark(i, "(") && r.isMark(next, ")") {
		next++
	}
	return z, next
}

// offsetAt reads +0530, +05:30 and, behind a name, +3.
func (r *reader) offsetAt(i int, named bool) (minutes, next int, ok bool) {
	sign := r.at(i)
	n := r.at(i + 1)
	if !r.isMark(i, "+-") || n.kind != number || n.spaced {
		return 0, 0, false
	}
	switch {
	case n.digits == 4 && n.n <= 1400 && n.n%100 < 60:
		minutes, next = n.n/100*60+n.n%100, i+2
	case n.digits <= 2 && n.n <= 14 && r.isMark(i+2, ":") && r.isNumber(i+3, 0, 59, 2):
		minutes, next = n.n*60+r.at(i+3).n, i+4
	case n.digits <= 2 && n.n <= 14 && named:
		minutes, next = n.n*60, i+2
	default:
		return 0, 0, false
	}
	if sign.text == "-" {
		minutes = -minutes
	}
	return minutes, next, true
}

// offset returns the zone's seconds east of Greenwich at a local time.
func (z zone) offset(local time.Time) int {
	seconds := z.minutes * 60
	if z.summer == american && americanSummer(local) {
		seconds += 3600
	}
	return seconds
}

func americanSummer(local time.Time) bool {
	start := sunday(local.Year(), time.March, 2).Add(2 * time.Hour)
	end := sunday(local.Year(), time.November, 1).Add(2 * time.Hour)
	return !local.Before(start) && local.Before(end)
}

// sunday returns the n-th Sunday of a month.
func sunday(year int, month time.Month, n int) time.Time {
	first := time.Date(year, month, 1, 0, 0, 0, 0, time.UTC)
	return first.AddDate(0, 0, (7-int(first.Weekday()))%7+7*(n-1))
}
