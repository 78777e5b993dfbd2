package extract

import (
	"slices"
	"strings"

	"dateline/corpus/clean"
)

// authorMetas are the meta elements that name authors, the surest first.
var authorMetas = []string{
	"author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl", "article:author_name",
	"citation_author", "creator",
}

// authorElements are the selectors of elements that name authors, the surest first.
var authorElements = []string{
	`[itemprop~="author"] [itemprop~="name"]`, `[itemprop~="author"]`, `a[rel~="author"]`, `.byline a`, `.byline__name`, `.author-name`, `.byline`, `.author`,
}

const (
	maxAuthors    = 20
	maxAuthorName = 100
)

// authors returns the names of the article's authors, in order: those of JSON-LD, else of meta
// elements, else of byline elements. An agency that is named as the author in data
// ("Associated Press") is one; in running bylines only people are.
func (s *source) authors(site string) []string {
	if names := declaredAuthors(s.ld.authors); len(names) > 0 {
		return names
	}
	for _, key := range authorMetas {
		if names := declaredAuthors(s.meta[key]); len(names) > 0 && !(len(names) == 1 && strings.EqualFold(names[0], site)) {
			return names
		}
	}
	for _, sel := range authorElements {
		var names []string
		for _, e := range s.doc.Find(sel).EachIter() {
			if t := textOf(e); len(t) < 2*maxAuthorName && len(names) < maxAuthors {
				names = appendNew(names, clean.Byline(t)...)
			}
		}
		names = slices.DeleteFunc(names, func(n string) bool { return strings.EqualFold(n, site) })
		if len(names) > 0 {
			return names
		}
	}
	return nil
}

// declaredAuthors reads the values of author properties.
func declaredAuthors(values []string) []string {
	var names []string
	for _, v := range values[:min(len(values), maxAuthors)] {
		people := clean.Byline(v)
		switch {
		case len(people) > 0:
			names = appendNew(names, people...)
		case isOrganisation(v):
			names = appendNew(names, v)
		}
	}
	return names
}

// isOrganisation reports whether an author that is no person can be an outlet, agency
// or desk: words with capitals, no address and no stub.
func isOrganisation(v string) bool {
	if len(v) > maxAuthorName || strings.ContainsAny(v, "@<>{}|;=:") || strings.Contains(v, "www.") || v == strings.ToLower(v) {
		return false
	}
	switch strings.ToLower(v) {
	case "admin", "administrator", "staff", "editor", "author", "guest", "anonymous", "unknown", "by", "none", "null", "undefined":
		return false
	}
	return len(strings.Fields(v)) <= 5
}

func appendNew(names []string, more ...string) []string {
	for _, n := range more {
		if !slices.ContainsFunc(names, func(have string) bool { return strings.EqualFold(have, n) }) {
			names = append(names, n)
		}
	}
	return names
}
