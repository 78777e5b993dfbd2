package extract

import (
	"slices"
	"strings"

	"dateline/corpus/clean"
)

// authorMetas are the meta elements that name authors.
var authorMetas = []string{"author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl", "article:author_name", "citation_author", "creator"}

// authorElements are the selectors of elements that name authors, the surest first.
var authorElements = []string{
	`[itemprop~="author"] [itemprop~="name"]`, `[itemprop~="author"]`, `a[rel~="author"]`, `.byline a`, `.byline__name`, `.author-name`, `.byline`, `.author`,
}

// authors returns the names of the article's authors, in order.
func (s *source) authors(site string) []string {
	if names := authorNames(s.ld.authors, site); len(names) > 0 {
		return names
	}
	for _, key := range authorMetas {
		if names := authorNames(s.meta[key], site); len(names) > 0 {
			return names
		}
	}
	for _, sel := range authorElements {
		var found []string
		for _, e := range s.doc.Find(sel).EachIter() {
			if t := textOf(e); len(t) < 200 && len(found) < 10 {
				found = append(found, t)
			}
		}
		if names := authorNames(found, site); len(names) > 0 {
			return names
		}
	}
	return nil
}

// authorNames reads the names in the given bylines. The site is nobody.
func authorNames(bylines []string, site string) []string {
	var names []string
	for _, b := range bylines {
		if strings.Contains(b, "://") {
			continue
		}
		for _, name := range clean.Byline(b) {
			if !strings.EqualFold(name, site) && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}
