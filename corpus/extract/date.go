package extract

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"dateline/corpus"

	htmldate "github.com/markusmobius/go-htmldate"
)

// A date is taken from the first of these that states a plausible one: JSON-LD, meta
// elements, <time> elements, and what htmldate finds in the address and the visible text. The rule that
// found it is kept in Date.From. A date of nothing but a year is none, and when the page was fetched
// says nothing.

var (
	publishedMetas = []string{
		"article:published_time", "og:published_time", "og:article:published_time", "datepublished", "article:published", "publish-date", "publishdate",
		"publish_date", "published_time", "published", "publication_date", "publicationdate", "pubdate", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
		"dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dcterms.created", "dc.date.created", "datecreated", "article_date_original", "originalpublicationdate",
		"citation_publication_date", "date", "rnews:datepublished", "bt:pubdate", "og:pubdate", "ptime", "shareaholic:article_published_time", "article.published",
	}
	modifiedMetas  = []string{"article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "lastmod", "last-modified", "article.updated"}
	publishedTimes = []string{`time[itemprop~="datePublished"]`, `[itemprop~="datePublished"]`, `time[pubdate]`, `article header time[datetime]`, `article time[datetime]`, `main time[datetime]`}
)

// dates returns when the article was published and last modified.
func (s *source) dates(address string) (published, modified corpus.Date) {
	modified = s.firstDate(dateClaim{s.ld.modified, "json-ld"}, s.metaDates(modifiedMetas))
	published = s.firstDate(dateClaim{s.ld.published, "json-ld"}, append(s.metaDates(publishedMetas), s.timeDates()...))
	if !published.Known() {
		published = s.htmlDate(address).Plausible(s.now)
	}
	return published, modified
}

// dateClaim is a date as written, with the rule that found it.
type dateClaim struct{ text, rule string }

func (s *source) firstDate(first dateClaim, rest []dateClaim) corpus.Date {
	for _, c := range append([]dateClaim{first}, rest...) {
		if d := readDate(c).Plausible(s.now); d.Known() {
			return d
		}
	}
	return corpus.Date{}
}

func (s *source) metaDates(keys []string) []dateClaim {
	var all []dateClaim
	for _, key := range keys {
		for _, content := range s.meta[key] {
			all = append(all, dateClaim{content, "meta " + key})
		}
	}
	return all
}

func (s *source) timeDates() []dateClaim {
	var all []dateClaim
	for _, sel := range publishedTimes {
		e := s.doc.Find(sel).First()
		for _, attr := range []string{"datetime", "content"} {
			if v := squeeze(e.AttrOr(attr, "")); v != "" {
				all = append(all, dateClaim{v, "time element"})
			}
		}
	}
	return all
}

// dateLayouts are the machine-written forms beside ISO 8601.
var dateLayouts = []struct {
	layout    string
	precision corpus.Precision
}{
	{time.RFC1123Z, corpus.PrecisionMinute},
	{time.RFC1123, corpus.PrecisionMinute},
	{"Mon, 2 Jan 2006 15:04:05 -0700", corpus.PrecisionMinute},
	{time.ANSIC, corpus.PrecisionMinute},
	{time.UnixDate, corpus.PrecisionMinute},
	{"2006-01-02T15:04:05-07", corpus.PrecisionMinute},
	{"2006-01-02 15:04:05 -0700", corpus.PrecisionMinute},
	{"2006-01-02 15:04:05 MST", corpus.PrecisionMinute},
	{"20060102150405", corpus.PrecisionMinute},
	{"20060102T150405Z", corpus.PrecisionMinute},
	{"January 2, 2006 15:04:05", corpus.PrecisionMinute},
	{"January 2, 2006, 3:04 pm", corpus.PrecisionMinute},
	{"20060102", corpus.PrecisionDay},
	{"2006/01/02", corpus.PrecisionDay},
	{"January 2, 2006", corpus.PrecisionDay},
	{"Jan 2, 2006", corpus.PrecisionDay},
	{"2 January 2006", corpus.PrecisionDay},
	{"2 Jan 2006", corpus.PrecisionDay},
	{"January 2006", corpus.PrecisionMonth},
}

// readDate reads a date as machines write it; unknown if it is none.
func readDate(c dateClaim) corpus.Date {
	text := squeeze(c.text)
	if len(text) < 6 || len(text) > 60 {
		return corpus.Date{}
	}
	d, err := corpus.ParseISO(strings.ToUpper(text), c.rule)
	if err != nil {
		d = corpus.Date{}
		for _, l := range dateLayouts {
			if t, err := time.Parse(l.layout, text); err == nil {
				d = corpus.Date{Time: t, Precision: l.precision, From: c.rule}
				break
			}
		}
	}
	return midnightIsDay(d)
}

// midnightIsDay makes a date of the day out of one at midnight sharp, which is how
// software writes a day.
func midnightIsDay(d corpus.Date) corpus.Date {
	t := d.Time
	if d.Precision == corpus.PrecisionMinute && t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0 && t.Nanosecond() == 0 {
		d.Time, d.Precision = time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC), corpus.PrecisionDay
	}
	return d
}

// htmlDate asks htmldate for what the address and the text say.
func (s *source) htmlDate(address string) (d corpus.Date) {
	defer func() {
		if recover() != nil {
			d = corpus.Date{}
		}
	}()
	r, err := htmldate.FromDocument(s.doc.Nodes[0], htmldate.Options{
		UseOriginalDate:     true,
		SkipExtensiveSearch: s.heavy,
		URL:                 address,
		MinDate:             time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC),
		MaxDate:             s.now.Add(24 * time.Hour),
	})
	if err != nil || r.IsZero() {
		return corpus.Date{}
	}
	return evidentDate(r.SrcString, r.DateTime)
}

// evidentDate returns the day of t as far as the text that it was read from shows it: it has to hold
// the year and the month, the month in letters or digits. htmldate itself fills in a first
// of January where it finds nothing but a year, and reads relative dates.
func evidentDate(text string, t time.Time) corpus.Date {
	if len(text) > 300 || strings.ContainsAny(text, "<>") {
		return corpus.Date{}
	}
	numbers := numbersIn(text)
	take := func(n int) bool {
		i := slices.Index(numbers, n)
		if i >= 0 {
			numbers = slices.Delete(numbers, i, i+1)
		}
		return i >= 0
	}
	year := take(t.Year()) || take(t.Year()%100)
	day := take(t.Day())
	month := take(int(t.Month())) || strings.IndexFunc(text, unicode.IsLetter) >= 0 && len(numbers) < 6
	d := corpus.Date{Time: time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC), From: "htmldate"}
	switch {
	case year && month && day:
		d.Precision = corpus.PrecisionDay
	case year && month && t.Day() == 1:
		d.Precision = corpus.PrecisionMonth
	default:
		return corpus.Date{}
	}
	return d
}

// numbersIn returns the numbers in a text; eight digits are a year, a month and a day.
func numbersIn(text string) []int {
	var all []int
	for run := range strings.FieldsFuncSeq(text, func(r rune) bool { return r < '0' || r > '9' }) {
		parts := []string{run}
		if len(run) == 8 {
			parts = []string{run[:4], run[4:6], run[6:]}
		}
		for _, p := range parts {
			if n, err := strconv.Atoi(p); err == nil {
				all = append(all, n)
			}
		}
	}
	return all
}
