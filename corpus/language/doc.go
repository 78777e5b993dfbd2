// Package language tells the language that a news text is written in: from a sentence on, whatever is declared beside it,
// in capitals or not, with names, figures and a line of boilerplate in another language in between.
//
// A text is read in three steps.
//
//  1. The script that most letters are of. Where one language alone is written in it (Greek, Thai, Hangul) that is the answer;
//     Han is Chinese, or Japanese where kana stand among it.
//  2. Evidence for each language of the script: frequent words, endings and letters of its own, from data/words.txt. A word,
//     ending or letter that several languages share speaks for each, so that only what parts them decides. Words that begin
//     with a capital inside a sentence are names and count for nothing, unless most words of the text begin with one.
//  3. The language with most evidence, if that is enough for the number of words; of near twins (Danish and Norwegian, Spanish and
//     Galician) that show the same, the more widely read. Where English has as much, nothing is decided.
//
// Tables of figures and lists of names are of no language: the answer is then "", never a guess. At most 1,600 bytes of a text
// are read, from its beginning and its middle, which takes some tens of microseconds. The same text always gives the same language.
package language
