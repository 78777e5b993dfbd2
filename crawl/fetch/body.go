package fetch

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"time"
)

// body reads the body of one answer within its limits.
type body struct {
	answer *http.Response
	rules  kindRules
	limits Limits
	seen   *connSeen
	cancel context.CancelCauseFunc

	wire     wire
	unpacked int64
}

// ratioFloor is how much is unpacked before the ratio counts, in bytes: small pages of repeated markup pack very well.
const ratioFloor = 256 << 10

// read fills in what Response tells of the body.
func (b *body) read(ctx context.Context, res *Response) error {
	res.Declared, res.Label = declaredType(res.Header.Get("Content-Type"))
	encoding, err := contentEncoding(res.Header)
	if err != nil {
		return err
	}
	if !b.rules.anyBytes && neverText(res.Declared) {
		return fail(ClassBinary, "declared as %s", res.Declared)
	}
	b.wire.from, b.wire.most = b.answer.Body, b.rules.max+wireSlack
	stop := watchPace(&b.wire.n, b.limits, b.cancel)
	defer stop()
	err = b.unpackAll(res, encoding)
	res.Bytes = b.wire.n.Load()
	if err != nil && !b.cut(res, encoding, err) {
		return b.classify(ctx, err)
	}
	b.wholeness(res, encoding)
	res.MediaType, _ = Sniff(res.Header.Get("Content-Type"), res.Body)
	res.Charset = charsetOf(res.Body, res.Header.Get("Content-Type"), res.MediaType, res.Truncated || res.Partial)
	return nil
}

// unpackAll reads the body, and refuses it as soon as its first bytes show that it is no text.
func (b *body) unpackAll(res *Response, encoding string) error {
	from, err := unpack(encoding, &b.wire)
	if err != nil {
		return err
	}
	defer func() { _ = from.Close() }()
	res.Body = make([]byte, 0, b.firstCapacity(encoding))
	for sniffed := b.rules.anyBytes; ; {
		n, err := b.piece(from, res)
		if !sniffed && (len(res.Body) >= sniffLength || errors.Is(err, io.EOF)) {
			if err := b.refuseBinary(res); err != nil {
				return err
			}
			sniffed = true
		}
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		case n < 0:
			res.Truncated = true
			return nil
		}
	}
}

// piece appends up to readPiece bytes to the body. It returns -1 where a limit cuts the body, which an error tells of unless
// the kind of request allows it.
func (b *body) piece(from io.Reader, res *Response) (int, error) {
	if cap(res.Body)-len(res.Body) < readPiece {
		grown := make([]byte, len(res.Body), 2*cap(res.Body)+readPiece)
		copy(grown, res.Body)
		res.Body = grown
	}
	n, err := from.Read(res.Body[len(res.Body) : len(res.Body)+readPiece])
	res.Body = res.Body[:len(res.Body)+n]
	b.unpacked += int64(n)
	var over error
	switch {
	case b.unpacked > ratioFloor && b.unpacked > b.limits.Ratio*b.wire.n.Load():
		over = fail(ClassBomb, "over %d bytes unpacked from %d", b.unpacked, b.wire.n.Load())
	case b.unpacked > b.rules.max:
		over = fail(ClassTooLarge, "over %d bytes", b.rules.max)
	default:
		return n, err
	}
	if !b.rules.prefix {
		return 0, over
	}
	res.Body = res.Body[:min(int64(len(res.Body)), b.rules.max)]
	return -1, nil
}

// firstCapacity is a first guess at the size of the body.
func (b *body) firstCapacity(encoding string) int64 {
	const least, most = 32 << 10, 1 << 20
	if encoding != "" {
		return 2 * least
	}
	return min(max(b.answer.ContentLength+readPiece, least), most)
}

func (b *body) refuseBinary(res *Response) error {
	mediaType, text := Sniff(res.Header.Get("Content-Type"), res.Body)
	if text || b.rules.gzipFile && mediaType == gzipType {
		return nil
	}
	return fail(ClassBinary, "a body of type %s, declared as %q", mediaType, res.Declared)
}

// cut reports whether err is only that a plain body ended before its Content-Length: then what came of it is kept, as Partial.
func (b *body) cut(res *Response, encoding string, err error) bool {
	if encoding != "" || b.answer.ContentLength < 0 {
		return false
	}
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
	case strings.Contains(err.Error(), "more than declared Content-Length"): // HTTP/2, package http's words
	default:
		return false
	}
	res.Partial = true
	return true
}

// wholeness compares what came with what was announced.
func (b *body) wholeness(res *Response, encoding string) {
	if res.Truncated {
		return
	}
	if encoding != "" {
		drain(&b.wire) // behind the end of the packed body
		res.Bytes = b.wire.n.Load()
	}
	length := b.answer.ContentLength
	if b.wire.err != nil || length >= 0 && res.Bytes != length || res.Status == http.StatusPartialContent {
		res.Partial = true
	}
	if m := b.seen.meter; m != nil && length >= 0 && m.counted() > length {
		res.Partial = true
	}
}

// classify tells errors of the network from errors of the encoding.
func (b *body) classify(ctx context.Context, err error) error {
	var known *Error
	switch {
	case context.Cause(ctx) != nil:
		return classify(ctx, err)
	case errors.As(err, &known):
		return known
	case b.wire.err != nil:
		return classify(ctx, b.wire.err)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return fail(ClassTruncated, "the packed body ends early")
	}
	return &Error{Class: ClassBadEncoding, Err: err}
}

// wire is the body as sent.
type wire struct {
	from io.Reader
	most int64
	n    atomic.Int64
	err  error // other than the end
}

// wireSlack is how much longer than its content a body may be as sent: packed streams can go on for ever and hold nothing.
const wireSlack = 64 << 10

// Read reads and counts.
func (w *wire) Read(p []byte) (int, error) {
	if w.n.Load() > w.most {
		w.err = fail(ClassTooLarge, "over %d bytes sent", w.most)
		return 0, w.err
	}
	n, err := w.from.Read(p)
	w.n.Add(int64(n))
	if err != nil && err != io.EOF {
		w.err = err
	}
	return n, err
}

// watchPace cancels when n grows more slowly than the limits want, until stop is called.
func watchPace(n *atomic.Int64, limits Limits, cancel context.CancelCauseFunc) (stop func()) {
	if limits.Pace < 0 {
		return func() {}
	}
	least := int64(float64(limits.Pace) * limits.PaceTime.Seconds())
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		tick := time.NewTicker(limits.PaceTime)
		defer tick.Stop()
		for last := int64(0); ; {
			select {
			case <-done:
				return
			case <-tick.C:
			}
			now := n.Load()
			if now-last < least {
				cancel(errSlow)
				return
			}
			last = now
		}
	}()
	return func() {
		close(done)
		<-ended
	}
}
