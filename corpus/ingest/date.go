package ingest

import (
	"time"

	"dateline/corpus"
	"dateline/corpus/language"
	"dateline/corpus/when"
)

// readDate returns the date that an item gives, or the unknown one. It is read by the rules of package when, whose name is kept as
// the date's From. Nothing is completed from the clock: without a year there is no date, and "yesterday" is one only where
// the item says when it was fetched. 01/02/2025 is a date in the languages that have one order of day and month, and so not in English.
func readDate(written string, fetched time.Time, tag string) corpus.Date {
	return when.Parse(written, when.Options{Said: fetched, Language: language.Base(tag)})
}
