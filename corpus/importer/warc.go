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
// and plain text. Requests, metadata and the like are passed over, and a revisit says that a page was unchanged. Of
// redirects, errors, pictures and so on an archive has more than of articles: they are counted, and one line for each
// reason is set aside at the end.

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
	set      tally
	packed   int64 // bytes of blocks read
	unpacked int64 // bytes of what was in them
}

// responseHead is what the header of a response may take beside its body.
const responseHead = 64 << 10

func decodeWARC(d *decoding) error {
	a := &webArchive{d: d, set: make(tally)}
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
		a.set.add(classRevisit, "")
	case "warcinfo", "request", "metadata", "dns":
		a.set.add("", kind)
	default:
		a.set.add(classOtherwise, label(kind))
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
		a.set.add(classRedirect, fmt.Sprint(res.Status))
		return nil
	case res.Status != 200:
		a.set.add(classStatus, fmt.Sprint(res.Status))
		return nil
	case !textual(res.MediaType):
		a.set.add(classMedia, label(res.MediaType))
		return nil
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
		a.set.add(classMedia, label(res.MediaType))
		return nil
	case len(body) == 0:
		a.set.add(classMedia, "empty")
		return nil
	case forMachines(rec.URL):
		a.set.add(classMachines, "")
		return nil
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
		a.set.add(classMedia, v.refused)
		return nil
	case v.pack != packNone, decoderOf(v.format).packed:
		a.set.add(classMedia, "packed")
		return nil
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
	if a.set.add(classDamage, ""); a.set[classDamage].n > maxDamages {
		return nil
	}
	return a.put(classDamage, what)
}

func (a *webArchive) put(class, reason string) error {
	a.d.found = true
	return a.d.out.put(corpus.Raw{}, &corpus.SetAside{Place: a.d.place, Class: class, Reason: reason})
}

// finish reports what was counted, one line for each reason, and if there was nothing at all, what there was instead.
func (a *webArchive) finish() error {
	for _, s := range []struct{ class, words string }{
		{classRedirect, "redirects"},
		{classStatus, "other answers than 200"},
		{classMedia, "no text in them"},
		{classRevisit, "revisits, which say that a page was as before"},
		{classMachines, "files for machines, such as robots.txt"},
		{classOtherwise, "records of other types"},
	} {
		if c := a.set[s.class]; c != nil {
			if err := a.put(s.class, fmt.Sprintf("%s not read: %s%s", c.records(), s.words, c.details())); err != nil {
				return err
			}
		}
	}
	if c := a.set[classDamage]; c != nil && c.n > maxDamages {
		return a.put(classDamage, fmt.Sprintf("%d more damaged places", c.n-maxDamages))
	}
	if c := a.set[""]; c != nil && !a.d.found {
		return a.put("", "no page in it: "+c.records()+c.details())
	}
	return nil
}

// tally counts records by class.
type tally map[string]*count

// count is how many records there were, and how many of each detail.
type count struct {
	n  int
	of map[string]int
}

// maxDetails is how many details of a class are told apart.
const maxDetails = 200

func (t tally) add(class, detail string) {
	c := t[class]
	if c == nil {
		c = &count{of: make(map[string]int)}
		t[class] = c
	}
	c.n++
	if _, known := c.of[detail]; detail != "" && (known || len(c.of) < maxDetails) {
		c.of[detail]++
	}
}

func (c *count) records() string {
	if c.n == 1 {
		return "1 record"
	}
	return fmt.Sprintf("%d records", c.n)
}

// details lists the most frequent details with their numbers.
func (c *count) details() string {
	const most = 5
	names := slices.SortedFunc(maps.Keys(c.of), func(a, b string) int {
		if c.of[a] != c.of[b] {
			return c.of[b] - c.of[a]
		}
		return strings.Compare(a, b)
	})
	var parts []string
	for _, name := range names[:min(len(names), most)] {
		parts = append(parts, fmt.Sprintf("%s: %d", name, c.of[name]))
	}
	if len(parts) == 0 {
		return ""
	}
	if len(names) > most {
		parts = append(parts, "…")
	}
	return " (" + strings.Join(parts, ", ") + ")"
}
