package person

import (
	"math/bits"
	"slices"
	"strings"
	"unicode"

	"dateline/corpus"
	"dateline/corpus/entity/person/perceptron"
)

// The rules by which a mention was recognised. They are stable: stored facts carry them.
const (
	RuleModel    = "model"       // the trained tagger
	RuleList     = "list"        // an item of an enumeration of people
	RuleRole     = "role"        // capitalised words after a word for what the person is
	RuleInitials = "initials"    // initials and a capitalised word: "T.S. Whitcombe"
	RuleContext  = "context"     // an age, a quoted nickname or a description goes with capitalised words
	RuleSaid     = "said"        // a first name and more capitalised words beside a verb of speech; only where Taught is false
	RuleNames    = "names"       // a first and a last name of the lists
	RuleAgain    = "named-again" // a full name, or a word of one, that the article names elsewhere
)

// refine adds what the model missed and the rest of the article gives away.
func (a *article) refine() {
	for s, tokens := range a.sentences {
		a.completeLists(s, tokens)
		a.completeRoles(s, tokens)
		a.completeInitials(s, tokens)
		a.completeNicknames(s, tokens)
		a.completeAges(s, tokens)
		a.completeSuffixes(s, tokens)
		a.completeSiblings(s, tokens)
		a.completeDoubled(s, tokens)
		a.completeAfterOffice(s, tokens)
		a.completeOwned(s, tokens)
		a.completeRoyals(s, tokens)
		if headline(tokens) {
			a.completeLinked(s, tokens)
			a.trimVerbs(s, tokens)
			continue
		}
		a.completeTitles(s, tokens)
		a.completeOffices(s, tokens)
		a.completeAppositions(s, tokens)
		a.completeFirstNames(s, tokens)
		a.completeLinked(s, tokens)
	}
	for s, tokens := range a.sentences {
		a.dropThings(s, tokens)
		a.completeAliases(s, tokens)
	}
	k := a.known()
	a.dropPlaces(k)
	a.nameAgain(k)
}

// dropPlaces takes back single words that are places, where nobody in the article is called so.
func (a *article) dropPlaces(k known) {
	for s := range a.names {
		a.names[s] = slices.DeleteFunc(a.names[s], func(n *name) bool {
			word := fold(n.words[0])
			if len(n.words) > 1 || n.titled || k.parts[word] || !places[word] && !lostPossessive(word) {
				return false
			}
			a.person[s][n.from] = false
			return true
		})
	}
}

// completeLists makes people of the items of an enumeration in which most items are people, where they are
// wholly capitalised words: "Kim Kwang Jin, Kang Tae Bok and Change Nam Il".
func (a *article) completeLists(s int, tokens perceptron.Sentence) {
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

func enumeration(tokens perceptron.Sentence) []item {
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

func separates(between perceptron.Sentence) bool {
	switch phrase(between) {
	case ",", "and", ", and", "&", "or", ", or":
		return true
	}
	return false
}

func (a *article) completeList(s int, tokens perceptron.Sentence, items []item) {
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
		if words < 2 || words > 4 || a.nameAt(s, it.from, it.to) != nil || !alike && a.nameFrom(s, it.from) != nil {
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
func (a *article) completeRoles(s int, tokens perceptron.Sentence) {
	for i := 0; i+2 < len(tokens); i++ {
		if capital(tokens[i].Text) || !isRole(fold(tokens[i].Text)) {
			continue
		}
		from, to := i+1, i+1
		for to < len(tokens) && capital(tokens[to].Text) {
			to++
		}
		if n := to - from; n < 2 || n > 4 || a.nameAt(s, from, to) != nil || a.holdsOther(s, from, to) {
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
func (a *article) completeInitials(s int, tokens perceptron.Sentence) {
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
	return slices.ContainsFunc(a.sentences[s][from:to], func(t perceptron.Token) bool {
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

// known is what an article's full names tell about its other words.
type known struct {
	full    map[string]bool   // the words of full names
	lengths map[string]uint64 // by first word, the numbers of words of full names, a bit each
	parts   map[string]bool   // first and last words of full names, and one-word names with a title or given as another name
}

// remember keeps a full name.
func (k known) remember(words []string) {
	k.full[strings.Join(words, " ")] = true
	k.lengths[words[0]] |= 1 << min(len(words), 63)
}

func (a *article) known() known {
	k := known{map[string]bool{}, map[string]uint64{}, map[string]bool{}}
	seen := map[string]bool{}
	for _, n := range slices.Concat(a.names...) {
		key := n.key()
		if len(n.words) == 1 && n.from > 0 && alwaysNamed[fold(a.sentences[n.sentence][n.from-1].Text)] {
			k.parts[fold(n.words[0])] = true
		}
		if len(n.words) < 2 || seen[key] {
			continue
		}
		seen[key] = true
		words := strings.Fields(phrase(a.sentences[n.sentence][n.from:n.to]))
		k.remember(words)
		last := words[len(words)-1]
		if suffixes[last] && len(words) > 2 {
			last = words[len(words)-2]
		}
		for _, w := range []string{words[0], last} {
			if (len(w) > 2 || len(w) == 2 && a.asian(n.words[0])) && !titles[w] && !particles[w] {
				k.parts[w] = true
			}
		}
		a.middle(k, words)
		if n := len(words); n > 2 && a.vocabulary != nil && !a.isFirst(words[n-2]) && !particles[words[n-2]] {
			k.remember(words[n-2:])
			k.parts[words[n-2]] = true // "Barrientos" of "Joaquín Barrientos Ledesma"
		}
	}
	for _, pair := range a.aliases {
		if n := pair[1]; len(n.words) == 1 {
			k.parts[fold(n.words[0])] = true
		}
	}
	return k
}

// asian reports whether the first word of a name can be a family name of two letters, and no initials or small word.
func (a *article) asian(word string) bool {
	first, _ := a.lexicon.Names(word)
	small := fold(word)
	return len(word) == 2 && startsLower(word[1:]) && first == 0 && !openers[small] && !never[small] && !titles[small] && small != "he"
}

// middle adds what stands for a person besides the first and the last word: a family name that another
// follows ("José Luis Barragán Ríos"), and a family name with its "Al".
func (a *article) middle(k known, words []string) {
	for i := 1; i+1 < len(words); i++ {
		first, last := a.lexicon.Names(words[i])
		switch {
		case words[i] == "al" || words[i] == "o": // "Moez Al Sabah", "Niamh O Dwyer"
			k.remember(words[i:])
		case len(words) > 3 && first == 0 && last > 0 && len(words[i]) > 3 && !particles[words[i]]:
			k.parts[words[i]] = true
		}
	}
}

// nameAgain finds the full names of the article, and single words of them, where the model passed them over.
func (a *article) nameAgain(k known) {
	if len(k.parts) == 0 {
		return
	}
	lower, spokenOf := a.lowerWords(k), a.placesOf(k)
	for s, tokens := range a.sentences {
		for i := 0; i < len(tokens); i++ {
			if a.person[s][i] || !capital(tokens[i].Text) || a.kinds[s][i] == kindThing {
				continue
			}
			word := fold(tokens[i].Text)
			if n := a.fullAt(k, s, i, word); n > 0 {
				a.add(s, i, i+n, RuleAgain, 0)
				i += n - 1
				continue
			}
			if k.parts[word] && !lower[word] && (!places[word] || a.speaks(s, i) || !spokenOf[word]) && a.alone(s, i) && !opening(tokens, i, word) {
				a.add(s, i, i+1, RuleAgain, 0)
			}
		}
	}
}

// opening reports whether the first word of a sentence, a name in other places, is a verb or a noun here: "Mark my words".
func opening(tokens perceptron.Sentence, i int, word string) bool {
	if i > 0 || !twofold[word] || len(tokens) < 2 {
		return false
	}
	next := tokens[1].Text
	return next != "'s" && next != "’s" && next != "," && !acts(next)
}

// twofold are first names that are words of the language as well.
var twofold = set("mark", "will", "art", "grace", "hope", "faith", "may", "june", "april", "august", "summer", "bill", "frank", "rose", "dawn", "joy", "drew",
	"chase", "grant", "rob", "sue", "pat", "jack", "nick", "rich", "chance", "long", "young", "price", "day", "page", "cook", "baker", "hunter", "stone", "brown",
	"white", "black", "green", "gray", "wood", "woods", "field", "fields", "banks", "rivers", "king", "bishop", "pope", "judge", "major", "law", "love", "power",
	"powers", "best", "short", "small", "little", "good", "rice", "bush", "speaker", "case", "cash", "bond", "bonds", "church", "hill", "hall", "fox", "wolf")

// fullAt returns how many tokens a known full name takes at token i, 0 if none stands there.
func (a *article) fullAt(k known, s, i int, word string) int {
	tokens := a.sentences[s]
	for lengths := k.lengths[word]; lengths != 0; {
		n := bits.Len64(lengths) - 1
		lengths &^= 1 << n
		if i+n > len(tokens) || !k.full[phrase(tokens[i:i+n])] {
			continue
		}
		if i+n < len(tokens) && capital(tokens[i+n].Text) && a.other[s][i+n] {
			continue // the name of a place or an organisation goes on
		}
		return n
	}
	return 0
}

// speaks reports whether a place's name does what only people do: "Jordan smiled". "Jordan said" can be either.
func (a *article) speaks(s, i int) bool {
	tokens := a.sentences[s]
	return i+1 < len(tokens) && human[tokens[i+1].Text]
}

var human = map[string]bool{
	"smiled": true, "laughed": true, "nodded": true, "wept": true, "joked": true, "recalled": true, "testified": true, "pleaded": true, "told": true,
	"wrote": true, "tweeted": true, "apologised": true, "apologized": true, "shrugged": true, "quipped": true, "whispered": true, "resigned": true,
}

// placesOf are the names that are places as well, and of which the article speaks as places: "in Jordan", "Amman, Jordan",
// "Jordanian", or alone in the title. Of the others every mention is the person, as after "Rep. Jim Jordan" or "Chad Smith".
func (a *article) placesOf(k known) map[string]bool {
	out := map[string]bool{}
	for s, tokens := range a.sentences {
		for i, t := range tokens {
			if !capital(t.Text) {
				continue
			}
			word := fold(t.Text)
			if k.parts[word] && places[word] && !out[word] && a.located(s, i) {
				out[word] = true
			}
			if strings.ContainsAny(word, "'’-") {
				continue
			}
			for n := 3; n < len(word)-1; n++ {
				if k.parts[word[:n]] && places[word[:n]] {
					out[word[:n]] = true // an adjective or a people made of a place's name: "jordanian"
				}
			}
		}
	}
	return out
}

// located reports whether token i is a place by where it stands.
func (a *article) located(s, i int) bool {
	tokens := a.sentences[s]
	if fields[a.field[s]] == corpus.FieldTitle && !a.person[s][i] {
		return true
	}
	if i > 0 && locative[fold(tokens[i-1].Text)] {
		return i < 2 || fold(tokens[i-2].Text) != "according"
	}
	if i+1 < len(tokens) && capital(tokens[i+1].Text) && titles[fold(tokens[i+1].Text)] && !a.person[s][i] {
		return true // "Georgia Governor"
	}
	return i > 1 && tokens[i-1].Text == "," && places[fold(tokens[i-2].Text)]
}

var locative = map[string]bool{
	"in": true, "of": true, "to": true, "from": true, "into": true, "across": true, "near": true, "inside": true, "outside": true, "throughout": true,
	"against": true, "between": true, "visit": true, "visited": true,
}

// alone reports whether token i is no part of a longer capitalised phrase.
func (a *article) alone(s, i int) bool {
	tokens := a.sentences[s]
	if i+1 < len(tokens) && capital(tokens[i+1].Text) && !a.person[s][i+1] {
		return false
	}
	if i > 0 && capital(tokens[i-1].Text) && !titles[fold(tokens[i-1].Text)] && !a.small(tokens[i-1].Text) && (i > 1 || a.other[s][i-1]) {
		return false
	}
	return true
}

// small reports whether a word is none of a name in the language of the article, and begins a sentence or a quote.
func (a *article) small(word string) bool { return a.vocabulary != nil && a.vocabulary.not[fold(word)] }

// lowerWords are the words of known names that the article also writes in lower case.
func (a *article) lowerWords(k known) map[string]bool {
	out := map[string]bool{}
	for _, tokens := range a.sentences {
		for _, t := range tokens {
			if k.parts[t.Text] {
				out[t.Text] = true
			}
		}
	}
	return out
}
