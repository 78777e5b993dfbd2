package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// progress shows how far long work has come: a bar on a terminal, plain lines
// every few seconds elsewhere. Its methods are called from one goroutine.
type progress struct {
	w     io.Writer
	what  string
	total int64 // in units of unit; 0 if unknown
	bytes bool
	bar   *progressbar.ProgressBar
	last  time.Time
}

const plainInterval = 5 * time.Second

// plainProgress returns one that shows lines, also on a terminal: beside the messages of a server.
func plainProgress(w io.Writer, what string) *progress {
	return &progress{w: w, what: what, last: time.Now()}
}

func newProgress(w io.Writer, what string, total int64, bytes bool) *progress {
	p := plainProgress(w, what)
	p.total, p.bytes = total, bytes
	if f, ok := w.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		limit := total
		if limit == 0 {
			limit = -1
		}
		p.bar = progressbar.NewOptions64(limit, progressbar.OptionSetWriter(w), progressbar.OptionSetDescription(what),
			progressbar.OptionShowBytes(bytes), progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionClearOnFinish(), progressbar.OptionSetWidth(30), progressbar.OptionFullWidth())
	}
	return p
}

// set shows that done of the total is done; note says more in a few words.
func (p *progress) set(done int64, note string) {
	if p.bar != nil {
		p.bar.Describe(p.what + " " + note)
		_ = p.bar.Set64(min(done, max(p.total, 0))) // a terminal that cannot be written to is no reason to stop
		return
	}
	if time.Since(p.last) < plainInterval {
		return
	}
	p.last = time.Now()
	part := ""
	if p.total > 0 {
		part = fmt.Sprintf(" %d %%", 100*min(done, p.total)/p.total)
	}
	fmt.Fprintf(p.w, "%s:%s %s\n", p.what, part, note)
}

// articles shows that so many of the articles are done.
func (p *progress) articles(done, total int) {
	p.total = int64(total)
	p.set(int64(done), fmt.Sprintf("%d of %d articles", done, total))
}

// clear removes the bar, so that a line can be written.
func (p *progress) clear() {
	if p.bar != nil {
		_ = p.bar.Clear()
	}
}
