package country

import (
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"dateline/corpus"
)

// Text in another language than English: only CLDR's names in that language, in the
// form of the dictionary, and the abbreviations that begin with a capital. Names are
// found where the script has capitals and parts words by spaces; inflected forms,
// demonyms and places are left out, as English readings of them would mislead.

// foreign holds the lexicons of other languages, each built when first asked for.
type foreign struct {
	mu    sync.Mutex
	byTag map[string]*lexicon // nil for a language without names
}

// FindIn is Find for text in any language, a BCP 47 primary subtag; "" and "en" are
// English.
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
	l := english.in(parsed)
	o.byTag[parsed.String()] = l
	return l
}

// in returns the lexicon of another language, or nil where CLDR has no names in it.
func (l *lexicon) in(base language.Base) *lexicon {
	tag, err := language.Compose(base)
	if err != nil {
		return nil
	}
	names := display.Regions(tag)
	if names == nil {
		return nil
	}
	other := &lexicon{dotted: map[string]bool{}, names: l.names, codes: l.codes, first: l.first, last: l.last, cityState: l.cityState}
	for _, code := range l.codes {
		if region, err := language.ParseRegion(code); err == nil && !withdrawn[code] {
			other.add(names.Name(region), code, ruleName)
		}
	}
	l.root.abbreviations(other)
	return other
}

// abbreviations copies the abbreviations of one word to another lexicon.
func (n *node) abbreviations(to *lexicon) {
	for key, child := range n.next {
		if e := child.entry; e != nil && e.rule == ruleAbbr {
			to.add(strings.ToUpper(key), e.code, ruleAbbr).exact = true
			to.dotted[key] = true
		}
	}
}
