package extract

import (
	"slices"
	"strings"

	"dateline/corpus"
	"dateline/corpus/when"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
)

var (
	publishedMetas = []string{
		"article:published_time", "og:published_time", "og:article:published_time", "article:published", "datepublished", "rnews:datepublished", "schema:datepublished",
		"parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "cse-publish-date", "publish-date", "publishdate", "publish_date", "publish-time", "publish_time", "published_time",
		"published-date", "published_date", "published_at", "published", "publication_date", "publicationdate", "publication-date", "pub_date", "pubdate", "pubtime", "pdate", "firstpublished", "originalpublicationdate",
		"article_date_original", "article.published", "article:create_time", "article-date", "article.date", "articledate", "article:post_date", "postdate", "release_date", "releasedate", "displaydate", "created_time",
		"citation_publication_date", "citation_date", "citation_online_date", "prism.publicationdate", "dc.date.issued", "dcterms.issued", "dc.issued", "dcterms.date", "dc.date", "dcterms.created", "dc.date.created", "dc.created",
		"datecreated", "date_created", "created", "date", "date_published", "bt:pubdate", "og:pubdate", "og:release_date", "video:release_date", "ptime", "shareaholic:article_published_time", "vr:published_time",
		"weibo:article:create_at", "bytedance:published_time", "mediator_published_time", "doc_date", "fecha", "datum", "timestamp", "news_date", "rbpubdate", "dc:date", "dc:created", "dcterms.datesubmitted", "search.date", "dcterms.available",
	}
	modifiedMetas = []string{
		"article:modified_time", "og:modified_time", "og:article:modified_time", "article:modified", "og:updated_time", "article:updated_time", "article:updated", "datemodified", "dcterms.modified", "dc.date.modified", "dc.modified",
		"lastmod", "last-modified", "lastmodified", "last_modified", "modified_time", "modified", "revised", "article.updated", "updated_time", "dateupdated", "cxenseparse:recs:mobdate", "bytedance:updated_time", "article:update_time", "lmt", "updated",
	}
)

// stated returns the claims of the data about the article, the surest first.
func (r *dateReader) stated() []dateClaim {
	var all []dateClaim
	for _, c := range r.s.ld.published {
		all = append(all, r.claim(c.text, c.rule))
	}
	all = append(all, r.metaClaims(publishedMetas)...)
	return append(all, r.microdata("datepublished", "datecreated")...)
}

// modified returns the claims about the last change.
func (r *dateReader) modified() []dateClaim {
	var all []dateClaim
	if r.s.ld.modified != "" {
		all = append(all, r.claim(r.s.ld.modified, "json-ld:dateModified"))
	}
	all = append(all, r.metaClaims(modifiedMetas)...)
	all = append(all, r.microdata("datemodified")...)
	for _, d := range r.shown {
		if d.label == when.Updated {
			all = append(all, d.dateClaim)
		}
	}
	return all
}

func (r *dateReader) metaClaims(keys []string) []dateClaim {
	var all []dateClaim
	for _, key := range keys {
		for _, content := range r.s.meta[key] {
			if c := r.claim(content, metaRule(key)); c.date.Known() {
				all = append(all, c)
			}
		}
	}
	return all
}

// microdata returns the dates of elements with such a property that are not beside the article.
func (r *dateReader) microdata(properties ...string) []dateClaim {
	var all []dateClaim
	for _, e := range r.s.outline.dates {
		if e.rank != 1 || r.s.outline.beside(e.aside, e.at) {
			continue
		}
		name := strings.ToLower(attrOf(e.node, "itemprop") + " " + attrOf(e.node, "property"))
		for _, p := range properties {
			if !strings.Contains(name, p) {
				continue
			}
			for _, text := range dateTexts(e.node) {
				all = append(all, r.claim(text, "itemprop:"+canonicalProperty[p]))
			}
		}
	}
	return all
}

var canonicalProperty = map[string]string{"datepublished": "datePublished", "datecreated": "dateCreated", "datemodified": "dateModified"}

// dateTexts returns what an element gives as its date: its attributes for machines, then its text.
func dateTexts(n *html.Node) []string {
	var all []string
	for _, key := range []string{"datetime", "content", "data-datetime", "data-time", "data-date", "data-timestamp", "data-published", "data-utc-timestamp", "data-unixtime", "title"} {
		if v := squeeze(attrOf(n, key)); v != "" {
			all = append(all, v)
		}
	}
	if text := textOfNode(n); text != "" && len(text) <= maxDateText {
		all = append(all, text)
	}
	return all
}

// shownDate is a date that the page shows around its headline.
type shownDate struct {
	dateClaim
	label    when.Label
	distance int
}

// shownDates returns the dates around the headline: labelled as published first, then in order of their distance.
func (r *dateReader) shownDates() []shownDate {
	o := r.s.outline
	var all []shownDate
	for _, e := range o.dates {
		if e.rank > 1 && o.top.holds(e.at) && !o.beside(e.aside, e.at) {
			all = append(all, r.shownIn(e, o.distance(e.at))...)
		}
	}
	for _, l := range o.lines {
		if o.top.holds(l.at) && !o.beside(l.aside, l.at) && len(l.text) < longLine {
			all = append(all, r.shownLine(l.text, o.distance(l.at))...)
		}
	}
	const together = 200 // bytes of text within which the order of the page decides
	slices.SortStableFunc(all, func(a, b shownDate) int {
		if a.label != b.label && (a.label == when.Published || b.label == when.Published) {
			if a.label == when.Published {
				return -1
			}
			return 1
		}
		return a.distance/together - b.distance/together
	})
	return all
}

// shownIn reads an element that holds a date.
func (r *dateReader) shownIn(e spot, distance int) []shownDate {
	rule := "<time>"
	if e.rank == 3 {
		rule = ruleDateElement
	}
	label := labelOf(e.node)
	for _, text := range dateTexts(e.node) {
		if len(text) > maxDateText {
			continue
		}
		c := r.claim(text, rule)
		if !c.date.Known() {
			continue
		}
		if e.rank == 2 && attrOf(e.node, "datetime") == text {
			c.date.From = "<time datetime>"
		}
		return []shownDate{{c, label, distance}}
	}
	return nil
}

// labelOf returns what the names of an element and of those close around it, or the words before it, say of its date.
func labelOf(n *html.Node) when.Label {
	for p, up := n, 0; p != nil && up < 3; p, up = p.Parent, up+1 {
		marks := marksOf(p) + strings.ToLower(attrOf(p, "itemprop"))
		switch {
		case strings.Contains(marks, "updat") && !strings.Contains(marks, "publish") || strings.Contains(marks, "modif"):
			return when.Updated
		case up == 0 && (strings.Contains(marks, "publi") || strings.Contains(marks, "posted") || attrOf(p, "pubdate") != "" || hasAttribute(p, "pubdate")):
			return when.Published
		}
	}
	before := textBefore(n)
	if found := when.Find(before+" 1999-01-02", when.Options{}); len(found) > 0 {
		return found[len(found)-1].Label
	}
	return when.Unlabelled
}

// textBefore returns the last words before an element within its block.
func textBefore(n *html.Node) string {
	const most = 60
	var text string
	for c := n; c != nil && !isBlock(c) && len(text) < most; c = c.Parent {
		for p := c.PrevSibling; p != nil && len(text) < most; p = p.PrevSibling {
			if isBlock(p) || p.Data == "br" {
				return text
			}
			if p.Type == html.TextNode {
				text = p.Data + " " + text
			} else {
				text = textOfNode(p) + " " + text
			}
		}
	}
	return text
}

// shownLine reads the dates of a line. A date without a label in a sentence is of what the sentence tells.
func (r *dateReader) shownLine(text string, distance int) []shownDate {
	const short = 60 // bytes of a line that is no sentence
	var all []shownDate
	for _, f := range when.Find(text, r.o) {
		small := len(text) > short && 3*(f.End-f.Start) < len(text)
		if f.Date.Precision == corpus.PrecisionMonth && small || small && f.Label == when.Unlabelled && len(authorsInLine(text)) == 0 {
			continue
		}
		all = append(all, shownDate{r.found(f, ruleText), f.Label, distance})
	}
	if len(all) == 0 && len(text) <= short {
		if c := r.claim(text, ruleText); c.date.Known() {
			all = append(all, shownDate{c, when.Unlabelled, distance})
		}
	}
	return all
}

// aroundHeadline returns the date that the page shows by its headline.
func (r *dateReader) aroundHeadline() corpus.Date {
	for _, d := range r.shown {
		if d.label == when.Updated {
			continue
		}
		if found := r.settle(d.dateClaim); found.Known() && found.Precision != corpus.PrecisionMonth && (!r.address.Known() || agree(found, r.address)) {
			return found
		}
	}
	return corpus.Date{}
}

// elsewhere returns a date that the page shows away from its headline.
func (r *dateReader) elsewhere() corpus.Date {
	o := r.s.outline
	var labelled, bare []dateClaim
	for _, e := range o.dates {
		if o.beside(e.aside, e.at) || e.rank == 1 {
			continue
		}
		for _, d := range r.shownIn(e, 0) {
			switch d.label {
			case when.Published:
				labelled = append(labelled, d.dateClaim)
			case when.Unlabelled:
				bare = append(bare, d.dateClaim)
			}
		}
	}
	for _, l := range o.lines {
		if o.beside(l.aside, l.at) || len(l.text) > maxDateText || strings.ContainsAny(l.text, "©") {
			continue
		}
		for _, f := range when.Find(l.text, r.o) {
			switch alone := f.End-f.Start >= len(l.text)/2; {
			case f.Label == when.Published:
				labelled = append(labelled, r.found(f, ruleText))
			case f.Label == when.Unlabelled && alone:
				bare = append(bare, r.found(f, ruleText))
			}
		}
	}
	for _, c := range append(labelled, bare...) {
		if d := r.settle(c); d.Known() && d.Precision != corpus.PrecisionMonth && (!r.address.Known() || agree(d, r.address)) {
			return d
		}
	}
	return corpus.Date{}
}

// dateline returns the date in the first words of the text: "NORVALE, 30 January 2025 (AP) -".
func (r *dateReader) dateline() corpus.Date {
	const opening = 100
	for _, l := range r.s.outline.lines {
		if l.at < r.s.outline.head.start || len(l.text) < longLine || r.s.outline.beside(l.aside, l.at) {
			continue
		}
		for _, f := range when.Find(clip(l.text, opening), r.o) {
			if d := r.settle(r.found(f, ruleDateline)); d.Precision == corpus.PrecisionDay && (!r.address.Known() || agree(d, r.address)) {
				return d
			}
		}
		return corpus.Date{}
	}
	return corpus.Date{}
}

func textOfNode(n *html.Node) string { return textOf(&goquery.Selection{Nodes: []*html.Node{n}}) }

func attrOf(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasAttribute(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}
