package robots

import (
	"cmp"
	"slices"
	"strings"
)

// rule is an allow or disallow line.
type rule struct {
	pattern string // escaped, not empty
	allow   bool
	line    int
}

// String returns the rule as it could stand in a file.
func (r rule) String() string {
	if r.allow {
		return "Allow: " + r.pattern
	}
	return "Disallow: " + r.pattern
}

// indexPage returns the second rule that an allow rule for a folder's index page makes: the folder itself.
func indexPage(r rule) (rule, bool) {
	slash := strings.LastIndexByte(r.pattern, '/')
	if !r.allow || slash < 0 || !strings.HasPrefix(r.pattern[slash:], "/index.htm") {
		return rule{}, false
	}
	return rule{pattern: r.pattern[:slash+1] + "$", allow: true, line: r.line}, true
}

// Rules are what a robots.txt says to one agent. They may be used by several goroutines.
type Rules struct {
	// Named is set if the file has a group for the agent, so that those of "*" do not count.
	Named bool
	// Delay is the Crawl-delay.
	Delay Delay

	rules  []rule // the first that matches decides
	refuse string // why nothing is allowed, if nothing is
}

// AllowAll returns the rules of a site without robots.txt.
func AllowAll() *Rules { return &Rules{} }

// DisallowAll returns the rules of a site of which nothing may be fetched, with the reason in words.
func DisallowAll(why string) *Rules { return &Rules{refuse: why} }

// Rules returns the rules for the agents of these names together; usually it is one. A name is a product token such as
// "Dateline" (see Token): it matches a user-agent line that has the same token, whatever its case.
func (f *File) Rules(agents ...string) *Rules {
	names := make([]string, len(agents))
	for i, a := range agents {
		names[i] = lower(a)
	}
	if r, ok := f.rulesOf(names); ok {
		r.Named = true
		return r
	}
	r, _ := f.rulesOf([]string{anyAgent})
	return r
}

// rulesOf joins the groups that have one of the names. A group that has one is none of "*" for that agent.
func (f *File) rulesOf(names []string) (r *Rules, found bool) {
	r = &Rules{}
	has := func(agents []string) bool {
		return slices.ContainsFunc(agents, func(a string) bool { return slices.Contains(names, a) })
	}
	for _, g := range f.groups {
		if !has(g.agents) {
			continue
		}
		found = true
		r.rules = append(r.rules, g.rules...)
		for _, d := range g.delays {
			if has(d.agents) && (r.Delay.Line == 0 || d.asked > r.Delay.Asked) {
				r.Delay = Delay{Wait: min(d.asked, MaxDelay), Asked: d.asked, Line: d.line}
			}
		}
	}
	slices.SortStableFunc(r.rules, func(a, b rule) int {
		if c := cmp.Compare(len(b.pattern), len(a.pattern)); c != 0 || a.allow == b.allow {
			return c
		}
		if a.allow {
			return -1
		}
		return 1
	})
	return r, found
}

// Decision is whether an address may be fetched, and which rule says so.
type Decision struct {
	Allowed bool
	Rule    string // "Disallow: /private/", the reason where nothing is allowed, or "" where no rule matches
	Line    int    // of the rule in the file, from 1, or 0
}

// Allowed reports whether an address may be fetched; see Decide.
func (r *Rules) Allowed(address string) bool { return r.Decide(address).Allowed }

// Decide says whether an address may be fetched. It should be absolute and escaped as it is sent to the server; an empty
// path is "/".
func (r *Rules) Decide(address string) Decision {
	if r.refuse != "" {
		return Decision{Rule: r.refuse}
	}
	path := pathOf(address)
	for _, rule := range r.rules {
		if matches(path, rule.pattern) {
			return Decision{Allowed: rule.allow, Rule: rule.String(), Line: rule.line}
		}
	}
	return Decision{Allowed: true}
}

// matches reports whether a pattern matches a path, in time linear in both: what stands between two "*" may be taken where
// it first occurs, as that leaves most for the rest.
func matches(path, pattern string) bool {
	pattern, anchored := strings.CutSuffix(pattern, "$")
	part, rest, more := strings.Cut(pattern, "*")
	if !strings.HasPrefix(path, part) {
		return false
	}
	path = path[len(part):]
	if !more {
		return !anchored || path == ""
	}
	for {
		if part, rest, more = strings.Cut(rest, "*"); !more {
			break
		}
		at := strings.Index(path, part)
		if at < 0 {
			return false
		}
		path = path[at+len(part):]
	}
	if anchored {
		return strings.HasSuffix(path, part)
	}
	return strings.Contains(path, part)
}

// pathOf returns an address without scheme, authority and fragment. It always begins with "/".
func pathOf(address string) string {
	address, _, _ = strings.Cut(address, "\x00")
	rest, _, _ := strings.Cut(strings.TrimPrefix(address, "//"), "#")
	if scheme := strings.Index(rest, "://"); scheme >= 0 && strings.IndexAny(rest, "/?;") > scheme {
		rest = rest[scheme+len("://"):]
	}
	at := strings.IndexAny(rest, "/?;")
	switch {
	case at < 0:
		return "/"
	case rest[at] != '/':
		return "/" + rest[at:]
	}
	return rest[at:]
}

// Escape percent-encodes the bytes above 127 and makes the digits of percent-encodings capital. Escaping again changes
// nothing.
func Escape(s string) string {
	const digits = "0123456789ABCDEF"
	var b []byte // nil as long as s can stay as it is
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
			if b == nil && (s[i+1] >= 'a' || s[i+2] >= 'a') {
				b = append(make([]byte, 0, len(s)), s[:i]...)
			}
			if b != nil {
				b = append(b, '%', capital(s[i+1]), capital(s[i+2]))
			}
			i += 2
		case c >= 0x80:
			if b == nil {
				b = append(make([]byte, 0, len(s)+16), s[:i]...)
			}
			b = append(b, '%', digits[c>>4], digits[c&15])
		case b != nil:
			b = append(b, c)
		}
	}
	if b == nil {
		return s
	}
	return string(b)
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

func capital(c byte) byte {
	if c >= 'a' {
		c -= 'a' - 'A'
	}
	return c
}
