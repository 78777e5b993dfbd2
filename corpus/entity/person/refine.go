package person

import (
	"slices"
	"strings"
	"unicode"

	"dateline/corpus/entity/person/crf"
)

// The rules by which a mention was recognised. They are stable: stored facts carry them.
const (
	RuleModel    = "model"       // the trained tagger
	RuleList     = "list"        // an item of an enumeration or a table of people
	RuleRole     = "role"        // capitalised words after a word for what the person is
	RuleInitials = "initials"    // initials and a capitalised word: "T.S. Whitcombe"
	RuleContext  = "context"     // an age, a quoted nickname, a byline or a description goes with capitalised words
	RuleSaid     = "said"        // a first name and more capitalised words beside a verb of speech; only where Taught is false
	RuleNames    = "names"       // a first and a last name of the lists
	RuleAgain    = "named-again" // a full name, or a word of one, that the article names elsewhere
)

// refine adds what the model missed and the rest of the article gives away.
func (a *article) refine() {
	for s, tokens := range a.sentences {
		a.completeBylines(s, tokens)
		a.completeLists(s, tokens)
		a.completeRoles(s, tokens)
		a.completeInitials(s, tokens)
		a.completeBareInitials(s, tokens)
		a.completeNicknames(s, tokens)
		a.completeAges(s, tokens)
		a.completeSuffixes(s, tokens)
		a.completeSiblings(s, tokens)
		a.completeDoubled(s, tokens)
		a.completeAfterOffice(s, tokens)
		a.completeOwned(s, tokens)
		a.completeRoyals(s, tokens)
		a.completeScores(s, tokens)
		a.completeWickets(s, tokens)
		if headline(tokens) {
			a.completeLinked(s, tokens)
			a.trimVerbs(s, tokens)
			continue
		}
		a.completeTitles(s, tokens)
		a.completeOffices(s, tokens)
		a.completeOneNamed(s, tokens)
		a.completeRight(s, tokens)
		a.completeAppositions(s, tokens)
		a.completeFirstNames(s, tokens)
		a.completeCouples(s, tokens)
		a.completeLinked(s, tokens)
	}
	for s, tokens := range a.sentences {
		a.dropThings(s, tokens)
		a.dropDatelines(s, tokens)
		a.completeAliases(s, tokens)
	}
	k := a.known()
	a.dropPlaces(k)
	a.nameAgain(k)
}

// dropPlaces takes back single words that are places or firms, where nobody in the article is called so.
func (a *article) dropPlaces(k known) {
	for s := range a.names {
		a.names[s] = slices.DeleteFunc(a.names[s], func(n *name) bool {
			word := fold(n.words[0])
			if len(n.words) > 1 || n.titled || k.parts[word] || !places[word] && !lostPossessive(word) && !a.firms[word] && !knownFirms[word] {
				return false
			}
			a.person[s][n.from] = false
			return true
		})
	}
}

// completeLists makes people of the items of an enumeration in which most items are people, where they are
// wholly capitalised words: "Kim Kwang Jin, Kang Tae Bok and Change Nam Il".
func (a *article) completeLists(s int, tokens crf.Sentence) {
	items := enumeration(tokens)
	for i := 0; i < len(items); {
		j := i + 1
		for j < len(items) && items[j].joins {
			j++
		}
		if j-i >= 3 {
			a.completeList(s, tokens, items[i:j])
		}
		i = j
	}
}

// item is a run of capitalised words [from, to); joins says that only a comma or "and" parts it from the item before.
type item struct {
	from, to int
	joins    bool
}

func enumeration(tokens crf.Sentence) []item {
	var items []item
	for i := 0; i < len(tokens); {
		if !capital(tokens[i].Text) {
			i++
			continue
		}
		j := max(i+1, linkedEnd(tokens, i))
		for j < len(tokens) && capital(tokens[j].Text) {
			j++
		}
		joins := len(items) > 0 && separates(tokens[items[len(items)-1].to:i])
		items = append(items, item{i, j, joins})
		i = j
	}
	return items
}

func separates(between crf.Sentence) bool {
	switch phrase(between) {
	case ",", "and", ", and", "&", "or", ", or":
		return true
	}
	return false
}

func (a *article) completeList(s int, tokens crf.Sentence, items []item) {
	people := 0
	for _, it := range items {
		if n := it.to - it.from; n >= 2 && (a.nameAt(s, it.from, it.to) != nil || n <= 4 && a.overlaps(s, it.from, it.to)) {
			people++
		}
	}
	if people*2 < len(items) || people < 2 {
		return
	}
	alike := a.alike(s, items)
	for _, it := range items {
		words := it.to - it.from
		if words < 2 || words > 4 || it.from == 0 && openers[fold(tokens[0].Text)] || a.nameAt(s, it.from, it.to) != nil || !alike && a.nameFrom(s, it.from) != nil {
			continue
		}
		if a.overlaps(s, it.from, it.to) && !alike && !a.isName(tokens[it.from].Text) {
			continue
		}
		a.drop(s, it.from, it.to)
		a.add(s, it.from, it.to, RuleList, 0)
	}
}

// alike reports whether the items of a list have three words each and the names of most of them are whole items, as
// lists of Koreans do: what is left out of the others then belongs to them.
func (a *article) alike(s int, items []item) bool {
	whole := 0
	for _, it := range items {
		if it.to-it.from != 3 {
			return false
		}
		if a.nameAt(s, it.from, it.to) != nil {
			whole++
		}
	}
	return whole*2 >= len(items)
}

// completeRoles makes a person of two to four capitalised words after a form of address or a word for what
// someone is, where the model found no name or only a part of it: "the defendant Mengting Liu".
func (a *article) completeRoles(s int, tokens crf.Sentence) {
	for i := 0; i+2 < len(tokens); i++ {
		if capital(tokens[i].Text) || !isRole(fold(tokens[i].Text)) {
			continue
		}
		from, to := i+1, i+1
		for to < len(tokens) && capital(tokens[to].Text) {
			to++
		}
		if n := to - from; n < 2 || n > 4 || a.nameAt(s, from, to) != nil || a.listed(s, from, to) || capitals(tokens[from].Text) && !a.isFirst(tokens[from].Text) {
			continue
		}
		if first := tokens[from].Text; slices.Contains(a.other[s][from:to], true) && !a.isFirst(fold(first)) && !firstShaped(first) {
			continue
		}
		a.drop(s, from, to)
		a.add(s, from, to, RuleRole, 0)
	}
}

// isRole reports whether a folded word says what a person is.
func isRole(word string) bool {
	return roles[word] || len(word) > 5 && (strings.HasSuffix(word, "woman") || strings.HasSuffix(word, "man"))
}

// completeInitials makes a person of initials and the capitalised word after them where the model found nothing.
func (a *article) completeInitials(s int, tokens crf.Sentence) {
	for i := 0; i < len(tokens); i++ {
		to := i
		for to < len(tokens) && isInitials(tokens[to].Text) {
			to++
		}
		if to == i || to == len(tokens) || !isSurname(tokens[to].Text) || to-i == 1 && len(tokens[i].Text) < 4 {
			i = max(i, to-1)
			continue
		}
		for most := to + 3; to < min(most, len(tokens)) && isSurname(tokens[to].Text); {
			to++
		}
		if goesOn(tokens, i+1) {
			continue
		}
		before := i > 0 && capital(tokens[i-1].Text) && !titles[fold(tokens[i-1].Text)]
		after := to < len(tokens) && capital(tokens[to].Text)
		if !before && !after && !a.person[s][i] && !a.person[s][to-1] && !a.holdsOther(s, i, to) {
			a.add(s, i, to, RuleInitials, 0)
		}
		i = to - 1
	}
}

// isInitials reports whether a token is one capital or more, each with a period, and no country.
func isInitials(s string) bool {
	if len(s)%2 != 0 || len(s) > 6 {
		return false
	}
	for i := 0; i < len(s); i += 2 {
		if s[i] < 'A' || s[i] > 'Z' || s[i+1] != '.' {
			return false
		}
	}
	return !places[fold(s)] && !never[fold(s)]
}

// isSurname reports whether a token is a capital and small letters, three at least.
func isSurname(s string) bool {
	rest := strings.TrimLeftFunc(s, unicode.IsUpper)
	return capital(s) && len(s)-len(rest) <= 2 && len(rest) > 1 && !strings.ContainsFunc(rest, func(r rune) bool { return unicode.IsDigit(r) || r == '.' })
}

// holdsOther reports whether a place, an organisation or a word that is no name stands among the tokens.
func (a *article) holdsOther(s, from, to int) bool {
	return slices.Contains(a.other[s][from:to], true) || a.listed(s, from, to)
}

// listed reports whether a word of the lists of what is no name stands among the tokens.
func (a *article) listed(s, from, to int) bool {
	return slices.ContainsFunc(a.sentences[s][from:to], func(t crf.Token) bool {
		word := fold(t.Text)
		return places[word] || never[word] || titles[word]
	})
}

// nameAt returns the name that is exactly the tokens [from, to) of a sentence, titles aside.
func (a *article) nameAt(s, from, to int) *name {
	for _, n := range a.names[s] {
		if n.to == to && n.from >= from && (n.from == from || n.titled) {
			return n
		}
	}
	return nil
}

// drop takes back the names inside the tokens [from, to) of a sentence.
func (a *article) drop(s, from, to int) {
	a.names[s] = slices.DeleteFunc(a.names[s], func(n *name) bool { return n.from >= from && n.to <= to })
}
