package feed_test

import (
	"fmt"
	"strconv"
	"strings"
)

// claim is one comparison of an expectation: what stands at path is want. Paths are the steps from the parse to a
// value: "entries", 0, "title".
type claim struct {
	path []any
	want any
}

// claims reads the expectations that feedparser's tests state as Python expressions, as far as they are comparisons of paths
// with literals joined by "and". ok is false for what else Python can say.
func claims(expr string) (list []claim, ok bool) {
	p := &python{s: expr}
	defer func() {
		if r := recover(); r != nil {
			if _, mine := r.(notUnderstood); !mine {
				panic(r)
			}
			list, ok = nil, false
		}
	}()
	for {
		list = append(list, p.comparison()...)
		if p.end() {
			return list, true
		}
		p.must("and")
	}
}

type notUnderstood struct{}

type python struct {
	s  string
	at int
}

func (p *python) space() {
	for p.at < len(p.s) && strings.ContainsRune(" \t\r\n", rune(p.s[p.at])) {
		p.at++
	}
}

func (p *python) end() bool { p.space(); return p.at == len(p.s) }

func (p *python) take(token string) bool {
	p.space()
	if !strings.HasPrefix(p.s[p.at:], token) {
		return false
	}
	p.at += len(token)
	return true
}

func (p *python) must(token string) {
	if !p.take(token) {
		panic(notUnderstood{})
	}
}

// comparison reads "not bozo", or "a == b == c" of paths and one literal.
func (p *python) comparison() []claim {
	if p.take("not bozo") || p.take("bozo") {
		return nil
	}
	if p.take("(") {
		list := p.comparison()
		for p.take("and") {
			list = append(list, p.comparison()...)
		}
		p.must(")")
		return list
	}
	var paths [][]any
	var want any
	for {
		if path := p.path(); path != nil {
			paths = append(paths, path)
		} else {
			want = p.literal()
		}
		if !p.take("==") {
			break
		}
	}
	if want == nil || len(paths) == 0 {
		panic(notUnderstood{})
	}
	var list []claim
	for _, path := range paths {
		list = append(list, claim{path, want})
	}
	return list
}

func (p *python) path() []any {
	p.space()
	var path []any
	switch {
	case p.take("entries"):
		path = []any{"entries"}
	case p.take("feed"):
		path = []any{"feed"}
	default:
		return nil
	}
	for {
		switch {
		case p.take("["):
			path = append(path, p.literal())
			p.must("]")
		case p.take("."):
			start := p.at
			for p.at < len(p.s) && (p.s[p.at] == '_' || p.s[p.at] >= 'a' && p.s[p.at] <= 'z') {
				p.at++
			}
			path = append(path, p.s[start:p.at])
		default:
			return path
		}
	}
}

func (p *python) literal() any {
	p.space()
	if p.at == len(p.s) {
		panic(notUnderstood{})
	}
	switch c := p.s[p.at]; {
	case c == 'u' || c == 'r':
		p.at++
		return p.literal()
	case c == '\'' || c == '"':
		return p.str(c)
	case c >= '0' && c <= '9':
		start := p.at
		for p.at < len(p.s) && p.s[p.at] >= '0' && p.s[p.at] <= '9' {
			p.at++
		}
		n, _ := strconv.Atoi(p.s[start:p.at])
		return n
	case p.take("{"):
		m := map[string]any{}
		for !p.take("}") {
			key := p.literal()
			p.must(":")
			m[fmt.Sprint(key)] = p.literal()
			p.take(",")
		}
		return m
	case p.take("("):
		list := []any{}
		for !p.take(")") {
			list = append(list, p.literal())
			p.take(",")
		}
		return list
	}
	panic(notUnderstood{})
}

func (p *python) str(quote byte) string {
	var b strings.Builder
	if strings.HasPrefix(p.s[p.at:], strings.Repeat(string(quote), 3)) {
		p.at += 2
		end := strings.Index(p.s[p.at+1:], strings.Repeat(string(quote), 3))
		if end < 0 {
			panic(notUnderstood{})
		}
		s := p.s[p.at+1 : p.at+1+end]
		p.at += end + 4
		return s
	}
	for p.at++; p.at < len(p.s); p.at++ {
		c := p.s[p.at]
		switch {
		case c == quote:
			p.at++
			return b.String()
		case c == '\\' && p.at+1 < len(p.s):
			p.at++
			p.escape(&b)
		default:
			b.WriteByte(c)
		}
	}
	panic(notUnderstood{})
}

func (p *python) escape(b *strings.Builder) {
	digits := map[byte]int{'x': 2, 'u': 4, 'U': 8}
	switch c := p.s[p.at]; c {
	case 'n':
		b.WriteByte('\n')
	case 't':
		b.WriteByte('\t')
	case 'r':
		b.WriteByte('\r')
	case 'x', 'u', 'U':
		n := digits[c]
		if p.at+1+n > len(p.s) {
			panic(notUnderstood{})
		}
		code, err := strconv.ParseUint(p.s[p.at+1:p.at+1+n], 16, 32)
		if err != nil {
			panic(notUnderstood{})
		}
		b.WriteRune(rune(code))
		p.at += n
	case '\n':
	default:
		b.WriteByte(c)
	}
}
