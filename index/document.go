package index

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"dateline/corpus"
	"dateline/index/analysis"
	"dateline/index/query"
)

// What a Document means is defined here once, so that every engine indexes and
// compares the same values: the words of its text fields, the values of its
// keyword fields and facets, its intervals and its places in the orders.

// Unknown is the facet value of a date or language that is not known.
const Unknown = "unknown"

// USD is the currency that is meant where none is said.
const USD = "USD"

// wordGap parts the words of one name from those of the next, wider than any slop,
// so that no phrase spans two names.
const wordGap = 1000

// plainWords is a language that analysis does not stem: names and addresses.
const plainWords = "zxx"

// TextFields are the fields that hold words, AnyText aside.
var textFields = [...]query.TextField{query.Title, query.Body, query.Author, query.URLText, query.Person}

// TextFields returns the fields that hold words, AnyText left out.
func TextFields() []query.TextField { return slices.Clone(textFields[:]) }

// FieldsOf returns the fields that a part of a query is sought in.
func FieldsOf(f query.TextField) []query.TextField {
	if f == query.AnyText {
		return []query.TextField{query.Title, query.Body}
	}
	return []query.TextField{f}
}

// DocumentOf returns what is indexed of a record: people that are resolved, countries,
// amounts with their bounds. Text that is not valid UTF-8 is made so.
func DocumentOf(r *corpus.Record) Document {
	a := &r.Article
	d := Document{
		ID: a.ID, Seq: r.Seq,
		Title: valid(a.Title), Body: valid(a.Body), Language: strings.ToLower(valid(a.Language)),
		URL: valid(a.URL), Authors: validAll(a.Authors),
		Source:    corpus.Source{Domain: strings.ToLower(valid(r.Source.Domain)), Name: valid(r.Source.Name), Country: strings.ToUpper(valid(r.Source.Country))},
		Outlet:    valid(a.Source.Key()),
		Published: a.Published,
		People:    peopleOf(r),
	}
	if r.Copies.Count > 1 {
		d.Text = r.Copies.Of
	}
	for _, c := range r.Annotations.Countries {
		d.Countries = append(d.Countries, Country{Code: c.Code, Named: c.Named, Centrality: min(max(c.Centrality, 0), 100)})
	}
	for i := range r.Annotations.Amounts {
		if amount, ok := amountOf(&r.Annotations.Amounts[i]); ok {
			d.Amounts = append(d.Amounts, amount)
		}
	}
	return d
}

func peopleOf(r *corpus.Record) []Person {
	var people []Person
	at := map[corpus.PersonID]int{}
	for _, resolved := range r.People {
		if resolved.ID == "" || resolved.Person < 0 || resolved.Person >= len(r.Annotations.People) {
			continue
		}
		p := &r.Annotations.People[resolved.Person]
		names := validAll(append([]string{p.Name}, p.Variants...))
		if i, seen := at[resolved.ID]; seen {
			people[i].Names = append(people[i].Names, names...)
			continue
		}
		at[resolved.ID] = len(people)
		people = append(people, Person{ID: corpus.PersonID(valid(string(resolved.ID))), Names: names})
	}
	return people
}

func valid(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }

func validAll(list []string) []string {
	out := make([]string, 0, len(list))
	for _, s := range list {
		out = append(out, valid(s))
	}
	return out
}

// Words returns the words of a text field, in order of position. Names are not stemmed,
// and the words of one name stand far from those of the next.
func (d *Document) Words(f query.TextField) []analysis.Token {
	switch f {
	case query.Title:
		return analysis.Analyze(d.Title, d.Language)
	case query.Body:
		return analysis.Analyze(d.Body, d.Language)
	case query.URLText:
		return analysis.Analyze(d.URL, plainWords)
	case query.Author:
		return namesWords(d.Authors)
	case query.Person:
		var names []string
		for _, p := range d.People {
			names = append(names, p.Names...)
		}
		return namesWords(names)
	}
	return nil
}

func namesWords(names []string) []analysis.Token {
	var words []analysis.Token
	for i, name := range names {
		for _, w := range analysis.Analyze(name, plainWords) {
			w.Position += i * wordGap
			words = append(words, w)
		}
	}
	return words
}

// Keywords returns the distinct values of a keyword field. Country holds the named countries,
// or with implied all of them.
func (d *Document) Keywords(f query.KeywordField, implied bool) []string {
	switch f {
	case query.PersonID:
		return d.FacetValues(People)
	case query.Country:
		if implied {
			return d.FacetValues(AllCountries)
		}
		return d.FacetValues(Countries)
	case query.Language:
		return d.FacetValues(Languages)
	case query.Source:
		return distinct(d.Outlet, strings.ToLower(d.Source.Name))
	case query.SourceCountry:
		return distinct(d.Source.Country)
	case query.Site:
		return distinct(append(suffixes(d.Source.Domain), suffixes(host(d.URL))...)...)
	}
	return nil
}

// Normal returns the form that a value of a keyword field is compared in.
func Normal(f query.KeywordField, value string) string {
	switch f {
	case query.Country, query.SourceCountry:
		return strings.ToUpper(value)
	}
	return strings.ToLower(value)
}

// FacetValues returns the distinct values that a facet counts the document under, in order.
func (d *Document) FacetValues(f Facet) []string {
	switch f {
	case People:
		ids := make([]string, 0, len(d.People))
		for _, p := range d.People {
			ids = append(ids, string(p.ID))
		}
		return distinct(ids...)
	case Countries:
		return d.codes(false)
	case AllCountries:
		return d.codes(true)
	case Amounts:
		return d.sums(func(a *Amount) string { return Bucket(a.Currency, a.Value) })
	case Currencies:
		return d.sums(func(a *Amount) string { return a.Currency })
	case Sources:
		return distinct(d.Outlet)
	case Languages:
		return known(d.Language)
	case Months:
		return known(d.Published.Month())
	}
	return nil
}

// codes returns the countries of the document, the implied ones only if they count.
func (d *Document) codes(implied bool) []string {
	codes := make([]string, 0, len(d.Countries))
	for _, c := range d.Countries {
		if c.Named || implied {
			codes = append(codes, c.Code)
		}
	}
	return distinct(codes...)
}

// About returns how much the document is about some countries: the sum of their centralities, of
// the implied ones only if they count.
func (d *Document) About(codes []string, implied bool) int {
	sum := 0
	for _, c := range d.Countries {
		if (c.Named || implied) && slices.Contains(codes, c.Code) {
			sum += c.Centrality
		}
	}
	return sum
}

func known(value string) []string {
	if value == "" {
		return []string{Unknown}
	}
	return []string{value}
}

// distinct sorts the values and drops empty and repeated ones.
func distinct(values ...string) []string {
	slices.Sort(values)
	values = slices.Compact(values)
	if len(values) > 0 && values[0] == "" {
		values = values[1:]
	}
	return values
}

// suffixes returns a domain and every domain above it.
func suffixes(domain string) []string {
	var all []string
	for rest, found := domain, domain != ""; found; {
		all = append(all, rest)
		_, rest, found = strings.Cut(rest, ".")
	}
	return all
}

func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Hostname())
}

// DatesOverlap reports whether an article published then matches a range of dates.
func DatesOverlap(published corpus.Date, r *query.Dates) bool {
	if r.Unknown || !published.Known() {
		return r.Unknown && !published.Known()
	}
	start, end := published.Span()
	return (r.To.IsZero() || start.Before(r.To)) && (r.From.IsZero() || end.After(r.From))
}

// dateOffset makes the seconds of every plausible date positive.
const dateOffset = 1 << 36

// Key returns the document's place in the order of a search, but for relevance: a string that
// sorts as the value does, or "" where there is none. Dates are known to the second.
func (d *Document) Key(s *Search) string {
	switch s.Sort {
	case ByNewest, ByOldest:
		return d.DateKey()
	case ByAmount:
		return d.AmountKey(s.OrderCurrency())
	case ByCountry:
		return CountryKey(d.About(s.About, s.Implied), d.DateKey())
	}
	return ""
}

// CountryKey is the place of a document that is so much about the countries asked for.
func CountryKey(about int, date string) string {
	s := strconv.Itoa(about)
	return strings.Repeat("0", max(0, 6-len(s))) + s + date
}

// Nearer returns a score by relevance, raised by how much the document is about the countries asked for: it doubles where
// an article is about nothing but the one.
func Nearer(score float64, about int) float64 { return score * (1 + float64(about)/100) }

// DateKey is the place in the orders by date, "" if the date is not known.
func (d *Document) DateKey() string { return dateKey(d.Published) }

func dateKey(published corpus.Date) string {
	if !published.Known() {
		return ""
	}
	at, _ := published.Span()
	if published.Precision == corpus.PrecisionMinute {
		at = published.Time
	}
	s := strconv.FormatInt(max(0, at.Unix()+dateOffset), 10)
	return strings.Repeat("0", max(0, 12-len(s))) + s
}
