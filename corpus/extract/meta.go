package extract

import (
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
)

// metas are the contents of a page's meta elements by name, property or itemprop in
// lower case, in document order.
type metas map[string][]string

const (
	maxMetas     = 2000
	maxMetaBytes = 4 << 10
)

func readMetas(doc *goquery.Document) metas {
	m := metas{}
	doc.Find("meta[content], meta[value]").EachWithBreak(func(n int, s *goquery.Selection) bool {
		content := squeeze(s.AttrOr("content", s.AttrOr("value", "")))
		if content == "" || len(content) > maxMetaBytes {
			return n < maxMetas
		}
		for _, attr := range []string{"property", "name", "itemprop", "http-equiv"} {
			for key := range strings.FieldsSeq(strings.ToLower(s.AttrOr(attr, ""))) {
				m[key] = append(m[key], content)
			}
		}
		return n < maxMetas
	})
	return m
}

// first returns the first content of the first of the keys that has one.
func (m metas) first(keys ...string) string {
	for _, k := range keys {
		if len(m[k]) > 0 {
			return m[k][0]
		}
	}
	return ""
}

// squeeze trims s and makes one space of each run of white space.
func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// textOf returns the visible text of an element in one line.
func textOf(s *goquery.Selection) string {
	var b strings.Builder
	for _, n := range s.Nodes {
		visit(n, func(c *html.Node) bool {
			switch {
			case b.Len() >= maxMetaBytes:
				return false
			case c.Type == html.TextNode:
				b.WriteString(c.Data[:min(len(c.Data), maxMetaBytes)])
			case c.Type == html.ElementNode && hiddenTags[c.Data]:
				return false
			case c.Data == "br" || c.Type == html.ElementNode && isBlock(c):
				b.WriteByte(' ')
			}
			return true
		})
	}
	return squeeze(strings.ToValidUTF8(b.String(), ""))
}
