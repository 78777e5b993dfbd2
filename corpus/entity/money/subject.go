package money

import "strings"

// The subject of a sum is a few words of its own clause, the first that there are:
//
//  1. the noun that it is the measure of: "a $5 million [settlement]";
//  2. what it is of: "[a net loss] of $3 million";
//  3. what is changed to it or by it: "cut [its deficit] by $3 million";
//  4. what a verb says to be that much: "[legal costs] amounted to $3 million", unless "for" follows;
//  5. what follows it with a preposition and is no time or place: "over $9,000 [in jewels]", "[to rebuild the grid]";
//  6. the verb that says what was done with it: "[borrowed] $7 million", but not "paid", "sold" or "cost";
//  7. where it comes from: "$5 million [from the fund]";
//  8. the label before it: "[Shr profit] 12 cts", "[Prize]: $500".
//
// A clause that only goes on with the one before it, after a comma or brackets, is read with it. A phrase ends where its
// words do, or there is none: half a phrase says less than nothing.

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
	if len(found) == 0 || len(found) == 1 && strings.HasSuffix(found[0].key, "ed") || temporal(found) || (after[0].key == "in" || after[0].key == "on") && placed(found) || anothers(rest[skipped+len(found):]) {
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

// links are the words between the names of places, also in languages mistaken for English.
var links = wordSet("and of und y et e")

// placed reports a place or a name: every word has a capital.
func placed(found []token) bool {
	for _, t := range found {
		if !t.capital() && !links[t.key] {
			return false
		}
	}
	return true
}
