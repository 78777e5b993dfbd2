// Package pdf reads the text of a PDF document as paragraphs, with what stands out as its headline.
//
// The format is read by ledongthuc/pdf, which gives the signs of a page where they stand. It was not made for hostile input: it panics,
// reads the same object for ever, and unpacks without bound. So a document is looked at first (its size, how deep it nests, what its
// streams unpack to), what is read of it is counted and ends at a budget, and a panic is an error.
//
// Signs on one height are a line, whatever the order of their letters' widths; lines are in the order in which the document has them,
// which is that of reading in what browsers, word processors and typesetters write, columns too. A paragraph ends where the next line is
// farther away than lines are mostly, of another size, or indented. The headline is the largest print on the first page. Page
// numbers, addresses and what repeats from page to page are left out.
package pdf
