package newsml

import (
	"strings"

	"dateline/corpus"
	"dateline/corpus/xmltree"
)

// Item is one item of a document. What it does not give is empty.
type Item struct {
	GUID      string // guid; of NewsML 1 the PublicIdentifier
	Title     string
	Fragment  string // the text as HTML; else Text
	Text      string
	Summary   bool // the item has no more than a description of the text
	Authors   []string
	Published string
	Modified  string
	Language  string
	Provider  string // the name of who sends it
	Domain    string // the provider's, from a GUID such as urn:newsml:example.com:20250130:…
	Labels    []corpus.Label
	Refused   string // why it is no article, in words
	Cut       bool   // the document ended within it
	Raw       string // the element, as it stands in the document
	Line      int    // where it begins, from 1
}

// kinds says what the items of NewsML-G2 are that hold no text.
var kinds = map[string]string{
	"packageitem":   "no news text: a package, which refers to other items",
	"conceptitem":   "no news text: a concept of a vocabulary",
	"knowledgeitem": "no news text: a vocabulary",
	"planningitem":  "no news text: a plan of coverage",
	"catalogitem":   "no news text: a catalogue of vocabularies",
}

// parts says what the parts of an item are, where they are a whole document.
var parts = map[string]string{
	"contentmeta": "no news text: facts about an item, without the item",
	"itemmeta":    "no news text: facts about an item, without the item",
	"groupset":    "no news text: a list of items, without them",
}

// Parse returns the items of a document in UTF-8, in order. Each is read when it ends, so that a message of any length
// takes the memory of its text and its items.
func Parse(text string) []Item {
	r := &reader{text: text}
	root := xmltree.Parse(text, xmltree.Options{Done: r.done})
	for _, n := range root.Elements() {
		switch reason := parts[strings.ToLower(n.Name)]; {
		case len(r.items) > 0:
		case n.Is("contentset"):
			r.add(n, newsItem(n, root))
		case reason != "":
			r.add(n, Item{Refused: reason})
		}
	}
	return r.items
}

type reader struct {
	text     string
	items    []Item
	at, line int
}

func (r *reader) done(n *xmltree.Node) (drop bool) {
	refused, known := kinds[strings.ToLower(n.Name)]
	switch {
	case known:
		it := Item{GUID: strings.TrimSpace(n.Attr("guid")), Refused: refused}
		it.Title = n.At("contentMeta", "headline").Line()
		r.add(n, it)
	case !n.Is("newsItem"):
		return false
	case n.Child("NewsComponent", "Identification", "NewsManagement") != nil:
		r.add(n, versionOne(n))
	case n.Attr("href") != "" || n.Attr("NewsItem") != "":
		return false // a reference
	default:
		r.add(n, newsItem(n.Child("contentSet"), n))
	}
	return true
}

func (r *reader) add(n *xmltree.Node, it Item) {
	r.line += strings.Count(r.text[r.at:max(r.at, n.Start)], "\n")
	r.at = max(r.at, n.Start)
	it.Line, it.Raw, it.Cut = r.line+1, r.text[n.Start:n.End], n.Cut
	r.items = append(r.items, it)
}

// DomainOf returns the domain in a GUID: of its second or third part, or of its host.
func DomainOf(guid string) string {
	rest, tag := strings.CutPrefix(guid, "tag:")
	if news, ok := strings.CutPrefix(guid, "urn:newsml:"); ok {
		rest, tag = news, true
	}
	if host, ok := strings.CutPrefix(guid, "https://"); ok {
		rest, tag = host, true
	} else if host, ok := strings.CutPrefix(guid, "http://"); ok {
		rest, tag = host, true
	}
	if !tag {
		return ""
	}
	if end := strings.IndexAny(rest, ":,/"); end > 0 {
		rest = rest[:end]
	}
	if !strings.Contains(rest, ".") || strings.ContainsAny(rest, " @") {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(rest), "www.")
}

func (it *Item) label(kind, value string) {
	if value = strings.Join(strings.Fields(value), " "); value == "" {
		return
	}
	l := corpus.Label{Kind: kind, Value: value}
	for _, known := range it.Labels {
		if known == l {
			return
		}
	}
	it.Labels = append(it.Labels, l)
}
