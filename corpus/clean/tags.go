package clean

import "strings"

// Tags left in plain text are markup only where nothing else is likely:
//
//   - the name is an HTML element's, written "<name ...>", "</name>" or "<name/>",
//     at most maxTag bytes long, and every attribute but the last few has a value;
//   - a bare tag in capitals could be a stock symbol ("Sears <S>", "<BR>"), so it
//     counts only if the text also holds its closing tag.
//
// An inline tag vanishes, a block becomes an empty line, <br> a line end and a
// table cell a space. The contents of script and style go with their tags, and so do comments.
const maxTag = 2000

type tagKind uint8

const (
	inlineTag tagKind = iota + 1
	blockTag
	lineTag
	cellTag
	hiddenTag
)

var tagKinds = func() map[string]tagKind {
	m := map[string]tagKind{"br": lineTag, "td": cellTag, "th": cellTag, "script": hiddenTag, "style": hiddenTag}
	for name := range strings.FieldsSeq("a abbr acronym b big cite code del em font i img ins mark nobr q s small " +
		"source span strike strong sub sup time tt u wbr") {
		m[name] = inlineTag
	}
	for name := range strings.FieldsSeq("article aside blockquote body center div dd dl dt fieldset figcaption figure " +
		"footer form h1 h2 h3 h4 h5 h6 head header hr html iframe li main nav noscript ol p pre section table tbody " +
		"tfoot thead tr ul video") {
		m[name] = blockTag
	}
	return m
}()

// tag is one tag in a text.
type tag struct {
	name     string // lower case
	end      int    // offset behind the ">"
	closing  bool
	hasAttr  bool
	capitals bool
}

// dropTags deletes tags, comments and CDATA marks from text.
func dropTags(e *editor) {
	s := e.src
	closed := closedNames(s)
	for i := 0; i < len(s); {
		next := strings.IndexByte(s[i:], '<')
		if next < 0 {
			return
		}
		i += next
		if n := commentLength(s[i:]); n > 0 {
			e.replace(i, i+n, "")
			i += n
			continue
		}
		t, ok := readTag(s, i)
		if !ok || t.capitals && !t.hasAttr && !closed[t.name] {
			i++
			continue
		}
		end, now := t.end, ""
		switch tagKinds[t.name] {
		case blockTag:
			now = "\n\n"
		case lineTag:
			now = "\n"
		case cellTag:
			now = " "
		case hiddenTag:
			end = hiddenEnd(s, t, closed)
		}
		e.replace(i, end, now)
		i = end
	}
}

// closedNames returns the names of which s holds a closing tag.
func closedNames(s string) map[string]bool {
	var names map[string]bool
	for i := 0; ; {
		next := strings.Index(s[i:], "</")
		if next < 0 {
			return names
		}
		i += next
		if t, ok := readTag(s, i); ok {
			if names == nil {
				names = map[string]bool{}
			}
			names[t.name] = true
		}
		i += 2
	}
}

// hiddenEnd returns the end of the element that the script or style tag t opens.
func hiddenEnd(s string, t tag, closed map[string]bool) int {
	if t.closing || !closed[t.name] {
		return t.end
	}
	for i := t.end; ; {
		next := strings.Index(s[i:], "</")
		if next < 0 {
			return t.end
		}
		i += next
		if c, ok := readTag(s, i); ok && c.name == t.name {
			return c.end
		}
		i += 2
	}
}

// commentLength returns the length of the comment or CDATA mark s begins with, or 0.
func commentLength(s string) int {
	switch {
	case strings.HasPrefix(s, "<!--"):
		const limit = 1 << 16
		if end := strings.Index(s[:min(len(s), limit)], "-->"); end >= 0 {
			return end + len("-->")
		}
	case strings.HasPrefix(s, "<![CDATA["):
		return len("<![CDATA[")
	}
	return 0
}

// readTag reads the tag at s[i:], which begins with "<".
func readTag(s string, i int) (tag, bool) {
	var t tag
	j := i + 1
	if j < len(s) && s[j] == '/' {
		t.closing = true
		j++
	}
	start := j
	for j < len(s) && j-start < 12 && asciiAlnum(s[j]) {
		j++
	}
	written := s[start:j]
	t.name = strings.ToLower(written)
	t.capitals = written == strings.ToUpper(written) && !t.closing
	if tagKinds[t.name] == 0 {
		return t, false
	}
	var ok bool
	t.end, t.hasAttr, ok = readAttributes(s, j, i+maxTag)
	if strings.HasSuffix(s[:t.end], "/>") {
		t.capitals = false
	}
	return t, ok
}

// readAttributes reads what follows a tag's name up to ">" and returns the offset
// behind it. Words without a value count only beside an attribute that has one.
func readAttributes(s string, i, limit int) (end int, hasAttr, ok bool) {
	bare := false
	for limit = min(limit, len(s)); i < limit; {
		switch c := s[i]; {
		case c == '>':
			return i + 1, hasAttr, !bare || hasAttr
		case c == ' ' || c == '\n' || c == '\t' || c == '/':
			i++
		case asciiAlnum(c) || c == '_' || c == '@' || c == ':':
			for i < limit && (asciiAlnum(s[i]) || strings.IndexByte("-_:.@", s[i]) >= 0) {
				i++
			}
			if i >= limit || s[i] != '=' {
				bare = true
				continue
			}
			hasAttr = true
			i = valueEnd(s, i+1, limit)
		default:
			return 0, false, false
		}
	}
	return 0, false, false
}

// valueEnd returns the end of the attribute value at s[i:].
func valueEnd(s string, i, limit int) int {
	if i < limit && (s[i] == '"' || s[i] == '\'') {
		if n := strings.IndexByte(s[i+1:limit], s[i]); n >= 0 {
			return i + n + 2
		}
		return limit
	}
	for i < limit && s[i] != ' ' && s[i] != '>' && s[i] != '\n' {
		i++
	}
	return i
}

func asciiAlnum(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
}
