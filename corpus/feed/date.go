package feed

import (
	"strings"

	"dateline/corpus/when"
)

// readDate reads a date as package when does, in any form and language. A year alone is none.
func readDate(written string) Date {
	written = strings.TrimSpace(written)
	return Date{Written: written, Date: when.Parse(written, when.Options{})}
}
