package money

import "strings"

// Subjects without a sentence around them, or in a language of which only the ends of phrases are known.

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
		if before = tokens(nil, line); len(before) > 0 && shouted(before[0].text) { // "NAIROBI: Sh5 million"
			return ""
		}
	}
	for n := len(before) - 1; n >= 0; n-- { // a table: "Sales 52.6 mln vs 42.7 mln Six Mths [Shr]"
		if t := before[n]; t.key == "vs" || t.key == "versus" || n < len(before)-1 && (t.number() || whens[t.key] || counting(t.key) && t.key != "pay") {
			before = before[n+1:]
			break
		}
	}
	if len(before) == 0 || len(before) > 4 || len(before) == 1 && hollow[before[0].key] {
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
