// Package person finds the people named in a news article, and says which mentions are one person.
//
// A trained tagger (package perceptron) marks names; rules strip titles, drop what is no person and
// find what the rest of the article gives away; then the forms of a name are joined. What is
// stored carries the name of the rule that recognised it: see the constants Rule….
package person
