package fetch

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

// The charset of a body is, as the WHATWG has it: that of its byte order mark; else the one the server declared; else the one that a
// meta element, or an XML declaration, states in the first 1,024 bytes; else what it looks like: UTF-8 if it is valid as such, and
// windows-1252. UTF-7 is no charset. One thing is added: a declaration of UTF-8 counts only if most of what is not ASCII
// is UTF-8, for pages are moved between servers, and what a header says then is not what the page holds.

const prescan = 1 << 10

var xmlEncoding = regexp.MustCompile(`^\s*<\?xml[^>]*\sencoding\s*=\s*["']([A-Za-z0-9._:-]+)["']`)

// charsetOf returns the WHATWG name of a body's charset, "" for an empty body. cut says that the body may end amid a character.
func charsetOf(body []byte, contentType, mediaType string, cut bool) string {
	if len(body) == 0 {
		return ""
	}
	if cut {
		body = body[:len(body)-partialRune(body)]
	}
	_, found, certain := charset.DetermineEncoding(body, contentType)
	if isXML(mediaType) && !certain {
		if m := xmlEncoding.FindSubmatch(body[:min(len(body), prescan)]); m != nil {
			if _, name := charset.Lookup(string(m[1])); name != "" {
				return asFits(name, body)
			}
		}
	}
	if certain || found != "windows-1252" {
		return asFits(found, body)
	}
	if name := unmarkedUTF16(body); name != "" {
		return name
	}
	if utf8.Valid(body) && isGuess(body) {
		return "utf-8"
	}
	return found
}

// asFits returns the charset of a declaration unless the bytes contradict it.
func asFits(name string, body []byte) string {
	if name != "utf-8" || fitsUTF8(body) {
		return name
	}
	if _, inner, _ := charset.DetermineEncoding(body, ""); inner != "utf-8" {
		return inner
	}
	return "windows-1252"
}

// fitsUTF8 reports whether characters of UTF-8 outnumber bytes that are none.
func fitsUTF8(body []byte) bool {
	if utf8.Valid(body) || bytes.HasPrefix(body, []byte("\xEF\xBB\xBF")) {
		return true
	}
	good, bad := 0, 0
	for len(body) > 0 {
		r, size := utf8.DecodeRune(body)
		switch {
		case r == utf8.RuneError && size == 1:
			bad++
		case size > 1:
			good++
		}
		body = body[size:]
	}
	return good > bad
}

// isGuess reports whether windows-1252 is what is left for want of a declaration: then a character of UTF-8 in front makes the
// difference. The body must be valid UTF-8.
func isGuess(body []byte) bool {
	head := body[:min(len(body), prescan)]
	head = head[:len(head)-partialRune(head)]
	_, name, _ := charset.DetermineEncoding(append([]byte("\u00e9"), head...), "")
	return name == "utf-8"
}

// unmarkedUTF16 recognises UTF-16 without a mark.
func unmarkedUTF16(body []byte) string {
	head := body[:min(len(body), sniffLength)]
	switch {
	case !isUTF16(head, ""):
		return ""
	case head[0] == 0:
		return "utf-16be"
	}
	return "utf-16le"
}

func isXML(mediaType string) bool {
	return strings.HasSuffix(mediaType, "/xml") || strings.HasSuffix(mediaType, "+xml")
}

// partialRune returns how many bytes at the end of b begin a character of UTF-8 that does not end.
func partialRune(b []byte) int {
	for i := 1; i < utf8.UTFMax && i <= len(b); i++ {
		if utf8.RuneStart(b[len(b)-i]) {
			if !utf8.FullRune(b[len(b)-i:]) {
				return i
			}
			return 0
		}
	}
	return 0
}
