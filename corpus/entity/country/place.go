package country

import (
	"fmt"
	"slices"
	"strings"
)

// spot is one of the places that carry a city's name.
type spot struct {
	code   string
	area   string // "US.GA"; "" where states are not told apart
	weight int    // thousands of inhabitants, at least 1

	division bool // a first-level division of the country, not a city
}

func (l *lexicon) readStates() error {
	rules := map[string][2]string{"US": {ruleState, ruleStateAbbr}, "CA": {ruleProvince, ruleProvAbbr}, "AU": {ruleState, ruleStateAbbr}}
	return rows("states.txt", statesData, 3, func(c []string) error {
		code, _, _ := strings.Cut(c[0], ".")
		rule, ok := rules[code]
		if !ok {
			return fmt.Errorf("%q is no state that is known", c[0])
		}
		for cell, rule := range rule {
			for _, form := range values(c[cell+1]) {
				if e := l.add(form, code, rule); e.area == "" {
					e.area = c[0]
				}
			}
		}
		return nil
	})
}

func (l *lexicon) readPlaces() error {
	return rows("places.txt", placesData, 3, func(c []string) error {
		for _, form := range values(c[2]) {
			e := l.add(form, c[0], c[1])
			e.listed = e.rule == ruleCity
			if e.listed || e.rule == ruleCapital {
				l.canBe(e)
			}
		}
		return nil
	})
}

// readGazetteer reads the English gazetteer and that of other spellings.
func (l *lexicon) readGazetteer() error {
	for _, file := range []string{"en", "latin"} {
		g, err := newGazetteer(file, nil, false)
		if err != nil {
			return err
		}
		l.gazetteers = append(l.gazetteers, g)
	}
	return nil
}

// canBe gives a city that places.txt lists all places that it can be.
func (l *lexicon) canBe(e *entry) {
	cells := strings.TrimPrefix(l.gazetteers[0].cells[e.form], "~")
	if cells == "" {
		return
	}
	e.spots = spotsOf(cells)
	if !slices.ContainsFunc(e.spots, func(s spot) bool { return s.code == e.code }) {
		e.spots = append(e.spots, spot{code: e.code, weight: greatCity}) // GeoNames spells it otherwise: "Köln"
	}
	e.namesake = l.first[e.form] || l.last[e.form]
}

func (l *lexicon) readCounties() error {
	return rows("counties.txt", countiesData, 2, func(c []string) error {
		county, parish := (*entry)(nil), (*entry)(nil)
		for _, state := range values(c[1]) {
			e := &county
			kind := " County"
			if state == "LA" {
				e, kind = &parish, " Parish"
			}
			if *e == nil {
				*e = l.add(c[0]+kind, "US", ruleCounty)
				(*e).caps = true
			}
			(*e).spots = append((*e).spots, spot{code: "US", area: "US." + state, weight: 1})
		}
		return nil
	})
}
