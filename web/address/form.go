package address

import (
	"net/url"
	"slices"
	"strings"

	"dateline/index"
)

// The fields by which the form of the page states an interval of money.
const (
	FormMin      = "amount_min"
	FormMax      = "amount_max"
	FormCurrency = "amount_currency"
)

// FromForm folds the fields of the page's form into the amount parameter. It returns
// values unchanged where none of them is there.
func FromForm(values url.Values) url.Values {
	if !values.Has(FormMin) && !values.Has(FormMax) && !values.Has(FormCurrency) {
		return values
	}
	out := url.Values{}
	for name, v := range values {
		if name != FormMin && name != FormMax && name != FormCurrency {
			out[name] = v
		}
	}
	lo, hi := strings.TrimSpace(values.Get(FormMin)), strings.TrimSpace(values.Get(FormMax))
	if lo == "" && hi == "" {
		return out
	}
	amount := lo + ".." + hi
	if currency := strings.TrimSpace(values.Get(FormCurrency)); currency != "" {
		amount += "[" + currency + "]"
	}
	out.Add("amount", amount)
	return out
}

// Tidy reports whether values name the parameters of r and no others, as a link
// does; a form also sends its empty fields and defaults.
func Tidy(values url.Values, r index.Request) bool {
	fields := Fields(r)
	for name := range values {
		if !slices.ContainsFunc(fields, func(f Field) bool { return f.Name == name }) {
			return false
		}
	}
	return true
}
