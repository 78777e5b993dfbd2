package country

import (
	"strings"
	"unicode/utf8"

	"dateline/corpus"
)

// Centrality says from 1 to 100 how much an article is about a country:
//
//	35 if the title speaks of it, 20 if the lede does (the first paragraph, at most ledeBytes), 5 if the dateline does;
//	40 · r · n/(n+2), where n counts its mentions and r is n's share of the largest n of the article.
//
// A mention that only implies the country counts half, in n and in the title and the lede. A country named once in
// passing at the end of an article about another gets 1 to 5, the one that an article is about 70 to 95.

const (
	titlePoints    = 35
	ledePoints     = 20
	datelinePoints = 5
	countPoints    = 40
	ledeBytes      = 350
)

// standing is what centrality is computed from.
type standing struct {
	title, lede float64 // 1 where named there, 0.5 where implied
	dateline    bool
	n           float64
}

// add counts a mention; lede is where the lede ends, in code points.
func (s *standing) add(m *corpus.Mention, lede int) {
	weight := 0.5
	if (&entry{rule: m.Rule}).named() {
		weight = 1
	}
	s.n += weight
	switch {
	case m.Field == corpus.FieldTitle:
		s.title = max(s.title, weight)
	case m.Rule == ruleDateline:
		s.dateline = true
	case m.Start < lede:
		s.lede = max(s.lede, weight)
	}
}

func (s *standing) score(most float64) int {
	points := titlePoints*s.title + ledePoints*s.lede + countPoints*s.n/most*s.n/(s.n+2)
	if s.dateline {
		points += datelinePoints
	}
	return min(100, max(1, int(points+0.5)))
}

// rank gives each country its centrality.
func rank(countries []corpus.Country, body string) {
	lede := utf8.RuneCountInString(body[:ledeEnd(body)])
	standings := make([]standing, len(countries))
	most := 0.0
	for i := range countries {
		for j := range countries[i].Mentions {
			standings[i].add(&countries[i].Mentions[j], lede)
		}
		most = max(most, standings[i].n)
	}
	for i := range countries {
		countries[i].Centrality = standings[i].score(most)
	}
}

// ledeEnd returns where the first paragraph of a body ends, in bytes.
func ledeEnd(body string) int {
	end := strings.IndexByte(body, '\n')
	if end < 0 || end > ledeBytes {
		end = min(len(body), ledeBytes)
		for end < len(body) && !utf8.RuneStart(body[end]) {
			end++
		}
	}
	return end
}
