package country

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// spot is one of the places that carry a city's name.
type spot struct {
	code   string
	area   string // "US.GA"; "" where states are not told apart
	weight int    // thousands of inhabitants, at least 1
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
			if e := l.add(form, c[0], c[1]); e.rule == ruleCity {
				e.listed = true
			}
		}
		return nil
	})
}

// readCities adds the cities, and gives those that places.txt lists already all places that they can be.
func (l *lexicon) readCities() error {
	return rows("cities.txt", citiesData, 2, func(c []string) error {
		var spots []spot
		for _, cell := range values(c[1]) {
			area, weight, _ := strings.Cut(cell, ":")
			n, err := strconv.Atoi(weight)
			if err != nil {
				return fmt.Errorf("%s: %w", c[0], err)
			}
			code, _, split := strings.Cut(area, ".")
			if !split {
				area = ""
			}
			spots = append(spots, spot{code, area, n})
		}
		e := l.add(c[0], spots[0].code, ruleCity)
		if e.rule == ruleCity || e.rule == ruleCapital {
			if !slices.ContainsFunc(spots, func(s spot) bool { return s.code == e.code }) {
				spots = append(spots, spot{e.code, "", greatCity}) // GeoNames spells it otherwise: "Köln"
			}
			e.spots = append(e.spots, spots...)
			e.namesake = l.first[e.form] || l.last[e.form]
		}
		return nil
	})
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
			(*e).spots = append((*e).spots, spot{"US", "US." + state, 1})
		}
		return nil
	})
}
