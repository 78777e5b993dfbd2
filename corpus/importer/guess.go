package importer

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What a column or key is read as, where it has no known name. It is guessed from the first records:
//
//  1. by its name in other words and languages, unless the values cannot be that field (a "data" that holds no dates);
//  2. by its values alone: the text is the column of texts of at least 200 code points on average, half as long again as
//     any other; the address the one of URLs, the date the one of dates, the title the one of short sentences that do not repeat. Where two
//     columns could be it, none is (but one of two with the same addresses): for the text that is said, with the --map to give;
//  3. the text, where still unknown, by names of summaries and beginnings of texts.
//
// A guess is always shown (Options.Opened), with what is not read.

// column is a key of the first records, with the values that it has there.
type column struct {
	path   string
	values []string // not blank
	taken  bool
	shape  valueShape
}

// valueShape says what the values of a column look like. Shares are from 0 to 1.
type valueShape struct {
	urls, dates, numbers, pages float64
	distinct                    float64
	length                      float64 // code points on average
	words                       float64 // on average; of scripts without spaces two letters are one
	lines                       bool    // whether a value has several
}

// guesser guesses the fields of one shape of records.
type guesser struct {
	names   map[string]ranks
	columns []*column
	blind   bool              // there are no values to look at
	found   map[string]string // field → path
	doubt   string            // why the text is not known, if two columns could be it
}

// guess returns the paths of fields that the records have under no known name. known says which fields stand under which path
// without guessing.
func guess(names map[string]ranks, columns []*column, known map[string]string) guesser {
	g := guesser{names: names, columns: columns, found: make(map[string]string), blind: true}
	for _, c := range columns {
		c.shape = shapeOf(c.values)
		g.blind = g.blind && len(c.values) == 0
		for _, path := range known {
			c.taken = c.taken || c.path == path || strings.HasPrefix(c.path, path+".")
		}
	}
	missing := func(field string) bool { return known[field] == "" && g.found[field] == "" }
	for _, f := range fields {
		if missing(f.name) && (f.name != "html") {
			g.byName(f.name)
		}
	}
	for _, pick := range []struct {
		field string
		of    func() *column
	}{{"html", g.page}, {"text", g.text}, {"url", g.url}, {"published", g.date}, {"title", g.title}} {
		if missing(pick.field) && (pick.field != "html" && pick.field != "text" || missing("text") && missing("html")) {
			g.take(pick.field, pick.of())
		}
	}
	if missing("text") && missing("html") && g.doubt == "" {
		g.teaser()
	}
	return g
}

func (g *guesser) take(field string, c *column) {
	if c != nil {
		c.taken = true
		g.found[field] = c.path
	}
}

// byName takes the column whose name stands first in the field's list and whose values can be the field.
func (g *guesser) byName(field string) {
	names := g.names[field]
	var best *column
	for _, c := range g.columns {
		rank := names.of(c.path)
		if c.taken || rank == 0 || !g.fits(c, field) {
			continue
		}
		if best == nil || rank < names.of(best.path) {
			best = c
		}
	}
	g.take(field, best)
}

// fits reports whether the values of a column can be a field that it is called.
func (g *guesser) fits(c *column, field string) bool {
	if len(c.values) == 0 {
		return g.blind
	}
	s := c.shape
	switch field {
	case "text":
		return s.urls < 0.5 && s.dates < 0.5 && s.numbers < 0.5
	case "title":
		return s.urls < 0.5 && s.dates < 0.5 && s.numbers < 0.5 && s.length <= 400
	case "url":
		return s.urls >= 0.5
	case "published", "modified", "fetched":
		return s.dates >= 0.5
	case "authors", "source", "sourcename", "section":
		return s.dates < 0.5 && s.numbers < 0.5 && s.length <= 200
	case "language":
		return s.length <= 12 && s.numbers == 0
	case "image":
		return s.urls >= 0.5
	}
	return s.length <= 1000
}

// page is a column of whole HTML pages.
func (g *guesser) page() *column {
	return g.only(func(c *column) bool { return c.shape.pages >= 0.9 })
}

const (
	textLength = 200 // code points on average from which a column can be the text without being called so
	textAhead  = 1.5 // how much longer than the next it must be
)

func (g *guesser) text() *column {
	fit := g.fitting(func(c *column) bool {
		return c.shape.length >= textLength && c.shape.words >= 20 && c.shape.pages == 0
	})
	sort.SliceStable(fit, func(i, j int) bool { return fit[i].shape.length > fit[j].shape.length })
	switch {
	case len(fit) == 0:
		return nil
	case len(fit) > 1 && fit[0].shape.length < textAhead*fit[1].shape.length:
		g.doubt = fmt.Sprintf("the text could be %q or %q; say which with --map text=%s or --map text=%s",
			label(fit[0].path), label(fit[1].path), flagWord(fit[0].path), flagWord(fit[1].path))
		return nil
	}
	return fit[0]
}

// flagWord quotes a key for a command line where it needs that.
func flagWord(path string) string {
	path = label(path)
	if strings.ContainsFunc(path, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("._-", r)
	}) {
		return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
	}
	return path
}

var (
	otherURLs  = regexp.MustCompile(`(?i)ima?ge?s?|thumb|photo|picture|video|logo|avatar|icon|media|amp|feed|author|profile|comment|share|base|home`)
	otherDates = regexp.MustCompile(`(?i)crawl|fetch|download|modif|updat|access|scrap|retriev|collect|import|added|seen|birth|deadline|expir|event`)
)

func (g *guesser) url() *column {
	fit := g.fitting(func(c *column) bool {
		return c.shape.urls >= 0.9 && c.shape.distinct >= 0.9 && !otherURLs.MatchString(c.path)
	})
	for _, c := range fit {
		if !slices.Equal(c.values, fit[0].values) {
			return nil
		}
	}
	if len(fit) == 0 {
		return nil
	}
	return fit[0]
}

func (g *guesser) date() *column {
	return g.only(func(c *column) bool { return c.shape.dates >= 0.9 && !otherDates.MatchString(c.path) })
}

func (g *guesser) title() *column {
	const clearlyMore = 1.5
	fit := g.fitting(func(c *column) bool {
		s := c.shape
		return s.words >= 3 && s.length >= 12 && s.length < textLength && s.distinct >= 0.9 && !s.lines && s.urls+s.dates+s.numbers < 0.1
	})
	sort.SliceStable(fit, func(i, j int) bool { return fit[i].shape.words > fit[j].shape.words })
	if len(fit) == 0 || len(fit) > 1 && fit[0].shape.words < clearlyMore*fit[1].shape.words {
		return nil
	}
	return fit[0]
}

// teaser takes what holds the beginning of the text, or a summary.
func (g *guesser) teaser() {
	for _, name := range teasers {
		for _, c := range g.columns {
			last := c.path[strings.LastIndexByte(c.path, '.')+1:]
			if !c.taken && plain(last) == plain(name) && g.fits(c, "text") {
				g.take("text", c)
				return
			}
		}
	}
}

func (g *guesser) fitting(fits func(*column) bool) []*column {
	var all []*column
	for _, c := range g.columns {
		if !c.taken && len(c.values) > 0 && fits(c) {
			all = append(all, c)
		}
	}
	return all
}

// only returns the one column that fits, nil if several do.
func (g *guesser) only(fits func(*column) bool) *column {
	if fit := g.fitting(fits); len(fit) == 1 {
		return fit[0]
	}
	return nil
}

// unread lists the columns that no field is read from.
func (g *guesser) unread() []string {
	var all []string
	for _, c := range g.columns {
		if !c.taken {
			all = append(all, c.path)
		}
	}
	slices.Sort(all)
	return all
}

func shapeOf(values []string) valueShape {
	var s valueShape
	if len(values) == 0 {
		return s
	}
	seen := make(map[string]bool, len(values))
	for _, v := range values {
		v = strings.TrimSpace(v)
		seen[v] = true
		s.length += float64(utf8.RuneCountInString(v))
		s.words += wordsIn(v)
		s.lines = s.lines || strings.Contains(v, "\n")
		s.urls += share(isURL(v))
		s.dates += share(datelike.MatchString(v))
		s.numbers += share(number.MatchString(v))
		s.pages += share(pageMarkup.MatchString(v))
	}
	n := float64(len(values))
	s.length, s.words, s.urls, s.dates, s.numbers, s.pages = s.length/n, s.words/n, s.urls/n, s.dates/n, s.numbers/n, s.pages/n
	s.distinct = float64(len(seen)) / n
	return s
}

func share(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}

func isURL(s string) bool {
	if !strings.Contains(s, "://") || strings.ContainsFunc(s, unicode.IsSpace) {
		return false
	}
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

// wordsIn counts words; letters of scripts written without spaces count half a word each.
func wordsIn(s string) float64 {
	n := float64(len(strings.Fields(s)))
	dense := 0
	for _, r := range s {
		if r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) {
			dense++
		}
	}
	return n + float64(dense)/2
}

var (
	number = regexp.MustCompile(`^[-+]?[\d.,]+%?$`)
	// datelike is what is taken for a date by its form: years first, days or months first, names of months with a year and a day,
	// seconds and milliseconds since 1970.
	datelike = regexp.MustCompile(`(?i)^(` +
		`\d{4}[-/.]\d{1,2}([-/.]\d{1,2})?([T ]+\d{1,2}:\d{2}.*)?` +
		`|\d{1,2}[-/.]\d{1,2}[-/.](\d{4}|\d{2})([T ,]+\d{1,2}[:.]\d{2}.*)?` +
		`|(19|20)\d{6}(T?\d{6}Z?|\d{4,6})?` +
		`|1[0-9]{9}(\d{3})?(\.\d+)?` +
		`|(\pL{2,12}\.?,? )?\d{1,2}(st|nd|rd|th|er|º|\.)?( de)? \pL{3,12}\.?,?( de)? \d{4}(\D.{0,40})?` +
		`|(\pL{2,12}\.?,? )?\pL{3,12}\.? \d{1,2}(st|nd|rd|th)?,? \d{4}(\D.{0,40})?` +
		`|\d{4}年\d{1,2}月\d{1,2}日.{0,20}` +
		`|\d{4}년 ?\d{1,2}월 ?\d{1,2}일.{0,20}` +
		`)$`)
)
