package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// Mojibake is UTF-8 that was read as Windows-1252 or ISO 8859-1 and written as
// UTF-8 again: each byte of a character became a character of its own, so that
// ’ (E2 80 99) shows as "â€™". It is undone only where no writer can have meant
// the characters that stand there:
//
//   - â followed by two characters that continue a UTF-8 sequence of U+2000-U+2FFF
//   - ð followed by three that continue an emoji (F0 9F)
//   - Â followed by one of A0-BF, unless an upper-case letter stands before it
//   - Ã, Ä, Å after a lower-case letter, followed by one that makes a letter; Ã also
//     before a lower-case letter or after none at all, unless what follows it is a quote,
//     a dash or a space ("MANHÃ”" is Portuguese)
//   - any of these after "â‚¬", the middle of a quote or dash misread twice
//
// A C1 control character that is left (U+0092) is the Windows-1252 character of
// that byte; the five that have none are deleted.

var cp1252Bytes = func() map[rune]byte {
	m := map[rune]byte{}
	for b := 0x80; b <= 0xFF; b++ {
		m[charmap.Windows1252.DecodeByte(byte(b))] = byte(b)
		m[rune(b)] = byte(b)
	}
	delete(m, utf8.RuneError)
	return m
}()

// repairMojibake undoes certain mojibake.
func repairMojibake(e *editor) {
	s := e.src
	for i := 0; i < len(s); {
		// All lead characters and C1 controls are written with C2 or C3 first.
		if s[i] != 0xC2 && s[i] != 0xC3 {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if now, n := misread(s, i, r, size); n > 0 {
			e.replace(i, i+n, now)
			i += n
			continue
		}
		if r >= 0x80 && r <= 0x9F {
			e.replace(i, i+size, c1Text(r))
		}
		i += size
	}
}

func c1Text(r rune) string {
	if c := charmap.Windows1252.DecodeByte(byte(r)); c > 0x9F && c != utf8.RuneError {
		return string(c)
	}
	return ""
}

// misread returns the character that was misread at s[i:], whose first character
// is lead, and the bytes it takes up there, or 0.
func misread(s string, i int, lead rune, size int) (string, int) {
	length := 0
	switch lead {
	case 'Â', 'Ã', 'Ä', 'Å':
		length = 2
	case 'â':
		length = 3
	case 'ð':
		length = 4
	default:
		return "", 0
	}
	raw, end := make([]byte, 1, 4), i+size
	raw[0] = byte(lead)
	for len(raw) < length {
		r, n := utf8.DecodeRuneInString(s[end:])
		b, ok := cp1252Bytes[r]
		if !ok || b < 0x80 || b > 0xBF {
			return "", 0
		}
		raw, end = append(raw, b), end+n
	}
	r, n := utf8.DecodeRune(raw)
	if r == utf8.RuneError || n != length || !certain(s, i, end, lead, raw[1], r) {
		return "", 0
	}
	return string(r), end - i
}

// certain reports whether s[i:end], which reads r if it is mojibake, is.
func certain(s string, i, end int, lead rune, second byte, r rune) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[end:])
	if strings.HasSuffix(s[:i], "â‚¬") && lead != 'â' {
		return true
	}
	switch lead {
	case 'â':
		return r >= 0x2000 && r <= 0x2FFF && r != 0x2028 && r != 0x2029
	case 'ð':
		return second == 0x9F
	case 'Â':
		return second >= 0xA0 && !unicode.IsUpper(before)
	case 'Ã':
		if !unicode.IsLetter(r) {
			return false
		}
		if unicode.IsLower(before) {
			return true
		}
		return !quoteLike(second) && (unicode.IsLower(after) || !unicode.IsLetter(before))
	}
	return unicode.IsLetter(r) && unicode.IsLower(before)
}

// quoteLike reports whether a byte of Windows-1252 is a quote, dash, dots or space.
func quoteLike(b byte) bool {
	switch b {
	case 0x82, 0x84, 0x85, 0x8B, 0x91, 0x92, 0x93, 0x94, 0x96, 0x97, 0x9B, 0xA0, 0xAB, 0xBB, 0xAD:
		return true
	}
	return false
}
