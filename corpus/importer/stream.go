package importer

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"

	"golang.org/x/text/transform"

	"dateline/corpus"
)

// sampleSize is how much of a stream is looked at to tell its format.
const sampleSize = 64 << 10

// stream is one input on its way to a decoder: a file, what a gzip file unpacks to, or an
// archive's entry.
type stream struct {
	place    string // a label, without line
	name     string // its own name, a weak hint of the format
	r        io.Reader
	head     []byte   // what r begins with, if it is known; else a sample is read
	file     *os.File // set for a plain file, so that a zip archive can be read in place
	size     int64    // of file
	budget   *budget
	meter    *meter
	changed  func() bool // whether the file changed since it was opened; nil if it cannot
	unpacked bool        // comes out of a compressed file
	inside   bool        // is an entry of an archive
	resume   func() bool // goes on behind damaged compressed data, if it can; nil if that is not known
	from     origin      // what the archive around it says about it
}

// readStream tells what a stream holds and hands it to the decoder, unpacking first. An
// error in the data ends this stream only and is reported; a returned error ends the reading.
func (im *Importer) readStream(out *output, s stream) error {
	r := bufio.NewReaderSize(s.r, sampleSize)
	head, err := s.head, error(nil)
	if head == nil {
		head, err = r.Peek(sampleSize)
	}
	if len(head) == 0 && err != nil && !errors.Is(err, io.EOF) {
		return im.report(out, s.place, err)
	}
	s.r = r
	v := sniff(head, s.name, im.format, im.mapping)
	switch {
	case v.refused != "":
		return out.aside(s.place, 0, "%s", v.refused)
	case v.pack == packGzip, v.pack == packZstd, v.pack == packBzip2:
		return im.readPacked(out, s, v.pack)
	case v.pack != packNone && s.inside:
		return out.aside(s.place, 0, "a %s archive inside an archive is not opened; unpack it first", v.pack)
	case v.pack == packZip:
		return im.readZip(out, s)
	case v.pack == packTar:
		return im.readTar(out, s)
	}
	return im.decode(out, s, r, v)
}

// decode runs the decoder of the format found.
func (im *Importer) decode(out *output, s stream, r *bufio.Reader, v verdict) error {
	im.opened(s.place, v.format)
	dec := decoderOf(v.format)
	d := &decoding{im: im, out: out, place: s.place, name: s.name, r: r, wide: v.wide, changed: s.changed, resume: s.resume, from: s.from}
	if dec.records {
		d.r = bufio.NewReaderSize(narrow(r, v), sampleSize)
		if mark, _ := d.r.Peek(len(bomUTF8)); bytes.Equal(mark, bomUTF8) {
			_, _ = d.r.Discard(len(bomUTF8))
		}
	}
	if err := dec.decode(d); err != nil {
		return im.report(out, s.place, err)
	}
	switch {
	case (dec.records || dec.packed) && s.changed != nil && s.changed():
		return out.aside(s.place, 0, "%s", reasonChanged)
	case !d.found:
		return out.aside(s.place, 0, "no text: there is no article in it")
	}
	return nil
}

const reasonChanged = "the file changed while it was read; import it again"

// report turns an error of one stream into a set-aside item, and passes on one that ends the reading.
func (im *Importer) report(out *output, place string, err error) error {
	if out.fatal(err) {
		return err
	}
	return out.aside(place, 0, "%s", reasonOf(err))
}

// Format names a format that can be forced.
type Format string

// The formats of single files.
const (
	Text  Format = "text"
	HTML  Format = "html"
	JSON  Format = "json"
	JSONL Format = "jsonl"
	CSV   Format = "csv"
	WARC  Format = "warc" // and ARC

	Feed     Format = "feed"   // RSS, Atom, JSON Feed, CDF
	SGML     Format = "sgml"   // Reuters-21578, TREC
	NITF     Format = "nitf"   // XML of the news industry
	NewsML   Format = "newsml" // NewsML-G2 and NewsML 1
	Ninjs    Format = "ninjs"
	Markdown Format = "markdown"
	EML      Format = "eml"
	MHTML    Format = "mhtml"
	Mbox     Format = "mbox"
	PDF      Format = "pdf"
)

// decoder turns a stream of one format into items. Decoders of records get UTF-8, those of
// whole files and of what packs other files the bytes as they are.
type decoder struct {
	format  Format
	records bool
	packed  bool // its bytes are no text of their own, and it is not read inside another such
	decode  func(*decoding) error
}

// decoders is the table of all formats. (A function, because a decoder of archives looks it up for what is in them.)
func decoders() []decoder {
	return []decoder{
		{Text, false, false, decodeText},
		{HTML, false, false, decodeHTML},
		{JSON, true, false, decodeJSON},
		{JSONL, true, false, decodeJSONL},
		{CSV, true, false, decodeCSV},
		{WARC, false, true, decodeWARC},
		{Feed, false, false, decodeFeed},
		{SGML, false, false, decodeSGML},
		{NITF, false, false, decodeNITF},
		{NewsML, false, false, decodeNewsML},
		{Ninjs, false, false, decodeNinjs},
		{Markdown, false, false, decodeMarkdown},
		{EML, true, false, decodeEML},
		{MHTML, true, false, decodeMHTML},
		{Mbox, true, false, decodeMbox},
		{PDF, false, true, decodePDF},
	}
}

// Formats lists what Options.Format may be.
func Formats() []Format {
	var names []Format
	for _, d := range decoders() {
		names = append(names, d.format)
	}
	return names
}

func decoderOf(f Format) decoder {
	for _, d := range decoders() {
		if d.format == f {
			return d
		}
	}
	return decoders()[0]
}

// decoding is one run of a decoder.
type decoding struct {
	im      *Importer
	out     *output
	place   string
	name    string
	r       *bufio.Reader
	wide    wide
	changed func() bool
	resume  func() bool
	from    origin
	found   bool // whether there was anything at all
	line    int  // of the last item, or 0
	ofLine  int  // how many items began on it
}

// aside reports a record that begins on a line of the stream, or the whole stream (0).
func (d *decoding) aside(line int, format string, args ...any) error {
	d.found = true
	return d.out.put(corpus.Raw{}, &corpus.SetAside{Place: d.at(line), Line: line, Reason: fmt.Sprintf(format, args...)})
}

// item hands over an item that begins on a line of the stream (0: the whole stream).
func (d *decoding) item(raw corpus.Raw, line int) error {
	d.found = true
	raw.Place, raw.Line = d.at(line), line
	d.from.fill(&raw, line == 0)
	raw.Original.Name = raw.Place
	if d.im.source != (corpus.Source{}) {
		raw.Source = d.im.source
	}
	return d.out.raw(raw)
}

// at returns the place of the next item, which begins on a line: one of its own.
func (d *decoding) at(line int) string {
	if line != d.line {
		d.line, d.ofLine = line, 0
	}
	d.ofLine++
	place := at(d.place, line)
	if line > 0 && d.ofLine > 1 {
		place = fmt.Sprintf("%s#%d", place, d.ofLine)
	}
	return place
}

// whole reads all of a stream that is one article, or says why it is none.
func (d *decoding) whole() (b []byte, refused string, err error) {
	limit := d.im.limits.Record
	b, err = io.ReadAll(io.LimitReader(d.r, limit+1))
	switch {
	case err != nil:
		return nil, "", err
	case int64(len(b)) > limit:
		return nil, tooLarge(limit), nil
	case d.changed != nil && d.changed():
		return nil, reasonChanged, nil
	}
	return b, "", nil
}

func tooLarge(limit int64) string {
	return fmt.Sprintf("larger than the limit of %s for one article", bytesInWords(limit))
}

func bytesInWords(n int64) string {
	switch {
	case n >= 1<<20:
		return fmt.Sprintf("%d MiB", n>>20)
	case n >= 1<<10:
		return fmt.Sprintf("%d KiB", n>>10)
	}
	return fmt.Sprintf("%d bytes", n)
}

// narrow returns r in UTF-8 with lines that end in LF, where the sample showed it to be UTF-16 or to have CR.
func narrow(r io.Reader, v verdict) io.Reader {
	if v.wide != narrowText {
		r = transform.NewReader(r, v.wide.encoding().NewDecoder())
	}
	if v.returns {
		r = returnsReader{r}
	}
	return r
}

// returnsReader makes LF of every CR.
type returnsReader struct{ r io.Reader }

// Read implements io.Reader.
func (r returnsReader) Read(p []byte) (int, error) {
	n, err := r.r.Read(p)
	for i, c := range p[:n] {
		if c == '\r' {
			p[i] = '\n'
		}
	}
	return n, err
}
