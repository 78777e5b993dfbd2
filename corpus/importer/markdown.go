package importer

import (
	"dateline/corpus"
	"dateline/corpus/importer/markdown"
)

// decodeMarkdown reads a file that is one article.
func decodeMarkdown(d *decoding) error {
	b, refused, err := d.whole()
	if err != nil {
		return err
	}
	if refused != "" {
		return d.aside(0, "%s", refused)
	}
	text, err := decodeBytes(b, d.wide)
	if err != nil {
		return err
	}
	doc, err := markdown.Parse(text)
	switch {
	case err != nil:
		return err
	case doc.Draft:
		return d.aside(0, "a draft, as its front matter says")
	case doc.Title == "" && doc.Fragment == "":
		return d.aside(0, "no text: there is no article in it")
	}
	raw := corpus.Raw{
		Original:   corpus.Original{Bytes: b, MediaType: "text/markdown"},
		ExternalID: doc.ID,
		URL:        doc.URL,
		Title:      doc.Title,
		Fragment:   doc.Fragment,
		Authors:    doc.Authors,
		Published:  doc.Published,
		Modified:   doc.Modified,
		Language:   doc.Language,
		Image:      doc.Image,
	}
	if doc.Source != doc.URL {
		raw.Source = sourceNamed(doc.Source)
	}
	if doc.Section != "" {
		raw.Labels = append(raw.Labels, corpus.Label{Kind: "section", Value: doc.Section})
	}
	for _, tag := range doc.Tags {
		raw.Labels = append(raw.Labels, corpus.Label{Kind: labelKeyword, Value: tag})
	}
	return d.item(raw, 0)
}
