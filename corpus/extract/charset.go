package extract

import (
	"bytes"
	"strings"

	"dateline/corpus/clean"

	"golang.org/x/net/html/charset"
)

// A page's encoding is, as browsers have it, that of its byte order mark, else the one the server declared, else the one
// the page itself does. Two things differ: bytes that are valid UTF-8 are that, as package clean has it; and a
// declaration that the bytes contradict does not count, so that the page's may win over the server's.

// decode returns the text of a page, the encoding and how many invalid sequences were replaced.
func decode(page []byte, server string) (text, name string, replaced int, err error) {
	own := declaredCharset(page)
	if server == "" {
		return clean.Decode(page, own)
	}
	text, name, replaced, err = clean.Decode(page, server)
	if err != nil || own == "" || name == "utf-8" && replaced == 0 || name == canonicalCharset(server) {
		return text, name, replaced, err
	}
	if text, name, replaced, err := clean.Decode(page, own); err == nil && name == canonicalCharset(own) {
		return text, name, replaced, nil
	}
	return text, name, replaced, nil
}

// canonicalCharset returns the name that the WHATWG gives a charset label.
func canonicalCharset(label string) string {
	_, name := charset.Lookup(strings.Trim(label, " \t\r\n\"'"))
	return name
}

// declaredCharset returns the charset that the page declares in its first bytes.
func declaredCharset(page []byte) string {
	const prescan = 16 << 10
	head := bytes.ToLower(page[:min(len(page), prescan)])
	for _, mark := range []string{"charset", "encoding"} {
		for rest := head; ; {
			i := bytes.Index(rest, []byte(mark))
			if i < 0 {
				break
			}
			inside := string(rest[max(0, i-200):i])
			rest = rest[i+len(mark):]
			open := max(strings.LastIndex(inside, "<meta"), strings.LastIndex(inside, "<?xml"))
			if label := charsetLabel(rest); label != "" && open >= 0 && !strings.Contains(inside[open:], ">") {
				return label
			}
		}
	}
	return ""
}

// charsetLabel reads the value behind "charset".
func charsetLabel(b []byte) string {
	b = bytes.TrimLeft(b, " \t\r\n")
	if len(b) == 0 || b[0] != '=' {
		return ""
	}
	b = bytes.TrimLeft(b[1:min(len(b), 64)], " \t\r\n\"'")
	end := bytes.IndexAny(b, " \t\r\n\"';>/")
	if end < 0 {
		return ""
	}
	return string(b[:end])
}
