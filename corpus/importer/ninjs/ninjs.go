// Package ninjs reads ninjs, the news industry's JSON of the IPTC, in its versions 1.0 to 1.x (body_text, headline, person),
// 2.x (bodies, headlines, people) and 3.x (the same in mixed case). Keys are compared without case, so one reading serves all.
package ninjs

import (
	"cmp"
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strings"

	"dateline/corpus"
	"dateline/corpus/importer/nitf"
)

// Item is a news item. What it does not give is empty.
type Item struct {
	URI       string
	Type      string // "text", "picture", "video", …
	Title     string
	Fragment  string // the text as HTML; else Text
	Text      string
	Summary   bool // the item has no more than a description of the text
	Authors   []string
	Published string // firstcreated, contentcreated, versioncreated
	Modified  string // versioncreated, if it is another
	Language  string
	Source    string // copyrightholder, infosources
	Image     string // of an associated picture
	Labels    []corpus.Label
	Refused   string // why it is no article, in words
}

// Detect reports whether JSON that begins with start is ninjs: it names the schema, or has keys that go together nowhere
// else.
func Detect(start []byte) bool {
	return schema.Match(start) || uri.Match(start) && own.Match(start)
}

var (
	schema = regexp.MustCompile(`ninjs-schema_|"name"\s*:\s*"ninjs"`)
	uri    = regexp.MustCompile(`"uri"\s*:`)
	own    = regexp.MustCompile(`(?i)"(versioncreated|pubstatus|representationtype|body_xhtml|copyrightholder|eventdetails)"\s*:`)
)

// object is a JSON object with its keys in lower case.
type object map[string]any

func (o object) str(keys ...string) string {
	for _, k := range keys {
		switch v := o[k].(type) {
		case string:
			if s := strings.TrimSpace(v); s != "" {
				return s
			}
		case json.Number:
			return v.String()
		}
	}
	return ""
}

func (o object) list(keys ...string) []object {
	var all []object
	for _, k := range keys {
		switch v := o[k].(type) {
		case []any:
			for _, el := range v {
				if inner, ok := el.(map[string]any); ok {
					all = append(all, lower(inner))
				}
			}
		case map[string]any:
			all = append(all, lower(v))
		}
	}
	return all
}

func lower(m map[string]any) object {
	o := make(object, len(m))
	for k, v := range m {
		o[strings.ToLower(k)] = v
	}
	return o
}

// Parse reads one item of its values, numbers as json.Number.
func Parse(values map[string]any) Item {
	o := lower(values)
	it := Item{
		URI:       o.str("uri"),
		Type:      strings.ToLower(o.str("type")),
		Title:     title(o),
		Authors:   authors(o),
		Published: o.str("firstcreated", "contentcreated", "versioncreated"),
		Language:  o.str("language"),
		Source:    o.str("copyrightholder", "provider", "source"),
	}
	if m := o.str("versioncreated", "contentmodified"); m != it.Published {
		it.Modified = m
	}
	it.labels(o)
	it.body(o)
	it.Image = image(o)
	if it.Source == "" {
		for _, s := range o.list("infosources", "infosource") {
			it.Source = cmp.Or(it.Source, s.str("name"))
		}
	}
	it.Refused = refused(o, it)
	return it
}

// title prefers the main headline.
func title(o object) string {
	best := ""
	for _, h := range o.list("headlines") {
		if role := strings.ToLower(h.str("role")); best == "" || role == "main" {
			best = cmp.Or(h.str("value"), best)
		}
	}
	return cmp.Or(o.str("headline"), best, o.str("headline_main"), o.str("title"), o.str("name"))
}

func authors(o object) []string {
	if by := o.str("byline", "by"); by != "" {
		return []string{by}
	}
	var all []string
	for _, b := range o.list("bylines", "creators", "authors") {
		if name := b.str("name", "value"); name != "" {
			all = append(all, name)
		}
	}
	return all
}

// body takes the HTML before the plain text; of several the longest. An NITF body is read as one.
func (it *Item) body(o object) {
	for _, k := range slices.Sorted(maps.Keys(o)) {
		if !strings.HasPrefix(k, "body_") {
			continue
		}
		if s := o.str(k); strings.Contains(k, "html") || strings.Contains(k, "xml") || strings.Contains(k, "nitf") {
			it.add(s, "text/html")
		} else {
			it.add(s, "text/plain")
		}
	}
	for _, b := range o.list("bodies") {
		it.add(b.str("value"), cmp.Or(strings.ToLower(b.str("contenttype")), b.str("role")))
	}
	if it.Fragment == "" && it.Text == "" {
		it.describe(o)
	}
}

func (it *Item) add(value, kind string) {
	if value == "" {
		return
	}
	if strings.Contains(strings.ToLower(kind), "nitf") || strings.Contains(value, "<nitf") {
		if d, ok := nitf.Parse(value); ok {
			it.Title = cmp.Or(it.Title, d.Title)
			value, kind = d.Fragment, "text/html"
		}
	}
	if strings.Contains(kind, "html") || strings.Contains(kind, "xml") {
		if len(value) > len(it.Fragment) {
			it.Fragment = value
		}
	} else if len(value) > len(it.Text) {
		it.Text = value
	}
}

// describe takes the longest description for the text.
func (it *Item) describe(o object) {
	for _, k := range slices.Sorted(maps.Keys(o)) {
		if strings.HasPrefix(k, "description_") {
			it.add(o.str(k), map[bool]string{true: "text/html"}[strings.Contains(k, "html")])
		}
	}
	for _, d := range o.list("descriptions") {
		it.add(d.str("value"), strings.ToLower(d.str("contenttype")))
	}
	it.Summary = it.Fragment != "" || it.Text != ""
}

// labelKinds gives the kind of label of each list.
var labelKinds = []struct{ key, kind string }{
	{"subject", "topic"}, {"subjects", "topic"}, {"keywords", "keyword"}, {"place", "place"}, {"places", "place"}, {"person", "person"}, {"people", "person"},
	{"organisation", "organisation"}, {"organisations", "organisation"}, {"event", "event"}, {"events", "event"}, {"genre", "genre"}, {"genres", "genre"},
}

func (it *Item) labels(o object) {
	seen := make(map[corpus.Label]bool)
	add := func(kind, value string) {
		l := corpus.Label{Kind: kind, Value: strings.Join(strings.Fields(value), " ")}
		if l.Value != "" && !seen[l] {
			seen[l] = true
			it.Labels = append(it.Labels, l)
		}
	}
	for _, k := range labelKinds {
		for _, each := range o.list(k.key) {
			add(k.kind, each.str("name", "literal"))
		}
		if words, ok := o[k.key].([]any); ok {
			for _, w := range words {
				if s, ok := w.(string); ok {
					add(k.kind, s)
				}
			}
		}
	}
	add("place", o.str("located"))
}

// image returns the address of the first picture that belongs to the item.
func image(o object) string {
	associations := o.list("associations")
	if named, ok := o["associations"].(map[string]any); ok {
		associations = nil
		for _, k := range slices.Sorted(maps.Keys(named)) {
			if inner, ok := named[k].(map[string]any); ok {
				associations = append(associations, lower(inner))
			}
		}
	}
	for _, a := range associations {
		if t := strings.ToLower(a.str("type")); t != "picture" && t != "graphic" && t != "image" {
			continue
		}
		renditions := a.list("renditions")
		if named, ok := a["renditions"].(map[string]any); ok {
			for _, key := range []string{"baseImage", "main", "web", "preview", "original"} {
				if r, ok := named[key].(map[string]any); ok {
					renditions = append(renditions, lower(r))
				}
			}
		}
		for _, r := range renditions {
			if href := r.str("href"); strings.HasPrefix(href, "http") {
				return href
			}
		}
	}
	return ""
}

// refused says why an item is no article, or returns "".
func refused(o object, it Item) string {
	status := strings.ToLower(o.str("pubstatus"))
	status = status[strings.LastIndexByte(status, ':')+1:]
	switch {
	case o["$schema"] != nil && o["properties"] != nil:
		return "no news text: a schema"
	case status == "canceled" || status == "cancelled":
		return "its publisher canceled it"
	case status == "withheld":
		return "its publisher withholds it"
	case it.Type == "event" || it.Type == "planning":
		return "no news text: an entry of a calendar (" + it.Type + ")"
	case it.Summary && it.Type != "" && it.Type != "text" && it.Type != "composite":
		return "no news text: " + it.Type + " with a caption"
	case it.Fragment == "" && it.Text == "" && it.Type != "" && it.Type != "text":
		return "no news text: " + it.Type + " only"
	case it.Fragment == "" && it.Text == "" && (it.Title == "" || o["associations"] != nil):
		return "no news text: it has no body"
	}
	return ""
}
