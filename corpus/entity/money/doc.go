// Package money finds the sums of money that a news article states.
//
// A sum is a number with a currency: a sign ("US$", "€"), a code ("USD 200"), a word
// ("five million yen", "5.93 mln dlrs", "75 cents", "forty grand"), before or after the number,
// written in digits or words. A bare "$" is a US dollar; "A$", "$NZ", "HK$" and the
// like are their own; minor units count in the major one ("75 cents" is 0.75). A word or sign that several
// countries use ("pesos", "Rs", "CFA francs") means, without an adjective, the currency of the country that its sentence tells of
// before it, or else of the article's most central one that has such a currency; the caller passes the countries found. The mention's
// Else has those that it could be as well. "N897", "R350" and "P43" count only in an article on their country, and so do
// "500 crowns".
//
// English, German, French, Spanish, Portuguese, Russian and Arabic have numbers, magnitudes, units and
// hedges of their own (a vocabulary each); Chinese, Japanese and Korean are read without
// spaces, in text of any language. The language also says whether a point or a comma marks the
// decimals: "1.234" is 1234 in German. Words of one language that mean nothing else are read in the others too.
//
// Spans take in the words that plainly hedge a sum in English ("over $900,000") and those that open a
// range ("between $5 and $8 million"); other hedges ("just shy of $8 million", "$5 or more"), and those of other
// languages, set the qualifier alone, and so does the unit of a price, which is Per ("$40 [per barrel]"). "Over" after a verb or noun of dispute
// is no hedge ("a strike over $3 million"), nor is "über" after a paper ("Vertrag über 3 Millionen Euro"). A
// range has Min and Max, and Min as Value; "5, 10 or 15 dollars" is none, but 15 dollars. A
// vague magnitude has bounds only: "tens of thousands of dollars" is 20,000 to
// 100,000, "hundreds of millions" 200 million to a billion, "thousands" alone 2,000 to
// a million (where the next word of magnitude begins), "several million" 2 to 10
// million, "multimillion" 2 million to a billion. "Rose from $5 to $8" is a change and two sums, "from $5 to
// $8" a range, and so are two sums after "by" of which the higher is at most twice the lower. A value is below zero only with a minus ("-$3m", "minus $3m") or in the brackets of an accountant ("was ($3m)"): a loss of $3 million is 3 million.
//
// The rules named in the mentions are the constants Rule….
//
// Years, shares, scores, flight numbers, stock symbols ("$TSLA"), weights ("200
// pounds of cocaine") and rates of exchange ("149 yen to the dollar") are no money, for a number counts only
// beside a currency, and only where nothing speaks for another reading.
package money
