// Package ingest is the one path of a news item into the store, whatever it came from: extraction
// (of pages), cleaning, date, language, address and source, annotation, and storing in batches.
//
// The same item gives the same article whether it was a file, a fetched page or a request. An item
// that cannot become an article is set aside with its place and reason, and the rest goes on.
package ingest
