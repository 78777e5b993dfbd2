// Package importer turns files, folders, archives and standard input into raw news items.
//
// It reads plain text, Markdown, HTML, JSON, JSON Lines, CSV, feeds (RSS, Atom, JSON Feed), the news industry's NITF, NewsML and
// ninjs, Reuters' SGML, web archives (WARC, ARC), mail (EML, mbox), pages saved as MHTML and PDF, also compressed
// with gzip, zstd and bzip2 and packed in zip or tar. Compression inside one container is opened, a container inside
// a container is not. The formats' parsers are the packages below; the content decides which is meant, not the name.
//
// Input is a stranger's: every size is
// bounded by Limits, nothing is written outside a temporary file, and what cannot be read is
// reported in place as a *corpus.SetAside while the rest goes on.
//
// Every item has a place of its own for messages ("news.zip!a/b.jsonl:17"); label.go says how it is written.
//
// Keys and columns that have none of the known names are guessed, and Options.Mapped is told; guess.go says how.
//
// An item's Original is what it can be decoded from again: a text or HTML file's bytes, the bytes of a
// JSON object (or JSON Lines line), a CSV file's header line followed by the row, or a message without the files attached
// to it. Of a page in a web archive or saved as MHTML it is the page as a server would send it, without encodings, so that the same
// page is the same item wherever it comes from. Records of a UTF-16 file are kept as UTF-8.
package importer
