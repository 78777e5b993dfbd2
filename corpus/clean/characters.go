package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// replaceInvalid puts U+FFFD for each byte that is not UTF-8.
func replaceInvalid(e *editor) {
	if utf8.ValidString(e.src) {
		return
	}
	for i := 0; i < len(e.src); {
		r, size := utf8.DecodeRuneInString(e.src[i:])
		if r == utf8.RuneError && size == 1 {
			e.replace(i, i+1, "\uFFFD")
		}
		i += size
	}
}

// unifyNewlines writes every line end as "\n": CR LF, CR, vertical tab, form feed
// and U+2028; and the paragraph separator U+2029 as an empty line.
func unifyNewlines(e *editor) {
	s := e.src
	if !strings.ContainsAny(s, "\r\v\f") && !strings.Contains(s, "\u2028") && !strings.Contains(s, "\u2029") {
		return
	}
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\r' && i+1 < len(s) && s[i+1] == '\n':
			e.replace(i, i+2, "\n")
			i++
		case s[i] == '\r' || s[i] == '\v' || s[i] == '\f':
			e.replace(i, i+1, "\n")
		case strings.HasPrefix(s[i:], "\u2028"):
			e.replace(i, i+3, "\n")
			i += 2
		case strings.HasPrefix(s[i:], "\u2029"):
			e.replace(i, i+3, "\n\n")
			i += 2
		}
	}
}

// dropControls deletes C0 controls but tab and line feed, DEL, terminal colour
// sequences and noncharacters. C1 controls are left to repairMojibake.
func dropControls(e *editor) {
	s := e.src
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c >= utf8.RuneSelf:
			r, size := utf8.DecodeRuneInString(s[i:])
			if nonCharacter(r) {
				e.replace(i, i+size, "")
			}
			i += size
		case c == 0x1B:
			n := ansiLength(s[i:])
			e.replace(i, i+n, "")
			i += n
		case c < ' ' && c != '\n' && c != '\t', c == 0x7F:
			e.replace(i, i+1, "")
			i++
		default:
			i++
		}
	}
}

// ansiLength returns the length of the escape sequence "ESC [ ... letter" that s
// begins with, or 1.
func ansiLength(s string) int {
	if len(s) < 2 || s[1] != '[' {
		return 1
	}
	for i := 2; i < len(s) && i < 24; i++ {
		switch c := s[i]; {
		case c >= '@' && c <= '~':
			return i + 1
		case c < ' ' || c > '?':
			return 1
		}
	}
	return 1
}

func nonCharacter(r rune) bool {
	if r < 0xFDD0 {
		return false
	}
	return r <= 0xFDEF || r&0xFFFE == 0xFFFE || (r >= 0xFFF9 && r <= 0xFFFC)
}

// dropInvisible deletes characters without width that carry no meaning. Joiners
// stay between letters of the scripts and emoji that need them; the marks that
// order right-to-left text stay everywhere.
func dropInvisible(e *editor) {
	s := e.src
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if !invisible(r) {
			i += size
			continue
		}
		end := i + size
		for {
			next, n := utf8.DecodeRuneInString(s[end:])
			if !invisible(next) {
				break
			}
			end += n
		}
		if end-i > size || !joins(s, i, end) {
			e.replace(i, end, "")
		}
		i = end
	}
}

func invisible(r rune) bool {
	switch r {
	case 0x00AD, 0x180E, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF:
		return true
	}
	return false
}

// joins reports whether the single invisible character s[i:end] belongs to the
// spelling: between two characters neither of which is Latin or a space.
func joins(s string, i, end int) bool {
	switch s[i:end] {
	case "\u200B", "\u200C", "\u200D":
	default:
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[end:])
	return before > 0x2FF && after > 0x2FF && !unicode.IsSpace(before) && !unicode.IsSpace(after) &&
		before != utf8.RuneError && after != utf8.RuneError
}

// plainSpaces writes tabs, non-breaking, typographic and ideographic spaces as " ".
func plainSpaces(e *editor) {
	s := e.src
	for i := 0; i < len(s); {
		c := s[i]
		if c == '\t' {
			e.replace(i, i+1, " ")
		}
		// Lead bytes of U+00A0, U+1680, U+2000-U+205F and U+3000.
		if c != 0xC2 && c != 0xE1 && c != 0xE2 && c != 0xE3 {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if oddSpace(r) {
			e.replace(i, i+size, " ")
		}
		i += size
	}
}

func oddSpace(r rune) bool {
	return r == 0xA0 || r == 0x1680 || r >= 0x2000 && r <= 0x200A || r == 0x202F || r == 0x205F || r == 0x3000
}
