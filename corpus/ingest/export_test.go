package ingest

import (
	"time"

	"dateline/corpus"
)

// ReadDate and DetectLanguage are what the external tests need of the inside.
func ReadDate(s string, now time.Time) corpus.Date { return newDateReader().read(s, now) }

// DetectLanguage tells the language of a text.
func DetectLanguage(text string) string { return detectLanguage(text) }

// BaseLanguage reads a language tag.
func BaseLanguage(tag string) string { return baseLanguage(tag) }

// DomainOf returns an address's registrable domain.
func DomainOf(address string) string { return domainOf(address) }
