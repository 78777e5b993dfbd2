package fetch

import (
	"bytes"
	"mime"
	"net/http"
	"strings"
)

// What a body is, is decided from its first 512 bytes and the declared type together:
//
//   - a signature of package http's (MIME sniffing standard) of anything but text means binary, unless the signature is of
//     letters alone ("BM", "ID3") and there is no control character;
//   - control characters that text has no use for mean binary, except in what begins as HTML or XML, and except NULs in a pattern
//     of UTF-16;
//   - else it is text; of the declared type, if that is a type of text and no vague one (text/plain, */octet-stream), and if the body does
//     not begin as a feed, a sitemap or, when declared as plain, as HTML.

const (
	sniffLength = 512
	gzipType    = "application/gzip"
)

// Sniff returns the media type of a body, in lower case, and whether it is text. contentType is the header as the server
// wrote it.
func Sniff(contentType string, body []byte) (mediaType string, text bool) {
	head := body[:min(len(body), sniffLength)]
	declared, label := declaredType(contentType)
	if isUTF16(head, label) {
		return textType(declared, asciiOf(head)), true
	}
	found, _, _ := strings.Cut(http.DetectContentType(head), ";")
	control := hasControl(head)
	switch {
	case found == "application/x-gzip":
		return gzipType, false
	case found == "application/pdf", found == "application/postscript":
		return found, false
	case strings.HasPrefix(found, "text/"):
	case control:
		return found, false
	}
	return textType(declared, head), true
}

// declaredType returns the media type and the charset that a Content-Type header declares, leniently.
func declaredType(header string) (mediaType, label string) {
	mediaType, params, err := mime.ParseMediaType(header)
	if err != nil && mediaType == "" {
		mediaType, _, _ = strings.Cut(header, ";")
		mediaType = strings.ToLower(strings.TrimSpace(mediaType))
	}
	return mediaType, params["charset"]
}

// neverText reports whether a type declared by a server is one whose bodies are not worth a look.
func neverText(declared string) bool {
	group, sub, _ := strings.Cut(declared, "/")
	switch group {
	case "image", "audio", "video", "font", "model":
		return true
	case "application":
		return sub == "pdf" || sub == "zip" || sub == "msword" || strings.HasPrefix(sub, "vnd.openxmlformats") || strings.HasPrefix(sub, "vnd.ms-")
	}
	return false
}

// roots are beginnings of elements that tell the type of a document.
var roots = []struct{ name, mediaType string }{
	{"<rss", "application/rss+xml"},
	{"<feed", "application/atom+xml"},
	{"<rdf:rdf", "application/rdf+xml"},
	{"<urlset", "application/xml"},
	{"<sitemapindex", "application/xml"},
	{"<html", "text/html"},
	{"<!doctype html", "text/html"},
}

// textType returns the type of a text.
func textType(declared string, head []byte) string {
	first := firstElement(head)
	for _, r := range roots {
		if !bytes.HasPrefix(first, []byte(r.name)) || r.mediaType == "text/html" && !isVague(declared) {
			continue
		}
		if strings.HasSuffix(declared, "xml") && r.mediaType == "application/xml" {
			return declared
		}
		return r.mediaType
	}
	if !isVague(declared) {
		return declared
	}
	found, _, _ := strings.Cut(http.DetectContentType(head), ";")
	switch {
	case strings.HasPrefix(found, "text/") && found != "text/plain":
		return found
	case bytes.HasPrefix(bytes.TrimLeft(head, "\xEF\xBB\xBF \t\r\n"), []byte(`{"`)):
		return "application/json"
	}
	return "text/plain"
}

// isVague reports whether a declared type says nothing that the body could not say better.
func isVague(declared string) bool {
	switch declared {
	case "text/html", "application/xhtml+xml", "text/xml", "application/xml", "application/json", "text/markdown", "text/css", "text/javascript", "application/javascript":
		return false
	}
	return !strings.HasSuffix(declared, "+xml") && !strings.HasSuffix(declared, "+json")
}

// firstElement skips the mark, white space, declarations of XML and comments, and returns what follows, in lower case.
func firstElement(head []byte) []byte {
	rest := bytes.ToLower(bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF")))
	for {
		rest = bytes.TrimLeft(rest, " \t\r\n\f")
		end := ""
		switch {
		case bytes.HasPrefix(rest, []byte("<?")):
			end = "?>"
		case bytes.HasPrefix(rest, []byte("<!--")):
			end = "-->"
		case bytes.HasPrefix(rest, []byte("<!doctype")) && !bytes.HasPrefix(rest, []byte("<!doctype html")):
			end = ">"
		default:
			return rest
		}
		_, after, found := bytes.Cut(rest, []byte(end))
		if !found {
			return nil
		}
		rest = after
	}
}

// hasControl reports whether there is a byte that the MIME sniffing standard calls a binary data byte.
func hasControl(head []byte) bool {
	for _, b := range head {
		if b < ' ' && b != '\t' && b != '\n' && b != '\f' && b != '\r' && b != 0x1B {
			return true
		}
	}
	return false
}

// isUTF16 recognises UTF-16 by its mark, or by the declaration or the place of its NULs.
func isUTF16(head []byte, label string) bool {
	if bytes.HasPrefix(head, []byte{0xFF, 0xFE}) || bytes.HasPrefix(head, []byte{0xFE, 0xFF}) {
		return true
	}
	if len(head) < 4 || !bytes.Contains(head, []byte{0}) {
		return false
	}
	var nul [2]int
	for i, b := range head {
		if b == 0 {
			nul[i%2]++
		}
	}
	few, many := min(nul[0], nul[1]), max(nul[0], nul[1])
	if strings.HasPrefix(strings.ToLower(label), "utf-16") {
		return few == 0
	}
	return few == 0 && many*10 >= len(head)*4
}

// asciiOf returns the ASCII characters of UTF-16.
func asciiOf(head []byte) []byte {
	var out []byte
	for _, b := range head {
		if b != 0 && b < 0x80 {
			out = append(out, b)
		}
	}
	return out
}
