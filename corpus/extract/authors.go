package extract

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/corpus/byline"
	"dateline/corpus/clean"
	"dateline/corpus/when"

	"golang.org/x/net/html"
)

// Authors are taken from the first of these that names any: JSON-LD, meta elements, microdata and RDFa, elements named after authors
// and lines that begin with "By" around the headline, such elements elsewhere in the article. Elements beside the article (other
// articles, comments) name nobody. Where the data names nobody but the outlet itself, and the page shows a person, it is the person.
// An agency, an outlet or a desk that is given as the author in data ("Associated Press") is one; in running bylines only people are.

// authorMetas are the meta elements that name authors, the surest first.
var authorMetas = []string{
	"author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "dc:creator", "byl", "article:author_name", "article.author", "article_author",
	"citation_author", "dc.contributor", "cxenseparse:author", "cxenseparse:recs:authors", "mediator_author", "authors", "content_author", "content-author", "contentauthor", "news_author", "articleauthor", "penulis", "author-name", "author_name", "rnews:author", "rbauthors", "vr:author", "og:article:author", "og:author", "article-author", "byline", "autor", "creator",
	"twitter:data1",
}

const (
	maxAuthors = 20
	maxByline  = 200 // bytes of a line of a page
)

// authors returns the names of the article's authors, in order, and the rule that found them.
func (s *source) authors(site string) ([]string, string) {
	names, rule := s.statedAuthors(site)
	byJSON := strings.HasPrefix(rule, "json-ld")
	if len(names) > 0 && !s.isOutlet(names, site) && !noPeople(names) && (byJSON || s.shows(names)) {
		return names, rule
	}
	if shown, by := s.shownAuthors(site); len(shown) > 0 && (len(names) == 0 || (by != ruleAuthorLink || !noPeople(shown)) && !strings.HasPrefix(by, awayFromHeadline) && (!noPeople(shown) || s.isOutlet(names, site))) {
		return shown, strings.TrimPrefix(by, awayFromHeadline)
	}
	if len(names) > 0 {
		if name := s.nameByDate(); name != "" {
			return []string{name}, ruleBylineText
		}
	}
	return names, rule
}

// noPeople reports whether none of the names is a person's.
func noPeople(names []string) bool {
	return !slices.ContainsFunc(names, func(n string) bool { return len(byline.Names(n)) > 0 || byline.IsCased(n) && strings.ToLower(n) == n })
}

// shows reports whether the page's lines around its headline hold one of the names.
func (s *source) shows(names []string) bool {
	for _, l := range s.outline.lines {
		if !s.outline.top.holds(l.at) {
			continue
		}
		key := titleKey(l.text)
		if slices.ContainsFunc(names, func(n string) bool { return strings.Contains(key, titleKey(n)) }) {
			return true
		}
	}
	return false
}

// isOutlet reports whether all names are the outlet's: its own, or the one that holds the copyright.
func (s *source) isOutlet(names []string, site string) bool {
	keys := s.siteKeys(site)
	for _, n := range names {
		if !slices.Contains(keys, siteKey(n)) && !s.holdsCopyright(n) {
			return false
		}
	}
	return true
}

func (s *source) holdsCopyright(name string) bool {
	return slices.ContainsFunc(s.outline.lines, func(l line) bool {
		_, holder, ok := strings.Cut(l.text, "©")
		return ok && strings.Contains(titleKey(clip(holder, 80)), titleKey(name))
	})
}

// statedAuthors returns the authors that data gives. The outlet as its own author is left out but in JSON-LD.
func (s *source) statedAuthors(site string) ([]string, string) {
	if names := s.withoutOutlet(declaredAuthors(s.ld.authors), site); len(names) > 0 {
		return names, "json-ld:author"
	}
	var owner []string // of a site that bears its author's name
	ownerRule := ""
	for _, key := range authorMetas {
		if key == "twitter:data1" && !saysAuthor(s.meta.first("twitter:label1")) {
			continue
		}
		names := s.withoutOutlet(declaredAuthors(s.meta[key]), site)
		switch {
		case len(names) > 0 && !s.isOutlet(names, site):
			return names, metaRule(key)
		case len(names) == 1 && len(owner) == 0 && slices.Equal(bylineNames(names[0]), names) && strings.Contains(names[0], " ") && !slices.Contains(s.siteKeys(site), siteKey(names[0])):
			owner, ownerRule = names, metaRule(key)
		}
	}
	return owner, ownerRule
}

// withoutOutlet leaves the outlet out where people are named beside it.
func (s *source) withoutOutlet(names []string, site string) []string {
	people := slices.DeleteFunc(slices.Clone(names), func(n string) bool { return s.isOutlet([]string{n}, site) })
	if len(people) > 0 {
		return people
	}
	return names
}

func saysAuthor(label string) bool {
	return byline.IsLabel(label)
}

// declaredAuthors reads the values of author properties.
func declaredAuthors(values []string) []string {
	var names []string
	for _, v := range values[:min(len(values), maxAuthors)] {
		names = appendNew(names, byline.Declared(clean.Title(v).Text)...)
	}
	return names
}

// bylineNames returns the names of people in a byline as a page has it.
func bylineNames(s string) []string { return byline.Names(clean.Title(s).Text) }

// shownAuthors returns the people that the page itself shows as its authors.
func (s *source) shownAuthors(site string) ([]string, string) {
	for _, try := range []func() ([]string, string){s.authorsByHeadline, s.authorLines, s.authorsElsewhere, s.deskLine} {
		names, rule := try()
		keys := s.siteKeys(site)
		names = slices.DeleteFunc(names, func(n string) bool { return slices.Contains(keys, siteKey(n)) })
		if rule == ruleAuthorLink && len(names) > 0 && !strings.Contains(names[0], " ") && byline.IsCased(names[0]) {
			continue // a topic
		}
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

// awayFromHeadline stands before the rule while it matters where a name was found.
const awayFromHeadline = "away "

// authorsElsewhere reads such elements anywhere in the article.
func (s *source) authorsElsewhere() ([]string, string) {
	names, rule := s.authorsAmong(func(e spot) bool { return e.rank < 4 && !s.outline.top.holds(e.at) }, func(at int) int { return at })
	return names, awayFromHeadline + rule
}

func (s *source) authorsAmong(takes func(spot) bool, distance func(int) int) ([]string, string) {
	const together = 200 // bytes of text between the authors of one article
	for rank := 1; rank <= 4; rank++ {
		var near []spot
		for _, e := range s.outline.names {
			if e.rank == rank && takes(e) && !s.outline.beside(e.aside, e.at) {
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
		return withoutHalves(names), authorRules[rank]
	}
	return nil, ""
}

// withoutHalves leaves single words out where there are names of two words or more: parts of a date, a place.
func withoutHalves(names []string) []string {
	if !slices.ContainsFunc(names, func(n string) bool { return strings.Contains(n, " ") }) {
		return names
	}
	return slices.DeleteFunc(names, func(n string) bool { return !strings.Contains(n, " ") && byline.IsCased(n) })
}

var authorRules = [...]string{1: "itemprop:author", 2: "rel=author", 3: ruleAuthorElement, 4: ruleAuthorLink}

// namesIn returns the people named in an element: in its part that is the name, or its links to authors, else in all of its text.
func namesIn(n *html.Node) []string {
	var names []string
	for _, part := range nameParts(n) {
		names = appendNew(names, bylineNames(part)...)
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
			named = append(named, cmp.Or(attrOf(c, "content"), textOfNode(c)))
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
	if text := textOfNode(n); len(text) <= maxByline {
		if len(linked) > 0 && len(bylineNames(strings.Join(linked, ", "))) > 0 {
			return linked
		}
		return linesOf(n)
	}
	return linked
}

// linesOf returns the text of an element by its blocks. Where two elements stand side by side without a space, as in
// "Jane Doe" and "Staff Writer", there is a border as well.
func linesOf(n *html.Node) []string {
	var b strings.Builder
	last := ' '
	visit(n, func(c *html.Node) bool {
		switch {
		case c.Type == html.TextNode && strings.TrimSpace(c.Data) != "":
			if first := firstRune(c.Data); unicode.IsUpper(first) && unicode.IsLower(last) {
				b.WriteByte('\n')
			}
			b.WriteString(c.Data)
			last, _ = utf8.DecodeLastRuneInString(c.Data)
		case c.Type == html.TextNode:
			b.WriteByte(' ')
			last = ' '
		case c.Type == html.ElementNode && (hiddenTags[c.Data] || c != n && undisplayed(c)):
			return false
		case isBlock(c) || c.Data == "br":
			b.WriteByte('\n')
		}
		return b.Len() < maxMetaBytes
	})
	var lines []string
	for l := range strings.SplitSeq(b.String(), "\n") {
		if l = squeeze(l); l != "" {
			lines = append(lines, l)
		}
	}
	return lines
}

// authorLines reads the lines around the headline that begin with "By" in some language, or name a reporter as such.
func (s *source) authorLines() ([]string, string) {
	o := s.outline
	for i, l := range o.lines {
		if !o.top.holds(l.at) || l.at < o.head.start || o.beside(l.aside, l.at) || len(l.text) > maxByline {
			continue
		}
		text := l.text
		if byline.IsLabel(text) && i+1 < len(o.lines) {
			text += " " + o.lines[i+1].text
		}
		if names := authorsInLine(text); len(names) > 0 {
			return names, ruleBylineText
		}
	}
	for _, l := range o.lines {
		if name := byline.InDateline(clip(l.text, maxByline)); name != "" && l.at >= o.head.start && !o.beside(l.aside, l.at) {
			return []string{name}, ruleBylineText
		}
	}
	return nil, ""
}

// nameByDate returns the one person whose name, of two to four words, is all that a line around the headline holds beside a date.
func (s *source) nameByDate() string {
	o := s.outline
	for _, l := range o.lines {
		if !o.top.holds(l.at) || l.at < o.head.start || o.beside(l.aside, l.at) || len(l.text) > maxByline/2 {
			continue
		}
		rest := when.Without(l.text, when.Options{})
		if rest == l.text {
			continue
		}
		rest = strings.Trim(rest, "| ,·•-–—")
		names := bylineNames(rest)
		if n := len(strings.Fields(rest)); len(names) == 1 && n >= 2 && n <= 4 && byline.IsCased(rest) && strings.EqualFold(names[0], rest) {
			return names[0]
		}
	}
	return ""
}

// authorsInLine returns the names in a line that is a byline.
func authorsInLine(line string) []string {
	const crowd = 8 // more are no authors but a list
	text := strings.TrimLeft(when.Without(line, when.Options{}), "| ")
	if _, by, ok := strings.Cut(text, " by "); ok && text != line {
		text = "by " + by // "30 January 2025 by Jane Doe"
	}
	if names := byline.Reporters(text); len(names) > 0 {
		return names
	}
	if rest := byline.Without(text); len(rest) == len(text) || !unicode.IsLetter(firstRune(text)) {
		return nil
	}
	names := bylineNames(text)
	if len(names) == 0 || len(names) > crowd || !strings.Contains(names[0], " ") && byline.IsCased(names[0]) {
		return nil
	}
	return names
}

// deskLine reads an agency or a desk where the page gives it as the author: in microdata by the headline, or in a line of the article,
// "By Harbour News Agency, in Norvale".
func (s *source) deskLine() ([]string, string) {
	o := s.outline
	for _, e := range o.names {
		if e.rank > 3 || !o.top.holds(e.at) || o.beside(e.aside, e.at) {
			continue
		}
		name := textOfNode(e.node)
		if lines := linesOf(e.node); e.rank == 3 && len(lines) > 0 {
			name = strings.Trim(when.Without(lines[0], when.Options{}), " |")
		}
		if len(name) > maxByline/2 || !byline.IsOrganisation(name) {
			continue
		}
		rule := authorRules[e.rank]
		if e.rank == 3 {
			rule = awayFromHeadline + rule
		}
		return []string{squeeze(byline.Without(name))}, rule
	}
	for _, l := range o.lines {
		if l.at < o.head.start || o.beside(l.aside, l.at) || len(l.text) > maxByline/2 {
			continue
		}
		rest := byline.Without(l.text)
		desk, _, _ := strings.Cut(rest, ",")
		if len(rest) < len(l.text) && unicode.IsUpper(firstRune(l.text)) && unicode.IsUpper(firstRune(desk)) && byline.IsOrganisation(desk) && !strings.ContainsAny(desk, ".0123456789") {
			return []string{squeeze(desk)}, awayFromHeadline + ruleBylineText
		}
	}
	return nil, ""
}

// authorAddress is where links to authors lead.
var authorAddress = regexp.MustCompile(`/(?:authors?|by|autor(?:es|en)?|auteurs?|autori|journalists?|reporters?|contributors?|columnists?|writers?|editors?|redaktion|redaccion|redakcja|yazar(?:lar)?|penulis|forfatter|skribenter)/[^/]|/(?:author|reporter|journalist|writer|autor|auteur|penulis)$`)

// nameRank says how surely an element names an author: 1 by microdata or RDFa, 2 by rel, 3 by its class or id, 4 by where its link leads;
// 0 if it does not.
func nameRank(n *html.Node, marks string) int {
	for _, a := range n.Attr {
		if a.Key != "itemprop" && a.Key != "property" && a.Key != "rel" && a.Key != "href" {
			continue
		}
		switch v := strings.ToLower(clip(a.Val, maxMetaBytes)); {
		case (a.Key == "itemprop" || a.Key == "property") && (v == "author" || v == "creator" || strings.HasSuffix(v, ":author") || strings.HasPrefix(v, "author ")):
			return 1
		case a.Key == "rel" && slices.Contains(strings.Fields(v), "author"):
			return 2
		case a.Key == "href" && n.Data == "a" && authorAddress.MatchString(v) && !slices.ContainsFunc(strings.Fields(marks), namesAuthor):
			return 4
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
	authorWords    = []string{"author", "byline", "by-line", "autor", "auteur", "yazar", "penulis", "journalist", "reporter", "columnist", "writer", "redakteur", "redaktor", "firma", "forfatter", "skribent", "kirjoittaja", "contributor", "penname", "signature", "nota-autor", "signed"}
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
