package importer

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	labelHead = 120 // code points kept of a name that is too long
	labelTail = 60
)

// label makes a name from a file system or an archive fit for a message of one line: control and
// formatting characters and bytes that are not UTF-8 are escaped, and a long one is cut in the middle.
func label(name string) string {
	var b strings.Builder
	for i, r := range name {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(name[i:], "\uFFFD"):
			fmt.Fprintf(&b, `\x%02x`, name[i])
		case r == '\n':
			b.WriteString(`\n`)
		case r < 0x20, r == 0x7f:
			fmt.Fprintf(&b, `\x%02x`, r)
		case unicode.In(r, unicode.Cf, unicode.Cc, unicode.Zl, unicode.Zp):
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	runes := []rune(b.String())
	if len(runes) <= labelHead+labelTail {
		return string(runes)
	}
	return string(runes[:labelHead]) + "…" + string(runes[len(runes)-labelTail:])
}

// A place is a file's label, for what an archive holds with "!" and the entry's label behind it, and for a record with ":" and its
// line: "news.zip!a/b.jsonl:17". The second record of a line has "#2" behind that. An exclamation mark of the file's own name is
// written "\!".

// fileLabel makes the label of a file from its path.
func fileLabel(path string) string { return strings.ReplaceAll(label(path), "!", `\!`) }

// FileOf returns the label of the file that a place without a line is in, with exclamation marks as the file's name has them.
func FileOf(place string) string {
	for i := range len(place) {
		if place[i] == '!' && (i == 0 || place[i-1] != '\\') {
			place = place[:i]
			break
		}
	}
	return strings.ReplaceAll(place, `\!`, "!")
}

// FileOfRecord returns the same of the place of a record that begins on a line, 0 if it has none.
func FileOfRecord(place string, line int) string {
	if line > 0 {
		if i := strings.LastIndex(place, fmt.Sprintf(":%d", line)); i >= 0 {
			place = place[:i]
		}
	}
	return FileOf(place)
}

// unsafeName says why an archive entry's name is refused, or returns "".
func unsafeName(name string) string {
	slashed := strings.ReplaceAll(name, `\`, "/")
	switch {
	case name == "":
		return "the entry has no name"
	case strings.HasPrefix(slashed, "/"):
		return "the name is absolute"
	case len(name) >= 2 && name[1] == ':' && unicode.IsLetter(rune(name[0])):
		return "the name has a drive letter"
	}
	for part := range strings.SplitSeq(slashed, "/") {
		if part == ".." {
			return "the name leads out of the archive"
		}
	}
	return ""
}

// hidden reports whether any part of a slashed path starts with a dot, or is what macOS adds to archives.
func hidden(path string) bool {
	for part := range strings.SplitSeq(path, "/") {
		if (strings.HasPrefix(part, ".") && part != "." && part != "..") || part == "__MACOSX" {
			return true
		}
	}
	return false
}

// labels gives every entry of an archive a label of its own.
type labels map[string]int

func (l labels) next(name string) string {
	s := label(name)
	l[s]++
	if n := l[s]; n > 1 {
		return fmt.Sprintf("%s#%d", s, n)
	}
	return s
}
