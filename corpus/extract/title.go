package extract

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/corpus/clean"
	"dateline/corpus/weburl"

	"golang.org/x/net/html"
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

// candidate is what a page gives as its title somewhere, cleaned, with the rule that found it.
type candidate struct{ text, rule string }

// headlines are the candidates for a page's title. Those that the page lacks are empty.
type headlines struct {
	og, h1, linked, other, name, title candidate
}

func (h headlines) inOrder() []candidate {
	all := []candidate{h.h1, h.linked, h.other, h.name, h.title}
	return slices.DeleteFunc(all, func(c candidate) bool { return c.text == "" })
}

var titleMetas = []string{"twitter:title", "parsely-title", "sailthru.title", "dc.title", "dcterms.title", "citation_title", "cxenseparse:title", "headline", "title"}

// title returns the page's headline and the rule that found it.
func (s *source) title(site string) (string, string) {
	names := s.siteKeys(site)
	tidy := func(raw, rule string) candidate {
		t := withoutPart(stripSite(clean.Title(raw).Text, names))
		if !plausibleTitle(t, names) {
			return candidate{}
		}
		return candidate{t, rule}
	}
	page := textOf(s.doc.Find("head title").First())
	names = append(names, trailingNames(page, textOf(s.doc.Find("h1").First()))...)
	h := headlines{
		og:     tidy(s.meta.first("og:title"), "og:title"),
		h1:     tidy(s.titledHeading(page), "h1"),
		linked: tidy(s.ld.headline, "json-ld:headline"),
		name:   tidy(s.ld.name, "json-ld:name"),
		title:  tidy(page, "<title>"),
	}
	for _, key := range titleMetas {
		if h.other.text == "" {
			h.other = tidy(s.meta.first(key), metaRule(key))
		}
	}
	if h.h1.text == "" {
		h.h1 = tidy(s.microHeadline(), "itemprop:headline")
	}
	if c := h.choose(); c.text != "" {
		c.text = h.withoutTail(c.text, names, clean.Title(page).Text)
		return c.text, c.rule
	}
	if t := clean.Title(page).Text; t != "" {
		return t, "<title>"
	}
	return "", ""
}

// withoutPart takes off a title what says which part of the article this page is: "Halaman all", " - Page 2", "(2/3)".
func withoutPart(t string) string {
	if rest := strings.TrimSpace(partOf.ReplaceAllString(t, "")); rest != "" {
		return rest
	}
	return t
}

var partOf = regexp.MustCompile(`(?i)\s+halaman (?:all|\d{1,2})$|\s*[-–—|:,(（]\s*(?:page|pag\.|página|pagina|seite|sida|side|sivu|strona|strana|stránka|oldal|страница|стр\.|сторінка|σελίδα|sayfa|halaman|hal\.|trang|หน้า|पृष्ठ|صفحة)\s*\d{1,2}(?:\s*(?:of|von|de|sur|di|van|av|af|z|из|/|dari)\s*\d{1,2})?\s*[)）]?$|\s*[(（](?:第?\d{1,2}\s*(?:页|頁|ページ目?|쪽)|\d{1,2}\s*/\s*\d{1,2})[)）]$`)

// trailingNames returns the keys of the last segment of the page's title where it is also the first heading: a site's name, since no
// headline stands there. There has to be a longer segment before it.
func trailingNames(page, heading string) []string {
	head, tail := cutLast(clean.Title(page).Text)
	if head == "" {
		head, tail = cutTight(page)
	}
	if len(head) > len(tail) && siteKey(tail) != "" && siteKey(tail) == siteKey(heading) {
		return []string{siteKey(tail)}
	}
	return nil
}

// withoutTail takes the site's name off the end of a title where it stands without a separator, behind what is a candidate as well or
// the first segment of the page's title.
func (h headlines) withoutTail(t string, names []string, page string) string {
	_, last := cutLast(page)
	names = append(names, siteKey(last))
	first := page
	for head, _ := cutLast(page); head != ""; head, _ = cutLast(head) {
		first = head
	}
	for _, c := range append(h.inOrder(), h.og, candidate{text: first}) {
		if rest, ok := strings.CutPrefix(t, c.text); ok && unicode.IsLetter(firstRune(rest)) && len(c.text) >= 10 && slices.Contains(names, siteKey(rest)) {
			return c.text
		}
	}
	return t
}

func (h headlines) choose() candidate {
	all := h.inOrder()
	if h.og.text != "" && !cutOff(h.og.text) {
		og, h1, linked := titleKey(h.og.text), titleKey(h.h1.text), titleKey(h.linked.text)
		switch {
		case og != h1 && og != linked && h1 != linked && linked != "" && linked == titleKey(h.title.text):
			return h.linked
		case og == h1:
			return h.og
		case continues(h.h1.text, h.og.text) && !strings.Contains(titleKey(h.title.text), h1):
			return h.h1
		}
		return shortest(h.og, all)
	}
	for i, a := range all {
		if slices.ContainsFunc(all[i+1:], func(b candidate) bool { return titleKey(a.text) == titleKey(b.text) }) {
			return a
		}
	}
	for _, a := range all {
		if !cutOff(a.text) {
			return shortest(a, all)
		}
	}
	return h.og
}

// continues reports whether the headline that readers see goes on, without a separator, where the other one was cut at a word.
func continues(shown, stated string) bool {
	const longest = 200 // bytes
	rest, ok := strings.CutPrefix(foldMarks(shown), foldMarks(stated))
	return ok && len(shown) <= longest && len(stated) >= 20 && strings.HasPrefix(rest, " ") && !separated(rest)
}

func cutOff(t string) bool { return strings.HasSuffix(t, "...") || strings.HasSuffix(t, "…") }

// shortest returns the candidate that t repeats with something behind a separator or a few words in parentheses, or with a section
// before a bar ("Opinion | Name names"), or t.
func shortest(t candidate, all []candidate) candidate {
	folded := foldMarks(t.text)
	for _, c := range all {
		f := foldMarks(c.text)
		if len(f) >= len(folded) || len(f) < 10 {
			continue
		}
		before, isEnd := strings.CutSuffix(folded, f)
		if strings.HasPrefix(folded, f) && separated(folded[len(f):]) || isEnd && strings.HasSuffix(before, " | ") && strings.Count(before, " ") <= 3 {
			return c
		}
	}
	return t
}

// separated reports whether s begins with a separator between title and site.
func separated(s string) bool {
	s = strings.TrimLeft(s, " 。")
	r, _ := utf8.DecodeRuneInString(s)
	if strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")") && len(s) <= len("(Published 2006)") {
		return true
	}
	return strings.ContainsRune("|-*»·•:：｜_<«／", r)
}

var markFolder = strings.NewReplacer("‘", "'", "’", "'", "“", `"`, "”", `"`, "–", "-", "—", "-", "…", "...")

func foldMarks(s string) string { return markFolder.Replace(s) }

// heading returns the text of the page's main heading, or "" where several compete.
func (s *source) heading() string {
	for _, sel := range []string{`h1[itemprop~="headline"]`, `article h1`, `main h1`, `h1`} {
		var found []string
		for _, h := range s.doc.Find(sel).EachIter() {
			if t := textOf(h); t != "" && !slices.Contains(found, t) && displayed(h.Nodes[0]) {
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

// titledHeading returns the main heading, but where the page's title does not hold it and holds another heading instead, that one: the
// main heading of many older pages is the site's or the section's.
func (s *source) titledHeading(page string) string {
	h1 := s.heading()
	all := titleKey(page + s.meta.first("og:title") + s.ld.headline)
	if h1 != "" && strings.Contains(all, titleKey(h1)) {
		return h1
	}
	shortest := max(12, len(titleKey(page))/3) // bytes of a heading's letters
	best := ""
	for _, h := range s.outline.headings {
		text := textOfNode(h.node)
		if k := titleKey(text); len(k) >= shortest && len(k) > len(titleKey(best)) && len(text) <= longestTitle && strings.Contains(all, k) {
			best = text
		}
	}
	if best != "" && !slices.Contains(s.siteKeys(""), siteKey(best)) {
		return best
	}
	return h1
}

// displayed reports whether neither an element nor one around it is hidden by its attributes.
func displayed(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n.Type == html.ElementNode && (undisplayed(n) || strings.Contains(marksOf(n), "skiptranslate")) {
			return false // the latter is a translator's window in a saved page
		}
	}
	return true
}

// microHeadline returns the text of the element that is marked as the headline.
func (s *source) microHeadline() string {
	return textOf(s.doc.Find(`[itemprop~="headline"]:not(meta)`).First())
}

// siteKeys returns the keys of all names the page's site goes by: its stated names, its
// account and its domain with and without the ending.
func (s *source) siteKeys(site string) []string {
	names := []string{site, s.ld.publisher, s.meta.first("og:site_name"), s.meta.first("application-name"), s.meta.first("twitter:site"), s.meta.first("apple-mobile-web-app-title"), s.meta.first("copyright")}
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
	host := weburl.Domain(u.Hostname())
	suffix, _ := publicsuffix.PublicSuffix(host)
	return []string{strings.TrimPrefix(u.Hostname(), "www."), host, strings.TrimSuffix(host, "."+suffix)}
}

// siteKey folds a site's name: letters and digits alone, without "the" before
// and "online" or a domain's ending after it.
func siteKey(name string) string {
	k := titleKey(name)
	k = strings.TrimPrefix(strings.TrimPrefix(k, "the"), "株式会社")
	for _, end := range []string{"online", "com", "couk", "net", "org", "tv", "株式会社", "社", "de", "fr"} {
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
	if head, tail := cutTight(t); head != "" && slices.Contains(keys, siteKey(tail)) {
		return stripTight(head, keys)
	}
	for _, sep := range append(siteSeparators, ": ") {
		if head, tail, ok := strings.Cut(t, sep); ok && slices.Contains(keys, siteKey(head)) && strings.TrimSpace(tail) != "" {
			return strings.TrimSpace(tail)
		}
	}
	return t
}

// tightSeparators stand without spaces between title, section and site where a language writes none.
const tightSeparators = "_|-–—:｜：／/＿－・"

// cutTight splits a title at its last separator that stands without spaces; head is empty if there is none.
func cutTight(t string) (head, tail string) {
	i := strings.LastIndexAny(t, tightSeparators)
	if i <= 0 {
		return "", t
	}
	_, size := utf8.DecodeRuneInString(t[i:])
	return strings.TrimSpace(t[:i]), strings.TrimSpace(t[i+size:])
}

// stripTight takes the section off a title from which the site's name was taken, where the same mark "_" stands between them.
func stripTight(head string, keys []string) string {
	if title, section, ok := strings.Cut(head, "_"); ok && utf8.RuneCountInString(section) <= 12 && utf8.RuneCountInString(title) > utf8.RuneCountInString(section) {
		return strings.TrimSpace(title)
	}
	return stripSite(head, keys)
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
