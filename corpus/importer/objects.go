package importer

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"dateline/corpus"
)

// objects makes items of JSON objects, in order. Where something must be guessed for objects of a new shape it gathers a few
// first, of those that have been read already, so that nothing waits for input that has not come.
type objects struct {
	d       *decoding
	shapes  *shapes
	waiting []object
	bytes   int
}

// object is a JSON object, or why it is refused.
type object struct {
	jsonValue
	values map[string]any
}

const (
	sampleObjects     = 20
	sampleObjectBytes = 1 << 20
)

func (d *decoding) objects(f Format) *objects { return &objects{d: d, shapes: d.shapes(f)} }

// add takes the next value.
func (q *objects) add(v jsonValue) error {
	o := object{jsonValue: v}
	if o.refused == "" {
		o.values, o.refused = parseObject(v.bytes)
	}
	if len(q.waiting) == 0 && (o.refused != "" || !q.shapes.new(o.values)) {
		return q.emit(o)
	}
	q.waiting = append(q.waiting, o)
	q.bytes += len(v.bytes)
	if len(q.waiting) >= sampleObjects || q.bytes >= sampleObjectBytes || !q.more() {
		return q.flush()
	}
	return nil
}

// more reports whether an end of another object has been read already.
func (q *objects) more() bool {
	ahead, _ := q.d.r.Peek(q.d.r.Buffered())
	return bytes.IndexByte(ahead, '}') >= 0
}

// last hands over what waits, then reports what ends the reading.
func (q *objects) last(line int, format string, args ...any) error {
	if err := q.flush(); err != nil {
		return err
	}
	return q.d.aside(line, format, args...)
}

// flush hands over what waits, when enough is known of it.
func (q *objects) flush() error {
	var records []map[string]any
	for _, o := range q.waiting {
		if o.refused == "" && q.shapes.new(o.values) && len(found(o.values, q.d.im.mapping)) == 0 {
			records = append(records, o.values)
		}
	}
	q.shapes.learn(records)
	waiting := q.waiting
	q.waiting, q.bytes = nil, 0
	for _, o := range waiting {
		if err := q.emit(o); err != nil {
			return err
		}
	}
	return nil
}

// emit hands over one object as an article, or the articles in it, or says why it is none.
func (q *objects) emit(o object) error {
	if o.refused != "" {
		return q.d.aside(o.line, "%s", o.refused)
	}
	r := newRecord(o.values, q.shapes.m)
	if !r.has("text") && !r.has("html") || len(rowsOf(o.values, q.d.im.mapping)) > 0 {
		if inside := found(o.values, q.d.im.mapping); len(inside) > 0 {
			return q.each(o, inside)
		}
	}
	if refused := q.shapes.refused(r, sortedByValue(o.values)); refused != "" {
		return q.d.aside(o.line, "%s", refused)
	}
	raw := q.shapes.raw(r)
	raw.Original = corpus.Original{Bytes: o.bytes, MediaType: "application/json"}
	return q.d.item(raw, o.line)
}

// each hands over the articles that an object holds. Their original is the object that they are, written anew.
func (q *objects) each(outer object, inside []map[string]any) error {
	if q.shapes.new(inside[0]) {
		q.shapes.learn(inside[:min(len(inside), sampleObjects)])
	}
	for _, values := range inside {
		b, err := json.Marshal(values)
		if err != nil {
			return fmt.Errorf("writing an object anew: %w", err)
		}
		r := newRecord(values, q.shapes.m)
		if refused := q.shapes.refused(r, sortedByValue(values)); refused != "" {
			err = q.d.aside(outer.line, "%s", refused)
		} else {
			raw := q.shapes.raw(r)
			raw.Original = corpus.Original{Bytes: b, MediaType: "application/json"}
			err = q.d.item(raw, outer.line)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// parseObject reads one object, or says why it is none.
func parseObject(b []byte) (values map[string]any, refused string) {
	text, err := decodeBytes(b, narrowText)
	if err != nil {
		return nil, err.Error()
	}
	dec := json.NewDecoder(strings.NewReader(text))
	dec.UseNumber()
	var v any
	if err := dec.Decode(&v); err != nil {
		return nil, notJSON(err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, fmt.Sprintf("not valid JSON: more after the object, at byte %d", dec.InputOffset())
	}
	values, ok := v.(map[string]any)
	if !ok {
		return nil, "not an article: a JSON " + jsonKind(v) + " where an object should be"
	}
	return values, ""
}
