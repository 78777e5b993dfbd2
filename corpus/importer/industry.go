package importer

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"strings"

	"dateline/corpus"
	"dateline/corpus/importer/newsml"
	"dateline/corpus/importer/ninjs"
	"dateline/corpus/importer/nitf"
)

// decodeNITF reads a file that is one article in NITF.
func decodeNITF(d *decoding) error {
	text, refused, err := d.documentText()
	if err != nil || refused != "" {
		return cmp.Or(err, d.refuse(refused))
	}
	doc, ok := nitf.Parse(text)
	switch {
	case !ok:
		return d.aside(0, "not NITF: it has no nitf element")
	case doc.Cut:
		return d.aside(0, "%s", reasonCut)
	case doc.Canceled:
		return d.aside(0, "its publisher canceled it")
	case doc.Title == "" && doc.Fragment == "":
		return d.aside(0, "an article with neither title nor text")
	}
	raw := corpus.Raw{
		Original:   corpus.Original{Bytes: []byte(text), MediaType: "application/nitf+xml"},
		ExternalID: doc.ID,
		Source:     corpus.Source{Name: doc.Source},
		Title:      doc.Title,
		Fragment:   cmp.Or(doc.Fragment, doc.Abstract),
		Authors:    doc.Authors,
		Published:  doc.Published,
		Language:   doc.Language,
		Labels:     doc.Labels,
	}
	if hostOf(doc.Image) != "" {
		raw.Image = doc.Image
	}
	return d.item(raw, 0)
}

// documentText reads all of a document in XML as text.
func (d *decoding) documentText() (text, refused string, err error) {
	b, refused, err := d.document()
	if err != nil || refused != "" {
		return "", refused, err
	}
	text, err = decodeBytes(b, d.wide)
	return text, "", err
}

// refuse sets the whole stream aside, unless there is no reason.
func (d *decoding) refuse(reason string) error {
	if reason == "" {
		return nil
	}
	return d.aside(0, "%s", reason)
}

// decodeNewsML reads the items of a message of NewsML-G2 or NewsML 1.
func decodeNewsML(d *decoding) error {
	text, refused, err := d.documentText()
	if err != nil || refused != "" {
		return cmp.Or(err, d.refuse(refused))
	}
	for _, it := range newsml.Parse(text) {
		switch {
		case it.Cut:
			err = d.aside(it.Line, "%s", reasonCut)
		case it.Refused != "":
			err = d.aside(it.Line, "%s", it.Refused)
		default:
			err = d.item(newsmlArticle(it), it.Line)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func newsmlArticle(it newsml.Item) corpus.Raw {
	raw := corpus.Raw{
		Original:   corpus.Original{Bytes: []byte(it.Raw), MediaType: "application/vnd.iptc.g2.newsitem+xml"},
		ExternalID: it.GUID,
		Source:     corpus.Source{Domain: it.Domain, Name: it.Provider},
		Title:      it.Title,
		Fragment:   it.Fragment,
		Authors:    it.Authors,
		Published:  it.Published,
		Modified:   it.Modified,
		Language:   it.Language,
		Labels:     it.Labels,
	}
	return withText(raw, it.Text, it.Summary)
}

// decodeNinjs reads the items of a file in ninjs: one after the other, or in arrays.
func decodeNinjs(d *decoding) error {
	text, refused, err := d.documentText()
	if err != nil || refused != "" {
		return cmp.Or(err, d.refuse(refused))
	}
	if nesting([]byte(text)) > d.im.limits.Depth {
		return d.aside(0, "%s", tooDeep(d.im.limits.Depth))
	}
	n := ninjsReader{d: d, text: text, dec: json.NewDecoder(strings.NewReader(text))}
	for {
		var value json.RawMessage
		err := n.dec.Decode(&value)
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return d.aside(0, "%s", notJSON(err))
		}
		if err := n.value(value, int(n.dec.InputOffset())-len(value)); err != nil {
			return err
		}
	}
}

type ninjsReader struct {
	d        *decoding
	text     string
	dec      *json.Decoder
	at, line int
}

// value hands over an item that begins at a byte of the text, or each of an array of them.
func (n *ninjsReader) value(b json.RawMessage, start int) error {
	n.line += strings.Count(n.text[n.at:max(n.at, start)], "\n")
	n.at = max(n.at, start)
	var list []json.RawMessage
	if json.Unmarshal(b, &list) == nil {
		rest := start
		for _, each := range list {
			rest += max(0, strings.Index(n.text[rest:], string(each)))
			if err := n.value(each, rest); err != nil {
				return err
			}
			rest += len(each)
		}
		return nil
	}
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.UseNumber()
	var values map[string]any
	if err := dec.Decode(&values); err != nil {
		return n.d.aside(n.line+1, "not an article: JSON that is no object")
	}
	it := ninjs.Parse(values)
	if it.Refused != "" {
		return n.d.aside(n.line+1, "%s", it.Refused)
	}
	return n.d.item(ninjsArticle(it, b), n.line+1)
}

func ninjsArticle(it ninjs.Item, b []byte) corpus.Raw {
	raw := corpus.Raw{
		Original:   corpus.Original{Bytes: bytes.Clone(b), MediaType: "application/vnd.iptc.ninjs+json"},
		ExternalID: it.URI,
		Source:     corpus.Source{Name: it.Source, Domain: newsml.DomainOf(it.URI)},
		Title:      it.Title,
		Fragment:   it.Fragment,
		Authors:    it.Authors,
		Published:  it.Published,
		Modified:   it.Modified,
		Language:   it.Language,
		Image:      it.Image,
		Labels:     it.Labels,
	}
	if hostOf(it.URI) != "" {
		raw.URL = it.URI
	}
	return withText(raw, it.Text, it.Summary)
}

// withText adds the plain text of an item that has no markup, and marks one that is a summary.
func withText(raw corpus.Raw, text string, summary bool) corpus.Raw {
	if raw.Fragment == "" {
		raw.Text = text
	}
	if summary {
		raw.Labels = append(raw.Labels, corpus.Label{Kind: labelExtent, Value: "summary"})
	}
	return raw
}
