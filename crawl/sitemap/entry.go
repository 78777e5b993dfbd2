package sitemap

import (
	"math"
	"strconv"
	"strings"

	"dateline/corpus"
	"dateline/corpus/when"
)

// Entry is one address that a sitemap gives.
type Entry struct {
	URL string // absolute, of http or https
	// Sitemap is set if that is another sitemap, not a page.
	Sitemap    bool
	LastMod    corpus.Date // of the page or sitemap
	ChangeFreq string      // "always", "hourly", "daily", "weekly", "monthly", "yearly", "never" or ""
	Priority   float64     // 0 to 1; 0.5 if not given
	News       *News       // of a news sitemap, else nil
	Line       int         // of the sitemap where the entry begins, from 1
}

// News is what a sitemap says of an article. Texts are on one line; what is not given is empty.
type News struct {
	Publication string // the outlet's name
	Language    string // as written: "en", "zh-cn"
	Title       string
	Published   corpus.Date
	Keywords    []string
}

// The rules by which dates are known, as corpus.Date.From has them.
const (
	RuleLastMod   = "sitemap:lastmod"
	RulePublished = "sitemap:publication_date"
)

const defaultPriority = 0.5

// set gives a field of an entry its text.
func (e *Entry) set(field, text string) {
	switch field {
	case "lastmod":
		e.LastMod = date(text, RuleLastMod)
	case "changefreq":
		e.ChangeFreq = frequency(text)
	case "priority":
		e.Priority = priority(text)
	}
}

// set gives a field of the news namespace its text.
func (n *News) set(field, text string) {
	switch field {
	case "name":
		n.Publication = text
	case "language":
		n.Language = text
	case "title":
		n.Title = text
	case "publication_date":
		n.Published = date(text, RulePublished)
	case "keywords":
		for word := range strings.SplitSeq(text, ",") {
			if word = strings.TrimSpace(word); word != "" {
				n.Keywords = append(n.Keywords, word)
			}
		}
	}
}

func date(text, rule string) corpus.Date {
	d, err := corpus.ParseISO(text, rule)
	if err != nil {
		d = when.Parse(text, when.Options{})
	}
	if d.Known() {
		d.From = rule
	}
	return d
}

func frequency(text string) string {
	switch f := strings.ToLower(text); f {
	case "always", "hourly", "daily", "weekly", "monthly", "yearly", "never":
		return f
	}
	return ""
}

func priority(text string) float64 {
	p, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
	if err != nil || math.IsNaN(p) {
		return defaultPriority
	}
	return max(0, min(p, 1))
}
