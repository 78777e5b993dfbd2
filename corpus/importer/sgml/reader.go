package sgml

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"regexp"
)

// ErrTooLarge is a record over the limit; the next one can be read.
var ErrTooLarge = errors.New("record over the limit")

// Record is the bytes of one record, with the line where it begins, from 1.
type Record struct {
	Bytes []byte
	Line  int
	Cut   bool // the stream ended before it did
}

// Reader cuts a stream into records. It keeps one record at a time.
type Reader struct {
	r     *bufio.Reader
	limit int64
	line  int    // of what was read last
	open  bool   // it has not ended yet
	held  []byte // a line that begins the next record, read too early
}

// NewReader returns a reader of records of at most limit bytes.
func NewReader(r io.Reader, limit int64) *Reader {
	return &Reader{r: bufio.NewReader(r), limit: limit}
}

var (
	begins = regexp.MustCompile(`(?i)<(REUTERS|DOC)(\s[^<>]*)?>`)
	ends   = regexp.MustCompile(`(?i)</(REUTERS|DOC)\s*>`)
)

// Next returns the next record, with ErrTooLarge one that has its line only. The error is io.EOF after the last one.
func (r *Reader) Next() (Record, error) {
	rec := Record{}
	var size int64
	for {
		line, err := r.readLine()
		if len(line) == 0 && err != nil {
			return rec.end(size > r.limit, err)
		}
		if rec.Line == 0 {
			begin := begins.FindIndex(line)
			if begin == nil {
				continue
			}
			line = line[begin[0]:]
			rec.Line = r.line
		} else if begin := begins.FindIndex(line); begin != nil && !endsBefore(line, begin[0]) {
			r.hold(line[begin[0]:])
			line = line[:begin[0]]
			rec.Bytes = append(rec.Bytes, line...)
			return rec.end(size > r.limit, nil)
		}
		end := ends.FindIndex(line)
		if end != nil {
			r.hold(line[end[1]:])
			line = line[:end[1]]
		}
		if size += int64(len(line)); size <= r.limit {
			rec.Bytes = append(rec.Bytes, line...)
		} else {
			rec.Bytes = nil
		}
		if end != nil {
			return rec.end(size > r.limit, nil)
		}
	}
}

func (rec Record) end(over bool, err error) (Record, error) {
	switch {
	case rec.Line == 0:
		return Record{}, err
	case err != nil && !errors.Is(err, io.EOF):
		return Record{}, err
	case over:
		return Record{Line: rec.Line}, ErrTooLarge
	}
	rec.Cut = err != nil
	return rec, nil
}

func endsBefore(line []byte, at int) bool {
	end := ends.FindIndex(line)
	return end != nil && end[0] < at
}

// hold keeps the rest of a line for the next record, unless it is blank.
func (r *Reader) hold(rest []byte) {
	if len(bytes.TrimSpace(rest)) > 0 {
		r.held = bytes.Clone(rest)
	}
}

// longestLine is how much of a line without end is read at once.
const longestLine = 64 << 10

// readLine returns the next line with its end, or a part of a very long one.
func (r *Reader) readLine() ([]byte, error) {
	if r.held != nil {
		line := r.held
		r.held = nil
		return line, nil
	}
	if !r.open {
		r.line++
	}
	var line []byte
	for {
		part, err := r.r.ReadSlice('\n')
		line = append(line, part...)
		full := errors.Is(err, bufio.ErrBufferFull)
		if full && len(line) < longestLine {
			continue
		}
		r.open = err != nil
		if full {
			err = nil
		}
		return line, err
	}
}
