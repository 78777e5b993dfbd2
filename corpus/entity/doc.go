// Package entity annotates articles: it composes the taggers of people (package
// person), countries (country) and sums of money (money) into corpus.Annotations.
//
// People are found first, since what lies inside a person's name is no country.
// The language decides how: text in English, or of unknown language, gets all the
// rules; text in another language gets people by the same tagger, countries by
// CLDR's names in that language and by abbreviations, and sums of money by signs,
// codes and the words that both languages share.
package entity
