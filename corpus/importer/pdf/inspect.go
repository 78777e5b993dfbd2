package pdf

import (
	"bytes"
	"compress/zlib"
	"io"
)

// inspect looks for what would take too much: brackets nested without end, which are read by recursion, and streams
// that unpack to too much.
func inspect(b []byte) error {
	if deep(b) {
		return ErrTooMuch
	}
	left := int64(maxUnpacked)
	for rest := b; ; {
		at := bytes.Index(rest, []byte("stream"))
		if at < 0 {
			return nil
		}
		rest = rest[at+len("stream"):]
		data := bytes.TrimPrefix(bytes.TrimPrefix(rest, []byte("\r")), []byte("\n"))
		if len(data) < 2 || data[0]&0x0f != 8 || (int(data[0])<<8|int(data[1]))%31 != 0 { // no zlib header
			continue
		}
		z, err := zlib.NewReader(bytes.NewReader(data))
		if err != nil {
			continue
		}
		d := &depth{}
		n, _ := io.Copy(d, io.LimitReader(z, left+1))
		if left -= n; left < 0 || d.over {
			return ErrTooMuch
		}
	}
}

func deep(b []byte) bool {
	d := &depth{}
	_, _ = d.Write(b)
	return d.over
}

// depth follows how deep brackets nest. In what is no program of brackets, such as a picture, as many close as open.
type depth struct {
	n    int
	over bool
}

// Write implements io.Writer.
func (d *depth) Write(b []byte) (int, error) {
	for _, c := range b {
		switch c {
		case '[', '<', '(', '{':
			d.n++
			d.over = d.over || d.n > maxDepth
		case ']', '>', ')', '}':
			d.n = max(0, d.n-1)
		}
	}
	return len(b), nil
}
