package money

import "strings"

// What the verbs of a clause say of its sum: what is that much, what something is done to, and what was done with it.

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
		if found := phrase(rest); len(found) > 0 && (!placed(found) || shouted(found[0].text)) && !whens[found[0].key] && !generic[found[len(found)-1].key] && !countables[found[len(found)-1].key] {
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
		if last := before[len(before)-1].key; passive(t.key) && n == len(before)-2 && strings.HasSuffix(last, "ing") && !scalars[last] { // "is supplying $5 million"
			return ""
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
		case "in", "to", "for", "from", "on", "during", "at", "by", "with", "between", "before", "after", "per", "under":
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

// hollow are deeds that are done with every sum: alone they say nothing of what it is for.
var hollow = wordSet("cost costs costing pay pays paid paying sell sells sold selling buy buys bought buying net gross")

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
		if hollow[t.key] {
			return ""
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
