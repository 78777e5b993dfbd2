package importer

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"dateline/corpus/clean"
)

// decodeBytes returns text in UTF-8. Bytes that are neither UTF-16, as the sample showed, nor UTF-8 are
// recognised by themselves, record by record, so that a file may mix charsets.
func decodeBytes(b []byte, w wide) (string, error) {
	if w != narrowText {
		text, err := w.encoding().NewDecoder().Bytes(b)
		return string(text), err
	}
	if utf8.Valid(b) {
		return string(b), nil
	}
	if isDamagedUTF8(b) {
		return strings.ToValidUTF8(string(b), "\uFFFD"), nil
	}
	text, _, _, err := clean.Decode(b, "")
	if err != nil {
		return "", fmt.Errorf("cannot be decoded as text: %w", err)
	}
	return text, nil
}

// isDamagedUTF8 reports whether at least as many letters are right in UTF-8, ASCII not counted, as bytes are wrong: text cut in
// the middle of a letter, or damaged. In other charsets hardly anything looks like a letter in UTF-8.
func isDamagedUTF8(b []byte) bool {
	right, wrong := 0, 0
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		switch {
		case r == utf8.RuneError && size == 1:
			wrong++
		case size > 1:
			right++
		}
		b = b[size:]
	}
	return right >= wrong
}
