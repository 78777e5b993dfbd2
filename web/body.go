package web

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/klauspost/compress/zstd"
	"github.com/labstack/echo/v4"
)

// formats names what a body of a media type is read as, "" for by its content.
var formats = map[string]string{
	"":                         "",
	"application/octet-stream": "",

	"application/json":      "json",
	"application/ld+json":   "json",
	"application/x-ndjson":  "jsonl",
	"application/ndjson":    "jsonl",
	"application/jsonl":     "jsonl",
	"application/jsonlines": "jsonl",
	"text/csv":              "csv",
	"text/plain":            "text",
	"text/html":             "html",
	"application/xhtml+xml": "html",
	"text/markdown":         "markdown",

	"application/rss+xml":   "feed",
	"application/atom+xml":  "feed",
	"application/rdf+xml":   "feed",
	"application/feed+json": "feed",
	"application/xml":       "",
	"text/xml":              "",
	"application/nitf+xml":  "nitf",
	"text/sgml":             "sgml",
	"application/sgml":      "sgml",

	"application/vnd.iptc.g2.newsitem+xml":    "newsml",
	"application/vnd.iptc.g2.newsmessage+xml": "newsml",

	"application/warc":      "warc",
	"application/warc+gzip": "warc",
	"application/mbox":      "mbox",
	"message/rfc822":        "", // mail, or a page saved as MHTML
	"application/pdf":       "",

	"application/gzip":   "",
	"application/x-gzip": "",
	"application/zstd":   "",
	"application/zip":    "",
	"application/x-tar":  "",
}

// formatOf returns what a body is read as, and its charset where the header declares one.
func formatOf(contentType string) (format, charset string, err error) {
	media, parameters, err := mime.ParseMediaType(contentType)
	if err != nil && contentType != "" {
		return "", "", unsupported("The Content-Type is none.", "Send a type such as application/x-ndjson or text/html.")
	}
	format, known := formats[media]
	if known {
		return format, parameters["charset"], nil
	}
	hint := "Taken are JSON, JSON Lines, CSV, plain text, HTML, feeds, WARC and others; application/octet-stream is told by its content."
	if media == echo.MIMEApplicationForm || media == echo.MIMEMultipartForm {
		hint = "Send the items themselves, not a form; with curl add -H 'Content-Type: application/json' or the type they have."
	}
	return "", "", unsupported(fmt.Sprintf("A body of type %.100q is not read here.", media), hint)
}

func unsupported(detail, hint string) error {
	return &refusal{http.StatusUnsupportedMediaType, "unsupported-media-type", detail, hint}
}

// body is what a client sends, unpacked. It bounds how much is read and how long a client may send nothing, and keeps
// why reading failed. It may be read in another goroutine than the one that closes it.
type body struct {
	conn *http.ResponseController
	free func() // what unpacking holds

	reading sync.Mutex // held while r is read
	r       *bufio.Reader
	closed  bool

	mu  sync.Mutex
	why *refusal
}

// Read implements io.Reader.
func (b *body) Read(buf []byte) (int, error) {
	b.reading.Lock()
	defer b.reading.Unlock()
	if b.closed {
		return 0, http.ErrBodyReadAfterClose
	}
	return b.r.Read(buf)
}

// close ends a read that somebody left behind, and allows no more.
func (b *body) close() {
	if !b.reading.TryLock() {
		_ = b.conn.SetReadDeadline(time.Now())
		b.reading.Lock()
	}
	defer b.reading.Unlock()
	b.closed = true
	b.free()
}

// fault returns why reading failed, nil where it did not.
func (b *body) fault() *refusal {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.why
}

// failed keeps the first cause of a failure and returns it.
func (b *body) failed(r *refusal) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.why == nil {
		b.why = r
	}
	return b.why
}

// unpackedTimes is how many times as large as the largest body a body may be once unpacked.
const unpackedTimes = 10

// openBody prepares the body of a request. The error is a refusal.
func (s *Server) openBody(c echo.Context) (*body, error) {
	r := c.Request()
	if r.ContentLength > s.MaxBody {
		return nil, tooLarge(s.MaxBody)
	}
	b := &body{conn: http.NewResponseController(c.Response()), free: func() {}}
	sent := &limited{r: &patient{r: r.Body, body: b, stall: s.Stall}, left: s.MaxBody, limit: s.MaxBody, body: b}
	var unpacked io.Reader = sent
	switch coding := strings.ToLower(strings.TrimSpace(strings.Join(r.Header.Values("Content-Encoding"), ","))); coding {
	case "", "identity":
	case "gzip", "x-gzip":
		z, err := gzip.NewReader(sent)
		if err != nil {
			return nil, b.orDamaged(err)
		}
		unpacked = b.unpacked(z, s.MaxBody)
	case "zstd":
		z, err := zstd.NewReader(sent, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(8<<20))
		if err != nil {
			return nil, b.orDamaged(err)
		}
		b.free = z.Close
		unpacked = b.unpacked(z, s.MaxBody)
	default:
		c.Response().Header().Set("Accept-Encoding", "gzip, zstd")
		return nil, unsupported(fmt.Sprintf("A body in the encoding %.50q is not read here.", coding), "Send it as it is, or with Content-Encoding gzip or zstd.")
	}
	b.r = bufio.NewReader(unpacked)
	return b, nil
}

func (b *body) unpacked(r io.Reader, most int64) io.Reader {
	return &limited{r: damaging{r, b}, left: unpackedTimes * most, limit: unpackedTimes * most, body: b}
}

// blank reports whether the body holds nothing but white space, without taking anything of it.
func (b *body) blank() bool {
	const most = 512
	mark := []byte("\ufeff")
	for n := 1; n <= most; n++ {
		p, err := b.r.Peek(n)
		if err != nil {
			return errors.Is(err, io.EOF)
		}
		if len(bytes.TrimSpace(bytes.TrimPrefix(p, mark))) > 0 && !bytes.HasPrefix(mark, p) {
			return false
		}
	}
	return false
}

func (b *body) orDamaged(err error) error {
	return b.failed(&refusal{http.StatusBadRequest, "damaged-encoding", "The body is not what its Content-Encoding says: " + err.Error() + ".", ""})
}

func tooLarge(limit int64) *refusal {
	return &refusal{http.StatusRequestEntityTooLarge, "too-large", fmt.Sprintf("The body is larger than the limit of %.4g MiB.", float64(limit)/(1<<20)), "Send it in several requests, or use “dateline import”."}
}

// patient gives each read time of its own, so that a slow body is read for as long as it flows.
type patient struct {
	r     io.Reader
	body  *body
	stall time.Duration
}

func (p *patient) Read(buf []byte) (int, error) {
	_ = p.body.conn.SetReadDeadline(time.Now().Add(p.stall)) // what cannot have one does not come over a network
	n, err := p.r.Read(buf)
	switch {
	case err == nil || errors.Is(err, io.EOF):
		return n, err
	case errors.Is(err, os.ErrDeadlineExceeded):
		return n, p.body.failed(&refusal{http.StatusRequestTimeout, "stalled", fmt.Sprintf("Nothing more of the body came for %s.", p.stall), "Send it again: what was answered is stored and stays as it is."})
	}
	return n, p.body.failed(&refusal{http.StatusBadRequest, "cut-off", "The body ended before its end.", "Send it again: what was answered is stored and stays as it is."})
}

// limited fails where a reader has more than a limit.
type limited struct {
	r           io.Reader
	left, limit int64
	body        *body
}

func (l *limited) Read(buf []byte) (int, error) {
	if why := l.body.fault(); why != nil {
		return 0, why
	}
	if int64(len(buf)) > l.left+1 {
		buf = buf[:l.left+1]
	}
	n, err := l.r.Read(buf)
	if int64(n) > l.left {
		return int(l.left), l.body.failed(tooLarge(l.limit))
	}
	l.left -= int64(n)
	return n, err
}

// damaging keeps that packed bytes are damaged.
type damaging struct {
	r    io.Reader
	body *body
}

func (d damaging) Read(buf []byte) (int, error) {
	n, err := d.r.Read(buf)
	if err != nil && !errors.Is(err, io.EOF) {
		err = d.body.orDamaged(err)
	}
	return n, err
}
