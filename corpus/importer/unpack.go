package importer

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/klauspost/compress/zstd"
)

// zstdWindow is how much unpacked data a zstd stream may refer back to: what the zstd program itself allows
// without being told.
const zstdWindow = 128 << 20

// zstdRatio is how many times more zstd may pack than gzip, which finds no likeness over 32 KiB away: many pages of one site
// are like each other.
const zstdRatio = 10

// readPacked unpacks a compressed stream and reads what it holds.
func (im *Importer) readPacked(out *output, s stream, p pack) error {
	if s.unpacked {
		return out.aside(s.place, 0, "compressed more than once; unpack it first")
	}
	packed := &counter{r: s.r}
	in := bufio.NewReaderSize(packed, sampleSize)
	ratio := im.limits.Ratio
	var r io.Reader
	switch p {
	case packGzip:
		m, err := newMembers(in)
		if err != nil {
			return im.report(out, s.place, fmt.Errorf("damaged gzip file: %w", err))
		}
		r, s.resume = m, m.resume
	case packZstd:
		z, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(zstdWindow))
		if err != nil {
			return im.report(out, s.place, fmt.Errorf("damaged zstd file: %w", err))
		}
		defer z.Close()
		r, ratio = z, ratio*zstdRatio
	case packBzip2:
		r = bzip2.NewReader(in)
	}
	s.r = &guard{r: r, packed: func() int64 { return packed.n }, ratio: ratio, budget: s.budget}
	s.name = unpackedName(s.name)
	s.unpacked, s.file, s.head = true, nil, nil
	return im.readStream(out, s)
}

// unpackedName returns the name that a compressed file has when it is unpacked.
func unpackedName(name string) string {
	switch ext := path.Ext(name); strings.ToLower(ext) {
	case ".gz", ".zst", ".bz2":
		return strings.TrimSuffix(name, ext)
	}
	return name
}

// members reads a gzip file member by member: a web archive has one for every record, and a damaged one
// need not end the reading.
type members struct {
	in  *bufio.Reader
	z   *gzip.Reader
	err error // stays until resume
}

func newMembers(in *bufio.Reader) (*members, error) {
	z, err := gzip.NewReader(in)
	if err != nil {
		return nil, err
	}
	z.Multistream(false)
	return &members{in: in, z: z}, nil
}

// Read implements io.Reader.
func (m *members) Read(p []byte) (int, error) {
	for m.err == nil {
		n, err := m.z.Read(p)
		if errors.Is(err, io.EOF) {
			err = m.next()
		}
		m.err = err
		if n > 0 {
			return n, nil
		}
	}
	return 0, m.err
}

// next goes on to the next member; its error is io.EOF if there is none.
func (m *members) next() error {
	err := m.z.Reset(m.in)
	m.z.Multistream(false)
	return err
}

// resume looks for the next member behind damage and reports whether there is one.
func (m *members) resume() bool {
	magic := []byte("\x1f\x8b\x08")
	for {
		b, err := m.in.Peek(m.in.Size())
		at := bytes.Index(b, magic)
		switch {
		case at < 0 && err != nil:
			return false
		case at < 0:
			_, _ = m.in.Discard(len(b) - len(magic))
			continue
		}
		_, _ = m.in.Discard(at)
		if m.err = m.next(); m.err == nil {
			return true
		}
	}
}
