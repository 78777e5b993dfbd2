package ingest_test

import (
	"testing"
	"time"

	"dateline/corpus/ingest"
)

var now = time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)

func TestReadDate(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{ // the date in ISO 8601 to its precision and the rule
		"2025-01-30":                        "2025-01-30 iso",
		"2025-01":                           "2025-01 iso",
		"2025-01-30T10:15:00Z":              "2025-01-30T10:15:00Z iso",
		"2025-01-30T10:15:00.123+02:00":     "2025-01-30T10:15:00+02:00 iso",
		" 2025-01-30  10:15 ":               "2025-01-30T10:15:00Z iso",
		"2025-01-30 10:15:00 UTC":           "2025-01-30T10:15:00Z iso",
		"2025-01-30 10:15:00 +0000 UTC":     "2025-01-30T10:15:00Z iso",
		"2025/1/3":                          "2025-01-03 iso",
		"2025.01.30":                        "2025-01-30 iso",
		"20250130":                          "2025-01-30 compact",
		"20250130101500":                    "2025-01-30T10:15:00Z compact",
		"1738232100":                        "2025-01-30T10:15:00Z epoch",
		"1738232100000":                     "2025-01-30T10:15:00Z epoch",
		"Thu, 30 Jan 2025 10:15:00 GMT":     "2025-01-30T10:15:00Z rfc2822",
		"Thu, 30 Jan 2025 10:15:00 EST":     "2025-01-30T10:15:00-05:00 rfc2822",
		"30 Jan 2025 10:15 +0100":           "2025-01-30T10:15:00+01:00 rfc2822",
		"January 30, 2025":                  "2025-01-30 written",
		"Thursday, January 30, 2025":        "2025-01-30 written",
		"30 January 2025":                   "2025-01-30 written",
		"Published on January 30, 2025":     "2025-01-30 written",
		"Jan. 30, 2025 10:15 a.m. ET":       "2025-01-30T10:15:00-05:00 written",
		"30-JAN-2025 10:15:01.79":           "2025-01-30T10:15:01Z written",
		"30. Januar 2025":                   "2025-01-30 written",
		"30 janvier 2025":                   "2025-01-30 written",
		"30 января 2025 г., 14:05":          "2025-01-30T14:05:00Z written",
		"2025年1月30日":                        "2025-01-30 written",
		"01/30/2025":                        "2025-01-30 written",
		"30/01/2025":                        "2025-01-30 written",
		"30.01.2025":                        "2025-01-30 written",
		"05/05/2025":                        "2025-05-05 written",
		"January 2025":                      "2025-01 written",
		"01/02/2025":                        " ", // January or February
		"2025":                              " ",
		"January 30":                        " ", // no year
		"1/30/25":                           " ",
		"yesterday":                         " ",
		"2 hours ago":                       " ",
		"Monday":                            " ",
		"32 January 2025":                   " ",
		"2025-02-30":                        " ",
		"N/A":                               " ",
		"null":                              " ",
		"0000-00-00 00:00:00":               " ",
		"":                                  " ",
		"the 2025 budget, as voted":         " ",
		"12345":                             " ",
		"99999999":                          " ",
		"Thu, 30 Jan 2025 10:15:00 Nowhere": " ",
	} {
		d := ingest.ReadDate(in, now)
		if got := d.String() + " " + d.From; got != want {
			t.Errorf("%q is read as %q, want %q", in, got, want)
		}
	}
}

// FuzzReadDate: reading never panics, and a date with a rule is a date.
func FuzzReadDate(f *testing.F) {
	for _, s := range []string{"2025-01-30T10:15:00Z", "January 30, 2025", "30.01.2025 10 Uhr", "1738232100", "Thu, 30 Jan 2025 10:15:00 GMT"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d := ingest.ReadDate(s, now)
		if d.Known() != (d.From != "") || d.Known() && d.Time.IsZero() {
			t.Fatalf("%q is read as %+v", s, d)
		}
	})
}
