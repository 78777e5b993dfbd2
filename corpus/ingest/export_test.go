package ingest

import (
	"time"

	"dateline/corpus"
)

// ReadDate reads a date as it is written.
func ReadDate(s string, fetched time.Time, language string) corpus.Date {
	return readDate(s, fetched, language)
}
