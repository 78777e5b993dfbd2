package money

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/corpus"
)

// hedges are the words before a sum that hedge it.
var hedges = map[string]corpus.Qualifier{
	"over": corpus.Over, "more than": corpus.Over, "in excess of": corpus.Over, "above": corpus.Over, "exceeding": corpus.Over, "upwards of": corpus.Over,
	"upward of": corpus.Over, "north of": corpus.Over, "greater than": corpus.Over, "just over": corpus.Over, "well over": corpus.Over, "slightly over": corpus.Over,
	"just above": corpus.Over, "slightly more than": corpus.Over, "a little over": corpus.Over, "much more than": corpus.Over, "far more than": corpus.Over, "a little more than": corpus.Over,
	"higher than": corpus.Over,

	"at least": corpus.AtLeast, "no less than": corpus.AtLeast, "not less than": corpus.AtLeast, "a minimum of": corpus.AtLeast, "minimum of": corpus.AtLeast,
	"as little as": corpus.AtLeast, "no fewer than": corpus.AtLeast,

	"about": corpus.About, "around": corpus.About, "roughly": corpus.About, "approximately": corpus.About, "approx": corpus.About, "some": corpus.About,
	"an estimated": corpus.About, "estimated": corpus.About, "circa": corpus.About, "in the region of": corpus.About, "on the order of": corpus.About,
	"in the neighborhood of": corpus.About, "something like": corpus.About,

	"nearly": corpus.Nearly, "almost": corpus.Nearly, "close to": corpus.Nearly, "just under": corpus.Nearly, "just below": corpus.Nearly, "just shy of": corpus.Nearly, "approaching": corpus.Nearly,
	"nearing": corpus.Nearly,

	"under": corpus.Under, "less than": corpus.Under, "below": corpus.Under, "fewer than": corpus.Under, "lower than": corpus.Under, "slightly less than": corpus.Under,
	"well under": corpus.Under, "well below": corpus.Under, "a little less than": corpus.Under,

	"up to": corpus.UpTo, "as much as": corpus.UpTo, "at most": corpus.UpTo, "no more than": corpus.UpTo, "not more than": corpus.UpTo, "a maximum of": corpus.UpTo,
	"maximum of": corpus.UpTo, "as many as": corpus.UpTo, "not exceeding": corpus.UpTo,
}

// hedgeEnds are the last words of hedges, so that most sums are dismissed at once.
var hedgeEnds = func() map[string]bool {
	m := map[string]bool{}
	for h := range hedges {
		m[h[strings.LastIndexByte(h, ' ')+1:]] = true
	}
	return m
}()

// quarrels up to five words before "over" make it a preposition: "a dispute with the bank over $5 million".
var quarrels = wordSet("dispute disputes fight fights battle battles row lawsuit lawsuits argument concern concerns question questions feud clash talks controversy debate sued worries")

// particles are verbs and nouns that do so right before it, or with a day between:
// "hand over $5 million", "quit on Monday over $5 million".
var particles = wordSet(`disputed fighting fought battling rows rowed suit arguments argue argues argued arguing questioned feuds feuding clashes clashed debates debated
	sue sues suing worried worry spar spars sparred sparring spat squabble quarrel quarrels disagree disagreed divided split
	negotiate negotiates negotiated negotiating negotiations haggle haggled haggling wrangle wrangled wrangling standoff stalemate deadlock tussle
	grill grills grilled quit quits quitting resign resigns resigned resigning resignation ousted fired sacked suspended impeached
	arrest arrested arrests extradited indicted probe probed probes probing inquiry investigation investigated summoned detained
	jailed trial tried wanted scandal outrage anger angry fury furious outcry protest protests protested criticism criticised criticized slammed blasted
	apologised apologized threat threatened threatens mull mulls mulled hand hands handed handing handover turn turns turned turning
	sign signs signed signing roll rolled fork forked forks`)

var weekdays = wordSet("monday tuesday wednesday thursday friday saturday sunday today yesterday")

// back returns the word before i in small letters and where it begins. Only white
// space may stand between, and, after an abbreviation, a point.
func back(s string, i int) (key string, at int) {
	j := i
	for j > 0 && i-j < 40 {
		r, size := utf8.DecodeLastRuneInString(s[:j])
		if !unicode.IsSpace(r) {
			break
		}
		j -= size
	}
	if j == i || strings.Count(s[j:i], "\n") > 2 {
		return "", i
	}
	end := j
	if j > 0 && s[j-1] == '.' {
		j--
		if !strings.HasSuffix(strings.ToLower(s[max(0, j-6):j]), "approx") {
			return "", i
		}
		end = j
	}
	for j > 0 && end-j < 24 {
		r, size := utf8.DecodeLastRuneInString(s[:j])
		if !unicode.IsLetter(r) {
			break
		}
		j -= size
	}
	return strings.ToLower(s[j:end]), j
}

// particle reports whether the word w, which begins at i, makes an "over" right after it a preposition.
func particle(s, w string, i int) bool {
	if weekdays[w] {
		if w, i = back(s, i); w == "on" {
			w, _ = back(s, i)
		}
	}
	return particles[w]
}

// affairs are what a sum right before them measures: "sacked over R255 million asbestos deal".
var affairs = wordSet("deal fund hole fraud scheme scandal contract heist project bribe bribery lawsuit theft scam loan bailout corruption graft embezzlement")

// overAffair reports whether a plain "over" at start is a preposition, since the sum describes an
// affair within three words after it.
func overAffair(s string, start int, f *sum) bool {
	if !strings.EqualFold(strings.TrimSpace(s[start:f.start]), "over") {
		return false
	}
	i := f.end
	for range 3 {
		at, ok := blank(s, i)
		var w word
		if !ok || at == i || !letterAt(s, at) || !readWord(s, at, &w) {
			return false
		}
		key := string(w.text())
		if affairs[key] {
			return true
		}
		if uncounted[key] || key == "of" || key == "from" {
			return false
		}
		i = w.end
	}
	return false
}

// loose are hedges that a reader leaves out of the sum's own words.
var loose = wordSet("region order neighborhood something")

// hedge returns the qualifier before a sum that begins at i, and where the sum with
// its hedge begins.
func hedge(s string, i int) (corpus.Qualifier, int) {
	q, start := corpus.Exact, i
	for range 2 {
		found, at := hedgeAt(s, start)
		if found != corpus.Exact {
			q = found
		}
		if at == start {
			break
		}
		start = at
	}
	return q, start
}

func hedgeAt(s string, i int) (corpus.Qualifier, int) {
	if i > 0 && s[i-1] == '~' {
		return corpus.About, i - 1
	}
	phrase, at := back(s, i)
	if phrase == "" || !hedgeEnds[phrase] {
		return corpus.Exact, i
	}
	q, start, longest := corpus.Exact, i, ""
	for range 5 {
		if found, ok := hedges[phrase]; ok {
			q, start, longest = found, at, phrase
		}
		w, a := back(s, at)
		if w == "" {
			break
		}
		if longest == "over" && (quarrels[w] || phrase == longest && particle(s, w, a)) {
			return corpus.Exact, i
		}
		phrase, at = w+" "+phrase, a
	}
	if words := strings.Fields(longest); len(words) > 1 && loose[words[len(words)-2]] {
		start = i
	}
	return q, start
}

// afterthought reads what hedges a sum after it: "or more", "or less", "or so", "+".
func afterthought(s string, i int) (corpus.Qualifier, int) {
	if i < len(s) && s[i] == '+' {
		return corpus.AtLeast, i + 1
	}
	if strings.HasPrefix(s[i:], "-plus") && !letterAt(s, i+5) {
		return corpus.AtLeast, i + 5
	}
	var w word
	at, ok := blank(s, i)
	if !ok || !readWord(s, at, &w) || string(w.text()) != "or" {
		return corpus.Exact, i
	}
	if at, ok = blank(s, w.end); !ok || !readWord(s, at, &w) {
		return corpus.Exact, i
	}
	switch string(w.text()) {
	case "more":
		return corpus.AtLeast, w.end
	case "less":
		return corpus.UpTo, w.end
	case "so":
		return corpus.About, w.end
	}
	return corpus.Exact, i
}
