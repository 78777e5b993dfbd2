package ingest_test

import (
	"testing"
	"time"

	"dateline/corpus/ingest"
)

var now = time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)

func TestReadDate(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in       string
		fetched  time.Time
		language string
		want     string // the date in ISO 8601 to its precision and the rule
	}{
		{"2025-01-30T10:15:00+02:00", time.Time{}, "", "2025-01-30T10:15:00+02:00 iso"},
		{"26-FEB-1987 15:01:01.79", time.Time{}, "", "1987-02-26T15:01:01Z written"},
		{"01/02/2025", time.Time{}, "", " "},
		{"01/02/2025", time.Time{}, "en-US", " "},
		{"01/02/2025", time.Time{}, "fr-FR", "2025-02-01 written"},
		{"yesterday", time.Time{}, "en", " "},
		{"yesterday", now, "en", "2026-05-31 relative"},
		{"January 30", now, "en", " "},
	} {
		d := ingest.ReadDate(c.in, c.fetched, c.language)
		if got := d.String() + " " + d.From; got != c.want {
			t.Errorf("%q in %q is read as %q, want %q", c.in, c.language, got, c.want)
		}
	}
}
