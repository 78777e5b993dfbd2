package importer

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// JSON is cut into articles as a stream, without loading it: a scanner follows strings and brackets only
// and collects the bytes of one object at a time, which encoding/json then reads. An
// article is
//
//   - an element of an array at the top level;
//   - an element of an array under one of listKeys, or of an array whose first element looks like an article, in an object at
//     the top level or in objects inside it ("response.results", "data.page.newsItems");
//   - else the object at the top level itself. Where that has no text of its own, the articles are looked for in it once
//     more (see found.go).
//
// Several values may follow each other.

var listKeys = []string{"articles", "items", "results", "docs", "documents", "stories", "news", "entries",
	"records", "data", "hits", "posts", "rows"}

var wrapKeys = []string{"response", "data", "result", "results", "hits", "feed", "content", "metadata"}

const maxWraps = 5

func decodeJSON(d *decoding) error {
	j := &jsonScanner{r: d.r, line: 1, record: d.im.limits.Record, depth: d.im.limits.Depth}
	q := d.objects(JSON)
	for {
		c, err := j.next()
		switch {
		case errors.Is(err, io.EOF):
			return q.flush()
		case err != nil:
			return errors.Join(q.flush(), err)
		case c == '[':
			err = q.array(j, 0)
		case c == '{':
			err = q.object(j)
		default:
			return q.last(j.line, "not JSON: %q where an object or an array should begin; the rest was not read", c)
		}
		if errors.Is(err, io.ErrUnexpectedEOF) {
			return q.last(j.line, "the JSON ends too early: a bracket or a quote is never closed")
		}
		if err != nil {
			return err
		}
	}
}

// array reads the elements of an array whose bracket comes next.
func (q *objects) array(j *jsonScanner, level int) error {
	if _, err := j.read(); err != nil {
		return err
	}
	for {
		c, err := j.must()
		if err != nil {
			return err
		}
		switch {
		case c == ']', c == ',':
			if _, err := j.read(); err != nil {
				return err
			}
			if c == ']' {
				return nil
			}
			continue
		case c == '[' && level < maxWraps:
			if err := q.array(j, level+1); err != nil {
				return err
			}
			continue
		}
		v, err := j.value()
		if err != nil {
			return err
		}
		if len(v.bytes) == 0 && v.refused == "" {
			return q.last(j.line, "not JSON: unexpected %q; the rest was not read", c)
		}
		if err := q.add(v); err != nil {
			return err
		}
	}
}

// object reads an object at the top level: the articles in it, or itself as one.
func (q *objects) object(j *jsonScanner) error {
	j.begin()
	found, err := q.members(j, 0)
	if err != nil {
		return err
	}
	if v := j.end(); !found {
		return q.add(v)
	}
	return nil
}

// members walks an object whose brace comes next and reports whether articles were found in it.
func (q *objects) members(j *jsonScanner, level int) (found bool, err error) {
	if _, err := j.read(); err != nil {
		return false, err
	}
	own := newRecord(make(map[string]any), q.d.im.mapping)
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
		inner, err := q.member(j, key, own, level)
		found = found || inner
		if err != nil {
			return found, err
		}
	}
}

// member reads the value of a key and reports whether articles were found in it. own has the keys of the object so far.
func (q *objects) member(j *jsonScanner, key string, own record, level int) (found bool, err error) {
	c, err := j.must()
	if err != nil {
		return false, err
	}
	switch {
	case c == '[' && q.list(j, key, own):
		j.drop()
		return true, q.array(j, 0)
	case c == '{' && !own.has("text") && level < maxWraps && wraps(key):
		return q.members(j, level+1)
	case c == ',' || c == '}' || c == ':':
		return false, nil
	}
	own.values[key], own.byName[plain(key)] = true, true
	return false, j.skip()
}

// list reports whether the array that comes next is one of articles.
func (q *objects) list(j *jsonScanner, key string, own record) bool {
	switch {
	case own.has("text"):
		return false
	case contains(listKeys, key):
		start := j.ahead()
		return len(start) == 0 || start[0] == '{' || start[0] == '[' || start[0] == ']'
	}
	return !own.has("title") && !notOwn[plain(key)] && q.d.im.mapping.looksLikeArticle(j.ahead())
}

// wraps reports whether articles are looked for in an object under a key.
func wraps(key string) bool { return contains(wrapKeys, key) || !notOwn[plain(key)] }

func contains(keys []string, key string) bool {
	for _, k := range keys {
		if strings.EqualFold(k, key) {
			return true
		}
	}
	return false
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
	q := d.objects(JSONL)
	for line := 1; ; line++ {
		b, long, err := readLine(d.r, d.im.limits.Record)
		if err != nil && !errors.Is(err, io.EOF) {
			return errors.Join(q.flush(), err)
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
			if err := q.add(v); err != nil {
				return err
			}
		}
		if err != nil {
			return q.flush()
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
