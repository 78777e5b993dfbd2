// Package copies tells which texts are the same, or nearly the same, and which of them stands for the others. It is
// pure: texts in, answers out.
//
// # Words
//
// A text is read as words: runs of letters and digits in lower case, without combining marks and apostrophes; a
// point or comma between digits belongs to the number. A letter of a script that is written without spaces is a word
// by itself, and counts half where the length of a text is asked for.
//
// # The same text
//
// Texts are the same where the words of their bodies are, in order; under another headline too. A body of under 40
// words is the same only under the same headline, and a headline and body of under 12 words together say too little:
// such an article has no copies.
//
// # Nearly the same text
//
// Bodies of at least 40 words are compared by their sequences of five words (of at most the first 20,000), unless one word
// of six is a number: lists of prices and results are the same only word for word. Two texts are near where 70 of 100 sequences
// that either has are in both, or where 80 of 100 of the shorter one's are in the longer one, which has not over four times as
// many; and where their numbers agree. A number that stands between the same two words on each side with another value makes two reports
// of one form, unless ten others agree for each such. In a text of at least 80 words those among the first or last
// 15 words may differ: there stand the date and the time of publication.
//
// Texts that are near are copies if at most 30 days lie between their first publications, and at most 2 where numbers
// at the edges differ, for the report of another day has the same form. An unknown date is no distance. The same text is
// the same at any distance.
//
// # Candidates
//
// Not every text is compared with every other one. A text has nine bands: each is a hash of two minima of a
// random order over its sequences, six over the whole body and three over its first 64 words, for copies
// are cut at the end. Texts that share a band are compared, unless more than MostInBand texts share it: what so many
// have is a form that is filled in.
//
// # Groups
//
// Being a copy is no equivalence: A may be one of B, and B of C, and A not of C. So groups are made around one text
// each: in the order of their first publication, a text joins the earliest of those that stand for others and of which it is a
// copy, and else stands for others itself. Every text of a group is thus a copy of the one that stands for it, no chain leads
// away from it, and which groups there are follows from which texts there are, not from their order of arrival.
package copies
