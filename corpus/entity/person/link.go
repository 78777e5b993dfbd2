package person

import (
	"slices"
	"strings"

	"dateline/corpus"
)

// Which mentions are one person. Forms with two words or more come first, then each short mention by itself,
// so that "Wang" can be one person here and another there:
//
//  1. Full forms are one person if they differ only in accents, hyphens and spacing, in middle names or
//     initials, in a suffix that one of them lacks, in an initial for the first name, or in a
//     nickname, and if no third form fits as well.
//  2. A short form joins the only person in whose names its words stand, in order and together, unless a form of
//     address says that it is somebody else ("Mrs. Smith" beside John Smith, the spokesman).
//  3. Where two people fit, evidence decides (join.go), and the mention says which.
//  4. A short form that nothing decides stays by itself, unresolved, and names the people it could mean. Such mentions of
//     one form are kept together.

// group is one person of the article.
type group struct {
	forms     []*form
	resolved  bool
	sovereign string // the title that makes a person of a one-word name
	given     string // the whole name, where the text shares its surname with another person's
	titles    []string
	offices   map[string]bool // folded words of the titles
	gender    gender
	places    []int // of its mentions, in order: indices of names
	full      []int // of its mentions by a full form
}

// maxNamesakes bounds the people that are compared for one word, so that a text of a thousand Smiths costs linear
// time; beyond it, nothing is joined by that word.
const maxNamesakes = 48

// linker holds the groups so far, and by word the groups that have it in a full form.
type linker struct {
	article *article
	names   []*name
	forms   []*form // of each name
	groups  []*group
	byWord  map[string][]int
	single  map[string]int         // by joined form, the unresolved group of a short one
	alias   map[string]int         // by joined form, the person whose other name the text says it is
	of      []link                 // of each name
	habit   map[string]map[int]int // by joined form, how often evidence gave it to each group
}

// link is what a mention was given to: the group, by which evidence, and what else it could be.
type link struct {
	group  int
	join   string
	others []string
}

func newLinker(a *article, names []*name) *linker {
	l := &linker{article: a, names: names, byWord: map[string][]int{}, single: map[string]int{}, alias: map[string]int{}, habit: map[string]map[int]int{}, of: make([]link, len(names))}
	byKey := map[string]*form{}
	for _, n := range names {
		key := n.key()
		x := byKey[key]
		if x == nil {
			x = newForm(n)
			x.order = len(byKey)
			byKey[key] = x
		}
		if printed := oneLine(n.text); !slices.Contains(x.printed, printed) {
			x.printed = append(x.printed, printed)
			x.plain = append(x.plain, n.plain())
		}
		l.forms = append(l.forms, x)
	}
	return l
}

// run gives every name to a group.
func (l *linker) run() {
	for _, x := range l.fullForms() {
		l.put(x, l.only(x))
		l.index(x)
	}
	l.joinAliases()
	for i, x := range l.forms {
		if x.group >= 0 {
			l.give(i, x.group, "")
		}
	}
	var open []int // short mentions that two people fit
	for i, x := range l.forms {
		if x.group >= 0 {
			continue
		}
		if g, ok := l.alias[x.joined]; ok {
			l.give(i, g, JoinAlias)
			continue
		}
		switch kept, dropped := l.candidates(i, x); {
		case len(kept)+len(dropped) > 1:
			open = append(open, i)
		case len(kept) == 1:
			l.give(i, kept[0], "")
		default:
			l.of[i].others = l.namesOf(dropped)
			l.alone(i, x)
		}
	}
	l.decide(open)
	for _, g := range l.groups {
		slices.SortFunc(g.forms, func(a, b *form) int { return a.order - b.order })
	}
}

// fullForms returns the distinct full forms, longest first.
func (l *linker) fullForms() []*form {
	var full []*form
	seen := map[*form]bool{}
	for _, x := range l.forms {
		if !seen[x] && x.full() {
			full = append(full, x)
		}
		seen[x] = true
	}
	slices.SortStableFunc(full, func(a, b *form) int { return len(b.parts) - len(a.parts) })
	return full
}

// put adds a full form to group g, or to a new one if g is negative.
func (l *linker) put(x *form, g int) {
	if g < 0 {
		g = l.open(true)
	}
	x.group = g
	l.groups[g].forms = append(l.groups[g].forms, x)
}

func (l *linker) open(resolved bool) int {
	l.groups = append(l.groups, &group{resolved: resolved, offices: map[string]bool{}})
	return len(l.groups) - 1
}

// give makes mention i one of group g, with what its titles say.
func (l *linker) give(i, g int, join string) {
	to, x := l.groups[g], l.forms[i]
	if !slices.Contains(to.forms, x) {
		to.forms = append(to.forms, x)
	}
	at, _ := slices.BinarySearch(to.places, i)
	to.places = slices.Insert(to.places, at, i)
	if x.group >= 0 {
		to.full = append(to.full, i)
	}
	to.entitle(l.names[i])
	l.of[i].group, l.of[i].join = g, join
}

// alone keeps a short mention that is nobody else's.
func (l *linker) alone(i int, x *form) {
	whole, sure := l.shared(i)
	if whole != "" && !sure {
		l.of[i].others = append(l.of[i].others, whole)
	}
	g, ok := l.single[x.joined]
	if !ok {
		g = l.open(false)
		l.single[x.joined] = g
	}
	l.give(i, g, "")
	if sure && len(l.of[i].others) == 0 {
		l.of[i].join = JoinShared
		l.groups[g].given, l.groups[g].resolved = whole, true
		return
	}
	if title := l.sovereign(i); title != "" && l.groups[g].sovereign == "" {
		l.groups[g].sovereign, l.groups[g].resolved = title, true
	}
}

// sovereign returns the title that makes a person of a one-word mention. A sheikh is one where the word is no common
// first name: Sheikh Hasina, but not Sheikh Mohammed.
func (l *linker) sovereign(i int) string {
	n := l.names[i]
	title := sovereignTitle(n.titles)
	if first, _ := l.article.lexicon.Names(n.words[0]); first > 0 && fold(title) == "sheikh" || len(n.words) > 1 {
		return ""
	}
	return title
}

func (l *linker) index(x *form) {
	add := func(w string) {
		if groups := l.byWord[w]; len(groups) <= maxNamesakes && !slices.Contains(groups, x.group) {
			l.byWord[w] = append(groups, x.group)
		}
	}
	for _, w := range x.parts {
		add(w)
	}
	for _, w := range x.nicknames {
		add(strings.ReplaceAll(w, " ", ""))
	}
	for _, w := range x.words {
		if len(w) > 3 {
			if parts := partsOf(w); len(parts) > 1 {
				add(strings.Join(parts, ""))
			}
		}
	}
	add(x.joined)
}

// only returns the one group with a form of which x can be another, or -1 if there is none or more than one.
func (l *linker) only(x *form) int {
	found := -1
	for _, g := range l.sharing(x) {
		if g == found || !slices.ContainsFunc(l.formsOf(g), func(y *form) bool { return sameName(x, y) }) {
			continue
		}
		if found >= 0 {
			return l.exact(x)
		}
		found = g
	}
	return found
}

// exact returns the group with a form that differs from x in accents, hyphens and spacing alone, or -1.
func (l *linker) exact(x *form) int {
	for _, g := range l.sharing(x) {
		if slices.ContainsFunc(l.formsOf(g), func(y *form) bool { return x.joined == y.joined && x.suffix == y.suffix }) {
			return g
		}
	}
	return -1
}

// sharing returns the groups that have the last part of a form, or the whole of it.
func (l *linker) sharing(x *form) []int {
	if len(x.parts) == 0 {
		return nil
	}
	groups := l.byWord[x.parts[len(x.parts)-1]]
	if len(groups) > maxNamesakes {
		groups = nil
	}
	whole := l.byWord[x.joined]
	if len(whole) == 0 || len(whole) > maxNamesakes {
		return groups
	}
	return slices.Concat(groups, whole)
}

// formsOf returns the forms of a group that others are compared with.
func (l *linker) formsOf(g int) []*form {
	forms := l.groups[g].forms
	return forms[:min(len(forms), maxNamesakes)]
}

// candidates returns the people whom the short mention i can mean, and those whose name it has but who are of the other sex,
// or no sovereign where the title says one.
func (l *linker) candidates(i int, x *form) (kept, dropped []int) {
	n := l.names[i]
	mine, sovereign := genderOf(n), sovereignTitle(n.titles) != ""
	for _, g := range l.sharing(x) {
		if slices.Contains(kept, g) || slices.Contains(dropped, g) || !slices.ContainsFunc(l.formsOf(g), func(y *form) bool { return y.group == g && stands(x, y) }) {
			continue
		}
		if mine.contradicts(l.groups[g].gender) || sovereign && !l.groups[g].holds(n.before) {
			dropped = append(dropped, g)
			continue
		}
		kept = append(kept, g)
	}
	return kept, dropped
}

// maxElse bounds the other readings that are told.
const maxElse = 8

func (l *linker) namesOf(groups []int) []string {
	var out []string
	for _, g := range groups[:min(len(groups), maxElse)] {
		out = append(out, l.groups[g].person().Name)
	}
	return out
}

// people returns the groups in order of first mention, with their mentions.
func (l *linker) people() []corpus.Person {
	mentions := l.article.mentions(l.names)
	place := make([]int, len(l.groups))
	var people []corpus.Person
	for i, link := range l.of {
		g := l.groups[link.group]
		if place[link.group] == 0 {
			p := g.person()
			p.Titles = g.titles
			people = append(people, p)
			place[link.group] = len(people)
		}
		p := &people[place[link.group]-1]
		m := mentions[i]
		m.Join, m.Else = link.join, append(link.others, l.article.otherReadings(l.names[i])...)
		p.Mentions = append(p.Mentions, m)
	}
	return people
}
