package country

import (
	"fmt"
	"slices"
	"strings"
)

// A form with several readings takes the one that the article speaks for. Each
// reading has cues: single words, and mentions of other countries. A cue counts
// once for the article, and localWeight more for a mention that it stands within
// localBytes of. The reading with most points wins, the first listed among equals.

const (
	localBytes  = 60
	localWeight = 2
)

// sense is a form with its readings.
type sense struct {
	form     string
	readings []reading
	cues     sieve
}

// sieve tells most words apart from those put in: a bit for each length, by first letter.
type sieve [32]uint64

func (v *sieve) put(word string) { v[word[0]&31] |= 1 << len(word) }

func (v *sieve) mayHold(key []byte) bool { return len(key) > 0 && v[key[0]&31]>>len(key)&1 == 1 }

type reading struct {
	code    string // "" for no country
	implied bool   // the reading is a state of the country
	label   string // as in the data: "GE", "US state", "bird"
}

// cue says which reading of which sense a word speaks for.
type cue struct {
	sense   *sense
	reading int
}

// readSenses ties the readings to the entries of their forms and of the plurals.
func (l *lexicon) readSenses() error {
	byForm := map[string]*sense{}
	l.cues, l.countryCues = map[string][]cue{}, map[string][]cue{}
	return rows("senses.txt", sensesData, 3, func(c []string) error {
		words := tokens(c[0], nil)
		form := strings.Join(words, " ")
		s := byForm[form]
		if s == nil {
			e := l.lookup(words)
			if e == nil {
				return fmt.Errorf("%q is no form of the lexicon", c[0])
			}
			s = &sense{form: form}
			byForm[form], e.sense = s, s
			words[len(words)-1] += "s"
			if e := l.lookup(words); e != nil && !strings.HasPrefix(c[1], "-") {
				e.sense = s // "Indians" as "Indian", but "Finns" are no surname
			}
		}
		r := reading{code: strings.TrimSuffix(c[1], " state"), label: c[1]}
		r.implied = r.code != c[1]
		if what, none := strings.CutPrefix(c[1], "-"); none {
			r.code, r.label = "", strings.TrimSpace(what)
		}
		for _, word := range values(c[2]) {
			to := l.cues
			if code, ok := strings.CutPrefix(word, "@"); ok {
				to, word = l.countryCues, code
			} else {
				s.cues.put(word)
			}
			to[word] = append(to[word], cue{s, len(s.readings)})
		}
		s.readings = append(s.readings, r)
		return nil
	})
}

// point is a cue that stands in a text.
type point struct {
	at int
	cue
}

// points returns the cues of a text in order.
func (l *lexicon) points(s string, wanted map[*sense]bool) []point {
	var out []point
	var w word
	var any sieve
	for s := range wanted {
		for i, lengths := range s.cues {
			any[i] |= lengths
		}
	}
	for i := 0; i < len(s); {
		if classes[s[i]] == other || !readWord(s, i, &w) {
			i++
			continue
		}
		if any.mayHold(w.folded()) {
			for _, c := range l.cues[string(w.folded())] {
				if wanted[c.sense] {
					out = append(out, point{i, c})
				}
			}
		}
		i = max(w.end, i+1)
	}
	return out
}

// settle chooses the reading of every match that has several, over the texts of
// an article.
func (l *lexicon) settle(texts []string, found [][]match) {
	wanted := map[*sense]bool{}
	for _, ms := range found {
		for i := range ms {
			if s := ms[i].entry.sense; s != nil {
				wanted[s] = true
			}
		}
	}
	if len(wanted) == 0 {
		return
	}
	polls := poll{seen: map[string]bool{}, votes: map[*sense][]int{}}
	polls.news(found, wanted)
	near := make([][]point, len(texts))
	for t, s := range texts {
		near[t] = l.points(s, wanted)
		for _, p := range near[t] {
			polls.vote(firstWord(s, p.at), p.cue, 1)
		}
		for i := range found[t] {
			m := &found[t][i]
			for _, c := range l.countryCues[m.code] {
				if m.entry.sense == nil && wanted[c.sense] {
					polls.vote("@"+m.code, c, 1)
				}
			}
		}
	}
	for t, ms := range found {
		choose(texts[t], ms, near[t], polls.votes)
	}
}

// poll counts for each sense the points of its readings in an article.
type poll struct {
	seen  map[string]bool // what has voted, for which reading
	votes map[*sense][]int
}

// vote gives a reading n points, once for each key.
func (p *poll) vote(key string, c cue, n int) {
	key += "\x00" + c.sense.form + "\x00" + c.sense.readings[c.reading].label
	if p.seen[key] {
		return
	}
	p.seen[key] = true
	if p.votes[c.sense] == nil {
		p.votes[c.sense] = make([]int, len(c.sense.readings))
	}
	p.votes[c.sense][c.reading] += n
}

// news lets local news of the United States speak for its towns, and the company of other countries against them.
func (p *poll) news(found [][]match, wanted map[*sense]bool) {
	local, abroad := newsOf(found)
	if local == 0 {
		return
	}
	for s := range wanted {
		for r := range s.readings {
			if s.homely(r) {
				p.vote("county", cue{s, r}, min(local, 2))
			} else {
				p.vote("abroad", cue{s, r}, min(abroad, 2))
			}
		}
	}
}

// homely reports that in local news of the United States the reading is the likelier one: no country, or a state.
func (s *sense) homely(reading int) bool {
	r := s.readings[reading]
	return r.implied || r.label == "US town" || r.label == "bird" || r.label == "person" || r.label == "ballot"
}

// newsOf counts the American counties and towns with their states that the article names, and the other countries.
func newsOf(found [][]match) (local, abroad int) {
	seen := map[string]bool{"US": true, "": true}
	for _, ms := range found {
		for i := range ms {
			m := &ms[i]
			if m.code == "US" && (m.rule == ruleCounty || m.rule == ruleCityState) {
				local++
			}
			if m.named && m.entry.sense == nil && !seen[m.code] {
				seen[m.code] = true
				abroad++
			}
		}
	}
	return local, abroad
}

// choose gives each match with a sense its reading: the article's votes and those
// of the cues around it.
func choose(s string, ms []match, near []point, votes map[*sense][]int) {
	first := 0
	for i := range ms {
		m := &ms[i]
		sense := m.entry.sense
		if sense == nil {
			continue
		}
		if i > 0 && besideComma(s, &ms[i-1], m) && ms[i-1].entry.rule != ruleName && m.takeFrom(sense, ms[i-1].code) {
			continue // "Conakry, Guinea"
		}
		if m.accented(s) {
			continue // "Réunion"
		}
		if calledCountry(s, m) && m.asCountry() {
			continue // "Georgia, the former Soviet republic"
		}
		if calledState(s, m) && m.asState() {
			continue // "the U.S. state of Georgia"
		}
		score := make([]int, len(sense.readings))
		copy(score, votes[sense])
		for first < len(near) && near[first].at < m.start-localBytes {
			first++
		}
		for _, p := range near[first:] {
			if p.at > m.end+localBytes {
				break
			}
			if p.sense == sense && !ofNamesake(ms, m, p.at) {
				score[p.reading] += localWeight
			}
		}
		companions(ms, i, score)
		best := 0
		for r := range score {
			if score[r] > score[best] {
				best = r
			}
		}
		m.take(sense, best)
	}
}

// companions gives a reading the points of a cue for each other match nearby that names its country: "Lebanon", beside "Lebanese".
func companions(ms []match, i int, score []int) {
	m := &ms[i]
	for j := max(0, i-3); j < min(len(ms), i+4); j++ {
		o := &ms[j]
		if j == i || !o.named || o.entry.sense != nil || o.start > m.end+2*localBytes || o.end < m.start-2*localBytes {
			continue
		}
		for r, reading := range m.entry.sense.readings {
			if reading.code == o.code && !reading.implied && o.code != "" {
				score[r] += 2 * localWeight
			}
		}
	}
}

// takeFrom gives the match the reading that means the country of the place before it.
func (m *match) takeFrom(s *sense, code string) bool {
	i := slices.IndexFunc(s.readings, func(r reading) bool { return r.code == code && !r.implied && code != "" })
	if i >= 0 {
		m.take(s, i)
	}
	return i >= 0
}

// accented gives a match the first country that it can mean if it is written with an accent, which no English word has.
func (m *match) accented(s string) bool {
	return m.entry.rule == ruleName && !ascii(s[m.start:m.end]) && m.asCountry()
}

// nations are what a country is called.
var nations = set("country nation republic kingdom emirate monarchy sultanate")

// calledCountry reports that the words at the match call it a country: "Georgia, a small republic", "the kingdom of Jordan".
func calledCountry(s string, m *match) bool {
	if of, at, sep := before(s, m.start); sep == ' ' && of == "of" {
		if w, _, sep := before(s, at); sep == ' ' && has(nations, w) {
			return true
		}
	}
	rest, comma := strings.CutPrefix(s[m.end:], ",")
	if !comma {
		return false
	}
	words := strings.Fields(rest[:min(len(rest), localBytes)])
	if len(words) == 0 || words[0] != "the" && words[0] != "a" && words[0] != "an" {
		return false
	}
	for _, w := range words {
		if has(nations, strings.TrimRight(w, ".,;—")) {
			return true
		}
		if strings.ContainsAny(w, ".,;") {
			break
		}
	}
	return false
}

// calledState reports that "state of" stands before the match.
func calledState(s string, m *match) bool {
	of, at, sep := before(s, m.start)
	if sep != ' ' || of != "of" {
		return false
	}
	w, _, sep := before(s, at)
	return sep == ' ' && strings.EqualFold(w, "state")
}

// ofNamesake reports that what stands at i belongs to a town with the name of the match, and so tells it apart from that town:
// the state in "bread from Lebanon, Tenn., to Lebanon".
func ofNamesake(ms []match, m *match, i int) bool {
	return slices.ContainsFunc(ms, func(o match) bool {
		return o.rule == ruleCityState && o.town == m.entry.form && o.start <= i && i < o.end
	})
}

// asState gives a match the first state that it can mean.
func (m *match) asState() bool {
	i := slices.IndexFunc(m.entry.sense.readings, func(r reading) bool { return r.implied })
	if i >= 0 {
		m.take(m.entry.sense, i)
	}
	return i >= 0
}

// asCountry gives a match the first country that it can mean.
func (m *match) asCountry() bool {
	i := slices.IndexFunc(m.entry.sense.readings, func(r reading) bool { return r.code != "" && !r.implied })
	if i >= 0 {
		m.take(m.entry.sense, i)
	}
	return i >= 0
}

// take gives the match the reading, and the others as what it could be besides.
func (m *match) take(s *sense, best int) {
	r := s.readings[best]
	m.code = r.code
	for i := range s.readings {
		if i != best && s.readings[i].label != "" {
			m.other = append(m.other, s.readings[i].label)
		}
	}
	if r.implied {
		m.rule, m.named = ruleState, false
		if m.wide < m.start {
			m.start, m.rule = m.wide, ruleCityState
		}
	}
}

func firstWord(s string, i int) string {
	var w word
	readWord(s, i, &w)
	return string(w.folded())
}
