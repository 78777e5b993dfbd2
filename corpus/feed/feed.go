package feed

import (
	"dateline/corpus"
)

// Feed is what a feed says of itself, and its items. Addresses are absolute where the base is known. What is
// not given is empty.
type Feed struct {
	Kind        string // "rss", "atom", "json" or "cdf"
	Version     string // as the feed gives it ("2.0", "0.91"), "1.0" for RSS 1.0
	ID          string // atom:id
	Title       Text   // title, dc:title
	Description Text   // description, subtitle, tagline, ABSTRACT, itunes:subtitle, itunes:summary
	Link        string // the site: link, home_page_url
	Links       []Link
	Self        string // where the feed is: atom:link rel=self, feed_url
	Language    string // language, dc:language, xml:lang of the root
	Authors     []Person
	Copyright   Text // copyright, rights, dc:rights
	Categories  []Category
	Image       string // image/url, logo, icon, itunes:image
	Published   Date   // pubDate
	Updated     Date   // lastBuildDate, updated, modified, dc:date, LASTMOD
	Generator   string
	Schedule    Schedule
	Next        string   // the next page of a long feed: atom:link rel=next, next_url
	Hubs        []string // WebSub hubs: atom:link rel=hub, hubs
	Items       []Item
	Left        int // how many items were left out by Options.Items
}

// Schedule is how often a feed asks to be read.
type Schedule struct {
	TTL             int    // minutes
	UpdatePeriod    string // sy:updatePeriod: "hourly", "daily", …
	UpdateFrequency int    // sy:updateFrequency: times per period
	SkipHours       []int  // of the day in GMT, 0 to 23
	SkipDays        []string
}

// Item is one entry of a feed.
type Item struct {
	// ID is the item's own: guid, atom:id, JSON Feed id, dc:identifier, rdf:about. It is not always an address, and publishers use
	// one again for another story.
	ID string
	// Link is the article's page: feedburner:origLink, a link with rel=alternate (HTML before other types), link, a guid
	// that is a permanent link, rdf:about.
	Link       string
	AMP        string // the page's AMP form: rel=amphtml
	Links      []Link // all of them, the enclosures too
	Title      Text   // title, dc:title, media:title, itunes:title
	Summary    Text   // summary, description, ABSTRACT, dc:description, itunes:summary, media:description
	Content    Text   // content:encoded, content, xhtml:body, fullitem, content_html, content_text
	Authors    []Person
	Published  Date // published, pubDate, issued, dcterms:issued, dc:date, created
	Updated    Date // updated, modified, dcterms:modified, LASTMOD
	Categories []Category
	Language   string // dc:language, language, else the feed's
	Source     Source
	Image      string // media:content and media:thumbnail of an image, itunes:image, image, an enclosure that is an image
	Enclosures []Enclosure
	Comments   string // address of the comments
	// Raw is the part of the feed that the item was read from, in UTF-8: the element or the JSON object. It shares the memory
	// of all of the feed; who keeps it for long clones it.
	Raw string
	// Line is where Raw begins in the feed, from 1.
	Line int
	// Cut is set if the feed ended within the item.
	Cut bool
}

// Text is a piece of running text. Value is trimmed.
type Text struct {
	Value    string
	HTML     bool   // Value is HTML, its relative addresses resolved; else it is plain text
	Language string // xml:lang in force
	Base     string // address to which relative ones in Value are relative
}

// Link is an address with its relation to the item: "alternate" if it says none.
type Link struct {
	Href, Rel, Type, Title, Language, Length string
}

// Person is an author. At least one field is set.
type Person struct {
	Name, Email, URL string
}

// Category is a label that the feed gives.
type Category struct {
	Term, Scheme, Label string
}

// Source is the feed that an item was taken from.
type Source struct {
	ID, Title, Link string
}

// Enclosure is a file that belongs to an item. Length is in bytes, as written.
type Enclosure struct {
	URL, Type, Medium, Length string
}

// Date is a date as written, and what it means, which is unknown where it is not understood.
type Date struct {
	Written string
	corpus.Date
}
