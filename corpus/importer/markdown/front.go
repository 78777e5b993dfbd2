package markdown

import (
	"iter"
	"strconv"
	"strings"
)

// values are the front matter's, by key in lower case.
type values map[string][]string

// first returns the first value that is not empty under the keys.
func (v values) first(keys ...string) string {
	for _, k := range keys {
		for _, s := range v[k] {
			if s != "" {
				return s
			}
		}
	}
	return ""
}

// all returns the values under the keys, each once.
func (v values) all(keys ...string) []string {
	var list []string
	seen := make(map[string]bool)
	for _, k := range keys {
		for _, s := range v[k] {
			if s != "" && !seen[s] {
				seen[s] = true
				list = append(list, s)
			}
		}
	}
	return list
}

// cutFront separates the front matter from the text after it. Without one it returns no values and the text as it is.
func cutFront(text string) (v values, rest string) {
	text = strings.TrimPrefix(text, "\ufeff")
	first, after, ok := strings.Cut(text, "\n")
	fence := strings.TrimRight(first, " \t\r")
	if !ok || fence != "---" && fence != "+++" {
		return nil, text
	}
	var lines []string
	for len(after) > 0 {
		line, more, _ := strings.Cut(after, "\n")
		line = strings.TrimRight(line, " \t\r")
		after = more
		if line == fence || fence == "---" && line == "..." {
			return readFront(lines, map[string]string{"---": ":", "+++": "="}[fence]), after
		}
		lines = append(lines, line)
	}
	return nil, text
}

// readFront reads lines of keys and values separated by sep.
func readFront(lines []string, sep string) values {
	v := make(values)
	key, folded := "", false
	for _, line := range lines {
		trimmed := strings.TrimSpace(line)
		indented := line != "" && (line[0] == ' ' || line[0] == '\t')
		item, listed := strings.CutPrefix(trimmed, "- ")
		switch {
		case trimmed == "", trimmed[0] == '#', trimmed[0] == '[' && sep == "=" && !folded:
			continue
		case listed && key != "" && !folded:
			v[key] = append(v[key], unquoted(nameOf(item)))
		case indented && folded:
			v[key] = []string{strings.TrimSpace(v.first(key) + " " + trimmed)}
		case trimmed == "]":
			folded = false
		case indented && key != "" && sep == "=":
			v[key] = append(v[key], list(strings.TrimSuffix(trimmed, ","))...)
		case indented:
		default:
			name, value, ok := strings.Cut(line, sep)
			if !ok {
				continue
			}
			key = strings.ToLower(strings.Trim(name, " \t\"'"))
			value = strings.TrimSpace(value)
			folded = strings.HasPrefix(value, "|") || strings.HasPrefix(value, ">")
			if !folded {
				v[key] = list(value)
			}
		}
	}
	return v
}

// nameOf returns the name in a list's entry that is a table ("name: Jane Roe").
func nameOf(item string) string {
	if name, ok := strings.CutPrefix(item, "name:"); ok {
		return strings.TrimSpace(name)
	}
	return item
}

// list reads a value: one, or several in brackets.
func list(value string) []string {
	inner, ok := strings.CutPrefix(value, "[")
	if !ok {
		return []string{unquoted(value)}
	}
	inner = strings.TrimSuffix(strings.TrimSpace(inner), "]")
	var all []string
	for part := range splitQuoted(inner) {
		if s := unquoted(part); s != "" {
			all = append(all, s)
		}
	}
	return all
}

// splitQuoted yields the parts between commas that stand outside of quotes.
func splitQuoted(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		quote, start := byte(0), 0
		for i := 0; i < len(s); i++ {
			switch c := s[i]; {
			case quote != 0 && c == '\\':
				i++
			case quote != 0 && c == quote:
				quote = 0
			case quote == 0 && (c == '"' || c == '\''):
				quote = c
			case quote == 0 && c == ',':
				if !yield(s[start:i]) {
					return
				}
				start = i + 1
			}
		}
		yield(s[start:])
	}
}

// unquoted returns a value without its quotes, or without the comment behind it.
func unquoted(s string) string {
	s = strings.TrimSpace(s)
	switch {
	case len(s) >= 2 && s[0] == '"' && strings.LastIndexByte(s, '"') > 0:
		s = s[:strings.LastIndexByte(s, '"')+1]
		if plain, err := strconv.Unquote(s); err == nil {
			return strings.TrimSpace(plain)
		}
		return strings.Trim(s, `"`)
	case len(s) >= 2 && s[0] == '\'' && strings.LastIndexByte(s, '\'') > 0:
		return strings.TrimSpace(strings.ReplaceAll(s[1:strings.LastIndexByte(s, '\'')], "''", "'"))
	}
	if i := strings.Index(s, " #"); i >= 0 {
		s = strings.TrimSpace(s[:i])
	}
	switch strings.ToLower(s) {
	case "null", "~":
		return ""
	}
	return s
}
