// Package address is the grammar of a search's address: the query parameters
// that pages, API and command line share, read into an index.Request and written
// back in one canonical form.
//
//	q=TEXT                     the query
//	country=KP  -country=CN    facet values wanted and not wanted (FacetKeys lists the
//	                           keys); a repeated key is OR inside, AND across
//	amount=LO..HI              an interval of US dollars, one end may be left out;
//	                           LO..HI[EUR] is of another currency
//	from=2025-01-01 to=2025-02 ISO days or months, the last one included
//	implied=1                  countries only implied by a place count too
//	match=all|most|any         how many of the words (left out: all, relaxed if need be)
//	sort=newest|oldest|amount  (left out: relevance)
//	page=2 size=50             from 1; results a page
//	cursor=…                   the place after which to go on, instead of page
//	facet_size=20              values of each facet
//
// A scalar parameter given twice, an unknown one and a value outside the grammar are
// errors that name the parameter. An empty value is as if it were left out.
package address
