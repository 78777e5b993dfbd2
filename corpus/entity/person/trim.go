package person

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"dateline/corpus/entity/person/crf"
)

// The word lists are one word or phrase per line, lower case; # begins a comment.
var (
	//go:embed data/titles.txt
	titleData string
	//go:embed data/places.txt
	placeData string
	//go:embed data/never.txt
	neverData string
	//go:embed data/roles.txt
	roleData string
	//go:embed data/openers.txt
	openerData string
	//go:embed data/addresses.txt
	addressData string
	//go:embed data/headlineverbs.txt
	headlineVerbData string
	//go:embed data/firms.txt
	firmData string

	titles  = readList(titleData)
	places  = readList(placeData)
	never   = readList(neverData)
	roles   = readList(roleData)
	openers = readList(openerData)

	addresses     = readList(addressData)
	headlineVerbs = readList(headlineVerbData)
	knownFirms    = foldWords(readList(firmData))
)

func readList(data string) map[string]bool {
	set := map[string]bool{}
	for line := range strings.Lines(data) {
		line, _, _ = strings.Cut(line, "#")
		if line = strings.TrimSpace(line); line != "" {
			set[line] = true
		}
	}
	return set
}

// foldWords returns a list of phrases as the function phrase writes them.
func foldWords(list map[string]bool) map[string]bool {
	folded := make(map[string]bool, len(list))
	for name := range list {
		words := strings.Fields(name)
		for i, w := range words {
			words[i] = fold(w)
		}
		folded[strings.Join(words, " ")] = true
	}
	return folded
}

// trim moves the ends of a span inwards: leading titles and marks, trailing marks, possessives and roles. titled
// reports whether a title stands before what is left.
func trim(tokens []crf.Token, from, to int) (int, int, bool) {
	for to > from && (!nameLike(tokens[to-1].Text) || linking[tokens[to-1].Text] || tokens[to-1].Text == "y") {
		to--
	}
	if to-from > 2 && beginsDateline(tokens, to-1) && !capitals(tokens[from].Text) {
		to--
	}
	for to-from > 2 && postnominals[tokens[to-1].Text] {
		to--
	}
	for from < to && !nameLike(tokens[from].Text) {
		from++
	}
	if from == 0 && to > 1 && openers[fold(tokens[0].Text)] {
		from++
	}
	titled := from > 0 && titles[fold(tokens[from-1].Text)]
	if at := officeInside(tokens, from, to); at >= 0 {
		from, titled = at+1, true
	}
	for from+1 < to {
		word := fold(tokens[from].Text)
		title := titles[word] || roles[word] && from+2 < to || lostPossessive(word) || peoples[word] && from+2 < to
		title = title || from > 1 && from+2 < to && qualifies[word] && tokens[from-1].Text == "of" && offices[fold(tokens[from-2].Text)]
		title = title || from > 0 && from+2 < to && qualifies[word] && offices[fold(tokens[from-1].Text)] // "Secretary Power Rashid Awan"
		title = title || word == "tan" && fold(tokens[from+1].Text) == "sri" && from+2 < to
		title = title || word == "sri" && from > 0 && tokens[from-1].Text == "Tan"
		if !title && nameLike(tokens[from].Text) {
			break
		}
		titled = titled || title
		from++
	}
	return from, to, titled
}

// beginsDateline reports whether a word in capitals is the place of a dateline behind a byline: "By Ann Cole MOSCOW, Feb 3".
func beginsDateline(tokens []crf.Token, i int) bool {
	if !capitals(tokens[i].Text) || i+2 >= len(tokens) {
		return false
	}
	next := tokens[i+1].Text
	return next == "(" && agencies[tokens[i+2].Text] || next == "," && months[fold(tokens[i+2].Text)]
}

var agencies = set("Reuters", "AP", "AFP", "UPI", "Xinhua", "Yonhap", "ANI", "PTI", "IANS", "TASS", "Bloomberg", "Kyodo", "ANSA", "EFE", "DPA", "dpa", "CNN", "VOA")

// postnominals are the letters behind a name.
var postnominals = set("SJ", "OP", "OFM", "SAN", "MP", "MBE", "OBE", "CBE", "KBE", "DBE", "QC", "KC", "SC", "PhD", "Ph.D.", "MD", "M.D.", "Esq", "Esq.", "DSO", "CPA", "CFR",
	"OON", "MLA", "MEP", "BBM", "JP")

// officeInside returns the last office that stands inside a span, with two words of a name or more after it: "EFF MP
// Mbuyiseni Dlamini", "NASA Administrator Charles Bolden"; -1 if there is none.
func officeInside(tokens []crf.Token, from, to int) int {
	for i := to - 3; i > from; i-- {
		if parting[fold(tokens[i].Text)] {
			return i
		}
	}
	return -1
}

// parting are offices that are no names.
var parting = set("mp", "pm", "ceo", "cfo", "coo", "president", "minister", "senator", "governor", "mayor", "secretary", "chairman", "chairwoman", "chairperson",
	"spokesman", "spokeswoman", "spokesperson", "director", "administrator", "ambassador", "commissioner", "sen", "rep", "congressman", "congresswoman", "leader", "mla", "mep",
	"gen", "col", "capt", "lt", "sgt", "insp", "supt", "cpl", "datuk", "datin")

// peoples are the words for one of a nation before a name: "Dutchman Joost van der Meulen".
var peoples = set("dutchman", "dutchwoman", "frenchman", "frenchwoman", "englishman", "englishwoman", "irishman", "irishwoman", "scotsman", "scotswoman",
	"welshman", "welshwoman", "briton", "spaniard", "swede", "dane", "finn", "pole", "turk", "serb", "croat", "czech", "slovak", "slovene", "norwegian", "icelander", "greek",
	"swiss", "japanese", "chinese", "portuguese", "filipino", "filipina", "thai", "iraqi", "israeli", "pakistani", "zealander", "american", "canadian", "mexican", "brazilian",
	"italian", "austrian", "belgian", "russian", "ukrainian", "romanian", "bulgarian", "hungarian", "argentine", "colombian", "kenyan", "ethiopian", "nigerian",
	"ghanaian", "jamaican", "australian", "indian", "korean", "egyptian", "moroccan", "algerian", "tunisian", "iranian", "estonian", "latvian", "lithuanian")

// lostPossessive reports whether a folded word is a place with the "s" of a possessive that lost its
// apostrophe: "Canadas minister". Frances and Jordans are names.
func lostPossessive(word string) bool {
	place, ok := strings.CutSuffix(word, "s")
	if !ok || !places[place] && place != "africa" && place != "korea" && place != "britain" && place != "england" {
		return false
	}
	return word != "frances" && word != "jordans" && word != "chads" && word != "israels"
}

// nameLike reports whether a token can be the first or last of a name.
func nameLike(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) && s != "s" && !(strings.ContainsAny(s, "0123456789") && strings.Contains(s, "."))
}

// notPerson reports whether a trimmed span cannot be a person by what it says.
func notPerson(tokens []crf.Token, from, to int) bool {
	key := phrase(tokens[from:to])
	if !isASCII(key) && places[strings.Map(plainRune, norm.NFD.String(key))] {
		return true
	}
	if never[key] || to-from == 1 && (partyOfState(tokens[from].Text) || stateBehind(tokens, from)) {
		return true
	}
	if places[key] && to-from > 1 {
		return true
	}
	if insidePlace(tokens, from, to) || beginsPlace(tokens, from, to) || to-from > 1 && to-from < 4 && parting[fold(tokens[to-1].Text)] {
		return true
	}
	letters := 0
	for _, t := range tokens[from:to] {
		for _, r := range t.Text {
			if unicode.IsLetter(r) {
				letters++
			}
		}
	}
	return letters < 2
}

// partyOfState reports whether a word is what stands in brackets after a member of the US Congress: "R-Minn", "D-OH".
func partyOfState(word string) bool {
	return len(word) > 3 && strings.IndexByte("RDI", word[0]) >= 0 && word[1] == '-' && unicode.IsUpper(rune(word[2]))
}

// stateBehind reports whether a word is the postal code of a state behind a town: "Flint, MI".
func stateBehind(tokens []crf.Token, i int) bool {
	text := tokens[i].Text
	return len(text) == 2 && text == strings.ToUpper(text) && i > 1 && tokens[i-1].Text == "," && capital(tokens[i-2].Text) && !capitals(tokens[i-2].Text)
}

// insidePlace reports whether the words [from, to) end the name of a place that begins before them ("St. Lucia", "Dar es
// Salaam"), or are a place after a point of the compass ("N. Korea").
func insidePlace(tokens []crf.Token, from, to int) bool {
	if to-from == 2 && compass[tokens[from].Text] && places[fold(tokens[from+1].Text)] {
		return true
	}
	for start := from - 1; start >= max(0, from-2) && capital(tokens[from].Text); start-- {
		if !capital(tokens[start].Text) {
			continue
		}
		words := make([]string, 0, 4)
		for _, t := range tokens[start:to] {
			words = append(words, strings.ToLower(t.Text))
		}
		if places[strings.Join(words, " ")] || words[0] == "saint" && places["st. "+strings.Join(words[1:], " ")] {
			return true
		}
	}
	return false
}

// beginsPlace reports whether the name of a place goes on after the words [from, to): "Trinidad and Tobago", "Sri Lankan".
func beginsPlace(tokens []crf.Token, from, to int) bool {
	if to < len(tokens) && fold(tokens[to-1].Text) == "sri" && strings.HasPrefix(tokens[to].Text, "Lanka") {
		return true
	}
	if to >= len(tokens) || tokens[to].Text != "and" {
		return false
	}
	return places[phrase(tokens[from:min(len(tokens), to+2)])] || places[phrase(tokens[max(0, from-1):min(len(tokens), to+3)])]
}

var compass = map[string]bool{"N.": true, "S.": true, "E.": true, "W.": true}

// firm reports whether a name is part of a company's: "Levi Strauss & Co.", or a single word as in
// "Johnson & Marsh", but not "Jason & Michelle".
func (a *article) firm(tokens []crf.Token, from, to int) bool {
	if to+1 < len(tokens) && tokens[to].Text == "&" && partners[fold(tokens[to+1].Text)] {
		return true
	}
	if to-from > 1 {
		return false
	}
	other := ""
	switch {
	case from > 1 && tokens[from-1].Text == "&":
		other = tokens[from-2].Text
	case to+1 < len(tokens) && tokens[to].Text == "&":
		other = tokens[to+1].Text
	}
	if !capital(other) {
		return false
	}
	if other == tokens[from].Text {
		return true
	}
	first, last := a.lexicon.Names(tokens[from].Text)
	second, _ := a.lexicon.Names(other)
	return last > 0 && (first == 0 || second == 0)
}

var partners = map[string]bool{"co": true, "company": true, "sons": true, "bros": true, "partners": true, "associates": true, "daughters": true}

// fold returns the lower-case form without the final period.
func fold(s string) string {
	s = strings.TrimSuffix(strings.ToLower(s), ".")
	return strings.ReplaceAll(s, "’", "'")
}
