package person

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/corpus"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"
)

// A form is one way in which the article writes a name, whatever its case and spacing. Forms that can only mean
// the same person become one group:
//
//  1. Full forms (two words or more) are one person if they differ only in middle names or
//     initials, in a suffix that one of them lacks, in an initial for the first name, or in a
//     nickname, and if no third form fits as well.
//  2. A short form joins the only person in whose names its words stand, in order and together.
//  3. A short form that fits two people, or none, stays by itself, unresolved.
type form struct {
	key       string
	printed   []string // as printed, on one line, in order of first mention
	words     []string // folded
	nicknames []string // folded
	suffix    string
	group     int
	order     int // of first mention
}

// forms are the distinct forms of an article in order of first mention.
type forms struct {
	list  []*form
	group map[string]int // of a form's key
}

func (n *name) key() string { return fold(oneLine(n.text)) }

func newForms(names []*name) *forms {
	f := &forms{group: map[string]int{}}
	byKey := map[string]*form{}
	for _, n := range names {
		key := n.key()
		x := byKey[key]
		if x == nil {
			x = newForm(n)
			x.order = len(f.list)
			byKey[key] = x
			f.list = append(f.list, x)
		}
		if printed := oneLine(n.text); !slices.Contains(x.printed, printed) {
			x.printed = append(x.printed, printed)
		}
	}
	return f
}

func newForm(n *name) *form {
	x := &form{key: n.key(), group: -1}
	for _, w := range n.words {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsLetter(r) {
			x.words = append(x.words, fold(w))
		}
	}
	if k := len(x.words); k > 2 && suffixes[x.words[k-1]] {
		x.suffix, x.words = x.words[k-1], x.words[:k-1]
	}
	if n.nickname != "" {
		x.nicknames = append(x.nicknames, fold(n.nickname))
	}
	return x
}

var suffixes = map[string]bool{"jr": true, "sr": true, "ii": true, "iii": true, "iv": true}

// full reports whether a form names a person by itself: it has two words that are no particles. Al is a
// first name as well.
func (x *form) full() bool {
	names := 0
	for i, w := range x.words {
		if !particles[w] || i == 0 && w == "al" {
			names++
		}
	}
	return names > 1
}

var particles = map[string]bool{
	"bin": true, "ibn": true, "bint": true, "al": true, "den": true, "ter": true, "das": true, "zu": true, "y": true, "el": true, "de": true, "da": true, "del": true, "della": true, "di": true, "van": true, "von": true, "der": true,
	"abu": true, "la": true, "le": true, "dos": true, "du": true,
}

// group is one person of the article.
type group struct {
	forms    []*form
	resolved bool
}

// linker holds the groups so far, and by word the groups that have it in a form.
type linker struct {
	groups []*group
	byWord map[string][]int
}

// link puts every form into a group.
func link(f *forms) []*group {
	l := &linker{byWord: map[string][]int{}}
	full, short := split(f.list)
	for _, x := range full {
		g := l.only(x, sameName)
		l.put(x, g)
		l.index(x)
	}
	for _, x := range short {
		l.put(x, l.only(x, stands)) // not indexed: a short form joins full ones only
	}
	return f.arrange(l.groups)
}

// put adds a form to group g, or to a new one if g is negative.
func (l *linker) put(x *form, g int) {
	if g < 0 {
		g = len(l.groups)
		l.groups = append(l.groups, &group{resolved: x.full()})
	}
	x.group = g
	l.groups[g].forms = append(l.groups[g].forms, x)
}

func (l *linker) index(x *form) {
	for _, w := range slices.Concat(x.words, x.nicknames) {
		if groups := l.byWord[w]; len(groups) == 0 || groups[len(groups)-1] != x.group {
			l.byWord[w] = append(groups, x.group)
		}
	}
}

// only returns the one group with a form that x fits, or -1 if there is none or more than one. Forms that
// fit share x's last word.
func (l *linker) only(x *form, fits func(x, y *form) bool) int {
	found := -1
	if len(x.words) == 0 {
		return found
	}
	for _, g := range l.byWord[x.words[len(x.words)-1]] {
		if g == found || !slices.ContainsFunc(l.groups[g].forms, func(y *form) bool { return fits(x, y) }) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = g
	}
	return found
}

// split returns the full forms, longest first, and the others.
func split(list []*form) (full, short []*form) {
	for _, x := range list {
		if x.full() {
			full = append(full, x)
		} else {
			short = append(short, x)
		}
	}
	slices.SortStableFunc(full, func(a, b *form) int { return len(b.words) - len(a.words) })
	return full, short
}

// arrange orders groups by first mention and tells each form its group.
func (f *forms) arrange(groups []*group) []*group {
	var out []*group
	place := make([]int, len(groups))
	for i := range place {
		place[i] = -1
	}
	for _, x := range f.list {
		if place[x.group] < 0 {
			place[x.group] = len(out)
			out = append(out, groups[x.group])
		}
		f.group[x.key] = place[x.group]
	}
	for _, g := range out {
		slices.SortStableFunc(g.forms, func(a, b *form) int { return a.order - b.order })
	}
	return out
}

// sameName reports whether two full forms can be of one person: x has no more words than y.
func sameName(x, y *form) bool {
	if x.suffix != "" && y.suffix != "" && x.suffix != y.suffix {
		return false
	}
	first, last := len(x.words)-1, len(y.words)-1
	if x.words[first] != y.words[last] {
		return contains(y.words, x.words)
	}
	if !sameFirst(x.words[0], y.words[0]) && !slices.Contains(y.nicknames, x.words[0]) {
		return contains(y.words, x.words)
	}
	at := 1
	for _, w := range x.words[1:first] {
		for at < last && !sameFirst(w, y.words[at]) {
			at++
		}
		if at >= last {
			return false
		}
		at++
	}
	return true
}

// sameFirst reports whether two first or middle names are equal, or one is the other's initial.
func sameFirst(a, b string) bool {
	if a == b {
		return true
	}
	return (utf8.RuneCountInString(a) == 1 || utf8.RuneCountInString(b) == 1) && firstRune(a) == firstRune(b)
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// stands reports whether the words of a short form stand together in a full one.
func stands(x, y *form) bool {
	return contains(y.words, x.words) || len(x.words) == 1 && slices.Contains(y.nicknames, x.words[0])
}

func contains(words, part []string) bool {
	for i := 0; i+len(part) <= len(words); i++ {
		if slices.Equal(words[i:i+len(part)], part) {
			return true
		}
	}
	return false
}

// person names the group: the form with most words, without a quoted nickname; the others are variants.
func (g *group) person() corpus.Person {
	best := g.forms[0]
	for _, x := range g.forms[1:] {
		if size(x) > size(best) {
			best = x
		}
	}
	p := corpus.Person{Name: best.name(), Resolved: g.resolved}
	for _, x := range g.forms {
		for _, printed := range x.printed {
			if printed != p.Name && !slices.Contains(p.Variants, printed) {
				p.Variants = append(p.Variants, printed)
			}
		}
	}
	return p
}

func size(x *form) int {
	n := len(x.words) * 100
	for _, w := range x.words {
		n += len(w)
	}
	if x.suffix != "" {
		n += 50
	}
	return n
}

// name is a form as a headword: the printing that is not in capitals, if there is one, without nickname.
func (x *form) name() string {
	best := x.printed[0]
	for _, p := range x.printed {
		if !capitals(p) {
			best = p
			break
		}
	}
	best = withoutQuoted(best)
	if capitals(best) && len(x.words) > 1 {
		best = cases.Title(language.Und).String(best)
	}
	return best
}

func capitals(s string) bool {
	upper := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			upper++
		}
	}
	return upper > 3
}

// withoutQuoted drops words in quotes or brackets from a name.
func withoutQuoted(s string) string {
	var out []string
	for w := range strings.FieldsSeq(s) {
		if strings.ContainsAny(w, "\"“”()‘") || strings.HasPrefix(w, "'") && strings.HasSuffix(w, "'") || strings.HasSuffix(w, "’") {
			continue
		}
		out = append(out, w)
	}
	if len(out) == 0 {
		return s
	}
	return strings.Join(out, " ")
}
