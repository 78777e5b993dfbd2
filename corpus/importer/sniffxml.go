package importer

import (
	"regexp"
	"strings"
)

var (
	// beforeRoot is what may stand before the root of a document in XML or SGML.
	beforeRoot = regexp.MustCompile(`(?is)^(?:\s*(?:<\?.*?\?>|<\?[^<>]*>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>))*\s*`)
	rootTag    = regexp.MustCompile(`^<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)[\s>/]`)
	docType    = regexp.MustCompile(`(?i)<!DOCTYPE\s+(?:[\w.-]+:)?([\w.-]+)`)
	lateFeed   = regexp.MustCompile(`(?i)<(?:rss\s[^>]*version|feed\s[^>]*xmlns|rdf:rdf\s)`)
	jsonFeed   = regexp.MustCompile(`"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/version`)
	definition = regexp.MustCompile(`(?s)^(?:\s*<!--.*?-->)*\s*<!(?:ELEMENT|ENTITY|ATTLIST)\s`)
	trecDoc    = regexp.MustCompile(`(?i)<(docno|docid|text|headline|dateline)>`)
)

// rootFormats gives the format of the root elements of news, in lower case.
var rootFormats = map[string]Format{
	"rss": Feed, "feed": Feed, "rdf": Feed, "channel": Feed,
	"nitf":   NITF,
	"newsml": NewsML, "newsmessage": NewsML, "newsitem": NewsML, "packageitem": NewsML, "conceptitem": NewsML, "knowledgeitem": NewsML,
	"planningitem": NewsML, "catalogitem": NewsML, "contentset": NewsML, "contentmeta": NewsML, "itemmeta": NewsML, "groupset": NewsML,
	"reuters": SGML, "lewis": SGML,
}

// sniffXML recognises the formats of news in XML and SGML by their root element, or says what a document is that holds none.
func sniffXML(start []byte) (f Format, refused string) {
	early := start[:min(len(start), rootWithin)]
	late := lateFeed.Match(early) && !htmlRoot.Match(early) // behind what a server wrote by mistake
	switch {
	case start[0] != '<' && late:
		return Feed, ""
	case start[0] != '<':
		return "", ""
	}
	root := ""
	if m := rootTag.FindSubmatch(start[len(beforeRoot.Find(start)):]); m != nil {
		root = strings.ToLower(string(m[1]))
	} else if m := docType.FindSubmatch(start); m != nil {
		root = strings.ToLower(string(m[1]))
	}
	switch {
	case root == "" && definition.Match(start):
		return "", "a document type definition, not text"
	case root == "urlset", root == "sitemapindex":
		return "", "a sitemap; its address can be crawled"
	case root == "doc" && trecDoc.Match(start):
		return SGML, ""
	case rootFormats[root] == "" && late:
		return Feed, ""
	}
	return rootFormats[root], ""
}

var frontMatter = regexp.MustCompile(`(?s)^(?:---[ \t]*\r?\n(?:\s*#[^\n]*\n)*[A-Za-z_][\w .-]*:.*?\n---[ \t]*(?:\r?\n|$)|\+\+\+[ \t]*\r?\n.*?\n\+\+\+[ \t]*(?:\r?\n|$))`)

// isMarkdown recognises Markdown by its front matter or its name.
func isMarkdown(start []byte, ext string) bool {
	switch ext {
	case ".md", ".markdown", ".mdown", ".mkd":
		return true
	}
	return frontMatter.Match(start)
}

func isJSONFeed(start []byte) bool { return jsonFeed.Match(start) }
