package ingest

import (
	"time"

	"dateline/corpus"
)

// ReadDate reads a date as it is written.
func ReadDate(s string, now time.Time) corpus.Date { return newDateReader().read(s, now) }

// DomainOf returns an address's registrable domain.
func DomainOf(address string) string { return domainOf(address) }
