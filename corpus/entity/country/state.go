package country

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A place, a comma and a state are one mention of the state's country: "Atlanta,
// Georgia", "Lebanon, Pa.", "Cottonport, Louisiana". The place is a match that
// ends at the comma and is a city, or one of the American towns that carry a
// country's name; or else up to four capitalised words after a preposition. A
// state's abbreviation is a mention only so.

// towns are countries' names that are also names of American towns in the news.
var towns = set("lebanon peru cuba norway poland denmark jordan palestine brazil jamaica holland sweden grenada macedonia mexico wales")

// newYork are the known places that "New York" follows as the name of their state;
// after another city it is the next city of a list.
var newYork = set("buffalo brooklyn manhattan")

// notTowns begin a phrase before a comma that is no place.
var notTowns = set(`monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
	september october november december yesterday today tomorrow however meanwhile moreover but and or the a an this that these those
	congress senate house republicans democrats thanksgiving christmas easter president gov sen rep mr mrs ms dr earlier later recently`)

// shortened are the words of a town's name that a point follows.
var shortened = set("st ste mt ft pt")

var prepositions = set("in of from near at to outside around into through toward towards across between downtown suburban")

// joinState widens m, a state, over the place before it, dropping that place's own
// match, and reports whether it did.
func joinState(s string, m *match, out *[]match) bool {
	comma := stateComma(s, m.start)
	if comma < 0 {
		return false
	}
	abbr := m.rule == ruleStateAbbr || m.rule == ruleProvAbbr
	if abbr && !takePoint(s, m) {
		return false
	}
	start, drop := -1, false
	if n := len(*out); n > 0 && (*out)[n-1].end == comma {
		place := (*out)[n-1].entry
		switch place.rule {
		case ruleCity, ruleCapital, ruleRegion, ruleNation:
			drop = m.entry.form != "new york" || newYork[place.form]
		case ruleName, ruleState:
			drop = abbr || towns[place.form] || place.form == m.entry.form
		}
		if !drop && place.rule != rulePhrase {
			return false
		}
		start = (*out)[n-1].start
		m.town = place.form
		m.australian(place)
	}
	if !drop {
		if start = placeBefore(s, comma, abbr || endsDateline(s[m.end:], true)); start < 0 {
			return false
		}
	}
	for n := len(*out); n > 0 && (*out)[n-1].end > start; n = len(*out) {
		*out = (*out)[:n-1]
	}
	m.start, m.wide, m.rule = start, start, ruleCityState
	return true
}

// australian reads "Perth, WA", where Washington has no such city.
func (m *match) australian(place *entry) {
	if m.rule == ruleStateAbbr && m.upper && place.code == "AU" && slices.ContainsFunc(place.spots, func(s spot) bool { return s.area == "AU."+m.area[3:] }) {
		m.code, m.area = "AU", "AU."+m.area[3:]
	}
}

// stateToo is the one country whose name is a state's as well.
const (
	stateToo     = "georgia"
	georgiaState = "US.GA"
)

// stateCapital is the one capital whose name is a state's as well.
const stateCapital = "washington"

// afterUS reports whether the place before the comma before i can be in the United States, so
// that "Spokane, Washington" is one place, and "London, Washington and Paris" three.
func afterUS(s string, i int, out []match) bool {
	comma := stateComma(s, i)
	n := len(out)
	return comma >= 0 && (n == 0 || out[n-1].end != comma || out[n-1].code == "US" && out[n-1].rule == ruleCity)
}

// georgia joins "Atlanta, Georgia" and "Athens, Georgia", but not "Tbilisi, Georgia".
// After a place unknown it waits for the reading that the article gives.
func (l *lexicon) georgia(s string, m *match, out *[]match) {
	comma := stateComma(s, m.start)
	if comma < 0 {
		return
	}
	n := len(*out)
	if n == 0 || (*out)[n-1].end != comma {
		if start := placeBefore(s, comma, false); start >= 0 && (n == 0 || (*out)[n-1].end <= start) {
			m.wide = start
		}
		return
	}
	place := (*out)[n-1]
	if (place.rule == ruleCity || place.rule == ruleCapital) && place.code != "GE" {
		*m = match{start: place.start, wide: place.start, end: m.end, entry: l.cityState, code: "US", rule: ruleCityState,
			area: georgiaState, town: place.entry.form}
		*out = (*out)[:n-1]
	}
}

// stateComma returns the place of the comma before i, or -1.
func stateComma(s string, i int) int {
	j := strings.TrimRightFunc(s[max(0, i-40):i], unicode.IsSpace)
	k := max(0, i-40) + len(j)
	if len(j) == 0 || s[k-1] != ',' || strings.Count(s[k:i], "\n") > 2 {
		return -1
	}
	return k - 1
}

// takePoint widens an abbreviated state over its point. Without one only the
// postal form, two capitals, is a state.
func takePoint(s string, m *match) bool {
	if s[m.end-1] == '.' {
		return true
	}
	if m.end < len(s) && s[m.end] == '.' && !m.upper {
		m.end++
		return true
	}
	if m.upper && m.end-m.start == 2 {
		return true
	}
	city, _, _ := before(s, stateComma(s, m.start)) // "BIRMINGHAM, Ala, March 6 -"
	return m.end < len(s) && s[m.end] == ',' && len(city) > 2 && city == strings.ToUpper(city)
}

// placeBefore returns where the capitalised words that end at i begin. They count
// as a place after a preposition; before an abbreviation, or in a dateline ("MILLERSBURG, Ohio —"), without more ado.
func placeBefore(s string, i int, sure bool) int {
	start := -1
	for n := 0; n < 4; n++ {
		w, at, sep := before(s, i)
		key := strings.ToLower(w)
		if w == "" || sep != ' ' && (sep != 0 || n > 0) && sep != '-' && (sep != '.' || !shortened[key]) {
			break
		}
		if prepositions[key] {
			if start >= 0 {
				return start
			}
			return -1
		}
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) {
			break
		}
		if notTowns[key] {
			return -1
		}
		start, i = at, at
		if sure && len(w) > 3 && w == strings.ToUpper(w) && opensLine(s, at) {
			break // "... of $10M\nCORDELE, Ga."
		}
	}
	if sure {
		return start
	}
	return -1
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// before returns the word that ends at i or before white space there, where it
// begins, and what stands between: ' ' for white space alone, '.', ',' or '-' for
// that mark, 0 for nothing or anything else. The word is "" where none stands.
func before(s string, i int) (w string, at int, sep byte) {
	j := i
	for j > 0 && i-j < 40 {
		r, size := utf8.DecodeLastRuneInString(s[:j])
		if !unicode.IsSpace(r) {
			break
		}
		j -= size
	}
	if j < i {
		sep = ' '
	}
	if j > 0 && (s[j-1] == '.' || s[j-1] == ',' || s[j-1] == '-') {
		sep = s[j-1]
		j--
	}
	end := j
	for j > 0 && end-j < 64 {
		r, size := utf8.DecodeLastRuneInString(s[:j])
		if !unicode.IsLetter(r) {
			break
		}
		j -= size
	}
	return s[j:end], j, sep
}

// after is before's mirror: the word that begins at i or after white space.
func after(s string, i int) (w string, sep byte) {
	j := i
	for j < len(s) && j-i < 40 {
		r, size := utf8.DecodeRuneInString(s[j:])
		if !unicode.IsSpace(r) {
			break
		}
		j += size
	}
	if j > i {
		sep = ' '
	}
	if j < len(s) && (s[j] == '.' || s[j] == ',' || s[j] == '-') {
		sep = s[j]
		j++
	}
	start := j
	for j < len(s) && j-start < 64 {
		r, size := utf8.DecodeRuneInString(s[j:])
		if !unicode.IsLetter(r) {
			break
		}
		j += size
	}
	return s[start:j], sep
}
