package extract

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Templates write broken JSON. looseJSON reads it where what was meant is plain: control characters and unescaped quotes in strings,
// wrong escapes, commas too many or too few, comments, keys without quotes, several values one after the other (which become
// a list), and an end that is missing. Values nest at most maxJSONDepth deep; deeper ones are nil.
func looseJSON(s string) any {
	r := looseReader{s: s}
	var all []any
	for r.skip(); r.i < len(r.s) && len(all) < maxObjects; r.skip() {
		at := r.i
		if v := r.value(0); v != nil {
			all = append(all, v)
		}
		if r.i == at {
			r.i++
		}
	}
	if len(all) == 1 {
		return all[0]
	}
	return all
}

const maxJSONDepth = 40

type looseReader struct {
	s string
	i int
}

// skip passes over white space, comments, and commas and semicolons between values.
func (r *looseReader) skip() {
	for r.i < len(r.s) {
		switch c := r.s[r.i]; {
		case c <= ' ' || c == ',' || c == ';':
			r.i++
		case strings.HasPrefix(r.s[r.i:], "//"):
			r.past("\n")
		case strings.HasPrefix(r.s[r.i:], "/*"):
			r.past("*/")
		case strings.HasPrefix(r.s[r.i:], "\u00a0"), strings.HasPrefix(r.s[r.i:], "\ufeff"):
			_, size := utf8.DecodeRuneInString(r.s[r.i:])
			r.i += size
		default:
			return
		}
	}
}

func (r *looseReader) past(end string) {
	if n := strings.Index(r.s[r.i:], end); n >= 0 {
		r.i += n + len(end)
		return
	}
	r.i = len(r.s)
}

func (r *looseReader) peek() byte {
	if r.i < len(r.s) {
		return r.s[r.i]
	}
	return 0
}

func (r *looseReader) value(depth int) any {
	r.skip()
	switch c := r.peek(); c {
	case '{':
		return r.object(depth)
	case '[':
		return r.array(depth)
	case '"', '\'':
		r.i++
		return r.text(c)
	case '}', ']', ':', 0:
		return nil
	}
	return r.word()
}

func (r *looseReader) object(depth int) any {
	r.i++
	o := object{}
	for r.skip(); r.peek() != '}' && r.i < len(r.s); r.skip() {
		at := r.i
		key, ok := r.value(maxJSONDepth).(string)
		r.skip()
		if ok && r.peek() == ':' {
			r.i++
			if v := r.value(depth + 1); v != nil && depth < maxJSONDepth {
				o[key] = v
			}
		}
		if r.i == at || r.peek() == ']' {
			r.i++ // something that cannot stand here
		}
	}
	r.i = min(r.i+1, len(r.s))
	return o
}

func (r *looseReader) array(depth int) any {
	r.i++
	all := []any{}
	for r.skip(); r.peek() != ']' && r.i < len(r.s); r.skip() {
		at := r.i
		if v := r.value(depth + 1); v != nil && depth < maxJSONDepth {
			all = append(all, v)
		}
		if r.i == at {
			if r.peek() == '}' {
				return all // the bracket is missing
			}
			r.i++
		}
	}
	r.i = min(r.i+1, len(r.s))
	return all
}

// text reads a string behind its opening quote. A quote ends it only where a string can end: before a comma, a colon, a bracket or the end.
func (r *looseReader) text(quote byte) string {
	var b strings.Builder
	for r.i < len(r.s) {
		c := r.s[r.i]
		r.i++
		switch {
		case c == quote && r.ends():
			return b.String()
		case c == '\\' && r.i < len(r.s):
			r.escape(&b)
		case c < ' ':
			b.WriteByte(' ')
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func (r *looseReader) ends() bool {
	rest := strings.TrimLeft(r.s[r.i:min(len(r.s), r.i+200)], " \t\r\n")
	if rest == "" {
		return true
	}
	switch rest[0] {
	case ':', '}', ']':
		return true
	case ',':
		after := strings.TrimLeft(rest[1:], " \t\r\n")
		return after == "" || strings.ContainsRune(`"'{}[]-0123456789/`, rune(after[0])) // not a comma in a sentence
	case '"', '\'':
		return strings.Contains(rest, ":") // a comma is missing
	}
	return false
}

func (r *looseReader) escape(b *strings.Builder) {
	c := r.s[r.i]
	r.i++
	switch c {
	case 'n', 'r', 't', 'b', 'f', '\n', '\r':
		b.WriteByte(' ')
	case 'u':
		if n, err := strconv.ParseUint(r.s[r.i:min(len(r.s), r.i+4)], 16, 16); err == nil && r.i+4 <= len(r.s) {
			r.i += 4
			b.WriteRune(r.surrogate(rune(n)))
			return
		}
		b.WriteByte('u')
	case '"', '\\', '/', '\'':
		b.WriteByte(c)
	default:
		b.WriteByte('\\')
		b.WriteByte(c)
	}
}

// surrogate completes the first half of a pair.
func (r *looseReader) surrogate(high rune) rune {
	if high < 0xd800 || high > 0xdbff || !strings.HasPrefix(r.s[r.i:], `\u`) || r.i+6 > len(r.s) {
		return high
	}
	low, err := strconv.ParseUint(r.s[r.i+2:r.i+6], 16, 16)
	if err != nil || low < 0xdc00 || low > 0xdfff {
		return high
	}
	r.i += 6
	return (high-0xd800)<<10 | (rune(low) - 0xdc00) + 0x10000
}

// word reads a number, true, false, null, or a key without quotes; what is none of these is nil.
func (r *looseReader) word() any {
	start := r.i
	for r.i < len(r.s) && !strings.ContainsRune(" \t\r\n,:;{}[]\"'", rune(r.s[r.i])) {
		r.i++
	}
	w := r.s[start:r.i]
	if f, err := strconv.ParseFloat(w, 64); err == nil {
		return f
	}
	switch w {
	case "true", "false":
		return w == "true"
	case "null", "undefined", "":
		return nil
	}
	r.skip()
	if r.peek() == ':' {
		return w
	}
	return nil
}
