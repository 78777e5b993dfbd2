// Package newsml reads the exchange formats of news agencies: NewsML-G2 in all versions (a newsMessage or itemSet of items, or
// a single item) and NewsML 1.
//
// Each item of a document gives an Item. A newsItem with a text is an article: its text stands inline as NITF, XHTML or plain
// text. Everything else that these formats carry (concepts, knowledge, catalogues, plans, packages, pictures, results of
// sports) is no article, and Item.Refused says in words what it is. So is an item that its publisher canceled or withholds.
package newsml
