package newsml

import (
	"cmp"
	"strings"

	"dateline/corpus/importer/nitf"
	"dateline/corpus/xmltree"
)

// versionOne reads a NewsItem of NewsML 1. Its components nest at will: the first of each line counts, the longest text, and
// all labels.
func versionOne(n *xmltree.Node) Item {
	management := n.At("NewsManagement")
	it := Item{
		GUID:      n.At("Identification", "NewsIdentifier", "PublicIdentifier").Line(),
		Domain:    n.At("Identification", "NewsIdentifier", "ProviderId").Line(),
		Title:     anywhere(n, "HeadLine"),
		Published: cmp.Or(management.At("FirstCreated").Line(), management.At("ThisRevisionCreated").Line()),
	}
	if it.Domain == "" || !strings.Contains(it.Domain, ".") {
		it.Domain = DomainOf(it.GUID)
	}
	if m := management.At("ThisRevisionCreated").Line(); m != it.Published {
		it.Modified = m
	}
	for _, by := range n.All("ByLine") {
		if line := by.Line(); line != "" && len(it.Authors) == 0 {
			it.Authors = []string{line}
		}
	}
	if p := n.All("Provider"); len(p) > 0 {
		it.Provider = party(p[0])
	} else if root := n.Parent; root != nil {
		it.Provider = party(root.At("NewsEnvelope", "SentFrom"))
	}
	for _, l := range n.All("Language") {
		it.Language = cmp.Or(it.Language, strings.TrimSpace(l.Attr("FormalName")))
	}
	it.labelsOfOne(n)
	it.contents(n)
	it.Refused = it.refusedOne(management)
	return it
}

func anywhere(n *xmltree.Node, name string) string {
	for _, found := range n.All(name) {
		if s := found.Line(); s != "" {
			return s
		}
	}
	return ""
}

func party(n *xmltree.Node) string {
	p := n.At("Party")
	if p == nil {
		return ""
	}
	return strings.TrimSpace(p.Attr("FormalName"))
}

func (it *Item) labelsOfOne(n *xmltree.Node) {
	for _, k := range n.All("KeywordLine") {
		it.label("keyword", k.Line())
	}
	for _, p := range n.All("Property") {
		name, value := strings.ToLower(p.Attr("FormalName")), p.Attr("Value")
		switch {
		case strings.Contains(name, "country"), strings.Contains(name, "region"), strings.Contains(name, "state"), strings.Contains(name, "location"), strings.Contains(name, "city"):
			it.label("place", value)
		case strings.Contains(name, "keyword"), strings.Contains(name, "category"), strings.Contains(name, "industry"), strings.Contains(name, "subject"):
			it.label("keyword", value)
		}
	}
}

// contents takes the longest text among the content items.
func (it *Item) contents(n *xmltree.Node) {
	for _, c := range n.All("DataContent") {
		kind := ""
		if m := c.Parent.At("MimeType"); m != nil {
			kind = strings.ToLower(m.Attr("FormalName"))
		}
		if strings.Contains(kind, "css") || strings.Contains(kind, "image") || c.Parent.At("Encoding") != nil {
			continue
		}
		inner := c.Elements()
		switch {
		case len(inner) == 0:
			it.data(c, kind)
		case inner[0].Is("nitf"):
			it.nitf(nitf.FromNode(inner[0]))
		case inner[0].Is("body.content", "body"):
			it.nitf(nitf.FromNode(c))
			it.html(inner[0])
		case inner[0].Is("html", "div", "p"):
			it.html(holder(inner[0], c))
		}
	}
}

// holder returns the element whose content is the text: a page by itself, or what holds its paragraphs.
func holder(first, outer *xmltree.Node) *xmltree.Node {
	if first.Is("html") {
		return first
	}
	return outer
}

func (it *Item) refusedOne(management *xmltree.Node) string {
	status := ""
	if s := management.At("Status"); s != nil {
		status = strings.ToLower(s.Attr("FormalName"))
	}
	switch {
	case status == "canceled" || status == "cancelled":
		return "its publisher canceled it"
	case status == "withheld":
		return "its publisher withholds it"
	case it.Fragment == "" && strings.TrimSpace(it.Text) == "":
		return "no news text: the item has no content"
	}
	return ""
}
