package xmltree

import (
	"strings"
)

func isNameStart(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == ':' || c >= 0x80
}

func isNameByte(c byte) bool {
	return isNameStart(c) || c >= '0' && c <= '9' || c == '-' || c == '.'
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// isVoid names the elements of HTML that have no end tag and no meaning in any format of news.
func isVoid(name string) bool {
	switch strings.ToLower(name) {
	case "br", "hr", "img", "wbr":
		return true
	}
	return false
}

// name reads a name.
func (p *parser) name() string {
	start := p.at
	for p.at < len(p.text) && isNameByte(p.text[p.at]) {
		p.at++
	}
	return p.text[start:p.at]
}

// attributes reads the rest of a start tag, its ">" included, and whether the tag closes its own element. A "<"
// where a name should be ends the tag as if ">" stood before it.
func (p *parser) attributes() (attrs []Attr, closed bool) {
	for p.at < len(p.text) {
		switch c := p.text[p.at]; {
		case c == '>':
			p.at++
			return attrs, closed
		case c == '<':
			return attrs, closed
		case c == '/':
			closed = true
			p.at++
		case isNameStart(c):
			closed = false
			name := p.name()
			value := p.value()
			if len(attrs) < p.o.Attributes {
				attrs = append(attrs, Attr{Name: name, Value: Unescape(withoutControls(value))})
			}
		default:
			p.at++
		}
	}
	return attrs, closed
}

// value reads "=" and a value after an attribute's name, if they are there.
func (p *parser) value() string {
	at := p.spaces(p.at)
	if at >= len(p.text) || p.text[at] != '=' {
		return ""
	}
	at = p.spaces(at + 1)
	p.at = at
	if at >= len(p.text) {
		return ""
	}
	if q := p.text[at]; q == '"' || q == '\'' {
		if n := strings.IndexByte(p.text[at+1:], q); n >= 0 && !runsOver(p.text[at+1:at+1+n]) {
			p.at = at + n + 2
			return p.text[at+1 : at+1+n]
		}
		p.at++
	}
	end := strings.IndexAny(p.text[p.at:], " \t\r\n>")
	if end < 0 {
		end = len(p.text) - p.at
	}
	value := p.text[p.at : p.at+end]
	p.at += end
	if p.at < len(p.text) && p.text[p.at] == '>' && strings.HasSuffix(value, "/") && !strings.Contains(value, "://") {
		value = strings.TrimSuffix(value, "/")
		p.at--
	}
	return value
}

// longestValue is how long an attribute's value may be, in bytes, that holds the end of a tag and the beginning of another
// one, before its quote is taken as never closed.
const longestValue = 1 << 16

// runsOver reports whether a quoted value goes on over other tags, so that its closing quote must be missing.
func runsOver(value string) bool {
	return len(value) > longestValue || strings.Contains(value, ">\n<") || strings.Contains(value, "></")
}

func (p *parser) spaces(at int) int {
	for at < len(p.text) && isSpace(p.text[at]) {
		at++
	}
	return at
}

// scope is what prefixes mean inside an element; "" is the namespace of names without prefix.
type scope struct {
	outer    *scope
	prefixes map[string]string
}

func isDeclaration(name string) bool { return name == "xmlns" || strings.HasPrefix(name, "xmlns:") }

func (s *scope) with(attrs []Attr) *scope {
	var own map[string]string
	for _, a := range attrs {
		if !isDeclaration(a.Name) {
			continue
		}
		if own == nil {
			own = make(map[string]string)
		}
		own[strings.TrimPrefix(strings.TrimPrefix(a.Name, "xmlns"), ":")] = strings.TrimSpace(a.Value)
	}
	if own == nil {
		return s
	}
	return &scope{s, own}
}

func (s *scope) lookup(prefix string) (string, bool) {
	for ; s != nil; s = s.outer {
		if uri, ok := s.prefixes[prefix]; ok {
			return uri, true
		}
	}
	return "", false
}

// resolve splits a name and finds its namespace. Names of attributes without prefix have none.
func (s *scope) resolve(name string, element bool) (prefix, local, space string) {
	prefix, local, ok := strings.Cut(name, ":")
	switch {
	case !ok || local == "" || prefix == "":
		prefix, local = "", strings.Trim(name, ":")
		if local == "" {
			local = name
		}
	case prefix == "xml":
		return prefix, local, XMLSpace
	}
	if prefix == "" && !element {
		return "", local, ""
	}
	space, ok = s.lookup(prefix)
	if !ok {
		space = prefix
	}
	return prefix, local, space
}
