package importer

import (
	"bytes"
	"encoding/json"
	"net/http"
	"path"
	"regexp"
	"strconv"
	"strings"
	gounicode "unicode"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"

	"dateline/corpus/importer/ninjs"
)

// How the content decides. In this order, on the first 64 KiB:
//
//  1. magic bytes of what is unpacked (gzip, zstd, bzip2, zip, tar), of web archives (WARC, ARC) and PDF, or of what is refused by name
//     (images, programs …);
//  2. UTF-16 by its mark, or by zero bytes on one side of the pairs;
//  3. control characters: over 1 % of the sample is binary data;
//  4. a forced format, which nothing below overrides;
//  5. mail, mailboxes and MHTML by their header lines;
//  6. "{" or "[{": JSON; a feed where it says so; JSON Lines where whole lines are objects;
//  7. "<" and a root of the formats of news: these; then a known tag: HTML; other XML is refused;
//  8. a first line of known column names: CSV; the names .csv and .tsv settle what is left open;
//  9. everything else is plain text.

// verdict is what a sample was found to be: refused (with a reason), packed, or a format.
type verdict struct {
	refused string
	pack    pack
	format  Format
	wide    wide
	returns bool // its lines end in CR alone
}

type pack string

const (
	packNone  pack = ""
	packGzip  pack = "gzip"
	packZstd  pack = "zstd"
	packBzip2 pack = "bzip2"
	packZip   pack = "zip"
	packTar   pack = "tar"
)

func sniff(head []byte, name string, forced Format, m mapping) verdict {
	if len(head) == 0 {
		return verdict{refused: "no text: it is empty"}
	}
	if p := sniffPack(head); p != packNone {
		return verdict{pack: p}
	}
	if decoderOf(forced).packed {
		return verdict{format: forced}
	}
	if f := sniffPacked(head, name); f != "" {
		return verdict{format: f}
	}
	if what := sniffBinary(head); what != "" {
		return verdict{refused: what}
	}
	w := sniffWide(head)
	text := narrowSample(head, w)
	if strings.TrimSpace(string(text)) == "" && len(head) < sampleSize {
		return verdict{refused: "no text: nothing but spaces"}
	}
	if isBinary(text) {
		return verdict{refused: "binary data (" + http.DetectContentType(head) + "), not text"}
	}
	returns := bytes.IndexByte(text, '\n') < 0 && bytes.IndexByte(text, '\r') >= 0
	if returns {
		text = bytes.ReplaceAll(text, []byte("\r"), []byte("\n"))
	}
	if forced != "" {
		return verdict{format: forced, wide: w, returns: returns}
	}
	ext := strings.ToLower(path.Ext(name))
	if f := sniffMail(text, ext); f != "" {
		return verdict{format: f, wide: w, returns: returns}
	}
	f, what := sniffText(text, ext, m)
	return verdict{refused: what, format: f, wide: w, returns: returns}
}

// isBinary reports whether over 1 % of what should be text is control characters.
func isBinary(text []byte) bool { return controls(text)*100 > len(text) }

func sniffPack(head []byte) pack {
	switch {
	case bytes.HasPrefix(head, []byte("\x1f\x8b\x08")):
		return packGzip
	case bytes.HasPrefix(head, []byte("\x28\xb5\x2f\xfd")), len(head) > 4 && head[0]&0xf0 == 0x50 && bytes.HasPrefix(head[1:], []byte("\x2a\x4d\x18")):
		return packZstd
	case len(head) > 10 && bytes.HasPrefix(head, []byte("BZh")) && (bytes.HasPrefix(head[4:], []byte("1AY&SY")) || bytes.HasPrefix(head[4:], []byte("\x17\x72\x45\x38\x50\x90"))):
		return packBzip2
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")),
		bytes.HasPrefix(head, []byte("PK\x07\x08PK")):
		return packZip
	case isTar(head):
		return packTar
	}
	return packNone
}

var (
	warcStart = regexp.MustCompile(`^WARC/\d\.\d+[ \t]*\r?\n[A-Za-z-]+:`)
	arcStart  = regexp.MustCompile(`^filedesc:\S+ [0-9.]+ \d+ \S+ -?\d+\s`)
)

// sniffPacked recognises the formats whose bytes are no text of their own; a web archive that says so by its name also where its
// beginning is damaged.
func sniffPacked(head []byte, name string) Format {
	if start := bytes.TrimLeft(head, "\r\n"); warcStart.Match(start) || arcStart.Match(start) {
		return WARC
	}
	if at := bytes.Index(head, []byte("\nWARC/")); at >= 0 && strings.ToLower(path.Ext(name)) == ".warc" && warcStart.Match(head[at+1:]) {
		return WARC
	}
	if bytes.HasPrefix(head, []byte("%PDF-")) {
		return PDF
	}
	return ""
}

// isTar verifies the checksum of a tar header: the sum of its 512 bytes with the checksum
// field (148 to 155) taken as spaces.
func isTar(head []byte) bool {
	const block, sumAt, sumEnd = 512, 148, 156
	if len(head) < block || head[0] == 0 {
		return false
	}
	want, err := strconv.ParseInt(strings.Trim(string(head[sumAt:sumEnd]), " \x00"), 8, 64)
	if err != nil {
		return false
	}
	var sum int64
	for i, c := range head[:block] {
		if i >= sumAt && i < sumEnd {
			c = ' '
		}
		sum += int64(c)
	}
	return sum == want
}

// magic lists the first bytes of formats that are refused by name. What http.DetectContentType
// knows (images, sound, film, fonts) is not repeated.
var magic = []struct{ prefix, what string }{
	{"%!PS", "a PostScript file; it is not supported"},
	{"{\\rtf", "an RTF file; save it as plain text"},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document; save it as plain text"},
	{"\x7fELF", "a program (ELF), not text"},
	{"MZ", "a program (Windows), not text"},
	{"\xfe\xed\xfa", "a program (Mach-O), not text"},
	{"\xcf\xfa\xed\xfe", "a program (Mach-O), not text"},
	{"\xca\xfe\xba\xbe", "a program (Java or Mach-O), not text"},
	{"\x00asm", "a program (WebAssembly), not text"},
	{"SQLite format 3\x00", "a SQLite database, not text"},
	{"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it first"},
	{"Rar!\x1a\x07", "a RAR archive; unpack it first"},
	{"\xfd7zXZ\x00", "compressed with xz; unpack it first"},
	{"bplist0", "a binary property list, not text"},
	{"\xff\xfe\x00\x00", "text in UTF-32; save it in UTF-8"},
	{"\x00\x00\xfe\xff", "text in UTF-32; save it in UTF-8"},
}

func sniffBinary(head []byte) string {
	start := bytes.TrimLeft(bytes.TrimPrefix(head, bomUTF8), " \t\r\n")
	for _, m := range magic {
		ok := bytes.HasPrefix(start, []byte(m.prefix))
		if m.prefix == "MZ" { // letters that a text may begin with
			ok = ok && controls(head) > 0
		}
		if ok {
			return m.what
		}
	}
	kind, _, _ := strings.Cut(http.DetectContentType(head), ";")
	major, _, _ := strings.Cut(kind, "/")
	switch major {
	case "image", "audio", "video", "font":
		return "a file of type " + kind + ", not text"
	}
	return ""
}

// controls counts the control characters that text does not have.
func controls(text []byte) int {
	n := 0
	for _, c := range text {
		if c < 0x20 && !strings.ContainsRune("\t\n\v\f\r\x1b", rune(c)) {
			n++
		}
	}
	return n
}

// wide is the kind of UTF-16 that a stream is in, if it is.
type wide uint8

const (
	narrowText wide = iota
	wideLittle
	wideBig
)

func (w wide) encoding() encoding.Encoding {
	if w == wideBig {
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	}
	return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
}

var bomUTF8 = []byte("\xef\xbb\xbf")

// sniffWide recognises UTF-16 by its byte order mark or, without one, by zero bytes in at
// least a third of the pairs, nearly all on the same side, or as East Asian text.
func sniffWide(head []byte) wide {
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		return wideLittle
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		return wideBig
	}
	var zeros [2]int
	for i, c := range head {
		if c == 0 {
			zeros[i%2]++
		}
	}
	pairs := len(head) / 2
	switch {
	case pairs < 2:
		return narrowText
	case (zeros[0]+zeros[1])*3 < pairs:
		return sniffEastAsian(head)
	case zeros[1] > 20*zeros[0]:
		return wideLittle
	case zeros[0] > 20*zeros[1]:
		return wideBig
	}
	return narrowText
}

// sniffEastAsian recognises UTF-16 without zero bytes: what is binary data as bytes, and nine tenths
// East Asian letters and signs in one of the two orders.
func sniffEastAsian(head []byte) wide {
	if !isBinary(head) {
		return narrowText
	}
	for _, w := range []wide{wideLittle, wideBig} {
		text, err := w.encoding().NewDecoder().Bytes(head[:len(head)&^1])
		letters, all := 0, 0
		for _, r := range string(text) {
			all++
			if r == '\n' || r == '\r' || r >= 0x3000 && r < 0x3100 || r >= 0xFF00 && r < 0xFFF0 || gounicode.In(r, gounicode.Han, gounicode.Hangul) {
				letters++
			}
		}
		if err == nil && letters*10 >= all*9 {
			return w
		}
	}
	return narrowText
}

func narrowSample(head []byte, w wide) []byte {
	if w == narrowText {
		return bytes.TrimPrefix(head, bomUTF8)
	}
	text, err := w.encoding().NewDecoder().Bytes(head[:len(head)&^1])
	if err != nil {
		return head
	}
	return bytes.TrimPrefix(text, bomUTF8)
}

var (
	mailHeader = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9-]*:[ \t]`)
	mailMarks  = regexp.MustCompile(`(?im)^(from|date|subject|message-id|received|return-path|to|mime-version|content-type|content-location|snapshot-content-location):`)
	mailbox    = regexp.MustCompile(`^From \S+.* \d{1,2}:\d\d`)
	savedPage  = regexp.MustCompile(`(?i)content-type:\s*(multipart/related|text/html)`)
)

// sniffMail recognises a message, a mailbox or a page saved as MHTML by at least three header lines of theirs
// at the start, one of them typical; two are enough where the name says so too.
func sniffMail(text []byte, ext string) Format {
	block, _, _ := bytes.Cut(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")), []byte("\n\n"))
	first, _, _ := bytes.Cut(block, []byte("\n"))
	inbox := mailbox.Match(first)
	if !mailHeader.Match(first) && !inbox {
		return ""
	}
	seen := make(map[string]bool)
	for _, m := range mailMarks.FindAllSubmatch(block, -1) {
		seen[strings.ToLower(string(m[1]))] = true
	}
	typical := seen["mime-version"] || seen["message-id"] || seen["received"] || seen["return-path"] || inbox
	named := ext == ".eml" || ext == ".mht" || ext == ".mhtml" || ext == ".mbox"
	switch {
	case (len(seen) < 3 || !typical) && (len(seen) < 2 || !named):
		return ""
	case inbox:
		return Mbox
	case seen["snapshot-content-location"],
		savedPage.Match(block) && !seen["to"] && !seen["received"] && !seen["message-id"]:
		return MHTML
	}
	return EML
}

// sniffText tells the text formats apart, or says what it is that cannot be read.
func sniffText(text []byte, ext string, m mapping) (Format, string) {
	start := bytes.TrimLeft(text, " \t\r\n")
	switch {
	case len(start) == 0:
		return Text, ""
	case start[0] == '{' && isJSONFeed(start):
		return Feed, ""
	case (start[0] == '{' || start[0] == '[') && ninjs.Detect(start):
		return Ninjs, ""
	case start[0] == '{':
		return sniffObjects(start, ext), ""
	case start[0] == '[' && isArray(start, ext):
		return JSON, ""
	}
	if f, what := sniffXML(start); f != "" || what != "" {
		return f, what
	}
	if what, html := sniffMarkup(start, ext); html || what != "" {
		return HTML, what
	}
	if isMarkdown(start, ext) {
		return Markdown, ""
	}
	if ext == ".csv" || ext == ".tsv" || isHeader(start, m) {
		return CSV, ""
	}
	return Text, ""
}

func isArray(start []byte, ext string) bool {
	next := bytes.TrimLeft(start[1:], " \t\r\n")
	return ext == ".json" || len(next) > 0 && (next[0] == '{' || next[0] == ']' && len(next) < 4)
}

const linesLooked = 20

// sniffObjects tells JSON Lines from JSON in a sample that begins with "{". It is lines if most
// of the first complete lines are objects of their own.
func sniffObjects(start []byte, ext string) Format {
	switch ext {
	case ".jsonl", ".ndjson":
		return JSONL
	}
	lines := bytes.Split(start, []byte("\n"))
	if len(start) >= sampleSize-1 && len(lines) > 1 {
		lines = lines[:len(lines)-1]
	}
	objects, others := 0, 0
	for _, line := range lines[:min(len(lines), linesLooked)] {
		line = bytes.TrimSpace(line)
		switch {
		case len(line) == 0:
		case line[0] == '{' && json.Valid(line):
			objects++
		default:
			others++
		}
	}
	if objects > 1 && objects > others {
		return JSONL
	}
	return JSON
}

var (
	htmlTag  = regexp.MustCompile(`(?i)^<(!doctype\s+html|html|head|body|title|meta|link|script|style|div|p|article|section|main|header|nav|h[1-6]|table|ul|ol|span|a|b|br|em|strong|img|iframe|center|font)[\s>/]`)
	htmlRoot = regexp.MustCompile(`(?i)<(!doctype\s+html|html)[\s>]`)
	anyTag   = regexp.MustCompile(`(?i)<(p|br|div|a|html|body|h[1-6]|article)[\s>/]`)
	prologue = regexp.MustCompile(`(?s)^(\s*(<\?.*?\?>|<!--.*?-->))*\s*`)
)

const rootWithin = 1024

func sniffMarkup(start []byte, ext string) (refused string, html bool) {
	named := ext == ".html" || ext == ".htm" || ext == ".xhtml"
	if start[0] != '<' {
		early := start[:min(len(start), rootWithin)]
		return "", htmlRoot.Match(early) || named && anyTag.Match(start)
	}
	xml := bytes.HasPrefix(start, []byte("<?xml"))
	start = start[len(prologue.Find(start)):]
	early := start[:min(len(start), rootWithin)]
	switch {
	case htmlTag.Match(start), htmlRoot.Match(early):
		return "", true
	case xml:
		return "XML of a kind that is not supported", false
	}
	return "", named
}

// isHeader reports whether the first line names columns: at least two that are fields, one of
// them the title or the text.
func isHeader(start []byte, m mapping) bool {
	line, _, _ := bytes.Cut(start, []byte("\n"))
	cells := splitRow(bytes.TrimRight(line, "\r"), delimiter(line))
	if len(cells) < 2 {
		return false
	}
	known := m.known(cells)
	return len(known) >= 2 && (known["title"] || known["text"] || known["html"])
}
