// Package importer turns files, folders, archives and standard input into raw news items.
//
// It reads plain text, HTML, JSON, JSON Lines and CSV, also compressed with gzip and packed in zip
// or tar. The content decides on the format, not the name. Input is a stranger's: every size is
// bounded by Limits, nothing is written outside a temporary file, and what cannot be read is
// reported in place as a *corpus.SetAside while the rest goes on.
//
// An item's Original is what it can be decoded from again: a text or HTML file's bytes, the bytes of a
// JSON object (or JSON Lines line), or a CSV file's header line followed by the row. Records
// of a UTF-16 file are kept as UTF-8.
package importer
