package importer

import (
	"cmp"
	"io"
	"net/url"
	"regexp"
	"strings"

	"dateline/corpus"
	"dateline/corpus/feed"
)

// maxDocument is how many times the limit of one article a document of many articles may be large: a feed or a news
// message, which is read as a whole.
const maxDocument = 16

// reasonCut is said of the item in which a file in XML or SGML ends.
const reasonCut = "the file ends in the middle of it and may be incomplete"

// document reads all of a stream that holds many articles, or says why it cannot.
func (d *decoding) document() (b []byte, refused string, err error) {
	limit := maxDocument * d.im.limits.Record
	b, err = io.ReadAll(io.LimitReader(d.r, limit+1))
	switch {
	case err != nil:
		return nil, "", err
	case int64(len(b)) > limit:
		return nil, "larger than the limit of " + bytesInWords(limit) + " for a document of many articles", nil
	case d.changed != nil && d.changed():
		return nil, reasonChanged, nil
	}
	return b, "", nil
}

// decodeFeed reads each item of a feed: its full content, else its summary, which a label tells.
func decodeFeed(d *decoding) error {
	b, refused, err := d.document()
	if err != nil {
		return err
	}
	if refused != "" {
		return d.aside(0, "%s", refused)
	}
	o := feed.Options{URL: d.from.url}
	if d.from.charset != "" {
		o.ContentType = "text/xml; charset=" + d.from.charset
	}
	f, err := feed.Parse(b, o)
	if err != nil {
		return d.aside(0, "%s", err)
	}
	if len(f.Items) == 0 {
		return d.aside(0, "a feed without items")
	}
	reused := reusedIDs(f.Items)
	for _, it := range f.Items {
		raw := feedArticle(f, it)
		if reused[it.ID] {
			raw.ExternalID = ""
		}
		switch {
		case it.Cut:
			err = d.aside(it.Line, "%s", reasonCut)
		case raw.Title == "" && raw.Text == "" && raw.Fragment == "":
			err = d.aside(it.Line, "an item of a feed with neither title nor text")
		default:
			err = d.item(raw, it.Line)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// reusedIDs returns the ids under which a feed has several stories: they identify nothing.
func reusedIDs(items []feed.Item) map[string]bool {
	links, reused := make(map[string]string), make(map[string]bool)
	for _, it := range items {
		link, known := links[it.ID]
		if known && link != it.Link {
			reused[it.ID] = true
		}
		links[it.ID] = it.Link
	}
	return reused
}

// feedArticle returns the article that an item of a feed holds or announces.
func feedArticle(f *feed.Feed, it feed.Item) corpus.Raw {
	raw := corpus.Raw{
		Original:   corpus.Original{Bytes: []byte(it.Raw), MediaType: feedTypes[f.Kind]},
		ExternalID: it.ID,
		URL:        it.Link,
		Source:     feedSource(f, it),
		Title:      it.Title.Plain(),
		Published:  cmp.Or(it.Published.Written, it.Updated.Written),
		Language:   cmp.Or(it.Language, it.Title.Language),
		Image:      it.Image,
	}
	if it.Updated.Written != raw.Published {
		raw.Modified = it.Updated.Written
	}
	text := it.Content
	if text.Value == "" {
		text = it.Summary
		if text.Value != "" {
			raw.Labels = append(raw.Labels, corpus.Label{Kind: labelExtent, Value: "summary"})
		}
	}
	if text.HTML {
		raw.Fragment = withoutFeedTail(text.Value)
	} else {
		raw.Text = text.Value
	}
	for _, a := range it.Authors {
		if a.Name != "" {
			raw.Authors = append(raw.Authors, a.Name)
		}
	}
	for _, c := range it.Categories {
		if value := cmp.Or(c.Label, c.Term); !strings.Contains(value, "://") {
			raw.Labels = append(raw.Labels, corpus.Label{Kind: labelKeyword, Value: value})
		}
	}
	return raw
}

// The kinds of label that decoders give beside those that the input names.
const (
	labelKeyword = "keyword"
	labelExtent  = "extent" // "summary" where the input has no more of the text
)

var feedTypes = map[string]string{
	"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json", "cdf": "application/x-cdf",
}

// feedSource returns the outlet of an item: the one that the item says it was taken from, else the feed's. Where the item has an
// address of its own, that tells the domain.
func feedSource(f *feed.Feed, it feed.Item) corpus.Source {
	s := corpus.Source{Name: outletName(it.Source.Title, hostOf(it.Source.Link), hostOf(it.Link)), Domain: hostOf(it.Source.Link)}
	if s.Name == "" {
		s.Name = outletName(f.Title.Plain(), hostOf(it.Link), hostOf(f.Link), hostOf(f.Self))
	}
	if s.Domain == "" && it.Link == "" {
		s.Domain = hostOf(cmp.Or(f.Link, f.Self))
	}
	return s
}

// hostOf returns the host of an address without "www.", or "".
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return ""
	}
	return sourceNamed(u.Hostname()).Domain
}

// feedTail is what publishing software adds to the end of each item.
var feedTail = regexp.MustCompile(`(?is)<p>\s*The post\s+<a [^>]*>.{0,500}?</a>\s+(?:first )?appeared (?:first )?on\s+<a [^>]*>.{0,200}?</a>\.?\s*</p>\s*$`)

func withoutFeedTail(s string) string { return feedTail.ReplaceAllString(s, "") }
