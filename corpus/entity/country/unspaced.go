package country

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Chinese, Japanese and Korean do not part words by spaces, or hang particles on them. There the longest form wins
// that begins at a rune. A form in Katakana must not go on in Katakana on either side ("マリ" in
// "マリア"), and one in Hangul begins a word.

// addUnspaced enters a form; the first meaning of a form stays.
func (l *lexicon) addUnspaced(e *entry) {
	first, _ := utf8.DecodeRuneInString(e.form)
	forms := l.unspaced[first]
	if slices.ContainsFunc(forms, func(o *entry) bool { return o.form == e.form }) {
		return
	}
	forms = append(forms, e)
	slices.SortStableFunc(forms, func(a, b *entry) int { return len(b.form) - len(a.form) })
	l.unspaced[first] = forms
}

// atUnspaced appends the longest form that begins at i, and returns where to go on, or 0 where none begins.
func (l *lexicon) atUnspaced(s string, i int, first rune, out *[]match) int {
	e := l.longestUnspaced(s, i, first)
	if e == nil {
		return 0
	}
	end := i + len(e.form)
	*out = append(*out, match{start: i, wide: i, end: end, entry: e, code: e.code, rule: e.rule, named: e.named()})
	return end
}

func (l *lexicon) longestUnspaced(s string, i int, first rune) *entry {
	var best *entry
	for _, e := range l.unspaced[first] {
		if strings.HasPrefix(s[i:], e.form) && parted(s, i, i+len(e.form)) {
			best = e
			break
		}
	}
	if !l.tongue.unspaced {
		return best
	}
	for _, g := range l.gazetteers {
		if name, cells := g.findSigns(s, i); cells != "" && (best == nil || len(name) > len(best.form)) && parted(s, i, i+len(name)) && !l.tongue.aPerson(s[i+len(name):]) {
			best = l.place(name, cells)
		}
	}
	return best
}

// aPerson reports that what follows a name makes it a person's.
func (t *tongue) aPerson(rest string) bool {
	return slices.ContainsFunc(t.people, func(form string) bool { return strings.HasPrefix(rest, form) })
}

func parted(s string, start, end int) bool {
	prev, _ := utf8.DecodeLastRuneInString(s[:start])
	first, _ := utf8.DecodeRuneInString(s[start:])
	last, _ := utf8.DecodeLastRuneInString(s[:end])
	next, _ := utf8.DecodeRuneInString(s[end:])
	switch {
	case katakana(first) && katakana(prev), katakana(last) && katakana(next):
		return false
	case unicode.Is(unicode.Hangul, first) && unicode.Is(unicode.Hangul, prev):
		return false
	}
	return true
}

func katakana(r rune) bool { return unicode.Is(unicode.Katakana, r) || r == 'ー' }
