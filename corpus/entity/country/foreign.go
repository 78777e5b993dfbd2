package country

import (
	"embed"
	"fmt"
	"hash"
	"io/fs"
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"dateline/corpus"
)

// Text in another language than English has a lexicon of its own: CLDR's names in the language, and for the
// languages of data/lang further names, demonyms and places, inflected by the rules of inflect.go, and a gazetteer. For every other language with
// capitals and spaces CLDR's names are found in the form of the dictionary. English abbreviations
// that are usual everywhere count in all.

//go:embed data/lang/*.txt
var langData embed.FS

// foreign holds the lexicons of other languages, each built when first asked for.
type foreign struct {
	mu    sync.Mutex
	byTag map[string]*lexicon // nil for a language without names
}

// FindIn is Find for text in any language, a BCP 47 tag; "" and "en" are English.
func (f *Finder) FindIn(lang, title, body string, people []corpus.Person) []corpus.Country {
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	if base == "" || base == "en" {
		return f.Find(title, body, people)
	}
	l := f.foreign.lexicon(base, f.lexicon)
	if l == nil {
		return nil
	}
	return f.find(l, title, body, people)
}

func (o *foreign) lexicon(base string, english *lexicon) *lexicon {
	parsed, err := language.ParseBase(base)
	if err != nil {
		return nil
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if l, ok := o.byTag[parsed.String()]; ok {
		return l
	}
	if o.byTag == nil {
		o.byTag = map[string]*lexicon{}
	}
	l := english.in(parsed.String())
	o.byTag[parsed.String()] = l
	return l
}

// in returns the lexicon of another language, or nil where CLDR has no names in it.
func (l *lexicon) in(base string) *lexicon {
	speech, known := taught[base]
	if !known {
		speech = tongue{name: same, demonym: same}
	}
	other := &lexicon{dotted: map[string]bool{}, names: l.names, codes: l.codes, first: l.first, last: l.last, cityState: l.cityState,
		tongue: &speech, unspaced: map[rune][]*entry{}}
	var rows []langRow
	if known {
		var err error
		if rows, err = readLang(base); err != nil {
			return nil // New has read it before
		}
	}
	for _, r := range rows {
		other.addNames(&r)
	}
	if !other.addCLDR(base, rows) && !known {
		return nil
	}
	if base == "zh" {
		other.addCLDR("zh-Hant", rows)
	}
	for _, r := range rows {
		other.addDemonyms(&r)
	}
	l.root.abbreviations(other)
	other.gazetteers = l.gazetteersIn(base, &speech)
	if speech.latin() {
		other.english = l
	}
	return other
}

// gazetteersIn returns the gazetteers that text in another language is read by.
func (l *lexicon) gazetteersIn(base string, speech *tongue) (all []*gazetteer) {
	var forms func(string) []string
	if speech.cases {
		forms = speech.name
	}
	if own, err := newGazetteer(base, forms, speech.unspaced); err == nil { // a test reads them all
		all = append(all, own)
	}
	if !speech.latin() {
		return all
	}
	return append(all, l.gazetteers...)
}

// langRow is a line of a file of data/lang. Names that begin with "-" are CLDR's that are no good there: "Dominique" is a woman.
type langRow struct {
	code                    string // "--" for phrases that hold a country's word and mean none
	names, demonyms, places []string
	not                     map[string]bool
}

func readLang(base string) ([]langRow, error) {
	data, err := langData.ReadFile("data/lang/" + base + ".txt")
	if err != nil {
		return nil, err
	}
	var out []langRow
	err = rows(base+".txt", string(data), 4, func(c []string) error {
		r := langRow{code: c[0], demonyms: values(c[2]), places: values(c[3]), not: map[string]bool{}}
		for _, name := range values(c[1]) {
			if not, ok := strings.CutPrefix(name, "-"); ok {
				r.not[not] = true
			} else {
				r.names = append(r.names, name)
			}
		}
		out = append(out, r)
		return nil
	})
	return out, err
}

// checkLangs reads every file of data/lang once and writes it to sum.
func checkLangs(sum hash.Hash, known map[string]string) error {
	files, err := fs.Glob(langData, "data/lang/*.txt")
	if err != nil {
		return err
	}
	for _, file := range files {
		base := strings.TrimSuffix(file[strings.LastIndexByte(file, '/')+1:], ".txt")
		rows, err := readLang(base)
		if err != nil {
			return err
		}
		for _, r := range rows {
			if known[r.code] == "" && r.code != "--" {
				return fmt.Errorf("%s: no country %q", file, r.code)
			}
		}
		data, err := langData.ReadFile(file)
		if err != nil {
			return err
		}
		_, _ = sum.Write(data)
	}
	return nil
}

func (l *lexicon) addNames(r *langRow) {
	for _, name := range r.names {
		if r.code == "--" {
			l.addForm(name, "", rulePhrase)
		} else {
			l.addName(name, r.code)
		}
	}
}

// addDemonyms enters the demonyms, the places and the adjectives of places ("Berliner Senat") of a country. A form that is its name too, "China" and "china", may
// then begin with a small letter.
func (l *lexicon) addDemonyms(r *langRow) {
	for _, demonym := range r.demonyms {
		for _, form := range l.tongue.demonym(demonym) {
			if e := l.addForm(form, r.code, ruleDemonym); e != nil && e.code == r.code {
				e.small = l.tongue.small
			}
		}
	}
	for _, place := range r.places {
		for _, form := range l.tongue.name(place) {
			if e := l.addForm(form, r.code, ruleCity); e != nil {
				e.listed = true
			}
		}
		if l.tongue.townsman == "" || strings.HasSuffix(place, l.tongue.townsman) || strings.Contains(place, " ") {
			continue
		}
		if e := l.addForm(place+l.tongue.townsman, r.code, ruleRegionAdj); e != nil && e.rule == ruleRegionAdj {
			e.before = true
		}
	}
}

func (l *lexicon) addName(name, code string) {
	for _, form := range l.tongue.name(name) {
		rule := ruleName
		abbr := form == strings.ToUpper(form) && form != strings.ToLower(form) && !strings.Contains(form, " ")
		if abbr {
			rule = ruleAbbr
		}
		e := l.addForm(form, code, rule)
		if e != nil && abbr {
			e.exact = true
		}
		if first, _ := utf8.DecodeRuneInString(form); e != nil && unicode.IsLower(first) {
			e.small = true // "île Maurice"
		}
	}
}

// addForm enters a form as the language is read: by words, or where no spaces part them by its runes.
func (l *lexicon) addForm(form, code, rule string) *entry {
	if l.tongue.unspaced && !isLatin(form) {
		e := &entry{form: form, code: code, rule: rule}
		l.addUnspaced(e)
		return e
	}
	if len(tokens(form, nil)) == 0 {
		return nil
	}
	return l.add(form, code, rule)
}

func isLatin(s string) bool { return s[0] < 0x80 }

// special are CLDR's names of regions by their status, which nobody writes: "Hong Kong, RAE da China".
var special = regexp.MustCompile(`\bSAR\b|\bRAE\b|R\.A\.S|RAS di|Sonderverwaltung|САР|特别行政区|特別行政區|特別行政区|특별행정구|منطقة إدارية`)

// islands writes out CLDR's Russian abbreviations.
var islands = strings.NewReplacer("о-в ", "остров ", "о-ва ", "острова ", "о-ва", "острова", "Св. ", "Святой ")

// addCLDR adds CLDR's names in a language; "Myanmar (Birmanie)" is two names. It reports whether CLDR has any.
func (l *lexicon) addCLDR(tag string, rows []langRow) bool {
	parsed, err := language.Parse(tag)
	if err != nil {
		return false
	}
	names := display.Regions(parsed)
	if names == nil {
		return false
	}
	not := map[string]bool{}
	for _, r := range rows {
		for name := range r.not {
			not[r.code+name] = true
		}
	}
	for _, code := range l.codes {
		region, err := language.ParseRegion(code)
		if err != nil || withdrawn[code] {
			continue
		}
		name := islands.Replace(names.Name(region))
		if special.MatchString(name) {
			continue
		}
		for _, part := range strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune("()（）", r) }) {
			if part = strings.TrimSpace(part); (part == name || utf8.RuneCountInString(part) > 1) && !not[code+part] {
				l.addName(part, code)
			}
		}
	}
	return true
}

// abbreviations copies the abbreviations of one word to another lexicon.
func (n *node) abbreviations(to *lexicon) {
	for key, child := range n.next {
		if e := child.entry; e != nil && e.rule == ruleAbbr && !e.lost {
			to.add(strings.ToUpper(key), e.code, ruleAbbr).exact = true
			to.dotted[key] = true
		}
	}
}
