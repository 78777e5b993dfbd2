package compare

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/aymanbagabas/go-udiff/lcs"
	"github.com/clipperhouse/uax29/v2/words"
)

// Op is what became of a stretch of text.
type Op string

// The operations.
const (
	Same    Op = "same"
	Removed Op = "removed"
	Added   Op = "added"
)

// Run is a stretch of text with what became of it.
type Run struct {
	Op   Op     `json:"op"`
	Text string `json:"text"`
}

// change is where two sequences differ: [a, b) of the old one was replaced by [c, d) of the new one.
type change struct{ a, b, c, d int }

// sequences compares two lists by their elements.
func sequences(before, after []string) []change {
	var out []change
	for _, d := range lcs.DiffLines(before, after) {
		if n := len(out); n > 0 && out[n-1].b == d.Start && out[n-1].d == d.ReplStart {
			out[n-1].b, out[n-1].d = d.End, d.ReplEnd
			continue
		}
		out = append(out, change{d.Start, d.End, d.ReplStart, d.ReplEnd})
	}
	return out
}

// split divides a text into words and what stands between them.
func split(text string) []string {
	var out []string
	for segments := words.FromString(text); segments.Next(); {
		out = append(out, segments.Value())
	}
	return out
}

// mostWords is how long a paragraph may be to be compared by words.
const mostWords = 50_000

// wordChanges compares two paragraphs, divided into words.
func wordChanges(before, after []string) []change {
	if len(before) > mostWords || len(after) > mostWords {
		return []change{{0, len(before), 0, len(after)}}
	}
	changes := passages(sequences(before, after), before)
	for i := range changes {
		changes[i].trim(before, after)
	}
	return changes
}

// mostLost is how many letters between two changes are counted as rewritten with them.
const mostLost = 3

// passages joins changes that stand close together.
func passages(changes []change, before []string) []change {
	var out []change
	for _, c := range changes {
		if n := len(out); n > 0 && letters(before[out[n-1].b:c.a]...) <= mostLost {
			out[n-1].b, out[n-1].d = c.b, c.d
			continue
		}
		out = append(out, c)
	}
	return out
}

// trim takes what both sides begin and end on out of a change.
func (c *change) trim(before, after []string) {
	for c.a < c.b && c.c < c.d && before[c.a] == after[c.c] {
		c.a, c.c = c.a+1, c.c+1
	}
	for c.a < c.b && c.c < c.d && before[c.b-1] == after[c.d-1] {
		c.b, c.d = c.b-1, c.d-1
	}
}

func letters(list ...string) int {
	n := 0
	for _, s := range list {
		for _, r := range s {
			if unicode.IsLetter(r) || unicode.IsNumber(r) {
				n++
			}
		}
	}
	return n
}

// runs writes changes out, what was removed before what was added in its place.
func runs(before, after []string, changes []change) []Run {
	var out []Run
	add := func(op Op, list []string) {
		if text := strings.Join(list, ""); text != "" {
			out = append(out, Run{op, text})
		}
	}
	at := 0
	for _, c := range changes {
		add(Same, before[at:c.a])
		add(Removed, before[c.a:c.b])
		add(Added, after[c.c:c.d])
		at = c.b
	}
	add(Same, before[at:])
	return out
}

func codePoints(list []string) int {
	n := 0
	for _, s := range list {
		n += utf8.RuneCountInString(s)
	}
	return n
}
