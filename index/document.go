package index

import (
	"math/big"
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

// USD is the currency that the amount facet and order count.
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

// DocumentOf returns what is indexed of a record: people that are resolved,
// countries apart by whether they are named, amounts with their bounds. Text that is not
// valid UTF-8 is made so.
func DocumentOf(r *corpus.Record) Document {
	a := &r.Article
	d := Document{
		ID: a.ID, Seq: r.Seq,
		Title: valid(a.Title), Body: valid(a.Body), Language: strings.ToLower(valid(a.Language)),
		URL: valid(a.URL), Authors: validAll(a.Authors),
		Source:    corpus.Source{Domain: strings.ToLower(valid(a.Source.Domain)), Name: valid(a.Source.Name), Country: strings.ToUpper(valid(a.Source.Country))},
		Published: a.Published,
		People:    peopleOf(r),
	}
	for _, c := range r.Annotations.Countries {
		if c.Named {
			d.Countries = append(d.Countries, c.Code)
		} else {
			d.Implied = append(d.Implied, c.Code)
		}
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

func amountOf(a *corpus.Amount) (Amount, bool) {
	lo, hi := a.Bounds()
	if lo != nil && hi != nil && lo.Cmp(*hi) > 0 {
		lo, hi = hi, lo
	}
	amount := Amount{Currency: strings.ToUpper(valid(a.Currency)), Min: lo, Max: hi}
	for _, value := range []*corpus.Decimal{a.Value, lo, hi} {
		if value != nil {
			amount.Value = *value
			return amount, amount.Currency != ""
		}
	}
	return Amount{}, false
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
		return distinct(d.Source.Domain, strings.ToLower(d.Source.Name))
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
		return distinct(d.Countries...)
	case AllCountries:
		return distinct(append(slices.Clone(d.Countries), d.Implied...)...)
	case Amounts:
		return d.buckets()
	case Sources:
		if d.Source.Domain == "" {
			return distinct(strings.ToLower(d.Source.Name))
		}
		return distinct(d.Source.Domain)
	case Languages:
		return known(d.Language)
	case Months:
		return known(d.Published.Month())
	}
	return nil
}

func (d *Document) buckets() []string {
	var values []string
	for _, a := range d.Amounts {
		if a.Currency == USD {
			values = append(values, Bucket(a.Value))
		}
	}
	return distinct(values...)
}

// Bucket returns the power of ten that an amount lies in: "1000000" from 1e6 to below 1e7, "0"
// below 1.
func Bucket(value corpus.Decimal) string {
	if value.Cmp(corpus.NewDecimal(1, 0)) < 0 {
		return "0"
	}
	whole, _, _ := strings.Cut(value.String(), ".")
	return "1" + strings.Repeat("0", len(whole)-1)
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

// Key returns the document's place in an order of dates or amounts: a string that
// sorts as the value does, or "" where there is none. Dates are known to the second.
func (d *Document) Key(s Sort) string {
	switch s {
	case ByNewest, ByOldest:
		return dateKey(d.Published)
	case ByAmount:
		key := ""
		for _, a := range d.Amounts {
			if a.Currency == USD {
				key = max(key, a.Value.SortKey())
			}
		}
		return key
	}
	return ""
}

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
