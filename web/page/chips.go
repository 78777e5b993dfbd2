package page

import (
	"dateline/index"
	"dateline/index/query"
)

// chip is one part of a search. Href is the search without it.
type chip struct {
	Kind, Label, Href string
	Not               bool
	Optional          bool // a common word that relaxing left out
}

var kinds = map[index.Facet]string{
	index.People: "person", index.Countries: "country", index.Amounts: "amount", index.Currencies: "currency",
	index.Sources: "outlet", index.Languages: "language", index.Months: "month",
}

// queryChips are the parts of the query itself.
func queryChips(req index.Request, resp *index.Response) []chip {
	if resp.Query == nil {
		return nil
	}
	optional := map[string]bool{}
	for _, w := range resp.Words {
		optional[w.Text] = w.Optional
	}
	var out []chip
	for _, c := range query.Chips(resp.Query.Root) {
		other := req.FirstPage()
		other.Text = c.Text
		out = append(out, chip{Label: c.Label, Href: SearchLink(other), Optional: optional[c.Label]})
	}
	return out
}

func filterChips(req index.Request, resp *index.Response) []chip {
	var out []chip
	for _, s := range req.Selections {
		kind := kinds[s.Facet]
		for _, v := range s.Include {
			out = append(out, chip{Kind: kind, Label: labelOf(resp, s.Facet, v), Href: SearchLink(req.Toggle(s.Facet, v))})
		}
		for _, v := range s.Exclude {
			out = append(out, chip{Kind: kind, Label: labelOf(resp, s.Facet, v), Href: SearchLink(req.ToggleExcluded(s.Facet, v)), Not: true})
		}
	}
	without := func(kind, label string, change func(*index.Request)) {
		other := req.FirstPage()
		change(&other)
		out = append(out, chip{Kind: kind, Label: label, Href: SearchLink(other)})
	}
	if req.Amount != nil {
		without("amount", interval(req.Amount), func(r *index.Request) { r.Amount = nil })
	}
	if req.From != "" {
		without("date", "from "+req.From, func(r *index.Request) { r.From = "" })
	}
	if req.To != "" {
		without("date", "to "+req.To, func(r *index.Request) { r.To = "" })
	}
	if req.Implied {
		without("countries", "named or implied", func(r *index.Request) { r.Implied = false })
	}
	if req.Once {
		without("copies", "each text once", func(r *index.Request) { r.Once = false })
	}
	if req.Match != index.MatchAuto {
		without("match", string(req.Match)+" words", func(r *index.Request) { r.Match = index.MatchAuto })
	}
	return out
}

// labelOf finds the label of a selected value, which is always among those counted.
func labelOf(resp *index.Response, f index.Facet, value string) string {
	for _, counts := range resp.Facets {
		if counts.Facet.Parameter() != f.Parameter() {
			continue
		}
		for _, v := range counts.Values {
			if v.Value == value {
				return label(counts.Facet, v)
			}
		}
	}
	return label(f, index.FacetValue{Value: value})
}
