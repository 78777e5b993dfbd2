package importer

import (
	"strings"
	"unicode/utf8"

	"dateline/corpus"
)

// maxTitle is the length in code points from which a first line is a paragraph and no title.
const maxTitle = 300

// decodeText reads a file that is one article: its first line that is not blank is the title (unless it is
// over 300 code points long), the rest the text.
func decodeText(d *decoding) error {
	b, refused, err := d.whole()
	if err != nil {
		return err
	}
	if refused != "" {
		return d.aside(0, "%s", refused)
	}
	if d.wide == narrowText && isBinary(b) {
		return d.aside(0, "text at first, then binary data")
	}
	text, err := decodeBytes(b, d.wide)
	if err != nil {
		return err
	}
	title, rest := titleLine(text)
	return d.item(corpus.Raw{
		Original: corpus.Original{Bytes: b, MediaType: "text/plain"},
		Title:    title,
		Text:     rest,
	}, 0)
}

func titleLine(text string) (title, rest string) {
	text = strings.TrimLeft(text, " \t\r\n\v\f\u00a0\ufeff")
	end := strings.IndexAny(text, "\r\n")
	if end < 0 {
		end = len(text)
	}
	if utf8.RuneCountInString(text[:end]) > maxTitle {
		return "", text
	}
	return strings.TrimSpace(text[:end]), text[end:]
}

// decodeHTML keeps a page as it is; extraction reads it.
func decodeHTML(d *decoding) error {
	b, refused, err := d.whole()
	if err != nil {
		return err
	}
	if refused != "" {
		return d.aside(0, "%s", refused)
	}
	page := b
	if d.wide != narrowText {
		text, err := decodeBytes(b, d.wide)
		if err != nil {
			return err
		}
		page = append([]byte("\xef\xbb\xbf"), text...)
	}
	return d.item(corpus.Raw{
		Original: corpus.Original{Bytes: b, MediaType: "text/html"},
		HTML:     page,
	}, 0)
}
