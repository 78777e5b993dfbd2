package feed

import (
	"strings"

	"dateline/corpus/xmltree"
)

// spaces gives the namespaces of feeds the prefix by which the code knows them; that of RSS and Atom themselves is "".
var spaces = map[string]string{
	"http://purl.org/rss/1.0":                             "",
	"http://purl.org/net/rss1.1":                          "",
	"http://my.netscape.com/rdf/simple/0.9":               "",
	"http://channel.netscape.com/rdf/simple/0.9":          "",
	"http://my.netscape.com/publish/formats/rss-0.91.dtd": "",
	"http://backend.userland.com/rss":                     "",
	"http://backend.userland.com/rss2":                    "",
	"http://backend.userland.com/rss091":                  "",
	"http://blogs.law.harvard.edu/tech/rss":               "",
	"http://www.w3.org/2005/atom":                         "",
	"http://purl.org/atom/ns":                             "",
	"http://purl.org/dc/elements/1.1":                     "dc",
	"http://purl.org/dc/elements/1.0":                     "dc",
	"http://purl.org/dc/terms":                            "dcterms",
	"http://purl.org/rss/1.0/modules/content":             "content",
	"http://purl.org/rss/1.0/modules/syndication":         "sy",
	"http://search.yahoo.com/mrss":                        "media",
	"http://tools.search.yahoo.com/mrss":                  "media",
	"http://video.search.yahoo.com/mrss":                  "media",
	"http://www.itunes.com/dtds/podcast-1.0.dtd":          "itunes",
	"http://example.com/dtds/podcast-1.0.dtd":             "itunes",
	"http://rssnamespace.org/feedburner/ext/1.0":          "feedburner",
	"http://www.w3.org/1999/02/22-rdf-syntax-ns":          "rdf",
	"http://www.w3.org/1999/xhtml":                        "xhtml",
	"http://prismstandard.org/namespaces/1.2/basic":       "prism",
	"http://prismstandard.org/namespaces/basic/2.0":       "prism",
	"http://purl.org/rss/1.0/modules/rss091":              "",
}

// undeclared are prefixes that mean RSS or Atom where they are used without a declaration.
var undeclared = map[string]bool{"rss": true, "atom": true, "atom10": true, "atom03": true, "a10": true}

// key returns the name of an element in lower case with the prefix by which spaces knows its namespace, such as
// "title" or "dc:creator"; "" for an element of a foreign namespace. Elements in the namespace of the root are the feed's own.
func (d *document) key(n *xmltree.Node) string {
	name := strings.ToLower(n.Name)
	if n.Space == "" || n.Space == d.space {
		return name
	}
	prefix, ok := spaces[strings.ToLower(strings.TrimRight(strings.TrimSpace(n.Space), "/#"))]
	switch {
	case ok && prefix == "":
		return name
	case ok:
		return prefix + ":" + name
	case undeclared[n.Space], n.Prefix == "":
		return name
	case n.Space == n.Prefix: // not declared
		return strings.ToLower(n.Prefix) + ":" + name
	}
	return ""
}

// fields are the children of an element by key.
type fields map[string][]*xmltree.Node

func (d *document) fields(n *xmltree.Node) fields {
	f := make(fields, len(n.Children)/2)
	for _, c := range n.Children {
		if c.Name == "" {
			continue
		}
		if k := d.key(c); k != "" {
			f[k] = append(f[k], c)
		}
	}
	return f
}

// all returns the elements under the keys, those of the first key first.
func (f fields) all(keys ...string) []*xmltree.Node {
	var found []*xmltree.Node
	for _, k := range keys {
		found = append(found, f[k]...)
	}
	return found
}

// line returns the first text that is not empty under the keys, on one line.
func (f fields) line(keys ...string) string {
	for _, n := range f.all(keys...) {
		if s := n.Line(); s != "" {
			return s
		}
	}
	return ""
}
