package importer

import (
	"errors"
	"fmt"
	"io"
)

// meter adds up the bytes of input read. Within a file it never passes the file's size, and at
// its end it reaches it, however the file was read.
type meter struct {
	report func(int64)
	done   int64 // of the files before
	size   int64 // of this file, 0 if unknown
	read   int64 // of this file
}

func (m *meter) begin(size int64) { m.size, m.read = size, 0 }

func (m *meter) add(n int64) {
	m.read += n
	if m.size > 0 {
		m.read = min(m.read, m.size)
	}
	m.report(m.done + m.read)
}

func (m *meter) end() {
	m.done += m.size
	m.size, m.read = 0, 0
	m.report(m.done)
}

type meteredReader struct {
	r io.Reader
	m *meter
}

// Read implements io.Reader.
func (r *meteredReader) Read(p []byte) (int, error) {
	n, err := r.r.Read(p)
	r.m.add(int64(n))
	return n, err
}

// budget is what is left of the bytes that one input may unpack to.
type budget struct{ left int64 }

// ratioFloor is how much may be unpacked before the ratio counts: short texts of few words
// compress well.
const ratioFloor = 1 << 20

var errBomb = errors.New("unpacks to too much")

const unpackFirst = "unpack it first if you trust it"

// guard ends an unpacked stream that grows beyond its budget or its packed size.
type guard struct {
	r      io.Reader
	packed func() int64
	ratio  int64
	budget *budget
	out    int64
}

// Read implements io.Reader. The error at a limit wraps errBomb.
func (g *guard) Read(p []byte) (int, error) {
	n, err := g.r.Read(p)
	g.out += int64(n)
	g.budget.left -= int64(n)
	switch {
	case g.budget.left < 0:
		return 0, fmt.Errorf("%w: more than the limit for one file; %s", errBomb, unpackFirst)
	case g.out > ratioFloor && g.out > g.ratio*max(g.packed(), 1):
		return 0, fmt.Errorf("%w: more than %d times its packed size; %s", errBomb, g.ratio, unpackFirst)
	}
	return n, err
}

// counter counts the bytes read through it.
type counter struct {
	r io.Reader
	n int64
}

// Read implements io.Reader.
func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}
