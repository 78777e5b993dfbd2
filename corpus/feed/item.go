package feed

import (
	"cmp"
	"path"
	"strings"

	"golang.org/x/net/html"

	"dateline/corpus/xmltree"
)

// item reads an item or entry.
func (d *document) item(n *xmltree.Node) Item {
	f := d.fields(n)
	it := Item{
		ID:         d.id(f),
		Title:      d.firstText(f, "title", "dc:title", "media:title", "itunes:title"),
		Content:    d.content(f),
		Authors:    d.persons(f, "author", "dc:creator", "dc:author", "creator", "itunes:author", "managingeditor", "media:credit"),
		Published:  d.date(f, "published", "pubdate", "issued", "dcterms:issued", "prism:publicationdate", "dc:date", "created", "dcterms:created"),
		Updated:    d.date(f, "updated", "modified", "dcterms:modified", "lastmod"),
		Categories: d.categories(f),
		Language:   language(cmp.Or(f.line("dc:language", "language"), n.Inherited("lang"))),
		Source:     d.origin(f),
		Comments:   resolve(d.base(n), f.line("comments")),
		Raw:        d.source[n.Start:n.End],
		Line:       d.lines.of(n.Start),
		Cut:        n.Cut,
	}
	if v := n.Attr("lastmod"); v != "" {
		it.Updated = readDate(v)
	}
	d.summary(&it, f)
	it.Links = d.links(n, f)
	it.Enclosures = d.enclosures(f)
	it.Link = d.link(n, f, it)
	it.ID = cmp.Or(it.ID, about(n))
	for _, l := range it.Links {
		if l.Rel == "amphtml" {
			it.AMP = l.Href
		}
	}
	it.Image = cmp.Or(d.mediaImage(f), d.feedImage(f), imageOf(it.Enclosures), firstImage(it.Content), firstImage(it.Summary))
	return it
}

// id returns what identifies an item or a feed. A relative path, which Atom allows, is made absolute.
func (d *document) id(f fields) string {
	id := f.line("guid", "id", "dc:identifier")
	if d.feed.Kind == "atom" && strings.Contains(id, "/") && len(f["id"]) > 0 {
		return resolve(d.base(f["id"][0]), id)
	}
	return id
}

// summary reads an item's summary, which channels of films give in a media:group alone. Where a feed gives both a summary and a
// description and no content, the second of them is the content.
func (d *document) summary(it *Item, f fields) {
	it.Summary = d.firstText(f, "summary", "description", "abstract", "dc:description", "dcterms:abstract", "itunes:summary",
		"media:description", "itunes:subtitle")
	for _, group := range f["media:group"] {
		for _, n := range group.Elements("description") {
			if it.Summary.Value == "" {
				it.Summary = d.text(n)
			}
		}
	}
	if len(f["summary"]) == 0 || len(f["description"]) == 0 || it.Content.Value != "" {
		return
	}
	one, other := f["summary"][0], f["description"][0]
	if other.Start < one.Start {
		one, other = other, one
	}
	if a, b := d.text(one), d.text(other); a.Value != "" && b.Value != "" {
		it.Summary, it.Content = a, b
	}
}

// firstText returns the first text under the keys that holds something.
func (d *document) firstText(f fields, keys ...string) Text {
	for _, n := range f.all(keys...) {
		if t := d.text(n); t.Value != "" {
			return t
		}
	}
	return Text{}
}

// content returns the longest of what claims to be the full text: a feed may hold the same in several forms, one of
// them cut.
func (d *document) content(f fields) Text {
	var best Text
	for _, n := range f.all("content:encoded", "encoded", "content", "xhtml:body", "body", "fullitem", "xhtml:div") {
		if n.Attr("src") != "" {
			continue
		}
		if t := d.text(n); len(t.Value) > len(best.Value) {
			best = t
		}
	}
	return best
}

// date returns the last date that is understood under the first key that has one, else the first that is written.
func (d *document) date(f fields, keys ...string) Date {
	var written Date
	for _, k := range keys {
		nodes := f[k]
		for i := len(nodes) - 1; i >= 0; i-- {
			found := readDate(nodes[i].Line())
			if found.Known() {
				return found
			}
			if written.Written == "" {
				written = found
			}
		}
	}
	return written
}

// links reads all addresses of an item or a feed.
func (d *document) links(n *xmltree.Node, f fields) []Link {
	var links []Link
	add := func(at *xmltree.Node, l Link) {
		if l.Href = resolve(d.base(at), l.Href); l.Href != "" {
			l.Rel = cmp.Or(l.Rel, "alternate")
			links = append(links, l)
		}
	}
	add(n, Link{Href: n.Attr("href")})
	for _, l := range f["link"] {
		add(l, Link{
			Href: cmp.Or(l.Attr("href"), resource(l), l.Line()), Rel: strings.ToLower(l.Attr("rel")), Type: l.Attr("type"),
			Title: l.Attr("title"), Language: l.Attr("hreflang"), Length: l.Attr("length"),
		})
	}
	for _, l := range f["a"] { // of CDF
		add(l, Link{Href: l.Attr("href")})
	}
	for _, l := range f.all("url", "feedburner:origlink") {
		rel := ""
		if l.Is("origlink") {
			rel = "canonical"
		}
		add(l, Link{Href: l.Line(), Rel: rel})
	}
	return links
}

// resource returns an element's rdf:resource.
func resource(n *xmltree.Node) string {
	for _, a := range n.Attrs {
		if strings.EqualFold(a.Name, "resource") {
			return a.Value
		}
	}
	return ""
}

// about returns an element's rdf:about.
func about(n *xmltree.Node) string {
	for _, a := range n.Attrs {
		if a.Space != "" && strings.EqualFold(a.Name, "about") {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}

// alternate returns the address of the page: a link to HTML or of no stated type before others.
func alternate(links []Link) string {
	other := ""
	for _, l := range links {
		switch {
		case l.Rel != "alternate":
		case l.Type == "", strings.Contains(l.Type, "html"):
			return l.Href
		default:
			other = cmp.Or(other, l.Href)
		}
	}
	return other
}

// plainLink returns the address in the last of RSS's own links.
func (d *document) plainLink(f fields) string {
	links := f["link"]
	for i := len(links) - 1; i >= 0; i-- {
		l := links[i]
		href := cmp.Or(l.Line(), l.Attr("href"))
		if d.feed.Kind == "rss" && l.Attr("rel") == "" && href != "" && !strings.Contains(strings.ToLower(l.Space), "atom") {
			return resolve(d.base(l), href)
		}
	}
	return ""
}

// link returns the address of an item's page.
func (d *document) link(n *xmltree.Node, f fields, it Item) string {
	for _, l := range it.Links {
		if l.Rel == "canonical" {
			return l.Href
		}
	}
	if link := cmp.Or(d.plainLink(f), alternate(it.Links)); link != "" {
		return link
	}
	for _, g := range f["guid"] {
		if id := g.Line(); isWeb(id) && !strings.EqualFold(g.Attr("isPermaLink"), "false") {
			return id
		} else if strings.EqualFold(g.Attr("isPermaLink"), "true") && id != "" {
			return resolve(d.base(g), id)
		}
	}
	if uri := about(n); isWeb(uri) {
		return uri
	}
	for _, l := range it.Links {
		if l.Rel == "via" || l.Rel == "related" {
			return l.Href
		}
	}
	if id := f.line("id"); isWeb(id) {
		return id
	}
	return ""
}

func (d *document) enclosures(f fields) []Enclosure {
	var all []Enclosure
	add := func(n *xmltree.Node, e Enclosure) {
		if e.URL = resolve(d.base(n), e.URL); e.URL != "" {
			all = append(all, e)
		}
	}
	for _, n := range f["enclosure"] {
		add(n, Enclosure{URL: cmp.Or(n.Attr("url"), n.Attr("href"), resource(n)), Type: n.Attr("type"), Length: n.Attr("length")})
	}
	for _, n := range f["link"] {
		if strings.EqualFold(n.Attr("rel"), "enclosure") {
			add(n, Enclosure{URL: n.Attr("href"), Type: n.Attr("type"), Length: n.Attr("length")})
		}
	}
	for _, n := range d.media(f, "content") {
		add(n, Enclosure{URL: n.Attr("url"), Type: n.Attr("type"), Medium: n.Attr("medium"), Length: n.Attr("fileSize")})
	}
	return all
}

// media returns the elements of Media RSS of a name, those in groups too.
func (d *document) media(f fields, name string) []*xmltree.Node {
	found := f["media:"+name]
	for _, g := range f["media:group"] {
		found = append(found, g.Elements(name)...)
	}
	for _, c := range f["media:content"] {
		found = append(found, c.Elements(name)...)
	}
	return found
}

// mediaImage returns the address of an image that Media RSS names.
func (d *document) mediaImage(f fields) string {
	for _, n := range d.media(f, "content") {
		if e := (Enclosure{n.Attr("url"), n.Attr("type"), n.Attr("medium"), ""}); isImage(e) {
			return resolve(d.base(n), e.URL)
		}
	}
	for _, n := range d.media(f, "thumbnail") {
		if url := cmp.Or(n.Attr("url"), n.Line()); url != "" {
			return resolve(d.base(n), url)
		}
	}
	return ""
}

func imageOf(files []Enclosure) string {
	for _, e := range files {
		if isImage(e) {
			return e.URL
		}
	}
	return ""
}

func isImage(e Enclosure) bool {
	if e.URL == "" {
		return false
	}
	if e.Type != "" || e.Medium != "" {
		return e.Medium == "image" || strings.HasPrefix(e.Type, "image/")
	}
	file, _, _ := strings.Cut(e.URL, "?")
	switch strings.ToLower(path.Ext(file)) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif":
		return true
	}
	return false
}

// firstImage returns the address of the first image in HTML, if it is absolute.
func firstImage(t Text) string {
	if !t.HTML || !strings.Contains(t.Value, "<img") && !strings.Contains(t.Value, "<IMG") {
		return ""
	}
	z := html.NewTokenizer(strings.NewReader(t.Value))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return ""
		case html.StartTagToken, html.SelfClosingTagToken:
			token := z.Token()
			for _, a := range token.Attr {
				if token.Data == "img" && a.Key == "src" && isWeb(a.Val) {
					return a.Val
				}
			}
		}
	}
}

// categories reads what an item or a feed is filed under, each term once.
func (d *document) categories(f fields) []Category {
	var all []Category
	seen := make(map[Category]bool)
	add := func(c Category) {
		c.Term = strings.Join(strings.Fields(c.Term), " ")
		if c.Term != "" && !seen[c] {
			seen[c] = true
			all = append(all, c)
		}
	}
	for _, n := range f.all("category", "dc:subject", "prism:keyword", "media:category") {
		term := cmp.Or(n.Attr("term"), n.Line(), n.Attr("label"))
		add(Category{Term: term, Scheme: cmp.Or(n.Attr("scheme"), n.Attr("domain")), Label: n.Attr("label")})
	}
	for _, n := range f["itunes:category"] {
		for _, c := range append([]*xmltree.Node{n}, n.All("category")...) {
			add(Category{Term: c.Attr("text"), Scheme: "http://www.itunes.com/"})
		}
	}
	for _, n := range f.all("itunes:keywords", "media:keywords", "keywords") {
		for _, term := range strings.FieldsFunc(n.Line(), func(r rune) bool { return r == ',' || r == ';' }) {
			add(Category{Term: term})
		}
	}
	return all
}

// origin reads where an item comes from.
func (d *document) origin(f fields) Source {
	for _, n := range f.all("source", "dc:source") {
		inner := d.fields(n)
		if len(inner) == 0 {
			if s := (Source{Title: n.Line(), Link: resolve(d.base(n), n.Attr("url"))}); s != (Source{}) {
				return s
			}
			continue
		}
		return Source{ID: inner.line("id"), Title: d.firstText(inner, "title").Plain(), Link: alternate(d.links(n, inner))}
	}
	return Source{}
}
