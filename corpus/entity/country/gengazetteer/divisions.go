package main

import (
	"encoding/xml"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A division has its country's inhabitants, shared evenly. Countries whose divisions are in data/states.txt or data/places.txt, and
// those with less than leastDivision inhabitants to a division, are left out. A name that is an English word, or a
// usual name of people, is marked: alone it says nothing, but "Delta State" does. Names of nothing but directions and kinds ("West
// Coast", "Central District") are left out, and so are those that four countries share.

const (
	leastDivision = 40_000
	mostSharing   = 6 // countries with divisions of one name
)

// otherwise are countries whose divisions the package knows from elsewhere.
var otherwise = set("US CA AU GB")

// generic are words that alone, or together, name no division.
var generic = set(`north south east west northern southern eastern western central northeast northwest southeast southwest upper lower middle
	coast district territory capital federal region islands island isles province state city county municipality metropolitan national new
	gulf centre centrale centro savanes highlands lakes nord sud est ouest norte sur sul este oeste leste oriental occidental
	ost suden norden osten westen mountain mountains and of the outer inner
	المدينه المدينة المنطقة الجديدة الكبرى الوسطى الوسط الشمالية الجنوبية الشرقية الغربية الشمال الجنوب الشرق الغرب المركز المركزية العاصمة
	الساحل الجزيرة الجبل البحر الوادي الوطن الاسلام السلام النور الحرية الوحدة
	центральная центральный северная северный южная южный западная западный восточная восточный столичный
	中央 东部 西部 南部 北部 中部 首都 东北 西北 东南 西南`)

// peoples are divisions that CLDR calls by an adjective alone.
var peoples = set("jewish chechen chuvash udmurt ingush nenets komi sakha")

// endsGeneric end the English name of a division as its kind.
var endsGeneric = []string{" County", " District", " Province", " Region", " Municipality", " Governorate", " Prefecture", " Oblast", " Krai"}

// division is a first-level division of a country in one language.
type division struct{ id, code, name string }

func (src *source) readDivisions(tag string) ([]division, error) {
	var doc struct {
		Names []struct {
			Type string `xml:"type,attr"`
			Name string `xml:",chardata"`
		} `xml:"localeDisplayNames>subdivisions>subdivision"`
	}
	b, err := os.ReadFile(filepath.Join(src.folder, "subdivisions", tag+".xml"))
	if err != nil {
		return nil, err
	}
	if err := xml.Unmarshal(b, &doc); err != nil {
		return nil, err
	}
	var out []division
	for _, d := range doc.Names {
		name, _, _ := strings.Cut(d.Name, " (")
		out = append(out, division{d.Type, strings.ToUpper(d.Type[:2]), strings.TrimSpace(name)})
	}
	return out, nil
}

// shares returns the inhabitants of a division by country, without the countries that are left out.
func (src *source) shares(divisions []division) map[string]int {
	count := map[string]int{}
	for _, d := range divisions {
		count[d.code]++
	}
	shares := map[string]int{}
	for code, n := range count {
		if share := src.inhabitants[code] / n; share >= leastDivision && n > 1 {
			shares[code] = share
		}
	}
	return shares
}

// addDivisions adds those of the English list to the names of cities.
func (src *source) addDivisions(ns names) error {
	divisions, err := src.readDivisions("en")
	if err != nil {
		return err
	}
	shares := src.shares(divisions)
	shared := sharing(divisions)
	for _, d := range divisions {
		src.nameless[d.id] = isGeneric(fold(d.name))
		share := shares[d.code]
		if share == 0 || otherwise[d.code] || shared[fold(d.name)] > mostSharing {
			continue
		}
		for _, form := range englishForms(d.name) {
			key := fold(form)
			if !plain(form) || isGeneric(key) {
				continue
			}
			known := ns[key] != nil && !ns[key].vague
			n := ns.at(form)
			n.vague = !known && !src.listed[key] && src.isWord(key)
			n.add(d.code, share)
		}
	}
	return nil
}

// sharing counts the countries that have a division of a name.
func sharing(divisions []division) map[string]int {
	seen := map[division]bool{}
	count := map[string]int{}
	for _, d := range divisions {
		key := fold(d.name)
		if !seen[division{code: d.code, name: key}] {
			seen[division{code: d.code, name: key}] = true
			count[key]++
		}
	}
	return count
}

// englishForms returns the name without its kind, and without the article of Arabic names: "Al-Qassim", "Qassim".
func englishForms(name string) []string {
	for _, end := range endsGeneric {
		name = strings.TrimSuffix(name, end)
	}
	forms := []string{name}
	for _, article := range []string{"Al-", "Al ", "Ash ", "Ad ", "An ", "As ", "Ar "} {
		if rest, ok := strings.CutPrefix(name, article); ok && len(rest) > 4 {
			forms = append(forms, rest)
		}
	}
	return forms
}

func isGeneric(key string) bool {
	return !slices.ContainsFunc(strings.Fields(key), func(w string) bool { return !generic[w] })
}

// isWord reports that the name is a word, a name of people, or made of words alone.
func (src *source) isWord(key string) bool {
	return len(key) < 5 || peoples[key] || strings.HasSuffix(key, " river") || src.people[key] || !slices.ContainsFunc(strings.Fields(key), func(w string) bool { return !src.words[w] && !generic[w] })
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}
