package importer

import (
	"fmt"
	"hash/maphash"
	"slices"
	"strings"
)

// Mapping says from which keys or columns the records of a file are read.
type Mapping struct {
	Place  string // of the file or archive entry
	Format Format
	Fields []MappedField // in the order of Fields
	Unread []string      // keys and columns that no field is read from; set where something was guessed
}

// MappedField is a field and where it is read from.
type MappedField struct {
	Field   string
	Key     string // a column, or a path into an object
	Guessed bool   // Key is no known name of the field
}

// Guessed reports whether a field is read from a key that is no known name of it.
func (m Mapping) Guessed() bool {
	return slices.ContainsFunc(m.Fields, func(f MappedField) bool { return f.Guessed })
}

// HasText reports whether the records have a text or a page.
func (m Mapping) HasText() bool {
	return slices.ContainsFunc(m.Fields, func(f MappedField) bool { return f.Field == "text" || f.Field == "html" })
}

// String says in one line what is read as what: "title ← Überschrift, text ← Inhalt; not read: Nr".
func (m Mapping) String() string {
	var parts []string
	for _, f := range m.Fields {
		parts = append(parts, f.Field+" ← "+label(f.Key))
	}
	s := strings.Join(parts, ", ")
	if !m.HasText() {
		s += "; no text"
	}
	const shown = 10
	unread := m.Unread
	more := ""
	if len(unread) > shown {
		more = fmt.Sprintf(" and %d more", len(unread)-shown)
		unread = unread[:shown]
	}
	if len(unread) > 0 {
		s += "; not read: " + label(strings.Join(unread, ", ")) + more
	}
	return s
}

// shapes knows how the records of one file are read, which may be of several shapes (sets of keys).
type shapes struct {
	im     *Importer
	place  string
	format Format
	m      mapping // with what was guessed
	seed   maphash.Seed
	seen   map[uint64]bool // shapes that were looked at
	doubt  string          // why the text is not known, of the last shape looked at
	told   map[string]bool
	dates  dates
}

const (
	maxShapes = 200 // of a file that are looked at
	maxTold   = 10  // mappings of a file that are told
)

func (d *decoding) shapes(f Format) *shapes {
	return &shapes{im: d.im, place: d.place, format: f, m: d.im.mapping, seed: maphash.MakeSeed(), seen: make(map[uint64]bool), told: make(map[string]bool)}
}

// wanted are the fields that are guessed where they are missing.
var wanted = []string{"title", "url", "published"}

// new reports whether a record is of a shape that was not looked at and misses something.
func (s *shapes) new(values map[string]any) bool {
	if len(s.told) == 0 && s.im.mapped != nil {
		return true
	}
	r := newRecord(values, s.m)
	complete := r.has("text") || r.has("html")
	for _, name := range wanted {
		complete = complete && r.has(name)
	}
	complete = complete && !s.dates.open(r)
	return !complete && len(s.seen) < maxShapes && !s.seen[s.hash(values, 0)]
}

// hash is of the keys of a record, in any order.
func (s *shapes) hash(values map[string]any, level int) uint64 {
	var sum uint64
	for key, v := range values {
		h := maphash.String(s.seed, key)
		if inner, ok := v.(map[string]any); ok && level < maxPath {
			h = h*31 + s.hash(inner, level+1)
		}
		sum += h
	}
	return sum
}

// learn looks at the first records of a file, or of a shape, and guesses what is missing.
func (s *shapes) learn(records []map[string]any) {
	groups := make(map[uint64][]map[string]any)
	var order []uint64
	for _, values := range records {
		h := s.hash(values, 0)
		if s.seen[h] {
			continue
		}
		if groups[h] == nil {
			order = append(order, h)
		}
		groups[h] = append(groups[h], values)
	}
	for _, h := range order {
		s.seen[h] = true
		s.look(groups[h])
	}
}

// look guesses for records of one shape.
func (s *shapes) look(group []map[string]any) {
	union := unionOf(group)
	r := newRecord(union, s.m)
	known := make(map[string]string)
	var fieldsRead []MappedField
	for _, f := range fields {
		if key := r.key(f.name); key != "" {
			known[f.name] = key
			_, guessed := r.guessed(f.name)
			fieldsRead = append(fieldsRead, MappedField{f.name, key, guessed})
		}
	}
	g := guess(s.m.names, columnsOf(group), known)
	s.doubt = g.doubt
	s.m = s.m.guess(g.found)
	for i, f := range fields {
		if path, ok := g.found[f.name]; ok {
			at := 0
			for at < len(fieldsRead) && slices.Index(Fields(), fieldsRead[at].Field) < i {
				at++
			}
			fieldsRead = slices.Insert(fieldsRead, at, MappedField{f.name, path, true})
		}
	}
	for _, values := range group {
		s.dates.learn(newRecord(values, s.m))
	}
	s.tell(Mapping{Place: s.place, Format: s.format, Fields: fieldsRead, Unread: g.unread()})
}

// tell tells a mapping that was not told of this file.
func (s *shapes) tell(m Mapping) {
	if !m.Guessed() && m.HasText() {
		m.Unread = nil
	}
	said := m.String()
	if s.im.mapped == nil || s.told[said] || len(s.told) >= maxTold {
		return
	}
	s.told[said] = true
	s.im.mapped(m)
}

// unionOf has every key that one of the records has.
func unionOf(group []map[string]any) map[string]any {
	union := make(map[string]any)
	for _, values := range group {
		for key, v := range values {
			if old, ok := union[key]; !ok || old == nil || old == "" {
				union[key] = v
			}
		}
	}
	return union
}

const (
	maxPath    = 3   // parts of a path that is guessed, but one
	maxColumns = 300 // paths looked at
)

// columnsOf returns the paths to strings and numbers in the records, in order, with their values.
func columnsOf(group []map[string]any) []*column {
	byPath := make(map[string]*column)
	var all []*column
	for _, values := range group {
		leaves(values, "", 0, func(path, value string) {
			c := byPath[path]
			if c == nil {
				if len(all) == maxColumns {
					return
				}
				c = &column{path: path}
				byPath[path] = c
				all = append(all, c)
			}
			if strings.TrimSpace(value) != "" {
				c.values = append(c.values, value)
			}
		})
	}
	slices.SortStableFunc(all, func(a, b *column) int { return strings.Compare(a.path, b.path) })
	return all
}

// leaves walks the strings and numbers of an object, and the arrays of these.
func leaves(values map[string]any, prefix string, level int, visit func(path, value string)) {
	for _, key := range sortedByValue(values) {
		path := prefix + key
		switch v := values[key].(type) {
		case map[string]any:
			if level < maxPath {
				leaves(v, path+".", level+1, visit)
			}
		case []any:
			if len(v) > 0 {
				if _, object := v[0].(map[string]any); !object {
					visit(path, paragraphs(v))
				}
			}
		default:
			visit(path, paragraphs(v))
		}
	}
}

// readable reports whether a record has what makes an article: a text or a page, or at least a headline with its address.
func (r record) readable() bool {
	return r.has("text") || r.has("html") || r.has("title") && r.has("url")
}

// refused says why a record is no article, or returns "".
func (s *shapes) refused(r record, keys []string) string {
	switch {
	case r.has("text"), r.has("html"):
		return ""
	case s.doubt != "":
		return s.doubt
	case r.readable():
		return ""
	}
	return r.m.noText(keys)
}
