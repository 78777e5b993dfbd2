// Package compare says what differs between two states of an article: its title and body word by word, its facts, and what
// stands beside the text. Everything is a pure function of the two states, and bounded for texts of any size.
//
// Bodies are compared in two steps. Paragraphs that are the same on both sides are found first (Myers). Between them, the
// paragraphs of the two sides that have most words in common, in order, are taken for states of one paragraph and compared
// by words as Unicode divides text into them; what has no counterpart was added or removed as a whole. A word or two that
// stayed the same amid a rewritten passage counts as rewritten with it: confetti says less than a passage.
package compare
