package importer

import (
	"encoding/json"
	"net/url"
	"regexp"
	"strings"
	"time"
	"unicode"

	"dateline/corpus"
)

// raw returns the item that a record describes, without Original and Place.
func (r record) raw() corpus.Raw {
	raw := corpus.Raw{
		ExternalID: str(r.get("id")),
		URL:        address(r.get("url")),
		Source:     sourceOf(r.get("source")),
		Title:      str(r.get("title")),
		Text:       paragraphs(r.get("text")),
		Authors:    names(r.get("authors")),
		Published:  str(r.get("published")),
		Modified:   str(r.get("modified")),
		Language:   str(r.get("language")),
		Image:      address(r.get("image")),
		Labels:     r.labels(),
	}
	if html := paragraphs(r.get("html")); html != "" {
		raw.HTML = []byte(html)
	}
	withoutRest(&raw)
	separateMarkup(&raw)
	if raw.Source.Name == "" {
		raw.Source.Name = str(r.get("sourcename"))
	}
	if raw.Source.Country == "" {
		raw.Source.Country = countryCode(r.get("sourcecountry"))
	}
	raw.Fetched = instant(str(r.get("fetched")))
	return raw
}

// restLeftOut is what programming interfaces end a text with that they cut: "[+1234 chars]".
var restLeftOut = regexp.MustCompile(`\s*\[\+\d+ char(?:acter)?s?\]\s*$`)

// withoutRest takes from a text the words that its rest was left out, which a label tells.
func withoutRest(raw *corpus.Raw) {
	if at := restLeftOut.FindStringIndex(raw.Text); at != nil {
		raw.Text = raw.Text[:at[0]]
		raw.Labels = append(raw.Labels, corpus.Label{Kind: labelExtent, Value: "summary"})
	}
}

// labels returns the tags that the record gives the article, in the order of the fields.
func (r record) labels() []corpus.Label {
	var all []corpus.Label
	for _, f := range fields {
		if f.label == "" {
			continue
		}
		for _, value := range words(r.get(f.name)) {
			all = append(all, corpus.Label{Kind: f.label, Value: value})
		}
	}
	return all
}

// words returns the tags of an array of strings or of objects with a name, or of one string that separates them by commas or semicolons.
func words(v any) []string {
	if _, ok := v.([]any); ok {
		return names(v)
	}
	separator := ","
	s := str(v)
	if strings.Contains(s, ";") {
		separator = ";"
	}
	var all []string
	for word := range strings.SplitSeq(s, separator) {
		if word = strings.TrimSpace(word); word != "" {
			all = append(all, word)
		}
	}
	return all
}

// instant reads the time of a program, the zero time if it is none.
func instant(s string) time.Time {
	for _, layout := range []string{time.RFC3339, "2006-01-02 15:04:05Z07:00", "20060102T150405Z07:00", "20060102150405Z07:00"} {
		for _, zone := range []string{"", "Z"} {
			if t, err := time.Parse(layout, s+zone); err == nil {
				return t
			}
		}
	}
	return time.Time{}
}

// countryCode returns a country given by its code. A name is none.
func countryCode(v any) string {
	if s := str(v); len(s) == 2 {
		return strings.ToUpper(s)
	}
	return ""
}

var (
	pageMarkup = regexp.MustCompile(`(?i)^\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html)[\s>]`)
	textMarkup = regexp.MustCompile(`(?i)</?(p|br|div|span|a|em|i|b|strong|h[1-6]|ul|ol|li|blockquote|figure|section|article|table|td|img)(\s[^<>]*)?/?>`)
)

// surelyMarkup is what plain text does not hold. The signs of companies in newswire ("<A>", "<B>") look like opening tags.
var surelyMarkup = regexp.MustCompile(`</[a-zA-Z]|<p[ >]|<(br|BR)\s*/?>`)

// separateMarkup moves a text that is a page or is written in HTML to the field for it.
func separateMarkup(raw *corpus.Raw) {
	const tagsOfMarkup = 2
	switch {
	case !strings.Contains(raw.Text, "<"):
	case pageMarkup.MatchString(raw.Text):
		if raw.HTML == nil {
			raw.HTML, raw.Charset = []byte(raw.Text), "utf-8"
		}
		raw.Text = ""
	case surelyMarkup.MatchString(raw.Text) && len(textMarkup.FindAllStringIndex(raw.Text, tagsOfMarkup)) == tagsOfMarkup:
		raw.Text, raw.Fragment = "", raw.Text
	}
}

// inner lists the keys under which an object holds what it stands for.
var inner = []string{"rendered", "main", "name", "original", "value", "text", "content", "#text", "$t", "$oid", "$date", "_", "url", "href", "title"}

// unwrapped returns what an object stands for, nil if it is not known.
func unwrapped(o map[string]any) any {
	for _, key := range inner {
		if v, ok := o[key]; ok && v != nil && v != "" {
			return v
		}
	}
	return nil
}

// str returns a value that is one word or line.
func str(v any) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(v)
	case json.Number:
		return v.String()
	case []any:
		for _, el := range v {
			if s := str(el); s != "" {
				return s
			}
		}
	case map[string]any:
		return str(unwrapped(v))
	}
	return ""
}

// address returns a URL given as a string, as an object or as the first of an array of these.
func address(v any) string {
	switch v := v.(type) {
	case []any:
		for _, el := range v {
			if s := address(el); s != "" {
				return s
			}
		}
		return ""
	case map[string]any:
		for _, key := range []string{"url", "href", "src", "contentUrl", "@id"} {
			if s := str(v[key]); s != "" {
				return s
			}
		}
	}
	return str(v)
}

// paragraphs returns running text; an array is one paragraph per element.
func paragraphs(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case []any:
		var parts []string
		for _, el := range v {
			if s := paragraphs(el); s != "" {
				parts = append(parts, s)
			}
		}
		return strings.Join(parts, "\n\n")
	case map[string]any:
		return paragraphs(unwrapped(v))
	}
	return ""
}

// names returns the authors of a string, an object with a name, or an array of these.
func names(v any) []string {
	switch v := v.(type) {
	case map[string]any:
		return names(unwrapped(v))
	case []any:
		var all []string
		for _, el := range v {
			all = append(all, names(el)...)
		}
		return all
	}
	if s := str(v); s != "" {
		return []string{s}
	}
	return nil
}

// sourceOf reads a source given as a string or as an object with domain, name, country or url.
func sourceOf(v any) corpus.Source {
	o, ok := v.(map[string]any)
	if !ok {
		return sourceNamed(str(v))
	}
	s := corpus.Source{Name: str(o["name"]), Country: countryCode(o["country"])}
	if s.Name == "" {
		s.Name = str(o["title"])
	}
	for _, key := range []string{"domain", "url", "href", "link", "id"} {
		if named := sourceNamed(str(o[key])); named.Domain != "" && s.Domain == "" {
			s.Domain = named.Domain
		}
	}
	return s
}

// sourceNamed takes a value with a dot and no space for a domain (or the address of a page of it), any
// other for a name.
func sourceNamed(s string) corpus.Source {
	s = strings.TrimSpace(s)
	if u, err := url.Parse(s); err == nil && u.Host != "" {
		s = u.Hostname()
	}
	if s == "" || strings.ContainsFunc(s, unicode.IsSpace) || !strings.Contains(s, ".") {
		return corpus.Source{Name: s}
	}
	return corpus.Source{Domain: strings.TrimPrefix(strings.ToLower(strings.Trim(s, "./")), "www.")}
}
