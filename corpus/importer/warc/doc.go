// Package warc reads web archives, WARC (ISO 28500, versions 0.17 to 1.1) and the older ARC, as a stream of records, and
// the HTTP responses in them. It knows files and networks as little as articles; what it is given is unpacked already.
//
// # The format
//
// A WARC file is a row of records. A record is a version line ("WARC/1.0"), header lines of the form "Name: value" (a
// line that begins with a space goes on with the one before), an empty line, a block of as many bytes as the header
// Content-Length says, and two empty lines. Lines end in CR LF; LF alone is taken too. The header WARC-Type says
// what the block is: "response" (an HTTP response with its headers), "resource" and "conversion" (the content by itself),
// "request", "metadata", "warcinfo", "revisit" (a response as before, without its body) or "continuation".
//
// An ARC file begins with a record whose address is "filedesc:…". A record is one line, a block and an empty line. The line
// has five parts, address, IP address, date, media type and length, or ten, with status, checksum, location,
// offset and file name before the length; the address may contain spaces.
//
// # Damage
//
// Archives are cut short, written by crashing programs and joined from pieces, so a length is believed only if where the block
// should end there are two empty lines, the end of the archive or the beginning of a record. Else the block is what stands before
// the next beginning: a line of a version and a header line after it, or an ARC line. What belongs to no record is skipped and
// reported with its place as a Damage. Memory is bounded by the limit for one block.
package warc
