package mail

import (
	"bytes"
	"encoding/base64"
	"regexp"
	"strings"
	"unicode/utf8"

	"dateline/corpus/clean"
)

var encodedWord = regexp.MustCompile(`=\?([^?\s]+)\?([bBqQ])\?([^?]*)\?=`)

// decodeWords decodes the encoded words (RFC 2047) of a header. Words that follow each other in one charset are put together before, because
// many programs cut them anywhere.
func decodeWords(s string) string {
	var out strings.Builder
	var bytesOf []byte
	charset, end := "", 0
	flush := func() {
		out.WriteString(plainText(bytesOf, charset))
		bytesOf = nil
	}
	for _, m := range encodedWord.FindAllStringSubmatchIndex(s, -1) {
		between, name := s[end:m[0]], s[m[2]:m[3]]
		name, _, _ = strings.Cut(name, "*") // a language may follow
		joined := bytesOf != nil && strings.TrimSpace(between) == ""
		if !joined || !strings.EqualFold(name, charset) {
			flush()
		}
		if !joined {
			out.WriteString(between)
		}
		charset, end = name, m[1]
		bytesOf = append(bytesOf, wordBytes(s[m[4]:m[5]], s[m[6]:m[7]])...)
		if bytesOf == nil {
			bytesOf = []byte{}
		}
	}
	flush()
	out.WriteString(s[end:])
	return out.String()
}

func wordBytes(encoding, text string) []byte {
	if strings.EqualFold(encoding, "b") {
		return decodeBase64([]byte(text))
	}
	return appendUnquoted(nil, []byte(strings.ReplaceAll(text, "_", " ")))
}

// plainText returns bytes as text; what is no text at all becomes U+FFFD.
func plainText(b []byte, charset string) string {
	if charset == "" && utf8.Valid(b) {
		return string(b)
	}
	text, _, _, err := clean.Decode(b, charset)
	if err != nil {
		return strings.ToValidUTF8(string(b), "\uFFFD")
	}
	return text
}

// transferDecode removes a transfer encoding. What is damaged is kept as it is.
func transferDecode(b []byte, encoding string) []byte {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "quoted-printable":
		return decodeQuoted(b)
	case "base64":
		return decodeBase64(b)
	}
	return b
}

// decodeQuoted decodes quoted-printable. An "=" that stands for nothing stays.
func decodeQuoted(b []byte) []byte {
	out := make([]byte, 0, len(b))
	for len(b) > 0 {
		line, rest, _ := bytes.Cut(b, []byte("\n"))
		ending := b[len(line) : len(b)-len(rest)]
		if bytes.HasSuffix(line, []byte("\r")) {
			line, ending = line[:len(line)-1], b[len(line)-1:len(b)-len(rest)]
		}
		b = rest
		line = bytes.TrimRight(line, " \t") // added on the way
		soft := bytes.HasSuffix(line, []byte("="))
		if soft {
			line = line[:len(line)-1]
		}
		out = appendUnquoted(out, line)
		if !soft {
			out = append(out, ending...)
		}
	}
	return out
}

func appendUnquoted(out, line []byte) []byte {
	for i := 0; i < len(line); i++ {
		if line[i] == '=' && i+2 < len(line) {
			hi, ok1 := unhex(line[i+1])
			lo, ok2 := unhex(line[i+2])
			if ok1 && ok2 {
				out = append(out, hi<<4|lo)
				i += 2
				continue
			}
		}
		out = append(out, line[i])
	}
	return out
}

func unhex(c byte) (byte, bool) {
	switch {
	case '0' <= c && c <= '9':
		return c - '0', true
	case 'A' <= c && c <= 'F':
		return c - 'A' + 10, true
	case 'a' <= c && c <= 'f':
		return c - 'a' + 10, true
	}
	return 0, false
}

// decodeBase64 decodes what it can: other signs are left out, and each "=" ends a piece.
func decodeBase64(b []byte) []byte {
	var out, piece []byte
	flush := func() {
		if len(piece)%4 == 1 {
			piece = piece[:len(piece)-1]
		}
		out, _ = base64.RawStdEncoding.AppendDecode(out, piece)
		piece = piece[:0]
	}
	for _, c := range b {
		switch {
		case c == '=':
			flush()
		case 'A' <= c && c <= 'Z', 'a' <= c && c <= 'z', '0' <= c && c <= '9', c == '+', c == '/':
			piece = append(piece, c)
		}
	}
	flush()
	return out
}
