package sgml

import (
	"cmp"
	"regexp"
	"strings"

	"dateline/corpus"
	"dateline/corpus/xmltree"
)

// Document is one article as a record has it.
type Document struct {
	Reuters  bool   // a record of Reuters-21578
	ID       string // NEWID, DOCNO or id
	Type     string // NORM, BRIEF or UNPROC; of other collections "story" and the like
	Title    string
	Dateline string
	Author   string
	Date     string // as written, without a time that is none
	// Text has the line ends of the record. It begins with the dateline, as it was printed.
	Text   string
	Labels []corpus.Label // topics, places, people, organisations, exchanges and companies, by kind
}

// labelKinds gives the kinds of label of the elements of Reuters-21578.
var labelKinds = []struct{ element, kind string }{
	{"topics", "topic"}, {"places", "place"}, {"people", "person"}, {"orgs", "organisation"}, {"exchanges", "exchange"}, {"companies", "company"},
}

// Parse reads a record's text, in UTF-8.
func Parse(text string) Document {
	root := xmltree.Parse(text, xmltree.Options{})
	n := root.Child("reuters", "doc")
	if n == nil {
		return Document{}
	}
	if n.Is("reuters") {
		return reuters(n)
	}
	return doc(n)
}

func reuters(n *xmltree.Node) Document {
	d := Document{
		Reuters: true,
		ID:      strings.TrimSpace(n.Attr("newid")),
		Type:    "NORM",
		Date:    date(n.Child("date").Line()),
	}
	for _, k := range labelKinds {
		for _, list := range n.Elements(k.element) {
			for _, each := range list.Elements("d") {
				if v := each.Line(); v != "" {
					d.Labels = append(d.Labels, corpus.Label{Kind: k.kind, Value: v})
				}
			}
		}
	}
	t := n.Child("text")
	if t == nil {
		t = n
	}
	d.Type = cmp.Or(strings.ToUpper(strings.TrimSpace(t.Attr("type"))), d.Type)
	d.Title, d.Author = t.At("title").Line(), t.At("author").Line()
	d.Dateline = t.At("dateline").Line()
	body := t.At("body").Content()
	if t.Child("body") == nil && d.Type != "BRIEF" {
		body = own(t)
	}
	d.Text = joined(d.Dateline, body)
	return d
}

// own returns the text that stands straight in n.
func own(n *xmltree.Node) string {
	var b strings.Builder
	for _, c := range n.Children {
		b.WriteString(c.Text)
	}
	return b.String()
}

// joined puts the dateline before the text, on its first line.
func joined(dateline, body string) string {
	body = strings.Trim(body, " \t\r\n")
	if dateline == "" || strings.HasPrefix(body, dateline) {
		return body
	}
	return strings.TrimSpace(dateline + " " + body)
}

var validDate = regexp.MustCompile(`^(\d{1,2}-[A-Za-z]{3}-\d{4})(?:\s+([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?)?`)

// date returns the part of a date that is one: some records have a time with a figure too many, or words behind it.
func date(s string) string {
	if m := validDate.FindString(s); m != "" {
		return m
	}
	return s
}

func doc(n *xmltree.Node) Document {
	d := Document{
		ID:       cmp.Or(n.At("docno").Line(), n.At("docid").Line(), strings.TrimSpace(n.Attr("id"))),
		Type:     strings.TrimSpace(n.Attr("type")),
		Title:    firstLine(n, "headline", "title", "head", "hl", "ti", "hedline"),
		Dateline: firstLine(n, "dateline"),
		Author:   firstLine(n, "byline", "author"),
		Date:     firstLine(n, "date_time", "datetime", "date", "date1", "dd", "pubdate"),
	}
	var parts []string
	for _, t := range n.All("text", "leadpara") {
		if t.Parent.Is("text") {
			continue
		}
		paragraphs := t.Elements("p")
		for _, p := range paragraphs {
			parts = append(parts, strings.Trim(p.Content(), " \t\r\n"))
		}
		if len(paragraphs) == 0 {
			parts = append(parts, strings.Trim(t.Content(), " \t\r\n"))
		}
	}
	d.Text = joined(d.Dateline, strings.Join(parts, "\n\n"))
	return d
}

func firstLine(n *xmltree.Node, names ...string) string {
	for _, name := range names {
		for _, c := range n.All(name) {
			if s := c.Line(); s != "" {
				return s
			}
		}
	}
	return ""
}
