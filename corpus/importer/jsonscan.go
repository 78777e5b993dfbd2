package importer

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
)

// jsonScanner finds where JSON values begin and end in a stream. It knows strings and brackets and nothing
// else; whether a value is valid is for encoding/json to say. It keeps at most
// record bytes of a value.
type jsonScanner struct {
	r      *bufio.Reader
	line   int // of the next byte, from 1
	record int64
	depth  int

	outer *capture // of the object at the top level
	inner *capture // of the value being read
}

// jsonValue is the bytes of a value, or why it is refused.
type jsonValue struct {
	bytes   []byte
	line    int
	refused string
}

// capture collects bytes up to a limit; beyond it, it keeps none.
type capture struct {
	bytes []byte
	line  int
	limit int64
	over  bool
	deep  bool
}

func (c *capture) add(b byte) {
	switch {
	case c == nil || c.over || c.deep:
	case int64(len(c.bytes)) >= c.limit:
		c.bytes, c.over = nil, true
	default:
		c.bytes = append(c.bytes, b)
	}
}

func (j *jsonScanner) result(c *capture) jsonValue {
	v := jsonValue{bytes: c.bytes, line: c.line}
	switch {
	case c.deep:
		v.refused = tooDeep(j.depth)
	case c.over:
		v.refused = tooLarge(j.record)
	}
	return v
}

// read takes one byte. The end of the input is io.ErrUnexpectedEOF.
func (j *jsonScanner) read() (byte, error) {
	b, err := j.r.ReadByte()
	if err != nil {
		return 0, noEOF(err)
	}
	if b == '\n' {
		j.line++
	}
	j.outer.add(b)
	j.inner.add(b)
	return b, nil
}

func noEOF(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// next returns the next byte that is no space, without taking it, or io.EOF.
func (j *jsonScanner) next() (byte, error) {
	for {
		b, err := j.r.Peek(1)
		if len(b) == 0 {
			return 0, err
		}
		switch b[0] {
		case ' ', '\t', '\r', '\n', '\x1e':
			if _, err := j.read(); err != nil {
				return 0, err
			}
		default:
			return b[0], nil
		}
	}
}

// must is next where the input must not end.
func (j *jsonScanner) must() (byte, error) {
	c, err := j.next()
	return c, noEOFOrNil(err)
}

func noEOFOrNil(err error) error {
	if err == nil {
		return nil
	}
	return noEOF(err)
}

// begin starts to keep the object at the top level; end returns it; drop gives it up.
func (j *jsonScanner) begin() { j.outer = &capture{line: j.line, limit: j.record} }

func (j *jsonScanner) drop() { j.outer = nil }

func (j *jsonScanner) end() jsonValue {
	if j.outer == nil {
		return jsonValue{line: j.line}
	}
	v := j.result(j.outer)
	j.outer = nil
	return v
}

// value reads one value and keeps it.
func (j *jsonScanner) value() (jsonValue, error) {
	c := &capture{line: j.line, limit: j.record}
	j.inner = c
	err := j.skip()
	j.inner = nil
	return j.result(c), err
}

// key reads a string and the colon after it, if there is one.
func (j *jsonScanner) key() (string, error) {
	v, err := j.value()
	if err != nil {
		return "", err
	}
	c, err := j.must()
	if err != nil {
		return "", err
	}
	if c == ':' {
		if _, err := j.read(); err != nil {
			return "", err
		}
	}
	var key string
	if json.Unmarshal(v.bytes, &key) != nil {
		return "", nil
	}
	return key, nil
}

// skip reads one value: a string, what is between brackets, or a word up to the next comma, bracket or space.
func (j *jsonScanner) skip() error {
	depth := 0
	for {
		b, err := j.r.Peek(1)
		if len(b) == 0 {
			return noEOF(err)
		}
		c := b[0]
		if depth == 0 {
			switch c {
			case ',', ']', '}', ':', ' ', '\t', '\r', '\n':
				return nil
			}
		}
		if _, err := j.read(); err != nil {
			return err
		}
		switch c {
		case '"':
			if err := j.quoted(); err != nil {
				return err
			}
		case '{', '[':
			depth++
			j.tooDeep(depth)
		case '}', ']':
			depth--
		default:
			continue
		}
		if depth == 0 {
			return nil
		}
	}
}

func (j *jsonScanner) tooDeep(depth int) {
	if depth <= j.depth {
		return
	}
	for _, c := range []*capture{j.outer, j.inner} {
		if c != nil {
			c.bytes, c.deep = nil, true
		}
	}
}

// quoted reads a string whose opening quote has been taken.
func (j *jsonScanner) quoted() error {
	for {
		c, err := j.read()
		switch {
		case err != nil:
			return err
		case c == '"':
			return nil
		case c == '\\':
			if _, err := j.read(); err != nil {
				return err
			}
		}
	}
}

// listAhead is how much of an array is looked at to tell what is in it.
const listAhead = 16 << 10

// ahead returns what follows the bracket that comes next, as far as it has been read already, without taking it.
func (j *jsonScanner) ahead() []byte {
	sample, _ := j.r.Peek(min(listAhead, j.r.Buffered()))
	if len(sample) == 0 {
		return nil
	}
	return bytes.TrimLeft(sample[1:], " \t\r\n")
}
