package when

import "strings"

// labelBefore returns what the words before token i say of the date there: the last label among the eight tokens before, as far
// as nothing but marks, linking words and days stands between.
func (r *reader) labelBefore(i int) Label {
	for j := i - 1; j >= max(0, i-8); j-- {
		t := r.toks[j]
		if t.kind == word {
			for from := max(0, j-3); from <= j; from++ {
				if l, ok := r.names.labels[r.phrase(from, j+1)]; ok && l == Updated {
					return l
				}
			}
			for from := max(0, j-3); from <= j; from++ {
				if l, ok := r.names.labels[r.phrase(from, j+1)]; ok {
					return l
				}
			}
		}
		if t.kind == number || t.kind == word && !r.names.links[t.text] && !r.isDay(j) {
			return Unlabelled
		}
	}
	return Unlabelled
}

func (r *reader) phrase(from, to int) string {
	var b strings.Builder
	for i := from; i < to; i++ {
		if i > from {
			b.WriteByte(' ')
		}
		b.WriteString(r.toks[i].text)
	}
	return b.String()
}

// ignorable reports whether the tokens say nothing beside a date: marks, linking words, days of the week, labels
// and names of zones.
func (r *reader) ignorable(from, to int) bool {
	for i := from; i < to; i++ {
		t := r.toks[i]
		switch {
		case t.kind == number:
			return false
		case t.kind == mark && strings.ContainsAny(t.text, "=<>{}%$€£#&@*+?!\\"):
			return false
		case t.kind == word && !r.says(i, from, to):
			return false
		}
	}
	return true
}

// says reports whether a word belongs to a date.
func (r *reader) says(i, from, to int) bool {
	t := r.toks[i]
	if r.names.links[t.text] || r.names.days[t.text] || r.names.clocks[t.text] || r.isDay(i) || isZone(t.text) {
		return true
	}
	for a := max(from, i-3); a <= i; a++ {
		for b := i + 1; b <= min(to, i+4); b++ {
			if _, ok := r.names.labels[r.phrase(a, b)]; ok {
				return true
			}
		}
	}
	return false
}

// isDay reports whether the word at i is a part of a day's name of two words, or one run together with its unit.
func (r *reader) isDay(i int) bool {
	return r.names.days[r.phrase(i, min(i+2, len(r.toks)))] || i > 0 && r.names.days[r.phrase(i-1, i+1)]
}

// Without returns a text without its dates, the times with them and the words that label them. A bar stands in their place.
func Without(text string, o Options) string {
	r := newReader(text[:min(len(text), maxText)], o)
	var b strings.Builder
	kept, last := 0, 0
	for i := 0; i < len(r.toks); {
		d, next, ok := r.dateAt(i)
		if !ok {
			i++
			continue
		}
		_, start, end := r.withTime(d, last, i, next)
		for start > 0 && r.toks[start-1].start >= kept && r.ignorable(start-1, start) {
			start--
		}
		b.WriteString(text[kept:r.toks[start].start])
		b.WriteString("| ")
		kept, last, i = r.toks[end-1].end, end, end
	}
	b.WriteString(text[kept:])
	return b.String()
}
