package warc

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/klauspost/compress/zstd"
)

// Record is one record of an archive.
type Record struct {
	Type      string    // in lower case: "response", "resource", "request" …; that of an ARC record follows from what it holds
	ID        string    // as written, "" in ARC
	URL       string    // the address, without brackets and with spaces escaped
	Date      time.Time // of the capture, zero if it is not known
	MediaType string    // of the block, as written
	Truncated string    // why the archive's maker cut the block short, "" if it did not
	Segment   bool      // the block is a part of a content that goes on in other records
	Offset    int64     // where the record begins in the unpacked archive
	Length    int64     // of the block, as the record says
	Block     []byte    // of a record over the limit its beginning
	Oversize  bool      // the block is over the limit
	// Lying is set where the length was wrong, and Block is what stands before the next record or the end.
	Lying bool
}

// Damage is a part of an archive that could not be read as a record. Reading goes on after it.
type Damage struct {
	Offset int64 // where it begins in the unpacked archive
	What   string
}

// Error returns the place and what is wrong, in words.
func (d *Damage) Error() string { return fmt.Sprintf("at byte %d: %s", d.Offset, d.What) }

// Sizes in bytes.
const (
	maxHeader = 64 << 10 // the header lines of a record
	tailLen   = 4 << 10  // what is looked at after a block: an ARC line
	headOf    = 16 << 10 // what is kept of a block over the limit
	skipStep  = 64 << 10 // what is skipped at a time
)

// Reader reads the records of an archive one after the other.
type Reader struct {
	in    window
	limit int
	arc   bool
	begun bool
}

// NewReader reads an unpacked archive. Blocks of more than limit bytes are not kept.
func NewReader(r io.Reader, limit int64) *Reader {
	return &Reader{in: window{src: r}, limit: int(limit)}
}

// Next returns the next record. The error is io.EOF at the end, a *Damage, after which reading goes on, or
// what the underlying reader returned; if that can go on, so can Next, at the next record.
func (r *Reader) Next() (Record, error) {
	if err := r.skipBlank(); err != nil {
		return Record{}, err
	}
	start := r.in.offset
	head, err := r.in.peek(tailLen)
	if len(head) == 0 {
		return Record{}, err
	}
	if !r.begun {
		r.arc, r.begun = bytes.HasPrefix(head, []byte("filedesc:")), true
	}
	if !r.starts(head) {
		n, err := r.seek()
		if n == 0 && err != nil {
			return Record{}, err
		}
		return Record{}, &Damage{start, fmt.Sprintf("%d bytes that belong to no record", n)}
	}
	rec, refused, err := r.header()
	if refused != "" {
		_, _ = r.seek()
		return Record{}, &Damage{start, refused}
	}
	if err != nil {
		return Record{}, err
	}
	rec.Offset = start
	if rec.Length > int64(r.limit) {
		return r.oversize(rec)
	}
	return r.block(rec)
}

// block reads a block that is within the limit.
func (r *Reader) block(rec Record) (Record, error) {
	n := int(rec.Length)
	b, err := r.in.peek(n + tailLen)
	if len(b) < n && !errors.Is(err, io.EOF) {
		r.in.take(len(b))
		return Record{}, err
	}
	if len(b) >= n && wrongSum(err) && len(bytes.TrimSpace(b[n:])) == 0 {
		r.in.take(len(b))
		return Record{}, err
	}
	if len(b) >= n && r.ends(b[n:]) {
		rec.Block = slices.Clone(b[:n])
		r.in.take(n)
		return rec, nil
	}
	return r.lying(rec)
}

// wrongSum reports whether what was unpacked last is not what was packed: the record that ends there has wrong bytes.
func wrongSum(err error) bool {
	return errors.Is(err, gzip.ErrChecksum) || errors.Is(err, zstd.ErrCRCMismatch)
}

// lying takes for the block what stands before the next record, or before the end.
func (r *Reader) lying(rec Record) (Record, error) {
	end, err := r.ahead()
	if end < 0 {
		_, err := r.seek()
		if err == nil || errors.Is(err, io.EOF) {
			err = &Damage{rec.Offset, fmt.Sprintf("the record says that it has %d bytes, and no other begins there", rec.Length)}
		}
		return Record{}, err
	}
	rec.Lying = true
	b, _ := r.in.peek(end)
	rec.Block = slices.Clone(r.trimEnd(b))
	r.in.take(end)
	return rec, err
}

// ahead returns how far away the next record is, or the end, within the limit; or -1. It looks ever farther, so that many
// records close to each other cost little.
func (r *Reader) ahead() (int, error) {
	for n := 4 * tailLen; ; n *= 4 {
		n = min(n, r.limit+tailLen)
		b, err := r.in.peek(n)
		at := r.find(b)
		switch {
		case at >= 0:
			return at, nil
		case errors.Is(err, io.EOF):
			return len(b), nil
		case err != nil, n == r.limit+tailLen:
			return -1, err
		}
	}
}

// trimEnd takes the empty lines that end a record from a block.
func (r *Reader) trimEnd(b []byte) []byte {
	lines := 2
	if r.arc {
		lines = 1
	}
	for range lines {
		b = bytes.TrimSuffix(bytes.TrimSuffix(b, []byte("\n")), []byte("\r"))
	}
	return b
}

// oversize keeps the beginning of a block over the limit and skips the rest, to the end that its length states
// or to a record that begins before.
func (r *Reader) oversize(rec Record) (Record, error) {
	b, err := r.in.peek(headOf)
	if len(b) == 0 {
		return Record{}, err
	}
	rec.Oversize, rec.Block = true, slices.Clone(b)
	for left := rec.Length; left > 0; {
		b, err := r.in.peek(int(min(left, skipStep)))
		at := r.find(b)
		switch {
		case at >= 0:
			r.in.take(at)
			return Record{}, &Damage{rec.Offset, fmt.Sprintf("the record says that it has %d bytes, and another begins before", rec.Length)}
		case errors.Is(err, io.EOF):
			r.in.take(len(b))
			return Record{}, &Damage{rec.Offset, "the archive ends within the record"}
		case err != nil:
			r.in.take(len(b))
			return Record{}, err
		}
		step := len(b)
		if left > skipStep {
			step -= tailLen // where another may begin that ends beyond
		}
		r.in.take(step)
		left -= int64(step)
	}
	return rec, nil
}

// skipBlank skips the empty lines between records.
func (r *Reader) skipBlank() error {
	for {
		b, err := r.in.peek(1)
		switch {
		case len(b) == 0:
			return err
		case b[0] != '\r' && b[0] != '\n':
			return nil
		}
		r.in.take(1)
	}
}

// seek skips to the beginning of a record and returns how many bytes it skipped. At least
// the line that comes next is skipped.
func (r *Reader) seek() (int64, error) {
	from := r.in.offset
	for {
		b, err := r.in.peek(skipStep)
		at := r.find(b)
		switch {
		case at >= 0:
			r.in.take(at)
			return r.in.offset - from, nil
		case err != nil:
			r.in.take(len(b))
			return r.in.offset - from, err
		}
		r.in.take(len(b) - tailLen)
	}
}

// find returns where in b, after a line break, a record begins, or -1.
func (r *Reader) find(b []byte) int {
	for at := 0; ; {
		i := bytes.IndexByte(b[at:], '\n')
		if i < 0 {
			return -1
		}
		at += i + 1
		if r.starts(b[at:]) {
			return at
		}
	}
}

// starts reports whether b begins with the first line of a record, and in WARC a header line.
func (r *Reader) starts(b []byte) bool {
	if r.arc {
		line, _, _ := bytes.Cut(b[:min(len(b), tailLen)], []byte("\n"))
		_, ok := arcHeader(string(line))
		return ok
	}
	return bytes.HasPrefix(b, []byte("WARC/")) && versionLine.Match(b[:min(len(b), tailLen)])
}

// ends reports whether what follows a block shows that its length was right.
func (r *Reader) ends(rest []byte) bool {
	next := bytes.TrimLeft(rest, "\r\n")
	return !r.arc && bytes.HasPrefix(rest, []byte("\r\n\r\n")) || len(next) == 0 && len(rest) < tailLen || r.starts(next)
}

// Offset returns where in the unpacked archive reading stands.
func (r *Reader) Offset() int64 { return r.in.offset }
