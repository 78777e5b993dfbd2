package person

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"dateline/corpus/entity/person/crf"
)

// What stands in and around a name completes it, or shows that capitalised words are one.

// linking are the words inside a name after which it goes on: "Faisal bin Talal", "Daniel Kip arap Sang".
var linking = map[string]bool{
	"bin": true, "ibn": true, "bint": true, "binti": true, "ben": true, "arap": true, "ould": true, "van": true, "von": true, "der": true,
	"ap": true, "binte": true, "ibni": true, "i": true, "den": true, "ter": true, "de": true, "da": true, "das": true, "dos": true, "del": true, "della": true, "di": true, "du": true, "af": true, "al": true,
}

// completeLinked lets a name go on over linking words, and over "Al" and "St." with the word after them.
func (a *article) completeLinked(s int, tokens crf.Sentence) {
	for _, n := range slices.Clone(a.names[s]) {
		if a.beginsLinked(s, tokens, n) {
			a.replace(s, n.from-1, n.to, n.rule)
		}
	}
	for _, n := range slices.Clone(a.names[s]) {
		to, upper := n.to, capitals(tokens[n.from].Text)
		for to < len(tokens) {
			next := to
			for next < len(tokens) && (linking[tokens[next].Text] || upper && linking[strings.ToLower(tokens[next].Text)]) {
				next++
			}
			if next == to && childOf(tokens, to) {
				next += 3
			}
			if word := tokens[min(next, len(tokens)-1)].Text; word == "Al" || word == "St." {
				next++
			}
			if next == to || next >= len(tokens) || !capital(tokens[next].Text) || a.other[s][next] {
				break
			}
			to = next + 1
		}
		if to > n.to && !slices.ContainsFunc(a.names[s], func(m *name) bool { return m.from < n.from && m.to > n.from }) {
			a.replace(s, n.from, to, n.rule)
		}
	}
}

// childOf reports whether the tokens at a place are "a/l" or "a/p", son or daughter of in Malaysia.
func childOf(tokens crf.Sentence, at int) bool {
	return at+3 < len(tokens) && tokens[at].Text == "a" && tokens[at+1].Text == "/" && (tokens[at+2].Text == "l" || tokens[at+2].Text == "p")
}

// completeRight lets a name go on over one more name of the lists where nothing else claims it: "Patricio Undurraga Vial".
func (a *article) completeRight(s int, tokens crf.Sentence) {
	for _, n := range slices.Clone(a.names[s]) {
		words := n.to - n.from
		if n.to < len(tokens) && (words == 2 || words == 3) && a.lastName(s, n.to) && (n.to+1 == len(tokens) || !capital(tokens[n.to+1].Text)) {
			a.replace(s, n.from, n.to+1, n.rule)
		}
	}
}

// lastName reports whether a token can end the name before it: a name of the lists that is nothing else there.
func (a *article) lastName(s, i int) bool {
	text := a.sentences[s][i].Text
	word := fold(text)
	if !isSurname(text) || a.person[s][i] || !a.isName(word) || a.holdsOther(s, i, i+1) {
		return false
	}
	return !named[word] && !months[word] && !openers[word] && !afterNames[word]
}

// afterNames follow the name of a person in capitals and are last names as well.
var afterNames = set("story", "days", "day", "show", "law", "bill", "plan", "case", "era", "festival", "open", "trio", "campaign", "friday", "sunday", "monday", "band", "song", "live", "way", "house",
	"home", "field", "court", "line", "rose", "love", "best", "early", "price", "star", "stars", "north", "south", "west", "east", "will", "may", "march", "or", "so", "an", "in")

// beginsLinked reports whether a name begins with a linking word that the word before it belongs to, or follows a place
// whose possessive lost its apostrophe: "South Africas Kagiso van Wyk".
func (a *article) beginsLinked(s int, tokens crf.Sentence, n *name) bool {
	if n.from == 0 || a.person[s][n.from-1] {
		return false
	}
	if tokens[n.from-1].Text == "O" && len(n.words) == 1 {
		return true // "O Dwyer" that lost its apostrophe
	}
	if !linking[tokens[n.from].Text] {
		return false
	}
	before := tokens[n.from-1].Text
	return capital(before) && !titles[fold(before)] && (!a.other[s][n.from-1] || n.from > 1 && lostPossessive(fold(tokens[n.from-2].Text)))
}

// replace makes the tokens [from, to) one name in place of those that begin inside.
func (a *article) replace(s, from, to int, rule string) {
	for _, n := range a.names[s] {
		if n.from >= from && n.from < to {
			to = max(to, n.to)
		}
	}
	a.drop(s, from, to)
	a.add(s, from, to, rule, 0)
}

// completeNicknames makes a person of the capitalised words around a quoted nickname: Serkan "Baron" Uludag.
func (a *article) completeNicknames(s int, tokens crf.Sentence) {
	for _, q := range a.nicknames[s] {
		at := slices.IndexFunc(tokens, func(t crf.Token) bool { return t.Start > q.start })
		if at <= 0 || !capital(tokens[at].Text) || !capital(tokens[at-1].Text) {
			continue
		}
		from, to := a.run(s, at-1)
		if n := to - from; n <= 5 && a.nameAt(s, from, to) == nil && !a.listed(s, from, to) {
			a.replace(s, from, to, RuleContext)
		}
	}
}

// run returns the capitalised words around token i, without those that other names begin with.
func (a *article) run(s, i int) (from, to int) {
	tokens := a.sentences[s]
	from, to = i, i+1
	for from > 0 && capital(tokens[from-1].Text) && !titles[fold(tokens[from-1].Text)] {
		from--
	}
	for to < len(tokens) && capital(tokens[to].Text) {
		to++
	}
	return from, to
}

// completeAges makes a person of two to four capitalised words before an age: "Tran Van Duc, 58, was".
func (a *article) completeAges(s int, tokens crf.Sentence) {
	for i := 2; i+2 < len(tokens); i++ {
		if tokens[i].Text != "," || !isAge(tokens[i+1].Text) || tokens[i+2].Text != "," || !capital(tokens[i-1].Text) {
			continue
		}
		from, to := a.run(s, i-1)
		if n := to - from; n < 2 || n > 4 || months[fold(tokens[from].Text)] || a.nameAt(s, from, to) != nil || a.holdsOther(s, from, to) {
			continue
		}
		a.replace(s, from, to, RuleContext)
	}
}

func isAge(s string) bool {
	n, err := strconv.Atoi(s)
	return err == nil && n >= 5 && n <= 110 && len(s) <= 3
}

var months = map[string]bool{
	"january": true, "february": true, "march": true, "april": true, "may": true, "june": true, "july": true,
	"august": true, "september": true, "october": true, "november": true, "december": true, "jan": true, "feb": true,
	"aug": true, "sept": true, "sep": true, "oct": true, "nov": true, "dec": true,
}

// completeTitles makes a person of two to six capitalised and linking words after a form of address that only
// people have, whatever the words are otherwise: "Rep.-elect Jordan Israel".
func (a *article) completeTitles(s int, tokens crf.Sentence) {
	for i := 0; i+2 < len(tokens); i++ {
		word := fold(tokens[i].Text)
		rank := word == "general" && i > 0 && capital(tokens[i-1].Text) && titles[fold(tokens[i-1].Text)]
		if !capital(tokens[i].Text) || !addresses[word] && !rank {
			continue
		}
		from := i + 1
		if tokens[from].Text == "-" && tokens[from+1].Text == "elect" {
			from += 2
		}
		to := nameEnd(tokens, from)
		if n := to - from; n < 2 || n > 6 || a.overlaps(s, from, to) || a.tagged(s, from, to, strings.HasSuffix(tokens[i].Text, ".")) {
			continue
		}
		a.add(s, from, to, RuleRole, 0)
	}
}

// linkedEnd returns where the capitalised words at from end, with linking words between them.
func linkedEnd(tokens crf.Sentence, from int) int {
	to := from
	for i := from; i < len(tokens) && (capital(tokens[i].Text) || i > from && linking[tokens[i].Text] && i-to < 3); i++ {
		if capital(tokens[i].Text) {
			to = i + 1
		}
	}
	return to
}

// completeSuffixes takes the suffix after a name into it: "Martin Keel Jr.", "Robert Dane III".
func (a *article) completeSuffixes(s int, tokens crf.Sentence) {
	for _, n := range slices.Clone(a.names[s]) {
		at := n.to
		if at+1 < len(tokens) && tokens[at].Text == "," && (tokens[at+1].Text == "Jr." || tokens[at+1].Text == "Sr.") {
			at++
		}
		if at < len(tokens) && n.to-n.from > 1 && suffixes[fold(tokens[at].Text)] && capital(tokens[at].Text) {
			a.replace(s, n.from, at+1, n.rule)
		}
	}
}

// completeDoubled takes the doubled family name after a first name into it, whatever the model took it for: "Edwin
// Sifuna-Were".
func (a *article) completeDoubled(s int, tokens crf.Sentence) {
	for _, n := range slices.Clone(a.names[s]) {
		if n.to-n.from == 1 && n.to < len(tokens) && doubled(tokens[n.to].Text) && a.isName(tokens[n.from].Text) && !a.overlaps(s, n.to, n.to+1) {
			a.replace(s, n.from, n.to+1, n.rule)
		}
	}
}

// completeAfterOffice lets a name begin right after the office before it: "Samoa PM Fiame Naomi Tuala".
func (a *article) completeAfterOffice(s int, tokens crf.Sentence) {
	for _, n := range slices.Clone(a.names[s]) {
		from := n.from
		for from > 0 && n.from-from < 3 && isSurname(tokens[from-1].Text) && !a.other[s][from-1] && !a.person[s][from-1] && a.unlisted(tokens[from-1:from]) {
			from--
		}
		if from < n.from && from > 0 && n.from-from < 3 && capital(tokens[from-1].Text) && parting[fold(tokens[from-1].Text)] {
			a.replace(s, from, n.to, n.rule)
		}
	}
}

// completeOwned makes a person of a first name and the capitalised words after it between a possessive and a verb,
// where the model took them for nothing: "Kosovo's Albin Krasi skipped".
func (a *article) completeOwned(s int, tokens crf.Sentence) {
	for i := 2; i+2 < len(tokens); i++ {
		if !isPossessive(tokens, i-1) || !capital(tokens[i-2].Text) || !isSurname(tokens[i].Text) {
			continue
		}
		to := nameEnd(tokens, i)
		if n := to - i; n < 2 || n > 4 || to == len(tokens) || !acts(tokens[to].Text) || !a.isFirst(tokens[i].Text) {
			continue
		}
		if !a.overlaps(s, i, to) && !a.holdsOther(s, i, to) && a.unlisted(tokens[i:i+1]) {
			a.add(s, i, to, RuleContext, 0)
		}
	}
}

// acts reports whether a word looks like a verb in the past of what people do.
func acts(word string) bool {
	return strings.HasSuffix(word, "ed") && startsLower(word) && len(word) > 4 || human[word] || past[word]
}

var past = set("died", "tied", "said", "says", "won", "beat", "met", "took", "lost", "led", "left", "gave", "did", "came", "went", "held", "made", "spoke", "sat", "ran", "wore",
	"fled", "fought", "drove", "shot", "struck", "hit", "put", "set", "sang", "flew")

// completeSiblings makes people of the first names between a word for relatives and a full name: "the brothers Emeka and
// Chidi Okonjo".
func (a *article) completeSiblings(s int, tokens crf.Sentence) {
	for i := 0; i+3 < len(tokens); i++ {
		if !siblings[tokens[i].Text] {
			continue
		}
		var singles []int
		for at := i + 1; at+1 < len(tokens) && capital(tokens[at].Text) && len(singles) < maxSiblings; at += 2 {
			if n := a.nameFrom(s, at); n != nil && n.to > at+1 {
				for _, single := range singles {
					if !a.person[s][single] {
						a.add(s, single, single+1, RuleList, 0)
					}
				}
				break
			}
			if next := tokens[at+1].Text; next != "," && next != "and" && next != "&" {
				break
			}
			singles = append(singles, at)
		}
	}
}

// completeOffices makes a person of one capitalised word after an office that only a person's name follows, where the model
// took it for nothing: "President Prabawanto". Behind a ministry there may be two: "Minister of Health Rosa Quispe".
func (a *article) completeOffices(s int, tokens crf.Sentence) {
	for i := 0; i+1 < len(tokens); i++ {
		word := fold(tokens[i].Text)
		if !capital(tokens[i].Text) {
			continue
		}
		from := i + 1
		if offices[word] && (tokens[from].Text == "of" || tokens[from].Text == "for") {
			for from++; from < len(tokens) && (qualifies[fold(tokens[from].Text)] || from > i+2 && (tokens[from].Text == "and" || tokens[from].Text == "the")); from++ {
			}
			if from == i+2 {
				continue
			}
		} else if !alwaysNamed[word] || tokens[i].Text == "MS" {
			continue
		}
		to := nameEnd(tokens, from)
		if n := to - from; n < 1 || n > 3 || n > 1 && from == i+1 || a.overlaps(s, from, to) || a.tagged(s, from, to, from > i+1) || !a.unlisted(tokens[from:to]) {
			continue
		}
		a.add(s, from, to, RuleRole, 0)
	}
}

// completeOneNamed makes a person of one capitalised word after a role, where nothing else is known of the word: "union leader Suparman".
func (a *article) completeOneNamed(s int, tokens crf.Sentence) {
	for i := 1; i < len(tokens); i++ {
		if !isSurname(tokens[i].Text) || !startsLower(tokens[i-1].Text) || !roles[tokens[i-1].Text] || a.person[s][i] || a.other[s][i] {
			continue
		}
		word := fold(tokens[i].Text)
		if manyRoles[tokens[i-1].Text] || !personFollows(tokens, i+1) || !a.unlisted(tokens[i:i+1]) || never[word] || months[word] || strings.HasSuffix(word, "ing") {
			continue
		}
		a.add(s, i, i+1, RuleRole, 0)
	}
}

// personFollows reports whether what stands at a token can follow a person's name: a mark, a possessive, a verb.
func personFollows(tokens crf.Sentence, at int) bool {
	if at >= len(tokens) {
		return true
	}
	next := tokens[at].Text
	return !nameLike(next) && next != "-" && next != "&" || acts(next) || afterPerson[next]
}

var afterPerson = set("'s", "’s", "who", "and", "is", "was", "has")

// manyRoles are roles that stand before other names too, or are adjectives.
var manyRoles = set("national", "nationals", "militant", "rebel", "publisher", "producer", "editor", "director", "manager", "owner", "broker", "trader", "developer", "author", "veteran", "champion",
	"mother", "father", "candidate", "executive", "citizen", "seller", "official", "graduate", "minister", "rookie", "model")

// alwaysNamed are the offices after which a single capitalised word is a name.
var alwaysNamed = set("president", "mr", "mrs", "ms", "sen", "rep", "gov", "minister", "premier", "sheikh", "sheikha", "ayatollah", "mullah")

// unlisted reports whether none of the words is a title, a place or called after people.
func (a *article) unlisted(tokens []crf.Token) bool {
	return !slices.ContainsFunc(tokens, func(t crf.Token) bool {
		word := fold(t.Text)
		return !isSurname(t.Text) || places[word] || titles[word] || named[word] || roles[word] || openers[word] || qualifies[word]
	})
}

// nameEnd returns where the capitalised words at from, with linking words between them, end.
func nameEnd(tokens crf.Sentence, from int) int {
	to := from
	for i := from; i < len(tokens) && (capital(tokens[i].Text) && !titles[fold(tokens[i].Text)] || i > from && linking[tokens[i].Text]); i++ {
		if capital(tokens[i].Text) {
			to = i + 1
		}
	}
	return to
}

// completeAppositions makes a person of two to four capitalised words that a description follows, if the
// first is a first name: "said that Mehmet Ali Dur, a former clerk, had".
func (a *article) completeAppositions(s int, tokens crf.Sentence) {
	for i := 3; i+1 < len(tokens); i++ {
		if tokens[i].Text != "," || !describes[tokens[i+1].Text] || !capital(tokens[i-1].Text) {
			continue
		}
		from, to := a.run(s, i-1)
		if n := to - from; from == 0 || n < 2 || n > 4 || a.nameAt(s, from, to) != nil || a.holdsOther(s, from, to) {
			continue
		}
		if a.isFirst(tokens[from].Text) {
			a.replace(s, from, to, RuleContext)
		}
	}
}

// nameFrom returns the name that begins at a token.
func (a *article) nameFrom(s, from int) *name {
	for _, n := range a.names[s] {
		if n.from == from {
			return n
		}
	}
	return nil
}

// isName reports whether a word is a first or a family name, or as short as many of those in Asia.
func (a *article) isName(word string) bool {
	first, last := a.lexicon.Names(word)
	return (first > 0 || last > 0 || len(word) <= 3 && !capitals(word)) && !titles[fold(word)]
}

// doubled reports whether a word is two family names joined by a hyphen.
func doubled(word string) bool {
	first, second, ok := strings.Cut(word, "-")
	return ok && capital(first) && capital(second)
}

var describes = map[string]bool{"a": true, "an": true, "who": true, "whose": true, "his": true, "her": true}

// overlaps reports whether a name has a token of [from, to), tagged whether one is never a person or, unless
// the words before are sure, the model takes one for a place or an organisation that is no single country.
func (a *article) overlaps(s, from, to int) bool {
	return slices.ContainsFunc(a.names[s], func(n *name) bool { return n.from < to && from < n.to })
}

func (a *article) tagged(s, from, to int, sure bool) bool {
	for i := from; i < to; i++ {
		word := fold(a.sentences[s][i].Text)
		if never[word] || !sure && a.other[s][i] && !places[word] {
			return true
		}
	}
	return false
}

// headline reports whether most longer words of a sentence begin with a capital, which then says nothing. A
// sentence that ends in a period and has a longer word without one is none: it is full of names.
func headline(tokens crf.Sentence) bool {
	words, capitals := 0, 0
	for _, t := range tokens {
		if len(t.Text) > 3 && strings.IndexFunc(t.Text, unicode.IsLetter) == 0 {
			words++
			if capital(t.Text) {
				capitals++
			}
		}
	}
	stopped := len(tokens) > 0 && tokens[len(tokens)-1].Text == "."
	return capitals*10 >= words*7 && (capitals == words || !stopped)
}

// plainVerbs are verbs of headlines after two people or more. Some are surnames as well.
var plainVerbs = set("win", "quit", "lose", "clash", "resign", "plead", "die", "sue", "vow", "feud", "agree", "meet", "beat", "face", "join", "back", "spar", "split")

// trimVerbs takes a verb of headlines off the end of a name where capitals say nothing: "Faisal bin
// Talal Hails New Era".
func (a *article) trimVerbs(s int, tokens crf.Sentence) {
	for _, n := range slices.Clone(a.names[s]) {
		last := fold(tokens[n.to-1].Text)
		if n.to-n.from >= 2 && headlineVerbs[last] || n.to-n.from >= 3 && plainVerbs[last] {
			to := n.to - 1
			a.person[s][to] = false
			a.drop(s, n.from, n.to)
			a.add(s, n.from, to, n.rule, n.margin)
		}
	}
}
