// Package corpus holds the domain of Dateline: the article, the facts found in
// it, and the Store that keeps both.
//
// It imports nothing but the standard library and nothing of ours; every other
// package may import it. Offsets everywhere count Unicode code points of the
// stated text, end exclusive.
package corpus
