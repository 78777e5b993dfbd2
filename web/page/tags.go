package page

import (
	"strings"

	"dateline/corpus"
	"dateline/index"
)

// tags returns up to three people, the three countries that it is most about, and two amounts of a result.
func tags(r *corpus.Record, implied bool) []tag {
	var out []tag
	facts := &r.Annotations
	for i, p := range r.People {
		if i < 3 && p.Person >= 0 && p.Person < len(facts.People) {
			out = append(out, tag{Kind: "person", Label: facts.People[p.Person].Name, Href: only(index.People, string(p.ID)), Hint: strings.Join(facts.People[p.Person].Titles, ", ")})
		}
	}
	shown := 0
	for _, i := range byCentrality(facts.Countries) {
		if c := &facts.Countries[i]; (c.Named || implied) && shown < 3 {
			out = append(out, countryTag(c))
			shown++
		}
	}
	return append(out, amountTags(facts.Amounts)...)
}

func countryTag(c *corpus.Country) tag {
	if !c.Named {
		return tag{"country implied", c.Name, onlyCountry(c), impliedBy(c)}
	}
	return tag{Kind: "country", Label: c.Name, Href: onlyCountry(c)}
}

// onlyCountry returns the address of all articles with a country; where c is only implied, of those that imply it too.
func onlyCountry(c *corpus.Country) string {
	return SearchLink(index.Request{Implied: !c.Named}.Toggle(index.Countries, c.Code))
}

// amountTags returns the first two amounts that differ, sums before prices of a unit.
func amountTags(amounts []corpus.Amount) []tag {
	var out []tag
	seen := map[string]bool{}
	for _, price := range []bool{false, true} {
		for i := range amounts {
			m := &amounts[i]
			if name := amountText(m); (m.Per != "") == price && len(out) < 2 && !seen[name] {
				seen[name] = true
				out = append(out, tag{"amount", m.Text, around(m), m.Subject})
			}
		}
	}
	return out
}

// only returns the address of all articles with one value of a facet.
func only(f index.Facet, value string) string {
	return SearchLink(index.Request{}.Toggle(f, value))
}

// around returns the address of all articles with an amount in the bounds of m, "" where
// there are none.
func around(m *corpus.Amount) string {
	lo, hi := m.Bounds()
	if lo == nil && hi == nil {
		return ""
	}
	r := &index.Range{Min: lo, Max: hi, Currency: m.Currency}
	return SearchLink(index.Request{Amount: r})
}
