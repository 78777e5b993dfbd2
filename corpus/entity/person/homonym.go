package person

import (
	"strings"

	"dateline/corpus/entity/person/crf"
)

// A country's name that a person of the article has too ("Chad Smith", "Michael Jordan") is the person by itself only where
// the text gives sign of one, after the full name: a title before it, the verb of a person after it, or the person named in
// the same sentence or the one before while nothing in the article speaks of the country.

// countries are the names of countries and territories of one word, folded: the first part of data/places.txt.
var countries = readCountries(placeData)

func readCountries(data string) map[string]bool {
	_, section, _ := strings.Cut(data, "# Countries and territories")
	_, section, _ = strings.Cut(section, "\n")
	section, _, _ = strings.Cut(section, "\n#")
	out := map[string]bool{}
	for line := range strings.Lines(section) {
		if word := strings.TrimSpace(line); word != "" && !strings.Contains(word, " ") {
			out[word] = true
		}
	}
	return out
}

// homonyms keeps, by word that is also a country's name, the last sentence so far that names the person.
type homonyms map[string]int

// note takes in the names of the article that stand in a sentence before token i.
func (h homonyms) note(a *article, s, i int) {
	for _, n := range a.names[s] {
		if n.to > i {
			continue
		}
		for _, w := range n.words {
			if word := fold(w); countries[word] && (len(n.words) > 1 || !a.stately(s, n.from)) {
				h[word] = s
			}
		}
	}
}

// personal reports whether a country's name at token i is the person's; country says that the article speaks of the country.
func (h homonyms) personal(a *article, s, i int, word string, country bool) bool {
	tokens := a.sentences[s]
	h.note(a, s, i)
	last, named := h[word]
	if a.stately(s, i) || i > 0 && locative[fold(tokens[i-1].Text)] {
		return false
	}
	if i > 0 && (addresses[fold(tokens[i-1].Text)] || courtesy[strings.TrimSuffix(fold(tokens[i-1].Text), ".")]) {
		return true
	}
	if !named {
		return false
	}
	if a.speaks(s, i) {
		return true
	}
	return !country && (s-last <= 1 || i+1 < len(tokens) && acts(tokens[i+1].Text))
}

// stately reports whether token i is a country by the words beside it: "eastern Chad", "Chad's army".
func (a *article) stately(s, i int) bool {
	tokens := a.sentences[s]
	if i > 0 && directions[fold(tokens[i-1].Text)] {
		return true
	}
	return i+2 < len(tokens) && isPossessive(tokens, i+1) && realm[realmWord(tokens, i+2)]
}

func isPossessive(tokens crf.Sentence, i int) bool {
	return tokens[i].Text == "'s" || tokens[i].Text == "’s"
}

// realmWord returns the folded word at token i, or the next where it only says which: "Chad's former president".
func realmWord(tokens crf.Sentence, i int) string {
	if word := fold(tokens[i].Text); !ofRealm[word] || i+1 >= len(tokens) {
		return word
	}
	return fold(tokens[i+1].Text)
}

var (
	directions = set("northern", "southern", "eastern", "western", "central", "north-eastern", "north-western", "south-eastern", "south-western",
		"northeastern", "northwestern", "southeastern", "southwestern", "neighbouring", "neighboring", "mainland", "rural")

	realm = set("army", "military", "government", "president", "king", "queen", "parliament", "economy", "prime", "premier", "foreign", "finance",
		"interior", "defence", "defense", "central", "capital", "border", "borders", "ambassador", "embassy", "currency", "population", "constitution",
		"supreme", "constitutional", "ministry", "minister", "ministers", "navy", "police", "junta", "opposition", "ruling", "state", "national", "electoral", "election",
		"elections", "exports", "imports", "airspace", "territory", "armed", "air", "crown", "monarch", "cabinet", "lawmakers", "voters", "citizens", "people",
		"south", "north", "east", "west", "coast", "security", "war", "senate", "assembly", "gdp", "health", "civil")

	ofRealm = set("former", "new", "late", "first", "current", "outgoing", "transitional", "interim", "then", "own", "main", "largest", "top")
)
