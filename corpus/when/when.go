package when

import (
	"strings"
	"time"

	"dateline/corpus"
)

// Options says what is known beside the text. The zero value is usable.
type Options struct {
	// Said is the moment at which the text was said or fetched; relative dates ("yesterday") count from it. Zero is unknown, and
	// then a relative date is none.
	Said time.Time
	// Language is a BCP 47 primary subtag. It decides between readings: the order of 01/02/2025, and months whose name means
	// another one in another language.
	Language string
	// Region is an ISO 3166 code, "US". It decides the order of 01/02/2025 in English.
	Region string
}

// The rules by which a date is read, as Date.From has them.
const (
	RuleISO      = "iso"      // 2025-01-30, 2025-01-30T10:15:00Z, 2025/1/30 10:15, 2025-01
	RuleCompact  = "compact"  // 20250130, 20250130101500, 20250130T101500-0500
	RuleEpoch    = "epoch"    // 1738232100, 1738232100000 (seconds, milliseconds)
	RuleMail     = "rfc2822"  // Thu, 30 Jan 2025 10:15:00 GMT; Thu Jan 30 10:15:00 2025
	RuleWritten  = "written"  // January 30, 2025; 30. Januar 2025, 10:15; 30/01/2025 (but not 01/02/2025)
	RuleRelative = "relative" // 3 hours ago, yesterday
)

// maxDate is the length of the longest text that Parse looks at, in bytes.
const maxDate = 160

// Parse reads a text that is nothing but a date, perhaps labelled ("Published: 30 January 2025"). Anything else is the unknown
// date. Precision is what the text gives; From is one of the rules.
func Parse(s string, o Options) corpus.Date {
	s = strings.Join(strings.Fields(plain(s)), " ")
	if s == "" || len(s) > maxDate {
		return corpus.Date{}
	}
	for _, rule := range []func(string) (corpus.Date, bool){readISO, readCompact, readEpoch, readMail} {
		if d, ok := rule(s); ok {
			return d
		}
	}
	if d := readRelative(s, o); d.Known() {
		return d
	}
	return readWritten(s, o)
}

// Label is what a text says a date is of.
type Label uint8

// The labels of a date.
const (
	Unlabelled Label = iota
	Published
	Updated
)

// Found is a date in a text.
type Found struct {
	Start, End int // bytes of the text, the time included
	Date       corpus.Date
	Label      Label
	// Other is the date's other reading where its day and month could be exchanged and the language does not decide; then
	// Date is the one with the day first.
	Other corpus.Date
}

// maxText is how much of a text Find looks at, in bytes.
const maxText = 64 << 10

// Find returns the dates with a year in the first 64 KiB of a text, in order. Relative dates are not sought.
func Find(text string, o Options) []Found {
	r := newReader(text[:min(len(text), maxText)], o)
	var all []Found
	r.each(func(f Found, _, start, end int) bool {
		f.Start, f.End, f.Label = r.toks[start].start, r.toks[end-1].end, r.labelBefore(start)
		all = append(all, f)
		return true
	})
	return all
}

// each visits the dates in order, each with the token behind the date before it, its first token and the one behind it, until
// visit returns false. It returns the token behind the last date.
func (r *reader) each(visit func(f Found, last, start, end int) bool) int {
	last := 0
	for i := 0; i < len(r.toks); {
		d, next, ok := r.dateAt(i)
		if !ok {
			i++
			continue
		}
		f, start, end := r.withTime(d, last, i, next)
		if !visit(f, last, start, end) {
			return end
		}
		last, i = end, end
	}
	return last
}

// readWritten reads a text that is one date in words or figures, twice at most if it is the same day.
func readWritten(s string, o Options) corpus.Date {
	r := newReader(s, o)
	var found corpus.Date
	one := true
	last := r.each(func(f Found, last, start, _ int) bool {
		one = !f.Other.Known() && r.ignorable(last, start) && (!found.Known() || sameDay(found, f.Date))
		if !found.Known() || f.Date.Precision == corpus.PrecisionMinute {
			found = f.Date
		}
		return one
	})
	if !one || !r.ignorable(last, len(r.toks)) {
		return corpus.Date{}
	}
	return found
}

func sameDay(a, b corpus.Date) bool {
	return a.Time.Format(time.DateOnly) == b.Time.Format(time.DateOnly)
}
