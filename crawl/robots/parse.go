package robots

import (
	"bytes"
	"strings"
)

const (
	// Limit is how many bytes of a robots.txt count: 500 KiB.
	Limit = 500 << 10

	// lineLimit is how many bytes of a line count.
	lineLimit = 2083*8 - 1
)

// anyAgent is the name of the group for agents that no group names.
const anyAgent = "*"

// File is a robots.txt that was read.
type File struct {
	// Sitemaps are the values of its sitemap lines in order, each once, as written: usually, but not always, absolute addresses.
	Sitemaps []string
	// Cut is set if the file was longer than Limit, so that its end was left out.
	Cut bool

	groups []group
}

// group is the rules for the agents it names, which are lower-case tokens, or "*".
type group struct {
	agents []string
	rules  []rule
	delays []delay
}

// Parse reads a robots.txt. Any bytes are one.
func Parse(b []byte) *File {
	b, cut := whole(b, false)
	p := parser{file: &File{Cut: cut}, sitemaps: map[string]bool{}}
	number := 0
	for text := string(withoutMark(b)); ; {
		end := strings.IndexAny(text, "\r\n")
		number++
		if end < 0 {
			p.line(number, text)
			return p.file
		}
		p.line(number, text[:end])
		if strings.HasPrefix(text[end:], "\r\n") {
			end++
		}
		text = text[end+1:]
	}
}

// whole returns the complete lines within the limit, and whether that is not all. Of a body that was cut already, the last
// line is complete only with its end.
func whole(b []byte, cut bool) ([]byte, bool) {
	if len(b) > Limit {
		b, cut = b[:Limit], true
	}
	if cut {
		b = b[:bytes.LastIndexAny(b, "\r\n")+1]
	}
	return b, cut
}

// withoutMark skips a byte order mark, or as much of one as there is.
func withoutMark(b []byte) []byte {
	for _, c := range []byte("\xEF\xBB\xBF") {
		if len(b) == 0 || b[0] != c {
			break
		}
		b = b[1:]
	}
	return b
}

// parser collects what the lines say.
type parser struct {
	file     *File
	sitemaps map[string]bool
	ruled    bool // the last group has a rule: the next user-agent line begins another one
	named    int  // of the agents of the last group, those from here on are named directly above
	delayed  bool // a rule or a delay followed them: the next user-agent line begins another such list
}

func (p *parser) line(number int, text string) {
	key, value, ok := split(text)
	if !ok {
		return
	}
	switch kindOf(key) {
	case userAgent:
		p.userAgent(value)
	case allow:
		p.rule(rule{allow: true, pattern: Escape(value), line: number})
	case disallow:
		p.rule(rule{pattern: Escape(value), line: number})
	case sitemap:
		if value != "" && !p.sitemaps[value] {
			p.sitemaps[value] = true
			p.file.Sitemaps = append(p.file.Sitemaps, value)
		}
	case crawlDelay:
		p.delay(value, number)
	}
}

func (p *parser) userAgent(value string) {
	if len(p.file.groups) == 0 || p.ruled {
		p.file.groups = append(p.file.groups, group{})
		p.ruled, p.named, p.delayed = false, 0, false
	}
	g := &p.file.groups[len(p.file.groups)-1]
	if p.delayed {
		p.named, p.delayed = len(g.agents), false
	}
	if value == anyAgent || len(value) > 1 && value[0] == '*' && isSpace(value[1]) {
		g.agents = append(g.agents, anyAgent)
		return
	}
	g.agents = append(g.agents, lower(Token(value)))
}

func (p *parser) rule(r rule) {
	if len(p.file.groups) == 0 {
		return
	}
	p.ruled, p.delayed = true, true
	g := &p.file.groups[len(p.file.groups)-1]
	if r.pattern == "" {
		return
	}
	g.rules = append(g.rules, r)
	if short, ok := indexPage(r); ok {
		g.rules = append(g.rules, short)
	}
}

func (p *parser) delay(value string, number int) {
	if len(p.file.groups) == 0 {
		return
	}
	g := &p.file.groups[len(p.file.groups)-1]
	p.delayed = true
	if asked, ok := seconds(value); ok {
		g.delays = append(g.delays, delay{agents: g.agents[p.named:], asked: asked, line: number})
	}
}

// split returns the key and the value of a line.
func split(text string) (key, value string, ok bool) {
	text = text[:min(len(text), lineLimit)]
	text, _, _ = strings.Cut(text, "\x00")
	text, _, _ = strings.Cut(text, "#")
	text = trim(text)
	if key, value, ok = strings.Cut(text, ":"); !ok {
		at := strings.IndexAny(text, " \t")
		if at < 0 {
			return "", "", false
		}
		key, value = text[:at], strings.TrimLeft(text[at:], " \t")
		if strings.ContainsAny(value, " \t") {
			return "", "", false
		}
	}
	key = trim(key)
	return key, trim(value), key != ""
}

// kind is what a line says.
type kind uint8

const (
	unknown kind = iota
	userAgent
	allow
	disallow
	sitemap
	crawlDelay
)

// keys are the beginnings by which keys are known, in the order in which they are tried.
var keys = []struct {
	begins string
	kind   kind
}{
	{"user-agent", userAgent}, {"useragent", userAgent}, {"user agent", userAgent},
	{"allow", allow},
	{"disallow", disallow}, {"dissallow", disallow}, {"dissalow", disallow}, {"disalow", disallow}, {"diasllow", disallow}, {"disallaw", disallow},
	{"sitemap", sitemap}, {"site-map", sitemap},
	{"crawl-delay", crawlDelay}, {"crawldelay", crawlDelay}, {"crawl delay", crawlDelay},
}

func kindOf(key string) kind {
	const longest = len("crawl-delay")
	key = lower(key[:min(len(key), longest)])
	for _, k := range keys {
		if strings.HasPrefix(key, k.begins) {
			return k.kind
		}
	}
	return unknown
}

// Token returns the part of a User-Agent's name by which robots.txt knows it: all before the first byte that is no ASCII
// letter, "-" or "_". Of "Dateline/1.0 (+https://example.org)" that is "Dateline".
func Token(agent string) string {
	for i := range len(agent) {
		if c := agent[i] | 0x20; (c < 'a' || c > 'z') && agent[i] != '-' && agent[i] != '_' {
			return agent[:i]
		}
	}
	return agent
}

const spaces = " \t\n\v\f\r"

func isSpace(c byte) bool { return strings.IndexByte(spaces, c) >= 0 }

func trim(s string) string { return strings.Trim(s, spaces) }

// lower makes ASCII letters small and leaves all else.
func lower(s string) string {
	for i := range len(s) {
		if s[i] >= 'A' && s[i] <= 'Z' {
			b := []byte(s)
			for ; i < len(b); i++ {
				if b[i] >= 'A' && b[i] <= 'Z' {
					b[i] |= 0x20
				}
			}
			return string(b)
		}
	}
	return s
}
