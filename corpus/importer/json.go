package importer

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"dateline/corpus"
)

// JSON is cut into articles as a stream, without loading it: a scanner follows strings and brackets only
// and collects the bytes of one object at a time, which encoding/json then reads. An
// article is
//
//   - an element of an array at the top level;
//   - an element of an array under one of listKeys in an object at the top level, or in an object
//     under one of wrapKeys inside it ("response.results");
//   - else the object at the top level itself.
//
// Several values may follow each other.

var listKeys = []string{"articles", "items", "results", "docs", "documents", "stories", "news", "entries",
	"records", "data", "hits", "posts", "rows"}

var wrapKeys = []string{"response", "data", "result", "results", "hits", "feed"}

const maxWraps = 3

func decodeJSON(d *decoding) error {
	j := &jsonScanner{r: d.r, line: 1, record: d.im.limits.Record, depth: d.im.limits.Depth}
	for {
		c, err := j.next()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		case c == '[':
			err = d.array(j)
		case c == '{':
			err = d.object(j)
		default:
			return d.aside(j.line, "not JSON: %q where an object or an array should begin; the rest was not read", c)
		}
		if errors.Is(err, io.ErrUnexpectedEOF) {
			return d.aside(j.line, "the JSON ends too early: a bracket or a quote is never closed")
		}
		if err != nil {
			return err
		}
	}
}

// array reads the elements of an array whose bracket comes next.
func (d *decoding) array(j *jsonScanner) error {
	if _, err := j.read(); err != nil {
		return err
	}
	for {
		c, err := j.must()
		if err != nil {
			return err
		}
		switch c {
		case ']', ',':
			if _, err := j.read(); err != nil {
				return err
			}
			if c == ']' {
				return nil
			}
			continue
		}
		v, err := j.value()
		if err != nil {
			return err
		}
		if len(v.bytes) == 0 && v.refused == "" {
			return d.aside(j.line, "not JSON: unexpected %q; the rest was not read", c)
		}
		if err := d.value(v); err != nil {
			return err
		}
	}
}

// object reads an object at the top level: the articles in it, or itself as one.
func (d *decoding) object(j *jsonScanner) error {
	j.begin()
	found, err := d.members(j, 0)
	if err != nil {
		return err
	}
	if v := j.end(); !found {
		return d.value(v)
	}
	return nil
}

// members walks an object whose brace comes next and reports whether articles were found in it.
func (d *decoding) members(j *jsonScanner, level int) (found bool, err error) {
	if _, err := j.read(); err != nil {
		return false, err
	}
	own := make(map[string]any)
	for {
		c, err := j.must()
		if err != nil {
			return found, err
		}
		switch {
		case c == '}':
			_, err := j.read()
			return found, err
		case c != '"':
			if _, err := j.read(); err != nil {
				return found, err
			}
			continue
		}
		key, err := j.key()
		if err != nil {
			return found, err
		}
		c, err = j.must()
		if err != nil {
			return found, err
		}
		article := newRecord(own, d.im.mapping).has("text")
		switch {
		case c == '[' && !article && contains(listKeys, key):
			j.drop()
			found = true
			err = d.array(j)
		case c == '{' && !article && level < maxWraps && contains(wrapKeys, key):
			var inner bool
			inner, err = d.members(j, level+1)
			found = found || inner
		case c == ',' || c == '}' || c == ':':
		default:
			own[key] = true
			err = j.skip()
		}
		if err != nil {
			return found, err
		}
	}
}

func contains(keys []string, key string) bool {
	for _, k := range keys {
		if strings.EqualFold(k, key) {
			return true
		}
	}
	return false
}

// value hands over one JSON value as an article, or says why it is none.
func (d *decoding) value(v jsonValue) error {
	if v.refused != "" {
		return d.aside(v.line, "%s", v.refused)
	}
	raw, refused := d.im.jsonArticle(v.bytes)
	if refused != "" {
		return d.aside(v.line, "%s", refused)
	}
	return d.item(raw, v.line)
}

// jsonArticle reads one object. The bytes become the item's Original.
func (im *Importer) jsonArticle(b []byte) (raw corpus.Raw, refused string) {
	text, err := decodeBytes(b, narrowText)
	if err != nil {
		return raw, err.Error()
	}
	dec := json.NewDecoder(strings.NewReader(text))
	dec.UseNumber()
	var v any
	if err := dec.Decode(&v); err != nil {
		return raw, notJSON(err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return raw, fmt.Sprintf("not valid JSON: more after the object, at byte %d", dec.InputOffset())
	}
	values, ok := v.(map[string]any)
	if !ok {
		return raw, "not an article: a JSON " + jsonKind(v) + " where an object should be"
	}
	r := newRecord(values, im.mapping)
	if !r.has("text") && !r.has("html") {
		return raw, im.mapping.noText(sortedByValue(values))
	}
	raw = r.raw()
	raw.Original = corpus.Original{Bytes: b, MediaType: "application/json"}
	return raw, ""
}

func notJSON(err error) string {
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax):
		return fmt.Sprintf("not valid JSON at byte %d: %s", syntax.Offset, syntax)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return "not valid JSON: it ends too early"
	}
	return "not valid JSON: " + err.Error()
}

func jsonKind(v any) string {
	switch v.(type) {
	case []any:
		return "array"
	case string:
		return "string"
	case json.Number:
		return "number"
	case bool:
		return "boolean"
	}
	return "null"
}

// noText says that none of the keys is the text, and how to name it.
func (m mapping) noText(keys []string) string {
	looked := strings.Join(aliasesOf("text"), ", ")
	if key, ok := m.keys["text"]; ok {
		looked = key
	}
	const shown = 12
	more := ""
	if len(keys) > shown {
		keys, more = keys[:shown], ", …"
	}
	return fmt.Sprintf("no field for the text (looked for %s; there are %s%s); name it with --map text=KEY",
		looked, label(strings.Join(keys, ", ")), more)
}

// decodeJSONL reads one object per line. A bad line fails alone.
func decodeJSONL(d *decoding) error {
	for line := 1; ; line++ {
		b, long, err := readLine(d.r, d.im.limits.Record)
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		trimmed := bytes.TrimSpace(b)
		v := jsonValue{bytes: trimmed, line: line}
		switch {
		case long:
			v.refused = tooLarge(d.im.limits.Record)
		case nesting(trimmed) > d.im.limits.Depth:
			v.refused = tooDeep(d.im.limits.Depth)
		}
		if len(trimmed) > 0 || long {
			if err := d.value(v); err != nil {
				return err
			}
		}
		if err != nil {
			return nil
		}
	}
}

// readLine reads up to and with the next line feed. Of a line longer than limit it keeps nothing.
func readLine(r *bufio.Reader, limit int64) (line []byte, long bool, err error) {
	for {
		part, err := r.ReadSlice('\n')
		switch {
		case long:
		case int64(len(line)+len(part)) > limit:
			line, long = nil, true
		default:
			line = append(line, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, long, err
		}
	}
}

// nesting returns how deep brackets are nested in a JSON text.
func nesting(b []byte) int {
	depth, deepest := 0, 0
	quoted, escaped := false, false
	for _, c := range b {
		switch {
		case escaped:
			escaped = false
		case quoted && c == '\\':
			escaped = true
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			depth++
			deepest = max(deepest, depth)
		case c == '}' || c == ']':
			depth--
		}
	}
	return deepest
}

func tooDeep(limit int) string {
	return fmt.Sprintf("JSON nested deeper than the limit of %d", limit)
}
