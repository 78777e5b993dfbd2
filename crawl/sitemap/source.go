package sitemap

import (
	"bufio"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// maxToken is how many bytes may stand between two tags, or within one.
const maxToken = 256 << 10

var errToken = errors.New("more than 256 KiB without a tag")

// source gives the bytes of a text as UTF-8 that XML allows, one by one, so that whoever reads from it has read no further
// than it needs. It counts lines.
type source struct {
	from    *bufio.Reader
	line    int    // of the next byte, from 1
	left    int    // bytes until a token is too long
	err     error  // that ended it
	pending []byte // to be given before what follows
	buffer  [utf8.UTFMax]byte
}

func newSource(r io.Reader) *source {
	s := &source{from: bufio.NewReaderSize(r, 32<<10), line: 1, left: maxToken}
	if mark, _, err := s.from.ReadRune(); err == nil && mark != '\ufeff' {
		_ = s.from.UnreadRune() // cannot fail after ReadRune
	}
	return s
}

// ReadByte implements io.ByteReader.
func (s *source) ReadByte() (byte, error) {
	if s.left == 0 {
		return 0, errToken
	}
	if len(s.pending) == 0 {
		if err := s.fill(); err != nil {
			s.err = err
			return 0, err
		}
	}
	b := s.pending[0]
	s.pending = s.pending[1:]
	s.left--
	if b == '\n' {
		s.line++
	}
	return b, nil
}

// fill makes the next character pending.
func (s *source) fill() error {
	for {
		c, size, err := s.from.ReadRune()
		if err != nil {
			return err
		}
		if c == utf8.RuneError && size == 1 {
			if err := s.from.UnreadRune(); err != nil {
				return err
			}
			b, err := s.from.ReadByte()
			if err != nil {
				return err
			}
			c = charmap.Windows1252.DecodeByte(b)
		}
		if isXML(c) {
			s.pending = utf8.AppendRune(s.buffer[:0], c)
			return nil
		}
	}
}

// isXML reports whether XML allows a character.
func isXML(c rune) bool {
	return c >= 0x20 && c != 0xFFFE && c != 0xFFFF || c == '\n' || c == '\t' || c == '\r'
}

// Read implements io.Reader, which encoding/xml asks for beside io.ByteReader.
func (s *source) Read(b []byte) (int, error) {
	if len(b) == 0 {
		return 0, nil
	}
	c, err := s.ReadByte()
	if err != nil {
		return 0, err
	}
	b[0] = c
	return 1, nil
}

// next allows another token.
func (s *source) next() { s.left = maxToken }

// recover goes on to the next tag that begins an entry, and reports whether there is one.
func (s *source) recover() bool {
	const longest = len("<sitemap>") + 32 // with a prefix
	var tag []byte
	for s.err == nil {
		s.next()
		b, err := s.ReadByte()
		switch {
		case err != nil:
			return false
		case b == '<':
			tag = append(tag[:0], b)
		case len(tag) == 0:
		case b == '>' || b == ' ' || b == '\t' || b == '\r' || b == '\n':
			name := strings.ToLower(string(tag[1:]))
			if at := strings.IndexByte(name, ':'); at >= 0 {
				name = name[at+1:]
			}
			if name == "url" || name == "sitemap" {
				if b == '\n' {
					s.line--
				}
				s.pending = append(append([]byte{}, append(tag, b)...), s.pending...)
				return true
			}
			tag = tag[:0]
		case len(tag) == longest:
			tag = tag[:0]
		default:
			tag = append(tag, b)
		}
	}
	return false
}
