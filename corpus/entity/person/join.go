package person

import (
	"slices"
	"strings"
)

// The evidence by which a short form that two people of the article could be is given to one of them, in the order in which it
// is asked. They are stable: stored facts carry them.
const (
	// JoinRole: one of them alone has the title or office that stands with the short form: "Rep. Wang".
	JoinRole = "role"
	// JoinGender: the form of address fits one of them, and the others are known to be of the other sex.
	JoinGender = "gender"
	// JoinGiven: the word is the first name of one of them and a middle name of the others.
	JoinGiven = "given"
	// JoinFamily: the word is the last name of one of them and a middle name of the others.
	JoinFamily = "family"
	// JoinNamed: only one of them has been named so far.
	JoinNamed = "named-before"
	// JoinNearest: one of them was named in this sentence or the one before, and the others nowhere in the paragraph.
	JoinNearest = "nearest"
	// JoinHabit: the article has given the form to one of them twice or more, never to another, and no other stands near.
	JoinHabit = "habit"
	// JoinAlias: the text says that it is another name of the person: "better known as".
	JoinAlias = "alias"
	// JoinShared: the text shares the surname of a relative named beside: "the brothers Kejia and Zhenxing Wang".
	JoinShared = "shared-surname"
)

// decide gives each of the open mentions to one of the people who fit, or leaves it unresolved. They are in order
// of place: what was decided for one is known to the next.
func (l *linker) decide(open []int) {
	for _, i := range open {
		x := l.forms[i]
		fits, dropped := l.candidates(i, x)
		g, join := l.evidence(i, fits)
		if len(fits) == 1 {
			g, join = fits[0], JoinGender
		}
		others := slices.DeleteFunc(slices.Concat(fits, dropped), func(f int) bool { return f == g })
		l.of[i].others = l.namesOf(others)
		if g < 0 {
			l.alone(i, x)
			continue
		}
		l.give(i, g, join)
		if l.habit[x.joined] == nil {
			l.habit[x.joined] = map[int]int{}
		}
		l.habit[x.joined][g]++
	}
}

// evidence returns the one of the people who fit mention i that something speaks for, and what; -1 if nothing does.
func (l *linker) evidence(i int, fits []int) (int, string) {
	n, x := l.names[i], l.forms[i]
	offices, mine := officesOf(n), genderOf(n)
	for _, ask := range []struct {
		join string
		is   func(g int) bool
	}{
		{JoinRole, func(g int) bool { return l.groups[g].holds(offices) }},
		{JoinGender, func(g int) bool { return mine != unknown && l.groups[g].gender == mine && l.sexed(fits) }},
		{JoinGiven, func(g int) bool { return l.groups[g].begins(x) && l.middle(fits, g, x) }},
		{JoinFamily, func(g int) bool { return l.groups[g].ends(x) && l.middle(fits, g, x) }},
		{JoinNamed, func(g int) bool { return l.groups[g].before(i) }},
	} {
		if g := one(fits, ask.is); g >= 0 {
			return g, ask.join
		}
	}
	return l.near(i, fits)
}

// near asks where the people are named.
func (l *linker) near(i int, fits []int) (int, string) {
	from, to := l.window(l.names[i])
	here := func(g int) bool { return l.named(g, from, to) }
	usual := func(g int) bool { habit := l.habit[l.forms[i].joined]; return len(habit) == 1 && habit[g] > 1 }
	if g := one(fits, here); g >= 0 {
		if l.justNamed(g, i) {
			return g, JoinNearest
		}
		if usual(g) {
			return g, JoinHabit
		}
		return -1, ""
	}
	if slices.ContainsFunc(fits, here) {
		return -1, ""
	}
	return one(fits, usual), JoinHabit
}

// one returns the only group that satisfies a test, or -1.
func one(groups []int, test func(g int) bool) int {
	found := -1
	for _, g := range groups {
		if test(g) {
			if found >= 0 {
				return -1
			}
			found = g
		}
	}
	return found
}

// sexed reports whether the sex of all the people is known.
func (l *linker) sexed(groups []int) bool {
	return !slices.ContainsFunc(groups, func(g int) bool { return l.groups[g].gender == unknown })
}

// middle reports whether a short form is in the middle of the names of all but group g.
func (l *linker) middle(fits []int, g int, x *form) bool {
	return !slices.ContainsFunc(fits, func(f int) bool {
		return f != g && (l.groups[f].begins(x) || l.groups[f].ends(x))
	})
}

func (g *group) begins(x *form) bool {
	return slices.ContainsFunc(g.forms, func(y *form) bool {
		return y.group >= 0 && len(y.parts) > len(x.parts) && slices.Equal(y.parts[:len(x.parts)], x.parts)
	})
}

func (g *group) ends(x *form) bool {
	return slices.ContainsFunc(g.forms, func(y *form) bool {
		return y.group >= 0 && len(y.parts) > len(x.parts) && slices.Equal(y.parts[len(y.parts)-len(x.parts):], x.parts)
	})
}

// before reports whether a person was named in full before mention i.
func (g *group) before(i int) bool { return len(g.full) > 0 && g.full[0] < i }

// window returns the sentences in which no other namesake may stand for the nearest to be meant: the
// paragraph of a mention, and the sentence before it, but no more than a few on either side, since some texts have lost
// their paragraphs.
func (l *linker) window(n *name) (from, to int) {
	a := l.article
	from, to = n.sentence, n.sentence
	for from > 0 && a.paragraph[from-1] == a.paragraph[n.sentence] && n.sentence-from < sentencesBefore {
		from--
	}
	for to+1 < len(a.paragraph) && a.paragraph[to+1] == a.paragraph[n.sentence] && to-n.sentence < sentencesAfter {
		to++
	}
	if from == n.sentence && from > 0 && a.field[from-1] == n.field {
		from--
	}
	return from, to
}

const sentencesBefore, sentencesAfter = 4, 2

// named reports whether a person is mentioned in the sentences [from, to].
func (l *linker) named(g, from, to int) bool {
	places := l.groups[g].places
	at, _ := slices.BinarySearchFunc(places, from, func(i, s int) int { return l.names[i].sentence - s })
	return at < len(places) && l.names[places[at]].sentence <= to
}

// justNamed reports whether a person is mentioned before mention i in its sentence or the one before.
func (l *linker) justNamed(g, i int) bool {
	places := l.groups[g].places
	at, _ := slices.BinarySearch(places, i)
	return at > 0 && l.names[i].sentence-l.names[places[at-1]].sentence <= 1 && l.names[i].field == l.names[places[at-1]].field
}

// shared returns the whole name of a first name before another that has the surname of both: "John" in "John and Mary
// Cartwright". sure says that a word before says that they are of one family.
func (l *linker) shared(i int) (whole string, sure bool) {
	n := l.names[i]
	if len(n.words) != 1 || len(n.titles) > 0 {
		return "", false
	}
	tokens := l.article.sentences[n.sentence]
	for j := i; j+1 < len(l.names) && j-i < maxSiblings; j++ {
		next := l.names[j+1]
		if next.sentence != n.sentence || !separates(tokens[l.names[j].to:next.from]) {
			return "", false
		}
		if len(next.words) == 1 {
			continue
		}
		if last := fold(tokens[next.from-1].Text); last != "and" && last != "&" || next.titled {
			return "", false
		}
		for _, t := range tokens[max(0, n.from-3):n.from] {
			sure = sure || siblings[fold(t.Text)]
		}
		sure = sure || n.from > 1 && tokens[n.from-1].Text == "of" && children[tokens[n.from-2].Text] || j == i && l.couple(n, next)
		_, surname, _ := strings.Cut(next.plain(), " ")
		return n.text + " " + surname, sure || i > 0 && l.of[i-1].join == JoinShared && l.names[i-1].sentence == n.sentence
	}
	return "", false
}

// couple reports whether both names begin with common first names, and the one alone is not a last name as well: "Bill and Hillary
// Clinton", but not "Johnson and Emily Clark".
func (l *linker) couple(n, next *name) bool {
	first, last := l.article.lexicon.Names(n.words[0])
	second, _ := l.article.lexicon.Names(next.words[0])
	return first > 0 && first < 3 && second > 0 && second < 3 && (last == 0 || last > first) && len(next.words) == 2
}

// maxSiblings bounds the first names before a surname that all of them share.
const maxSiblings = 6

// children stand before the names of two parents: "the son of Ann and Tom Cole".
var children = set("son", "sons", "daughter", "daughters", "child", "children", "parents", "marriage", "wedding", "home")

var siblings = set("brothers", "sisters", "siblings", "twins", "couple", "parents", "spouses", "newlyweds", "grandparents", "triplets")

// joinAliases gives the other names that the text states to the people whose they are.
func (l *linker) joinAliases() {
	of := map[*name]int{}
	for i, n := range l.names {
		of[n] = i
	}
	for _, pair := range l.article.aliases {
		i, ok := of[pair[0]]
		j, too := of[pair[1]]
		if !ok || !too || l.forms[i].group < 0 {
			continue
		}
		g, x := l.forms[i].group, l.forms[j]
		if x.group < 0 {
			l.alias[x.joined] = g
			continue
		}
		if x.group == g {
			continue
		}
		moved := l.groups[x.group].forms
		l.groups[x.group].forms = nil
		for _, y := range moved {
			l.put(y, g)
			l.index(y)
		}
	}
}
