// Package sgml reads newswire collections in SGML: Reuters-21578 (elements REUTERS, files reut2-*.sgm), and the DOC elements
// of TREC and LDC collections (AP, Los Angeles Times, English Gigaword).
//
// # The formats, as far as they are read
//
//	<REUTERS TOPICS="YES" LEWISSPLIT="TRAIN" CGISPLIT="…" OLDID="5544" NEWID="1">
//	<DATE>26-FEB-1987 15:01:01.79</DATE>
//	<TOPICS><D>cocoa</D></TOPICS> <PLACES>… <PEOPLE>… <ORGS>… <EXCHANGES>… <COMPANIES>…
//	<UNKNOWN>control characters of the wire</UNKNOWN>
//	<TEXT TYPE="NORM"> <AUTHOR>…</AUTHOR> <TITLE>…</TITLE> <DATELINE>…</DATELINE> <BODY>… &#3;</BODY></TEXT>
//	</REUTERS>
//
// TYPE is NORM where it is missing; BRIEF has a title only; UNPROC has its lines as they came, straight in TEXT. "<" in text
// is written "&lt;"; references to control characters mean nothing and are left out.
//
//	<DOC id="…" type="story"> or <DOC><DOCNO>…</DOCNO>
//	<HEADLINE>, <HEAD>, <TITLE>, <HL>, <TI> <DATELINE> <BYLINE> <DATE>, <DATE_TIME>, <DD> <TEXT> with <P> or without
//	</DOC>
//
// A record is what lies between the tags that begin and end it; a missing end tag ends the record where the next one begins.
package sgml
