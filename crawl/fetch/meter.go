package fetch

import (
	"bytes"
	"net"
	"sync"
)

// meter counts the body bytes of each answer on an HTTP/1.1 connection, in order to see a body that goes on behind its
// Content-Length, which net/http cuts off without a word. One exchange is a write, then reads until the next write.
type meter struct {
	net.Conn

	mu   sync.Mutex
	head []byte // what has been read of the header
	in   bool   // the header is over
	body int64  // bytes read behind it
	read bool   // something was read since the last write
}

// maxHead is how much header is looked at.
const maxHead = 256 << 10

// Write begins an exchange.
func (m *meter) Write(p []byte) (int, error) {
	m.mu.Lock()
	if m.read {
		m.head, m.in, m.body, m.read = m.head[:0], false, 0, false
	}
	m.mu.Unlock()
	return m.Conn.Write(p)
}

// Read counts what it reads.
func (m *meter) Read(p []byte) (int, error) {
	n, err := m.Conn.Read(p)
	if n > 0 {
		m.mu.Lock()
		m.count(p[:n])
		m.mu.Unlock()
	}
	return n, err
}

func (m *meter) count(p []byte) {
	m.read = true
	if m.in {
		m.body += int64(len(p))
		return
	}
	m.head = append(m.head, p...)
	for !m.in {
		end, size := headEnd(m.head)
		switch {
		case end < 0 && len(m.head) > maxHead:
			m.in = true
		case end < 0:
			return
		case isInformational(m.head):
			m.head = m.head[end+size:]
		default:
			m.in, m.body = true, int64(len(m.head)-end-size)
		}
	}
	m.head = nil
}

// headEnd returns where the empty line behind a header is, and its length.
func headEnd(b []byte) (at, size int) {
	crlf, lf := bytes.Index(b, []byte("\r\n\r\n")), bytes.Index(b, []byte("\n\n"))
	if lf >= 0 && (crlf < 0 || lf < crlf) {
		return lf, 2
	}
	return crlf, 4
}

// isInformational reports whether a header is that of a 1xx answer, which another one follows.
func isInformational(head []byte) bool {
	return bytes.HasPrefix(head, []byte("HTTP/1.")) && len(head) > 9 && head[9] == '1'
}

// counted returns the body bytes read in the present exchange.
func (m *meter) counted() int64 {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.body
}
