package sitemap

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"dateline/corpus"
)

// maxText is how many bytes of a field's text are kept.
const maxText = 16 << 10

// document is the state between the tags of a urlset or an index.
type document struct {
	*reading
	in     *source
	prefix string // of the root, lower-case

	open    *Entry // being read
	address string // of it, once its element has ended
	news    bool   // within the news element
	skip    string // name of the element that is passed over, with how many of that name are open
	skipped int
	field   string // whose text is being read
	text    strings.Builder
}

// xml reads a urlset or an index, taking up reading again after errors.
func (r *reading) xml(in *source) error {
	d := &document{reading: r, in: in}
	for range maxTroubles {
		line, done, err := d.tokens()
		switch {
		case done:
			return err
		case errors.Is(err, io.EOF), in.err != nil:
			return d.end()
		case !errors.As(err, new(*xml.SyntaxError)) && !errors.Is(err, errToken):
			continue // an XML declaration of a version other than 1.0; what follows can be read
		}
		r.problem(line, "broken markup: %s", reason(err))
		if done := d.finish(); done != nil {
			return done
		}
		if !in.recover() {
			return d.end()
		}
	}
	return &stop{fmt.Sprintf("its markup is broken at %d places", maxTroubles)}
}

// reason is what the XML reader complains of, without its own count of lines.
func reason(err error) string {
	var s *xml.SyntaxError
	if errors.As(err, &s) {
		return s.Msg
	}
	return err.Error()
}

// tokens reads until an error, and returns the line where what could not be read begins. The error is done where it is not of
// the markup.
func (d *document) tokens() (line int, done bool, err error) {
	x := xml.NewDecoder(d.in)
	x.Strict = false
	x.Entity = xml.HTMLEntity
	x.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // it is UTF-8 already
	for {
		d.in.next()
		line = d.in.line
		token, err := x.RawToken()
		if err != nil {
			return line, false, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			err = d.start(strings.ToLower(t.Name.Space), strings.ToLower(t.Name.Local), line)
		case xml.EndElement:
			err = d.close(strings.ToLower(t.Name.Space), strings.ToLower(t.Name.Local))
		case xml.CharData:
			if d.field != "" {
				d.text.Write(t[:min(len(t), maxText-d.text.Len())])
			}
		}
		if err != nil {
			return line, true, err
		}
	}
}

// end ends the document where its source has ended.
func (d *document) end() error {
	unfinished := d.open != nil
	if done := d.finish(); done != nil {
		return done
	}
	if unfinished && errors.Is(d.in.err, io.EOF) {
		return &stop{"it ends within an entry"}
	}
	return d.in.err
}

func (d *document) start(prefix, name string, line int) error {
	switch {
	case d.isEntry(prefix, name):
		if err := d.finish(); err != nil {
			return err
		}
		if d.Format == "" {
			d.Format = map[string]Format{"url": URLSet, "sitemap": Index}[name]
		}
		d.open = &Entry{Sitemap: name == "sitemap", Priority: defaultPriority, Line: line}
	case d.open == nil:
		return d.root(prefix, name)
	case d.skip != "":
		if name == d.skip {
			d.skipped++
		}
	default:
		d.within(prefix, name)
	}
	return nil
}

// isEntry reports whether a tag is that of an entry. Within what is passed over it has to look like the root's.
func (d *document) isEntry(prefix, name string) bool {
	return (name == "url" || name == "sitemap") && (d.skip == "" || prefix == d.prefix)
}

// root takes an element outside of entries.
func (d *document) root(prefix, name string) error {
	switch name {
	case "urlset":
		d.Format, d.prefix = URLSet, prefix
	case "sitemapindex":
		d.Format, d.prefix = Index, prefix
	case "html", "body":
		if d.Format == "" {
			return corpus.Errorf(corpus.Invalid, "not a sitemap: it is an HTML page")
		}
	}
	return nil
}

// within takes an element of an entry.
func (d *document) within(prefix, name string) {
	inNews := d.news || prefix == "news"
	switch name {
	case "loc", "lastmod", "changefreq", "priority":
		d.closeField()
		d.field = name
		return
	case "news":
		d.closeField()
		d.news = true
		d.article()
		return
	case "publication":
		if inNews {
			d.closeField()
			return
		}
	case "name", "language", "title", "publication_date", "keywords":
		if inNews {
			d.closeField()
			d.article()
			d.field = "news:" + name
			return
		}
	}
	switch {
	case prefix == "news":
		d.closeField() // a field that is not read
	case d.field != "", inNews, name == "link":
		// Markup within a text, a field that is not read, and what has neither text nor, sometimes, an end.
	default:
		d.skip, d.skipped = name, 1
	}
}

// article returns what is known of the open entry's article.
func (d *document) article() *News {
	if d.open.News == nil {
		d.open.News = &News{}
	}
	return d.open.News
}

func (d *document) close(prefix, name string) error {
	switch {
	case d.isEntry(prefix, name):
		return d.finish()
	case d.open == nil:
	case d.skip != "":
		if name == d.skip {
			if d.skipped--; d.skipped == 0 {
				d.skip = ""
			}
		}
	case name == "news":
		d.closeField()
		d.news = false
	case d.field != "" && name == strings.TrimPrefix(d.field, "news:"):
		d.closeField()
	}
	return nil
}

// closeField gives the open entry the text of the field that was read.
func (d *document) closeField() {
	field, text := d.field, strings.Join(strings.Fields(strings.ToValidUTF8(d.text.String(), "")), " ")
	d.field = ""
	d.text.Reset()
	if field == "" || text == "" {
		return
	}
	if name, news := strings.CutPrefix(field, "news:"); news {
		d.article().set(name, text)
		return
	}
	if field == "loc" {
		if d.address == "" {
			d.address = text
		}
		return
	}
	d.open.set(field, text)
}

// finish gives the open entry, if there is one. The text of a field that has not ended is dropped: half an address is none.
func (d *document) finish() error {
	if d.open == nil {
		return nil
	}
	e, address := *d.open, d.address
	d.open, d.address, d.news, d.skip, d.field = nil, "", false, "", ""
	d.text.Reset()
	return d.give(e, address)
}
