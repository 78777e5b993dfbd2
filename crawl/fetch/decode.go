package fetch

import (
	"bufio"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"net/http"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
	"golang.org/x/net/html/charset"
)

const acceptEncoding = "gzip, deflate, br, zstd"

// maxWindow is the largest window of zstd in HTTP, by RFC 9659.
const maxWindow = 8 << 20

// contentEncoding returns the one encoding of a body, "" if there is none. Several, or an unknown one, are an error. What servers
// write there by mistake, such as a charset, counts as none.
func contentEncoding(h http.Header) (string, error) {
	found := ""
	for name := range strings.SplitSeq(strings.Join(h.Values("Content-Encoding"), ","), ",") {
		name = strings.TrimPrefix(strings.ToLower(strings.TrimSpace(name)), "x-")
		switch name {
		case "", "identity", "none", "binary", "8bit", "7bit":
			continue
		case "gzip", "deflate", "br", "zstd":
			if found != "" {
				return "", fail(ClassBadEncoding, "nested Content-Encoding: %s in %s", found, name)
			}
			found = name
		default:
			if _, known := charset.Lookup(name); known == "" {
				return "", fail(ClassBadEncoding, "unknown Content-Encoding %.40q", name)
			}
		}
	}
	return found, nil
}

// unpack returns a reader of what encoding holds. It reads nothing but an empty body as an empty one, in any encoding.
func unpack(encoding string, packed io.Reader) (io.ReadCloser, error) {
	if encoding == "" {
		return io.NopCloser(packed), nil
	}
	b := bufio.NewReaderSize(packed, readPiece)
	first, err := b.Peek(2)
	if len(first) == 0 && errors.Is(err, io.EOF) {
		return io.NopCloser(b), nil
	}
	switch encoding {
	case "gzip":
		return newGzip(b)
	case "deflate":
		if len(first) == 2 && isZlib(first[0], first[1]) {
			return zlib.NewReader(b)
		}
		return flate.NewReader(b), nil
	case "br":
		return io.NopCloser(brotli.NewReader(b)), nil
	}
	z, err := zstd.NewReader(b, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow))
	if err != nil {
		return nil, err
	}
	return z.IOReadCloser(), nil
}

// isZlib tells the header of zlib (RFC 1950) from raw deflate, which many servers send instead.
func isZlib(cmf, flg byte) bool {
	return cmf&0x0F == 8 && cmf>>4 <= 7 && (uint(cmf)<<8|uint(flg))%31 == 0
}

// gzipMembers reads a gzip file of one or more members, and ignores what follows them, as browsers do.
type gzipMembers struct {
	*gzip.Reader
	from *bufio.Reader
}

func newGzip(b *bufio.Reader) (io.ReadCloser, error) {
	z, err := gzip.NewReader(b)
	if err != nil {
		return nil, err
	}
	z.Multistream(false)
	return &gzipMembers{z, b}, nil
}

// Read reads on across members.
func (g *gzipMembers) Read(p []byte) (int, error) {
	for {
		n, err := g.Reader.Read(p)
		if n > 0 || !errors.Is(err, io.EOF) {
			if errors.Is(err, io.EOF) {
				err = nil
			}
			return n, err
		}
		next, err := g.from.Peek(2)
		if len(next) < 2 && !errors.Is(err, io.EOF) {
			return 0, err
		}
		if len(next) < 2 || next[0] != 0x1F || next[1] != 0x8B {
			return 0, io.EOF
		}
		if err := g.Reset(g.from); err != nil {
			return 0, err
		}
		g.Multistream(false)
	}
}
