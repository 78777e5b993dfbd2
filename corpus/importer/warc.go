package importer

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"dateline/corpus"
	"dateline/corpus/importer/warc"
)

// Of a web archive the responses with status 200 and a text are read, and so are resources and conversions (whose block is
// the content itself); what such a record holds is told by its content as for a file, its declared type only decides between a page
// and plain text. Requests, metadata and the like are about other records, and are passed over. Each redirect, error,
// picture, revisit and so on is set aside by itself, in the same words for all of a class, so that they can be counted.

// Classes of what a web archive holds beside articles, as corpus.SetAside.Class.
const (
	classRedirect  = "redirect"
	classStatus    = "error status"
	classMedia     = "no text"
	classRevisit   = "revisit"
	classMachines  = "for machines"
	classDamage    = "damaged"
	classPartial   = "partial"
	classOtherwise = "other record"
)

// origin is what an archive says about the file in it.
type origin struct {
	url     string
	charset string
	fetched time.Time
}

// fill adds to an item what it does not say itself. The address is that of an item only if the item is the whole file.
func (o origin) fill(raw *corpus.Raw, whole bool) {
	if raw.URL == "" && whole {
		raw.URL = o.url
	}
	if raw.Charset == "" && raw.HTML != nil {
		raw.Charset = o.charset
	}
	if raw.Fetched.IsZero() {
		raw.Fetched = o.fetched
	}
}

// webArchive is a WARC or ARC file being read.
type webArchive struct {
	d        *decoding
	passed   map[string]int // records that are about others, by type
	damages  int
	packed   int64 // bytes of blocks read
	unpacked int64 // bytes of what was in them
}

// responseHead is what the header of a response may take beside its body.
const responseHead = 64 << 10

func decodeWARC(d *decoding) error {
	a := &webArchive{d: d, passed: map[string]int{}}
	r := warc.NewReader(d.r, d.im.limits.Record+responseHead)
	for {
		rec, err := r.Next()
		var damage *warc.Damage
		switch {
		case errors.Is(err, io.EOF):
			return a.finish()
		case errors.As(err, &damage):
			err = a.damage(damage.Error())
		case err != nil && !errors.Is(err, errBomb) && d.resume != nil && d.resume():
			err = a.damage(fmt.Sprintf("the compressed data before byte %d (unpacked) is damaged: %v", r.Offset(), err))
		case err == nil:
			err = a.record(rec)
		}
		if err == nil {
			err = d.out.ctx.Err() // much may be passed over without a word
		}
		switch {
		case err == nil:
		case d.out.fatal(err):
			return err
		default:
			return cmp.Or(a.finish(), err)
		}
	}
}

// record reads one record.
func (a *webArchive) record(rec warc.Record) error {
	switch kind := kindOf(rec); kind {
	case "response":
		return a.response(rec)
	case "resource", "conversion":
		mediaType, charset := warc.MediaType(rec.MediaType)
		return a.content(rec, warc.Response{Status: 200, MediaType: mediaType, Charset: charset, Body: rec.Block})
	case "revisit":
		return a.aside(rec, classRevisit, "a revisit: the page was as before")
	case "warcinfo", "request", "metadata", "dns":
		a.passed[kind]++
	default:
		return a.aside(rec, classOtherwise, "a record of type %s", label(kind))
	}
	return nil
}

// kindOf returns the type of a record, where a name look-up is "dns" and a crawler's notes are "metadata".
func kindOf(rec warc.Record) string {
	scheme, _, _ := strings.Cut(rec.URL, ":")
	if scheme == "dns" || scheme == "whois" || scheme == "metadata" {
		return map[string]string{"dns": "dns", "whois": "dns", "metadata": "metadata"}[scheme]
	}
	return rec.Type
}

func (a *webArchive) response(rec warc.Record) error {
	res, err := warc.ParseResponse(rec.Block, a.d.im.limits.Record)
	if errors.Is(err, warc.ErrNoHTTP) {
		if rec.Lying {
			return a.aside(rec, classDamage, "its length is wrong and what it holds is no response")
		}
		mediaType, charset := warc.MediaType(rec.MediaType)
		res, err = warc.Response{Status: 200, MediaType: mediaType, Charset: charset, Body: rec.Block}, nil
	}
	a.packed += int64(len(rec.Block))
	a.unpacked += int64(len(res.Body))
	switch {
	case res.Status >= 300 && res.Status < 400:
		return a.aside(rec, classRedirect, "a redirect (%d)", res.Status)
	case res.Status != 200:
		return a.aside(rec, classStatus, "an answer of status %d", res.Status)
	case !textual(res.MediaType):
		return a.aside(rec, classMedia, "no text: %s", label(res.MediaType))
	case errors.Is(err, warc.ErrTooLarge):
		return a.aside(rec, "", "%s", tooLarge(a.d.im.limits.Record))
	case err != nil:
		return err
	case a.unpacked > ratioFloor+a.d.im.limits.Ratio*a.packed:
		return fmt.Errorf("%w: its pages have more than %d times their packed size; %s", errBomb, a.d.im.limits.Ratio, unpackFirst)
	}
	return a.content(rec, res)
}

// content reads what a response or a resource holds.
func (a *webArchive) content(rec warc.Record, res warc.Response) error {
	body := bytes.TrimSpace(res.Body)
	switch {
	case !textual(res.MediaType):
		return a.aside(rec, classMedia, "no text: %s", label(res.MediaType))
	case len(body) == 0:
		return a.aside(rec, classMedia, "no text: it is empty")
	case forMachines(rec.URL):
		return a.aside(rec, classMachines, "a file for machines, such as robots.txt")
	case rec.Oversize:
		return a.aside(rec, "", "%s", tooLarge(a.d.im.limits.Record))
	case rec.Truncated != "":
		return a.aside(rec, classPartial, "the archive's maker cut it short (%s)", label(rec.Truncated))
	case rec.Segment:
		return a.aside(rec, classPartial, "it is one of several parts of a page")
	case res.Partial != "":
		return a.aside(rec, classPartial, "%s", res.Partial)
	case rec.Lying && !res.Whole:
		return a.aside(rec, classDamage, "its length is wrong (%d bytes), and whether it is whole cannot be told", rec.Length)
	}
	return a.read(rec, res)
}

// read hands the content of a record to the decoder of its format.
func (a *webArchive) read(rec warc.Record, res warc.Response) error {
	im := a.d.im
	v := sniff(res.Body[:min(len(res.Body), sampleSize)], nameOf(rec.URL), "", im.mapping)
	switch {
	case v.refused != "":
		return a.aside(rec, classMedia, "%s", v.refused)
	case v.pack != packNone, decoderOf(v.format).packed:
		return a.aside(rec, classMedia, "packed data in an archive is not opened; unpack it first")
	case isPage(res.MediaType) && (v.format == Text || v.format == CSV):
		v.format = HTML
	}
	a.d.found = true
	s := stream{
		place: a.place(rec),
		name:  nameOf(rec.URL),
		from:  origin{url: rec.URL, charset: res.Charset, fetched: rec.Date},
	}
	return im.decode(a.d.out, s, bufio.NewReader(bytes.NewReader(res.Body)), v)
}

// textual reports whether a body of a declared type may hold an article.
func textual(mediaType string) bool {
	major, minor, _ := strings.Cut(mediaType, "/")
	switch major {
	case "text":
		return minor != "css" && minor != "javascript" && minor != "calendar" && minor != "vtt"
	case "application":
		return minor == "octet-stream" || minor == "xml" || minor == "json" || strings.HasSuffix(minor, "+xml") || strings.HasSuffix(minor, "json")
	}
	return mediaType == "" || mediaType == "message/rfc822"
}

func isPage(mediaType string) bool {
	return mediaType == "text/html" || mediaType == "application/xhtml+xml"
}

// forMachines reports whether an address is of a text that no site means for readers.
func forMachines(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	switch path.Base(u.Path) {
	case "robots.txt", "ads.txt", "app-ads.txt", "sellers.json", "security.txt", "llms.txt", "humans.txt", "manifest.json":
		return true
	}
	return strings.HasPrefix(u.Path, "/.well-known/")
}

// nameOf returns the file name in an address, a weak hint of the format.
func nameOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return path.Base(u.Path)
}

// place labels a record by where it stands in the unpacked archive and by its address.
func (a *webArchive) place(rec warc.Record) string {
	return a.d.place + "!" + label(strings.TrimSpace(fmt.Sprintf("%d %s", rec.Offset, rec.URL)))
}

// aside reports one record.
func (a *webArchive) aside(rec warc.Record, class, format string, args ...any) error {
	a.d.found = true
	return a.d.out.put(corpus.Raw{}, &corpus.SetAside{Place: a.place(rec), Class: class, Reason: fmt.Sprintf(format, args...)})
}

// maxDamages is how many damaged places of an archive are reported one by one.
const maxDamages = 20

// damage reports a damaged place of the archive.
func (a *webArchive) damage(what string) error {
	if a.damages++; a.damages > maxDamages {
		return nil
	}
	return a.put(classDamage, what)
}

func (a *webArchive) put(class, reason string) error {
	a.d.found = true
	return a.d.out.put(corpus.Raw{}, &corpus.SetAside{Place: a.d.place, Class: class, Reason: reason})
}

// finish says how much damage was not reported, or what there was where there was nothing to read.
func (a *webArchive) finish() error {
	switch {
	case a.damages > maxDamages:
		return a.put(classDamage, fmt.Sprintf("%d more damaged places", a.damages-maxDamages))
	case a.d.found || len(a.passed) == 0:
		return nil
	}
	var kinds []string
	for _, kind := range slices.Sorted(maps.Keys(a.passed)) {
		kinds = append(kinds, fmt.Sprintf("%s: %d", kind, a.passed[kind]))
	}
	return a.put("", "no page in it, only records about pages ("+strings.Join(kinds, ", ")+")")
}
