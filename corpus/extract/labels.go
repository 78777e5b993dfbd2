package extract

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

const (
	maxKeywords = 40
	maxKeyword  = 100 // bytes
)

var (
	sectionMetas = []string{"article:section", "og:article:section", "parsely-section", "sailthru.section", "article.section", "cxenseparse:section", "rnews:articlesection", "dc.subject.section", "section", "channel", "category", "og:section", "bt:section", "articlesection"}
	keywordMetas = []string{"news_keywords", "article:tag", "og:article:tag", "keywords", "parsely-tags", "sailthru.tags", "article.tags", "citation_keywords", "dc.subject", "rnews:keywords"}
	imageMetas   = []string{"og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src", "parsely-image-url", "sailthru.image.full", "image", "thumbnail"}
)

// section returns the part of the outlet that the article stands in, and the rule that found it.
func (s *source) section() (string, string) {
	site := s.siteKeys("")
	for _, v := range s.ld.section {
		if v = labelText(v); v != "" && !slices.Contains(site, siteKey(v)) {
			return v, "json-ld:articleSection"
		}
	}
	for _, key := range sectionMetas {
		if v := labelText(s.meta.first(key)); v != "" {
			return v, metaRule(key)
		}
	}
	if v := labelText(textOf(s.doc.Find(`[itemprop~="articleSection"]:not(meta)`).First())); v != "" {
		return v, "itemprop:articleSection"
	}
	if v := labelText(s.ld.trail); v != "" && !slices.Contains(site, siteKey(v)) {
		return v, "json-ld:BreadcrumbList"
	}
	return "", ""
}

// labelText returns a section's or keyword's name in one line, or "" if it is none.
func labelText(v string) string {
	v = squeeze(v)
	if len(v) > maxKeyword || strings.Contains(v, "://") || !utf8.ValidString(v) {
		return ""
	}
	return v
}

// keywords returns the words by which the page files the article, each once, and the rule that found them.
func (s *source) keywords() ([]string, string) {
	if words := splitKeywords(s.ld.keywords); len(words) > 0 {
		return words, "json-ld:keywords"
	}
	for _, key := range keywordMetas {
		if words := splitKeywords(s.meta[key]); len(words) > 0 {
			return words, metaRule(key)
		}
	}
	return nil, ""
}

// splitKeywords reads lists of keywords. A list of several values is not cut; a single one is cut at its commas or, if it
// has none, at its semicolons or bars.
func splitKeywords(values []string) []string {
	if len(values) == 1 {
		for _, sep := range []string{",", "，", "、", ";", "|"} {
			if strings.Contains(values[0], sep) {
				values = strings.Split(values[0], sep)
				break
			}
		}
	}
	var words []string
	for _, v := range values {
		if v = labelText(v); v != "" && len(words) < maxKeywords {
			words = appendNew(words, v)
		}
	}
	return words
}

// image returns the address of the lead image and the rule that found it.
func (s *source) image() (string, string) {
	for _, key := range imageMetas {
		if u := s.imageURL(s.meta.first(key)); u != "" {
			return u, metaRule(key)
		}
	}
	if u := s.imageURL(s.ld.image); u != "" {
		return u, "json-ld:image"
	}
	if u := s.imageURL(s.doc.Find(`link[rel~="image_src"]`).First().AttrOr("href", "")); u != "" {
		return u, "link rel=image_src"
	}
	e := s.doc.Find(`[itemprop~="image"]`).First()
	for _, key := range []string{"content", "src", "href"} {
		if u := s.imageURL(e.AttrOr(key, "")); u != "" {
			return u, "itemprop:image"
		}
	}
	return s.shownImage(), "<img>"
}

// notLeadWords are in the names of pictures that are no lead image.
var notLeadWords = []string{"logo", "icon", "avatar", "author", "sprite", "pixel", "badge", "spinner", "placeholder", "advert", "banner"}

// shownImage returns the address of the first large picture of the article that is not beside it.
func (s *source) shownImage() string {
	const most, small = 40, 200 // pictures looked at; pixels
	for i, e := range s.doc.Find("article img, main img, figure img").EachIter() {
		n := e.Nodes[0]
		src := cmp.Or(attrOf(n, "data-src"), attrOf(n, "src"))
		width, err := strconv.Atoi(attrOf(n, "width"))
		marks := strings.ToLower(marksOf(n) + " " + clip(src, maxURL))
		named := func(w string) bool { return strings.Contains(marks, w) }
		switch {
		case i >= most:
			return ""
		case err == nil && width < small, slices.ContainsFunc(notLeadWords, named), named(".svg"), named(".gif"), s.insideAside(n):
			continue
		}
		if u := s.imageURL(src); u != "" {
			return u
		}
	}
	return ""
}

// insideAside reports whether an element is in one that is beside the article; a figure is not.
func (s *source) insideAside(n *html.Node) bool {
	for p := n.Parent; p != nil && p.Type == html.ElementNode; p = p.Parent {
		if p.Data != "figure" && isAside(p, marksOf(p)) && !s.outline.holdsHeadline(p) && !s.outline.isMain(p) {
			return true
		}
	}
	return false
}

// imageURL returns the absolute address of a picture, or "".
func (s *source) imageURL(v string) string {
	u := webAddress(v, s.base())
	if u == nil || isHome(u) || slices.Contains([]string{"data", "blob"}, u.Scheme) {
		return ""
	}
	return u.String()
}

// base returns the address against which the page's relative ones stand, nil if unknown.
func (s *source) base() *url.URL {
	if s.url != nil {
		return s.url
	}
	return webAddress(s.meta.first("og:url"), nil)
}
