package when

import (
	"strings"
	"time"
)

// buddhist is by how much the years of the Thai calendar are ahead.
const buddhist = 543

// eras are the reigns by which Japanese years are counted, and the Republic by which Taiwan counts: the year before the first.
var eras = map[string]int{"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "中華民國": 1911}

// era reads 令和7年1月30日.
func (r *reader) era(i int) (day, int, bool) {
	if !r.isNumber(i+1, 1, 150, 3) || r.at(i+2).text != "年" {
		return day{}, 0, false
	}
	for name, zero := range eras {
		if strings.HasSuffix(r.toks[i].text, name) {
			return r.monthAndDay(zero+r.at(i+1).n, i+3)
		}
	}
	return day{}, 0, false
}

// fromPersian turns a day of the Solar Hijri calendar into a Gregorian one, by the 2,820-year cycle reduced to leap years of
// the 33-year one, which is exact from 1206 to 1497 (1827 to 2118).
func fromPersian(year, month, d int) (y, m, day int, ok bool) {
	length := 31
	switch {
	case month > 6 && month < 12:
		length = 30
	case month == 12:
		length = 29
		if persianLeap(year) {
			length = 30
		}
	}
	if month < 1 || month > 12 || d < 1 || d > length {
		return 0, 0, 0, false
	}
	days := d - 1 + 31*min(month-1, 6) + 30*max(month-7, 0)
	for past := persianStart; past < year; past++ {
		days += 365
		if persianLeap(past) {
			days++
		}
	}
	t := persianEpoch.AddDate(0, 0, days)
	return t.Year(), int(t.Month()), t.Day(), true
}

func persianLeap(year int) bool {
	switch year % 33 {
	case 1, 5, 9, 13, 17, 22, 26, 30:
		return true
	}
	return false
}

const persianStart = 1206

// persianEpoch is 1 Farvardin 1206.
var persianEpoch = time.Date(1827, 3, 22, 0, 0, 0, 0, time.UTC)
