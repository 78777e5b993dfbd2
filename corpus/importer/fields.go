package importer

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"dateline/corpus"
)

// field is a field of an article as input may call it. Names are compared without case and without anything but letters and
// digits ("date_publish", "Date Publish").
type field struct {
	name    string
	aliases []string // taken as they are; the first that has a value counts
	label   string   // the kind of corpus.Label that it becomes
}

var fields = [...]field{
	{"id", []string{"id", "externalid", "articleid", "guid", "uid"}, ""},
	{"url", []string{"url", "link", "canonicalurl", "permalink", "weburl", "articleurl", "requestedurl", "respondedurl"}, ""},
	{"title", []string{"title", "headline"}, ""},
	{"text", []string{"text", "body", "content", "maintext", "articlebody", "fulltext"}, ""},
	{"html", []string{"html", "rawhtml", "pagehtml"}, ""},
	{"published", []string{"published", "date", "datepublish", "publishedat", "datepublished", "publishdate",
		"publicationdate", "publisheddate", "pubdate", "datetime"}, ""},
	{"modified", []string{"modified", "datemodified", "modifiedat", "updated", "updatedat", "dateupdated", "lastmodified", "updateddate"}, ""},
	{"authors", []string{"authors", "author", "byline", "bylines", "creator"}, ""},
	{"source", []string{"source", "sourcedomain", "publisher", "outlet", "publication", "domain", "site"}, ""},
	{"sourcename", []string{"sourcename", "sitename"}, ""},
	{"sourcecountry", []string{"sourcecountry"}, ""},
	{"language", []string{"language", "lang"}, ""},
	{"fetched", []string{"fetched", "datedownload", "fetchedat", "crawledat", "downloaded", "seendate"}, ""},
	{"image", []string{"image", "imageurl", "urltoimage", "socialimage", "topimage", "leadimage", "thumbnail"}, ""},
	{"section", []string{"section", "sections", "sectionname", "articlesection", "category", "categories"}, "section"},
	{"keywords", []string{"keywords", "keyword", "tags"}, "keyword"},
	{"topics", []string{"topics", "topic"}, "topic"},
	{"places", []string{"places", "locations"}, "place"},
	{"people", []string{"people", "persons"}, "person"},
	{"organisations", []string{"organisations", "organizations", "orgs"}, "organisation"},
	{"exchanges", []string{"exchanges"}, "exchange"},
}

// Fields lists the fields that Options.Map may name.
func Fields() []string {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.name
	}
	return names
}

// mapping knows under which key each field stands: as the user said, or else under an alias, or else as guessed.
type mapping struct {
	keys    map[string]string   // field → path
	guessed map[string][]string // field → paths; the first that has a value counts
	names   map[string]ranks    // field → what it may be called
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
	names := make(map[string]ranks, len(fields))
	for _, f := range fields {
		names[f.name] = ranksOf(f)
	}
	return mapping{keys: pairs, names: names}, nil
}

// guess returns m with guesses added.
func (m mapping) guess(found map[string]string) mapping {
	guessed := maps.Clone(m.guessed)
	if guessed == nil {
		guessed = make(map[string][]string, len(found))
	}
	for name, path := range found {
		guessed[name] = append(slices.Clone(guessed[name]), path)
	}
	return mapping{m.keys, guessed, m.names}
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

// known returns the fields that the columns of a table may hold, by their names in any language.
func (m mapping) known(columns []string) map[string]bool {
	found := make(map[string]bool)
	for _, f := range fields {
		for _, c := range columns {
			c = strings.TrimSpace(c)
			if m.keys[f.name] == c || m.keys[f.name] == "" && m.names[f.name][plain(c)] > 0 {
				found[f.name] = true
			}
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
	_, ok := r.guessed(name)
	return ok
}

// key returns the path of the field's value, "" if the record has none.
func (r record) key(name string) string {
	if path, ok := r.m.keys[name]; ok {
		if _, ok := follow(r.values, path); ok {
			return path
		}
		return ""
	}
	for _, alias := range aliasesOf(name) {
		if _, ok := r.byName[alias]; ok {
			return r.written(alias)
		}
	}
	path, _ := r.guessed(name)
	return path
}

// guessed returns the path that was guessed for the field, if the record has it.
func (r record) guessed(name string) (string, bool) {
	for _, path := range r.m.guessed[name] {
		if _, ok := follow(r.values, path); ok {
			return path, true
		}
	}
	return "", false
}

// written returns the key that has a plain form.
func (r record) written(alias string) string {
	for _, key := range sortedByValue(r.values) {
		if plain(key) == alias {
			return key
		}
	}
	return alias
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
	for _, path := range r.m.guessed[name] {
		if v, ok := follow(r.values, path); ok && v != nil && v != "" {
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
