package extract

import (
	"regexp"
	"strings"
	"time"

	"dateline/corpus"
	"dateline/corpus/when"

	"golang.org/x/net/html"
)

// A publication date is taken from the first of these claims that states a plausible one:
//
//  1. data about the article: JSON-LD, meta elements, microdata and RDFa
//  2. <time> elements, elements named after dates and written dates around the headline, what is labelled as published first
//  3. the address, if it holds a day
//  4. elsewhere on the page: what is labelled as published, then lines that are nothing but a date
//  5. the dateline before the first sentence, the address of the lead image, the month in the address
//  6. when the page says that it was last changed
//
// Two checks stand between: where data and data disagree, the claim wins on whose side the address is; and what the page shows (2, 4)
// is passed over where it contradicts the day or month in the address. A day is completed by the time that another claim gives on the
// same day. A date of nothing but a year is none, dates beside the article (other articles, comments) and copyright years say nothing,
// and so does when the page was fetched. The rule that found a date is kept in Date.From.

// dateClaim is a date that the page states, with the rule that found it.
type dateClaim struct {
	date  corpus.Date
	other corpus.Date // the other reading of a date whose day and month could be exchanged
}

// dates returns when the article was published and last modified.
func (s *source) dates(address string) (published, modified corpus.Date) {
	r := s.newDateReader(address)
	modified = r.first(r.modified())
	published = r.published()
	if !published.Known() && !servedDates[modified.From] {
		published = modified
	}
	return published, modified
}

// servedDates are rules whose dates may be no older than the request: a page that is put together then has them from the clock.
var servedDates = map[string]bool{"meta:last-modified": true, "meta:lastmod": true, "meta:lastmodified": true, "meta:revised": true}

// dateReader reads the dates of a page.
type dateReader struct {
	s       *source
	o       when.Options
	address corpus.Date // the day or month in the page's address
	shown   []shownDate // around the headline, the likeliest first
}

func (s *source) newDateReader(address string) *dateReader {
	r := &dateReader{s: s, o: when.Options{Said: s.fetched, Language: s.declaredLanguage(), Region: s.region()}}
	if r.o.Region == "" {
		r.o.Region = s.outline.figuresRegion()
	}
	r.address = dateInAddress(address).Plausible(s.now)
	r.shown = r.shownDates()
	return r
}

var slashed = regexp.MustCompile(`\b(\d{1,2})/(\d{1,2})/(?:19|20)\d\d\b`)

// figuresRegion returns a region that orders day and month as the page does in a date that has one reading: "GB" or "US", "" if there
// is none.
func (o *outline) figuresRegion() string {
	for _, l := range o.lines {
		for _, m := range slashed.FindAllStringSubmatch(l.text, 4) {
			first, second := m[1], m[2]
			switch {
			case len(first) == 2 && first > "12":
				return "GB"
			case len(second) == 2 && second > "12":
				return "US"
			}
		}
	}
	return ""
}

// claim reads a date that stands alone.
func (r *dateReader) claim(text, rule string) dateClaim {
	o := r.o
	if strings.Contains(rule, ":") {
		o.Said = time.Time{} // data does not say "yesterday"
	}
	d := when.Parse(text, o)
	if !d.Known() {
		if found := when.Find(clip(text, maxLine), o); len(found) == 1 && len(text) <= maxDateText {
			return r.found(found[0], rule)
		}
		return dateClaim{}
	}
	d.From = rule
	return dateClaim{date: midnightIsDay(d)}
}

// maxDateText is how long a text may be that is read for the date in it, in bytes.
const maxDateText = 120

func (r *dateReader) found(f when.Found, rule string) dateClaim {
	f.Date.From, f.Other.From = rule, rule
	c := dateClaim{date: midnightIsDay(f.Date)}
	if f.Other.Known() {
		c.other = midnightIsDay(f.Other)
	}
	return c
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

// settle decides between the readings of a claim and checks that it is plausible.
func (r *dateReader) settle(c dateClaim) corpus.Date {
	d := c.date.Plausible(r.s.now)
	if !c.other.Known() {
		return d
	}
	other := c.other.Plausible(r.s.now)
	switch {
	case !d.Known() || r.address.Known() && !agree(d, r.address) && agree(other, r.address):
		return other
	case !other.Known() || r.address.Known() && agree(d, r.address) && !agree(other, r.address):
		return d
	}
	return corpus.Date{}
}

func (r *dateReader) first(claims []dateClaim) corpus.Date {
	for _, c := range claims {
		if d := r.settle(c); d.Known() {
			return d
		}
	}
	return corpus.Date{}
}

// published decides among all claims.
func (r *dateReader) published() corpus.Date {
	stated := r.stated()
	d := r.first(stated)
	if d.Known() && r.address.Known() && !agree(d, r.address) {
		for _, c := range stated {
			if other := r.settle(c); other.Known() && agree(other, r.address) {
				d = other
				break
			}
		}
	}
	for _, next := range []func() corpus.Date{r.aroundHeadline, r.addressDay, r.elsewhere, r.dateline, r.imageDay, func() corpus.Date { return r.address }} {
		if d.Known() && d.Precision != corpus.PrecisionMonth {
			break
		}
		if found := next(); found.Known() && (!d.Known() || agree(found, d)) {
			d = found
		}
	}
	return r.completed(d, stated)
}

// completed gives a day the time that another claim states on the same day.
func (r *dateReader) completed(d corpus.Date, stated []dateClaim) corpus.Date {
	if d.Precision != corpus.PrecisionDay {
		return d
	}
	day := d.Time.Format(time.DateOnly)
	for _, shown := range r.shown {
		if shown.label != when.Updated {
			stated = append(stated, shown.dateClaim)
		}
	}
	for _, c := range stated {
		if t := r.settle(c); t.Precision == corpus.PrecisionMinute && t.Time.Format(time.DateOnly) == day {
			return t
		}
	}
	return d
}

// agree reports whether two dates can be the same: two days at most apart, or the month that one of them is holds the other.
func agree(a, b corpus.Date) bool {
	const near = 48 * time.Hour
	aStart, aEnd := a.Span()
	bStart, bEnd := b.Span()
	return aStart.Before(bEnd.Add(near)) && bStart.Before(aEnd.Add(near))
}

// addressDay returns the day in the address.
func (r *dateReader) addressDay() corpus.Date {
	if r.address.Precision == corpus.PrecisionDay {
		return r.address
	}
	return corpus.Date{}
}

// imageDay returns the day in the address of the lead image.
func (r *dateReader) imageDay() corpus.Date {
	d := dateInAddress(r.s.meta.first("og:image", "twitter:image", "og:image:url")).Plausible(r.s.now)
	if d.Precision != corpus.PrecisionDay {
		return corpus.Date{}
	}
	d.From = ruleImageAddress
	return d
}

var addressDates = []struct {
	pattern *regexp.Regexp
	layout  string
}{
	{regexp.MustCompile(`(?:^|\D)((?:19|20)\d\d)[/_-](\d{1,2})[/_-](\d{1,2})(?:\D|$)`), "2006-1-2"},
	{regexp.MustCompile(`(?:^|\D)((?:19|20)\d\d)[/_-]?(\d\d)[/_-]?(\d\d)(?:\d{4}|\d{6})?(?:\D|$)`), "2006-1-2"},
	{regexp.MustCompile(`/((?:19|20)\d\d)/([a-z]{3})[a-z]*/(\d{1,2})(?:\D|$)`), "2006-Jan-2"},
	{regexp.MustCompile(`(?:^|[/_-])(\d{1,2})[/_-](\d{1,2})[/_-]((?:19|20)\d\d)(?:\D|$)`), "2-1-2006"},
	{regexp.MustCompile(`/((?:19|20)\d\d)[/-](\d{1,2})(?:/|$)`), "2006-1"},
	{regexp.MustCompile(`/((?:19|20)\d\d)(\d\d)/`), "2006-1"},
	{regexp.MustCompile(`/((?:19|20)\d\d)/([a-z]{3})[a-z]*/`), "2006-Jan"},
}

// dateInAddress returns the day or the month that an address holds. Where day and month could be exchanged it is unknown.
func dateInAddress(address string) corpus.Date {
	address = strings.ToLower(clip(address, maxURL))
	if _, path, ok := strings.Cut(address, "://"); ok {
		_, address, _ = strings.Cut(path, "/")
		address = "/" + address
	}
	for _, a := range addressDates {
		for _, m := range a.pattern.FindAllStringSubmatch(address, 4) {
			t, err := time.Parse(a.layout, strings.Join(m[1:], "-"))
			if err != nil || t.Year() < 1990 || strings.HasPrefix(a.layout, "2-") && t.Day() <= 12 && t.Day() != int(t.Month()) {
				continue
			}
			precision := corpus.PrecisionDay
			if len(m) == 3 {
				precision = corpus.PrecisionMonth
			}
			return corpus.Date{Time: t, Precision: precision, From: ruleAddress}
		}
	}
	return corpus.Date{}
}

// clip returns at most the first n bytes of s, cut at a character.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}

// dateRank says how surely an element holds a date: 1 by microdata or RDFa, 2 a <time>, 3 by its class or id; 0 if it does not.
func dateRank(n *html.Node, marks string) int {
	for _, a := range n.Attr {
		switch a.Key {
		case "itemprop", "property":
			if p := strings.ToLower(a.Val); n.Data != "meta" && (strings.Contains(p, "datepublished") || strings.Contains(p, "datecreated") || strings.Contains(p, "datemodified")) {
				return 1
			}
		}
	}
	if n.Data == "time" || n.Data == "relative-time" || n.Data == "time-ago" {
		return 2
	}
	for _, w := range dateWords {
		if strings.Contains(marks, w) && n.Data != "body" && n.Data != "article" && n.Data != "main" {
			return 3
		}
	}
	return 0
}

// dateWords are in the names of elements that hold dates.
var dateWords = []string{"date", "time", "publish", "posted", "pubdat", "fecha", "datum", "tarih", "created", "published", "hora", "zeit", "jour-"}
