package newsml

import (
	"cmp"
	"strings"

	"dateline/corpus/importer/nitf"
	"dateline/corpus/xmltree"
)

// newsItem reads a newsItem of NewsML-G2 with its contentSet, which may be nil.
func newsItem(content, n *xmltree.Node) Item {
	item, about := n.At("itemMeta"), n.At("contentMeta")
	if about == nil {
		about = &xmltree.Node{}
	}
	it := Item{
		GUID:      strings.TrimSpace(n.Attr("guid")),
		Title:     headline(about),
		Authors:   authors(about),
		Published: cmp.Or(item.At("firstCreated").Line(), about.At("contentCreated").Line(), item.At("versionCreated").Line()),
		Language:  strings.TrimSpace(n.Inherited("lang")),
		Provider:  named(item.At("provider")),
	}
	it.Domain = DomainOf(it.GUID)
	if m := cmp.Or(about.At("contentModified").Line(), item.At("versionCreated").Line()); m != it.Published {
		it.Modified = m
	}
	if l := about.At("language"); l != nil {
		it.Language = cmp.Or(strings.TrimSpace(l.Attr("tag")), it.Language)
	}
	it.subjects(about)
	other := it.content(content)
	it.Title = cmp.Or(it.Title, item.At("title").Line(), about.At("slugline").Line())
	if it.Fragment == "" && it.Text == "" && other == "" {
		it.Text = about.At("description").Content()
		it.Summary = strings.TrimSpace(it.Text) != ""
	}
	it.Refused = refused(item, it, other)
	return it
}

func headline(about *xmltree.Node) string {
	best := ""
	for _, h := range about.Elements("headline") {
		role := strings.ToLower(h.Attr("role"))
		if best == "" || strings.HasSuffix(role, ":main") {
			best = cmp.Or(h.Line(), best)
		}
	}
	return best
}

// named returns the name of a party: as an element, an attribute, or the last part of its code.
func named(n *xmltree.Node) string {
	if n == nil {
		return ""
	}
	code := n.Attr("qcode")
	return cmp.Or(n.At("name").Line(), strings.TrimSpace(n.Attr("literal")), code[strings.LastIndexByte(code, ':')+1:])
}

func authors(about *xmltree.Node) []string {
	var all []string
	for _, by := range about.Elements("by") {
		if line := by.Line(); line != "" {
			all = append(all, line)
		}
	}
	if len(all) > 0 {
		return all
	}
	for _, c := range about.Elements("creator") {
		if name := c.At("name").Line(); name != "" {
			all = append(all, name)
		}
	}
	return all
}

// subjectKinds gives the kind of label for a type of concept, after its colon.
var subjectKinds = map[string]string{
	"person": "person", "organisation": "organisation", "organization": "organisation", "geoarea": "place", "poi": "place", "event": "event", "object": "object",
}

func (it *Item) subjects(about *xmltree.Node) {
	for _, s := range about.Elements("subject") {
		kind := strings.ToLower(s.Attr("type"))
		kind = cmp.Or(subjectKinds[kind[strings.LastIndexByte(kind, ':')+1:]], "topic")
		it.label(kind, cmp.Or(s.At("name").Line(), s.Attr("literal")))
	}
	for _, l := range about.Elements("located") {
		it.label("place", l.At("name").Line())
	}
	for _, g := range about.Elements("genre") {
		it.label("genre", g.At("name").Line())
	}
	for _, k := range about.Elements("keyword") {
		it.label("keyword", k.Line())
	}
}

// content takes the longest text that stands inline. other says what else is there.
func (it *Item) content(set *xmltree.Node) (other string) {
	if set == nil {
		return ""
	}
	for _, n := range set.Elements("inlineXML", "inlineData") {
		kind := strings.ToLower(n.Attr("contenttype"))
		switch inner := n.Elements(); {
		case n.Is("inlineData"):
			it.data(n, kind)
		case len(inner) == 0:
		case inner[0].Is("nitf"):
			it.nitf(nitf.FromNode(inner[0]))
		case inner[0].Is("html", "body", "div", "section", "article"):
			it.html(inner[0])
		case inner[0].Is("p"):
			it.html(n)
		default:
			other = cmp.Or(other, "no news text: data in XML ("+inner[0].Name+")")
		}
	}
	if r := set.Child("remoteContent"); r != nil {
		kind, _, _ := strings.Cut(r.Attr("contenttype"), "/")
		other = cmp.Or(other, "no news text: a file kept elsewhere"+map[bool]string{true: " (" + kind + ")"}[kind != ""])
	}
	return other
}

func (it *Item) data(n *xmltree.Node, kind string) {
	text := strings.TrimSpace(n.Content())
	switch {
	case n.Attr("encoding") != "":
	case strings.Contains(kind, "nitf"):
		if d, ok := nitf.Parse(text); ok {
			it.nitf(d)
		}
	case strings.Contains(kind, "html"):
		if len(text) > len(it.Fragment) {
			it.Fragment = text
		}
	case len(text) > len(it.Text):
		it.Text = text
	}
}

func (it *Item) nitf(d nitf.Document) {
	if len(d.Fragment) <= len(it.Fragment) {
		return
	}
	it.Fragment = d.Fragment
	it.Title = cmp.Or(it.Title, d.Title)
	it.Published = cmp.Or(it.Published, d.Published)
	if len(it.Authors) == 0 {
		it.Authors = d.Authors
	}
	for _, l := range d.Labels {
		it.label(l.Kind, l.Value)
	}
}

func (it *Item) html(n *xmltree.Node) {
	body := n
	if b := n.Child("body"); b != nil {
		body = b
	}
	if markup := body.Markup(); len(markup) > len(it.Fragment) && body.Line() != "" {
		it.Fragment = markup
		it.Title = cmp.Or(it.Title, n.At("head", "title").Line())
	}
}

// refused says why an item is no article, or returns "".
func refused(item *xmltree.Node, it Item, other string) string {
	status, class := code(item.At("pubStatus")), code(item.At("itemClass"))
	switch {
	case status == "canceled" || status == "cancelled":
		return "its publisher canceled it"
	case status == "withheld":
		return "its publisher withholds it"
	case it.Fragment == "" && strings.TrimSpace(it.Text) == "" && other != "":
		return other
	case it.Summary && class != "" && class != "text" && class != "composite":
		return "no news text: " + class + " with a caption"
	case it.Fragment == "" && strings.TrimSpace(it.Text) == "":
		return "no news text: the item has no content"
	}
	return ""
}

// code returns an element's qcode or URI without its vocabulary, in lower case.
func code(n *xmltree.Node) string {
	if n == nil {
		return ""
	}
	c := strings.ToLower(cmp.Or(n.Attr("qcode"), n.Attr("uri"), n.Line()))
	return c[strings.LastIndexAny(c, ":/#")+1:]
}
