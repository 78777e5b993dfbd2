package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/ledongthuc/pdf"
)

// Document is the text of a PDF document.
type Document struct {
	Title string // the headline, else the title that the document gives itself; "" if there is neither
	Text  string // paragraphs, separated by an empty line
	Pages int
}

// Errors of documents that cannot be read.
var (
	ErrEncrypted = errors.New("it is encrypted with a password")
	ErrNoText    = errors.New("there is no text in it: its pages are pictures, or their text is in a form that is not read")
	ErrDirection = errors.New("it is in letters that run from right to left, whose order in a PDF file cannot be relied on")
	ErrTooMuch   = errors.New("it is too large or takes too long to read")
	ErrDamaged   = errors.New("it is damaged, or of a kind that is not read")
)

// Limits of a document.
const (
	maxPages    = 200
	maxGlyphs   = 2_000_000
	maxUnpacked = 64 << 20 // of all streams together
	maxContent  = 8 << 20  // of the instructions of one page
	maxDepth    = 5_000    // of brackets in brackets
	readFactor  = 50       // bytes read over its size, beyond readFloor
	readFloor   = 64 << 20
)

// Read reads a document. The errors are those of this package.
func Read(b []byte) (doc Document, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = ErrDamaged
			if cause, ok := r.(error); ok && errors.Is(cause, ErrTooMuch) {
				err = ErrTooMuch
			}
		}
	}()
	if err := inspect(b); err != nil {
		return Document{}, err
	}
	in := &budgeted{r: bytes.NewReader(b), left: readFloor + readFactor*int64(len(b))}
	r, err := pdf.NewReader(in, int64(len(b)))
	switch {
	case errors.Is(err, pdf.ErrInvalidPassword):
		return Document{}, ErrEncrypted
	case in.left < 0:
		return Document{}, ErrTooMuch
	case err != nil:
		return Document{}, fmt.Errorf("%w (%.80s)", ErrDamaged, err.Error())
	}
	return layout(r)
}

// layout makes a text of the signs of all pages.
func layout(r *pdf.Reader) (Document, error) {
	n := r.NumPage()
	if n > maxPages {
		return Document{}, fmt.Errorf("%w: it has %d pages", ErrTooMuch, n)
	}
	var pages [][]line
	glyphs := 0
	for i := 1; i <= n; i++ {
		page := r.Page(i)
		if page.V.IsNull() || page.V.Key("Contents").IsNull() {
			continue
		}
		if err := checkContent(page.V.Key("Contents")); err != nil {
			return Document{}, err
		}
		text := page.Content().Text
		if glyphs += len(text); glyphs > maxGlyphs {
			return Document{}, ErrTooMuch
		}
		pages = append(pages, lines(text))
	}
	doc := compose(pages, strings.TrimSpace(r.Trailer().Key("Info").Key("Title").Text()))
	doc.Pages = n
	switch {
	case doc.Text == "":
		return Document{}, ErrNoText
	case leftward(doc.Text):
		return Document{}, ErrDirection
	}
	return doc, nil
}

// leftward reports whether a fifth of the letters of a text run from right to left.
func leftward(text string) bool {
	n, all := 0, 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			all++
			if unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana) {
				n++
			}
		}
	}
	return n*5 > all
}

// checkContent counts what the instructions of a page unpack to.
func checkContent(v pdf.Value) error {
	streams := []pdf.Value{v}
	if v.Kind() == pdf.Array {
		streams = nil
		for i := range min(v.Len(), maxPages) {
			streams = append(streams, v.Index(i))
		}
	}
	left := int64(maxContent)
	for _, s := range streams {
		if s.Kind() != pdf.Stream {
			continue
		}
		rd := s.Reader()
		n, _ := io.Copy(io.Discard, io.LimitReader(rd, left+1))
		_ = rd.Close()
		if left -= n; left < 0 {
			return ErrTooMuch
		}
	}
	return nil
}

// budgeted ends a reading that goes round and round by a panic, which Read turns into ErrTooMuch.
type budgeted struct {
	r    io.ReaderAt
	left int64
}

const leastRead = 4096 // what a read counts at least

// ReadAt implements io.ReaderAt.
func (b *budgeted) ReadAt(p []byte, off int64) (int, error) {
	if b.left -= max(int64(len(p)), leastRead); b.left < 0 {
		panic(ErrTooMuch)
	}
	return b.r.ReadAt(p, off)
}
