package resolve

import "strings"

// texts say the rules in words.
var texts = map[string]string{
	RuleName:       "The name is the same.",
	RuleNormalName: "The name is the same but for accents, spaces or the spelling of a suffix.",
	RuleOrder:      "The name was written with the surname first, before a comma.",
	RuleSpacing:    "The name is the same but for spaces or hyphens between its syllables.",
	RuleInitials:   "The name is the same but for middle initials, and no other initials go with it anywhere.",
	RuleNickname:   "An article gives the nickname in quotes within the full name.",
	RuleAccents:    "An umlaut is written out, and an article has the name with the umlaut.",
	RuleCurator:    "A curator decided so.",
}

// RuleText says in a sentence or several why a name is of a person; "" for a rule that is none.
func RuleText(rule string) string {
	var all []string
	for one := range strings.SplitSeq(rule, "+") {
		text, known := texts[one]
		if !known {
			return ""
		}
		all = append(all, text)
	}
	return strings.Join(all, " ")
}
