package web

import (
	"encoding/json"
	"net/http"
	"sync"
	"time"

	"github.com/labstack/echo/v4"
)

// lines is an answer of JSON values, one per line, that is sent while the request's body is still read.
//
// Many clients send all of a body before they read any of the answer. So what they do not take yet is kept, up to
// mostKept bytes, while the reading goes on; only then does add wait.
type lines struct {
	c      echo.Context
	conn   *http.ResponseController
	stall  time.Duration
	giveUp func() // called when the client cannot be reached

	mu      sync.Mutex
	changed *sync.Cond
	kept    []byte
	ended   bool
	err     error
	done    chan struct{} // closed when the sender has returned; nil before there is one
}

const mostKept = 32 << 20

func newLines(c echo.Context, stall time.Duration, giveUp func()) *lines {
	l := &lines{c: c, conn: http.NewResponseController(c.Response()), stall: stall, giveUp: giveUp}
	l.changed = sync.NewCond(&l.mu)
	return l
}

// add sends v soon.
func (l *lines) add(v any) {
	line, err := json.Marshal(v)
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.done == nil {
		l.begin()
	}
	for len(l.kept) > mostKept && l.err == nil {
		l.changed.Wait()
	}
	if l.err == nil {
		l.err = err
	}
	if l.err == nil {
		l.kept = append(append(l.kept, line...), '\n')
		l.changed.Broadcast()
	}
}

// begin starts the answer.
func (l *lines) begin() {
	_ = l.conn.EnableFullDuplex() // else the rest of the body would be read before anything is sent
	h := l.c.Response().Header()
	h.Set("Content-Type", "application/x-ndjson")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no")
	l.done = make(chan struct{})
	go l.send()
}

// end waits until all is sent, or cannot be.
func (l *lines) end() error {
	l.mu.Lock()
	l.ended = true
	l.changed.Broadcast()
	done := l.done
	l.mu.Unlock()
	if done == nil {
		return nil
	}
	<-done
	return l.err
}

func (l *lines) send() {
	defer close(l.done)
	for {
		l.mu.Lock()
		for len(l.kept) == 0 && !l.ended && l.err == nil {
			l.changed.Wait()
		}
		some, err := l.kept, l.err
		l.kept = nil
		l.changed.Broadcast()
		l.mu.Unlock()
		if err == nil && len(some) > 0 {
			err = l.write(some)
		}
		if err != nil || len(some) == 0 {
			l.fail(err)
			return
		}
	}
}

func (l *lines) fail(err error) {
	if err == nil {
		return
	}
	l.mu.Lock()
	l.err = err
	l.changed.Broadcast()
	l.mu.Unlock()
	l.giveUp()
}

// write sends some lines in pieces, each with time of its own.
func (l *lines) write(some []byte) error {
	const piece = 64 << 10
	for len(some) > 0 {
		n := min(len(some), piece)
		_ = l.conn.SetWriteDeadline(time.Now().Add(l.stall))
		if _, err := l.c.Response().Write(some[:n]); err != nil {
			return err
		}
		some = some[n:]
	}
	return l.conn.Flush()
}
