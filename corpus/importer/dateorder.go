package importer

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"dateline/corpus"
)

// Dates in figures whose order the record alone does not tell, 03/04/2025 and 30/01/25, are read as the other records of the
// file are: one date that is possible in a single order (30/01/2025) settles it for the column, another that is possible only
// in another order unsettles it. Of years in two figures, which may stand first too, the part that varies less is the year.
// A settled date is handed on in the form of ISO 8601; what was written stays in the item's Original.

// dateOrder is the order of the parts of a date in figures.
type dateOrder uint8

const (
	dayFirst dateOrder = iota
	monthFirst
	yearFirst // of years in two figures only
	dateOrders
)

// dateFigures is a date in figures that ends in its year, or in its day where the year has two figures, with what follows.
type dateFigures struct {
	parts [3]string
	tail  string
}

var figures = regexp.MustCompile(`(?s)^\s*(\d{1,2})([-/.])(\d{1,2})([-/.])(\d{4}|\d{2})((?:[T ,].*)?)$`)

func figuresOf(s string) (dateFigures, bool) {
	m := figures.FindStringSubmatch(s)
	if m == nil || m[2] != m[4] {
		return dateFigures{}, false
	}
	return dateFigures{parts: [3]string{m[1], m[3], m[5]}, tail: m[6]}, true
}

func (d dateFigures) short() bool { return len(d.parts[2]) == 2 }

// day returns the day that is meant in an order, if there is one.
func (d dateFigures) day(o dateOrder) (time.Time, bool) {
	var n [3]int
	for i, part := range d.parts {
		n[i], _ = strconv.Atoi(part) // one to four digits
	}
	year, month, day := n[2], n[1], n[0]
	switch o {
	case monthFirst:
		month, day = day, month
	case yearFirst:
		if !d.short() || len(d.parts[0]) != 2 {
			return time.Time{}, false
		}
		year, day = day, year
	}
	const century, lastOf2000s = 100, 68 // as POSIX reads two figures
	switch {
	case year < century && year > lastOf2000s:
		year += 1900
	case year < century:
		year += 2000
	}
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	return t, t.Month() == time.Month(month) && t.Day() == day
}

// dateColumn gathers what the dates of one field say of their order.
type dateColumn struct {
	against     [dateOrders]bool
	first, last map[string]bool // parts of dates with years in two figures
}

const maxDateParts = 100

func (c *dateColumn) add(written string) {
	d, ok := figuresOf(written)
	if !ok {
		return
	}
	var not [dateOrders]bool
	possible := false
	for o := range dateOrders {
		_, fits := d.day(o)
		not[o] = !fits
		possible = possible || fits
	}
	if !possible {
		return
	}
	for o, no := range not {
		c.against[o] = c.against[o] || no
	}
	if d.short() && len(c.first) < maxDateParts {
		if c.first == nil {
			c.first, c.last = make(map[string]bool), make(map[string]bool)
		}
		c.first[d.parts[0]], c.last[d.parts[2]] = true, true
	}
}

// order returns the one order that is left.
func (c *dateColumn) order() (dateOrder, bool) {
	against := c.against
	against[yearFirst] = against[yearFirst] || len(c.first) > len(c.last)
	if len(c.last) > len(c.first) {
		against[dayFirst], against[monthFirst] = true, true
	}
	var left dateOrder
	n := 0
	for o := range dateOrders {
		if !against[o] {
			left = o
			n++
		}
	}
	return left, n == 1
}

// settled returns a date with its day as ISO 8601 has it, where the column's order says which day is meant.
func (c *dateColumn) settled(written string) string {
	d, ok := figuresOf(written)
	if !ok {
		return written
	}
	o, known := c.order()
	day, possible := d.day(o)
	if !known || !possible {
		return written
	}
	return day.Format(time.DateOnly) + d.tail
}

// dateFields are the fields whose dates a column settles.
var dateFields = [...]string{"published", "modified"}

// dates are the columns of a file's dates, by field.
type dates [len(dateFields)]dateColumn

func (d *dates) learn(r record) {
	for i, name := range dateFields {
		d[i].add(str(r.get(name)))
	}
}

// open reports whether a record has a date whose order is not known.
func (d *dates) open(r record) bool {
	for i, name := range dateFields {
		if _, ok := figuresOf(str(r.get(name))); ok {
			if _, known := d[i].order(); !known {
				return true
			}
		}
	}
	return false
}

// settle gives an item's dates the form that leaves no doubt.
func (d *dates) settle(raw *corpus.Raw) {
	raw.Published = d[0].settled(strings.TrimSpace(raw.Published))
	raw.Modified = d[1].settled(strings.TrimSpace(raw.Modified))
}

// raw returns the item that a record of the file describes, without Original and Place.
func (s *shapes) raw(r record) corpus.Raw {
	s.dates.learn(r)
	raw := r.raw()
	s.dates.settle(&raw)
	return raw
}
