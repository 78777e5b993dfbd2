package country

import (
	"fmt"
	"hash/fnv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/language/display"

	"dateline/corpus"
)

// rulesVersion counts the changes to the code that alter what is found.
const rulesVersion = "12"

// Finder finds countries. It is safe for concurrent use.
type Finder struct {
	lexicon *lexicon
	foreign foreign
	version string
}

// New reads the embedded lexicon.
func New() (*Finder, error) {
	l, err := newLexicon()
	if err != nil {
		return nil, err
	}
	sum := fnv.New32a()
	for _, data := range []string{namesData, placesData, slipsData, phrasesData, sensesData, peopleData,
		statesData, countiesData, display.CLDRVersion} {
		_, _ = sum.Write([]byte(data))
	}
	if err := sumGazetteers(sum); err != nil {
		return nil, err
	}
	if err := checkLangs(sum, l.names); err != nil {
		return nil, fmt.Errorf("country names in other languages: %w", err)
	}
	return &Finder{lexicon: l, version: fmt.Sprintf("country-%s-%08x", rulesVersion, sum.Sum32())}, nil
}

// Version names the rules and the data: equal versions find the same in equal texts.
func (f *Finder) Version() string { return f.version }

// Codes returns the code of every country known, in alphabetical order but for the
// gone states, which stand last.
func (f *Finder) Codes() []string { return append([]string(nil), f.lexicon.codes...) }

// Name returns the English name of a country by its code, or "" for an unknown one.
func (f *Finder) Name(code string) string { return f.lexicon.names[strings.ToUpper(code)] }

// Code returns the code of a country by code, name, alias, abbreviation or demonym,
// in any case: "kp", "DPRK", "north korea". Places inside a country name none.
func (f *Finder) Code(name string) (string, bool) {
	name = strings.TrimSpace(name)
	if code := strings.ToUpper(name); f.lexicon.names[code] != "" {
		return code, true
	}
	e := f.lexicon.lookup(tokens(strings.ToUpper(name), nil))
	if e == nil || e.code == "" || !e.named() && e.rule != ruleNation {
		return "", false
	}
	return e.code, true
}

// Find returns the countries of an English article in order of first mention, the
// title's before the body's. What lies inside a mention of people is no country.
func (f *Finder) Find(title, body string, people []corpus.Person) []corpus.Country {
	return f.find(f.lexicon, title, body, people)
}

func (f *Finder) find(l *lexicon, title, body string, people []corpus.Person) []corpus.Country {
	texts := []string{title, body}
	found := [][]match{l.matches(title), l.matches(body)}
	for i, field := range []corpus.Field{corpus.FieldTitle, corpus.FieldBody} {
		datelines(texts[i], found[i])
		found[i] = outsideCredits(texts[i], l.outside(texts[i], found[i], people, field))
	}
	l.settle(texts, found)
	for i := range found {
		found[i] = spread(texts[i], found[i])
	}
	l.locate(texts, found)
	return f.group(texts, found)
}

// matches returns the matches that their neighbours do not refuse.
func (l *lexicon) matches(s string) []match {
	all := l.scan(s)
	kept := all[:0]
	for i := range all {
		if m := &all[i]; m.rule != rulePhrase && l.plain(s, m) {
			kept = append(kept, *m)
		}
	}
	return kept
}

// group turns matches into countries, with spans in code points.
func (f *Finder) group(texts []string, found [][]match) []corpus.Country {
	var out []corpus.Country
	index := map[string]int{}
	for t, field := range []corpus.Field{corpus.FieldTitle, corpus.FieldBody} {
		at, runes := 0, 0
		for i := range found[t] {
			m := &found[t][i]
			if m.code == "" {
				continue
			}
			n, ok := index[m.code]
			if !ok {
				n = len(out)
				index[m.code] = n
				out = append(out, corpus.Country{Code: m.code, Name: f.Name(m.code)})
			}
			runes += utf8.RuneCountInString(texts[t][at:m.start])
			at = m.start
			out[n].Named = out[n].Named || m.named
			out[n].Mentions = append(out[n].Mentions, m.mention(texts[t], field, runes))
		}
	}
	rank(out, texts[1])
	return out
}

// mention returns the match, which begins runes code points into s, as a mention.
func (m *match) mention(s string, field corpus.Field, runes int) corpus.Mention {
	text, rule := s[m.start:m.end], m.rule
	if m.dateline {
		rule = ruleDateline
	}
	return corpus.Mention{
		Field: field, Start: runes, End: runes + utf8.RuneCountInString(text), Text: text, Rule: rule, Else: m.other,
	}
}
