package clean

import (
	"html"
	"strings"
)

// maxEntity is the length of the longest named reference,
// "&CounterClockwiseContourIntegral;", and of any sensible number.
const maxEntity = 33

// decodeEntities decodes HTML character references that are left in text, also
// when they were escaped several times ("&amp;amp;"). A reference needs its
// semicolon, so that "AT&T" and "Q&A" stay; the one exception is "&nbsp" before
// something that is no letter. Unknown names stay.
func decodeEntities(e *editor) {
	s := e.src
	for i := 0; i < len(s); {
		next := strings.IndexByte(s[i:], '&')
		if next < 0 {
			return
		}
		i += next
		text, n := entity(s[i:])
		if n == 0 {
			i++
			continue
		}
		end := i + n
		for text == "&" {
			more, n := entity(entityHead(s, end))
			if n == 0 {
				break
			}
			text, end = more, end+n-1
		}
		e.replace(i, end, text)
		i = end
	}
}

// entityHead returns "&" and the text from i as far as a reference may reach.
func entityHead(s string, i int) string {
	return "&" + s[i:min(len(s), i+maxEntity)]
}

// entity decodes the reference that s begins with and returns its text and its
// length in s, or 0 if there is none.
func entity(s string) (string, int) {
	n := 1
	for n < len(s) && n < maxEntity && entityByte(s[n]) {
		n++
	}
	if n == len(s) || s[n] != ';' {
		if s[:n] == "&nbsp" {
			return "\u00A0", n
		}
		return "", 0
	}
	n++
	text := html.UnescapeString(s[:n])
	if text == s[:n] || text == "\uFFFD" || strings.HasSuffix(text, ";") && s[:n] != "&semi;" {
		return "", 0
	}
	return controlsAsSpace(text), n
}

// controlsAsSpace keeps a numeric reference from smuggling in a control character.
func controlsAsSpace(s string) string {
	if len(s) == 1 && s[0] < ' ' && s[0] != '\n' || s == "\x7F" {
		return " "
	}
	if r := []rune(s); len(r) == 1 && (nonCharacter(r[0]) || r[0] == 0x2028 || r[0] == 0x2029) {
		return " "
	}
	return s
}

func entityByte(c byte) bool {
	return c == '#' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
}
