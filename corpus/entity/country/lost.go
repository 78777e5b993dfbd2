package country

import (
	"maps"
	"slices"
	"strings"
)

// Scraping loses apostrophes: "South Koreas spy agency", "the UKs budget". A country's
// name, a capital or a state with an "s" too many is the place itself, and the mention ends before
// the "s", as it does before an apostrophe.

// keepsS are forms that with an "s" are something else: a name, an animal, shoes, a continent.
var keepsS = set("france jordan chad holland turkey jersey america guinea samoa lyon wellington kingston victoria")

// readLost enters those forms, where the lexicon has not got the word already.
func (l *lexicon) readLost() error {
	l.root.addLost()
	return nil
}

func (n *node) addLost() {
	for _, word := range slices.Sorted(maps.Keys(n.next)) {
		child := n.next[word]
		child.addLost()
		e := child.entry
		if e == nil || !e.losesApostrophe() || strings.HasSuffix(word, "s") {
			continue
		}
		lost := *e
		lost.lost = true
		if n.next[word+"s"] == nil {
			n.next[word+"s"] = &node{}
		}
		if n.next[word+"s"].entry == nil {
			n.next[word+"s"].entry = &lost
		}
	}
}

func (e *entry) losesApostrophe() bool {
	switch e.rule {
	case ruleName, ruleAbbr, ruleState:
		return !e.lost && !keepsS[e.form]
	case ruleCapital:
		return !e.lost && !keepsS[e.form] && !personal[e.form]
	}
	return false
}

// stands reports whether the word, which ends the form, is written as the entry wants it.
func (e *entry) stands(s string, w *word) bool {
	switch {
	case !e.exact:
		return !e.caps || w.letters != lowerCase
	case e.lost: // "UKs"
		text := s[w.start : w.end-1]
		return w.letters != lowerCase && text == strings.ToUpper(text)
	}
	return w.letters == upperCase
}
