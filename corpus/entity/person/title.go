package person

import (
	"slices"
	"strings"

	"dateline/corpus/entity/person/crf"
)

// The titles of a mention are the run of titles, roles and the words that go with them right before the name ("former
// Foreign Minister", "Secretary of State", "Lt. Gen."), and what an apposition after it says that the person is
// ("Wang Yi, China's foreign minister,"), less the words that are no title.

// entitle notes the titles of every name.
func (a *article) entitle(names []*name) {
	for i, n := range names {
		tokens := a.sentences[n.sentence]
		n.kin = kinOf(tokens, n)
		if from := titleStart(tokens, n.from, a.person[n.sentence]); from < n.from {
			n.before = words(tokens[from:n.from])
			if hasHead(n.before) || religious(tokens[from:n.from]) {
				n.titles = append(n.titles, a.printed(n, from, n.from))
			}
		}
		if i > 0 && len(n.before) == 0 {
			n.shareTitle(names[i-1], tokens)
		}
		if from, to := apposed(tokens, n.to, a.person[n.sentence]); from < to {
			n.after = words(tokens[from:to])
			if hasHead(n.after) {
				n.titles = append(n.titles, a.printed(n, from, to))
			}
		}
	}
}

// shareTitle gives a name the title in the plural before the one that it is listed with: "Sens. Ana Ruiz and Bo Lind".
func (n *name) shareTitle(first *name, tokens crf.Sentence) {
	if k := len(first.before); first.sentence != n.sentence || len(first.titles) == 0 || k == 0 || !plural[first.before[k-1]] || first.to >= n.from || !separates(tokens[first.to:n.from]) {
		return
	}
	n.before = first.before
	n.titles = append(n.titles, first.titles[0])
}

// plural are titles before more people than one.
var plural = set("sens", "reps", "senators", "representatives", "congressmen", "govs", "governors", "presidents", "ministers", "generals", "gens", "profs", "drs", "messrs", "justices",
	"judges", "ambassadors", "mps")

func (a *article) printed(n *name, from, to int) string {
	tokens := a.sentences[n.sentence]
	return oneLine(a.fields[n.field][tokens[from].Start:tokens[to-1].End])
}

func words(tokens []crf.Token) []string {
	out := make([]string, len(tokens))
	for i, t := range tokens {
		out[i] = fold(t.Text)
	}
	return out
}

// maxTitle bounds the words of a title.
const maxTitle = 8

// titleStart returns where the title that ends before a token begins.
func titleStart(tokens crf.Sentence, end int, person []bool) int {
	from := end
	for from > 0 && end-from < maxTitle {
		switch word := fold(tokens[from-1].Text); {
		case isTitle(word) && (capital(tokens[from-1].Text) || !onlyCapital[word]):
			from--
		case word == "sri" && from > 1 && tokens[from-2].Text == "Tan":
			from -= 2
		case word == "general" && from > 1 && beforeGeneral[fold(tokens[from-2].Text)]:
			from -= 2
		case from == end && from > 1 && qualifies[word] && offices[fold(tokens[from-2].Text)] && capital(tokens[from-2].Text):
			from -= 2 // "Secretary Power"
		case word == "elect" && from > 2 && tokens[from-2].Text == "-":
			from -= 2
		case from < end && qualifies[word] && (offices[fold(tokens[from].Text)] || qualifies[fold(tokens[from].Text)]):
			from--
		case from < end && capital(tokens[from-1].Text) && capital(tokens[from].Text) && headed[fold(tokens[from].Text)] && (qualifies[word] || body(tokens[from-1].Text)):
			from-- // "Police Chief", "FBI Director", "Fed Chair"
		case word == "and" && from < end && from > 1 && offices[fold(tokens[end-1].Text)] && qualifies[fold(tokens[from-2].Text)]:
			from--
		default:
			if of := officeOf(tokens, from, person); of < from {
				from = of
				continue
			}
			return from
		}
	}
	return from
}

// officeOf returns where an office with what it is over begins, if it ends before a token: "Secretary of State",
// "Minister for Foreign Affairs", "Speaker of the House".
func officeOf(tokens crf.Sentence, end int, person []bool) int {
	i := end - 1
	for i > 0 && end-i < 5 && !person[i] && (capital(tokens[i].Text) || tokens[i].Text == "the" || tokens[i].Text == "and" || tokens[i].Text == "&") {
		i--
	}
	if i > 0 && i < end-1 && (tokens[i].Text == "of" || tokens[i].Text == "for") {
		if word := tokens[i-1].Text; capital(word) && (offices[fold(word)] || officers[fold(word)]) {
			return i - 1
		}
	}
	return end
}

// headed are the heads of bodies, which stand before the title without "of".
var headed = set("chief", "chair", "chairman", "chairwoman", "chairperson", "director", "administrator", "commissioner")

// body reports whether a word is the short name of a body that somebody heads.
func body(word string) bool {
	return word == "Fed" || len(word) > 2 && len(word) < 6 && strings.Trim(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" && !places[fold(word)] && !isTitle(fold(word))
}

// offices are over something; officers command.
var (
	offices = set("minister", "ministers", "secretary", "undersecretary", "commissioner", "director", "editor", "spokesman", "spokeswoman", "spokesperson")

	officers = set("chief", "chairman", "chairwoman", "chair", "speaker", "president", "governor", "head", "general", "attorney", "ambassador", "bishop",
		"archbishop", "duke", "duchess", "earl", "prince", "princess", "king", "queen", "mayor", "master", "superintendent", "commander", "leader")

	// qualifies are the words that stand before an office or another of them.
	qualifies = set("health", "education", "justice", "home", "energy", "trade", "agriculture", "transport", "labour", "labor", "environment", "information",
		"communications", "tourism", "water", "culture", "sports", "sport", "economy", "planning", "interior", "treasury", "state", "affairs", "external",
		"internal", "commerce", "industry", "oil", "petroleum", "mines", "mining", "works", "housing", "lands", "finance", "foreign", "defence", "defense", "prime",
		"cabinet", "permanent", "principal", "press", "executive", "managing", "union", "federal", "regional", "economic", "security", "development",
		"general", "public", "home", "climate", "migration", "immigration", "police", "army", "navy", "business", "science", "technology", "shadow", "family", "youth", "power",
		"railway", "railways", "homeland", "aviation", "telecommunications", "maritime", "fisheries", "political")

	// beforeGeneral are the words after which "general" is no rank.
	beforeGeneral = set("secretary", "attorney", "director", "inspector", "auditor", "solicitor", "consul", "surgeon", "commissioner", "comptroller")

	// onlyCapital are titles that are other words as well in lower case.
	onlyCapital = set("major", "private", "general", "first", "saint", "miss", "lord", "lady", "dame", "sir", "father", "junior", "senior",
		"emir", "crown", "rear", "reverend", "vice", "prime", "foreign", "interior", "finance", "defence", "defense", "staff",
		"juniors", "seniors", "lib", "dem", "tory")

	// noHead are words of titles that are none alone.
	noHead = set("former", "acting", "interim", "incoming", "outgoing", "first", "prime", "foreign", "defense", "defence", "finance", "interior", "rear",
		"crown", "vice", "deputy", "senior", "junior", "juniors", "seniors", "lib", "dem", "tory", "seri", "prime", "elect", "and", "of", "for", "the", "ex", "late")

	// kin are roles beside another person, and words for many people; they say no title.
	kin = set("nationals", "national", "citizens", "citizen", "brothers", "brother", "sisters", "sister", "wife", "husband", "son", "sons", "daughter",
		"daughters", "father", "mother", "cousin", "uncle", "aunt", "widow", "widower", "nephew", "niece", "grandson", "granddaughter", "grandfather",
		"grandmother", "boyfriend", "girlfriend", "neighbour", "neighbor", "teammate", "defendants", "suspects", "co-defendants", "co-conspirators",
		"lawyers", "activists", "lawmakers", "candidates", "astronauts", "prosecutors", "forward", "junior", "deputies",
		"mum", "mom", "dad", "stepfather", "stepmother", "stepson", "stepdaughter", "half-brother", "half-sister", "fiance", "fiancee", "fiancé", "fiancée", "ex-wife", "ex-husband",
		"sister-in-law", "brother-in-law", "son-in-law", "daughter-in-law", "father-in-law", "mother-in-law", "roommate", "flatmate", "classmate", "colleague",
		"teenager", "schoolboy", "schoolgirl", "toddler", "pensioner", "retiree", "resident", "villager", "commuter", "passenger", "pedestrian", "homeowner", "tenant",
		"inmate", "prisoner", "detainee", "witness", "plaintiff", "complainant", "claimant", "juror", "litigant", "accomplice", "robber", "thief", "murderer", "killer",
		"stalker", "gunman", "refugee", "migrant", "asylum-seeker", "volunteer", "protester", "protestor", "demonstrator", "parishioner", "devotee", "pilgrim")
)

func set(words ...string) map[string]bool {
	out := make(map[string]bool, len(words))
	for _, w := range words {
		out[w] = true
	}
	return out
}

func isTitle(word string) bool {
	if peoples[word] {
		return false
	}
	return titles[word] || addresses[word] || isRole(word) || strings.HasPrefix(word, "ex-") && titles[word[3:]] ||
		strings.HasPrefix(word, "vice-") && titles[word[5:]] || strings.HasPrefix(word, "co-") && titles[word[3:]]
}

// hasHead reports whether words are a title by themselves, and not only go with one ("former").
func hasHead(title []string) bool {
	for i, w := range title {
		if i > 0 && (w == "of" || w == "for") {
			break
		}
		if isTitle(w) && !noHead[w] && !kin[w] {
			return true
		}
		if w == "deputy" && len(title) == 1 || w == "sri" {
			return true
		}
	}
	return false
}

// religious reports whether a title is a word for a relative with a capital: "Father", "Sister".
func religious(title []crf.Token) bool {
	return len(title) == 1 && capital(title[0].Text) && orders[fold(title[0].Text)]
}

var orders = set("father", "mother", "brother", "sister", "uncle", "aunt")

// apposed returns the title in a description after a name that ends at a token, from == to if there is none:
// ", China's foreign minister,", ", 54, a spokeswoman for".
func apposed(tokens crf.Sentence, end int, person []bool) (from, to int) {
	i := end
	if i+1 >= len(tokens) || tokens[i].Text != "," {
		return 0, 0
	}
	if i+2 < len(tokens) && isAge(tokens[i+1].Text) && tokens[i+2].Text == "," {
		i += 2
	}
	for i++; i < len(tokens) && i-end < 12 && !person[i]; i++ {
		word := fold(tokens[i].Text)
		if from = i; titleHere(word, tokens[i].Text) {
			to = titleEnd(tokens, i)
			if to < len(tokens) && (person[to] || capital(tokens[to].Text)) {
				return 0, 0 // somebody else's title
			}
			return from, to
		}
		if !describing(tokens[i].Text, i == end+1) {
			return 0, 0
		}
	}
	return 0, 0
}

// titleHere reports whether a word begins a title in a description.
func titleHere(word, printed string) bool {
	return (isTitle(word) || qualifies[word] && !capital(printed)) && word != "first" && word != "lawyer's"
}

func titleEnd(tokens crf.Sentence, i int) int {
	to := i
	for to < len(tokens) && to-i < maxTitle {
		word := fold(tokens[to].Text)
		if isTitle(word) || qualifies[word] {
			to++
			continue
		}
		break
	}
	if to+1 < len(tokens) && to > i && tokens[to].Text == "of" && (tokens[to+1].Text == "state" || tokens[to+1].Text == "staff") {
		to += 2
	}
	if to > i && to+1 < len(tokens) && (tokens[to].Text == "officer" || tokens[to].Text == "general") {
		to++
	}
	return to
}

// describing reports whether a word can stand between a name and the title in its description: articles, possessives,
// names of places and bodies, adjectives; none that begins a clause or another part of the sentence.
func describing(word string, first bool) bool {
	switch word {
	case "the", "a", "an", "his", "her", "its", "their", "'s", "’s", "-", "one":
		return true
	case "and", "&":
		return !first
	}
	if capital(word) {
		return true
	}
	return !first && nameLike(word) && !clause[word]
}

var clause = set("who", "whose", "which", "that", "and", "or", "of", "to", "in", "on", "at", "by", "for", "from", "with", "said", "says", "told", "was", "were", "is",
	"are", "has", "had", "have", "will", "would", "when", "where", "while", "after", "before", "as", "but", "because", "including", "among", "met", "he", "she")

// courtesy are the titles that everybody has.
var courtesy = set("mr", "mrs", "ms", "miss", "mx", "messrs", "mme", "madame", "monsieur", "herr", "frau", "señor", "señora", "encik", "puan")

// long are the words of titles for the short ones that mean the same.
var long = map[string]string{
	"sen": "senator", "rep": "representative", "gov": "governor", "gen": "general", "col": "colonel", "capt": "captain", "lt": "lieutenant",
	"sgt": "sergeant", "prof": "professor", "adm": "admiral", "maj": "major", "rev": "reverend", "pm": "premier", "cpl": "corporal", "dr": "doctor",
	"spokesperson": "spokesman", "sens": "senator", "reps": "representative", "sheik": "sheikh", "shaikh": "sheikh", "cmdr": "commander",
	"congressman": "representative", "congresswoman": "representative", "det": "detective", "supt": "superintendent", "councilor": "councillor",
}

// officesOf returns the words of a mention's titles that tell people apart, folded.
func officesOf(n *name) []string {
	var out []string
	for _, w := range slices.Concat(n.before, n.after) {
		if l := long[w]; l != "" {
			w = l
		}
		if (isTitle(w) || w == "doctor") && !noHead[w] && !kin[w] && !courtesy[w] {
			out = append(out, w)
		}
	}
	return out
}

// holds reports whether one of the offices is the group's.
func (g *group) holds(offices []string) bool {
	return slices.ContainsFunc(offices, func(w string) bool { return g.offices[w] })
}

// entitle adds the titles of a mention to a group.
func (g *group) entitle(n *name) {
	for _, t := range n.titles {
		at := slices.IndexFunc(g.titles, func(u string) bool { return strings.EqualFold(t, u) })
		switch {
		case at >= 0 && capitals(g.titles[at]):
			g.titles[at] = t
		case at < 0 && len(g.titles) < maxTitles:
			g.titles = append(g.titles, t)
		}
	}
	for _, w := range officesOf(n) {
		g.offices[w] = true
	}
	switch x := genderOf(n); {
	case g.gender == unknown:
		g.gender = x
	case x != unknown && x != g.gender:
		g.gender = both
	}
}

// maxTitles bounds the titles of one person.
const maxTitles = 12

// gender is what forms of address and words of kin say of a person.
type gender int

const (
	unknown gender = iota
	female
	male
	both // the text contradicts itself
)

func (g gender) contradicts(h gender) bool {
	return g == female && h == male || g == male && h == female
}

var genderWords = genders()

func genders() map[string]gender {
	out := map[string]gender{}
	for w := range set("mr", "sir", "lord", "king", "prince", "emperor", "father", "brother", "baron", "spokesman", "chairman", "businessman", "monsieur", "herr",
		"señor", "widower", "husband", "son", "nephew", "boyfriend", "uncle", "grandfather", "grandson", "pope", "actor", "policeman") {
		out[w] = male
	}
	for w := range set("mrs", "ms", "miss", "dame", "lady", "queen", "princess", "empress", "baroness", "spokeswoman", "chairwoman", "congresswoman", "actress",
		"madame", "frau", "señora", "sheikha", "sister", "wife", "daughter", "mother", "widow", "niece", "aunt", "girlfriend", "hajia", "mme", "businesswoman",
		"grandmother", "granddaughter", "councilwoman", "policewoman") {
		out[w] = female
	}
	return out
}

// kinOf returns what a relative beside a name says of the person: "Ivo Brandt's wife", "his wife, Olga Brandt".
func kinOf(tokens crf.Sentence, n *name) gender {
	if n.to+1 < len(tokens) && isPossessive(tokens, n.to) {
		switch tokens[n.to+1].Text {
		case "wife", "widow":
			return male
		case "husband", "widower":
			return female
		}
	}
	if n.from > 1 && tokens[n.from-1].Text == "," && kin[tokens[n.from-2].Text] {
		return genderWords[tokens[n.from-2].Text]
	}
	return unknown
}

func genderOf(n *name) gender {
	if n.kin != unknown {
		return n.kin
	}
	for _, w := range slices.Concat(n.before, n.after) {
		if g := genderWords[w]; g != unknown && w != "spokesman" && w != "chairman" {
			return g
		}
	}
	return unknown
}

// sovereignTitle returns the title, as written, by which a one-word name is a person's own: "Pope", "Crown Prince".
func sovereignTitle(titles []string) string {
	for _, t := range titles {
		words := strings.Fields(t)
		last := fold(words[len(words)-1])
		if !sovereigns[last] || !capital(words[len(words)-1]) {
			continue
		}
		if len(words) > 1 && fold(words[len(words)-2]) == "crown" {
			return strings.Join(words[len(words)-2:], " ")
		}
		return words[len(words)-1]
	}
	return ""
}

var sovereigns = set("pope", "king", "queen", "prince", "princess", "emperor", "empress", "mullah", "sultan", "emir", "sheikh", "sheikha")
