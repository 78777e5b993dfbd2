// Package clean turns scraped text into readable paragraphs without changing
// what was said.
//
// [Decode] makes valid UTF-8 of bytes in any encoding. [Body] and [Title] then
// run an ordered table of named, pure passes over the text (see bodyPasses and
// titlePasses) until no pass finds anything to do, so that cleaning clean text
// changes nothing. Every replacement is recorded as a [corpus.Edit]: [Origin]
// leads a span of the cleaned text back to the text given, [Undo] restores it.
//
// A pass may repair layout (line ends, wrapped lines, sentences broken by
// scraping), characters (entities, mojibake, invisible characters) and slips of
// punctuation, and drop lines that nobody said (advertisement labels, stub
// bylines). It never changes a word, a number or a name, and where it cannot be
// certain it leaves the text as it is.
package clean
