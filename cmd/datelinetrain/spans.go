package main

import (
	"regexp"
	"strings"
)

// Two readings of a name count as one where they differ only in titles before it, and in quotes, marks and a
// possessive around it.

var (
	marksBefore = regexp.MustCompile(`^[\s.,;:!?"”“‘’'(){}\[\]–—-]+`)
	marksAfter  = regexp.MustCompile(`(?:['’]s?|[\s.,;:!?"”“‘(){}\[\]–—-])+$`)
	firstWord   = regexp.MustCompile(`^(\S+)(\s+)\S`)
)

// title are the words that may stand before a name in one reading and not in the other.
var title = func() map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(`mr mrs ms miss mx messrs dr prof professor sir dame lord lady baron baroness sen sens senator senators
		rep reps representative gov governor gen general col colonel maj major capt captain lt lieutenant cmdr commander adm admiral sgt
		sergeant cpl pvt officer king queen prince princess emperor pope president presidents president-elect vice premier prime minister
		ministers deputy foreign defense defence finance interior chancellor secretary ambassador chairman chairwoman chairperson speaker
		mayor judge justice congressman congresswoman sheik sheikh ayatollah imam rabbi rev reverend father pastor bishop archbishop
		cardinal saint st coach chief spokesman spokeswoman spokesperson director attorney detective former ex-president acting interim
		mullah maulana crown first`) {
		set[w] = true
	}
	return set
}()

// bare narrows bytes [a, b) of text to the name itself.
func bare(text string, a, b int) (int, int) {
	a += len(marksBefore.FindString(text[a:b]))
	if m := marksAfter.FindStringIndex(text[a:b]); m != nil && m[0] > 0 {
		b = a + m[0]
	}
	for {
		m := firstWord.FindStringSubmatchIndex(text[a:b])
		if m == nil || !title[strings.ToLower(strings.Trim(text[a+m[2]:a+m[3]], ".,"))] {
			return a, b
		}
		a += m[5]
	}
}
