// Package xmltree reads XML, and SGML that looks like it, as strangers write it: any text gives a tree.
//
// Unlike encoding/xml it never fails and never asks where a character came from. What is broken is mended by the rules
// below, in one pass; what is dangerous is left out. It knows no format: feeds and news documents are read from its
// trees by the packages that own these formats.
//
// # Rules
//
//   - A "<" that begins no tag, comment, CDATA section, declaration or instruction is text. So is a "&" that
//     begins no reference.
//   - References are those of XML and HTML, and only with their semicolon; numbers from 128 to 159 mean the characters of
//     windows-1252. A document type declaration is skipped, its entities are never expanded, no file is ever read: a
//     reference to one stays as written.
//   - An end tag closes the nearest open element of its name, and all that is open inside it; without such an element
//     it means nothing. Names are the same without case where no open element has the name as written.
//   - Elements that are still open at the end of the text end there, and say so (Node.Cut).
//   - br, hr, img and wbr close at once, for markup that was pasted into a document.
//   - Control characters other than tab, line feed and carriage return are left out.
//   - An attribute's value may lack its quotes, or its closing quote: then it ends at the tag's end.
//   - Elements nested deeper than Options.Depth, attributes beyond Options.Attributes and all after Options.Nodes nodes
//     are left out.
package xmltree
