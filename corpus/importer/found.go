package importer

import (
	"bytes"
	"encoding/json"
	"maps"
)

// Articles inside an object that has no text of its own, as answers of programming interfaces and dumps hold them.

// found returns the articles in an object: the elements of an array of objects that look like articles, else the members of an object
// of which at least two do (articles by their ids) or one that is known to wrap an article, nearest to the top first; or none.
// What could be a headline with its address is not searched but for lists of the usual names.
// Of a table by columns they are the rows.
func found(values map[string]any, m mapping) []map[string]any {
	if rows := rowsOf(values, m); len(rows) > 0 {
		return rows
	}
	if !newRecord(values, m).readable() {
		return foundWithin(values, m, 0)
	}
	for _, key := range sortedByValue(values) {
		if list, ok := values[key].([]any); ok && contains(listKeys, key) {
			if all := articlesOf(list, m); len(all) > 0 {
				return all
			}
		}
	}
	return nil
}

func foundWithin(values map[string]any, m mapping, level int) []map[string]any {
	keys := sortedByValue(values)
	for _, key := range keys {
		if list, ok := values[key].([]any); ok && !notOwn[plain(key)] {
			if all := articlesOf(list, m); len(all) > 0 {
				return all
			}
		}
	}
	if members := articleMembers(values, keys, m); len(members) > 0 {
		return members
	}
	if level == maxWraps {
		return nil
	}
	for _, key := range keys {
		if o, ok := values[key].(map[string]any); ok && wraps(key) {
			if all := foundWithin(o, m, level+1); len(all) > 0 {
				return all
			}
		}
	}
	return nil
}

// wrappers are keys under which one article stands as a whole, beside what the outside says of it.
var wrappers = set("source", "node", "attributes", "article", "document", "doc", "story", "post", "item", "record", "data", "newsitem")

func articleMembers(values map[string]any, keys []string, m mapping) []map[string]any {
	var members []map[string]any
	wrapped := false
	for _, key := range keys {
		if o, ok := values[key].(map[string]any); ok && m.isArticle(o) {
			members = append(members, o)
			wrapped = wrappers[plain(key)]
		}
	}
	if len(members) != 1 {
		return members
	}
	if !wrapped {
		return nil
	}
	inside := newRecord(maps.Clone(members[0]), mapping{})
	if outside := newRecord(values, mapping{}); !inside.has("id") && outside.has("id") {
		inside.values["id"] = outside.get("id")
	}
	return []map[string]any{inside.values}
}

// articlesOf returns the objects of an array if the first looks like an article.
func articlesOf(list []any, m mapping) []map[string]any {
	var all []map[string]any
	for _, el := range list {
		o, ok := el.(map[string]any)
		if !ok || len(all) == 0 && !m.isArticle(o) {
			return nil
		}
		all = append(all, o)
	}
	return all
}

// isArticle reports whether an object has, under names in any language, a title and beside it a text or an address.
func (m mapping) isArticle(o map[string]any) bool {
	var paths []string
	leaves(o, "", 0, func(path, _ string) { paths = append(paths, path) })
	return m.articlePaths(paths)
}

func (m mapping) articlePaths(paths []string) bool {
	has := func(field string) bool {
		for _, path := range paths {
			if m.names[field].of(path) > 0 || m.keys[field] == path {
				return true
			}
		}
		return false
	}
	return (has("text") || has("html")) && (has("title") || has("url") || has("published")) || has("title") && has("url")
}

// looksLikeArticle reports the same of an object that begins in a sample, which may end in the middle of it.
func (m mapping) looksLikeArticle(start []byte) bool {
	if len(start) == 0 || start[0] != '{' {
		return false
	}
	var paths []string
	dec := json.NewDecoder(bytes.NewReader(start))
	if _, err := dec.Token(); err == nil {
		paths = keysOf(dec, "", 0)
	}
	return m.articlePaths(paths)
}

// keysOf returns the paths of an object whose brace was read, as far as it goes.
func keysOf(dec *json.Decoder, prefix string, level int) []string {
	var paths []string
	for dec.More() {
		t, err := dec.Token()
		key, ok := t.(string)
		if err != nil || !ok {
			return paths
		}
		paths = append(paths, prefix+key)
		t, err = dec.Token()
		if err != nil {
			return paths
		}
		switch {
		case t == json.Delim('{') && level < maxPath:
			paths = append(paths, keysOf(dec, prefix+key+".", level+1)...)
		case t == json.Delim('{'), t == json.Delim('['):
			skipTokens(dec)
			continue
		default:
			continue
		}
		if _, err := dec.Token(); err != nil {
			return paths
		}
	}
	return paths
}

// skipTokens reads to the end of what a bracket opened.
func skipTokens(dec *json.Decoder) {
	for depth := 1; depth > 0; {
		t, err := dec.Token()
		switch {
		case err != nil:
			return
		case t == json.Delim('{'), t == json.Delim('['):
			depth++
		case t == json.Delim('}'), t == json.Delim(']'):
			depth--
		}
	}
}
