package indextest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"dateline/corpus"
	"dateline/index"
)

// words is a small vocabulary, so that random documents and queries meet: forms of one stem, words with
// common beginnings, words one edit apart, stop words, other scripts, initials and numbers.
var words = strings.Fields(`bank banks banking banked harbor harbour harbors minister ministry ministers sanction sanctions
	sanctioned cyber cyberattack cyberspace report reports reported run running runs wang wong wand the of and a in
	über strasse straße café naïve élection 北京 東京都 москва wi-fi re-elected U.S. US 2025 900,000 don't O'Neill`)

var (
	countries  = []string{"KP", "US", "CN", "GE", "JE"}
	domains    = []string{"example.org", "news.example.org", "example.com", "daily.example.co.uk", "wire.test", ""}
	outlets    = []string{"Example Wire", "The Daily", "", "example.org"}
	languages  = []string{"en", "en", "en", "de", "ru", "zh", ""}
	people     = []string{"kim-park", "wang-wong", "ann-harbor", "o-neill"}
	names      = map[string][]string{"kim-park": {"Kim Park", "Park"}, "wang-wong": {"Wang Wong"}, "ann-harbor": {"Ann Harbor", "A. Harbor"}, "o-neill": {"Terry O'Neill"}}
	currencies = []string{"USD", "USD", "USD", "EUR", "RUB"}
	amounts    = []int64{0, 1, 9, 10, 999, 1000, 900_000, 1_000_000, 9_007_199_254_740_993, 105_435_000_000_000}
)

// RandomDocument returns a document of random parts with the n-th id. The same seed
// gives the same document.
func RandomDocument(r *rand.Rand, n int) index.Document {
	d := index.Document{
		ID: ID(n), Seq: corpus.Seq(n + 1),
		Title: sentence(r, 1+r.IntN(6)), Body: sentence(r, r.IntN(40)),
		Language:  pick(r, languages),
		URL:       "https://" + pick(r, domains) + "/" + fmt.Sprint(2020+r.IntN(5)) + "/" + strings.ToLower(pick(r, words)),
		Source:    corpus.Source{Domain: pick(r, domains), Name: pick(r, outlets), Country: pick(r, countries)},
		Published: randomDate(r),
	}
	d.Outlet = d.Source.Key()
	for range r.IntN(3) {
		d.Authors = append(d.Authors, pick(r, words)+" "+pick(r, words))
	}
	for _, id := range sample(r, people) {
		d.People = append(d.People, index.Person{ID: corpus.PersonID(id), Names: names[id]})
	}
	for _, code := range sample(r, append(countries, countries...)) {
		if !slices.ContainsFunc(d.Countries, func(c index.Country) bool { return c.Code == code }) {
			d.Countries = append(d.Countries, index.Country{Code: code, Named: r.IntN(2) == 0, Centrality: r.IntN(101)})
		}
	}
	for range r.IntN(4) {
		d.Amounts = append(d.Amounts, randomAmount(r))
	}
	if r.IntN(2) == 0 {
		d.Text = ID(r.IntN(8))
	}
	return d
}

// ID returns the id of the n-th document.
func ID(n int) corpus.ID { return corpus.ID(fmt.Sprintf("id%011d", n*7919%100_003)) }

func sentence(r *rand.Rand, n int) string {
	var list []string
	for range n {
		list = append(list, pick(r, words))
	}
	return strings.Join(list, " ")
}

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

// sample returns each value with one chance in three.
func sample(r *rand.Rand, list []string) []string {
	var some []string
	for _, v := range list {
		if r.IntN(3) == 0 {
			some = append(some, v)
		}
	}
	return some
}

func randomDate(r *rand.Rand) corpus.Date {
	at := time.Date(2024, 11, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(r.IntN(130*24*60)) * time.Minute)
	switch r.IntN(6) {
	case 0:
		return corpus.Date{}
	case 1:
		return corpus.Date{Time: at, Precision: corpus.PrecisionMonth}
	case 2, 3:
		return corpus.Date{Time: at, Precision: corpus.PrecisionDay}
	case 4:
		return corpus.Date{Time: at.In(time.FixedZone("", -5*3600)), Precision: corpus.PrecisionMinute}
	}
	return corpus.Date{Time: at.AddDate(-60*r.IntN(4), 0, 0), Precision: corpus.PrecisionMinute}
}

func randomDecimal(r *rand.Rand) corpus.Decimal {
	return corpus.NewDecimal(pick(r, amounts), int32(-r.IntN(3)))
}

func randomAmount(r *rand.Rand) index.Amount {
	a := index.Amount{Currency: pick(r, currencies), Value: randomDecimal(r), PerUnit: r.IntN(5) == 0}
	low, high := randomDecimal(r), randomDecimal(r)
	if low.Cmp(high) > 0 {
		low, high = high, low
	}
	switch r.IntN(4) {
	case 0:
		a.Min, a.Max = &a.Value, &a.Value
	case 1:
		a.Min = &low
	case 2:
		a.Max = &high
	case 3:
		a.Min, a.Max = &low, &high
	}
	return a
}
