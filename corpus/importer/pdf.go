package importer

import (
	"dateline/corpus"
	"dateline/corpus/importer/pdf"
)

// decodePDF reads a document that is one article. The dates in a PDF file say when the file was made, so the
// article has none.
func decodePDF(d *decoding) error {
	b, refused, err := d.whole()
	switch {
	case err != nil:
		return err
	case refused != "":
		return d.aside(0, "%s", refused)
	}
	doc, err := pdf.Read(b)
	if err != nil {
		return d.aside(0, "a PDF file that is not read: %v", err)
	}
	return d.item(corpus.Raw{
		Original: corpus.Original{Bytes: b, MediaType: "application/pdf"},
		Title:    doc.Title,
		Text:     doc.Text,
	}, 0)
}
