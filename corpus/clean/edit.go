package clean

import (
	"strings"
	"unicode/utf8"

	"dateline/corpus"
)

// editor builds the output of one pass. A pass reads src and calls replace with
// byte ranges in ascending order; whatever it does not replace is kept.
//
// Edits of one run of a pass stand together in the list and carry the same name,
// which differs from that of the neighbouring runs: later rounds are named
// "pass/2", "pass/3" and so on. Their offsets are code points of that run's input;
// an invalid byte counts as one, as in package utf8.
type editor struct {
	pass   string
	src    string
	out    []byte
	copied int // src[:copied] is in out
	runes  int // code points in src[:copied]
	edits  []corpus.Edit
}

// replace puts now in the place of src[start:end].
func (e *editor) replace(start, end int, now string) {
	was := e.src[start:end]
	if was == now {
		return
	}
	if e.edits == nil {
		e.out = make([]byte, 0, len(e.src)+len(now))
	}
	e.out = append(append(e.out, e.src[e.copied:start]...), now...)
	first := e.runes + utf8.RuneCountInString(e.src[e.copied:start])
	e.runes = first + utf8.RuneCountInString(was)
	e.copied = end
	e.edits = append(e.edits, corpus.Edit{Pass: e.pass, Start: first, End: e.runes, Was: was, Now: now})
}

// text returns the output of the pass.
func (e *editor) text() string {
	if e.edits == nil {
		return e.src
	}
	return string(append(e.out, e.src[e.copied:]...))
}

// runsBackwards calls f with the edits of each run of a pass, the last run first.
func runsBackwards(edits []corpus.Edit, f func(run []corpus.Edit)) {
	for end := len(edits); end > 0; {
		start := end - 1
		for start > 0 && edits[start-1].Pass == edits[start].Pass {
			start--
		}
		f(edits[start:end])
		end = start
	}
}

// Origin maps the code points [start, end) of a cleaned text to those of the text
// that was given to [Body] or [Title]. A span that touches what an edit wrote
// takes in all that the edit replaced; text deleted at its borders stays outside.
func Origin(edits []corpus.Edit, start, end int) (int, int) {
	runsBackwards(edits, func(run []corpus.Edit) {
		start, end = originStart(run, start), originEnd(run, end)
	})
	return start, max(start, end)
}

func originStart(run []corpus.Edit, pos int) int {
	shift := 0
	for _, e := range run {
		from := e.Start - shift
		to := from + utf8.RuneCountInString(e.Now)
		if pos < from {
			break
		}
		if pos < to {
			return e.Start
		}
		shift = e.End - to
	}
	return pos + shift
}

func originEnd(run []corpus.Edit, pos int) int {
	shift := 0
	for _, e := range run {
		from := e.Start - shift
		to := from + utf8.RuneCountInString(e.Now)
		if pos <= from {
			break
		}
		if pos <= to {
			return e.End
		}
		shift = e.End - to
	}
	return pos + shift
}

// Undo restores the text that was given to [Body] or [Title] from its result.
func Undo(text string, edits []corpus.Edit) string {
	runsBackwards(edits, func(run []corpus.Edit) { text = undoRun(text, run) })
	return text
}

func undoRun(text string, run []corpus.Edit) string {
	var b strings.Builder
	b.Grow(len(text))
	at := 0 // code points of the restored text written
	for _, e := range run {
		keep := runeOffset(text, e.Start-at)
		b.WriteString(text[:keep])
		b.WriteString(e.Was)
		text = text[min(keep+len(e.Now), len(text)):]
		at = e.End
	}
	b.WriteString(text)
	return b.String()
}

// runeOffset returns the byte offset of the n-th code point of s.
func runeOffset(s string, n int) int {
	i := 0
	for ; n > 0 && i < len(s); n-- {
		if s[i] < utf8.RuneSelf {
			i++
			continue
		}
		_, size := utf8.DecodeRuneInString(s[i:])
		i += size
	}
	return i
}
