package person

import (
	"slices"
	"strings"

	"dateline/corpus/entity/person/crf"
)

// Things are called after people. What stands right after or before a name says so.

// named are the words that follow a person's name in the name of a thing: "Kennedy Space Center".
var named = set("university", "college", "school", "hospital", "airport", "boulevard", "street", "avenue", "road", "stadium", "arena", "park", "foundation",
	"institute", "prize", "award", "awards", "cup", "trophy", "bridge", "library", "museum", "act", "church", "cathedral", "square", "plaza", "highway", "expressway",
	"inc", "corp", "ltd", "plc", "llc", "gmbh", "airlines", "airways", "hotel", "theatre", "theater", "comet", "syndrome", "disease", "memorial", "dam", "barracks",
	"elementary", "academy", "seminary", "center", "centre", "lane", "drive", "mosque", "tower", "palace", "auditorium", "hall", "brewery",
	"corporation", "company", "companies", "industries", "enterprises", "holdings", "limited", "partners", "securities", "motors", "pharmaceuticals", "laboratories",
	"organization", "organisation", "party", "band", "orchestra", "trust", "fund", "committee", "council", "government", "chowk", "games", "society", "association", "scholarship", "fellowship",
	"medal", "invitational", "classic", "clinic", "gallery", "pavilion", "high", "polytechnic", "secondary",
	"sa", "ag", "nv", "asa", "ab", "oyj", "spa", "bhd", "sdn", "pty", "kk", "pjsc", "jsc", "saog", "metals", "minerals", "resources", "bakeries", "foods", "mills", "steel",
	"group", "bank", "bancorp", "insurance", "airline", "cement", "chemicals", "electronics", "technologies", "systems", "software", "pharma", "biotech", "therapeutics",
	"capital", "investments", "ventures", "properties", "realty", "logistics", "shipping", "petroleum", "brewing", "breweries", "distillery", "entertainment", "pictures",
	"records", "studios", "newspapers", "publishing", "press", "herald", "tribune", "gazette", "region", "prefecture", "province", "county", "district", "ward", "township", "regency", "governorate")

// surnames are those of them that end the name of a person as well.
var surnames = set("hall", "park", "lane", "street", "church", "bridge", "drive", "square", "cup", "tower", "palace", "act", "road", "center", "award", "high",
	"band", "trust", "fund", "prize", "medal", "plaza", "hotel", "classic", "ward", "mills", "press", "bank", "steel", "capital", "sa", "ab", "records")

// afterPossessive are those that follow a possessive in the name of a thing: "St. Mary's College".
var afterPossessive = set("college", "hospital", "church", "cathedral", "comet", "disease", "syndrome", "basilica", "square")

// sites are the words that follow the name of a place, in small letters: "Barbadillo prison".
var sites = set("prison", "jail", "province", "district", "county", "region", "village", "airport", "stadium", "neighbourhood", "neighborhood", "river",
	"township", "suburb", "valley", "peninsula", "island", "islands", "dam", "highway", "refinery", "oilfield", "mine", "border", "subdistrict", "regency", "prefecture")

// vessels stand before the name of a ship, and other words before what is called after a person.
var vessels = set("uss", "hms", "hmas", "hmcs", "rms", "ins", "usns", "mv", "hurricane", "typhoon", "cyclone", "mt", "lake", "storm")

// dropThings takes back the names that are a part of a thing's.
func (a *article) dropThings(s int, tokens crf.Sentence) {
	a.names[s] = slices.DeleteFunc(a.names[s], func(n *name) bool {
		if !a.knownFirm(tokens, n) && !thing(tokens, n) && !a.body(tokens, n) {
			return false
		}
		if last := min(n.to, len(tokens)-1); firmSuffixes[fold(tokens[last].Text)] || firmSuffixes[fold(tokens[n.to-1].Text)] {
			a.firms[fold(tokens[n.from].Text)] = true
		}
		for i := n.from; i < n.to; i++ {
			a.setThing(s, i)
		}
		return true
	})
}

// setThing notes that a token is no person's, whoever else the article calls so.
func (a *article) setThing(s, i int) {
	a.person[s][i], a.other[s][i] = false, true
	if a.kinds[s] == nil {
		a.kinds[s] = map[int]string{}
	}
	a.kinds[s][i] = kindThing
}

// firmSuffixes end the name of a firm, which may stand without them elsewhere.
var firmSuffixes = set("inc", "corp", "ltd", "plc", "llc", "gmbh", "sa", "ag", "nv", "asa", "ab", "oyj", "spa", "bhd", "sdn", "pty", "kk", "co", "group", "holdings")

// firmOpeners are the words that the names of known firms begin with.
var firmOpeners = func() map[string]bool {
	openers := map[string]bool{}
	for name := range knownFirms {
		word, _, _ := strings.Cut(name, " ")
		openers[word] = true
	}
	return openers
}()

// longestFirm is the most words that a known firm's name has.
const longestFirm = 4

// noteFirms notes the words of the known firms that the article names.
func (a *article) noteFirms() {
	for _, tokens := range a.sentences {
		for from := range tokens {
			if to := firmAt(tokens, from); to > from+1 {
				for _, t := range tokens[from:to] {
					a.firms[fold(t.Text)] = true
				}
			}
		}
	}
}

// firmAt returns where the longest name of a known firm that begins at a token ends, or the token itself.
func firmAt(tokens crf.Sentence, from int) int {
	if !capital(tokens[from].Text) || !firmOpeners[fold(tokens[from].Text)] {
		return from
	}
	for to := min(len(tokens), from+longestFirm); to > from; to-- {
		if knownFirms[phrase(tokens[from:to])] {
			return to
		}
	}
	return from
}

// knownFirm reports whether a name is a part of a known firm's, or begins with it. A word alone that is a firm's may be a
// person's as well: dropPlaces decides.
func (a *article) knownFirm(tokens crf.Sentence, n *name) bool {
	for from := max(0, n.from-longestFirm+2); from <= n.from && !n.titled; from++ {
		if to := firmAt(tokens, from); to > from+1 && (to >= n.to || from == n.from) {
			return true
		}
	}
	return false
}

// body reports whether a name that does not begin like a person's stands behind the word for a body, or ends like a street's.
func (a *article) body(tokens crf.Sentence, n *name) bool {
	if n.titled {
		return false
	}
	if n.to-n.from == 1 && brands[fold(n.text)] {
		return true
	}
	if a.isFirst(tokens[n.from].Text) {
		return false
	}
	if n.from > 1 && bodies[tokens[n.from-1].Text] && !capital(tokens[n.from-2].Text) {
		return true
	}
	return n.to-n.from == 2 && streets[fold(tokens[n.to-1].Text)]
}

// brands are first or last names that alone are an oil, a car or a bank in the news. Where the article names somebody so, it is given back.
var brands = set("brent", "mercedes", "bentley", "ferrari", "maserati", "lamborghini", "porsche", "lloyds", "barclays", "coutts", "cartier", "chanel", "dior", "prada", "gucci", "harrods")

var streets = set("street", "road", "drive", "square", "bridge", "lane")

func thing(tokens crf.Sentence, n *name) bool {
	if !n.titled && employer(tokens, n.from) {
		return true
	}
	if n.from > 0 && vessels[fold(tokens[n.from-1].Text)] && capital(tokens[n.from-1].Text) || caseAgainst(tokens, n) {
		return true
	}
	if n.to-n.from == 2 && vessels[fold(tokens[n.from].Text)] && len(tokens[n.from].Text) > 2 {
		return true
	}
	if last := tokens[n.to-1].Text; n.to-n.from > 1 && named[fold(last)] && (!surnames[fold(last)] || len(last) < 3 && last == strings.ToUpper(last)) {
		return true
	}
	if n.to == len(tokens) {
		return false
	}
	next := tokens[n.to]
	if n.to-n.from == 1 && !n.titled && sites[next.Text] && n.from > 0 && !capital(tokens[n.from-1].Text) {
		return true
	}
	saint := n.from > 0 && (tokens[n.from-1].Text == "St." || tokens[n.from-1].Text == "Saint")
	if (!n.titled || saint) && goesOn(tokens, n.to) {
		return true
	}
	if isPossessive(tokens, n.to) && n.to+1 < len(tokens) && n.to-n.from == 1 {
		after := tokens[n.to+1].Text
		return capital(after) && (saint || afterPossessive[fold(after)]) || fold(after) == "disease" || fold(after) == "syndrome"
	}
	return false
}

// employer reports whether the words before a token say that a firm follows: "an analyst with Wachter Morgan".
func employer(tokens crf.Sentence, at int) bool {
	return at > 1 && (tokens[at-1].Text == "with" || tokens[at-1].Text == "at") && employed[tokens[at-2].Text]
}

var (
	employed = set("analyst", "analysts", "economist", "economists", "strategist", "strategists", "trader", "traders", "dealer", "broker", "brokers")

	// bodies stand right before the name of one: "the group Jemaah Selatan".
	bodies = set("group", "company", "firm", "newspaper", "magazine", "agency", "retailer", "carmaker", "automaker", "brewer", "carrier", "airline", "lender", "insurer", "chain",
		"startup", "start-up", "conglomerate", "drugmaker", "chipmaker", "militia", "supermarket", "charity", "miner", "daily", "tabloid", "website", "tanker", "freighter",
		"ferry", "trawler", "frigate", "destroyer", "yacht", "subsidiary", "affiliate", "unit")
)

// goesOn reports whether the capitalised words at a token end in what is called after a person: "Woodrow Wilson
// International Center".
func goesOn(tokens crf.Sentence, at int) bool {
	for i := at; i < len(tokens) && i < at+3 && capital(tokens[i].Text); i++ {
		if named[fold(tokens[i].Text)] {
			return i == at || !headline(tokens)
		}
	}
	return false
}

// caseAgainst reports whether a name is a party of a case at law: "Roe v. Wade".
func caseAgainst(tokens crf.Sentence, n *name) bool {
	if n.to-n.from > 1 {
		return false
	}
	return n.from > 1 && isVersus(tokens, n.from-1) || n.to+1 < len(tokens) && isVersus(tokens, n.to)
}

func isVersus(tokens crf.Sentence, i int) bool {
	return tokens[i].Text == "v" || tokens[i].Text == "v." || tokens[i].Text == "." && tokens[i-1].Text == "v"
}
