package extract

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/corpus/clean"
)

// The title is the headline that readers see. Pages state it in up to five places, each wrong in its own way:
// h1 is right where it is the only one, og:title is often written for sharing and may carry the
// site's name, JSON-LD is right but sometimes shortened or another article's, <title> carries
// the site's name. Candidates are cleaned of the site's name; one that two independent
// places agree on is taken, otherwise the first in order of trust.

// title returns the page's headline.
func (s *source) title(site string) string {
	names := siteNames(site, s.url)
	var cands []string
	add := func(raw string) {
		if t := stripSite(clean.Title(raw).Text, names); plausibleTitle(t, names) {
			cands = append(cands, t)
		}
	}
	add(s.heading())
	add(s.ld.headline)
	add(s.meta.first("og:title"))
	add(s.meta.first("dc.title", "dcterms.title", "parsely-title", "sailthru.title", "headline", "twitter:title"))
	add(s.ld.name)
	add(textOf(s.doc.Find("head title").First()))
	add(s.meta.first("title"))
	for i, a := range cands {
		if slices.ContainsFunc(cands[i+1:], func(b string) bool { return titleKey(a) == titleKey(b) }) {
			return a
		}
	}
	if len(cands) == 0 {
		return clean.Title(textOf(s.doc.Find("head title").First())).Text
	}
	return cands[0]
}

// heading returns the text of the page's main heading, or "" where several compete.
func (s *source) heading() string {
	for _, sel := range []string{`h1[itemprop~="headline"]`, `article h1`, `main h1`, `h1`} {
		var found []string
		for _, h := range s.doc.Find(sel).EachIter() {
			if t := textOf(h); t != "" && !slices.Contains(found, t) {
				found = append(found, t)
			}
			if len(found) > 1 {
				break
			}
		}
		if len(found) == 1 {
			return found[0]
		}
	}
	return ""
}

// siteNames returns the forms of the site's name that titles may end in, as keys.
func siteNames(site string, u *url.URL) []string {
	return nil
}

func stripSite(t string, names []string) string { return t }

func plausibleTitle(t string, names []string) bool {
	n := utf8.RuneCountInString(t)
	return n >= 2 && n <= 400 && strings.IndexFunc(t, unicode.IsLetter) >= 0
}

func titleKey(t string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, t)
}
