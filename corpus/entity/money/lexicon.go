package money

import (
	"maps"
	"strings"

	"dateline/corpus"
)

// vocabulary is what one language says of sums of money, as folded words.
type vocabulary struct {
	comma      bool             // decimals follow a comma, and points part thousands
	numbers    map[string]int64 // words that add up, below a thousand
	scales     map[string]int   // words that multiply what stands before them, as powers of ten
	magnitudes map[string]int   // words and abbreviations after digits, as powers of ten
	heaps      map[string]int   // plural magnitudes of which no number is told
	some       map[string]span  // "several" and how many that is
	halves     map[string]bool
	articles   map[string]bool // "a": one of the unit that follows at once
	and        map[string]bool // between the words of a number, and the ends of "between"
	to, or     map[string]bool // between the ends of a range
	between    map[string]bool // before the first end, with "and"
	from       map[string]bool // before the first end, with "to"
	of         map[string]bool // between a magnitude and its currency
	more, less map[string]bool // after "or"
	units      map[string]unit
	stems      map[string]string // beginnings of the adjectives of nations, as country codes
	hedges     map[string]corpus.Qualifier
	purposes   map[string]bool                 // prepositions after a sum that say what it is for
	stops      map[string]bool                 // words that end a noun phrase
	generic    map[string]bool                 // nouns that say nothing of what a sum is for
	whens      map[string]bool                 // words of time after a preposition
	clitics    bool                            // words are written together with the "and" before them
	split      func(word string) (int64, bool) // reads a number written as one word; may be nil
}

// span is how many a vague word can mean.
type span struct{ lo, hi int64 }

// lexicon is the vocabulary by which a text is read: that of its language, and what
// others have that does not clash with it, since news quotes sums in foreign words and the language of
// a short text may be mistaken.
type lexicon struct {
	vocabulary
	english    bool
	eitherMark bool            // a comma may part thousands too
	foreign    map[string]bool // magnitudes and units of languages that part thousands by points
	counted    map[string]bool // words that make an article the beginning of a sum
	hedgeEnds  map[string]bool // last words of hedges, so that most sums are dismissed at once
	starts     map[string]bool // words that can begin a sum; true are those that have to be in capitals
	sieve      *sieve          // of starts
	small      *sieve          // of starts that need no capitals
	countSieve *sieve          // of counted
	andSieve   *sieve          // of and
	linkSieve  *sieve          // of to, or and and
	speltSieve *sieve          // of the words that begin a number
	unitSieve  *sieve          // of what readUnit knows; nil where it has to look
	hedgeSieve *sieve          // of hedgeEnds
	scaleSieve *sieve          // of magnitudes
}

// lexicons by BCP 47 primary subtag; English is read where there is none.
var lexicons = func() map[string]*lexicon {
	all := map[string]*vocabulary{"en": english, "de": german, "fr": french, "es": spanish, "pt": portuguese, "ru": russian, "ar": arabic}
	order := []string{"en", "es", "pt", "fr", "de", "ru", "ar"}
	out := map[string]*lexicon{}
	for tag, own := range all {
		lx := &lexicon{vocabulary: *own, english: tag == "en", eitherMark: tag == "es", foreign: map[string]bool{}}
		lx.detach()
		for _, other := range order {
			if other != tag {
				lx.borrow(all[other])
			}
		}
		lx.index()
		out[tag] = lx
	}
	// Languages of which only units and magnitudes are known, with decimal commas or points.
	commas, points := *out["en"], *out["en"]
	commas.english, points.english = false, false
	commas.comma = true
	for tag := range strings.FieldsSeq("it nl da no nb nn sv fi pl cs sk sl hr sr tr id vi ro hu el uk bg lt lv et ca gl") {
		out[tag] = &commas
	}
	for tag := range strings.FieldsSeq("zh ja ko th he hi fa ur bn") {
		out[tag] = &points
	}
	return out
}()

// lexiconOf returns the lexicon of a language.
func lexiconOf(language string) *lexicon {
	tag, _, _ := strings.Cut(strings.ToLower(language), "-")
	if lx := lexicons[tag]; lx != nil {
		return lx
	}
	return lexicons["en"]
}

// homographs are number words of one language that another uses for something else.
var homographs = wordSet(`once sept cent cents mil mill mille elf die un una uno um uma une ein eine einen einer dos tres ten seis six sei dix
	onze acht uns half quarter media medio meia meio demi son die sin can sex e y o a an ou et und to or do da de des`)

// detach gives the lexicon maps of its own.
func (lx *lexicon) detach() {
	lx.numbers, lx.scales, lx.magnitudes = clone(lx.numbers), clone(lx.scales), clone(lx.magnitudes)
	lx.heaps, lx.units, lx.stems, lx.of, lx.halves = clone(lx.heaps), clone(lx.units), clone(lx.stems), clone(lx.of), clone(lx.halves)
}

// borrow adds the words of another language that mean nothing else here.
func (lx *lexicon) borrow(v *vocabulary) {
	add(lx.numbers, v.numbers)
	add(lx.scales, v.scales)
	add(lx.magnitudes, v.magnitudes)
	add(lx.heaps, v.heaps)
	add(lx.units, v.units)
	add(lx.stems, v.stems)
	add(lx.halves, v.halves)
	maps.Copy(lx.of, v.of)
	if v.comma {
		for w := range v.units {
			if _, clash := english.units[w]; !clash {
				lx.foreign[w] = true
			}
		}
		for w := range v.magnitudes {
			if _, clash := english.magnitudes[w]; !clash {
				lx.foreign[w] = true
			}
		}
	}
}

// index fills what is looked up in the scan.
func (lx *lexicon) index() {
	lx.hedgeEnds = map[string]bool{}
	for h := range lx.hedges {
		lx.hedgeEnds[h[strings.LastIndexByte(h, ' ')+1:]] = true
	}
	lx.starts = clone(openings)
	for w, power := range lx.scales {
		if !lx.english && power <= 3 { // "mil euros"
			lx.starts[w] = false
		}
	}
	if lx.split != nil {
		begin(lx.starts, germanNumbers)
	}
	begin(lx.starts, germanHalved)
	if lx.english {
		lx.starts["eine"] = false // "eine halbe Million"
	}
	begin(lx.starts, lx.heaps)
	begin(lx.starts, lx.numbers)
	begin(lx.starts, lx.some)
	begin(lx.starts, lx.halves)
	begin(lx.starts, lx.articles)
	lx.counted = wordSet("cool whopping full mere dozen few couple multi")
	for w := range lx.units {
		lx.counted[w] = true
	}
	for w := range lx.scales {
		lx.counted[w] = true
	}
	maps.Copy(lx.counted, lx.halves)
	for w := range denominators {
		lx.counted[w] = true
	}
	for w := range nations {
		lx.counted[w] = true
	}
	lx.sift()
}

// sift fills the sieves from the tables.
func (lx *lexicon) sift() {
	lx.sieve, lx.small, lx.countSieve, lx.andSieve = sieveOf(lx.starts), &sieve{}, sieveOf(lx.counted), sieveOf(lx.and)
	for w, caps := range lx.starts {
		if !caps {
			lx.small.add(w)
		}
	}
	lx.linkSieve = sieveOf(lx.to, lx.or, lx.and)
	lx.speltSieve = sieveOf(lx.numbers)
	addAll(lx.speltSieve, lx.scales, lx.heaps)
	addAll(lx.speltSieve, lx.halves, lx.articles, wordSet("multi un eine anderthalb"))
	addAll(lx.speltSieve, lx.some)
	addAll(lx.speltSieve, germanHalved)
	lx.hedgeSieve = sieveOf(lx.hedgeEnds)
	lx.scaleSieve = sieveOf(lx.magnitudes)
	if lx.english { // others have adjectives of which only the beginnings are known
		lx.unitSieve = sieveOf(openings)
		addAll(lx.unitSieve, lx.units)
	}
}

// begin adds the words of a table to those that can begin a sum.
func begin[V any](starts map[string]bool, table map[string]V) {
	for w := range table {
		starts[w] = false
	}
}

func clone[V any](m map[string]V) map[string]V {
	out := map[string]V{}
	maps.Copy(out, m)
	return out
}

// add copies what is new and no homograph.
func add[V any](to, from map[string]V) {
	for w, v := range from {
		if _, known := to[w]; !known && !homographs[w] {
			to[w] = v
		}
	}
}
