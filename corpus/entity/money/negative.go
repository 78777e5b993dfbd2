package money

import "strings"

// A sum below zero is written in four ways:
//
//	−$5m            a true minus, wherever no letter or digit is before it
//	was -$5m        a hyphen or a dash, after a word that has none before a sum otherwise, or at the very start
//	minus $5m       a word; "revenue minus $5m" takes away and is no sign
//	was ($5m)       the brackets of an accountant, after such words as no aside in brackets follows
//
// An aside in brackets is the usual case in news ("a fine (£5 million)"), and so is a hyphen that opens a
// line of a list; both stay above zero.

var (
	// signed are words before a number with a minus; elsewhere a hyphen is a dash.
	signed = wordSet(`of to at was is by from were be with lost loss losses flow income result margin balance earnings ebitda ebit net totaled totalled
		totaling totalling hit reached posted reported`)
	// ledgers are words right before a sum in an accountant's brackets. Of a loss it is told so only after "net" and the like.
	ledgers = wordSet("was were is flow flows net ebitda ebit")
	// results before "of", or under one of the kinds, have such a sum too.
	results = wordSet("loss losses flow flows income earnings ebitda ebit result deficit")
	kinds   = wordSet("net operating pretax pre-tax gross")
)

// sign takes what says that the sum is below zero. It looks at nothing before low.
func (f *sum) sign(s string, low int) {
	if f.bounded {
		return
	}
	if start := minus(s, f.start, low); start < f.start {
		f.start, f.negative = start, true
		return
	}
	if bracketed(s, f.start, f.end, low) {
		f.start, f.end, f.negative = f.start-1, f.end+1, true
	}
}

// minus returns where the sign of a negative sum at i begins, or i.
func minus(s string, i, low int) int {
	const sign = "−"
	if strings.HasSuffix(s[low:i], sign) && (i == len(sign) || !digitAt(s, i-len(sign)-1) && !letterAt(s, i-len(sign)-1)) {
		return i - len(sign)
	}
	for _, hyphen := range [...]string{"-", "–"} {
		at := i - len(hyphen)
		if !strings.HasSuffix(s[low:i], hyphen) {
			continue
		}
		if key, word := back(s, at); at == 0 || word < at && word >= low && signed[key] {
			return at
		}
		return i
	}
	switch key, at := back(s, i); {
	case at < low:
	case key == "negative", key == "minus" && !takenAway(s, at):
		return at
	}
	return i
}

// takenAway reports that a "minus" at i stands between what is taken from and what is taken.
func takenAway(s string, i int) bool {
	key, at := back(s, i)
	if at == i {
		lead := strings.TrimRight(s[:i], " \t\n")
		return lead != "" && strings.IndexByte(".:(!?", lead[len(lead)-1]) < 0
	}
	return !signed[key] && !scalars[key] && !deeds[key]
}

// bracketed reports that a sum stands alone in the brackets of an accountant.
func bracketed(s string, start, end, low int) bool {
	if start-1 <= low || s[start-1] != '(' || end >= len(s) || s[end] != ')' {
		return false
	}
	lead := s[max(low, start-reach) : start-1]
	if label, found := strings.CutSuffix(strings.TrimRight(lead, " "), ":"); found { // "Net loss: ($5.1 million)"
		lead = label + " "
	}
	key, before := back(lead, len(lead))
	prev, _ := back(lead, before)
	return ledgers[key] && !(key == "net" && prev == "") || key == "of" && results[prev] || results[key] && kinds[prev]
}
