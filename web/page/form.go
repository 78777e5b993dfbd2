package page

import (
	"net/url"
	"slices"
	"strings"

	"dateline/index"
)

// The fields by which the form of the page states an interval of money.
const (
	formMin      = "amount_min"
	formMax      = "amount_max"
	formCurrency = "amount_currency"
)

// FromForm folds the fields of the page's form into the amount parameter. It returns
// values unchanged where none of them is there.
func FromForm(values url.Values) url.Values {
	if !values.Has(formMin) && !values.Has(formMax) && !values.Has(formCurrency) {
		return values
	}
	out := url.Values{}
	for name, v := range values {
		if name != formMin && name != formMax && name != formCurrency {
			out[name] = v
		}
	}
	lo, hi := strings.TrimSpace(values.Get(formMin)), strings.TrimSpace(values.Get(formMax))
	if lo == "" && hi == "" {
		return out
	}
	amount := lo + ".." + hi
	if currency := strings.TrimSpace(values.Get(formCurrency)); currency != "" {
		amount += "[" + currency + "]"
	}
	out.Add("amount", amount)
	return out
}

// Tidy reports whether values name the parameters of r and no others, as a link
// does; a form also sends its empty fields and defaults.
func Tidy(values url.Values, r index.Request) bool {
	parameters := r.Parameters()
	for name := range values {
		if !slices.ContainsFunc(parameters, func(p index.Parameter) bool { return p.Name == name }) {
			return false
		}
	}
	return true
}
