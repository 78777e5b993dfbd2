package country

import (
	"fmt"
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
}

type reading struct {
	code    string // "" for no country
	implied bool   // the reading is a state of the country
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
			if e := l.lookup(words); e != nil && c[1] != "-" {
				e.sense = s // "Indians" as "Indian", but "Finns" are no surname
			}
		}
		r := reading{code: strings.TrimSuffix(c[1], " state")}
		r.implied = r.code != c[1]
		if r.code == "-" {
			r.code = ""
		}
		for _, word := range values(c[2]) {
			to := l.cues
			if code, ok := strings.CutPrefix(word, "@"); ok {
				to, word = l.countryCues, code
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
	for i := 0; i < len(s); {
		if classes[s[i]] == other || !readWord(s, i, &w) {
			i++
			continue
		}
		for _, c := range l.cues[string(w.folded())] {
			if wanted[c.sense] {
				out = append(out, point{i, c})
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
	seen := map[string]bool{}
	votes := map[*sense][]int{}
	vote := func(key string, c cue, n int) {
		if seen[key+"\x00"+c.sense.form+"\x00"+c.sense.readings[c.reading].code] {
			return
		}
		seen[key+"\x00"+c.sense.form+"\x00"+c.sense.readings[c.reading].code] = true
		if votes[c.sense] == nil {
			votes[c.sense] = make([]int, len(c.sense.readings))
		}
		votes[c.sense][c.reading] += n
	}
	near := make([][]point, len(texts))
	for t, s := range texts {
		near[t] = l.points(s, wanted)
		for _, p := range near[t] {
			vote(firstWord(s, p.at), p.cue, 1)
		}
		for i := range found[t] {
			m := &found[t][i]
			for _, c := range l.countryCues[m.code] {
				if m.entry.sense == nil && wanted[c.sense] {
					vote("@"+m.code, c, 1)
				}
			}
		}
	}
	for t, ms := range found {
		choose(ms, near[t], votes)
	}
}

// choose gives each match with a sense its reading: the article's votes and those
// of the cues around it.
func choose(ms []match, near []point, votes map[*sense][]int) {
	first := 0
	for i := range ms {
		m := &ms[i]
		s := m.entry.sense
		if s == nil {
			continue
		}
		score := make([]int, len(s.readings))
		copy(score, votes[s])
		for first < len(near) && near[first].at < m.start-localBytes {
			first++
		}
		for _, p := range near[first:] {
			if p.at > m.end+localBytes {
				break
			}
			if p.sense == s {
				score[p.reading] += localWeight
			}
		}
		best := 0
		for r := range score {
			if score[r] > score[best] {
				best = r
			}
		}
		m.take(s.readings[best])
	}
}

func (m *match) take(r reading) {
	m.code = r.code
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
