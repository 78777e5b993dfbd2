package pdf

import (
	"math"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ledongthuc/pdf"
)

// line is signs on one height.
type line struct {
	text string
	x, y float64 // of the first sign, from below
	size float64 // of the print
}

// lines puts together the signs of a page that stand on one height next to each other.
func lines(glyphs []pdf.Text) []line {
	var all []line
	var b strings.Builder
	var cur line
	var last pdf.Text
	run := 0 // signs since the place was last given exactly
	flush := func() {
		if cur.text = strings.Join(strings.Fields(b.String()), " "); cur.text != "" {
			all = append(all, cur)
		}
		b.Reset()
	}
	for _, g := range glyphs {
		if g.S == "\n" || g.S == "" || math.IsNaN(g.X) || math.IsNaN(g.Y) {
			continue
		}
		size := math.Abs(g.FontSize)
		// Where widths are not known, half the print's size for each sign is a guess on the large side.
		end := last.X + max(last.W, float64(run)*size*0.6)
		switch {
		case b.Len() == 0:
			cur = line{x: g.X, y: g.Y, size: size}
		case math.Abs(g.Y-cur.y) > 0.45*max(size, cur.size), g.X > end+3*size, g.X < cur.x-size:
			flush()
			cur = line{x: g.X, y: g.Y, size: size}
		case last.W > 0 && g.X > last.X+last.W+0.18*size && !strings.HasSuffix(b.String(), " "):
			b.WriteByte(' ')
		}
		if run++; g.X != last.X {
			run = 1
		}
		cur.size = max(cur.size, size)
		b.WriteString(g.S)
		last = g
	}
	flush()
	return all
}

var furniture = regexp.MustCompile(`(?i)^(?:\S{0,6}://\S+|(?:page |seite )?\d{1,4}(?: ?(?:/|of|von|de) ?\d{1,4})?|\d{1,2}/\d{1,2}/\d{2,4}, \d{1,2}:\d{2}(?: [AP]M)?)$`)

// compose makes paragraphs of lines and finds the headline. own is the title that the document gives itself.
func compose(pages [][]line, own string) Document {
	repeated := repeats(pages)
	var all []line
	for _, page := range pages {
		for _, l := range page {
			if !furniture.MatchString(l.text) && !repeated[anyDigits(l.text)] {
				all = append(all, l)
			}
		}
	}
	size := usual(all, func(i int) (float64, int) { return all[i].size, utf8.RuneCountInString(all[i].text) })
	doc := Document{Title: own}
	if len(pages) > 0 {
		if from, to := headline(all, size); from < to {
			doc.Title = joined(all[from:to])
			all = append(append([]line(nil), all[:from]...), all[to:]...)
		}
	}
	doc.Text = paragraphs(all, own, size)
	return doc
}

// repeats returns the lines, numbers aside, that stand on most of several pages.
func repeats(pages [][]line) map[string]bool {
	on := make(map[string]int)
	for _, page := range pages {
		seen := make(map[string]bool)
		for _, l := range page {
			if key := anyDigits(l.text); !seen[key] {
				seen[key] = true
				on[key]++
			}
		}
	}
	found := make(map[string]bool)
	for key, n := range on {
		found[key] = n >= 3 && n*2 > len(pages) || n == 2 && len(pages) == 2
	}
	return found
}

func anyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return '0'
		}
		return r
	}, s)
}

// usual returns the most frequent value of lines, rounded to halves, each with its weight.
func usual(all []line, value func(i int) (float64, int)) float64 {
	weights := make(map[float64]int)
	best := 0.0
	for i := range all {
		v, weight := value(i)
		v = math.Round(v*2) / 2
		weights[v] += weight
		if weights[v] > weights[best] || weights[v] == weights[best] && v < best {
			best = v
		}
	}
	return best
}

// headline returns the lines of the largest print, if it stands out and is among the first.
func headline(all []line, size float64) (from, to int) {
	const among, most = 20, 6
	for i, l := range all[:min(len(all), among)] {
		if l.size > 1.2*size && utf8.RuneCountInString(l.text) > 3 && (to == 0 || l.size > 1.05*all[from].size) {
			from, to = i, i+1
		}
	}
	for to > 0 && to < len(all) && to-from < most && math.Abs(all[to].size-all[from].size) < 0.5 {
		to++
	}
	return from, to
}

// paragraphs joins lines; own is left out where it stands by itself.
func paragraphs(all []line, own string, size float64) string {
	leading := leading(all, size)
	left := usual(all, func(i int) (float64, int) { return all[i].x, 1 })
	var texts []string
	from := 0
	for i := 1; i <= len(all); i++ {
		if i < len(all) && !parted(all[i-1], all[i], leading, left, size) {
			continue
		}
		if text := joined(all[from:i]); text != own {
			texts = append(texts, text)
		}
		from = i
	}
	if len(all) == 0 {
		return ""
	}
	return strings.Join(texts, "\n\n")
}

// leading returns how far lines of a paragraph are apart: the smallest distance there is. It is 0 if that is so
// large that each line may be a paragraph.
func leading(all []line, size float64) float64 {
	least := math.Inf(1)
	for i := 1; i < len(all); i++ {
		if down := all[i-1].y - all[i].y; down > 0.8*size && all[i].size < 1.1*size {
			least = min(least, down)
		}
	}
	if least > 1.7*size {
		return 0
	}
	return least
}

// parted reports whether a paragraph ends between two lines.
func parted(a, b line, leading, left, size float64) bool {
	first, _ := utf8.DecodeRuneInString(b.text)
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(a.text, `"'”’»)`))
	ended := strings.ContainsRune(".!?:。！？", last)
	down := a.y - b.y
	switch {
	case math.Abs(a.size-b.size) > 0.15*size:
		return true
	case leading == 0 && down > 0:
		return ended
	case down <= 0 || down > 8*leading: // another column or page
		return ended || !unicode.IsLower(first)
	case down > 1.25*leading:
		return true
	}
	return b.x-a.x > 0.8*size && b.x-a.x < 5*size && b.x > left
}

// joined makes one text of lines; a word that was divided at a line's end is put together.
func joined(lines []line) string {
	var b strings.Builder
	for i, l := range lines {
		text := l.text
		if i > 0 {
			b.WriteString(between(lines[i-1].text, text))
		}
		if i+1 < len(lines) && between(text, lines[i+1].text) == "" {
			text = strings.TrimSuffix(text, "-")
		}
		b.WriteString(strings.ReplaceAll(text, "\u00ad", ""))
	}
	return b.String()
}

// between returns what stands between two lines: nothing in a divided word and between East Asian letters.
func between(a, b string) string {
	last, n := utf8.DecodeLastRuneInString(a)
	first, _ := utf8.DecodeRuneInString(b)
	before, _ := utf8.DecodeLastRuneInString(a[:len(a)-n])
	switch {
	case last == '\u00ad', last == '-' && unicode.IsLower(before) && unicode.IsLower(first):
		return ""
	case unicode.In(last, unicode.Han, unicode.Hiragana, unicode.Katakana) && unicode.In(first, unicode.Han, unicode.Hiragana, unicode.Katakana):
		return ""
	}
	return " "
}
