package sitemap

import (
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"

	"dateline/corpus"
)

// ratioFrom is how many unpacked bytes are let through whatever they were packed into.
const ratioFrom = 1 << 20

// meter gives the unpacked bytes of a sitemap, up to the limits. An end that comes too early is a stop.
type meter struct {
	limit  int64
	n      int64 // bytes given
	from   io.Reader
	packed *counter // nil where nothing is packed
	err    error    // that ended it
}

// open finds out by the first bytes whether the source is packed.
func (m *meter) open(source io.Reader) error {
	packed := &counter{from: source}
	b := bufio.NewReader(packed)
	if !hasGzip(b) {
		m.from = b
		return nil
	}
	z, err := gzip.NewReader(b)
	if err != nil {
		return m.broken(err, packed)
	}
	inner := bufio.NewReader(z)
	if hasGzip(inner) {
		return corpus.Errorf(corpus.Invalid, "not a sitemap: it is packed twice")
	}
	m.from, m.packed = inner, packed
	return nil
}

func hasGzip(b *bufio.Reader) bool {
	start, _ := b.Peek(2)
	return string(start) == "\x1F\x8B"
}

// Read implements io.Reader.
func (m *meter) Read(b []byte) (int, error) {
	if m.err != nil {
		return 0, m.err
	}
	n := 0
	switch {
	case m.n >= m.limit:
		// The limit is only passed if there is a byte more.
		if _, m.err = io.ReadFull(m.from, make([]byte, 1)); m.err == nil {
			m.err = &stop{fmt.Sprintf("it is longer than %d bytes", m.limit)}
		}
	case m.packed != nil && m.n > ratioFrom && m.n > MaxRatio*m.packed.n:
		m.err = &stop{fmt.Sprintf("it is packed by more than %d to 1", MaxRatio)}
	default:
		n, m.err = m.from.Read(b[:min(int64(len(b)), m.limit-m.n)])
		m.n += int64(n)
	}
	if m.err != nil {
		m.err = m.broken(m.err, m.packed)
	}
	return n, m.err
}

// broken tells what is wrong with the packing, which is the sitemap's fault, from what is wrong with its source.
func (m *meter) broken(err error, packed *counter) error {
	switch {
	case errors.Is(err, io.EOF), packed == nil, errors.As(err, new(*stop)):
		return err
	case packed.err != nil && !errors.Is(packed.err, io.EOF):
		return packed.err
	}
	return &stop{fmt.Sprintf("its packing is broken: %v", err)}
}

// counter counts what is read, and keeps the error that ends it.
type counter struct {
	from io.Reader
	n    int64
	err  error
}

// Read implements io.Reader.
func (c *counter) Read(b []byte) (int, error) {
	n, err := c.from.Read(b)
	c.n += int64(n)
	if err != nil {
		c.err = err
	}
	return n, err
}
