package importer

import (
	"bytes"
	"context"
	"io"
	"time"
)

// contextReader gives up waiting for a read when the context ends. The read itself cannot be
// cancelled: it ends with the input or the process.
type contextReader struct {
	ctx     context.Context
	r       io.Reader
	buf     []byte
	busy    chan readResult
	reading bool // a read into buf is under way
	rest    []byte
	err     error
}

type readResult struct {
	n   int
	err error
}

const contextReaderBuffer = 64 << 10

// Read implements io.Reader.
func (c *contextReader) Read(p []byte) (int, error) {
	if len(c.rest) == 0 && c.err == nil {
		c.fill(nil)
	}
	n := copy(p, c.rest)
	c.rest = c.rest[n:]
	if n > 0 {
		return n, nil
	}
	return 0, c.err
}

// fill waits for the next bytes, or until quiet: then it returns false, and the read goes on.
func (c *contextReader) fill(quiet <-chan time.Time) bool {
	if c.buf == nil {
		c.buf = make([]byte, contextReaderBuffer)
		c.busy = make(chan readResult, 1)
	}
	if !c.reading {
		c.reading = true
		go func() {
			n, err := c.r.Read(c.buf)
			c.busy <- readResult{n, err}
		}()
	}
	select {
	case res := <-c.busy:
		c.reading = false
		c.rest, c.err = c.buf[:res.n], res.err
	case <-c.ctx.Done():
		c.err = c.ctx.Err()
	case <-quiet:
		return false
	}
	return true
}

// sampleQuiet is how long a stream may pause before its first lines are taken for the sample.
const sampleQuiet = 500 * time.Millisecond

// sample reads what the format is told by: 64 KiB, or less of a stream that ends, or that pauses
// after a line. So an article that a slow program writes is not held back until many more have come.
func (c *contextReader) sample() []byte {
	head := []byte{}
	for len(head) < sampleSize && c.err == nil {
		var quiet <-chan time.Time
		if line := bytes.TrimSpace(head); len(line) > 0 && bytes.HasSuffix(head, []byte("\n")) {
			quiet = time.After(sampleQuiet)
		}
		if !c.fill(quiet) {
			break
		}
		head = append(head, c.rest...)
		c.rest = nil
	}
	return head
}
