package sitemap

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"dateline/corpus"
)

// probed is how many lines of a text are looked at before it is taken as none of addresses.
const probed = 10

// text reads addresses, one a line.
func (r *reading) text(s *source) error {
	for {
		number := s.line
		line, err := readLine(s)
		line = strings.TrimSpace(line)
		switch {
		case err != nil && !errors.Is(err, io.EOF):
			return err
		case isAbsolute(line):
			r.Format = Text
			if done := r.give(Entry{Line: number, Priority: defaultPriority}, line); done != nil {
				return done
			}
		case line != "":
			r.Refused++
			r.problem(number, "not an absolute address: %.*q", shown, line)
		}
		if r.Format == "" && (err != nil || r.Refused == probed) {
			return corpus.Errorf(corpus.Invalid, "not a sitemap: neither markup nor addresses")
		}
		if err != nil {
			return err
		}
	}
}

func isAbsolute(line string) bool {
	scheme, _, ok := strings.Cut(line, "://")
	return ok && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}

// readLine reads up to the end of a line. Of a line that is too long for an address all but the start is left out.
func readLine(s *source) (string, error) {
	var line []byte
	for {
		s.next()
		b, err := s.ReadByte()
		if err != nil || b == '\n' || b == '\r' {
			return string(line), err
		}
		if len(line) <= MaxURL {
			line = append(line, b)
		}
	}
}

// feed hands on a feed.
func (r *reading) feed(source io.Reader) error {
	if r.options.Feed == nil {
		return corpus.Errorf(corpus.Invalid, "not a sitemap: it is a feed")
	}
	var b bytes.Buffer
	_, err := io.CopyN(&b, source, MaxFeed+1)
	switch {
	case err == nil:
		b.Truncate(MaxFeed)
		err = &stop{fmt.Sprintf("it is a feed longer than %d bytes", MaxFeed)}
	case errors.Is(err, io.EOF), errors.As(err, new(*stop)):
	default:
		return err
	}
	if bad := r.options.Feed(b.Bytes()); bad != nil {
		return bad
	}
	r.Format = Feed
	return err
}
