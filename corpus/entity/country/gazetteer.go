package country

import (
	"embed"
	"fmt"
	"hash/crc32"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A gazetteer is a list of cities and first-level divisions with the places that each name can be; see locate.go for which is meant.
// It is an index into the lines of its file in data/gazetteer, of which a line is read when its name is met: the files are large, and
// an article meets few of their names.
//
// English has its list and, for all languages with Latin letters, one of other spellings ("Zúrich", "Khan Younis"); before
// them stands, in the other languages of data/gazetteer, what the language calls a place by itself.

//go:embed data/gazetteer/*.txt
var gazetteerData embed.FS

type gazetteer struct {
	cells map[string]string // by name, folded: the second column, after "~" as it may be
	small bool              // the last of several words may begin with a small letter: "Московская область"
	reach map[string]uint8  // by first word, or first two signs: words or signs of the longest name that begins so
}

// newGazetteer reads a file; forms returns how a name is inflected, nil for not at all.
func newGazetteer(tag string, forms func(string) []string, unspaced bool) (*gazetteer, error) {
	data, err := gazetteerData.ReadFile("data/gazetteer/" + tag + ".txt")
	if err != nil {
		return nil, fmt.Errorf("gazetteer: %w", err)
	}
	text := string(data)
	g := &gazetteer{small: forms != nil}
	lines := strings.Count(text, "\n")
	if forms != nil {
		lines *= 5
	}
	g.cells, g.reach = make(map[string]string, lines), make(map[string]uint8, lines)
	for line := range strings.Lines(text) {
		if line[0] == '#' {
			continue
		}
		name, cells, ok := strings.Cut(line[:len(line)-1], "|")
		if !ok {
			return nil, fmt.Errorf("gazetteer %s: line %q", tag, line)
		}
		if vague, ok := strings.CutPrefix(name, "~"); ok {
			name, cells = vague, line[:1]+cells
		}
		if forms == nil {
			g.add(name, cells, unspaced)
			continue
		}
		for _, form := range forms(name) {
			g.add(foldName(form), cells, unspaced)
		}
	}
	return g, nil
}

// foldName returns the keys of the words of a name without points, parted by spaces.
func foldName(name string) string {
	var b strings.Builder
	b.Grow(len(name))
	for _, r := range name {
		switch known := lookUp(r); {
		case !known.inWord:
			b.WriteByte(' ')
		case !known.mark:
			b.WriteRune(known.folded)
		}
	}
	return b.String()
}

func (g *gazetteer) add(name, cells string, unspaced bool) {
	if g.cells[name] != "" {
		return
	}
	g.cells[name] = cells
	head, n := firstSigns(name), utf8.RuneCountInString(name)
	if !unspaced {
		head, _, _ = strings.Cut(name, " ")
		n = strings.Count(name, " ") + 1
	}
	g.reach[head] = max(g.reach[head], uint8(n))
}

// firstSigns returns the first two runes of s.
func firstSigns(s string) string {
	_, first := utf8.DecodeRuneInString(s)
	_, second := utf8.DecodeRuneInString(s[first:])
	return s[:first+second]
}

// find returns the longest name that begins with the word w, its cells and where it ends in s.
func (g *gazetteer) find(s string, w *word) (name, cells string, end int) {
	reach := g.reach[string(w.folded())]
	var buf [4 * maxWord]byte
	key, i := append(buf[:0], w.folded()...), w.end
	if p := possessive(s, i); p > 0 {
		if n := g.reach[string(append(key, 's'))]; n > 1 {
			reach, key, i = n, append(key, 's'), i+p // "Hawke's Bay"
		}
	}
	var next word
	for n := uint8(1); n <= reach; n++ {
		if c, ok := g.cells[string(key)]; ok && (n == 1 || g.small || next.letters != lowerCase) {
			name, cells, end = string(key), c, i
		}
		at, ok := gap(s, i)
		if n == reach || !ok || !readWord(s, at, &next) || next.n == 0 || len(key)+1+next.n > len(buf) {
			break
		}
		key, i = append(append(key, ' '), next.folded()...), next.end
		if p := possessive(s, i); p > 0 && n+1 == reach && g.cells[string(append(key, 's'))] != "" {
			key, i = append(key, 's'), i+p // "St. John's"
		}
	}
	return name, cells, end
}

// findSigns returns the longest name that begins at i in a text without spaces, and its cells.
func (g *gazetteer) findSigns(s string, i int) (name, cells string) {
	var ends [16]int
	n, end := 0, i
	for reach := int(g.reach[firstSigns(s[i:])]); n < reach && n < len(ends) && end < len(s); n++ {
		_, size := utf8.DecodeRuneInString(s[end:])
		end += size
		ends[n] = end
	}
	for n--; n > 0; n-- {
		if c, ok := g.cells[s[i:ends[n]]]; ok {
			return s[i:ends[n]], c
		}
	}
	return "", ""
}

// sumGazetteers writes a checksum of every file to sum.
func sumGazetteers(sum io.Writer) error {
	files, err := gazetteerData.ReadDir("data/gazetteer")
	if err != nil {
		return fmt.Errorf("gazetteers: %w", err)
	}
	for _, file := range files {
		data, err := gazetteerData.ReadFile("data/gazetteer/" + file.Name())
		if err != nil {
			return fmt.Errorf("gazetteers: %w", err)
		}
		_, _ = fmt.Fprintf(sum, "%s %08x", file.Name(), crc32.ChecksumIEEE(data))
	}
	return nil
}

// place returns the entry of a name of the gazetteers.
func (l *lexicon) place(name, cells string) *entry {
	e := &entry{form: name, rule: ruleCity}
	if l.english != nil {
		if same := l.english.lookup(strings.Fields(name)); same != nil && (same.listed || same.rule == ruleCapital) {
			e.rule, e.listed = same.rule, same.listed
		}
	}
	cells, e.vague = strings.CutPrefix(cells, "~")
	e.spots = spotsOf(cells)
	e.code = e.spots[0].code
	e.great = slices.ContainsFunc(e.spots, func(s spot) bool { return s.weight >= greatCity })
	e.namesake = l.first[name] || l.last[name]
	return e
}

// division reports that the name can be a division's.
func (e *entry) division() bool {
	return slices.ContainsFunc(e.spots, func(s spot) bool { return s.division })
}

// spotsOf reads "NG:1160;+BR:7758;US.TX:3".
func spotsOf(cells string) []spot {
	spots := make([]spot, 0, strings.Count(cells, ";")+1)
	for cell := range strings.SplitSeq(cells, ";") {
		cell, division := strings.CutPrefix(cell, "+")
		area, inhabitants, _ := strings.Cut(cell, ":")
		n, _ := strconv.Atoi(inhabitants) // checked by a test
		s := spot{code: area[:2], area: area, weight: n, division: division}
		if len(area) == 2 {
			s.area = ""
		}
		spots = append(spots, s)
	}
	return spots
}

// farther returns the longest name of the gazetteers that begins with w, if it ends behind end.
func (l *lexicon) farther(s string, w *word, end int) (*entry, int) {
	var name, cells string
	for _, g := range l.gazetteers {
		if n, c, e := g.find(s, w); e > end {
			name, cells, end = n, c, e
		}
	}
	if cells == "" {
		return nil, 0
	}
	return l.place(name, cells), end
}
