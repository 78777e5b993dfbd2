package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
)

// A name keeps, beside its greatest country, the others that can be meant: those with a thirtieth of its inhabitants, and every
// American state. One-word names of cities that are an English word are left out, and those that are a usual name of people unless
// the city has 300,000 inhabitants. "Danang" and "Ha Noi" are the same letters as "Da Nang" and "Hanoi", and count as they do.

const (
	leastWorld    = 100_000
	leastUS       = 50_000
	leastNamesake = 300_000 // of a city with a usual name of people
	leastOther    = 15_000  // of another country's city of the name
	othersShare   = 30
	leastLetters  = 4
)

// admins spells the first-level divisions of countries whose divisions GeoNames numbers.
var admins = map[string]map[string]string{
	"CA": {"01": "AB", "02": "BC", "03": "MB", "04": "NB", "05": "NL", "07": "NS", "08": "ON", "09": "PE", "10": "QC", "11": "SK",
		"12": "YT", "13": "NT", "14": "NU"},
	"AU": {"01": "ACT", "02": "NSW", "03": "NT", "04": "QLD", "05": "SA", "06": "TAS", "07": "VIC", "08": "WA"},
}

type city struct {
	Name        string   `json:"name"`
	CountryCode string   `json:"countrycode"`
	Population  int      `json:"population"`
	Admin1Code  string   `json:"admin1code"`
	Others      []string `json:"alternatenames"`
}

func (c *city) place() string {
	switch admin := admins[c.CountryCode]; {
	case c.CountryCode == "US":
		return "US." + c.Admin1Code
	case admin != nil:
		return c.CountryCode + "." + admin[c.Admin1Code]
	}
	return c.CountryCode
}

// name is one spelling with its inhabitants by country and, where known, state.
type name struct {
	spelled  string
	top      int // of the greatest city
	places   map[string]int
	division map[string]bool // the countries of which it names a division, and no city
	vague    bool            // a word, or a name of people besides
}

// names are by folded spelling.
type names map[string]*name

func (ns names) at(spelled string) *name {
	key := fold(spelled)
	if ns[key] == nil {
		ns[key] = &name{spelled: spelled, places: map[string]int{}, division: map[string]bool{}}
	}
	return ns[key]
}

func readCities(path string) ([]city, error) {
	var byID map[string]city
	if err := decode(path, &byID); err != nil {
		return nil, err
	}
	var out []city
	for _, id := range slices.Sorted(maps.Keys(byID)) {
		out = append(out, byID[id])
	}
	return out, nil
}

// byName adds up the cities of one name.
func byName(cities []city) names {
	ns := names{}
	for i := range cities {
		c := &cities[i]
		n := ns.at(c.Name)
		if c.Population > n.top {
			n.top, n.spelled = c.Population, c.Name
		}
		n.places[c.place()] += c.Population
	}
	return ns
}

// english returns the names of the English list.
func (src *source) english() (names, error) {
	ns := byName(src.cities)
	for key, n := range ns {
		fits := src.listed[key] || !src.words[key] && (!src.people[key] || n.top >= leastNamesake) && n.great() && plain(n.spelled)
		if !fits {
			n.vague = true // kept as another country's place of a division's name
		}
	}
	if err := src.addDivisions(ns); err != nil {
		return nil, err
	}
	for key, n := range ns {
		n.vague = n.vague || len(key) < leastLetters && n.top < leastShort && !src.listed[key]
		if n.vague && len(n.division) == 0 {
			delete(ns, key)
		}
	}
	for i := range src.cities {
		c := &src.cities[i]
		same := ns[fold(c.Name)]
		if same == nil || c.Population < leastWorld {
			continue
		}
		for _, other := range c.Others {
			if key := fold(other); ns[key] == nil && squeeze(key) == squeeze(fold(c.Name)) && plain(other) {
				ns[key] = same
			}
		}
	}
	return ns, nil
}

func squeeze(key string) string { return strings.ReplaceAll(key, " ", "") }

// add makes the name that of a division of a country with these inhabitants, unless it is a city's there that is written for itself.
func (n *name) add(code string, inhabitants int) {
	if n.places[code] < leastWorld {
		n.division[code] = true
		n.places[code] = inhabitants
	}
}

func (n *name) byCountry() map[string]int {
	sums := map[string]int{}
	for p, k := range n.places {
		sums[p[:2]] += k
	}
	return sums
}

func (n *name) great() bool {
	for code, k := range n.byCountry() {
		if k >= leastWorld || code == "US" && k >= leastUS {
			return true
		}
	}
	return false
}

// lines writes the names out, folded or, for a language that inflects them, as spelled.
func (ns names) lines(spelled bool) []string {
	var out []string
	for key, n := range ns {
		mark := ""
		if n.vague {
			mark = "~"
		}
		if spelled {
			key = n.spelled
		}
		out = append(out, mark+key+"|"+n.cells())
	}
	slices.SortFunc(out, func(a, b string) int {
		return cmp.Compare(strings.TrimPrefix(a, "~"), strings.TrimPrefix(b, "~"))
	})
	return out
}

func (n *name) cells() string {
	sums := n.byCountry()
	most := 0
	for _, k := range sums {
		most = max(most, k)
	}
	places := slices.SortedFunc(maps.Keys(n.places), func(a, b string) int {
		return cmp.Or(cmp.Compare(sums[b[:2]], sums[a[:2]]), cmp.Compare(n.places[b], n.places[a]), strings.Compare(a, b))
	})
	var cells []string
	for _, p := range places {
		sum := sums[p[:2]]
		if sum == most || p[:2] == "US" || sum >= leastOther && sum*othersShare >= most {
			mark := ""
			if n.division[p] {
				mark = "+"
			}
			cells = append(cells, fmt.Sprintf("%s%s:%d", mark, p, max(1, n.places[p]/1000)))
		}
	}
	return strings.Join(cells, ";")
}

// plain reports that a name is one to four words of letters that begin with a capital.
func plain(s string) bool {
	first := []rune(s)[0]
	if !unicode.IsUpper(first) || len([]rune(s)) < 3 || strings.Count(s, " ") > 3 {
		return false
	}
	for _, r := range s {
		if !unicode.Is(unicode.Latin, r) && !unicode.Is(unicode.Mn, r) && !strings.ContainsRune(" -'’.–", r) {
			return false
		}
	}
	return true
}
