package xmltree

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// longestReference is the length in bytes of the longest reference looked at; HTML's longest name has 31 letters.
const longestReference = 40

// Unescape decodes the references of XML and HTML in text, once. Others stay as written.
func Unescape(text string) string {
	next := strings.IndexByte(text, '&')
	if next < 0 {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	for next >= 0 {
		b.WriteString(text[:next])
		text = text[next:]
		n := referenceLength(text)
		if n > 0 {
			b.WriteString(reference(text[:n]))
		} else {
			n = 1
			b.WriteByte('&')
		}
		text = text[n:]
		next = strings.IndexByte(text, '&')
	}
	b.WriteString(text)
	return b.String()
}

// referenceLength returns how long the reference is that text begins with, "&" and ";" included, or 0.
func referenceLength(text string) int {
	for i := 1; i < len(text) && i < longestReference; i++ {
		switch c := text[i]; {
		case c == ';':
			return i + 1
		case c == '#' && i == 1:
		case c >= '0' && c <= '9', c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z':
		default:
			return 0
		}
	}
	return 0
}

// reference returns what one reference means, or itself.
func reference(ref string) string {
	decoded := html.UnescapeString(ref)
	if strings.HasPrefix(ref, "&#") {
		if r, _ := utf8.DecodeRuneInString(decoded); isControl(r) {
			return ""
		}
		return decoded
	}
	if strings.HasSuffix(decoded, ";") && decoded != ";" { // a name that HTML reads without its semicolon, and more letters
		return ref
	}
	return decoded
}

func isControl(r rune) bool {
	return r < 0x20 && r != '\t' && r != '\n' && r != '\r' || r == 0x7f
}

func withoutControls(text string) string {
	if strings.IndexFunc(text, isControl) < 0 {
		return text
	}
	return strings.Map(func(r rune) rune {
		if isControl(r) {
			return -1
		}
		return r
	}, text)
}
