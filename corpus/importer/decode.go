package importer

import (
	"fmt"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
)

// decodeBytes returns text in UTF-8. Without a declared charset, bytes that are not UTF-8 are
// recognised by themselves, record by record, so that a file may mix charsets.
func decodeBytes(b []byte, declared string) (string, error) {
	if declared == "" && utf8.Valid(b) {
		return string(b), nil
	}
	e, err := htmlindex.Get(declared)
	if err != nil {
		e = charmap.Windows1252
	}
	text, err := e.NewDecoder().Bytes(b)
	if err != nil {
		return "", fmt.Errorf("cannot be decoded as text: %w", err)
	}
	return string(text), nil
}
