package index

import (
	"slices"

	"dateline/index/query"
)

// What a search is after, beyond the set that it finds: in which order, about which countries, in which currencies.

// order is the order asked for. Without a word that could make one article more relevant than another, what is most about the
// countries asked for comes first, else the newest. The order by country is that by relevance where no country is asked for.
func (p *plan) order(asked Sort) Sort {
	byCountry := len(p.search.About) > 0
	switch {
	case asked == ByNewest || asked == ByOldest || asked == ByAmount || asked == ByCountry && byCountry:
		return asked
	case p.scores():
		return ByRelevance
	case byCountry:
		return ByCountry
	}
	return ByNewest
}

// scores reports whether anything in the query gives an article a score.
func (p *plan) scores() bool {
	scores := len(p.words) > 0
	for _, n := range p.hard {
		wanted(n, func(n query.Node) {
			_, _, isText := textOf(n)
			scores = scores || isText
		})
	}
	return scores
}

// wanted visits the parts of a tree that are not negated.
func wanted(root query.Node, visit func(query.Node)) {
	query.Walk(root, func(n query.Node) bool {
		if _, negated := n.(query.Not); negated {
			return false
		}
		visit(n)
		return true
	})
}

// countries are those that the search asks for, in the query or chosen from the facet.
func (p *plan) countries() []string {
	var codes []string
	for _, s := range p.search.Selections {
		if s.Facet == Countries || s.Facet == AllCountries {
			codes = append(codes, s.Include...)
		}
	}
	for _, n := range p.hard {
		wanted(n, func(n query.Node) {
			if k, ok := n.(query.Keyword); ok && k.Field == query.Country {
				codes = append(codes, Normal(k.Field, k.Value))
			}
		})
	}
	return distinct(codes...)
}

// currencies are those whose amounts the search counts, US dollars first: the ones chosen from their facet, or else those
// of the amounts that are asked for; always those of chosen powers of ten; without any, US dollars.
func (p *plan) currencies() []string {
	var codes, asked []string
	for _, s := range p.search.Selections {
		switch s.Facet {
		case Currencies:
			asked = append(asked, s.Include...)
		case Amounts:
			for _, value := range slices.Concat(s.Include, s.Exclude) {
				currency, _ := OfBucket(value)
				codes = append(codes, currency)
			}
		}
	}
	if len(asked) == 0 {
		for _, n := range p.hard {
			wanted(n, func(n query.Node) {
				if a, ok := n.(query.Amount); ok {
					asked = append(asked, a.Currency)
				}
			})
		}
	}
	if codes = distinct(append(codes, asked...)...); len(codes) == 0 {
		return []string{USD}
	}
	slices.SortFunc(codes, compareCurrencies)
	return codes
}
