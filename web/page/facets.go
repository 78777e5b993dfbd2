package page

import (
	"slices"
	"strings"
	"time"

	"dateline/index"
)

// facetView is a facet with its values as links.
type facetView struct {
	Name   string
	Key    string
	Values []valueView
	More   string  // address with more values, "" where all are shown
	Toggle *toggle // a choice that belongs to the facet
}

// toggle is a choice of on or off. Hint says what it does.
type toggle struct {
	Label, Href, Hint string
	On                bool
}

type valueView struct {
	Label              string
	Count              string
	Href               string // adds the value, or removes it
	Not                string // leaves it out, or no more so
	Selected, Excluded bool
}

var facetTitles = map[index.Facet]string{
	index.People: "People", index.Countries: "Countries", index.AllCountries: "Countries", index.Currencies: "Currencies",
	index.Sources: "Outlets", index.Languages: "Languages", index.Months: "Months",
}

func facets(req index.Request, resp *index.Response) []facetView {
	var out []facetView
	for _, f := range resp.Facets {
		if dollarsAlone(f) {
			continue
		}
		v := facetView{Name: facetTitles[f.Facet], Key: f.Facet.Parameter(), Values: values(req, f)}
		switch f.Facet {
		case index.Amounts:
			v.Name = amountsTitle(f.Values)
		case index.Countries, index.AllCountries:
			v.Toggle = impliedToggle(req)
		case index.Sources:
			v.Toggle = onceToggle(req)
		}
		if limit := facetSize(req); len(f.Values) >= limit && limit < index.MaxFacetSize {
			other := req
			other.FacetSize = min(limit*5, index.MaxFacetSize)
			v.More = SearchLink(other) + "#facet-" + v.Key
		}
		if len(v.Values) > 0 || v.Toggle != nil && (v.Toggle.On || f.Facet != index.Sources) {
			out = append(out, v)
		}
	}
	return out
}

// dollarsAlone reports whether a facet of currencies has nothing to choose from.
func dollarsAlone(f index.FacetCounts) bool {
	return f.Facet == index.Currencies && len(f.Values) == 1 && f.Values[0].Value == index.USD && !f.Values[0].Selected && !f.Values[0].Excluded
}

// amountsTitle says which currency amounts are in, where they are in one.
func amountsTitle(values []index.FacetValue) string {
	var codes []string
	for _, v := range values {
		if code, _ := index.OfBucket(v.Value); !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	if len(codes) == 1 {
		return "Amounts in " + currencyInSentence(codes[0])
	}
	return "Amounts"
}

// currencyInSentence is a currency's name as it stands inside a sentence: "euros", "Swiss francs".
func currencyInSentence(code string) string {
	switch code {
	case "EUR", "GBP", "BTC", "ETH":
		return strings.ToLower(index.CurrencyName(code))
	}
	return index.CurrencyName(code)
}

// impliedToggle chooses between the countries that articles name and those that a place implies as well.
func impliedToggle(req index.Request) *toggle {
	other := req.FirstPage()
	other.Implied = !req.Implied
	return &toggle{"Also those implied by a place", SearchLink(other), "Lagos implies Nigeria, and the Kremlin Russia", req.Implied}
}

// onceToggle chooses between counting every article and each text once.
func onceToggle(req index.Request) *toggle {
	other := req.FirstPage()
	other.Once = !req.Once
	return &toggle{"Each text once", SearchLink(other), "Articles that carry the same text are shown and counted as one", req.Once}
}

func facetSize(req index.Request) int {
	if req.FacetSize > 0 {
		return req.FacetSize
	}
	return index.DefaultFacetSize
}

func values(req index.Request, f index.FacetCounts) []valueView {
	out := make([]valueView, 0, len(f.Values))
	for _, v := range f.Values {
		out = append(out, valueView{
			Label: label(f.Facet, v), Count: number(v.Count),
			Href: SearchLink(req.Toggle(f.Facet, v.Value)), Not: SearchLink(req.ToggleExcluded(f.Facet, v.Value)),
			Selected: v.Selected, Excluded: v.Excluded,
		})
	}
	return out
}

// refineView is the form for an interval of money and of dates.
type refineView struct {
	Hidden             []index.Parameter
	Min, Max, Currency string
	From, To           string // days, for a date field
	Open               bool
}

func newRefine(req index.Request) refineView {
	v := refineView{Hidden: fieldsWithout(req, "amount", "from", "to"), From: startDay(req.From), To: endDay(req.To)}
	if r := req.Amount; r != nil {
		v.Currency = r.Currency
		if r.Min != nil {
			v.Min = short(*r.Min)
		}
		if r.Max != nil {
			v.Max = short(*r.Max)
		}
	}
	v.Open = req.Amount != nil || req.From != "" || req.To != ""
	return v
}

func startDay(s string) string {
	if t, err := time.Parse("2006-01", s); err == nil {
		return t.Format(time.DateOnly)
	}
	return s
}

func endDay(s string) string {
	if t, err := time.Parse("2006-01", s); err == nil {
		return t.AddDate(0, 1, -1).Format(time.DateOnly)
	}
	return s
}

// fieldsWithout returns what a form sends along: the fields of the request but for
// its place and the named ones.
func fieldsWithout(req index.Request, names ...string) []index.Parameter {
	var out []index.Parameter
	for _, f := range req.FirstPage().Parameters() {
		keep := true
		for _, name := range names {
			keep = keep && f.Name != name
		}
		if keep {
			out = append(out, f)
		}
	}
	return out
}
