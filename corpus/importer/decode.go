package importer

import (
	"fmt"
	"unicode/utf8"

	"dateline/corpus/clean"
)

// decodeBytes returns text in UTF-8. Without a declared charset, bytes that are not UTF-8 are
// recognised by themselves, record by record, so that a file may mix charsets.
func decodeBytes(b []byte, declared string) (string, error) {
	if declared == "" && utf8.Valid(b) {
		return string(b), nil
	}
	text, _, _, err := clean.Decode(b, declared)
	if err != nil {
		return "", fmt.Errorf("cannot be decoded as text: %w", err)
	}
	return text, nil
}
