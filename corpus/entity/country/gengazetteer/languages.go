package main

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// In other languages than English a city's name is one of GeoNames' other names for it that is written in the language's letters; for a language
// with Latin letters, one that is nearly the English name ("Zúrich"), since GeoNames does not say whose a name is. Names of
// divisions are CLDR's, without the word for their kind ("Departamento de Potosí").

const (
	leastForeign = 100_000 // inhabitants of a city
	leastLatin   = 150_000
	leastShort   = 500_000 // of a city with two signs, or three letters
	mostEdits    = 2
)

type script struct {
	letters *unicode.RangeTable
	signs   string // where they are fewer than the script's
	least   int    // letters of a name
	short   int    // letters of a name that only a great city may have
}

var (
	latin    = script{letters: unicode.Latin, least: 6}
	cyrillic = script{letters: unicode.Cyrillic, signs: "абвгдежзийклмнопрстуфхцчшщъыьэюяё", least: 4}
	arabic   = script{letters: unicode.Arabic, signs: "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي", least: 4}
	han      = script{letters: unicode.Han, least: 2, short: 2}
	japanese = script{letters: unicode.Katakana, signs: "", least: 3}
	hangul   = script{letters: unicode.Hangul, least: 3}
)

// tongue is a language with a list of its own.
type tongue struct {
	tag   string
	kinds string // words or endings for the kind of a division, folded
	script
	cases bool // package country inflects the names
}

// languages have lists of their own; "latin" has what GeoNames says of all those with Latin letters.
var languages = []tongue{
	{"latin", "", latin, false},
	{"es", "departamento provincia estado region distrito condado gobernacion prefectura municipio canton oblast voivodato", latin, false},
	{"fr", "departement province etat region district comte gouvernorat prefecture municipalite canton oblast voivodie", latin, false},
	{"pt", "departamento provincia estado regiao distrito condado governorado prefeitura municipio cantao oblast voivodia", latin, false},
	{"it", "provincia dipartimento stato regione distretto contea governatorato prefettura comune cantone oblast voivodato", latin, false},
	{"de", "provinz departamento departement staat bundesstaat region distrikt bezirk county gouvernement prafektur gemeinde kanton oblast woiwodschaft", latin, true},
	{"nl", "provincie departement staat regio district graafschap gouvernement prefectuur gemeente kanton oblast", latin, false},
	{"ru", "провинция департамент штат область раион графство мухафаза префектура кантон округ регион муниципалитет", cyrillic, true},
	{"ar", "محافظة ولاية مقاطعة إقليم منطقة قسم بلدية كانتون أوبلاست إمارة", arabic, true},
	{"zh", "特别行政区 自治区 大区 地区 省 州 市 县 縣 区 郡 府", han, false},
	{"ja", "地方 州 県 省 市 郡 府", japanese, false},
	{"ko", "주 현 성 시 군 도", hangul, false},
}

// links stand between the kind and the name.
var links = set("de del da do dos das du des d di della dello dei von van")

func (src *source) foreign(lang tongue, english names) (names, error) {
	ns := names{}
	if lang.tag == "latin" || lang.letters != unicode.Latin {
		for i := range src.cities {
			src.addCity(ns, &src.cities[i], lang.script, english)
		}
	}
	if lang.kinds == "" {
		return ns, nil
	}
	divisions, err := src.readDivisions(lang.tag)
	if err != nil {
		return nil, err
	}
	shares := src.shares(divisions)
	shared := sharing(divisions)
	kinds := kindsOf(lang)
	for _, d := range divisions {
		form := bare(d.name, kinds)
		key := fold(form)
		if src.nameless[d.id] || shares[d.code] == 0 || shared[fold(d.name)] > mostSharing || !lang.writes(form) || src.words[key] || isGeneric(key) || english[key] != nil && english[key].vague {
			continue
		}
		ns.at(form).add(d.code, shares[d.code])
	}
	return ns, nil
}

// addCity adds a city's names in the script.
func (src *source) addCity(ns names, c *city, sc script, english names) {
	if c.Population < leastForeign || sc.letters == unicode.Latin && c.Population < leastLatin {
		return
	}
	for _, other := range c.Others {
		key := fold(other)
		switch {
		case !sc.writes(other), isGeneric(key), utf8.RuneCountInString(key) <= sc.short && c.Population < leastShort:
			continue
		case sc.letters == unicode.Latin && (english[key] != nil || src.words[key] || src.people[key] || !near(key, fold(c.Name))):
			continue
		}
		ns.at(other).places[c.place()] = max(ns.at(other).places[c.place()], c.Population)
	}
}

// writes reports that a name is in the letters of the script, and long enough.
func (sc script) writes(name string) bool {
	first, _ := utf8.DecodeRuneInString(name)
	if utf8.RuneCountInString(name) < sc.least || strings.Count(name, " ") > 3 || unicode.ToUpper(first) != first {
		return false
	}
	for _, r := range strings.ToLower(name) {
		if strings.ContainsRune(" -'’–", r) || r == 'ー' {
			continue
		}
		if !unicode.Is(sc.letters, r) || sc.signs != "" && !strings.ContainsRune(sc.signs, r) {
			return false
		}
	}
	return true
}

func kindsOf(lang tongue) []string { return strings.Fields(lang.kinds) }

// bare returns a division's name without the word for its kind, before or after it.
func bare(name string, kinds []string) string {
	words := strings.Fields(name)
	if len(words) > 1 && slices.Contains(kinds, fold(words[0])) {
		words = words[1:]
		for len(words) > 1 && links[fold(words[0])] {
			words = words[1:]
		}
		rest := strings.Join(words, " ")
		for _, link := range []string{"d'", "d’", "dell'", "dell’", "l'", "l’"} {
			rest = strings.TrimPrefix(rest, link)
		}
		return rest
	}
	if last := len(words) - 1; last > 0 && slices.Contains(kinds, fold(words[last])) && words[0][0] < 0xC0 {
		return strings.Join(words[:last], " ")
	}
	for _, kind := range kinds {
		if rest, ok := strings.CutSuffix(name, kind); ok && !unicode.In([]rune(kind)[0], unicode.Latin, unicode.Cyrillic, unicode.Arabic) && utf8.RuneCountInString(rest) > 1 {
			return strings.TrimSpace(rest)
		}
	}
	return name
}

// near reports that two names begin alike and differ in at most mostEdits letters, one for every four.
func near(a, b string) bool {
	return a[0] == b[0] && a != b && edits([]rune(a), []rune(b)) <= min(mostEdits, len(a)/4)
}

// edits is the Levenshtein distance.
func edits(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, diagonal+cost)
		}
	}
	return row[len(b)]
}
