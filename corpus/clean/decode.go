package clean

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"dateline/corpus"

	"github.com/wlynxg/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// The encoding of bytes is, in this order:
//
//  1. that of a byte order mark (UTF-8, UTF-16, UTF-32);
//  2. UTF-16 without a mark, if every other byte tells so (see utf16Order);
//  3. UTF-8, if the bytes are valid as such and no multi-byte encoding is declared; nearly no
//     text of another encoding is, so this goes before a declared "iso-8859-1";
//  4. the declared encoding, by the labels of the WHATWG, if it decodes the bytes;
//  5. UTF-8 with damage, if most of what is not ASCII is in well-formed sequences;
//  6. what the bytes look like (chardet), else Windows-1252.
//
// So a declared UTF-8 that is really Windows-1252 is read as that, and U+FFFD appears only where no
// legacy encoding fits better. UTF-7 is never read: it hides markup.

// Decode returns the text of b as valid UTF-8 with the name of the encoding found, by its
// WHATWG name, and how many invalid sequences were replaced by U+FFFD. declared is a charset label
// from outside, such as a header or a meta element, or empty. The error is Invalid for
// bytes that are no text.
func Decode(b []byte, declared string) (text, charsetName string, replaced int, err error) {
	if e, name, n := byMark(b); e != nil {
		text, replaced = decodeWith(e, b[n:])
		return text, name, replaced, nil
	}
	if order := utf16Order(b); order != nil {
		text, replaced = decodeWith(unicode.UTF16(*order, unicode.IgnoreBOM), b)
		return text, "utf-16" + map[unicode.Endianness]string{unicode.BigEndian: "be", unicode.LittleEndian: "le"}[*order], replaced, nil
	}
	if isBinary(b) {
		return "", "", 0, corpus.Errorf(corpus.Invalid, "binary data, not text")
	}
	if e, name := pick(b, declared); e != nil {
		text, replaced = decodeWith(e, b)
		return text, name, replaced, nil
	}
	text, replaced = decodeUTF8(b)
	return text, "utf-8", replaced, nil
}

// byMark returns the encoding that a byte order mark names and the mark's length.
func byMark(b []byte) (encoding.Encoding, string, int) {
	switch {
	case bytes.HasPrefix(b, []byte{0xEF, 0xBB, 0xBF}):
		return encoding.Nop, "utf-8", 3
	case bytes.HasPrefix(b, []byte{0xFF, 0xFE, 0, 0}) && len(b)%4 == 0:
		return utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), "utf-32le", 4
	case bytes.HasPrefix(b, []byte{0, 0, 0xFE, 0xFF}):
		return utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), "utf-32be", 4
	case bytes.HasPrefix(b, []byte{0xFF, 0xFE}):
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "utf-16le", 2
	case bytes.HasPrefix(b, []byte{0xFE, 0xFF}):
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "utf-16be", 2
	}
	return nil, "", 0
}

// pick chooses among UTF-8 (nil) and the legacy encodings.
func pick(b []byte, declared string) (encoding.Encoding, string) {
	e, name := lookup(declared)
	valid := utf8.Valid(b)
	switch {
	case valid && name == "iso-2022-jp" && bytes.IndexByte(b, 0x1B) >= 0:
		return e, name
	case valid && (!multiByte[name] || !decodesCleanly(e, b)):
		if name, ok := escaped(b); ok {
			return lookup(name)
		}
		return nil, ""
	case e != nil && decodesCleanly(e, b):
		return e, name
	case damagedUTF8(b):
		return nil, ""
	}
	return sniff(b)
}

// multiByte names the encodings whose text can be valid UTF-8 by accident.
var multiByte = map[string]bool{"gbk": true, "gb18030": true, "big5": true, "euc-jp": true, "euc-kr": true, "shift_jis": true}

// lookup returns the encoding of a WHATWG label; nil for UTF-8, UTF-16 (which would have been
// seen), UTF-7 and unknown labels.
func lookup(label string) (encoding.Encoding, string) {
	e, name := charset.Lookup(strings.Trim(label, " \t\r\n\"'"))
	if e == nil || e == encoding.Replacement || strings.HasPrefix(name, "utf-") || name == "x-user-defined" || name == "replacement" {
		return nil, ""
	}
	return e, name
}

// escaped recognises ISO-2022-JP, which is 7-bit, by its escape sequences.
func escaped(b []byte) (string, bool) {
	return "iso-2022-jp", bytes.Contains(b, []byte("\x1b$B")) || bytes.Contains(b, []byte("\x1b$@"))
}

// decodesCleanly reports whether e decodes b without a replacement and without C1 controls,
// which legacy text does not hold.
func decodesCleanly(e encoding.Encoding, b []byte) bool {
	text, replaced := decodeWith(e, b)
	if replaced > 0 {
		return false
	}
	for i := 0; i < len(text)-1; i++ {
		if text[i] == 0xC2 && text[i+1] < 0xA0 && text[i+1] != 0x85 {
			return false
		}
	}
	return true
}

// sniff guesses a legacy encoding.
func sniff(b []byte) (e encoding.Encoding, name string) {
	part := sample(b)
	defer func() {
		if recover() != nil || e == nil {
			e, name = western(part)
		}
	}()
	const minConfidence = 0.5
	r := chardet.Detect(part)
	e, name = lookup(strings.ToLower(r.Charset))
	if e != nil && (r.Confidence < minConfidence || name == "windows-1252" || name == "windows-1254" || !decodesCleanly(e, b)) {
		e = nil
	}
	return e, name
}

// western chooses among the encodings that chardet does not tell apart: Arabic, Turkish and
// Western European Windows.
func western(b []byte) (encoding.Encoding, string) {
	var count [256]int
	high, arabic := 0, 0
	for _, c := range b {
		if c < utf8.RuneSelf {
			continue
		}
		high++
		count[c]++
		if r := charmap.Windows1256.DecodeByte(c); r >= 0x0600 && r <= 0x06FF {
			arabic++
		}
	}
	// ğ, ı, ş and their capitals, where Icelandic has ð, ý, þ; but that also has á, æ, ó.
	turkish := count[0xD0] + count[0xDD] + count[0xDE] + count[0xF0] + count[0xFD] + count[0xFE]
	icelandic := count[0xE1] + count[0xE6] + count[0xF3]
	switch {
	case high > 20 && arabic*100 >= high*85 && high*2 > len(b):
		return charmap.Windows1256, "windows-1256"
	case turkish*5 >= high && icelandic*10 < turkish:
		return charmap.Windows1254, "windows-1254"
	}
	return charmap.Windows1252, "windows-1252"
}

// sample returns a part of b that shows its encoding: the surroundings of the first byte
// that is not ASCII.
func sample(b []byte) []byte {
	const around, size = 1 << 10, 32 << 10
	first := bytes.IndexFunc(b, func(r rune) bool { return r >= utf8.RuneSelf })
	start := max(0, first-around)
	return b[start:min(len(b), start+size)]
}

// damagedUTF8 reports whether b is UTF-8 with a few wrong bytes: sequences that are or
// mean to be UTF-8 (overlong forms, surrogates) outnumber other bytes above ASCII by ten to one,
// or only the last sequence is cut off.
func damagedUTF8(b []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(b[i:])
		switch n := forbiddenLength(b[i:]); {
		case r != utf8.RuneError || size > 1:
			good++
		case n > 0:
			good++
			size = n
		case len(b)-i < utf8.UTFMax && !utf8.FullRune(b[i:]):
			good++
			size = len(b) - i
		default:
			bad++
		}
		i += size
	}
	return good > 10*bad
}

// forbiddenLength returns the length of the overlong form or surrogate that b begins with.
func forbiddenLength(b []byte) int {
	n := 0
	switch {
	case b[0] == 0xC0 || b[0] == 0xC1:
		n = 2
	case len(b) > 1 && (b[0] == 0xE0 && b[1] < 0xA0 || b[0] == 0xED && b[1] >= 0xA0):
		n = 3
	case len(b) > 1 && b[0] == 0xF0 && b[1] < 0x90:
		n = 4
	}
	if n == 0 || len(b) < n {
		return 0
	}
	for _, c := range b[1:n] {
		if c&0xC0 != 0x80 {
			return 0
		}
	}
	return n
}

// decodeWith decodes b and counts the replacements.
func decodeWith(e encoding.Encoding, b []byte) (string, int) {
	if e == encoding.Nop {
		return decodeUTF8(b)
	}
	out, err := e.NewDecoder().Bytes(b)
	text := string(out)
	replaced := strings.Count(text, "\uFFFD")
	if err != nil {
		replaced++
	}
	return strings.ToValidUTF8(text, "\uFFFD"), replaced
}

// decodeUTF8 replaces each maximal part of an ill-formed sequence by one U+FFFD, as the WHATWG
// decoder does.
func decodeUTF8(b []byte) (string, int) {
	if utf8.Valid(b) {
		return string(b), 0
	}
	out, err := unicode.UTF8.NewDecoder().Bytes(b)
	if err != nil {
		out = bytes.ToValidUTF8(b, []byte("\uFFFD"))
	}
	return string(out), strings.Count(string(out), "\uFFFD") - bytes.Count(b, []byte("\uFFFD"))
}

// utf16Order returns the byte order of UTF-16 text without a mark, nil if it is
// none. In such text the high bytes are nearly all one of two values, 0 among them (for
// spaces and line feeds), and the low bytes are not.
func utf16Order(b []byte) *unicode.Endianness {
	if len(b) < 4 || len(b)%2 != 0 || bytes.IndexByte(b[:min(len(b), 4<<10)], 0) < 0 {
		return nil
	}
	head := b[:min(len(b), 4<<10)&^1]
	var count [2][256]int
	for i, c := range head {
		count[i%2][c]++
	}
	half := len(head) / 2
	for high, order := range [2]unicode.Endianness{unicode.BigEndian, unicode.LittleEndian} {
		zeros, other := count[high][0], 0
		for _, n := range count[high][1:] {
			other = max(other, n)
		}
		lowZeros := count[1-high][0]
		if zeros > 0 && (zeros+other)*100 >= half*95 && lowZeros*50 <= half && (zeros*2 >= half || zeros*20 >= half && half >= 16) {
			return &order
		}
	}
	return nil
}

// isBinary reports whether the beginning of b holds more control characters than text does.
func isBinary(b []byte) bool {
	head := b[:min(len(b), 64<<10)]
	controls := 0
	for _, c := range head {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v' && c != 0x1B || c == 0x7F {
			controls++
		}
	}
	if utf8.Valid(b) {
		return controls*10 > len(head)*3
	}
	return controls*100 > len(head)*3
}
