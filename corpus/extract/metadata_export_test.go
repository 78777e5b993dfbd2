package extract

import (
	"dateline/corpus"
)

// LooseJSON reads broken JSON.
func LooseJSON(s string) any { return looseJSON(s) }

// AuthorsInLine returns the names in a line if it is a byline.
func AuthorsInLine(s string) []string { return authorsInLine(s) }

// DateInAddress returns the day or month in an address.
func DateInAddress(s string) corpus.Date { return dateInAddress(s) }

// StripSite takes the names of a site off a title.
func StripSite(title string, names ...string) string {
	var keys []string
	for _, n := range names {
		keys = append(keys, siteKey(n))
	}
	return stripSite(title, keys)
}
