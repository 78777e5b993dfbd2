package person

import (
	"slices"
	"strings"

	"dateline/corpus/entity/person/crf"
)

// completeBareInitials makes a person of two initials without periods and the surname after them ("JD Vance"). Letters with a
// J are hardly ever an abbreviation; the others the model has to know.
func (a *article) completeBareInitials(s int, tokens crf.Sentence) {
	for i := 0; i+1 < len(tokens); i++ {
		if !bareInitials(tokens[i].Text) || a.person[s][i] || !isSurname(tokens[i+1].Text) || tokens[i].End == tokens[i+1].Start {
			continue
		}
		if n := a.nameFrom(s, i+1); n != nil {
			a.replace(s, i, n.to, RuleInitials)
			continue
		}
		if i > 0 && capital(tokens[i-1].Text) && !isTitle(fold(tokens[i-1].Text)) && !a.other[s][i-1] || a.person[s][i+1] || a.listed(s, i, i+2) || qualifies[fold(tokens[i+1].Text)] {
			continue
		}
		_, last := a.lexicon.Names(tokens[i+1].Text)
		to := nameEnd(tokens, i+1)
		if acted := to == len(tokens) || acts(tokens[to].Text); to-i < 4 && (last > 0 || acted && !slices.Contains(a.other[s][i:to], true)) {
			a.add(s, i, to, RuleInitials, 0)
		}
	}
}

// bareInitials reports whether a word is two capitals that are initials and no abbreviation.
func bareInitials(s string) bool {
	return len(s) == 2 && strings.Contains(s, "J") && isUpper(s[0]) && isUpper(s[1]) && !jAbbreviations[s]
}

func isUpper(b byte) bool { return b >= 'A' && b <= 'Z' }

var jAbbreviations = set("NJ", "DJ", "SJ", "JV", "VJ", "JO", "JP")
