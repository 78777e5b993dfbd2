package clean

import "strings"

// trimLines deletes spaces at the ends of lines and all but one between words,
// blank lines at the ends of the text and all but one between paragraphs.
func trimLines(e *editor) {
	s := e.src
	for i := 0; i < len(s); {
		if s[i] != ' ' && s[i] != '\n' {
			i++
			continue
		}
		end, breaks := i, 0
		for end < len(s) && (s[end] == ' ' || s[end] == '\n') {
			if s[end] == '\n' {
				breaks++
			}
			end++
		}
		now := " "
		if i == 0 || end == len(s) {
			now = ""
		} else if breaks > 0 {
			now = "\n\n"[:min(breaks, 2)]
		}
		e.replace(i, end, now)
		i = end
	}
}

// oneLine joins the lines of a title.
func oneLine(e *editor) {
	for i := range len(e.src) {
		if e.src[i] == '\n' {
			e.replace(i, i+1, " ")
		}
	}
}

// paragraphs calls f with the byte range of each paragraph of a trimmed text.
func paragraphs(s string, f func(start, end int)) {
	for i := 0; i < len(s); {
		end := len(s)
		if n := strings.Index(s[i:], "\n\n"); n >= 0 {
			end = i + n
		}
		f(i, end)
		i = end + 2
	}
}

// drop deletes the paragraph s[start:end] with the empty line behind it, or the
// one before it if it is the last.
func (e *editor) drop(start, end int) {
	switch {
	case end+2 <= len(e.src):
		end += 2
	case start >= 2 && e.copied <= start-2:
		start -= 2
	}
	e.replace(start, end, "")
}

// dropRepeats deletes a paragraph that repeats the one before it word for word. One of
// fewer than minRepeat words can have been said twice.
func dropRepeats(e *editor) {
	const minRepeat = 5
	last := ""
	paragraphs(e.src, func(start, end int) {
		p := e.src[start:end]
		if p == last && strings.Count(p, " ") >= minRepeat-1 {
			e.drop(start, end)
		}
		last = p
	})
}
