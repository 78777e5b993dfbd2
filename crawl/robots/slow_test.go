package robots_test

import (
	"strings"

	"dateline/crawl/robots"
)

// slow decides as the algorithm is written down in Google's parser, byte by byte and with all positions of a pattern at once:
// what the package has to be equal to.
type slow struct {
	agent, path                       string
	global, specific, ever, separated bool
	globalBest, specificBest          [2]int // of disallow, of allow
	line                              []byte
	disallowKeys, agentKeys           []string
}

func slowAllowed(body, agent, address string) bool {
	s := &slow{
		agent: agent, path: slowPath(address),
		disallowKeys: []string{"disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw"},
		agentKeys:    []string{"user-agent", "useragent", "user agent"},
	}
	mark := 0
	for i := range len(body) {
		if mark < 3 {
			mark++
			if body[i] == "\xEF\xBB\xBF"[mark-1] {
				continue
			}
			mark = 3
		}
		if body[i] == '\n' || body[i] == '\r' {
			s.end()
		} else if len(s.line) < 16663 {
			s.line = append(s.line, body[i])
		}
	}
	s.end()
	best := s.globalBest
	if s.ever {
		best = s.specificBest
	}
	return best[0] <= best[1]
}

func slowPath(address string) string {
	address, _, _ = strings.Cut(address, "\x00")
	from := 0
	if strings.HasPrefix(address, "//") {
		from = 2
	}
	find := func(s string, i int) int { // of Google's npos
		if i < 0 {
			return len(s) + 1
		}
		return i
	}
	rest := address[from:]
	early, protocol := find(rest, strings.IndexAny(rest, "/?;")), find(rest, strings.Index(rest, "://"))
	start := 0
	if early >= protocol && protocol <= len(rest) {
		start = protocol + 3
	}
	slash := strings.IndexAny(rest[start:], "/?;")
	if slash < 0 {
		return "/"
	}
	slash += start
	hash := strings.IndexByte(rest, '#')
	if hash >= 0 && hash < slash {
		return "/"
	}
	if hash < 0 {
		hash = len(rest)
	}
	if rest[slash] != '/' {
		return "/" + rest[slash:hash]
	}
	return rest[slash:hash]
}

func (s *slow) end() {
	line := string(s.line)
	s.line = s.line[:0]
	line, _, _ = strings.Cut(line, "\x00")
	line, _, _ = strings.Cut(line, "#")
	line = strings.Trim(line, " \t\n\v\f\r")
	at := strings.IndexByte(line, ':')
	if at < 0 {
		if at = strings.IndexAny(line, " \t"); at < 0 {
			return
		}
		if strings.ContainsAny(strings.TrimLeft(line[at:], " \t"), " \t") {
			return
		}
	}
	key := strings.Trim(line[:at], " \t\n\v\f\r")
	if key == "" {
		return
	}
	s.emit(key, strings.Trim(line[at+1:], " \t\n\v\f\r"))
}

func (s *slow) emit(key, value string) {
	begins := func(list ...string) bool {
		for _, b := range list {
			if len(key) >= len(b) && strings.EqualFold(key[:len(b)], b) {
				return true
			}
		}
		return false
	}
	switch {
	case begins(s.agentKeys...):
		s.userAgent(value)
	case begins("allow"):
		s.rule(1, robots.Escape(value))
	case begins(s.disallowKeys...):
		s.rule(0, robots.Escape(value))
	}
}

func (s *slow) userAgent(value string) {
	if s.separated {
		s.global, s.specific, s.separated = false, false, false
	}
	if value == "*" || len(value) > 1 && value[0] == '*' && strings.ContainsRune(" \t\n\v\f\r", rune(value[1])) {
		s.global = true
		return
	}
	end := 0
	for end < len(value) && strings.ContainsRune("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_", rune(value[end])) {
		end++
	}
	if strings.EqualFold(value[:end], s.agent) {
		s.ever, s.specific = true, true
	}
}

func (s *slow) rule(which int, pattern string) {
	if !s.global && !s.specific {
		return
	}
	s.separated = true
	best := &s.globalBest[which]
	if s.specific {
		best = &s.specificBest[which]
	}
	if slowMatches(s.path, pattern) {
		*best = max(*best, len(pattern))
		return
	}
	slash := strings.LastIndexByte(pattern, '/')
	if which == 1 && slash >= 0 && strings.HasPrefix(pattern[slash:], "/index.htm") {
		s.rule(1, pattern[:slash+1]+"$")
	}
}

func slowMatches(path, pattern string) bool {
	at := []int{0} // where what was seen of the pattern may end
	for i := range len(pattern) {
		if pattern[i] == '$' && i+1 == len(pattern) {
			return len(at) > 0 && at[len(at)-1] == len(path)
		}
		var next []int
		if pattern[i] == '*' && len(at) > 0 {
			for p := at[0]; p <= len(path); p++ {
				next = append(next, p)
			}
		}
		for _, p := range at {
			if pattern[i] != '*' && p < len(path) && path[p] == pattern[i] {
				next = append(next, p+1)
			}
		}
		at = next
	}
	return len(at) > 0
}
