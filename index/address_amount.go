package index

import (
	"regexp"
	"strings"

	"dateline/corpus"
)

const amountHint = "Write 900000..5000000, 900k..5m, 1m.. or ..500k; add [EUR] for another currency than US dollars."

var (
	rangeForm  = regexp.MustCompile(`^([^\[\]]*?)(?:\[([A-Za-z]{3})\])?$`)
	numberForm = regexp.MustCompile(`^(\d+(?:\.\d*)?(?:e\d{1,2})?|\.\d+)(k|m|mn|b|bn|t|tn)?$`)
	scales     = map[string]int32{"": 0, "k": 3, "m": 6, "mn": 6, "b": 9, "bn": 9, "t": 12, "tn": 12}
)

func readAmount(v string) (*Range, error) {
	parts := rangeForm.FindStringSubmatch(strings.TrimSpace(v))
	if parts == nil {
		return nil, badAmount(v)
	}
	lo, hi, isRange := strings.Cut(parts[1], "..")
	if !isRange {
		hi = lo
	}
	r := &Range{Currency: strings.ToUpper(parts[2])}
	if r.Currency == "USD" {
		r.Currency = ""
	}
	var okLo, okHi bool
	r.Min, okLo = readSum(lo)
	r.Max, okHi = readSum(hi)
	if !okLo || !okHi || r.Min == nil && r.Max == nil {
		return nil, badAmount(v)
	}
	if r.Min != nil && r.Max != nil && r.Min.Cmp(*r.Max) > 0 {
		return nil, wrong("amount", "Swap the two.", "the lower end of %q is above the upper", shorten(v))
	}
	return r, nil
}

func badAmount(v string) error {
	return wrong("amount", amountHint, "%q is no interval of money", shorten(v))
}

func readSum(s string) (*corpus.Decimal, bool) {
	s = strings.ToLower(strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(s), "$")))
	s = strings.NewReplacer(",", "", "_", "", " ", "").Replace(s)
	if s == "" {
		return nil, true
	}
	parts := numberForm.FindStringSubmatch(s)
	if parts == nil {
		return nil, false
	}
	d, err := corpus.ParseDecimal(parts[1])
	if err != nil {
		return nil, false
	}
	// A product may leave the range of ParseDecimal, which is also the range of the index.
	d, err = corpus.ParseDecimal(d.Mul(corpus.NewDecimal(1, scales[parts[2]])).String())
	return &d, err == nil
}

// String writes an interval as the amount parameter does, "" for none.
func (r *Range) String() string {
	if r == nil {
		return ""
	}
	end := func(d *corpus.Decimal) string {
		if d == nil {
			return ""
		}
		return d.String()
	}
	s := end(r.Min) + ".." + end(r.Max)
	if r.Currency != "" && r.Currency != "USD" {
		s += "[" + r.Currency + "]"
	}
	return s
}
