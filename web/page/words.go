package page

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"dateline/corpus"
	"dateline/index"

	"github.com/bojanz/currency"
)

// When is a date for a reader: Text as precise as is known, ISO for machines.
type When struct{ Text, ISO string }

func when(d corpus.Date) When {
	t := d.Time.UTC()
	switch d.Precision {
	case corpus.PrecisionMinute:
		return When{t.Format("2 January 2006, 15:04") + " UTC", t.Format(time.RFC3339)}
	case corpus.PrecisionDay:
		return When{t.Format("2 January 2006"), d.String()}
	case corpus.PrecisionMonth:
		return When{t.Format("January 2006"), d.String()}
	}
	return When{Text: "Date unknown"}
}

// number groups digits: 12345 is "12,345".
func number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// counted is "1 article" or "2 articles".
func counted(n int, word string) string { return number(n) + " " + noun(n, word, word+"s") }

// noun is the form of a word that goes with n.
func noun(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

func took(d time.Duration) string {
	if d < time.Millisecond {
		return "under 1 ms"
	}
	if d < time.Second {
		return fmt.Sprintf("%d ms", d.Milliseconds())
	}
	return fmt.Sprintf("%.1f s", d.Seconds())
}

// sum writes an exact sum: "$900,000", "€1.5 million", "XAU 3".
func sum(d corpus.Decimal, code string) string {
	for exp := int32(12); exp >= 6; exp -= 3 {
		unit := corpus.NewDecimal(1, exp)
		scaled := d.Mul(corpus.NewDecimal(1, -exp))
		_, fraction, _ := strings.Cut(scaled.String(), ".")
		if d.Cmp(unit) >= 0 && len(fraction) <= 3 {
			return plainSum(scaled, code, 0) + magnitudes[exp/3]
		}
	}
	if d.Rat().IsInt() {
		return plainSum(d, code, 0)
	}
	return plainSum(d, code, 2)
}

// short writes a number as one types it into a form, and exactly: "900k", "1.5m".
func short(d corpus.Decimal) string {
	for _, unit := range []struct {
		exp    int32
		letter string
	}{{9, "bn"}, {6, "m"}, {3, "k"}} {
		scaled := d.Mul(corpus.NewDecimal(1, -unit.exp))
		_, fraction, _ := strings.Cut(scaled.String(), ".")
		if d.Cmp(corpus.NewDecimal(1, unit.exp)) >= 0 && len(fraction) <= 1 {
			return scaled.String() + unit.letter
		}
	}
	return d.String()
}

// plainSum writes a number with the sign of its currency and at least so many digits after the point.
func plainSum(d corpus.Decimal, code string, digits uint8) string {
	a, err := currency.NewAmount(d.String(), code)
	if err != nil {
		return code + " " + d.String()
	}
	f := currency.NewFormatter(currency.NewLocale("en"))
	f.MinDigits, f.MaxDigits = digits, 6
	return f.Format(a)
}

var magnitudes = []string{"", " thousand", " million", " billion", " trillion", " quadrillion", " quintillion"}

// label is what a reader sees of a facet value: the index's label, with months by name.
func label(f index.Facet, v index.FacetValue) string {
	if v.Label != "" && v.Label != v.Value {
		return v.Label
	}
	if f == index.Months {
		if t, err := time.Parse("2006-01", v.Value); err == nil {
			return t.Format("January 2006")
		}
	}
	return index.Label(f, v.Value)
}

// interval describes a range of money: "from $900,000", "$1 – $5".
func interval(r *index.Range) string {
	code := r.Currency
	if code == "" {
		code = "USD"
	}
	switch {
	case r.Min == nil && r.Max == nil:
		return "any amount"
	case r.Max == nil:
		return "from " + sum(*r.Min, code)
	case r.Min == nil:
		return "up to " + sum(*r.Max, code)
	case r.Min.Cmp(*r.Max) == 0:
		return sum(*r.Min, code)
	}
	return sum(*r.Min, code) + " – " + sum(*r.Max, code)
}
