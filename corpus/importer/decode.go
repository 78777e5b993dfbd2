package importer

import (
	"fmt"
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
	text, _, _, err := clean.Decode(b, "")
	if err != nil {
		return "", fmt.Errorf("cannot be decoded as text: %w", err)
	}
	return text, nil
}
