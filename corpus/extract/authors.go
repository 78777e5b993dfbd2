package extract

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// Authors are taken from the first of these that names any: JSON-LD, meta elements, microdata and RDFa, elements named after authors
// and lines that begin with "By" around the headline, such elements elsewhere in the article. Elements beside the article (other
// articles, comments) name nobody. Where the data names nobody but the outlet itself, and the page shows a person, it is the person.
// An agency, an outlet or a desk that is given as the author in data ("Associated Press") is one; in running bylines only people are.

// authorMetas are the meta elements that name authors, the surest first.
var authorMetas = []string{
	"author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "dc:creator", "byl", "article:author_name", "article.author", "article_author",
	"citation_author", "dc.contributor", "cxenseparse:author", "cxenseparse:recs:authors", "mediator_author", "authors", "author-name", "author_name", "rnews:author", "rbauthors", "vr:author", "og:article:author", "og:author", "article-author", "byline", "autor", "creator",
	"twitter:data1",
}

const (
	maxAuthors    = 20
	maxAuthorName = 100
)

// authors returns the names of the article's authors, in order, and the rule that found them.
func (s *source) authors(site string) ([]string, string) {
	names, rule := s.statedAuthors(site)
	if len(names) > 0 && !s.isOutlet(names, site) {
		return names, rule
	}
	if shown, by := s.shownAuthors(site); len(shown) > 0 {
		return shown, by
	}
	return names, rule
}

// isOutlet reports whether all names are the outlet's.
func (s *source) isOutlet(names []string, site string) bool {
	keys := s.siteKeys(site)
	for _, n := range names {
		if !slices.Contains(keys, siteKey(n)) {
			return false
		}
	}
	return true
}

// statedAuthors returns the authors that data gives. The outlet as its own author is left out but in JSON-LD.
func (s *source) statedAuthors(site string) ([]string, string) {
	if names := declaredAuthors(s.ld.authors); len(names) > 0 {
		return names, "json-ld:author"
	}
	for _, key := range authorMetas {
		if key == "twitter:data1" && !saysAuthor(s.meta.first("twitter:label1")) {
			continue
		}
		if names := declaredAuthors(s.meta[key]); len(names) > 0 && !s.isOutlet(names, site) {
			return names, metaRule(key)
		}
	}
	return nil, ""
}

func saysAuthor(label string) bool {
	w := bylineData()
	return w.by[strings.ToLower(strings.TrimRight(label, ": "))]
}

// declaredAuthors reads the values of author properties.
func declaredAuthors(values []string) []string {
	var names []string
	for _, v := range values[:min(len(values), maxAuthors)] {
		people := byline(v)
		switch {
		case len(people) > 0:
			names = appendNew(names, people...)
		case isOrganisation(v):
			names = appendNew(names, strings.TrimSpace(bylineData().withoutBy(v)))
		}
	}
	return names
}

// isOrganisation reports whether an author that is no person can be an outlet, agency
// or desk: words with capitals, no address and no stub.
func isOrganisation(v string) bool {
	if len(v) > maxAuthorName || strings.ContainsAny(v, "@<>{}|;=:") || strings.Contains(v, "www.") || strings.Contains(v, ".com/") || v == strings.ToLower(v) && v != strings.ToUpper(v) {
		return false
	}
	if !strings.ContainsFunc(v, unicode.IsLetter) || bylineData().stub[strings.ToLower(v)] {
		return false
	}
	return len(strings.Fields(v)) <= 6
}

// shownAuthors returns the people that the page itself shows as its authors.
func (s *source) shownAuthors(site string) ([]string, string) {
	for _, try := range []func() ([]string, string){s.authorsByHeadline, s.authorLines, s.authorsElsewhere} {
		names, rule := try()
		keys := s.siteKeys(site)
		names = slices.DeleteFunc(names, func(n string) bool { return slices.Contains(keys, siteKey(n)) })
		if len(names) > 0 {
			return names, rule
		}
	}
	return nil, ""
}

// authorsByHeadline reads the elements around the headline that are named after authors: those of the surest kind, from the nearest on
// as long as they follow closely.
func (s *source) authorsByHeadline() ([]string, string) {
	o := s.outline
	return s.authorsAmong(func(e spot) bool { return o.top.holds(e.at) }, o.distance)
}

// authorsElsewhere reads such elements anywhere in the article.
func (s *source) authorsElsewhere() ([]string, string) {
	return s.authorsAmong(func(spot) bool { return true }, func(at int) int { return at })
}

func (s *source) authorsAmong(takes func(spot) bool, distance func(int) int) ([]string, string) {
	const together = 200 // bytes of text between the authors of one article
	for rank := 1; rank <= 3; rank++ {
		var near []spot
		for _, e := range s.outline.names {
			if e.rank == rank && takes(e) && !s.outline.beside(e.aside) {
				near = append(near, e)
			}
		}
		first := -1
		for i, e := range near {
			if len(namesIn(e.node)) > 0 && (first < 0 || distance(e.at) < distance(near[first].at)) {
				first = i
			}
		}
		if first < 0 {
			continue
		}
		var names []string
		at := near[first].at
		for _, e := range near[first:] {
			if e.at-at > together || len(names) >= maxAuthors {
				break
			}
			if found := namesIn(e.node); len(found) > 0 {
				names = appendNew(names, found...)
				at = e.at
			}
		}
		return names, authorRules[rank]
	}
	return nil, ""
}

var authorRules = [...]string{1: "itemprop:author", 2: "rel=author", 3: ruleAuthorElement}

// namesIn returns the people named in an element: in its part that is the name, or its links to authors, else in all of its text.
func namesIn(n *html.Node) []string {
	var names []string
	for _, part := range nameParts(n) {
		names = appendNew(names, byline(part)...)
	}
	return names
}

func nameParts(n *html.Node) []string {
	if n.Data == "meta" {
		return []string{attrOf(n, "content")}
	}
	var named, linked []string
	visit(n, func(c *html.Node) bool {
		switch {
		case c == n || c.Type != html.ElementNode:
		case strings.EqualFold(attrOf(c, "itemprop"), "name"):
			named = append(named, firstNonEmpty(attrOf(c, "content"), textOfNode(c)))
			return false
		case c.Data == "a" && strings.Contains(strings.ToLower(attrOf(c, "rel")+attrOf(c, "href")), "author"):
			linked = append(linked, textOfNode(c))
			return false
		}
		return true
	})
	if len(named) > 0 {
		return named
	}
	if text := textOfNode(n); len(text) <= maxByline/2 {
		if len(linked) > 0 && len(byline(strings.Join(linked, ", "))) > 0 {
			return linked
		}
		return linesOf(n)
	}
	return linked
}

// linesOf returns the text of an element by its blocks.
func linesOf(n *html.Node) []string {
	var lines []string
	for _, l := range readOutline(n).lines {
		lines = append(lines, l.text)
	}
	return lines
}

func firstNonEmpty(all ...string) string {
	for _, s := range all {
		if s != "" {
			return s
		}
	}
	return ""
}

// authorLines reads the lines around the headline that begin with "By" in some language.
func (s *source) authorLines() ([]string, string) {
	o, w := s.outline, bylineData()
	for _, l := range o.lines {
		if !o.top.holds(l.at) || l.at < o.head.start || o.beside(l.aside) || len(l.text) > maxByline/2 {
			continue
		}
		if rest := w.withoutBy(l.text); len(rest) < len(l.text) && unicode.IsLetter(firstRune(l.text)) {
			if names := byline(l.text); len(names) > 0 && len(names) <= 6 && strings.Contains(names[0], " ") {
				return names, ruleBylineText
			}
		}
	}
	return nil, ""
}

// nameRank says how surely an element names an author: 1 by microdata or RDFa, 2 by rel, 3 by its class or id; 0 if it does not.
func nameRank(n *html.Node, marks string) int {
	for _, a := range n.Attr {
		switch v := strings.ToLower(a.Val); {
		case (a.Key == "itemprop" || a.Key == "property") && (v == "author" || v == "creator" || strings.HasSuffix(v, ":author") || strings.HasPrefix(v, "author ")):
			return 1
		case a.Key == "rel" && slices.Contains(strings.Fields(v), "author"):
			return 2
		}
	}
	if marks == "" || n.Data == "img" || n.Data == "body" || n.Data == "article" || n.Data == "main" {
		return 0
	}
	for token := range strings.FieldsSeq(marks) {
		if namesAuthor(token) {
			return 3
		}
	}
	return 0
}

var (
	authorWords    = []string{"author", "byline", "by-line", "autor", "auteur", "yazar", "penulis", "journalist", "reporter", "columnist", "writer", "redakteur", "redaktor", "firma", "forfatter", "skribent", "kirjoittaja", "contributor", "penname"}
	notAuthorWords = []string{"avatar", "image", "img", "photo", "bio", "desc", "social", "share", "follow", "comment", "date", "time", "count", "job", "role", "twitter", "email", "mail", "title", "position", "about", "posts", "articles", "more", "icon", "link-list", "authority", "credit", "popup", "tooltip", "authors-list-page", "recent", "confirma", "authorize"}
)

// namesAuthor reports whether a class says that its element holds an author's name.
func namesAuthor(class string) bool {
	has := func(words []string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(class, w) })
	}
	return has(authorWords) && !has(notAuthorWords)
}

func appendNew(names []string, more ...string) []string {
	for _, n := range more {
		if !slices.ContainsFunc(names, func(have string) bool { return strings.EqualFold(have, n) }) {
			names = append(names, n)
		}
	}
	return names
}
