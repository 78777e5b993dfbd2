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
		fits := l.candidates(i, l.forms[i])
		g, join := l.evidence(i, fits)
		if g < 0 {
			l.of[i].others = l.namesOf(fits)
			l.alone(i, l.forms[i])
			continue
		}
		l.of[i].others = l.namesOf(slices.DeleteFunc(fits, func(f int) bool { return f == g }))
		l.give(i, g, join)
		habit := l.habit[l.forms[i].joined]
		if habit == nil {
			habit = map[int]int{}
			l.habit[l.forms[i].joined] = habit
		}
		habit[g]++
	}
}

func (l *linker) evidence(i int, fits []int) (int, string) {
	n, x := l.names[i], l.forms[i]
	offices := officesOf(n)
	if g := one(fits, func(g int) bool { return l.groups[g].holds(offices) }); g >= 0 {
		return g, JoinRole
	}
	if mine := genderOf(n); mine != unknown {
		if g := l.byGender(mine, fits); g >= 0 {
			return g, JoinGender
		}
	}
	if g := one(fits, func(g int) bool { return l.groups[g].begins(x) }); g >= 0 && l.middle(fits, g, x) {
		return g, JoinGiven
	}
	if g := one(fits, func(g int) bool { return l.groups[g].ends(x) }); g >= 0 && l.middle(fits, g, x) {
		return g, JoinFamily
	}
	if g := one(fits, func(g int) bool { return l.groups[g].before(i) }); g >= 0 {
		return g, JoinNamed
	}
	from, to := l.window(n)
	if g := one(fits, func(g int) bool { return l.named(g, from, to) }); g >= 0 {
		if l.justNamed(g, i) {
			return g, JoinNearest
		}
		if habit := l.habit[x.joined]; len(habit) == 1 && habit[g] > 1 {
			return g, JoinHabit
		}
	} else if habit := l.habit[x.joined]; len(habit) == 1 && !slices.ContainsFunc(fits, func(g int) bool { return l.named(g, from, to) }) {
		return one(fits, func(g int) bool { return habit[g] > 1 }), JoinHabit
	}
	return -1, ""
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

// byGender returns the only person of a gender where all others are of the other.
func (l *linker) byGender(mine gender, fits []int) int {
	if slices.ContainsFunc(fits, func(g int) bool { return l.groups[g].gender == unknown }) {
		return -1
	}
	return one(fits, func(g int) bool { return l.groups[g].gender == mine })
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
// paragraph of a mention, and the sentence before it.
func (l *linker) window(n *name) (from, to int) {
	a := l.article
	from, to = n.sentence, n.sentence
	for from > 0 && a.paragraph[from-1] == a.paragraph[n.sentence] && n.sentence-from < maxParagraph {
		from--
	}
	for to+1 < len(a.paragraph) && a.paragraph[to+1] == a.paragraph[n.sentence] && to-n.sentence < maxParagraph {
		to++
	}
	if from == n.sentence && from > 0 && a.field[from-1] == n.field {
		from--
	}
	return from, to
}

// maxParagraph bounds the sentences that are looked through on either side.
const maxParagraph = 40

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
		_, surname, _ := strings.Cut(next.plain(), " ")
		return n.text + " " + surname, sure || i > 0 && l.of[i-1].join == JoinShared && l.names[i-1].sentence == n.sentence
	}
	return "", false
}

// maxSiblings bounds the first names before a surname that all of them share.
const maxSiblings = 6

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
