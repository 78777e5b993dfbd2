package importer

import (
	"bytes"
	"errors"
	"io"

	"dateline/corpus"
	"dateline/corpus/importer/sgml"
)

// reuters is the outlet of every article of Reuters-21578.
var reuters = corpus.Source{Domain: "reuters.com", Name: "Reuters"}

// decodeSGML reads the records of a newswire collection one by one.
func decodeSGML(d *decoding) error {
	r := sgml.NewReader(d.r, d.im.limits.Record)
	for {
		rec, err := r.Next()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case errors.Is(err, sgml.ErrTooLarge):
			err = d.aside(rec.Line, "%s", tooLarge(d.im.limits.Record))
		case err == nil:
			err = d.sgmlRecord(rec)
		}
		if err != nil {
			return err
		}
	}
}

func (d *decoding) sgmlRecord(rec sgml.Record) error {
	if rec.Cut {
		return d.aside(rec.Line, "%s", reasonCut)
	}
	text, err := decodeBytes(rec.Bytes, narrowText)
	if err != nil {
		return d.aside(rec.Line, "%s", err)
	}
	doc := sgml.Parse(text)
	if doc.Title == "" && doc.Text == "" {
		return d.aside(rec.Line, "a record with neither title nor text")
	}
	raw := corpus.Raw{
		Original:   corpus.Original{Bytes: bytes.Clone(rec.Bytes), MediaType: "text/sgml"},
		ExternalID: doc.ID,
		Title:      doc.Title,
		Text:       doc.Text,
		Published:  doc.Date,
		Labels:     doc.Labels,
	}
	if doc.Author != "" {
		raw.Authors = []string{doc.Author}
	}
	if doc.Reuters {
		raw.Source, raw.Language = reuters, "en"
	}
	return d.item(raw, rec.Line)
}
