package indextest

import (
	"math/big"
	"math/rand/v2"
	"time"

	"dateline/corpus"
	"dateline/index"
	"dateline/index/query"
)

var textFields = []query.TextField{query.AnyText, query.AnyText, query.AnyText, query.Title, query.Body, query.Author, query.URLText, query.Person}

// RandomQuery returns a random tree at most depth deep, of every kind of node.
func RandomQuery(r *rand.Rand, depth int) query.Node {
	if depth == 0 || r.IntN(3) == 0 {
		return randomLeaf(r)
	}
	nodes := make([]query.Node, 1+r.IntN(4))
	for i := range nodes {
		nodes[i] = RandomQuery(r, depth-1)
	}
	switch r.IntN(5) {
	case 0, 1:
		return query.And{Nodes: nodes}
	case 2:
		return query.Or{Nodes: nodes}
	case 3:
		return query.AtLeast{N: r.IntN(len(nodes) + 2), Nodes: nodes}
	}
	return query.Not{Node: nodes[0]}
}

func randomLeaf(r *rand.Rand) query.Node {
	field := pick(r, textFields)
	switch r.IntN(12) {
	case 0:
		return query.All{}
	case 1, 2, 3:
		return query.Word{Field: field, Text: pick(r, words)}
	case 4:
		return query.Phrase{Field: field, Text: sentence(r, 2+r.IntN(2))}
	case 5:
		return query.Phrase{Field: field, Text: sentence(r, 2+r.IntN(3)), Slop: r.IntN(8)}
	case 6:
		text := []rune(pick(r, words))
		return query.Prefix{Field: field, Text: string(text[:min(len(text), 2+r.IntN(3))])}
	case 7:
		return query.Fuzzy{Field: field, Text: pick(r, words), Distance: 1 + r.IntN(2)}
	case 8, 9:
		return randomKeyword(r)
	case 10:
		return randomRange(r)
	}
	return randomDates(r)
}

func randomKeyword(r *rand.Rand) query.Node {
	switch r.IntN(6) {
	case 0:
		return query.Keyword{Field: query.PersonID, Value: pick(r, people)}
	case 1:
		return query.Keyword{Field: query.Country, Value: pick(r, countries)}
	case 2:
		return query.Keyword{Field: query.Source, Value: pick(r, append(outlets, domains...))}
	case 3:
		return query.Keyword{Field: query.Site, Value: pick(r, append([]string{"org", "co.uk", "uk", "xample.org"}, domains...))}
	case 4:
		return query.Keyword{Field: query.Language, Value: pick(r, []string{"en", "de", "unknown", ""})}
	}
	return query.Keyword{Field: query.SourceCountry, Value: pick(r, countries)}
}

func randomRange(r *rand.Rand) query.Node {
	n := query.Amount{Currency: pick(r, append([]string{""}, currencies...)), MinExcl: r.IntN(2) == 0, MaxExcl: r.IntN(2) == 0}
	if r.IntN(3) > 0 {
		n.Min = randomDecimal(r).Rat()
	}
	if r.IntN(3) > 0 {
		n.Max = randomDecimal(r).Rat()
	}
	return n
}

func randomDates(r *rand.Rand) query.Node {
	at := func() time.Time {
		return time.Date(2024, 11, 1, r.IntN(2)*5, 0, 0, 0, time.UTC).AddDate(0, 0, r.IntN(130))
	}
	switch r.IntN(5) {
	case 0:
		return query.Dates{Unknown: true}
	case 1:
		return query.Dates{From: at()}
	case 2:
		return query.Dates{To: at()}
	case 3:
		return query.Dates{}
	}
	return query.Dates{From: at(), To: at()}
}

// RandomSearch returns a search for a random query with random selections, facets, order and page.
func RandomSearch(r *rand.Rand) index.Search {
	s := index.Search{
		Query: RandomQuery(r, 3), Implied: r.IntN(2) == 0, Once: r.IntN(3) == 0, Facets: map[index.Facet]int{},
		About: sample(r, countries), Currencies: sample(r, []string{"USD", "EUR", "RUB"}),
		Sort:   pick(r, []index.Sort{index.ByNewest, index.ByOldest, index.ByAmount, index.ByCountry}),
		Offset: r.IntN(3) * r.IntN(20), Size: r.IntN(30),
	}
	for _, f := range index.Facets() {
		if r.IntN(2) == 0 {
			s.Facets[f] = r.IntN(12)
		}
		if r.IntN(5) == 0 {
			s.Selections = append(s.Selections, index.Selection{Facet: f, Include: sample(r, valuesOf[f]), Exclude: sample(r, valuesOf[f])})
		}
	}
	return s
}

var valuesOf = map[index.Facet][]string{
	index.People: people, index.Countries: countries, index.AllCountries: countries,
	index.Amounts: {"0", "1", "1000", "100000", "1000000", "1000000000000000", "EUR:0", "RUB:100000"}, index.Currencies: {"USD", "EUR", "GBP"},
	index.Sources: {"example.org", "news.example.org", "wire.test"}, index.Languages: {"en", "de", index.Unknown},
	index.Months: {"2024-11", "2025-01", index.Unknown},
}

// decimal is for test cases.
func decimal(s string) *corpus.Decimal {
	d, err := corpus.ParseDecimal(s)
	if err != nil {
		panic(err)
	}
	return &d
}

// rat is decimal as a query holds it.
func rat(s string) *big.Rat { return decimal(s).Rat() }
