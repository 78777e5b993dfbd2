// Package money finds the sums of money that a news article states.
//
// A sum is a number with a currency: a sign ("US$", "€"), a code ("USD 200"), a word
// ("five million yen", "5.93 mln dlrs", "75 cents"), before or after the number,
// written in digits or words. A bare "$" is a US dollar; "A$", "C$", "HK$" and the
// like are their own; minor units count in the major one ("75 cents" is 0.75).
//
// Spans take in the words that hedge the sum ("over $900,000") and those that open a
// range ("between $5 and $8 million"). A range has Min and Max, and Min as Value. A
// vague magnitude has bounds only: "tens of thousands of dollars" is 20,000 to
// 100,000, "hundreds of millions" 200 million to a billion, "thousands" alone 2,000 to
// a million (where the next word of magnitude begins), "several million" 2 to 10
// million. "Rose from $5 to $8" is a change and two sums, "from $5 to $8" a range.
//
// The rules named in the mentions are:
//
//	sign    a currency sign or code before the number
//	unit    a currency word, code or sign after it
//	minor   cents, pence and the like alone
//	range   two ends of one sum
//	vague   bounds only
//
// Years, shares, scores, flight numbers, stock symbols ("$TSLA") and weights ("200
// pounds of cocaine") are no money, for a number counts only beside a currency.
package money
