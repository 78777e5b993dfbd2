package mail

import (
	"mime"
	"net/mail"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/net/publicsuffix"
)

// Header holds the header lines of a message by name in lower case, unfolded and as written. Of a name that is repeated the first counts.
type Header map[string]string

// Get returns the value of a header, unfolded and not decoded.
func (h Header) Get(name string) string { return h[strings.ToLower(name)] }

// Text returns the value of a header as text: encoded words are decoded, other bytes that are no ASCII are taken to be in the
// charset of the message's text or else recognised, and spaces are single.
func (h Header) Text(name string) string {
	value := []byte(h.Get(name))
	charset := ""
	if !utf8.Valid(value) {
		_, params := h.mediaType("")
		charset = params["charset"]
	}
	return strings.Join(strings.Fields(decodeWords(plainText(value, charset))), " ")
}

// Date returns the date that the message carries, zero if it has none that can be read.
func (h Header) Date() time.Time {
	t, err := mail.ParseDate(strings.TrimSpace(h.Get("Date")))
	if err != nil {
		return time.Time{}
	}
	return t
}

// Sender is who sent a message: the name as written, "" if there is none, and the registered domain of the address.
type Sender struct{ Name, Address, Domain string }

var anAddress = regexp.MustCompile(`[^\s<>"',;:()]+@[^\s<>"',;:()]+`)

// From returns the sender.
func (h Header) From() Sender {
	text := h.Text("From")
	at := anAddress.FindStringIndex(text)
	if at == nil {
		return Sender{Name: strings.Trim(text, ` "'<>`)}
	}
	s := Sender{Address: text[at[0]:at[1]]}
	s.Name = strings.Trim(text[:at[0]], ` "'<(`)
	if comment := strings.TrimSpace(text[at[1]:]); s.Name == "" && strings.HasPrefix(comment, "(") {
		s.Name = strings.Trim(comment, "() ")
	}
	if anAddress.MatchString(s.Name) {
		s.Name = ""
	}
	_, host, _ := strings.Cut(s.Address, "@")
	host = strings.ToLower(strings.Trim(host, "."))
	s.Domain = host
	if domain, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
		s.Domain = domain
	}
	return s
}

// mediaType returns the type of a part and its parameters; standard is that of a part that says nothing.
func (h Header) mediaType(standard string) (string, map[string]string) {
	value := h.Get("Content-Type")
	if strings.TrimSpace(value) == "" {
		return standard, nil
	}
	kind, params, err := mime.ParseMediaType(value)
	if err == nil {
		return kind, params
	}
	kind, _, _ = strings.Cut(value, ";")
	kind = strings.ToLower(strings.TrimSpace(kind))
	if !strings.Contains(kind, "/") {
		return standard, nil
	}
	params = make(map[string]string)
	for _, m := range parameter.FindAllStringSubmatch(value, -1) {
		params[strings.ToLower(m[1])] = m[2] + m[3]
	}
	return kind, params
}

var parameter = regexp.MustCompile(`(?i)[;\s](boundary|charset|format|type|start)\s*=\s*(?:"([^"]*)"|([^\s";]+))`)

// header reads the header of a message or a part. If a boundary or the end comes before its empty line, ok is
// false.
func (p *parser) header() (h Header, end stop, ok bool) {
	h = make(Header)
	last, size := "", 0
	for {
		line, first := p.line(true)
		if line == nil {
			return h, stop{level: -1}, false
		}
		if end, found := p.boundary(line, first); found {
			return h, end, false
		}
		text := strings.TrimRight(string(line), "\r\n")
		if size += len(text); size > maxHeader || !first {
			if first && text == "" {
				return h, stop{}, true
			}
			continue
		}
		switch {
		case text == "":
			return h, stop{}, true
		case text[0] == ' ' || text[0] == '\t':
			if last != "" {
				h[last] += " " + strings.TrimSpace(text)
			}
			continue
		}
		name, value, found := strings.Cut(text, ":")
		name = strings.ToLower(strings.TrimSpace(name))
		last = ""
		if _, seen := h[name]; found && !seen && name != "" && !strings.ContainsAny(name, " \t") {
			h[name], last = strings.TrimSpace(value), name
		}
	}
}
