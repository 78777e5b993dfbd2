package analysis

import (
	"strings"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
)

// Stemming is Snowball's English ("Porter 2"), with exceptions where it makes one stem of
// words that news needs apart, or two of one word. Words with other signs than a to z keep
// their form, except that a plural s after digits goes ("F-16s"), but not from a decade ("1980s").

// stem returns the stem of a folded word.
func stem(word string) string {
	if s, ok := irregular[word]; ok {
		return s
	}
	if n := len(word) - 1; n > 0 && word[n] == 's' && digits(word[:n]) && (n != 4 || word[n-1] != '0') {
		return word[:n]
	}
	if len(word) < 3 {
		return word
	}
	for i := range len(word) {
		if word[i] < 'a' || word[i] > 'z' {
			return word
		}
	}
	env := snowballstem.NewEnv(word)
	english.Stem(env)
	return env.Current()
}

// irregular holds the stems that are not Snowball's: first the words that it would
// stem like the unrelated one in the comment, then plurals that it would part from their
// singulars, then names that are no plurals.
var irregular = map[string]string{
	"authority": "authority", "authorities": "authority", // author
	"business": "business", "businesses": "business", // busy
	"customs":   "customs",                              // custom
	"executive": "executive", "executives": "executive", // execute
	"experience": "experience", "experiences": "experience", "experienced": "experience", // experiment
	"important": "importance", "importance": "importance", "importantly": "importance", // import
	"intern": "interns", "interns": "interns", // international
	"organ": "organs", "organs": "organs", // organization
	"paste":    "paste",                              // past
	"security": "security", "securities": "security", // secure
	"several":  "several",                                                      // severe
	"united":   "united",                                                       // unit
	"universe": "universe", "universal": "universe", "universally": "universe", // university

	"men": "man", "women": "woman", "children": "child", "wives": "wife", "knives": "knife", "lives": "life",
	"crisis": "crisis", "crises": "crisis", "analysis": "analysis", "analyses": "analysis",
	"wife": "wife", "knife": "knife", "life": "life",

	"texas": "texas", "paris": "paris", "wales": "wales", "jones": "jones", "james": "james", "athens": "athens",
}

// A lexicon remembers the words worked out so far. It is for one goroutine.
type lexicon struct {
	entries map[string]entry
}

// entry is what is known of a word as written.
type entry struct {
	surface string
	stem    string
	elided  string // without an elided article, "" if there is none
	acronym string // the key as an acronym, "" if it has none of its own
	caps    bool   // all in capitals
}

// maxEntries bounds a lexicon; it begins anew when it is full.
const maxEntries = 1 << 15

func newLexicon() *lexicon { return &lexicon{entries: make(map[string]entry, 1<<10)} }

func (l *lexicon) lookup(p piece) entry {
	if e, ok := l.entries[p.raw]; ok {
		return e
	}
	e := newEntry(p)
	if len(p.raw) > MaxWordLength {
		return e
	}
	if len(l.entries) >= maxEntries {
		clear(l.entries)
	}
	l.entries[strings.Clone(p.raw)] = e
	return e
}

func newEntry(p piece) entry {
	if p.folded {
		return entry{surface: p.raw, stem: p.raw}
	}
	if isNumber(p.raw) {
		n := Fold(p.raw)
		return entry{surface: n, stem: stem(n)}
	}
	letters := foldLetters(p.raw)
	e := entry{elided: elide(letters), caps: capitals(p.raw)}
	e.surface = strings.Clone(dropApostrophes(strings.ReplaceAll(letters, ".", "")))
	e.stem = stem(e.surface)
	e.acronym = acronyms[e.surface]
	return e
}
