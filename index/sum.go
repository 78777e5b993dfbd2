package index

import (
	"math/big"
	"slices"
	"strings"

	"dateline/corpus"
	"dateline/index/query"
)

// What money means to an index. An amount is found by an interval (query.Amount) wherever it can lie in it: "over $4
// million" is in every larger one. It is counted once, at the number named: facet Amounts and the order by amount look at
// Value alone, so that a value of the facet selects exactly the documents that were counted.
//
// A sum is an amount of money. The price of a unit ("$3 a gallon", "40 cents a share") is none: it would crowd the lower
// powers of ten with what nobody paid or lost. What is paid over a stretch of time ("$2 billion a year") is a sum.

// stretches are the units of time over which money is a sum, as articles name them. An hour's wage is a price.
var stretches = []string{
	"day", "days", "week", "weeks", "fortnight", "month", "months", "quarter", "quarters", "year", "years", "annum", "decade",
	"día", "dia", "semana", "mes", "mês", "trimestre", "año", "ano", "jour", "semaine", "mois", "an", "année",
	"tag", "woche", "monat", "quartal", "jahr", "день", "неделю", "месяц", "квартал", "год",
}

// perUnit reports whether what an amount is told for makes it the price of a unit: its last word is no stretch of time,
// as in "fiscal year".
func perUnit(per string) bool {
	words := strings.Fields(strings.ToLower(per))
	return len(words) > 0 && !slices.Contains(stretches, words[len(words)-1])
}

func amountOf(a *corpus.Amount) (Amount, bool) {
	lo, hi := a.Bounds()
	if lo != nil && hi != nil && lo.Cmp(*hi) > 0 {
		lo, hi = hi, lo
	}
	amount := Amount{Currency: strings.ToUpper(valid(a.Currency)), Min: lo, Max: hi, PerUnit: perUnit(a.Per)}
	for _, value := range []*corpus.Decimal{a.Value, lo, hi} {
		if value != nil {
			amount.Value = *value
			return amount, amount.Currency != ""
		}
	}
	return Amount{}, false
}

// sums returns what the sums of the document are called.
func (d *Document) sums(name func(*Amount) string) []string {
	var values []string
	for i := range d.Amounts {
		if !d.Amounts[i].PerUnit {
			values = append(values, name(&d.Amounts[i]))
		}
	}
	return distinct(values...)
}

// Bucket returns the value of facet Amounts that a sum is counted under. It names the power of ten that the sum lies in: "1000000"
// from 1e6 to below 1e7, "0" below 1. In another currency than US dollars its code stands before it: "EUR:1000000".
func Bucket(currency string, value corpus.Decimal) string {
	bucket := "0"
	if value.Cmp(corpus.NewDecimal(1, 0)) >= 0 {
		whole, _, _ := strings.Cut(value.String(), ".")
		bucket = "1" + strings.Repeat("0", len(whole)-1)
	}
	if currency == USD {
		return bucket
	}
	return currency + ":" + bucket
}

// OfBucket takes a value of facet Amounts apart: the currency, and the power of ten or "0".
func OfBucket(value string) (currency, power string) {
	if currency, power, found := strings.Cut(value, ":"); found {
		return currency, power
	}
	return USD, value
}

// AmountKey is the place of the largest sum in a currency, "" if there is none.
func (d *Document) AmountKey(currency string) string {
	key := ""
	for i := range d.Amounts {
		if a := &d.Amounts[i]; a.Currency == currency && !a.PerUnit {
			key = max(key, a.Value.SortKey())
		}
	}
	return key
}

// Overlaps reports whether the amount is in the currency of a range and can lie in it.
func (a *Amount) Overlaps(r *query.Amount) bool {
	if currency := strings.ToUpper(r.Currency); a.Currency != currency && (currency != "" || a.Currency != USD) {
		return false
	}
	if r.Min != nil && r.Max != nil {
		if order := r.Min.Cmp(r.Max); order > 0 || order == 0 && (r.MinExcl || r.MaxExcl) {
			return false
		}
	}
	return below(r.Min, ratOf(a.Max), r.MinExcl) && below(ratOf(a.Min), r.Max, r.MaxExcl)
}

// below reports whether an interval that begins at lo can meet one that ends at hi.
func below(lo, hi *big.Rat, strictly bool) bool {
	if lo == nil || hi == nil {
		return true
	}
	order := lo.Cmp(hi)
	return order < 0 || order == 0 && !strictly
}

// ratOf returns a bound as queries hold it, nil for an open one.
func ratOf(bound *corpus.Decimal) *big.Rat {
	if bound == nil {
		return nil
	}
	return bound.Rat()
}
