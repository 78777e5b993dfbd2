package bleveindex

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"dateline/corpus"
	"dateline/index"
	"dateline/index/analysis"
	"dateline/index/query"

	bleve "github.com/blevesearch/bleve_index_api"
)

// Layout of an article in the index. Nothing is stored but its id, and there is no
// composite field; text, facts and figures are read from the store.
//
//	field    per text field (title, body, author, url, person): the words' keys with their
//	         positions, as newText packs them
//	field+s  the words' surfaces, documents only: for prefixes and fuzzy words
//	k        keywords, documents only: a tag letter and the value
//	f        facets, documents and doc values: a tag letter and the value; and t<id> for the text that it shares with other articles
//	v        figures for orders and ranges, documents and doc values, each with a tag letter:
//	         t<date key>, d<first second>|<last second> of the publication span,
//	         a<currency>|<low sort key>|<high sort key> for each amount ("" is open),
//	         $<currency>|<sort key of the largest sum> for each currency
//	c        countries, documents and doc values: n<code>|<centrality> for each that is named, i<code>|<centrality> for the
//	         others. They stand apart from "v", as most searches ask for no country
//
// Doc values are joined with byte 0xff, which no UTF-8 text contains. A document's own position
// in a snapshot changes with merges; only its id is kept outside.
const layoutVersion = "bleve-5"

const (
	fieldKeyword = "k"
	fieldFacet   = "f"
	fieldFigure  = "v"
	fieldCountry = "c"
)

const (
	figureDate   = 't'
	figureSpan   = 'd'
	figureAmount = '$'
	figureRange  = 'a'
)

// surfaceField names the field of surfaces that belongs to a text field.
func surfaceField(f query.TextField) string { return string(f) + "+s" }

// facetTags are the tag letters of facet values.
var facetTags = map[index.Facet]byte{
	index.People: 'p', index.Countries: 'c', index.AllCountries: 'a', index.Amounts: 'd', index.Currencies: 'y',
	index.Sources: 's', index.Languages: 'l', index.Months: 'm',
}

// keywordTags are the tag letters of keywords that are no facet, in field "k".
var keywordTags = map[query.KeywordField]byte{
	query.Source: 'n', query.Site: 'w', query.SourceCountry: 'o',
}

// tagText marks in field "f" the text that an article shares with others.
const tagText = 't'

// tagCurrency marks in field "k" the currencies that an article has amounts in.
const tagCurrency = '$'

// mapping identifies how articles are indexed: an index built otherwise must be built anew.
func mapping() string {
	sum := sha256.Sum256([]byte(layoutVersion + " " + analysis.Version))
	return hex.EncodeToString(sum[:8])
}

func tagged(tag byte, value string) string { return string(rune(tag)) + value }

// article is a document as scorch takes it.
type article struct {
	id     string
	fields []bleve.Field
	size   int
}

// newArticle analyses a document. The second result is the number of words of each text field.
func newArticle(d *index.Document) (*article, lengths) {
	a := &article{id: string(d.ID)}
	var n lengths
	for i, f := range index.TextFields() {
		words := d.Words(f)
		n[i] = len(words)
		if len(words) > 0 {
			a.add(newText(string(f), words))
			a.add(newTerms(surfaceField(f), 0, surfaceTerms(words)))
		}
	}
	a.add(newTerms(fieldKeyword, 0, keywordTerms(d)))
	a.add(newTerms(fieldFacet, bleve.DocValues, facetTerms(d)))
	a.add(newTerms(fieldFigure, bleve.DocValues, figureTerms(d)))
	if len(d.Countries) > 0 {
		a.add(newTerms(fieldCountry, bleve.DocValues, countryTerms(d)))
	}
	return a, n
}

func surfaceTerms(words []analysis.Token) []string {
	list := make([]string, 0, len(words))
	for _, w := range words {
		list = append(list, w.Surface)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

func keywordTerms(d *index.Document) []string {
	var list []string
	for f, tag := range keywordTags {
		for _, value := range d.Keywords(f, false) {
			list = append(list, tagged(tag, value))
		}
	}
	for i := range d.Amounts {
		list = append(list, tagged(tagCurrency, d.Amounts[i].Currency))
	}
	slices.Sort(list)
	return slices.Compact(list)
}

func facetTerms(d *index.Document) []string {
	var list []string
	for _, f := range index.Facets() {
		for _, value := range d.FacetValues(f) {
			list = append(list, tagged(facetTags[f], value))
		}
	}
	if d.Text != "" {
		list = append(list, tagged(tagText, string(d.Text)))
	}
	return list
}

func figureTerms(d *index.Document) []string {
	list := []string{tagged(figureDate, d.DateKey())}
	if d.Published.Known() {
		start, end := d.Published.Span()
		list = append(list, tagged(figureSpan, strconv.FormatInt(start.Unix(), 10)+"|"+strconv.FormatInt(end.Unix(), 10)))
	}
	for _, currency := range d.FacetValues(index.Currencies) {
		list = append(list, tagged(figureAmount, currency+"|"+d.AmountKey(currency)))
	}
	for i := range d.Amounts {
		a := &d.Amounts[i]
		list = append(list, tagged(figureRange, a.Currency+"|"+sortKey(a.Min)+"|"+sortKey(a.Max)))
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// The tag letters of field "c".
const (
	tagNamed   = 'n'
	tagImplied = 'i'
)

func countryTerms(d *index.Document) []string {
	var list []string
	for _, c := range d.Countries {
		tag := byte(tagImplied)
		if c.Named {
			tag = tagNamed
		}
		list = append(list, tagged(tag, c.Code+"|"+strconv.Itoa(c.Centrality)))
	}
	slices.Sort(list)
	return slices.Compact(list)
}

func sortKey(d *corpus.Decimal) string {
	if d == nil {
		return ""
	}
	return d.SortKey()
}

// span reads back the seconds of a figureSpan value, its tag cut off.
func span(value string) (start, end int64) {
	first, last, _ := strings.Cut(value, "|")
	start, _ = strconv.ParseInt(first, 10, 64)
	end, _ = strconv.ParseInt(last, 10, 64)
	return start, end
}

// ID implements bleve_index_api.Document, as do the methods below.
func (a *article) ID() string { return a.id }

// Size returns about how many bytes the article takes in memory.
func (a *article) Size() int { return a.size }

// VisitFields calls visit for each field.
func (a *article) VisitFields(visit bleve.FieldVisitor) {
	for _, f := range a.fields {
		visit(f)
	}
}

// VisitComposite does nothing: there are no composite fields.
func (a *article) VisitComposite(bleve.CompositeFieldVisitor) {}

// HasComposite returns false.
func (a *article) HasComposite() bool { return false }

// NumPlainTextBytes returns 0: it only feeds a statistic of scorch.
func (a *article) NumPlainTextBytes() uint64 { return 0 }

// AddIDField adds the field that scorch finds a document by.
func (a *article) AddIDField() {
	a.add(&field{name: "_id", value: []byte(a.id), options: bleve.IndexField | bleve.StoreField, terms: single(a.id), length: 1})
}

// StoredFieldsBytes returns 0: nothing but the id is stored.
func (a *article) StoredFieldsBytes() uint64 { return 0 }

// Indexed returns false: scorch asks it of documents it has filtered.
func (a *article) Indexed() bool { return false }

func (a *article) add(f *field) {
	a.fields = append(a.fields, f)
	a.size += 96 * len(f.terms)
}
