package robots

import (
	"net/http"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dateline/corpus"
	"dateline/corpus/when"
)

// Directives are what a page, or its HTTP header, asks of those who index it
// (https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag). The zero value asks nothing.
//
// Directives stand between commas, or white space, in any case; those that Google does not name, and dates that cannot be
// read, mean nothing. Of several ways to say something the strictest counts: there is no way to take a directive back.
type Directives struct {
	NoIndex   bool // noindex, none: the page is not to be found
	NoFollow  bool // nofollow, none: its links are not to be followed
	NoArchive bool // noarchive, nocache: no copy is to be shown
	NoSnippet bool // nosnippet, max-snippet:0: no part of its text is to be shown
	// UnavailableAfter is when NoIndex begins to hold; zero is never. Of a date without a time it is the end of that day (UTC).
	UnavailableAfter time.Time
}

// And returns what both ask.
func (d Directives) And(other Directives) Directives {
	d.NoIndex = d.NoIndex || other.NoIndex
	d.NoFollow = d.NoFollow || other.NoFollow
	d.NoArchive = d.NoArchive || other.NoArchive
	d.NoSnippet = d.NoSnippet || other.NoSnippet
	if t := other.UnavailableAfter; d.UnavailableAfter.IsZero() || !t.IsZero() && t.Before(d.UnavailableAfter) {
		d.UnavailableAfter = t
	}
	return d
}

// Indexable reports whether the page may be found at the moment now.
func (d Directives) Indexable(now time.Time) bool {
	return !d.NoIndex && (d.UnavailableAfter.IsZero() || now.Before(d.UnavailableAfter))
}

// FromHeader reads the X-Robots-Tag fields of a response: "noindex", or "otherbot: noindex, nofollow", where all after an
// agent's name is said to it alone until another one is named. Agent is the crawler's product token.
func FromHeader(h http.Header, agent string) Directives {
	var d Directives
	for _, value := range h.Values("X-Robots-Tag") {
		d = d.And(read(value, agent, true))
	}
	return d
}

// FromMeta reads a meta element of a page by its name and its content. Names other than "robots" and the crawler's product
// token, whatever their case, are for others.
func FromMeta(name, content, agent string) Directives {
	if name = trim(name); !strings.EqualFold(name, "robots") && !strings.EqualFold(name, agent) {
		return Directives{}
	}
	return read(content, agent, false)
}

// FromPage reads all meta elements of a page, which is HTML in UTF-8, wherever they stand.
func FromPage(page, agent string) Directives {
	var d Directives
	for z := html.NewTokenizer(strings.NewReader(page)); ; {
		switch z.Next() {
		case html.ErrorToken:
			return d
		case html.StartTagToken, html.SelfClosingTagToken:
			if tag, more := z.TagName(); more && atom.Lookup(tag) == atom.Meta {
				name, content := attributes(z)
				d = d.And(FromMeta(name, content, agent))
			}
		}
	}
}

func attributes(z *html.Tokenizer) (name, content string) {
	for more := true; more; {
		var key, value []byte
		key, value, more = z.TagAttr()
		switch {
		case string(key) == "name" && name == "":
			name = string(value)
		case string(key) == "content" && content == "":
			content = string(value)
		}
	}
	return name, content
}

// read reads a list of directives. In headers, an agent's name may stand before some of them.
func read(list, agent string, named bool) Directives {
	var d Directives
	parts := strings.Split(list, ",")
	ours := true
	for i := 0; i < len(parts); i++ {
		name, value, valued := strings.Cut(parts[i], ":")
		key := strings.ToLower(trim(name))
		if valued && named && !isValued(key) && plain(key) == (Directives{}) {
			ours = key == anyAgent || key == "robots" || strings.EqualFold(Token(key), agent)
			parts[i] = value
			i--
			continue
		}
		if key == "unavailable_after" {
			t, more := unavailable(value, parts[i+1:])
			i += more
			if ours {
				d = d.And(Directives{UnavailableAfter: t})
			}
			continue
		}
		if ours {
			d = d.And(plain(parts[i]))
		}
	}
	return d
}

// isValued reports whether a directive has a value after a colon.
func isValued(key string) bool {
	return key == "unavailable_after" || strings.HasPrefix(key, "max-")
}

// plain reads directives without commas between them. Of one with a value that has none, "noindex: yes", the value does not
// count.
func plain(part string) Directives {
	var d Directives
	names, value, _ := strings.Cut(strings.ToLower(part), ":")
	for name := range strings.FieldsFuncSeq(names, func(c rune) bool { return strings.ContainsRune(spaces+";", c) }) {
		switch name {
		case "noindex":
			d.NoIndex = true
		case "nofollow":
			d.NoFollow = true
		case "none":
			d.NoIndex, d.NoFollow = true, true
		case "noarchive", "nocache":
			d.NoArchive = true
		case "nosnippet":
			d.NoSnippet = true
		case "max-snippet":
			d.NoSnippet = d.NoSnippet || trim(value) == "0"
		}
	}
	return d
}

// unavailable reads a date that may go on in the parts after it, as dates may have commas, and returns how many of them it took.
func unavailable(value string, rest []string) (time.Time, int) {
	const commas = 2
	for more := 0; ; more++ {
		if date := when.Parse(trim(value), when.Options{}); date.Known() {
			if date.Precision == corpus.PrecisionMinute {
				return date.Time, more
			}
			_, end := date.Span()
			return end, more
		}
		if more == commas || more == len(rest) || plain(rest[more]) != (Directives{}) {
			return time.Time{}, 0
		}
		value += "," + rest[more]
	}
}
