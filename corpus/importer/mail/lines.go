package mail

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"regexp"
)

// maxLine is what is looked at of a line at a time. Nothing longer is a header's beginning or a boundary.
const maxLine = 64 << 10

// lines cuts a stream into lines, and a mailbox into messages.
type lines struct {
	r      *bufio.Reader
	mbox   bool
	number int  // of lines that have begun
	begun  bool // in the middle of a line
	blank  bool // the line before was empty, or there was none
}

func newLines(r io.Reader, mbox bool) *lines {
	return &lines{r: bufio.NewReaderSize(r, 2*maxLine), mbox: mbox, blank: true}
}

// next returns a line with its end, or the next piece of a long one (first is false for all pieces but the
// first). It is valid until the next call. The error is io.EOF at the end of the message.
func (l *lines) next() (line []byte, first bool, err error) {
	if l.mbox && !l.begun && l.blank && l.separator() {
		return nil, false, io.EOF
	}
	line, err = l.r.ReadSlice('\n')
	if err != nil && len(line) == 0 && !errors.Is(err, bufio.ErrBufferFull) {
		return nil, false, err
	}
	first = !l.begun
	if first {
		l.number++
	}
	l.begun = line[len(line)-1] != '\n'
	l.blank = first && len(bytes.TrimRight(line, "\r\n")) == 0
	if l.mbox && first {
		line = unquote(line)
	}
	return line, first, nil
}

var (
	fromLine   = regexp.MustCompile(`^From \S+.* \d{1,2}:\d\d`)
	headerLine = regexp.MustCompile(`^>?[A-Za-z][A-Za-z0-9-]*[ \t]*:`)
)

// separator reports whether the line that comes next begins a message of a mailbox.
func (l *lines) separator() bool {
	if start, _ := l.r.Peek(len("From ")); string(start) != "From " {
		return false
	}
	b, _ := l.r.Peek(1 << 10)
	line, rest, _ := bytes.Cut(b, []byte("\n"))
	return fromLine.Match(line) && headerLine.Match(rest)
}

// begin goes to the next message and takes its separator. What stands before the first is skipped. The
// error is io.EOF if there is none.
func (l *lines) begin() error {
	for {
		found := l.blank && !l.begun && l.separator()
		l.blank = false
		if _, _, err := l.next(); found || err != nil {
			return err
		}
	}
}

// unquote takes one ">" from a line that was quoted because it looked like the beginning of a message.
func unquote(line []byte) []byte {
	if bare := bytes.TrimLeft(line, ">"); len(bare) < len(line) && bytes.HasPrefix(bare, []byte("From ")) {
		return line[1:]
	}
	return line
}
