package when

import (
	"strings"
	"time"

	"dateline/corpus"
)

// A date is recognised from its figures and the name of its month, wherever they stand:
//
//	30 January 2025, 30. Januar 2025, 30 de enero de 2025, 30-JAN-2025, 30th of Jan '25    dayFirst
//	January 30, 2025, January 2025                                                       monthFirst
//	2025-01-30, 2025. 1. 30., 2025年1月30日, 2025. január 30., 令和7年1月30日                yearAtFront
//	30/01/2025, 30.1.2025, 01-30-2025, 30.01.25                                           figures
//
// Between the parts may stand commas, full stops and linking words (data/words.txt).

// reader reads dates among tokens.
type reader struct {
	toks  []token
	o     Options
	names *names
}

func newReader(s string, o Options) *reader {
	return &reader{tokens(s), o, known()}
}

// day is a day or month of a calendar as it was read. other is its other reading, if its figures have two.
type day struct {
	year, month, day int // day 0: the month alone
	other            *day
}

// dateAt reads the date that begins at token i; next is the token behind it.
func (r *reader) dateAt(i int) (d day, next int, ok bool) {
	if i > 0 && !r.toks[i].spaced && r.toks[i-1].kind == number {
		return day{}, 0, false // the middle of a longer figure
	}
	switch t := r.toks[i]; {
	case t.kind == word && t.text == "":
		return day{}, 0, false
	case t.kind == word:
		for _, rule := range []func(int) (day, int, bool){r.era, r.monthFirst} {
			if d, next, ok = rule(i); ok {
				return d, next, true
			}
		}
	case t.kind == number:
		for _, rule := range []func(int) (day, int, bool){r.yearAtFront, r.dayFirst, r.figures} {
			if d, next, ok = rule(i); ok {
				return d, next, true
			}
		}
	}
	return day{}, 0, false
}

func (r *reader) at(i int) token {
	if i < 0 || i >= len(r.toks) {
		return token{}
	}
	return r.toks[i]
}

// isMark reports whether token i is one of the marks.
func (r *reader) isMark(i int, marks string) bool {
	t := r.at(i)
	return t.kind == mark && strings.Contains(marks, t.text)
}

func (r *reader) isNumber(i, low, high, maxDigits int) bool {
	t := r.at(i)
	return t.kind == number && t.digits <= maxDigits && t.n >= low && t.n <= high
}

// gap skips what may stand between the parts of a date: at most four marks and linking words.
func (r *reader) gap(i int, marks string) int {
	for range 4 {
		if t := r.at(i); !r.isMark(i, marks) && (t.kind != word || !r.names.links[t.text]) {
			break
		}
		i++
	}
	return i
}

// monthAt reads the name of a month of one word or two.
func (r *reader) monthAt(i int) (m month, next int, ok bool) {
	t := r.at(i)
	if t.kind != word {
		return month{}, 0, false
	}
	if second := r.at(i + 1); second.kind == word && r.names.firsts[t.text] {
		if m, ok = r.names.month(t.text+" "+second.text, r.o.Language); ok {
			return m, i + 2, true
		}
	}
	if m, ok = r.names.month(t.text, r.o.Language); ok {
		if other, named := r.names.month(r.at(i+2).text, r.o.Language); r.isMark(i+1, "/") && named && other.number == m.number {
			return m, i + 3, true // the month by two names, as Arabic papers have it
		}
		return m, i + 1, true
	}
	if (t.text == "thang" || t.text == "thg") && r.isNumber(i+1, 1, 12, 2) { // Vietnamese counts its months
		return month{number: r.at(i + 1).n}, i + 2, true
	}
	return month{}, 0, false
}

// yearAt reads a year in figures of the calendar of m.
func (r *reader) yearAt(i int, m month) (year, next int, ok bool) {
	t := r.at(i)
	switch {
	case t.kind != number || r.at(i+1).kind == number && !r.at(i+1).spaced:
	case m.persian:
		return t.n, i + 1, t.digits == 4 && t.n >= 1250 && t.n < 1500
	case t.digits == 4 && t.n >= 1500 && t.n < 2200:
		return t.n, i + 1, true
	case t.digits == 4 && t.n >= 2400 && t.n < 2700 && (t.thai || r.o.Language == "th" || strings.Contains(m.languages, " th ")):
		return t.n - buddhist, i + 1, true
	case t.digits == 2 && r.isMark(i-1, "'’-"):
		return r.century(t.n), i + 1, true
	}
	return 0, 0, false
}

// century completes a year of two figures: the latest that is not after the moment of speaking.
func (r *reader) century(year int) int {
	if last := r.o.Said; !last.IsZero() && 2000+year > last.Year() || last.IsZero() && year >= 70 {
		return 1900 + year
	}
	return 2000 + year
}

const dateMarks = ",.-،,、'’/"

func (r *reader) dayFirst(i int) (day, int, bool) {
	if !r.isNumber(i, 1, 31, 2) {
		return day{}, 0, false
	}
	j := i + 1
	if t := r.at(j); t.kind == word && !t.spaced && ordinals[t.text] {
		j++
	}
	m, j, ok := r.monthAt(r.gap(j, dateMarks+")"))
	if !ok {
		return day{}, 0, false
	}
	year, next, ok := r.yearAt(r.gap(j, dateMarks), m)
	if !ok {
		return day{}, 0, false
	}
	return r.checked(year, m, r.toks[i].n, next)
}

// ordinals stand behind the day's figure: 1st, 1er, 1º, 30-го.
var ordinals = map[string]bool{
	"st": true, "nd": true, "rd": true, "th": true, "er": true, "º": true, "ª": true, "°": true, "o": true, "a": true, "e": true, "ste": true, "de": true, "eme": true,
	"го": true, "ten": true, "η": true, "ης": true,
}

func (r *reader) monthFirst(i int) (day, int, bool) {
	m, j, ok := r.monthAt(i)
	if !ok {
		return day{}, 0, false
	}
	if k := r.gap(j, dateMarks); r.isNumber(k, 1, 31, 2) {
		after := k + 1
		if t := r.at(after); t.kind == word && !t.spaced && ordinals[t.text] {
			after++
		}
		if year, next, ok := r.yearAt(r.gap(after, dateMarks), m); ok && r.at(next).text != ":" {
			return r.checked(year, m, r.toks[k].n, next)
		}
	}
	year, next, ok := r.yearAt(r.gap(j, dateMarks), m)
	if !ok || m.persian {
		return day{}, 0, false
	}
	return day{year: year, month: m.number}, next, true
}

// yearAtFront reads 2025-01-30 and the like, with figures or a name for the month.
func (r *reader) yearAtFront(i int) (day, int, bool) {
	persian := month{persian: r.o.Language == "fa"}
	year, j, ok := r.yearAt(i, month{})
	if !ok {
		if year, j, ok = r.yearAt(i, persian); !ok || !persian.persian {
			return day{}, 0, false
		}
	} else {
		persian.persian = false
	}
	if r.toks[i].digits != 4 {
		return day{}, 0, false
	}
	if t := r.at(j); t.text == "年" || t.text == "년" {
		return r.monthAndDay(year, j+1)
	}
	if sep := r.at(j); r.isMark(j, "-/.") && r.isNumber(j+1, 1, 12, 2) && r.at(j+2).text == sep.text && r.isNumber(j+3, 1, 31, 2) {
		next := j + 4
		if sep.text == "." && r.isMark(next, ".") {
			next++
		}
		return r.checked(year, month{number: r.at(j + 1).n, persian: persian.persian}, r.at(j+3).n, next)
	}
	if m, k, ok := r.monthAt(r.gap(j, dateMarks)); ok {
		if k = r.gap(k, dateMarks); r.isNumber(k, 1, 31, 2) && !r.isMark(k+1, ":") {
			return r.checked(year, m, r.at(k).n, k+1)
		}
	}
	return day{}, 0, false
}

// monthAndDay reads the rest of 2025年1月30日.
func (r *reader) monthAndDay(year, i int) (day, int, bool) {
	if t := r.at(i + 1); !r.isNumber(i, 1, 12, 2) || t.text != "月" && t.text != "월" {
		return day{}, 0, false
	}
	m := month{number: r.at(i).n}
	if r.isNumber(i+2, 1, 31, 2) {
		next := i + 3
		if t := r.at(next); t.text == "日" || t.text == "號" || t.text == "号" || t.text == "일" {
			next++
		}
		return r.checked(year, m, r.at(i+2).n, next)
	}
	return day{year: year, month: m.number}, i + 2, true
}

// figures reads 30/01/2025.
func (r *reader) figures(i int) (day, int, bool) {
	sep := r.at(i + 1)
	if !r.isNumber(i, 1, 31, 2) || !r.isMark(i+1, "/.-") || !r.isNumber(i+2, 1, 31, 2) || r.at(i+3).text != sep.text || r.isMark(i-1, "/.-:") && !r.at(i).spaced {
		return day{}, 0, false
	}
	if sep.text != "." && (sep.spaced != r.at(i+3).spaced) || r.at(i+5).text == sep.text && r.at(i+6).kind == number && !r.at(i+6).spaced {
		return day{}, 0, false
	}
	year := r.at(i + 4)
	if year.kind != number {
		return day{}, 0, false
	}
	y, next, ok := r.yearAt(i+4, month{})
	if ok && year.digits == 2 || !ok {
		if year.digits != 2 || !r.order(sep.text).known() {
			return day{}, 0, false
		}
		y, next = r.century(year.n), i+5
	}
	return r.inOrder(y, r.at(i).n, r.at(i+2).n, sep.text, next)
}

// order is which of the figures of a date comes first.
type order uint8

const (
	unknownOrder order = iota
	dayThenMonth
	monthThenDay
)

func (o order) known() bool { return o != unknownOrder }

// order returns how figures between these marks are ordered where the text was written. Full stops mean the day first.
func (r *reader) order(sep string) order {
	switch {
	case sep == ".":
		return dayThenMonth
	case r.o.Language == "fil" || r.o.Language == "tl":
		return monthThenDay
	case r.o.Language != "" && r.o.Language != "en":
		return dayThenMonth
	case r.o.Region == "US":
		return monthThenDay
	case r.o.Region != "" && r.o.Region != "CA" && r.o.Region != "PH":
		return dayThenMonth
	}
	return unknownOrder
}

func (r *reader) inOrder(year, first, second int, sep string, next int) (day, int, bool) {
	switch order := r.order(sep); {
	case first == second || second > 12:
		if second > 12 {
			first, second = second, first
		}
	case first > 12 || order == dayThenMonth:
	case order == monthThenDay:
		first, second = second, first
	default:
		d, next, ok := r.checked(year, month{number: second}, first, next)
		d.other = &day{year: year, month: first, day: second}
		return d, next, ok
	}
	return r.checked(year, month{number: second}, first, next)
}

// checked returns the day if the calendar has it.
func (r *reader) checked(year int, m month, d, next int) (day, int, bool) {
	if m.persian {
		y, mo, dd, ok := fromPersian(year, m.number, d)
		return day{year: y, month: mo, day: dd}, next, ok
	}
	t := time.Date(year, time.Month(m.number), d, 0, 0, 0, 0, time.UTC)
	ok := m.number >= 1 && m.number <= 12 && t.Day() == d && t.Year() == year
	return day{year: year, month: m.number, day: d}, next, ok
}

// date returns the day as a date without time.
func (d day) date() corpus.Date {
	if d.day == 0 {
		return corpus.Date{Time: time.Date(d.year, time.Month(d.month), 1, 0, 0, 0, 0, time.UTC), Precision: corpus.PrecisionMonth, From: RuleWritten}
	}
	return corpus.Date{Time: time.Date(d.year, time.Month(d.month), d.day, 0, 0, 0, 0, time.UTC), Precision: corpus.PrecisionDay, From: RuleWritten}
}
