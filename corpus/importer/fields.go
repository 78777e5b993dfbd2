package importer

import (
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"dateline/corpus"
)

// field is a field of an article as input may call it. Aliases are compared without case and
// without anything but letters and digits ("date_publish", "Date Publish"); the first that
// has a value counts.
type field struct {
	name    string
	aliases []string
}

var fields = [...]field{
	{"id", []string{"id", "externalid", "articleid", "guid", "uid"}},
	{"url", []string{"url", "link", "canonicalurl", "permalink", "weburl", "articleurl"}},
	{"title", []string{"title", "headline"}},
	{"text", []string{"text", "body", "content", "maintext", "articlebody", "fulltext"}},
	{"html", []string{"html", "rawhtml", "pagehtml"}},
	{"published", []string{"published", "date", "datepublish", "publishedat", "datepublished", "publishdate",
		"publicationdate", "publisheddate", "pubdate", "datetime"}},
	{"authors", []string{"authors", "author", "byline", "bylines", "creator"}},
	{"source", []string{"source", "sourcedomain", "publisher", "outlet", "publication", "domain", "site"}},
	{"sourcename", []string{"sourcename", "sitename"}},
	{"sourcecountry", []string{"sourcecountry"}},
	{"language", []string{"language", "lang"}},
	{"fetched", []string{"fetched", "datedownload", "fetchedat", "crawledat", "downloaded"}},
}

// Fields lists the fields that Options.Map may name.
func Fields() []string {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.name
	}
	return names
}

// mapping knows under which key each field stands.
type mapping struct {
	keys map[string]string // field → key as the user gave it
}

func newMapping(pairs map[string]string) (mapping, error) {
	for _, name := range sortedKeys(pairs) {
		if !slices.Contains(Fields(), name) {
			return mapping{}, corpus.Errorf(corpus.Invalid, "unknown field %q in %s=%s; fields are %s",
				name, name, pairs[name], join(Fields()))
		}
		if pairs[name] == "" {
			return mapping{}, corpus.Errorf(corpus.Invalid, "field %q has no key", name)
		}
	}
	return mapping{pairs}, nil
}

// plain reduces a key to what is compared.
func plain(key string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, key)
}

// known returns the fields that the columns of a table hold.
func (m mapping) known(columns []string) map[string]bool {
	rec := make(map[string]any, len(columns))
	for _, c := range columns {
		rec[strings.TrimSpace(c)] = ""
	}
	found := make(map[string]bool)
	r := newRecord(rec, m)
	for _, f := range fields {
		if r.has(f.name) {
			found[f.name] = true
		}
	}
	return found
}

// record is a JSON object or a table's row, by its keys. Values are those of
// encoding/json with numbers kept as written.
type record struct {
	values map[string]any
	byName map[string]any // by plain key
	m      mapping
}

func newRecord(values map[string]any, m mapping) record {
	byName := make(map[string]any, len(values))
	for _, key := range sortedByValue(values) {
		if p := plain(key); byName[p] == nil || byName[p] == "" {
			byName[p] = values[key]
		}
	}
	return record{values, byName, m}
}

// sortedByValue returns the keys in order, so that two keys with one plain form do not depend on chance.
func sortedByValue(values map[string]any) []string {
	keys := make([]string, 0, len(values))
	for k := range values {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// has reports whether the record has a key for the field, be its value empty.
func (r record) has(name string) bool {
	if path, ok := r.m.keys[name]; ok {
		_, ok := follow(r.values, path)
		return ok
	}
	for _, alias := range aliasesOf(name) {
		if _, ok := r.byName[alias]; ok {
			return true
		}
	}
	return false
}

// get returns the field's value, nil if it has none.
func (r record) get(name string) any {
	if path, ok := r.m.keys[name]; ok {
		v, _ := follow(r.values, path)
		return v
	}
	for _, alias := range aliasesOf(name) {
		if v := r.byName[alias]; v != nil && v != "" {
			return v
		}
	}
	return nil
}

func aliasesOf(name string) []string {
	for _, f := range fields {
		if f.name == name {
			return f.aliases
		}
	}
	return nil
}

// follow follows a dotted path. A key that itself has dots comes first; a number is an index of an array;
// without one a path goes through every element.
func follow(v any, path string) (any, bool) {
	switch v := v.(type) {
	case map[string]any:
		if found, ok := v[path]; ok {
			return found, true
		}
		for i, c := range path {
			if c != '.' {
				continue
			}
			if inner, ok := v[path[:i]]; ok {
				if found, ok := follow(inner, path[i+1:]); ok {
					return found, true
				}
			}
		}
	case []any:
		first, rest, more := strings.Cut(path, ".")
		if n, err := strconv.Atoi(first); err == nil {
			if n < 0 || n >= len(v) {
				return nil, false
			}
			if !more {
				return v[n], true
			}
			return follow(v[n], rest)
		}
		var all []any
		for _, el := range v {
			if found, ok := follow(el, path); ok {
				all = append(all, found)
			}
		}
		return all, len(all) > 0
	}
	return nil, false
}

// raw returns the item that a record describes, without Original and Place.
func (r record) raw() corpus.Raw {
	raw := corpus.Raw{
		ExternalID: str(r.get("id")),
		URL:        str(r.get("url")),
		Source:     sourceOf(r.get("source")),
		Title:      str(r.get("title")),
		Text:       paragraphs(r.get("text")),
		Authors:    names(r.get("authors")),
		Published:  str(r.get("published")),
		Language:   str(r.get("language")),
	}
	if html := paragraphs(r.get("html")); html != "" {
		raw.HTML = []byte(html)
	}
	if raw.Source.Name == "" {
		raw.Source.Name = str(r.get("sourcename"))
	}
	if raw.Source.Country == "" {
		raw.Source.Country = strings.ToUpper(str(r.get("sourcecountry")))
	}
	if t, err := time.Parse(time.RFC3339, str(r.get("fetched"))); err == nil {
		raw.Fetched = t
	}
	return raw
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
	}
	return ""
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
	}
	return ""
}

// names returns the authors of a string, an object with a name, or an array of these.
func names(v any) []string {
	switch v := v.(type) {
	case map[string]any:
		return names(v["name"])
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
	s := corpus.Source{Name: str(o["name"]), Country: strings.ToUpper(str(o["country"]))}
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
