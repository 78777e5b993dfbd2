package sitemap

import (
	"bytes"
	"io"
	"mime"
	"regexp"
	"strings"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
)

// characters is how the bytes of a sitemap are read. Without an encoding they are UTF-8, or nearly so.
type characters struct {
	encoding encoding.Encoding
}

var declared = regexp.MustCompile(`^\s*<\?xml[^>]*?encoding\s*=\s*["']?([A-Za-z0-9._:-]+)`)

// encodingOf finds the encoding by the first bytes and the Content-Type.
func encodingOf(start []byte, contentType string) characters {
	switch {
	case bytes.HasPrefix(start, []byte("\xEF\xBB\xBF")):
		return characters{}
	case bytes.HasPrefix(start, []byte("\xFF\xFE")), bytes.HasPrefix(start, []byte("<\x00")):
		return characters{unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)}
	case bytes.HasPrefix(start, []byte("\xFE\xFF")), bytes.HasPrefix(start, []byte("\x00<")):
		return characters{unicode.UTF16(unicode.BigEndian, unicode.UseBOM)}
	}
	label := ""
	if m := declared.FindSubmatch(start); m != nil {
		label = string(m[1])
	} else if _, params, err := mime.ParseMediaType(contentType); err == nil {
		label = params["charset"]
	}
	e, name := charset.Lookup(label)
	// UTF-16 that were so would have been seen above; "replacement" stands for what is too dangerous to decode.
	if e == nil || name == "utf-8" || name == "replacement" || strings.HasPrefix(name, "utf-16") {
		return characters{}
	}
	return characters{e}
}

// reader decodes what is read from r.
func (c characters) reader(r io.Reader) io.Reader {
	if c.encoding == nil {
		return r
	}
	return c.encoding.NewDecoder().Reader(r)
}

// head decodes the start of a sitemap, of which the last character may be cut.
func (c characters) head(start []byte) string {
	if c.encoding != nil {
		if b, err := c.encoding.NewDecoder().Bytes(start); err == nil {
			start = b
		}
	}
	return strings.TrimLeft(string(start), "\ufeff \t\r\n\x00")
}

var (
	beforeRoot = regexp.MustCompile(`^(?s:<\?.*?\?>|<!--.*?-->|<![A-Za-z][^\[>]*(?:\[.*?\]\s*)?>|\s+)`)
	rootTag    = regexp.MustCompile(`^<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)[\s/>]`)
	lateRoot   = regexp.MustCompile(`<(?:[A-Za-z_][\w.-]*:)?(?i:(urlset|sitemapindex|rss|rdf|feed|url|sitemap))[\s>]`) // after a server's complaints
	htmlType   = regexp.MustCompile(`^(?i:<!doctype\s+html)`)
)

// rootOf returns the lower-case name of the first element of a text, "{" for JSON, "text" for what is no markup at all, and
// "" where it does not know.
func rootOf(text string) string {
	if strings.HasPrefix(text, "{") {
		return "{"
	}
	if !strings.HasPrefix(text, "<") {
		if m := lateRoot.FindStringSubmatch(text); m != nil {
			return strings.ToLower(m[1])
		}
		return "text"
	}
	for {
		if htmlType.MatchString(text) {
			return "html"
		}
		skipped := beforeRoot.FindString(text)
		if skipped == "" {
			break
		}
		text = text[len(skipped):]
	}
	if m := rootTag.FindStringSubmatch(text); m != nil {
		return strings.ToLower(m[1])
	}
	return ""
}
