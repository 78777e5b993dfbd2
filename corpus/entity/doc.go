// Package entity annotates articles: it composes the taggers of people (package
// person), countries (country) and sums of money (money) into corpus.Annotations.
//
// People are found first, since what lies inside a person's name is no country.
// The language decides how, and is detected (package language) where none is given. Text in English, or of a language that
// cannot be told, gets all the rules; in some other languages of the news countries and amounts are found by those languages' own
// words; elsewhere by CLDR's names of countries, and by signs and codes. The tagger of people was taught English alone:
// Annotations.RulesOnly says what was sought by bare rules.
package entity
