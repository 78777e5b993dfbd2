package money

import "strings"

// The subject of a sum is a few words of its own clause, the first that there are:
//
//  1. the noun that it is the measure of: "a $5 million [settlement]";
//  2. what it is of: "[a net loss] of $3 million";
//  3. what follows it with a preposition and is no time or place: "over $9,000 [in jewels]";
//  4. what a verb says to be that much: "[legal costs] amounted to $3 million";
//  5. the verb that says what was done with it: "[borrowed] $7 million";
//  6. the label before it: "[Shr profit] 12 cts", "[Prize]: $500".
//
// A phrase ends where its words do, or there is none: half a phrase says less than nothing.

const (
	phraseWords = 7
	clauseWords = 24  // mostly enough for a clause within reach
	reach       = 120 // bytes looked at before a sum
	reachAfter  = 96  // and after it
)

// subject returns the words that say what the sum s[start:end] is for; end is after its unit.
func (lx *lexicon) subject(s string, start, end int) string {
	if !lx.english && lx.stops == nil {
		return ""
	}
	var next, last [clauseWords]token
	after, before := clauseAfter(next[:0], s, end), clauseBefore(last[:0], s, start)
	if !lx.english {
		return lx.foreignSubject(after, before)
	}
	before = rejoin(s, start, before)
	for n := len(before); n > 1 && degrees[before[n-1].key]; n = len(before) { // "a surplus of only $5 million"
		before = before[:n-1]
	}
	hyphen := end < len(s) && dash(s, end) > 0
	if found := measured(after, before, hyphen); found != "" {
		return found
	}
	if found := ofNoun(before); found != "" {
		return found
	}
	if found := object(before); found != "" {
		return found
	}
	told := scalar(before)
	if told != "" && !(len(after) > 0 && after[0].key == "for") { // "costs rose to $5 million in the county", but "$5 million for roads"
		return told
	}
	if found := purpose(after, purposes); found != "" {
		return found
	}
	if told != "" {
		return told
	}
	if found := deed(before); found != "" {
		return found
	}
	if found := purpose(after, sources); found != "" {
		return found
	}
	return label(s, start, before)
}

// rejoin puts the clause before in front of one that only goes on with it: "the deficit, which hit $5 million", "four
// loans from the bank (IADB) totaling $9 million".
func rejoin(s string, start int, before []token) []token {
	n := len(before)
	if n == 0 || n > 3 || before[0].key != "which" && !describing[before[0].key] && !(n == 1 && resumes(before[0].key)) {
		return before
	}
	mark := strings.LastIndexAny(s[max(0, start-reach):start], ",()") + max(0, start-reach)
	if mark < 0 || s[mark] == '(' {
		return before
	}
	if s[mark] == ')' {
		if mark = strings.LastIndexByte(s[:mark], '('); mark < 0 {
			return before
		}
	}
	if before[0].key == "which" {
		before = before[1:]
	}
	return append(clauseBefore(nil, s, mark), before...)
}

// resumes reports a word after a comma that goes on with the clause before it: "revenue climbed 12 percent, to $2 billion".
func resumes(key string) bool {
	return key == "to" || key == "at" || key == "from" || key == "by"
}

// comparisons stand between a sum and the one it is compared with, or that follows it in a list:
// "64 cts vs 51 cts", "$9 million, up from $8 million", "£2 million ($2.6 million)".
var comparisons = map[string]bool{
	"": true, "vs": true, "vs.": true, "versus": true, "against": true, "compared with": true, "compared to": true, "from": true, "up from": true, "down from": true, "or": true,
	"to": true, "and": true, "rather than": true, "instead of": true,
}

// compared reports that only a comparison stands between two sums, so that they have one subject. A time may
// stand before it: "$5 million in 1986, up from $4 million".
func compared(between string) bool {
	if len(between) < 2 || len(between) > 48 {
		return false
	}
	words := strings.Fields(strings.Trim(strings.ToLower(between), " ,(\n"))
	if len(between) < 32 && comparisons[strings.Join(words, " ")] {
		return true
	}
	from := 0
	for n, w := range words {
		if w = strings.TrimRight(w, ","); !(whens[w] || articled(w) || w == "in" || w == "for" || w == "on" || isDigit(w[0])) {
			from = n
			break
		}
	}
	link := strings.Join(words[from:], " ")
	return from > 0 && link != "to" && comparisons[link]
}

// measured is the noun that the sum stands before as an adjective does.
func measured(after, before []token, hyphen bool) string {
	if len(after) == 0 {
		return ""
	}
	determined := hyphen || len(before) > 0 && (determiners[before[len(before)-1].key] || strings.HasSuffix(before[len(before)-1].key, "'s"))
	if whens[after[0].key] && !(determined && len(after) > 1 && !after[1].ends("") && !whens[after[1].key]) {
		return ""
	}
	headline := len(before) > 0 && shouted(before[len(before)-1].text) && shouted(after[0].text)
	if !determined && !headline && (after[0].capital() || strings.HasSuffix(after[0].key, "ing")) || scalars[after[0].key] && !headline {
		return ""
	}
	found := phrase(after)
	if len(found) == 0 || len(found) < len(after) && saying(after[len(found)].key) && !determined {
		return ""
	}
	if generic[found[0].key] || len(found) == 1 && strings.HasSuffix(found[0].key, "ed") {
		return ""
	}
	if n := len(found); n > 1 && n < len(after) && strings.HasSuffix(found[n-1].key, "s") && articled(after[n].key) { // "a $9 fine awaits the rest"
		found = found[:n-1]
	}
	if n := len(found); n > 1 && (deeds[found[n-1].key] && !nounsToo[found[n-1].key] || scalars[found[n-1].key]) && !strings.HasSuffix(found[n-1].key, "ing") {
		found = found[:n-1] // the verb after it
	}
	if !determined && (len(found) > 4 || deeds[found[0].key] && !strings.HasSuffix(found[0].key, "e")) {
		return ""
	}
	return joinTokens(found)
}

func saying(key string) bool {
	switch key {
	case "said", "says", "told", "reported", "announced", "added", "noted":
		return true
	}
	return false
}

// shouted reports a word in capitals, as in old headlines.
func shouted(text string) bool { return len(text) > 1 && isLetter(text[0]) && allCaps(text) }

// ofNoun is the noun before "of" and the sum.
func ofNoun(before []token) string {
	n := len(before)
	if n < 2 || before[n-1].key != "of" {
		return ""
	}
	return joinTokens(nounBefore(dropTime(before[:n-1])))
}

// nounBefore returns the noun phrase at the end of ts, without its determiner.
func nounBefore(ts []token) []token {
	end := len(ts)
	from := end
	if end > 1 && strings.HasSuffix(ts[end-1].key, "ed") && pronouns[ts[end-2].key] { // "the price he calculated"
		return nil
	}
	for from > 0 && end-from < 4 {
		t := ts[from-1]
		if from < end && from > 1 && strings.HasSuffix(t.key, "ed") && len(t.key) > 4 && !functions[ts[from-2].key] || from < end && from > 1 && strings.HasSuffix(t.key, "ed") && pronouns[ts[from-2].key] {
			break // "the firm posted revenue"
		}
		if t.ends("") || scalars[t.key] && from < end || deeds[t.key] && !nounsToo[t.key] && from < end && !strings.HasSuffix(t.key, "ing") {
			break
		}
		from--
	}
	found := ts[from:]
	if from > 0 && end-from == 4 && !ts[from-1].ends("") { // the words before are a part of it
		for len(found) > 1 && found[0].capital() {
			found = found[1:]
		}
	}
	if from > 0 && ts[from-1].key == "to" && len(found) > 1 { // "failed to [hold] early gains"
		found = found[1:]
	}
	if len(found) == 0 || generic[found[len(found)-1].key] && !(len(found) > 1 && found[len(found)-1].key == "worth") || len(found) == 1 && whens[found[0].key] {
		return nil
	}
	for len(found) > 1 && whens[found[0].key] && found[0].key != "full-year" {
		found = found[1:]
	}
	return found
}

// purposes are the prepositions after a sum that say what it is for; sources say less than a verb before it.
var (
	purposes = wordSet("in for on to toward towards of as worth due")
	sources  = wordSet("from against through via")
)

// purpose is what follows the sum with one of the prepositions.
func purpose(after []token, prepositions map[string]bool) string {
	if len(after) < 2 || !prepositions[after[0].key] {
		return ""
	}
	lead := 1
	switch after[0].key {
	case "of":
		lead = 0
		after = after[1:]
	case "worth":
		if after[1].key != "of" {
			return ""
		}
		lead = 0
		after = after[2:]
	case "due":
		if after[1].key != "to" {
			return ""
		}
		lead = 2
	case "as":
		if after[1].key != "a" && after[1].key != "an" {
			return ""
		}
	}
	rest := after[lead:]
	skipped := 0
	for skipped < len(rest) && (articled(rest[skipped].key) || rest[skipped].key == "any" || rest[skipped].key == "some" || rest[skipped].key == "more") {
		skipped++
	}
	found := phrase(rest[skipped:])
	for len(found) > 1 && strings.HasSuffix(found[len(found)-1].key, "ing") && len(rest) > skipped+len(found) { // "for breach of a contract [calling for it]"
		found = found[:len(found)-1]
		if last := found[len(found)-1].key; last == "of" || last == "and" {
			return ""
		}
	}
	if after[0].key == "to" && len(found) == 1 && len(rest) > skipped+1 && articled(rest[skipped+1].key) { // "to rebuild the grid"
		if thing := phrase(rest[skipped+2:]); len(thing) > 0 {
			found = rest[skipped : skipped+2+len(thing)]
		}
	}
	if len(found) == 0 || temporal(found) || (after[0].key == "in" || after[0].key == "on") && placed(found) || anothers(rest[skipped+len(found):]) {
		return ""
	}
	if lead == 0 {
		return joinTokens(found)
	}
	return joinTokens(after[:lead+skipped+len(found)])
}

// anothers reports that a phrase that ends here is told of the next number: "on sales of 12.8 mln", "from an original 60".
func anothers(rest []token) bool {
	if len(rest) > 0 && rest[0].key == "of" {
		rest = rest[1:]
		for len(rest) > 0 && (degrees[rest[0].key] || english.hedges[rest[0].key] != "" || rest[0].key == "more" || rest[0].key == "than") {
			rest = rest[1:]
		}
	}
	return len(rest) > 0 && rest[0].number()
}

// temporal reports a time: "in the first quarter", "for fiscal 1987", "on Monday".
func temporal(found []token) bool {
	return whens[found[0].key] || whens[found[len(found)-1].key] || found[len(found)-1].key == "basis" || found[0].key == "pct" || found[0].key == "percent"
}

// placed reports a place or a name: every word has a capital.
func placed(found []token) bool {
	for _, t := range found {
		if !t.capital() && t.key != "and" && t.key != "of" {
			return false
		}
	}
	return true
}

// movers change something: "cut the deficit by $5 million", "boost income to $9 million".
var movers = wordSet(`cut cuts cutting raise raises raised raising lift lifts lifted lifting boost boosts boosted boosting increase increases increased increasing reduce reduces reduced
	reducing bring brings brought push pushes pushed lower lowers lowered trim trims trimmed slash slashes slashed expand expanded widen widened narrow narrowed double doubled
	take takes took estimate estimates estimated put puts set sets valued priced peg pegs pegged project projects projected forecast forecasts
	rise drop fall decline reduction jump growth gain surge slide
	sell sells sold offer offers offered buy buys bought keep keeps kept assess assessed hike hiked revise revised limit limited fix fixed cap capped`)

// object is what a verb does something to, before "to", "by" or "at" and the sum.
func object(before []token) string {
	last := len(before) - 1
	if last < 1 {
		return ""
	}
	switch before[last].key {
	case "to", "by", "at", "for":
	default:
		return ""
	}
	for n := last - 1; n >= 0 && last-n <= 8; n-- {
		if !movers[before[n].key] {
			continue
		}
		rest := before[n+1 : last]
		for len(rest) > 0 && (articled(rest[0].key) || rest[0].number() || rest[0].key == "all" || rest[0].key == "in" && n+1 < last && &rest[0] == &before[n+1] || counting(rest[0].key)) {
			rest = rest[1:]
		}
		if found := phrase(rest); len(found) > 0 && !placed(found) && !whens[found[0].key] && !generic[found[len(found)-1].key] && !countables[found[len(found)-1].key] {
			return joinTokens(found)
		}
		return ""
	}
	if before[last].key != "at" {
		return ""
	}
	if found := unplaced(nounBefore(before[:last]), last); len(found) > 0 && !(len(found) == 1 && countables[found[0].key]) && !scalars[found[len(found)-1].key] && !deeds[found[len(found)-1].key] {
		return joinTokens(found)
	}
	return ""
}

// describing are scalars that follow their noun at once: "a contract valued at $5 million".
var describing = wordSet("valued worth priced estimated totaling totalling amounting exceeding averaging ranging holding containing carrying costing assessed appraised expected put pegged")

// unplaced is a phrase that ends a clause's lead of n words, or nil for a name; a capital at the start is no name.
func unplaced(found []token, n int) []token {
	if placed(found) && (len(found) != 1 || n != 1) {
		return nil
	}
	return found
}

// opinions are scalars of which the subject has the opinion, unless they are passive: "analysts expected 45 cents".
var opinions = wordSet("expected estimated forecast projected put valued priced assessed pegged set")

func passive(key string) bool {
	switch key {
	case "was", "were", "is", "are", "be", "been", "being":
		return true
	}
	return false
}

// scalar is the noun that a verb says to be the sum.
func scalar(before []token) string {
	for n := len(before) - 1; n >= 0 && len(before)-n <= 8; n-- {
		t := before[n]
		if t.key == "that" || t.key == "which" || t.key == "who" || t.key == "and" || saying(t.key) {
			return ""
		}
		if !scalars[t.key] || t.key == "to" {
			if deeds[t.key] {
				return ""
			}
			continue
		}
		if deeds[t.key] && len(before)-n <= 2 { // "cost $5 million"
			return ""
		}
		bare := describing[t.key]
		if opinions[t.key] && (n+1 == len(before) || before[n+1].key != "at" && before[n+1].key != "to") && (n == 0 || !passive(before[n-1].key)) {
			return ""
		}
		for n > 0 && (scalars[before[n-1].key] && before[n-1].key != "costs" && before[n-1].key != "cost" || auxiliary(before[n-1].key) || strings.HasSuffix(before[n-1].key, "ly")) {
			n--
			bare = bare && !auxiliary(before[n].key)
		}
		if bare && !strings.HasPrefix(t.key, "total") && t.key != "amounting" {
			if found := unplaced(nounBefore(before[:n]), n); len(found) > 0 {
				return joinTokens(found)
			}
		}
		return subjectNoun(before[:n])
	}
	return ""
}

func auxiliary(key string) bool {
	switch key {
	case "has", "have", "had", "been", "be", "was", "were", "is", "are", "being", "not", "also", "now", "currently", "at":
		return true
	}
	return false
}

// subjectNoun returns the subject that ends a clause's lead: the nouns before the verb, those
// that they are "of" ("shares of the bank"), or those before a place or time ("sales in the quarter").
func subjectNoun(lead []token) string {
	for range 3 {
		lead = dropTime(lead)
		found := nounBefore(lead)
		if len(found) == 0 {
			return ""
		}
		at := len(lead) - len(found)
		for at > 1 && whens[lead[at-1].key] {
			at--
		}
		for at > 1 && articled(lead[at-1].key) {
			at--
		}
		link := ""
		if at > 1 {
			link = lead[at-1].key
		}
		switch link {
		case "of", "and":
			if head := nounBefore(lead[:at-1]); len(head) > 0 && len(head)+len(found) <= 6 && !placed(lead[at-1-len(head):]) {
				return joinTokens(lead[at-1-len(head):])
			}
		case "in", "for", "from", "on", "during", "at", "by", "with", "between", "before", "after", "per", "under":
			if len(nounBefore(dropTime(lead[:at-1]))) > 0 {
				lead = lead[:at-1]
				continue
			}
			return ""
		}
		if placed(found) && (len(found) > 1 || at > 0 || allCaps(found[0].text)) {
			return ""
		}
		return joinTokens(found)
	}
	return ""
}

// dropTime cuts a time from the end: "sales [in the first five months]".
func dropTime(lead []token) []token {
	n := len(lead)
	if n == 0 || !whens[lead[n-1].key] && !lead[n-1].number() {
		return lead
	}
	for n > 0 && (whens[lead[n-1].key] || lead[n-1].number() || articled(lead[n-1].key)) {
		n--
	}
	if n > 1 && functions[lead[n-1].key] {
		n--
	}
	if n == 0 {
		return lead
	}
	return lead[:n]
}

// deed is the verb that says what was done with the sum.
func deed(before []token) string {
	for n := len(before) - 1; n >= 0 && len(before)-n <= 5; n-- {
		t := before[n]
		if deeds[t.key] && n > 0 && articled(before[n-1].key) && !nounsToo[t.key] { // "the approved $5"
			return ""
		}
		if nounsToo[t.key] && n > 0 && n < len(before)-1 && !functions[before[n-1].key] && !before[n-1].capital() { // "stock [purchase] rights"
			continue
		}
		if deeds[t.key] && n == len(before)-2 && movers[t.key] && before[n+1].key == "to" { // "BOND RAISED TO $5 million"
			return joinTokens(nounBefore(before[:n]))
		}
		if deeds[t.key] {
			return t.text
		}
		if t.key == "and" || t.key == "that" || t.key == "which" {
			break
		}
	}
	return ""
}

// label is what stands alone before the sum in its line: "Net worth: $5 million".
func label(s string, start int, before []token) string {
	if len(before) == 0 {
		i := start
		for i > 0 && (s[i-1] == ' ' || s[i-1] == '\t') {
			i--
		}
		if i == 0 || s[i-1] != ':' {
			return ""
		}
		line := s[max(0, i-60) : i-1]
		line = line[strings.LastIndexAny(line, "\n.;,!?|")+1:]
		before = tokens(nil, line)
	}
	for n := len(before) - 1; n >= 0; n-- { // a table: "Sales 52.6 mln vs 42.7 mln Six Mths [Shr]"
		if t := before[n]; t.key == "vs" || t.key == "versus" || n < len(before)-1 && (t.number() || whens[t.key] || counting(t.key) && t.key != "pay") {
			before = before[n+1:]
			break
		}
	}
	if len(before) == 0 || len(before) > 4 {
		return ""
	}
	for _, t := range before {
		if strings.HasSuffix(t.key, "'s") || strings.HasSuffix(t.key, "ing") || strings.HasSuffix(t.key, "ed") && !t.capital() || t.ends("") || deeds[t.key] || whens[t.key] || scalars[t.key] || degrees[t.key] || purposes[t.key] {
			return ""
		}
	}
	if last := before[len(before)-1]; shouted(last.text) && len(before) > 1 && strings.HasSuffix(last.key, "s") { // "BAKER SEES"
		return ""
	}
	if placed(before) && !shouted(before[0].text) && (len(before) > 1 || !opensLine(s, start, before[0].text)) {
		return ""
	}
	return joinTokens(before)
}

// opensLine reports that a word stands at the beginning of its line, or after a colon, a little before i.
func opensLine(s string, i int, text string) bool {
	at := strings.LastIndex(s[max(0, i-reach):i], text) + max(0, i-reach)
	lead := strings.TrimRight(s[max(0, at-8):max(0, at)], " \t")
	return lead == "" || strings.HasSuffix(lead, "\n") || strings.HasSuffix(lead, ":") || strings.HasSuffix(lead, "-") || strings.HasSuffix(lead, "–") || strings.HasSuffix(lead, "—") || at > 1 && s[at-2:at] == "  "
}

// foreignSubject is the subject in a language of which only the words are known that end a phrase:
// the noun before "de" and the sum, or what follows with a preposition that says what for.
func (lx *lexicon) foreignSubject(after, before []token) string {
	if n := len(before); n >= 2 && lx.of[before[n-1].key] {
		from := n - 1
		for from > 0 && n-1-from < 3 && !lx.stops[before[from-1].key] && !before[from-1].number() {
			from--
		}
		if from < n-1 && !lx.generic[before[n-2].key] && !(placed(before[from:n-1]) && lx.split == nil) {
			return joinTokens(before[from : n-1])
		}
	}
	if lx.split != nil && len(after) > 0 && after[0].capital() && !lx.stops[after[0].key] && !lx.whens[after[0].key] && !after[0].number() {
		return after[0].text // "5 Millionen Euro [Strafe]"
	}
	if len(after) < 2 || !lx.purposes[after[0].key] {
		return ""
	}
	n := 1
	for n < len(after) && n <= phraseWords && !after[n].number() && (!lx.stops[after[n].key] || n == 1 || lx.of[after[n].key]) {
		n++
	}
	for n > 1 && lx.stops[after[n-1].key] {
		n--
	}
	if n == 1 || n > phraseWords || placed(after[1:n]) && lx.split == nil || lx.whens[after[min(n-1, 2)].key] || lx.whens[after[1].key] {
		return ""
	}
	return joinTokens(after[:n])
}
