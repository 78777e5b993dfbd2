// Package nitf reads the News Industry Text Format of the IPTC: XML with a head of facts about a story and a body with its
// headline, byline and paragraphs. Versions 2.5 to 3.6 are read alike, with or without namespace, alone or inside NewsML
// and ninjs.
package nitf

import (
	"cmp"
	"strings"

	"golang.org/x/net/html"

	"dateline/corpus"
	"dateline/corpus/xmltree"
)

// Document is one story. What it does not give is empty.
type Document struct {
	ID        string // doc-id id-string, du-key
	Title     string // hl1, else head/title
	Dateline  string // as printed
	Fragment  string // the text as HTML: paragraphs, subheads, lists and tables, with the dateline before the first
	Abstract  string // as HTML; not part of Fragment
	Authors   []string
	Published string // date.issue, story.date, date.release
	Language  string
	Source    string // distributor, pubdata name
	Image     string // the first image's address
	Canceled  bool
	Cut       bool // the text ended before it did
	Labels    []corpus.Label
}

// Parse reads the first nitf element in text, in UTF-8. ok is false if there is none.
func Parse(text string) (d Document, ok bool) {
	root := xmltree.Parse(text, xmltree.Options{})
	if found := root.All("nitf"); len(found) > 0 {
		return FromNode(found[0]), true
	}
	return Document{}, false
}

// FromNode reads an nitf element, or another one that holds a body of NITF.
func FromNode(n *xmltree.Node) Document {
	head, body := n.At("head"), n.At("body")
	if body == nil {
		body = n
	}
	above := body.At("body.head")
	if above == nil {
		above = &xmltree.Node{}
	}
	hl1 := first(above, "hl1")
	d := Document{
		Title:    cmp.Or(hl1.Line(), above.At("hedline").Line(), head.At("title").Line()),
		Dateline: above.At("dateline").Line(),
		Abstract: paragraphs(above.At("abstract")),
		Authors:  authors(above),
		Source:   above.At("distributor").Line(),
		Language: strings.TrimSpace(n.Inherited("lang")),
		Cut:      n.Cut,
	}
	d.head(head)
	if d.Published == "" {
		if date := first(above, "story.date"); date != nil {
			d.Published = cmp.Or(date.Attr("norm"), date.Line())
		}
	}
	content := body.At("body.content")
	d.Fragment = withDateline(d.Dateline, paragraphs(content))
	if content != nil {
		if media := first(content, "media-reference"); media != nil {
			d.Image = strings.TrimSpace(cmp.Or(media.Attr("source"), media.Attr("name")))
		}
	}
	return d
}

func first(n *xmltree.Node, name string) *xmltree.Node {
	if found := n.All(name); len(found) > 0 {
		return found[0]
	}
	return nil
}

// head reads the facts beside the text.
func (d *Document) head(head *xmltree.Node) {
	if head == nil {
		return
	}
	data := head.At("docdata")
	if data != nil {
		if id := data.Child("doc-id"); id != nil {
			d.ID = strings.TrimSpace(id.Attr("id-string"))
		}
		if key := data.Child("du-key"); key != nil {
			d.ID = cmp.Or(d.ID, strings.TrimSpace(key.Attr("key")))
		}
		for _, name := range []string{"date.issue", "date.release"} {
			if date := data.Child(name); date != nil {
				d.Published = cmp.Or(d.Published, strings.TrimSpace(date.Attr("norm")))
			}
		}
		status := strings.ToLower(data.Attr("management-status"))
		d.Canceled = status == "canceled" || status == "cancelled" || status == "withheld"
		d.identified(data)
	}
	if p := head.At("pubdata"); p != nil {
		d.Source = cmp.Or(d.Source, p.Attr("name"))
		d.Published = cmp.Or(d.Published, strings.TrimSpace(p.Attr("date.publication")))
	}
	for _, s := range head.All("tobject.subject") {
		subject := cmp.Or(s.Attr("tobject.subject.detail"), s.Attr("tobject.subject.matter"), s.Attr("tobject.subject.type"))
		d.label("topic", subject)
	}
}

// identified reads what the editors say the story is about.
func (d *Document) identified(data *xmltree.Node) {
	kinds := map[string]string{"person": "person", "org": "organisation", "location": "place", "event": "event", "classifier": "topic"}
	for _, list := range data.Elements("identified-content") {
		for _, n := range list.Elements() {
			if kind, ok := kinds[strings.ToLower(n.Name)]; ok {
				d.label(kind, cmp.Or(n.Attr("value"), n.Line()))
			}
		}
	}
	for _, k := range data.All("keyword") {
		d.label("keyword", cmp.Or(k.Attr("key"), k.Line()))
	}
}

func (d *Document) label(kind, value string) {
	if value = strings.Join(strings.Fields(value), " "); value != "" {
		d.Labels = append(d.Labels, corpus.Label{Kind: kind, Value: value})
	}
}

// authors reads bylines: the persons that are marked, else the line without the writer's title.
func authors(above *xmltree.Node) []string {
	var all []string
	for _, by := range above.All("byline") {
		persons := by.All("person")
		for _, p := range persons {
			if name := p.Line(); name != "" {
				all = append(all, name)
			}
		}
		if len(persons) > 0 {
			continue
		}
		var line strings.Builder
		for _, c := range by.Children {
			if !c.Is("byttl") {
				line.WriteString(c.Content() + " ")
			}
		}
		if name := strings.Trim(strings.Join(strings.Fields(line.String()), " "), " ,;"); name != "" {
			all = append(all, name)
		}
	}
	return all
}

// withDateline puts the dateline before the first paragraph.
func withDateline(dateline, fragment string) string {
	const open = "<p>"
	if dateline == "" || !strings.HasPrefix(fragment, open) || strings.HasPrefix(fragment[len(open):], html.EscapeString(dateline)) {
		return fragment
	}
	return open + html.EscapeString(dateline) + " " + fragment[len(open):]
}

// paragraphs writes the blocks of an element as HTML.
func paragraphs(n *xmltree.Node) string {
	if n == nil {
		return ""
	}
	var b strings.Builder
	w := writer{b: &b}
	w.blocks(n)
	w.flush()
	return b.String()
}

// writer makes HTML of NITF. Text that stands outside of paragraphs becomes one.
type writer struct {
	b     *strings.Builder
	loose strings.Builder
}

// asHTML gives the element of HTML for a block of NITF.
var asHTML = map[string]string{
	"p": "p", "hl2": "h2", "hl3": "h3", "hl4": "h4", "li": "li", "pre": "pre", "dt": "p", "dd": "p", "table": "table", "fn": "p",
	"credit": "p", "datasource": "p",
}

func (w *writer) blocks(n *xmltree.Node) {
	for _, c := range n.Children {
		name := strings.ToLower(c.Name)
		tag, block := asHTML[name]
		switch {
		case name == "":
			w.loose.WriteString(c.Text)
		case name == "media", name == "hr", name == "note":
		case name == "table":
			w.flush()
			w.b.WriteString("<table>" + c.Markup() + "</table>\n")
		case block:
			w.flush()
			if text := inline(c); text != "" {
				w.b.WriteString("<" + tag + ">" + text + "</" + tag + ">\n")
			}
		case name == "ul", name == "ol":
			w.flush()
			w.b.WriteString("<" + name + ">")
			w.blocks(c)
			w.flush()
			w.b.WriteString("</" + name + ">\n")
		case name == "block", name == "bq", name == "dl", name == "nitf-table", name == "div", name == "hedline", name == "abstract", name == "body.content":
			w.flush()
			w.blocks(c)
			w.flush()
		default:
			w.loose.WriteString(c.Content())
		}
	}
}

func (w *writer) flush() {
	if text := strings.Join(strings.Fields(w.loose.String()), " "); text != "" {
		w.b.WriteString("<p>" + html.EscapeString(text) + "</p>\n")
	}
	w.loose.Reset()
}

// inline returns a block's text as HTML, pictures and notes inside it left out.
func inline(n *xmltree.Node) string {
	var b strings.Builder
	inlineText(n, &b)
	return strings.Join(strings.Fields(b.String()), " ")
}

func inlineText(n *xmltree.Node, b *strings.Builder) {
	for _, c := range n.Children {
		switch {
		case c.Is("media", "note"):
		case c.Is("br"):
			b.WriteString(" <br> ")
		case c.Name == "":
			b.WriteString(html.EscapeString(c.Text))
		default:
			inlineText(c, b)
		}
	}
}
