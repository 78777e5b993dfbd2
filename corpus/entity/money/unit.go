package money

import (
	"strconv"
	"strings"
)

// unit is a word of currency: its own code, or a family that an adjective decides.
type unit struct {
	code   string
	family string
	minor  bool
	strict bool  // a word of other uses: it needs magnitude, a separator or an adjective
	worth  int64 // how many of the currency one is, where it is not one
}

// parseUnits reads lines of the form "CODE [family]: word word! ...", where "CODE/100" is the
// minor unit, "CODE*1000" a word for a thousand, and "!" marks a word that means other things as well. Of a word's two lines the first counts.
func parseUnits(table string) map[string]unit {
	out := map[string]unit{}
	for line := range strings.Lines(table) {
		head, words, _ := strings.Cut(line, ":")
		code, family, _ := strings.Cut(strings.TrimSpace(head), " ")
		code, minor := strings.CutSuffix(code, "/100")
		code, times, _ := strings.Cut(code, "*")
		worth, _ := strconv.ParseInt(times, 10, 64) // 0 for none
		for word := range strings.FieldsSeq(words) {
			word, strict := strings.CutSuffix(word, "!")
			if _, known := out[word]; !known {
				out[word] = unit{code: code, family: family, minor: minor, strict: strict, worth: worth}
			}
		}
	}
	return out
}

func (u unit) found(w *word) currency {
	return currency{code: u.code, family: u.family, end: w.end, minor: u.minor, strict: u.strict, word: true, worth: u.worth, weight: u.family == "pound" && !u.minor}
}
