package money

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/corpus"
)

// hedgeTable turns lists of phrases, parted by semicolons, into a table.
func hedgeTable(lists map[corpus.Qualifier]string) map[string]corpus.Qualifier {
	out := map[string]corpus.Qualifier{}
	for q, list := range lists {
		for phrase := range strings.SplitSeq(list, ";") {
			out[strings.Join(strings.Fields(phrase), " ")] = q
		}
	}
	return out
}

// phraseSet is a set of phrases, parted by semicolons.
func phraseSet(list string) map[string]bool {
	m := map[string]bool{}
	for phrase := range strings.SplitSeq(list, ";") {
		m[strings.Join(strings.Fields(phrase), " ")] = true
	}
	return m
}

// quarrels up to five words before "over" make it a preposition: "a dispute with the bank over $5 million".
var quarrels = wordSet(`dispute disputes fight fights battle battles row lawsuit lawsuits argument concern concerns question questions feud clash talks controversy debate sued worries
	strike strikes striking walkout grill grills grilled grilling quizzed quizzes slam slams slammed probe probed probes probing inquiry investigation resign resigned resigns resignation sacked ousted fired
	suspended impeached arrested detained jailed indicted extradited summoned scandal outrage protest protests protested criticised criticized feuding sues suing spat standoff wrangle tussle impasse`)

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
// space may stand between, an apostrophe ("plus d'un"), and, after an abbreviation, a point.
func back(s string, i int) (key string, at int) {
	j := i
	for j > 0 && i-j < 40 {
		r, size := utf8.DecodeLastRuneInString(s[:j])
		if !unicode.IsSpace(r) {
			break
		}
		j -= size
	}
	if j == i && !apostrophe(s, j) || strings.Count(s[j:i], "\n") > 2 {
		return "", i
	}
	end := j
	if j > 0 && s[j-1] == '.' {
		j--
		if !dotted[strings.ToLower(s[lastBlank(s, j):j])] {
			return "", i
		}
		end = j
	}
	for j > 0 && end-j < 24 {
		r, size := utf8.DecodeLastRuneInString(s[:j])
		if !unicode.IsLetter(r) && !(r == '\'' || r == '’') {
			break
		}
		j -= size
	}
	return strings.ReplaceAll(strings.ToLower(s[j:end]), "’", "'"), j
}

// dotted are hedges that are abbreviated.
var dotted = wordSet("approx ca max min est")

func lastBlank(s string, i int) int {
	return max(strings.LastIndexAny(s[max(0, i-8):i], " \n(")+max(0, i-8)+1, max(0, i-8))
}

// apostrophe reports one that ends at i.
func apostrophe(s string, i int) bool {
	return i > 1 && s[i-1] == '\'' && isLetter(s[i-2]) || strings.HasSuffix(s[:i], "’")
}

// governors before "over" leave it a hedge, whatever is disputed before them.
var governors = wordSet("for of to at by with from in worth was were is are about than and or totaling totalling be been has had have")

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

// plain are the hedges that a reader takes for a part of the sum's own words.
var plain = phraseSet(`more than;less than;fewer than;no more than;no less than;at least;at most;as much as;as little as;up to;an estimated;estimated;
	in excess of;over;above;about;around;roughly;approximately;approx;nearly;almost;some;under;below;close to;just under;just below;just over;just above`)

// degrees stand before a hedge: "well over", "slightly more than", "just under".
var degrees = wordSet("just well slightly far considerably significantly much little bit somewhat comfortably only way substantially fractionally even still perhaps possibly maybe probably")

// shades are degrees that make "under" a near miss.
var shades = wordSet("just slightly little bit fractionally")

// fillers stand between a hedge and its sum.
var fillers = wordSet("a an another the total of roughly whopping further additional extra combined staggering record estimated cool reported")

// hedge returns the qualifier before a sum that begins at i, and where the sum with
// its hedge begins.
func (lx *lexicon) hedge(s string, i int) (corpus.Qualifier, int) {
	q, start := corpus.Exact, i
	for range 2 {
		found, at, plain := lx.hedgeAt(s, start)
		if found == corpus.Exact {
			break
		}
		if q == corpus.Exact || q == corpus.About {
			q = found
		}
		if !plain || at == start {
			break
		}
		start = at
	}
	if q == corpus.Exact { // "at least another $5 million"
		at := i
		for range 3 {
			w, before := back(s, at)
			if !fillers[w] {
				break
			}
			at = before
			if found, _, _ := lx.hedgeAt(s, at); found != corpus.Exact && found != corpus.About {
				q = found
				break
			}
		}
	}
	return q, start
}

// hedgeAt reads one hedge that ends before i: its qualifier, and where it begins if it is plain, a part of the sum's words. Those of
// other languages than English never are.
func (lx *lexicon) hedgeAt(s string, i int) (q corpus.Qualifier, start int, isPlain bool) {
	if i > 0 && (s[i-1] == '~' || s[i-1] == '>' || s[i-1] == '<') {
		return map[byte]corpus.Qualifier{'~': corpus.About, '>': corpus.Over, '<': corpus.Under}[s[i-1]], i - 1, s[i-1] == '~'
	}
	if isHan(s, max(0, i-3)) {
		return hanHedge(s, i), i, false
	}
	phrase, at := back(s, i)
	if lx.english && !lx.hedgeSieve.holds(phrase) || phrase == "" || !lx.hedgeEnds[phrase] && !(lx.clitics && lx.hedgeEnds[unjoined(phrase)]) {
		return corpus.Exact, i, false
	}
	q, start, longest := corpus.Exact, i, ""
	for range 5 {
		if found, ok := lx.hedges[phrase]; ok {
			q, start, longest = found, at, phrase
		} else if rest := unjoined(phrase); lx.clitics && lx.hedges[rest] != "" {
			q, start, longest = lx.hedges[rest], at, rest
		}
		w, a := back(s, at)
		if w == "" {
			break
		}
		if lx.english && longest == "over" {
			if quarrels[w] || phrase == longest && particle(s, w, a) {
				return corpus.Exact, i, false
			}
			if phrase == longest && governors[w] || deeds[w] && w != "raised" && w != "claims" { // "sued for over $5 million", "the strike cost the firm over $5 million"
				break
			}
		}
		if lx.split != nil && longest == "über" && phrase == longest && paper(w) { // "Vertrag über 5 Millionen"
			return corpus.Exact, i, false
		}
		phrase, at = w+" "+phrase, a
	}
	if q == corpus.Exact {
		return q, i, false
	}
	if w, _ := back(s, start); lx.english && q == corpus.Under && shades[w] {
		q = corpus.Nearly
	}
	if !lx.english || !plain[longest] {
		return q, i, false
	}
	if w, at := back(s, start); w == "just" {
		start = at
	}
	return q, start, true
}

// unjoined is an Arabic word or phrase without the words of one letter written together with it.
func unjoined(phrase string) string {
	for i := range phrase {
		if !clitic(phrase, i) {
			return phrase[i:]
		}
	}
	return phrase
}

// papers are the ends of German nouns that an "über" after them belongs to: "Auftrag über 5 Millionen".
var papers = strings.Fields(`vertrag verträge auftrag aufträge rechnung rechnungen kredit kredite scheck schecks darlehen anleihe anleihen geschäft vereinbarung abkommen bescheid
	gutschein gutscheine garantie bürgschaft quittung angebot deal streit streits paket police versicherung überweisung spende budget etat haushalt haftbefehl beleg forderung wechsel antrag urkunde`)

// paper reports such a noun.
func paper(key string) bool {
	for _, end := range papers {
		if strings.HasSuffix(key, end) {
			return true
		}
	}
	return false
}

// afterthought reads what hedges a sum after it: "or more", "or less", "or so", "+".
func (lx *lexicon) afterthought(s string, i int) (corpus.Qualifier, int) {
	if i < len(s) && s[i] == '+' {
		return corpus.AtLeast, i + 1
	}
	if n := dash(s, i); n > 0 && strings.HasPrefix(s[i+n:], "plus") && !letterAt(s, i+n+4) {
		return corpus.AtLeast, i + n + 4
	}
	var w word
	at, ok := blank(s, i)
	if !ok || !readWord(s, at, &w) {
		if q, size := hanAfter(s, i); size > 0 {
			return q, i + size
		}
		return corpus.Exact, i
	}
	first := string(w.text())
	if at, ok = blank(s, w.end); !ok || !letterAt(s, at) {
		return corpus.Exact, i
	}
	var next word
	readWord(s, at, &next)
	second := string(next.text())
	switch {
	case first == "at" && second == "least", first == "and" && (second == "up" || second == "above"), first == "al" && second == "menos":
		return corpus.AtLeast, next.end
	case first == "at" && second == "most", first == "at" && second == "maximum":
		return corpus.UpTo, next.end
	case first == "give" && second == "or":
		return corpus.About, next.end
	case !lx.or[first]:
		return corpus.Exact, i
	case lx.more[second], lx.english && (second == "higher" || second == "greater" || second == "above"):
		return corpus.AtLeast, next.end
	case lx.less[second], lx.english && (second == "lower" || second == "under" || second == "below" || second == "fewer"):
		return corpus.UpTo, next.end
	case second == "so":
		return corpus.About, next.end
	}
	return corpus.Exact, i
}

// hanAfter reads the hedge after a sum in Chinese and Japanese, and its length.
func hanAfter(s string, i int) (corpus.Qualifier, int) {
	for _, h := range [...]struct {
		text string
		q    corpus.Qualifier
	}{{"以上", corpus.AtLeast}, {"以下", corpus.UpTo}, {"未満", corpus.Under}, {"超", corpus.Over}, {"左右", corpus.About}, {"前後", corpus.About}, {"弱", corpus.Nearly}} {
		if strings.HasPrefix(s[i:], h.text) {
			return h.q, len(h.text)
		}
	}
	return corpus.Exact, 0
}

// hanHedges stand before a sum in Chinese and Japanese, the longer first.
var hanHedges = [...]struct {
	text string
	q    corpus.Qualifier
}{
	{"少なくとも", corpus.AtLeast}, {"不超过", corpus.UpTo}, {"不超過", corpus.UpTo}, {"不少于", corpus.AtLeast}, {"不少於", corpus.AtLeast}, {"不低于", corpus.AtLeast}, {"不低於", corpus.AtLeast}, {"差不多", corpus.About},
	{"最多", corpus.UpTo}, {"最大", corpus.UpTo}, {"最高", corpus.UpTo}, {"至多", corpus.UpTo}, {"高达", corpus.UpTo}, {"高達", corpus.UpTo}, {"多达", corpus.UpTo}, {"多達", corpus.UpTo}, {"超过", corpus.Over}, {"超過", corpus.Over}, {"超出", corpus.Over}, {"高于", corpus.Over}, {"高於", corpus.Over},
	{"至少", corpus.AtLeast}, {"大约", corpus.About}, {"大約", corpus.About}, {"大概", corpus.About}, {"约合", corpus.About}, {"約合", corpus.About}, {"约为", corpus.About}, {"约", corpus.About}, {"約", corpus.About}, {"およそ", corpus.About},
	{"接近", corpus.Nearly}, {"将近", corpus.Nearly}, {"將近", corpus.Nearly}, {"不足", corpus.Under}, {"不到", corpus.Under}, {"低于", corpus.Under}, {"低於", corpus.Under}, {"少于", corpus.Under}, {"少於", corpus.Under},
	{"逾", corpus.Over}, {"超", corpus.Over}, {"近", corpus.Nearly},
}

// hanWords end in a hedge's character and are none: 附近, 最近, 合约, 节约, 条约.
var hanWords = [...]string{"附近", "最近", "合约", "合約", "节约", "節約", "条约", "條約", "契約", "予約", "纽约", "紐約", "预约", "違約", "违约", "签约", "簽約", "公约", "契约", "制约", "履约", "续约", "解约", "毁约", "特约"}

// hanHedge reads the hedge before a sum in Chinese and Japanese.
func hanHedge(s string, i int) corpus.Qualifier {
	for _, w := range hanWords {
		if strings.HasSuffix(s[:i], w) {
			return corpus.Exact
		}
	}
	for _, h := range hanHedges {
		if strings.HasSuffix(s[:i], h.text) {
			return h.q
		}
	}
	return corpus.Exact
}
