package feed

import (
	"cmp"
	"strconv"
	"strings"

	"dateline/corpus/xmltree"
)

// document is one feed in XML while it is read. Items are read as they end and dropped from the tree, so that a feed
// of any length takes the memory of its text and of the items that are kept.
type document struct {
	source string
	o      Options
	feed   *Feed
	keep   keeper
	top    *xmltree.Node // the outermost element
	space  string        // its namespace, if that is a feed's own
	lines  lineCounter
}

// parseXML returns nil if the text holds neither a feed's root nor an item.
func parseXML(text string, o Options) *Feed {
	d := &document{source: text, o: o, feed: new(Feed), keep: keeper{most: o.Items}, lines: lineCounter{text: text}}
	root := xmltree.Parse(text, xmltree.Options{Done: d.done, Ends: d.ends})
	for _, n := range root.Elements() {
		d.begin(n)
	}
	if d.feed.Kind == "" {
		return nil
	}
	if d.top.Parent == root && isRoot(d.top) {
		d.channel(d.top)
	}
	d.keep.into(d.feed)
	return d.feed
}

func isRoot(n *xmltree.Node) bool { return n.Is("rss", "rdf", "feed", "channel") }

func (d *document) isItem(n *xmltree.Node) bool {
	return n.Is("item", "entry") && (d.key(n) == "item" || d.key(n) == "entry")
}

// begin settles what kind of feed it is, once, by its outermost element: a root, or an item that stands alone.
func (d *document) begin(top *xmltree.Node) {
	if d.feed.Kind != "" || !isRoot(top) && !top.Is("item", "entry") {
		return
	}
	d.top = top
	if !top.Is("rdf") && !strings.Contains(top.Space, "22-rdf-syntax-ns") {
		d.space = top.Space
	}
	f := d.feed
	f.Version = top.Attr("version")
	switch {
	case top.Is("feed", "entry"):
		f.Kind = "atom"
		if f.Version == "" && !strings.Contains(top.Space, "purl.org/atom") {
			f.Version = "1.0"
		}
	case top.Is("channel") && top.Child("item") == nil && top.Attr("href") != "", top.Is("channel") && top.Name == "CHANNEL":
		f.Kind = "cdf"
	case top.Is("rdf"):
		f.Kind, f.Version = "rss", cmp.Or(f.Version, "1.0")
		if strings.Contains(d.source[top.Start:min(len(d.source), top.Start+1<<10)], "netscape.com/rdf/simple/0.9") {
			f.Version = "0.90"
		}
	default:
		f.Kind = "rss"
	}
}

// done takes each item as it ends.
func (d *document) done(n *xmltree.Node) (drop bool) {
	if !n.Is("item", "entry") {
		return false
	}
	top := n
	for top.Parent.Parent != nil {
		top = top.Parent
	}
	d.begin(top)
	if d.top != top || !d.isItem(n) {
		return false
	}
	for up := n.Parent; up != nil; up = up.Parent {
		if d.isItem(up) {
			return false
		}
	}
	d.keep.add(d.item(n))
	return true
}

// containers may hold items.
var containers = words("channel rss rdf feed items")

// leaves hold no element of a feed, and starts are the elements that show, inside one, that its end tag is missing.
var (
	leaves = words("title link guid pubdate author category comments")
	starts = words("title link guid pubdate author category comments description enclosure source")
)

// ends tells xmltree where an end tag is missing: an item does not begin inside another, and in RSS a title holds no link.
func (d *document) ends(open, next *xmltree.Node) bool {
	name, inside := strings.ToLower(next.Name), strings.ToLower(open.Name)
	if name == "item" || name == "entry" {
		for up := open; up != nil && up.Parent != nil; up = up.Parent {
			if up.Is(next.Name) && up.Space == next.Space {
				return !containers[inside]
			}
		}
		return false
	}
	if open.Space != next.Space || open.Parent == nil || !open.Parent.Is("item", "channel") {
		return false
	}
	return starts[name] && leaves[inside] && open.Attr("type") == "" && strings.TrimSpace(open.Content()) != ""
}

// base returns the address to which those in n are relative.
func (d *document) base(n *xmltree.Node) string {
	if n == nil {
		return d.o.URL
	}
	outer := d.base(n.Parent)
	own, ok := n.LookupAttr(xmltree.XMLSpace, "base")
	if !ok && n.Is("channel") {
		own, ok = n.LookupAttr("", "base") // of CDF
	}
	if !ok {
		return outer
	}
	if base := resolve(outer, own); isWeb(base) {
		return base
	}
	return outer
}

// channel reads what the feed says of itself.
func (d *document) channel(top *xmltree.Node) {
	n := top
	if c := top.Child("channel"); c != nil && top.Is("rss", "rdf") {
		n = c
	}
	f, out := d.fields(n), d.feed
	if n != top {
		for k, list := range d.fields(top) { // RSS 1.0 and 0.9 keep the image beside the channel
			f[k] = append(f[k], list...)
		}
	}
	out.ID = d.id(f)
	out.Title = d.firstText(f, "title", "dc:title", "itunes:title", "media:title")
	out.Description = d.firstText(f, "description", "subtitle", "tagline", "abstract", "dc:description", "itunes:summary", "itunes:subtitle")
	out.Copyright = d.firstText(f, "copyright", "rights", "dc:rights", "media:copyright")
	out.Authors = d.persons(f, "author", "managingeditor", "dc:creator", "dc:author", "itunes:author", "webmaster", "dc:publisher")
	out.Language = language(cmp.Or(f.line("language", "dc:language"), n.Inherited("lang"), d.o.Language))
	out.Categories = d.categories(f)
	out.Image = d.feedImage(f)
	out.Generator = f.line("generator")
	out.Published = d.date(f, "pubdate", "published", "issued", "dcterms:issued")
	out.Updated = d.date(f, "lastbuilddate", "updated", "modified", "dcterms:modified", "dc:date")
	if v := n.Attr("lastmod"); v != "" {
		out.Updated = readDate(v)
	}
	out.Links = d.links(n, f)
	out.Link = cmp.Or(d.plainLink(f), alternate(out.Links))
	d.relations()
	out.Schedule = schedule(f)
}

// relations takes from the feed's links those that lead to other feeds.
func (d *document) relations() {
	for _, l := range d.feed.Links {
		switch l.Rel {
		case "self":
			d.feed.Self = cmp.Or(d.feed.Self, l.Href)
		case "next":
			d.feed.Next = cmp.Or(d.feed.Next, l.Href)
		case "hub":
			d.feed.Hubs = append(d.feed.Hubs, l.Href)
		}
	}
}

func schedule(f fields) Schedule {
	s := Schedule{UpdatePeriod: strings.ToLower(f.line("sy:updateperiod"))}
	s.TTL, _ = strconv.Atoi(f.line("ttl"))
	s.UpdateFrequency, _ = strconv.Atoi(f.line("sy:updatefrequency"))
	for _, n := range f["skiphours"] {
		for _, h := range n.Elements("hour") {
			if hour, err := strconv.Atoi(h.Line()); err == nil && hour >= 0 && hour <= 24 {
				s.SkipHours = append(s.SkipHours, hour%24)
			}
		}
	}
	for _, n := range f["skipdays"] {
		for _, day := range n.Elements("day") {
			s.SkipDays = append(s.SkipDays, day.Line())
		}
	}
	return s
}

func (d *document) feedImage(f fields) string {
	for _, n := range f.all("image", "logo", "icon", "itunes:image", "itunes:link") {
		if n.Is("link") && !strings.EqualFold(n.Attr("rel"), "image") {
			continue
		}
		if url := cmp.Or(n.At("url").Line(), n.Attr("href"), n.Attr("url"), resource(n)); url != "" {
			return resolve(d.base(n), url)
		}
		if len(n.Elements()) == 0 && n.Line() != "" {
			return resolve(d.base(n), n.Line())
		}
	}
	return d.mediaImage(f)
}

// lineCounter counts lines up to ever later places.
type lineCounter struct {
	text     string
	at, line int
}

// of returns the line of a place, from 1. Places must not go back.
func (c *lineCounter) of(at int) int {
	if at > c.at {
		c.line += strings.Count(c.text[c.at:at], "\n")
		c.at = at
	}
	return c.line + 1
}
