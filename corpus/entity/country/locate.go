package country

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// A city's name can stand for several places: Paris is in France, Texas, Tennessee and Kentucky. Each place begins with
// points for its size, the binary logarithm of its inhabitants in eighths, and a capital or a city that places.txt lists
// with listedPoints more. The article adds points: for a mention of the place's state, of its country, and most for
// "Paris, Tenn." anywhere, since a name keeps its meaning through an article. The country
// of the best place is taken if it leads the best place of every other country by leadPoints; otherwise the name says nothing.
//
// A division of a country is weighed with the cities, with the inhabitants that divisions of the country have on average. A county tells the
// states that it can be in, those that the article names before the others.
//
// A place that is not listed and not great needs more than its name, which can be a surname's: a preposition before
// it, a dateline, its kind beside it ("Delta State", "the town of Maringa"), or its country in the article. A name that is a word besides needs
// its kind, an accent, or preposition and country both.

const (
	pointsPerDouble = 8
	listedPoints    = 16
	divisionPoints  = 16 // fewer for a division, less known than a city with as many inhabitants
	statePoints     = 32 // for the first mention of its state
	moreState       = 12 // for each of the next three
	countyPoints    = 40 // for a county that its state has, the sign of local news
	countryPoints   = 8  // for each of the first four mentions of its country
	leadPoints      = 12
	greatCity       = 1000 // thousands of inhabitants
)

// locality is what an article says about where its places are.
type locality struct {
	areas     map[string]int
	countries map[string]int
	counties  map[string]bool   // states with a county that is named, alone or with others
	towns     map[string]string // form of a city: the state or country written after it
}

// locate gives each city of the article its country.
func (l *lexicon) locate(texts []string, found [][]match) {
	if !ambiguous(found) {
		return
	}
	where := newLocality(texts, found)
	for t, ms := range found {
		for i := range ms {
			switch m := &ms[i]; m.rule {
			case ruleCity, ruleCapital:
				if len(m.entry.spots) > 0 {
					where.choose(l, texts[t], ms, i)
				}
			case ruleCounty:
				if where.countries["GB"] > 0 && council(texts[t], m) {
					m.code = ""
				}
			}
		}
	}
}

// ambiguous reports whether a match can mean several places.
func ambiguous(found [][]match) bool {
	for _, ms := range found {
		if slices.ContainsFunc(ms, func(m match) bool { return len(m.entry.spots) > 0 }) {
			return true
		}
	}
	return false
}

// council: "Kent County Council" is in England where the article speaks of Britain.
func council(s string, county *match) bool {
	w, sep := after(s, county.end)
	return sep == ' ' && (w == "Council" || w == "Cricket")
}

func newLocality(texts []string, found [][]match) *locality {
	where := &locality{areas: map[string]int{}, countries: map[string]int{}, counties: map[string]bool{}, towns: map[string]string{}}
	var counties []*entry
	for t, ms := range found {
		for i := range ms {
			m := &ms[i]
			if i+1 < len(ms) && besideComma(texts[t], m, &ms[i+1]) {
				where.pair(m, &ms[i+1])
			}
			switch {
			case m.code == "" || m.rule == ruleCity || m.rule == ruleCapital && len(m.entry.spots) > 0:
				continue
			case m.rule == ruleCounty:
				counties = append(counties, m.entry)
			}
			where.countries[m.code]++
			if m.area != "" {
				where.areas[m.area]++
				if m.town != "" {
					where.settle(m.town, m.area)
				}
			}
		}
	}
	for _, county := range counties {
		where.addCounty(county)
	}
	return where
}

// addCounty counts the states that a county can be in: those that the article names, or if it names none of them all.
func (w *locality) addCounty(county *entry) {
	states := slices.DeleteFunc(slices.Clone(county.spots), func(s spot) bool { return w.areas[s.area] == 0 })
	if len(states) == 0 {
		states = county.spots
	}
	for _, s := range states {
		w.counties[s.area] = true
		if len(states) <= 3 {
			w.areas[s.area]++
		}
	}
}

// pair reads "Valencia, Spain". A place that no country of its name follows is not that place: "Victoria, Seychelles".
func (w *locality) pair(city, country *match) {
	if len(city.entry.spots) == 0 || country.rule != ruleName && country.rule != ruleAbbr && country.rule != ruleRegion {
		return
	}
	if slices.ContainsFunc(city.entry.spots, func(s spot) bool { return s.code == country.code }) {
		city.beside = country.code
		w.settle(city.entry.form, country.code)
	} else if city.rule == ruleCity && !city.entry.listed && country.rule == ruleName && city.entry.many() {
		city.rule, city.code = rulePhrase, ""
	}
}

// many reports that places of several countries have the name.
func (e *entry) many() bool {
	return slices.ContainsFunc(e.spots, func(s spot) bool { return s.code != e.spots[0].code })
}

// settle says where a town lies, unless the article has said so before: "PARIS, Texas — ... Folks in Paris, France".
func (w *locality) settle(town, area string) {
	if w.towns[town] == "" {
		w.towns[town] = area
	}
}

// besideComma reports that only a comma and white space stand between the matches.
func besideComma(s string, a, b *match) bool {
	between := s[a.end:b.start]
	return len(between) > 1 && len(between) < 5 && between[0] == ',' && strings.TrimSpace(between[1:]) == ""
}

func (w *locality) choose(l *lexicon, s string, ms []match, i int) {
	m := &ms[i]
	if area := cmp.Or(m.beside, w.towns[m.entry.form]); area != "" && (m.beside != "" || !atHome(s, ms, i, area[:2])) {
		m.locate(area[:2], m.entry.spots)
		return
	}
	best := map[string]int{}
	for _, place := range m.entry.spots {
		best[place.code] = max(best[place.code], w.points(m, place))
	}
	codes := make([]string, 0, len(best))
	for code := range best {
		codes = append(codes, code)
	}
	slices.SortFunc(codes, func(a, b string) int { return cmp.Or(cmp.Compare(best[b], best[a]), cmp.Compare(a, b)) })
	switch {
	case len(codes) > 1 && !m.dateline && best[codes[0]]-best[codes[1]] < leadPoints:
		m.code = ""
	case !m.dateline && !w.sure(l, s, m, codes[0]):
		m.code = ""
	default:
		m.locate(codes[0], m.entry.spots)
	}
}

// homeBytes is how far before a well-known city a name of its country speaks for it.
const homeBytes = 80

// atHome reports that a well-known city stands in a sentence behind a name of its country and none of the one where the article has
// another town with the name: after "Paris, Texas", in "the French president spoke in Paris".
func atHome(s string, ms []match, i int, other string) bool {
	m := &ms[i]
	if m.entry.code == other || m.rule != ruleCapital && !m.entry.listed || m.dateline {
		return false
	}
	home := false
	for j := i - 1; j >= 0 && ms[j].start > m.start-homeBytes; j-- {
		if strings.Contains(s[ms[j].end:m.start], ". ") || strings.Contains(s[ms[j].end:m.start], "\n") || ms[j].code == other {
			break
		}
		home = home || ms[j].code == m.entry.code && ms[j].named
	}
	return home
}

func (w *locality) points(m *match, place spot) int {
	n := int(math.Log2(float64(place.weight)) * pointsPerDouble)
	if place.division {
		n -= divisionPoints
	}
	if place.code == m.entry.code && (m.entry.listed || m.rule == ruleCapital) {
		n += listedPoints
	}
	if k := w.areas[place.area]; place.area != "" && k > 0 {
		n += statePoints + moreState*min(k-1, 3)
	}
	if w.counties[place.area] {
		n += countyPoints
	}
	return n + countryPoints*min(w.countries[place.code], 4)
}

// sure reports that the name is the city's, beyond its mere letters.
func (w *locality) sure(l *lexicon, s string, m *match, code string) bool {
	placed := l.placed(s, m.start)
	kind := ofKind(s, m)
	if m.entry.vague {
		return kind || !ascii(s[m.start:m.end]) || placed && w.countries[code] > 0
	}
	if !m.entry.listed && !placed && endsName(s, m) {
		return false
	}
	if strings.HasPrefix(m.entry.form, "st ") && !m.entry.listed && m.rule == ruleCity {
		return placed || kind // else a school, a hospital or a church
	}
	if kind || m.entry.listed || m.rule == ruleCapital || w.countries[code] > 0 || placed {
		return true
	}
	if l.tongue != nil && !l.aloneIn(s, m, code) {
		return false
	}
	for _, place := range m.entry.spots {
		if place.code == code && place.weight >= greatCity && !m.entry.namesake {
			return true
		}
	}
	return !m.entry.namesake && townly(m.entry.form)
}

// aloneIn reports that in another language than English a name can mean the place without more evidence: inside a sentence, and before no other
// capital word, since words that are names elsewhere begin sentences and names of people. Two signs do so only for a place whose
// country writes them: "和平" is a province of Vietnam, and peace.
func (l *lexicon) aloneIn(s string, m *match, code string) bool {
	if l.tongue.unspaced {
		return strings.Contains(l.tongue.homes, code) || m.end-m.start > 2*len("和")
	}
	if next, sep := after(s, m.end); sep == ' ' && capital(next) && !ascii(next[:1]) == !ascii(s[m.start:m.start+1]) && l.tongue.script != "Arabic" {
		return false
	}
	head := strings.TrimRight(s[:m.start], " \n\t\"«“„'(")
	return head != "" && !strings.ContainsAny(head[len(head)-1:], ".!?:") || l.tongue.script == "Arabic"
}

// placed reports that a preposition of place stands before i, as it may be with an article between.
func (l *lexicon) placed(s string, i int) bool {
	v, at, sep := before(s, i)
	if v == "the" && sep == ' ' {
		v, _, sep = before(s, at)
	}
	words := inPlace
	if l.tongue != nil {
		words = l.tongue.places
	}
	return sep == ' ' && has(words, v)
}

// directions stand in capitals before a city without being a part of its name or a person's.
var directions = set("north south east west northern southern eastern western central greater downtown upper lower outer inner")

// endsName reports that the one word reads as the last of a person's name: another capital word stands before it inside a sentence
// that goes on with small letters, "the seller Rosa Trindade charges".
func endsName(s string, m *match) bool {
	if strings.Contains(m.entry.form, " ") || m.upper {
		return false
	}
	next, sep := after(s, m.end)
	if sep != ' ' || next == "" || capital(next) {
		return false
	}
	name, at, sep := before(s, m.start)
	if sep != ' ' || !capital(name) || has(directions, name) {
		return false
	}
	_, _, sep = before(s, at)
	return sep == ' ' && !opensLine(s, at)
}

// kinds are what a place is called: "Delta State", "the town of Maringa".
var kinds = set("city town village port municipality state province region regency prefecture governorate department district county canton oblast division")

// ofKind reports that the name stands with its kind.
func ofKind(s string, m *match) bool {
	next, sep := after(s, m.end)
	if sep == ' ' && has(kinds, next) {
		return true
	}
	of, at, sep := before(s, m.start)
	if one, several := strings.CutSuffix(next, "s"); several && of == "and" && has(kinds, one) {
		return true // "Lagos and Ogun states"
	}
	if sep != ' ' || of != "of" {
		return false
	}
	kind, _, sep := before(s, at)
	return sep == ' ' && has(kinds, kind)
}

func ascii(s string) bool { return utf8.RuneCountInString(s) == len(s) }

var openers = set("st saint sainte san santa santo sao el la los las le les il al")

// townly reports that the form is a town's by its look: several words, or an ending that surnames seldom have.
func townly(form string) bool {
	if strings.Contains(form, " ") {
		first, _, _ := strings.Cut(form, " ")
		return !openers[first] // a school, a church, a street
	}
	for _, end := range []string{"ville", "burg", "burgh", "port", "field", "polis", "stadt", "grad", "pur", "abad", "mouth", "haven"} {
		if strings.HasSuffix(form, end) {
			return true
		}
	}
	return false
}

// locate sets the country, and those that the name could mean besides.
func (m *match) locate(code string, spots []spot) {
	m.code = code
	if slices.ContainsFunc(spots, func(s spot) bool { return s.code == code && s.division }) {
		m.rule = ruleRegion
	}
	for _, place := range spots {
		if place.code != code && !slices.Contains(m.other, place.code) && len(m.other) < 3 {
			m.other = append(m.other, place.code)
		}
	}
}
