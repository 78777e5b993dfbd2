package entity

import (
	"dateline/corpus/entity/money"
	"dateline/corpus/entity/person"
)

// RuleText returns in one plain sentence what a rule of Mention.Rule means, for the kind of fact "person", "country" or "amount", or
// "" for an unknown rule.
func RuleText(kind, rule string) string { return ruleTexts[kind][rule] }

// JoinText returns in one plain sentence what a join of Mention.Join means, or "" for an unknown one.
func JoinText(join string) string { return joinTexts[join] }

var ruleTexts = map[string]map[string]string{
	"person": {
		person.RuleModel:    "The trained tagger reads these words as a person's name here.",
		person.RuleList:     "It is an item of a list in which most items are people.",
		person.RuleRole:     "The words follow a title or role that only people have.",
		person.RuleInitials: "Initials stand before a capitalised word.",
		person.RuleContext:  "An age, a nickname in quotes or a description belongs to the words.",
		person.RuleSaid:     "A first name and the words after it stand beside a verb of speech.",
		person.RuleNames:    "A known first name stands before a known last name.",
		person.RuleAgain:    "The article names this person elsewhere.",
	},
	"country": {
		"name":         "The country's own name, or an official or usual short one.",
		"abbreviation": "A usual abbreviation of the country's name.",
		"demonym":      "A word for the country's people, or the adjective of it.",
		"prefix":       "A combining form of the country's name, before another country's.",
		"slip":         "A usual slip of the pen for the country's name.",
		"state":        "A state of the country.",
		"province":     "A province of the country.",
		"city-state":   "A place with the state that it lies in.",
		"county":       "A county of the country.",
		"region":       "A part of the country.",
		"government":   "A body or house that stands for the country's government.",
		"capital":      "The country's capital.",
		"city":         "A large city of the country.",
		"dateline":     "The place from which the article was sent.",
	},
	"amount": {
		money.RuleSign:  "A currency sign or code stands before the number.",
		money.RuleUnit:  "A currency word, code or sign stands after the number.",
		money.RuleMinor: "A number of cents, pence or the like.",
		money.RuleRange: "Two ends of one sum.",
		money.RuleVague: "A magnitude without a number, which gives bounds only.",
	},
}

var joinTexts = map[string]string{
	person.JoinRole:    "only this person has the title or office that stands with the short form",
	person.JoinGender:  "the form of address fits this person, and not the others",
	person.JoinGiven:   "it is this person's first name, and only a middle name of the others",
	person.JoinFamily:  "it is this person's last name, and only a middle name of the others",
	person.JoinNamed:   "only this person was named before",
	person.JoinNearest: "this person was named just before, and the others nowhere near",
	person.JoinHabit:   "the article calls this person so elsewhere, and nobody else",
	person.JoinAlias:   "the article says that it is another name of this person",
	person.JoinShared:  "it shares the surname of the relative named beside it",
}
