package person

import (
	"regexp"
	"slices"
	"strings"

	"dateline/corpus/entity/person/crf"
)

// First names, and what is written like one, show where a name begins.

// completeFirstNames lets a name begin earlier where a first name stands right before it, and makes a person of a first name and
// the family name after it where the model took them for nothing: "led by Joséphine Mbuyi-Castel".
func (a *article) completeFirstNames(s int, tokens crf.Sentence) {
	for i := 0; i+1 < len(tokens); i++ {
		if !capital(tokens[i].Text) {
			continue
		}
		to := nameEnd(tokens, i)
		if n := to - i; n < 2 || n > 4 || !a.firstHere(s, tokens, i, to) || a.holdsOther(s, i+1, to) {
			continue
		}
		word := fold(tokens[i].Text)
		switch n := a.nameFrom(s, i+1); {
		case n != nil && n.to <= to && (i > 0 || len(n.words) == 1 || !openers[word]):
			a.replace(s, i, to, RuleContext)
		case n == nil && !places[word] && !a.overlaps(s, i, to) && a.likeName(tokens, i, to):
			a.replace(s, i, to, RuleNames)
		}
	}
}

// completeCouples makes a person of a common first name before "and" and a name that begins with another: "Jason & Michelle Cole".
func (a *article) completeCouples(s int, tokens crf.Sentence) {
	for _, n := range slices.Clone(a.names[s]) {
		at := n.from - 2
		if at < 0 || n.titled || len(n.words) != 2 || tokens[at+1].Text != "and" && tokens[at+1].Text != "&" {
			continue
		}
		one, last := a.lexicon.Names(tokens[at].Text)
		other, _ := a.lexicon.Names(n.words[0])
		plain := capital(tokens[at].Text) && (at == 0 || !capital(tokens[at-1].Text)) && !a.person[s][at] && a.kinds[s][at] != kindThing
		if plain && one > 0 && one < 3 && other > 0 && other < 3 && (last == 0 || last > one) {
			a.add(s, at, at+1, RuleNames, 0)
		}
	}
}

// firstHere reports whether token i, which the model took for nothing, is a first name where a name of the tokens [i, to) would begin.
func (a *article) firstHere(s int, tokens crf.Sentence, i, to int) bool {
	text := tokens[i].Text
	word := fold(text)
	switch {
	case a.person[s][i] || a.other[s][i] || capitals(text) || never[word] || titles[word] || roles[word]:
		return false
	case i > 0 && capital(tokens[i-1].Text) && !titles[fold(tokens[i-1].Text)]:
		return false
	case places[word] && (i == 0 || locative[fold(tokens[i-1].Text)]):
		return false
	}
	return a.isFirst(word) || firstShaped(text) || chinese(text, tokens[i+1].Text) || introduced(tokens, i, to)
}

// likeName reports whether the words [from, to), of which the model took none for a name, are one by their own: a doubled family name, a
// common one inside a sentence, or a Chinese one ends them.
func (a *article) likeName(tokens crf.Sentence, from, to int) bool {
	last := tokens[to-1].Text
	if doubled(last) {
		return true
	}
	return to-from == 2 && (from > 0 && a.common(fold(tokens[from].Text), last) || chinese(tokens[from].Text, last))
}

// chinese reports whether the words are a syllable of Mandarin and one of the commonest family names of China, in the order of English: "Jun
// Wang". Syllables that are English words too do not count.
func chinese(first, last string) bool {
	return familiesOfChina[last] && syllable.MatchString(first) && !englishSyllable[first]
}

var (
	syllable = regexp.MustCompile(`^(?:Zh|Ch|Sh|[BPMFDTNLGKHJQXRZCSYW])(?:[iu]?a(?:i|o|ng?)?|i?ong|[iu]?e(?:i|ng?)?|ou|uo|i(?:u|ng?)?|u(?:i|n|e)?|o)$`)

	familiesOfChina = set("Wang", "Li", "Zhang", "Liu", "Chen", "Yang", "Zhao", "Huang", "Zhou", "Wu", "Xu", "Zhu", "Hu", "Guo", "Lin", "Gao", "Luo",
		"Zheng", "Liang", "Xie", "Tang", "Feng", "Deng", "Cao", "Zeng", "Xiao", "Tian", "Dong", "Pan", "Jiang", "Cai", "Yu", "Du", "Ye", "Cheng",
		"Wei", "Su", "Lu", "Ding", "Shen", "Qian", "Peng")
	englishSyllable = set("He", "She", "Me", "We", "Be", "Do", "Go", "So", "To", "No", "Can", "Men", "Ban", "Pan", "Long", "Song", "King", "Ten", "Den",
		"Pen", "Hen", "Sun", "Run", "Gun", "Ran", "Ye", "Sue", "Due", "Mao", "Ping", "Lie", "Die", "Tie", "Pie", "Sing", "Ring", "Wing", "Tang", "Gang", "Hang", "Sang", "Bang")
)

// common reports whether the words are a first name of the lists and a last name that is not rare.
func (a *article) common(first, last string) bool {
	f, _ := a.lexicon.Names(first)
	_, l := a.lexicon.Names(last)
	return f > 0 && (l == 1 || l == 2) && isSurname(last)
}

// completeRoyals makes a person of a first name alone after a title that is used with it: "Crown Princess Mary".
func (a *article) completeRoyals(s int, tokens crf.Sentence) {
	for i := 1; i < len(tokens); i++ {
		if !royal[tokens[i-1].Text] || a.person[s][i] || i+1 < len(tokens) && capital(tokens[i+1].Text) {
			continue
		}
		if first, _ := a.lexicon.Names(tokens[i].Text); first > 0 && capital(tokens[i].Text) && !a.listed(s, i, i+1) {
			a.add(s, i, i+1, RuleRole, 0)
		}
	}
}

var royal = set("King", "Queen", "Prince", "Princess", "Emperor", "Empress", "Pope", "Sultan", "Emir")

// firstShaped reports whether a word is written like a first name and nothing else: "N'Golo", "Md.", "Mohd".
func firstShaped(word string) bool {
	letter, rest, ok := strings.Cut(strings.ReplaceAll(word, "’", "'"), "'")
	if ok && len(letter) == 1 && letter != "O" && letter != "D" && letter != "L" && isSurname(rest) {
		return true
	}
	return word == "Md." || word == "Mohd" || word == "Mohd." || word == "Ma." || word == "Muhd"
}

// introduced reports whether what stands before the words [from, to) says that they are a person: an
// office ("chief executive Margaux Finch"), or "by" or a possessive before a doubled family name.
func introduced(tokens crf.Sentence, from, to int) bool {
	if from == 0 {
		return false
	}
	switch before := tokens[from-1].Text; before {
	case "by", "'s", "’s":
		return to-from == 2 && doubled(tokens[to-1].Text)
	case "executive", "minister", "president", "spokesman", "spokeswoman", "governor", "mayor", "captain", "coach", "lawyer", "judge":
		return true
	}
	return false
}
