package country

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// The rules, see doc.go.
const (
	ruleName      = "name"
	ruleAbbr      = "abbreviation"
	ruleDemonym   = "demonym"
	rulePrefix    = "prefix"
	ruleSlip      = "slip"
	ruleState     = "state"
	ruleStateAbbr = "state-after" // never a mention by itself
	ruleProvince  = "province"
	ruleProvAbbr  = "province-after" // never a mention by itself
	ruleCityState = "city-state"
	ruleRegion    = "region"
	ruleRegionAdj = "region-adjective" // written as region
	ruleCapital   = "capital"
	ruleCity      = "city"
	ruleCounty    = "county"
	ruleNation    = "nation"     // written as region; readers ask for it by name
	ruleGovern    = "government" // a body or house that stands for it
	ruleDateline  = "dateline"   // a city or capital in a dateline
	rulePhrase    = "phrase"     // holds a country's word and means none
)

var (
	//go:embed data/names.txt
	namesData string
	//go:embed data/places.txt
	placesData string
	//go:embed data/slips.txt
	slipsData string
	//go:embed data/phrases.txt
	phrasesData string
	//go:embed data/senses.txt
	sensesData string
	//go:embed data/people.txt
	peopleData string
	//go:embed data/states.txt
	statesData string
	//go:embed data/counties.txt
	countiesData string
)

// withdrawn are codes of states that are gone; CLDR has no names for them.
var withdrawn = set("SU YU DD CS")

// entry is what a form of the lexicon means.
type entry struct {
	form     string // folded words parted by spaces
	code     string
	rule     string
	exact    bool // stands in capitals only
	caps     bool // the last word begins with a capital
	lost     bool // ends in the "s" of a possessive that lost its apostrophe
	small    bool // may begin with a small letter
	before   bool // stands before a word with a capital
	sense    *sense
	area     string // of a state or province: its code, "US.GA"
	spots    []spot // of a city's name: where it can be
	listed   bool   // a city that needs no more evidence than its name
	namesake bool   // a name of people too
	great    bool   // a city or division with greatCity inhabitants
	vague    bool   // a word besides: needs a sign that the place is meant
}

// named reports whether the form names the country itself.
func (e *entry) named() bool {
	switch e.rule {
	case ruleName, ruleAbbr, ruleDemonym, rulePrefix, ruleSlip:
		return true
	}
	return false
}

// node is a state of the token trie: one step per word.
type node struct {
	next  map[string]*node
	entry *entry
}

// lexicon is every form known, as a trie of folded words. It is read-only once built.
type lexicon struct {
	root   node
	dotted map[string]bool // abbreviations that may be written with points, without them: "us"
	names  map[string]string
	codes  []string
	first  map[string]bool // first names of people
	last   map[string]bool // last names

	english  *lexicon          // of a language with Latin letters; nil for English
	tongue   *tongue           // of another language; nil for English
	unspaced map[rune][]*entry // by first rune, the longest form first

	gazetteers []*gazetteer // the first that has a name counts

	cityState *entry // of a state joined to its place

	cues        map[string][]cue // by word
	countryCues map[string][]cue // by code of another country mentioned
}

func newLexicon() (*lexicon, error) {
	l := &lexicon{dotted: map[string]bool{}, names: map[string]string{}}
	l.cityState = &entry{form: "city state", code: "US", rule: ruleCityState}
	for _, step := range []func() error{l.readPeople, l.readGazetteer, l.readNames, l.readSlips, l.readStates, l.readPlaces, l.readCounties,
		l.readPhrases, l.readSenses, l.readLost} {
		if err := step(); err != nil {
			return nil, fmt.Errorf("country lexicon: %w", err)
		}
	}
	return l, nil
}

// rows calls f with the cells of each line that is no comment.
func rows(name, data string, cells int, f func(cells []string) error) error {
	for i, line := range strings.Split(data, "\n") {
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		parts := strings.Split(line, "|")
		for j := range parts {
			parts[j] = strings.TrimSpace(parts[j])
		}
		if len(parts) != cells {
			return fmt.Errorf("%s line %d: %d cells, want %d", name, i+1, len(parts), cells)
		}
		if err := f(parts); err != nil {
			return fmt.Errorf("%s line %d: %w", name, i+1, err)
		}
	}
	return nil
}

func values(cell string) []string {
	return slices.DeleteFunc(strings.Split(cell, ";"), func(s string) bool { return s == "" })
}

// add enters a form; the first meaning of a form stays.
func (l *lexicon) add(text, code, rule string) *entry {
	words := tokens(text, l.dotted)
	n := &l.root
	for _, w := range words {
		child := n.next[w]
		if child == nil {
			if n.next == nil {
				n.next = map[string]*node{}
			}
			child = &node{}
			n.next[w] = child
		}
		n = child
	}
	if n.entry == nil {
		n.entry = &entry{form: strings.Join(words, " "), code: code, rule: rule}
	}
	return n.entry
}

func (l *lexicon) readNames() error {
	return rows("names.txt", namesData, 6, func(c []string) error {
		code, label := c[0], c[1]
		if !withdrawn[code] {
			region, err := language.ParseRegion(code)
			if err != nil {
				return fmt.Errorf("region %s: %w", code, err)
			}
			cldr := display.English.Regions().Name(region)
			if label == "" {
				label = strings.ReplaceAll(cldr, "’", "'")
			}
			l.add(cldr, code, ruleName)
		}
		if label == "" {
			return fmt.Errorf("%s has no name", code)
		}
		l.names[code], l.codes = label, append(l.codes, code)
		for _, form := range slices.Concat([]string{label}, values(c[2]), values(c[5])) {
			l.add(form, code, ruleName)
		}
		for _, form := range values(c[3]) {
			l.add(form, code, ruleAbbr).exact = true
			l.dotted[strings.ToLower(form)] = true // "US" stands as "U.S." too
		}
		for _, form := range values(c[4]) {
			l.add(form, code, ruleDemonym)
			if p := plural(form); p != "" {
				l.add(p, code, ruleDemonym)
			}
		}
		return nil
	})
}

// plural returns the plain plural of a demonym, or "" for one that has none.
func plural(demonym string) string {
	for _, end := range []string{"ese", "ss", "sh", "ch", "men", "man", "women", "woman", "x", "s"} {
		if strings.HasSuffix(demonym, end) && !strings.HasSuffix(demonym, "German") && !strings.HasSuffix(demonym, "Czech") {
			return ""
		}
	}
	return demonym + "s"
}

func (l *lexicon) readSlips() error {
	return rows("slips.txt", slipsData, 2, func(c []string) error {
		for _, form := range values(c[1]) {
			l.add(form, c[0], ruleSlip)
		}
		return nil
	})
}

func (l *lexicon) readPhrases() error {
	return rows("phrases.txt", phrasesData, 1, func(c []string) error {
		for _, form := range []string{c[0], c[0] + "s"} {
			e := l.add(form, "", rulePhrase)
			*e = entry{form: e.form, rule: rulePhrase}
			e.caps = capital(c[0][strings.LastIndexByte(c[0], ' ')+1:])
		}
		return nil
	})
}

func (l *lexicon) readPeople() error {
	var lines []map[string]bool
	for line := range strings.Lines(peopleData) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		set := map[string]bool{}
		for _, w := range strings.Fields(line) {
			set[w] = true
		}
		lines = append(lines, set)
	}
	if len(lines) != 2 {
		return fmt.Errorf("people.txt: %d lists, want 2", len(lines))
	}
	l.first, l.last = lines[0], lines[1]
	return nil
}

// lookup returns the entry of exactly these folded words, or nil.
func (l *lexicon) lookup(words []string) *entry {
	n := &l.root
	for _, w := range words {
		if n = n.next[w]; n == nil {
			return nil
		}
	}
	return n.entry
}
