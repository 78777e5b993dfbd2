package extract

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/corpus/clean"

	"golang.org/x/net/publicsuffix"
)

// A page states its headline in up to six places, each wrong in a way of its own: og:title is
// the outlet's statement, but may carry the site's name or be cut; h1 is what readers
// see, but there may be several; the JSON-LD headline may be shortened; <title>
// is written for search engines and carries the site's name.
//
// Each candidate is cleaned of the site's name. og:title is taken where there is one, unless h1, JSON-LD
// and og:title all differ and <title> sides with JSON-LD. Without it, one that two places
// agree on is taken, otherwise the first in the order below. A candidate that only adds something
// behind a separator to another one ("Headline - Site") gives way to that.

// headlines are the candidates for a page's title.
type headlines struct {
	og, h1, linked, other, name, title string
}

func (h headlines) inOrder() []string {
	all := []string{h.h1, h.linked, h.other, h.name, h.title}
	return slices.DeleteFunc(all, func(s string) bool { return s == "" })
}

// title returns the page's headline.
func (s *source) title(site string) string {
	names := s.siteKeys(site)
	tidy := func(raw string) string {
		t := stripSite(clean.Title(raw).Text, names)
		if !plausibleTitle(t, names) {
			return ""
		}
		return t
	}
	page := textOf(s.doc.Find("head title").First())
	h := headlines{
		og:     tidy(s.meta.first("og:title")),
		h1:     tidy(s.heading()),
		linked: tidy(s.ld.headline),
		other:  tidy(s.meta.first("twitter:title", "parsely-title", "sailthru.title", "dc.title", "dcterms.title", "headline", "title")),
		name:   tidy(s.ld.name),
		title:  tidy(page),
	}
	if t := h.choose(); t != "" {
		return t
	}
	return clean.Title(page).Text
}

func (h headlines) choose() string {
	all := h.inOrder()
	if h.og != "" && !cutOff(h.og) {
		lone := titleKey(h.og) != titleKey(h.h1) && titleKey(h.og) != titleKey(h.linked) && titleKey(h.h1) != titleKey(h.linked)
		if lone && h.linked != "" && titleKey(h.linked) == titleKey(h.title) {
			return h.linked
		}
		return shortest(h.og, all)
	}
	for i, a := range all {
		if slices.ContainsFunc(all[i+1:], func(b string) bool { return titleKey(a) == titleKey(b) }) {
			return a
		}
	}
	for _, a := range all {
		if !cutOff(a) {
			return shortest(a, all)
		}
	}
	return h.og
}

func cutOff(t string) bool { return strings.HasSuffix(t, "...") || strings.HasSuffix(t, "…") }

// shortest returns the candidate that t repeats with something behind a separator, or t.
func shortest(t string, all []string) string {
	folded := foldMarks(t)
	for _, c := range all {
		f := foldMarks(c)
		if len(f) < len(folded) && len(f) >= 10 && strings.HasPrefix(folded, f) && separated(folded[len(f):]) {
			return c
		}
	}
	return t
}

// separated reports whether s begins with a separator between title and site.
func separated(s string) bool {
	s = strings.TrimLeft(s, " ")
	r, _ := utf8.DecodeRuneInString(s)
	return strings.ContainsRune("|-*»·•:：｜", r)
}

var markFolder = strings.NewReplacer("‘", "'", "’", "'", "“", `"`, "”", `"`, "–", "-", "—", "-", "…", "...")

func foldMarks(s string) string { return markFolder.Replace(s) }

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

// siteKeys returns the keys of all names the page's site goes by: its stated names, its
// account and its domain with and without the ending.
func (s *source) siteKeys(site string) []string {
	names := []string{site, s.ld.publisher, s.meta.first("og:site_name"), s.meta.first("application-name"), s.meta.first("twitter:site")}
	if s.url != nil {
		names = append(names, domainNames(s.url)...)
	}
	var keys []string
	for _, n := range names {
		if k := siteKey(n); k != "" && !slices.Contains(keys, k) {
			keys = append(keys, k)
		}
	}
	return keys
}

func domainNames(u *url.URL) []string {
	host := registrable(u.Hostname())
	suffix, _ := publicsuffix.PublicSuffix(host)
	return []string{strings.TrimPrefix(u.Hostname(), "www."), host, strings.TrimSuffix(host, "."+suffix)}
}

// siteKey folds a site's name: letters and digits alone, without "the" before
// and "online" or a domain's ending after it.
func siteKey(name string) string {
	k := titleKey(name)
	k = strings.TrimPrefix(k, "the")
	for _, end := range []string{"online", "com", "couk", "net", "org", "tv"} {
		if len(k) > len(end)+2 {
			k = strings.TrimSuffix(k, end)
		}
	}
	return k
}

// siteSeparators stand between a headline and a site's name.
var siteSeparators = []string{" | ", " - ", " – ", " — ", " -- ", " * ", " » ", " · ", " • ", " :: ", " : ", "｜", "："}

// stripSite takes segments that name the site off both ends of a title, and a byline
// behind the site's name.
func stripSite(t string, keys []string) string {
	for {
		head, tail := cutLast(t)
		if head == "" {
			break
		}
		if !slices.Contains(keys, siteKey(tail)) {
			inner, site := cutLast(head)
			byline := strings.HasPrefix(strings.ToLower(tail), "by ")
			if !byline || inner == "" || !slices.Contains(keys, siteKey(site)) {
				break
			}
			head = inner
		}
		t = head
	}
	for _, sep := range siteSeparators {
		if head, tail, ok := strings.Cut(t, sep); ok && slices.Contains(keys, siteKey(head)) && strings.TrimSpace(tail) != "" {
			return strings.TrimSpace(tail)
		}
	}
	return t
}

// cutLast splits a title at its last separator; head is empty if there is none.
func cutLast(t string) (head, tail string) {
	at, size := -1, 0
	for _, sep := range siteSeparators {
		if i := strings.LastIndex(t, sep); i > at {
			at, size = i, len(sep)
		}
	}
	if at <= 0 {
		return "", t
	}
	return strings.TrimSpace(t[:at]), strings.TrimSpace(t[at+size:])
}

// plausibleTitle reports whether t can be a headline: it has letters, is no longer than
// headlines are and is not the site's name.
func plausibleTitle(t string, keys []string) bool {
	n := utf8.RuneCountInString(t)
	return n >= 2 && n <= 400 && strings.IndexFunc(t, unicode.IsLetter) >= 0 && !slices.Contains(keys, siteKey(t))
}

// titleKey folds a title to its letters and digits.
func titleKey(t string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, t)
}
