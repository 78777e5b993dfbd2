package mail

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"slices"
	"strings"
)

// Message is one message, or one inside another.
type Message struct {
	Header Header
	// Parts are the texts, in their order: text/plain, text/html and application/xhtml+xml, without attached files.
	Parts []Part
	// Messages are those inside it: forwarded ones, or those of a digest.
	Messages []Message
	// Other are the media types of the parts that were passed over, each once.
	Other []string
	// Bytes is the message as read, without the contents of the parts that were passed over.
	Bytes []byte
	// Large is set if Bytes would be over the limit. What is kept is then incomplete.
	Large bool
	// Line is where the message begins in its file, from 1.
	Line int
}

// Part is a text of a message.
type Part struct {
	MediaType string // in lower case
	Charset   string // as declared, "" if it is not
	Location  string // Content-Location: the address of a saved page
	ID        string // Content-ID without brackets
	Flowed    bool   // a space at the end of a line joins it to the next (RFC 3676)
	Body      []byte // without transfer encoding, in its charset
	Cut       bool   // Body is not all of it: the message is over the limit
}

// Read reads one message. limit bounds Bytes. The error is that of the reader.
func Read(r io.Reader, limit int64) (Message, error) {
	return newParser(newLines(r, false), limit).message()
}

// Mailbox reads the messages of a mailbox one after the other.
type Mailbox struct {
	src   *lines
	limit int64
}

// NewMailbox reads an mbox file. limit bounds each message's Bytes.
func NewMailbox(r io.Reader, limit int64) *Mailbox {
	return &Mailbox{src: newLines(r, true), limit: limit}
}

// Next returns the next message. The error is io.EOF at the end, or that of the reader.
func (m *Mailbox) Next() (Message, error) {
	if err := m.src.begin(); err != nil {
		return Message{}, err
	}
	line := m.src.number
	msg, err := newParser(m.src, m.limit).message()
	msg.Line = line
	return msg, err
}

// Limits of one message's structure.
const (
	maxDepth  = 20   // of parts in parts
	maxParts  = 1000 // texts and messages kept
	maxHeader = 256 << 10
)

// parser reads one message from lines.
type parser struct {
	src    *lines
	limit  int
	raw    bytes.Buffer
	large  bool
	parts  int
	bounds []string // boundaries of the multiparts that are open, outermost first
	ended  error    // what ended the lines
}

func newParser(src *lines, limit int64) *parser { return &parser{src: src, limit: int(limit)} }

func (p *parser) message() (Message, error) {
	var msg Message
	p.entity(&msg, false)
	for p.ended == nil { // after the last boundary
		p.line(false)
	}
	msg.Bytes, msg.Large = p.raw.Bytes(), p.large
	if !errors.Is(p.ended, io.EOF) {
		return msg, p.ended
	}
	return msg, nil
}

// line returns the next line or piece of one, and keeps it in raw if wanted. At the end it is nil.
func (p *parser) line(keep bool) (line []byte, first bool) {
	if p.ended != nil {
		return nil, false
	}
	line, first, p.ended = p.src.next()
	if keep {
		p.keep(line)
	}
	return line, first
}

func (p *parser) keep(line []byte) {
	if p.raw.Len()+len(line) > p.limit {
		p.large = true
		return
	}
	p.raw.Write(line)
}

// stop is what ended a body: the boundary at level, or the end of the lines (level -1).
type stop struct {
	level int
	last  bool // a closing boundary
}

// boundary reports whether a line is one of those that are open.
func (p *parser) boundary(line []byte, first bool) (stop, bool) {
	if !first || len(p.bounds) == 0 || !bytes.HasPrefix(line, []byte("--")) {
		return stop{}, false
	}
	text := string(bytes.TrimRight(line[2:], " \t\r\n"))
	for level := len(p.bounds) - 1; level >= 0; level-- {
		switch text {
		case p.bounds[level]:
			return stop{level, false}, true
		case p.bounds[level] + "--":
			return stop{level, true}, true
		}
	}
	return stop{}, false
}

// entity reads a message or a part of one, header and body, into msg.
func (p *parser) entity(msg *Message, digest bool) stop {
	h, end, ok := p.header()
	if msg.Header == nil {
		msg.Header = h
	}
	if !ok {
		return end
	}
	standard := "text/plain"
	if digest {
		standard = "message/rfc822"
	}
	kind, params := h.mediaType(standard)
	switch {
	case strings.HasPrefix(kind, "multipart/") && params["boundary"] != "" && len(p.bounds) < maxDepth:
		return p.multipart(msg, params["boundary"], kind == "multipart/digest")
	case (kind == "message/rfc822" || kind == "message/global") && p.parts < maxParts && len(p.bounds) > 0:
		return p.inner(msg)
	}
	return p.leaf(msg, h, kind, params)
}

// inner reads a message inside another.
func (p *parser) inner(msg *Message) stop {
	p.parts++
	start := p.raw.Len()
	var m Message
	end := p.entity(&m, false)
	m.Bytes, m.Large = p.raw.Bytes()[start:], p.large
	if end.level >= 0 { // the line of the boundary
		m.Bytes = m.Bytes[:max(0, bytes.LastIndex(m.Bytes, []byte("\n--")))]
	}
	m.Bytes = slices.Clip(m.Bytes)
	msg.Messages = append(msg.Messages, m)
	return end
}

// multipart reads the parts between boundaries.
func (p *parser) multipart(msg *Message, bound string, digest bool) stop {
	p.bounds = append(p.bounds, strings.TrimRight(bound, " "))
	level := len(p.bounds) - 1
	end := p.skip()
	for end.level == level && !end.last {
		part := Message{Header: Header{}}
		end = p.entity(&part, digest)
		msg.Parts = append(msg.Parts, part.Parts...)
		msg.Messages = append(msg.Messages, part.Messages...)
		for _, kind := range part.Other {
			msg.other(kind)
		}
	}
	p.bounds = p.bounds[:level]
	if end.level == level { // the last of its own
		end = p.skip()
	}
	return end
}

func (m *Message) other(kind string) {
	const most = 20
	for _, known := range m.Other {
		if known == kind {
			return
		}
	}
	if len(m.Other) < most {
		m.Other = append(m.Other, kind)
	}
}

// skip passes over lines to a boundary and keeps only that.
func (p *parser) skip() stop {
	for {
		line, first := p.line(false)
		if line == nil {
			return stop{level: -1}
		}
		if end, ok := p.boundary(line, first); ok {
			p.keep(line)
			return end
		}
	}
}

// leaf reads the body of a part that has no parts.
func (p *parser) leaf(msg *Message, h Header, kind string, params map[string]string) stop {
	text := kind == "text/plain" || kind == "text/html" || kind == "application/xhtml+xml"
	if disposition, _, _ := mime.ParseMediaType(h.Get("Content-Disposition")); !text || disposition == "attachment" || p.parts >= maxParts {
		msg.other(kind)
		return p.skip()
	}
	p.parts++
	var body bytes.Buffer
	end := stop{level: -1}
	for {
		line, first := p.line(true)
		if line == nil {
			break
		}
		var ok bool
		if end, ok = p.boundary(line, first); ok {
			break
		}
		end = stop{level: -1}
		if !p.large {
			body.Write(line)
		}
	}
	b := body.Bytes()
	if end.level >= 0 { // the line break before a boundary belongs to it
		b = bytes.TrimSuffix(bytes.TrimSuffix(b, []byte("\n")), []byte("\r"))
	}
	msg.Parts = append(msg.Parts, Part{
		MediaType: kind,
		Charset:   params["charset"],
		Location:  strings.TrimSpace(h.Get("Content-Location")),
		ID:        strings.Trim(h.Get("Content-ID"), " <>"),
		Flowed:    strings.EqualFold(params["format"], "flowed"),
		Body:      transferDecode(b, h.Get("Content-Transfer-Encoding")),
		Cut:       p.large,
	})
	return end
}

// Root returns the part of a saved page that is the page itself: the one that the header names as the start, the one from the
// page's own address, or the first page. It is nil if there is none.
func (m *Message) Root() *Part {
	_, params := m.Header.mediaType("")
	start, address := strings.Trim(params["start"], "<>"), m.Header.Get("Snapshot-Content-Location")
	var found *Part
	for i := range m.Parts {
		part := &m.Parts[i]
		switch {
		case part.MediaType == "text/plain":
		case start != "" && part.ID == start:
			return part
		case found == nil, address != "" && part.Location == address && found.Location != address:
			found = part
		}
	}
	return found
}
