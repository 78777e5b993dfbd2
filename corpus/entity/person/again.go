package person

import (
	"math/bits"
	"slices"
	"strings"

	"dateline/corpus"
	"dateline/corpus/entity/person/crf"
)

// Names that the article gives in full stand for people elsewhere too, whole or by one word.

// known is what an article's full names tell about its other words.
type known struct {
	full    map[string]bool   // the words of full names
	lengths map[string]uint64 // by first word, the numbers of words of full names, a bit each
	titles  map[string]int    // last words of full names that are titles too ("King"), and the first sentence with them
	parts   map[string]bool   // first and last words of full names, and one-word names with a title or given as another name
}

// remember keeps a full name.
func (k known) remember(words []string) {
	k.full[strings.Join(words, " ")] = true
	k.lengths[words[0]] |= 1 << min(len(words), 63)
}

func (a *article) known() known {
	k := known{map[string]bool{}, map[string]uint64{}, map[string]int{}, map[string]bool{}}
	seen := map[string]bool{}
	for _, n := range slices.Concat(a.names...) {
		key := n.key()
		if len(n.words) == 1 && n.from > 0 && (n.rule == RuleRole || n.titled || isRole(fold(a.sentences[n.sentence][n.from-1].Text))) {
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
		if from, known := k.titles[last]; titles[last] && (!known || n.sentence < from) {
			k.titles[last] = n.sentence
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
		case first == 0 && (last > 0 || len(words) == 3) && len(words[i]) > 3 && !particles[words[i]] && !linking[words[i]]:
			k.parts[words[i]] = true
		}
	}
}

// nameAgain finds the full names of the article, and single words of them, where the model passed them over.
func (a *article) nameAgain(k known) {
	if len(k.parts) == 0 && len(k.titles) == 0 {
		return
	}
	lower, spokenOf := a.lowerWords(k), a.placesOf(k)
	people := homonyms{}
	for s, tokens := range a.sentences {
		if s > 0 {
			people.note(a, s-1, len(a.sentences[s-1]))
		}
		for i := 0; i < len(tokens); i++ {
			if a.person[s][i] || !capital(tokens[i].Text) || a.kinds[s][i] == kindThing {
				continue
			}
			word := fold(tokens[i].Text)
			if a.relative(k, s, i) {
				a.add(s, i, i+2, RuleAgain, 0)
				i++
				continue
			}
			if n := a.fullAt(k, s, i, word); n > 0 {
				a.add(s, i, i+n, RuleAgain, 0)
				i += n - 1
				continue
			}
			if a.titleName(k, s, i, word) {
				a.add(s, i, i+1, RuleAgain, 0)
				continue
			}
			if !k.parts[word] || lower[word] || !a.alone(s, i) || opening(tokens, i, word) {
				continue
			}
			is := !places[word] || a.speaks(s, i) || !spokenOf[word]
			if countries[word] && a.english {
				is = people.personal(a, s, i, word, spokenOf[word])
			}
			if is {
				a.add(s, i, i+1, RuleAgain, 0)
			}
		}
	}
}

// titleName reports whether a title by itself is a person called so: "King said", where Stephen King was named before.
func (a *article) titleName(k known, s, i int, word string) bool {
	from, known := k.titles[word]
	tokens := a.sentences[s]
	if !known || from > s || !a.english || i+1 >= len(tokens) || i > 0 && (capital(tokens[i-1].Text) || determines[fold(tokens[i-1].Text)]) {
		return false
	}
	return acts(tokens[i+1].Text) || i > 0 && isPossessive(tokens, i+1)
}

var determines = set("the", "a", "an", "his", "her", "their", "our", "my", "its", "this", "that", "'s", "’s", "-", "former", "new", "late")

// relative reports whether a place's name that is a first name too stands before a known family name: "Chad Schlabach" beside Dot Schlabach.
func (a *article) relative(k known, s, i int) bool {
	tokens := a.sentences[s]
	if i+1 >= len(tokens) || !places[fold(tokens[i].Text)] || !a.isFirst(tokens[i].Text) || !k.parts[fold(tokens[i+1].Text)] || a.person[s][i+1] {
		return false
	}
	return (i == 0 || !capital(tokens[i-1].Text)) && (i+2 >= len(tokens) || !capital(tokens[i+2].Text))
}

// opening reports whether the first word of a sentence, a name in other places, is a verb or a noun here: "Mark my words".
func opening(tokens crf.Sentence, i int, word string) bool {
	if i > 0 || !twofold[word] || len(tokens) < 2 {
		return false
	}
	next := tokens[1].Text
	return !isPossessive(tokens, 1) && next != "," && !acts(next)
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
	if !a.person[s][i] && a.stately(s, i) {
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
