package country

import (
	"strings"
	"unicode/utf8"
)

// What stands directly around a form decides whether it speaks of a country. Each
// check below refuses a match for one stated reason.

var (
	// honorifics stand before a person's name.
	honorifics = set("mr mrs ms miss dr sir dame sgt lt capt col gen cpl judge justice coach officer detective prof rev deputy")

	// personal are forms that are also surnames or first names of people in the news.
	personal = set(`jordan chad dominica ireland israel georgia kenya france holland england wales scotland jamaica brazil malta india china cuba
		paris london berlin sydney virginia montana washington houston dallas phoenix lima adelaide orlando delaware tennessee
		french german english irish israel roman finn dane pole turk brit cyprus austria rome milan florence carolina dakota
		nevada dutch brooklyn santiago bern cologne nassau hanover salisbury wellington lyon perth trinidad`)

	// given are those that are first names.
	given = set("dominica santiago jordan chad georgia kenya israel india virginia paris sydney dallas phoenix adelaide orlando houston montana brooklyn ireland france milan london finn dane holland malta")

	// opensName are those that in running text are a first name before any capital word
	// that is no office.
	opensName = set("chad jordan israel santiago")
	offices   = set(`president prime minister ministers foreign government army king queen parliament defense defence supreme
		and or on in is at the republican democrat defence arab palestinian air basin radio television tv`)

	// inPlace stand before a place and before no person.
	inPlace = set("in from to into inside throughout across near outside via between")

	// tails after a form make it a street, a district, a water or a company.
	tails = set(`river rivers street st avenue ave road rd boulevard blvd drive dr lane ln parkway highway county counties township
		parish creek elementary airlines airways airlink tech bridge turnpike plaza hotel casino raceway speedway`)

	// townTails do so after a country's name.
	townTails = set("high school schools independent medical hospital stadium restaurant grill cafe community township borough middle")

	// firms end the name of a company that begins with a city's: "Dayton Hudson Corp".
	firms = set(`inc corp co ltd plc bank bancorp bankshares gmbh ag sa industries insurance savings financial resources securities products
		mining steel cement textiles chemicals pharmaceuticals shipbuilding holdings holding group motor motors electric tire international llc lp company corporation association partners`)

	// heads before a form make it a lake, a hill, a quarter or an airline.
	heads = set("lake mount mt fort ft camp little air lac")

	// says after a demonym make it a surname.
	says = set("said says told added testified wrote")

	// pronounHeads are words after which US in a line of capitals is the pronoun.
	pronounHeads = set(`let lets give gives tell tells join contact about bring take make show help teach follow email call send remind all both
		trust leave get told gave left among between of for with around behind before love hate save kill`)

	// polishes are what follows the verb that looks like the adjective.
	polishes = set("the your his her their its it up off them")

	// onRoads stand before the number of a road: "on US 30".
	onRoads = set("on along off onto near")

	// coins after an adjective make it a currency: "Swiss francs".
	coins = set(`dollar dollars dlr dlrs franc francs pound pounds sterling yen yuan rupee rupees peso pesos krona kronor krone kroner crowns
		lira liras lire ruble rubles rouble roubles dinar dinars dirham dirhams riyal riyals rial rials ringgit baht rand naira shilling shillings
		shekel shekels hryvnia hryvnias forint forints koruna korunas manat tenge dong kip kyat taka birr kwacha dalasi cedi cedis pula
		rufiyaa lempira lempiras quetzal quetzales guarani guaranies gourde gourdes renminbi leu lei leva zloty reais guilder guilders escudo schilling cents`)

	// verbs are coins whose name is a word besides, with the codes of the countries that have them: "Korean won", but "the Dutch won".
	verbs = map[string]string{"won": "KR KP", "real": "BR", "mark": "DE DD FI EE", "marks": "DE DD FI EE"}

	tongues = set("language languages speaking speaker speakers lessons lesson translation translations subtitles dictionary dialect dialects alphabet subtitled")
	speaks  = set("speak speaks speaking spoke spoken fluent learn learns learned learning write writes wrote writing published broadcast broadcasts sang sung")
)

// plain reports whether the match may speak of a country, judged by its neighbours.
func (l *lexicon) plain(s string, m *match) bool {
	return !inAddress(s, m) && !alone(s, m) && !currencySign(s, m) && !pronoun(s, m) && !l.namesAThing(s, m) && !l.namesAPerson(s, m) && !l.namesATongue(s, m)
}

// inAddress: a handle, a file name or a host name, "@Jordan", "Canada.com".
func inAddress(s string, m *match) bool {
	if m.start > 0 && (s[m.start-1] == '@' || s[m.start-1] == '_') {
		return true
	}
	if m.end >= len(s) {
		return false
	}
	if m.start > 0 && s[m.start-1] == '<' && s[m.end] == '>' {
		return true // the sign of a share: "<ROK>"
	}
	switch s[m.end] {
	case '@', '_':
		return true
	case '.':
		return m.end+1 < len(s) && classes[s[m.end+1]] == lower
	}
	return false
}

// currencySign: "US$5", "US $5 million", but not "gave the US $5 million".
func currencySign(s string, m *match) bool {
	if m.entry.rule != ruleAbbr {
		return false
	}
	rest := s[m.end:]
	if strings.HasPrefix(rest, "$") {
		return true
	}
	if !strings.HasPrefix(rest, " $") {
		return false
	}
	w, _, _ := before(s, m.start)
	return !strings.EqualFold(w, "the")
}

// pronoun: "JOIN US", "LET US" in capitals.
func pronoun(s string, m *match) bool {
	if m.entry.form != "us" || strings.Contains(s[m.start:m.end], ".") {
		return false
	}
	w, _, sep := before(s, m.start)
	return sep == ' ' && w != "" && w == strings.ToUpper(w) && len(w) > 1 && has(pronounHeads, w)
}

// alone: an adjective of a town without its noun is a person or food, "ein Hamburger".
func alone(s string, m *match) bool {
	if !m.entry.before {
		return false
	}
	next, sep := after(s, m.end)
	return sep != ' ' || !capital(next)
}

// namesAThing: "Jordan River", "Lebanon Street", "Lake Malawi", "Swiss francs".
func (l *lexicon) namesAThing(s string, m *match) bool {
	if m.rule == ruleDemonym || m.rule == ruleAbbr || m.rule == ruleName {
		if w, sep := after(s, m.end); sep == ' ' && (has(coins, w) || m.code != "" && strings.Contains(verbs[w], m.code)) {
			return true
		}
	}
	if w, sep := after(s, m.end); sep == ' ' && capital(w) && !(m.entry.division() && has(kinds, w)) && (has(tails, w) || m.rule == ruleName && has(townTails, w)) {
		return true
	}
	if m.rule == ruleCity && !m.entry.listed && (l.tongue == nil && namesAFirm(s, m.end) || doubled(s, m.end)) {
		return true
	}
	w, _, sep := before(s, m.start)
	if m.entry.rule == ruleAbbr && s[m.end-1] != '.' && m.end+1 < len(s) && classes[s[m.end+1]] == digit && (s[m.end] == '-' || s[m.end] == ' ' && has(onRoads, w)) {
		return true // a road: "US-24"
	}
	if next, gap := after(s, m.end); m.entry.form == "polish" && gap == ' ' && has(polishes, next) {
		return true
	}
	return (sep == ' ' || sep == '.' && len(w) <= 2) && capital(w) && has(heads, w)
}

// doubled: "Rhone-Poulenc".
func doubled(s string, end int) bool {
	return end+1 < len(s) && s[end] == '-' && classes[s[end+1]] == upper
}

// namesAFirm reports that up to three capital words follow at i that end in a firm's.
func namesAFirm(s string, i int) bool {
	for range 3 {
		w, sep := after(s, i)
		if sep != ' ' || !capital(w) {
			return false
		}
		if has(firms, w) {
			return true
		}
		i += strings.Index(s[i:], w) + len(w)
	}
	return false
}

// namesAPerson: "Mr. Jordan", "Michael Jordan", "Chad Smith". A place in front,
// "in Jordan Smith said", speaks against it.
func (l *lexicon) namesAPerson(s string, m *match) bool {
	if !personal[m.entry.form] {
		return false
	}
	w, _, sep := before(s, m.start)
	if (sep == ' ' || sep == '.') && capital(w) && has(honorifics, w) || sep == ' ' && capital(w) && has(l.first, w) {
		return true
	}
	next, nextSep := after(s, m.end)
	if sep == ' ' && strings.EqualFold(w, "by") && m.upper && nextSep == ' ' && next == strings.ToUpper(next) && next != "" {
		return true // a byline
	}
	if m.rule == ruleDemonym && nextSep == ' ' && has(says, next) {
		return true // "French said the issue"
	}
	if !given[m.entry.form] || sep == ' ' && has(inPlace, w) {
		return false
	}
	return nextSep == ' ' && capital(next) && (has(l.last, next) || opensName[m.entry.form] && !has(offices, next) && !headline(s, m.end))
}

// headline reports that the second word after i begins with a capital too, as in a
// headline, where a capital says nothing.
func headline(s string, i int) bool {
	w, _ := after(s, i)
	rest := s[i:]
	next, sep := after(rest, strings.Index(rest, w)+len(w))
	return sep == ' ' && capital(next)
}

// namesATongue: "French-speaking", "spoke Russian", "said in Spanish."
func (l *lexicon) namesATongue(s string, m *match) bool {
	if m.entry.rule != ruleDemonym {
		return false
	}
	if l.tongue != nil {
		return l.tongue.speechOrName(s, m)
	}
	next, sep := after(s, m.end)
	if (sep == ' ' || sep == '-') && has(tongues, next) {
		return true
	}
	if strings.EqualFold(next, "and") && sep == ' ' {
		rest := s[m.end:]
		if v, _ := after(rest, strings.Index(rest, next)+len(next)); strings.EqualFold(v, "English") {
			return true
		}
	}
	w, at, sep := before(s, m.start)
	if sep != ' ' {
		return false
	}
	switch strings.ToLower(w) {
	case "and", "or":
		v, _, _ := before(s, at)
		return strings.EqualFold(v, "English")
	case "in", "into":
		if v, _, _ := before(s, at); has(speaks, v) || strings.HasPrefix(strings.ToLower(v), "translat") || strings.EqualFold(v, "written") {
			return true
		}
		return strings.EqualFold(w, "in") && m.end < len(s) && strings.IndexByte(".,;:!?\")", s[m.end]) >= 0
	}
	return has(speaks, w)
}

func capital(w string) bool { return w != "" && (classes[w[0]] == upper || classes[w[0]] == wide) }

// has reports whether the set holds the word in lower case, without allocating for ASCII.
func has(set map[string]bool, w string) bool {
	var b [32]byte
	if w == "" || len(w) > len(b) {
		return false
	}
	for i := range len(w) {
		c := w[i]
		if c >= utf8.RuneSelf {
			return set[strings.ToLower(w)]
		}
		if classes[c] == upper {
			c += 'a' - 'A'
		}
		b[i] = c
	}
	return set[string(b[:len(w)])]
}
