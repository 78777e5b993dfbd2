package warc

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"mime"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// Response is an HTTP response as an archive keeps it.
type Response struct {
	Status    int
	MediaType string // in lower case without parameters, "" if there is none
	Charset   string // as declared, "" if it is not
	Location  string
	Body      []byte // without transfer and content encodings
	// Partial says in words why Body is not the whole body, "" if it may be.
	Partial string
	// Whole is set if the response itself shows that Body is all of it: by its length, its last chunk or a checksum.
	Whole bool
}

// ErrNoHTTP is the error of a block that does not begin with an HTTP status line.
var ErrNoHTTP = errors.New("no HTTP response")

// ErrTooLarge is the error of a body that decodes to more than the limit.
var ErrTooLarge = errors.New("the body is over the limit")

// ParseResponse reads a block that is an HTTP response. A body over limit bytes, decoded, is ErrTooLarge. A body that is not
// encoded as its header says is taken as it is: many crawlers decode and keep the header.
func ParseResponse(block []byte, limit int64) (Response, error) {
	res, header, body, err := parseHead(block)
	if err != nil {
		return res, err
	}
	res.Body = body
	if strings.Contains(strings.ToLower(header["transfer-encoding"]), "chunked") {
		delete(header, "content-length")
		res.dechunk()
	}
	codings := strings.FieldsFunc(strings.ToLower(header["content-encoding"]), func(c rune) bool { return c == ',' || c == ' ' })
	decoded := false
	for i := len(codings) - 1; i >= 0; i-- {
		done, err := res.decode(codings[i], limit)
		if err != nil {
			return res, err
		}
		decoded = decoded || done
	}
	if len(codings) == 0 || decoded {
		res.measure(header["content-length"], len(body), decoded)
	}
	if int64(len(res.Body)) > limit {
		return res, ErrTooLarge
	}
	return res, nil
}

// parseHead reads the status line and the header lines of a response, by name in lower case.
func parseHead(block []byte) (Response, map[string]string, []byte, error) {
	line, rest, _ := bytes.Cut(block, []byte("\n"))
	parts := strings.Fields(string(line[:min(len(line), maxHeader)]))
	if len(parts) < 2 || !strings.HasPrefix(parts[0], "HTTP/") {
		return Response{}, nil, nil, ErrNoHTTP
	}
	status, err := strconv.Atoi(parts[1])
	if err != nil {
		return Response{}, nil, nil, ErrNoHTTP
	}
	header := make(map[string]string)
	for len(rest) > 0 {
		line, rest, _ = bytes.Cut(rest, []byte("\n"))
		line = bytes.TrimRight(line, "\r")
		if len(line) == 0 {
			break
		}
		name, value, _ := strings.Cut(string(line[:min(len(line), maxHeader)]), ":")
		if name = strings.ToLower(strings.TrimSpace(name)); header[name] == "" {
			header[name] = strings.TrimSpace(value)
		}
	}
	res := Response{Status: status, Location: header["location"]}
	res.MediaType, res.Charset = MediaType(header["content-type"])
	return res, header, rest, nil
}

// MediaType reads a header such as "text/html; charset=utf-8", also one that is not quite right.
func MediaType(value string) (mediaType, charset string) {
	mediaType, params, err := mime.ParseMediaType(value)
	if err != nil && mediaType == "" {
		mediaType, _, _ = strings.Cut(value, ";")
		mediaType = strings.ToLower(strings.TrimSpace(mediaType))
	}
	charset = params["charset"]
	if _, after, ok := strings.Cut(strings.ToLower(value), "charset="); ok && charset == "" {
		end := strings.IndexAny(after+";", "; ,")
		charset = strings.Trim(after[:end], `"'`)
	}
	return mediaType, charset
}

// dechunk removes the chunked transfer encoding. A body whose first line is no chunk's size was stored without it.
func (res *Response) dechunk() {
	var out []byte
	rest := res.Body
	for first := true; ; first = false {
		line, after, ok := bytes.Cut(rest, []byte("\n"))
		size, _, _ := strings.Cut(strings.TrimSpace(string(line[:min(len(line), 64)])), ";")
		n, err := strconv.ParseUint(strings.TrimSpace(size), 16, 31)
		switch {
		case (!ok || err != nil) && first:
			return
		case !ok || err != nil:
			res.Body, res.Partial = out, "the chunks of its body are cut short"
			return
		case n == 0:
			res.Body, res.Whole = out, true
			return
		case int(n) > len(after):
			res.Body, res.Partial = append(out, after...), "the chunks of its body are cut short"
			return
		}
		out = append(out, after[:n]...)
		rest = bytes.TrimPrefix(bytes.TrimPrefix(after[n:], []byte("\r")), []byte("\n"))
	}
}

// decode removes a content encoding and reports whether the body had it.
func (res *Response) decode(coding string, limit int64) (bool, error) {
	r, checked, err := opener(coding, res.Body)
	if r == nil || err != nil {
		return false, nil
	}
	out, err := io.ReadAll(io.LimitReader(r, limit+1))
	if c, ok := r.(io.Closer); ok {
		_ = c.Close()
	}
	switch {
	case int64(len(out)) > limit:
		return true, ErrTooLarge
	case err != nil && len(out) == 0:
		return false, nil
	case err != nil && coding == "br" && printable(res.Body):
		return false, nil
	case err != nil:
		res.Partial = "its compressed body is cut short or damaged"
	case checked:
		res.Whole = res.Partial == ""
	}
	res.Body = out
	return true, nil
}

// opener returns a reader of what body is without coding, nil for a coding that changes nothing or is not known, and
// whether the coding has a checksum.
func opener(coding string, body []byte) (r io.Reader, checked bool, err error) {
	in := bytes.NewReader(body)
	switch coding {
	case "gzip", "x-gzip":
		z, err := gzip.NewReader(in)
		if err != nil {
			return nil, false, err
		}
		return z, true, nil
	case "deflate":
		z, err := zlib.NewReader(in)
		if err != nil { // many servers send it without the frame
			return flate.NewReader(bytes.NewReader(body)), false, nil
		}
		return z, true, nil
	case "br":
		return brotli.NewReader(in), false, nil
	case "zstd":
		z, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow))
		if err != nil {
			return nil, false, err
		}
		return z.IOReadCloser(), false, nil
	}
	return nil, false, nil
}

// maxWindow is what RFC 8878 asks of a decoder of the web at most.
const maxWindow = 8 << 20

// printable reports whether the beginning of b is text.
func printable(b []byte) bool {
	const look = 256
	for _, c := range b[:min(len(b), look)] {
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' {
			return false
		}
	}
	return true
}

// measure compares the length that the response states with that of its body as stored.
func (res *Response) measure(stated string, stored int, decoded bool) {
	n, err := strconv.Atoi(stated)
	if err != nil || n <= 0 || res.Whole {
		return
	}
	switch {
	case n > stored:
		if res.Partial == "" && !closed(res.Body) {
			res.Partial = fmt.Sprintf("its body has %d of %d bytes", stored, n)
		}
	case n == stored:
		res.Whole = res.Partial == ""
	case !decoded && len(res.Body) == stored && len(bytes.TrimSpace(res.Body[n:])) == 0:
		res.Body, res.Whole = res.Body[:n], true // the rest is the archive's own line breaks
	}
}

// closed reports whether a body is a page to its last tag, whatever its length should have been.
func closed(body []byte) bool {
	end := bytes.TrimSpace(body)
	const last = "</html>"
	return len(end) > len(last) && bytes.EqualFold(end[len(end)-len(last):], []byte(last))
}
