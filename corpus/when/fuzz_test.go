package when_test

import (
	"testing"
	"unicode/utf8"

	"dateline/corpus"
	"dateline/corpus/when"
)

var seeds = []string{
	"2025-01-30T10:15:00Z", "January 30, 2025", "30.01.2025 10 Uhr", "1738232100", "Thu, 30 Jan 2025 10:15:00 GMT", "2025年1月30日 下午2:05",
	"منذ ٣ ساعات", "۱۱ بهمن ۱۴۰۳", "30 ม.ค. 2568 14:05 น.", "Publié le 30/01/2025 à 10h15 - Mis à jour le 02/02/2025", "yesterday at 24:00 GMT+14",
}

// FuzzParse: what is read has a rule and a real day, and reading its ISO form gives the same moment.
func FuzzParse(f *testing.F) {
	for _, s := range seeds {
		f.Add(s, "en")
	}
	f.Fuzz(func(t *testing.T, s, language string) {
		d := when.Parse(s, when.Options{Said: said, Language: language})
		if d.Known() != (d.From != "") || d.Known() && d.Time.IsZero() {
			t.Fatalf("%q is read as %+v", s, d)
		}
		if !d.Known() || d.Time.Year() < 1500 || d.Time.Year() > 9999 || d.Precision == corpus.PrecisionMonth {
			return
		}
		if again := when.Parse(d.String(), when.Options{}); again.String() != d.String() {
			t.Fatalf("%q is read as %v, and that as %v", s, d, again)
		}
	})
}

// FuzzFind: dates stand in order, apart from each other and inside the text, cut at characters, and can be taken out of it.
func FuzzFind(f *testing.F) {
	for _, s := range seeds {
		f.Add(s, "de")
	}
	f.Fuzz(func(t *testing.T, s, language string) {
		last := 0
		for _, d := range when.Find(s, when.Options{Language: language}) {
			if d.Start < last || d.End <= d.Start || d.End > len(s) {
				t.Fatalf("%q: %+v behind %d", s, d, last)
			}
			if utf8.ValidString(s) && !utf8.ValidString(s[d.Start:d.End]) {
				t.Fatalf("%q: %+v cuts a character", s, d)
			}
			if !d.Date.Known() {
				t.Fatalf("%q: %+v is no date", s, d)
			}
			last = d.End
		}
		when.Without(s, when.Options{Language: language})
	})
}

func BenchmarkFind(b *testing.B) {
	text := ""
	for len(text) < 4<<10 {
		text += "The Ostmark Ferry Line sold its last ship on Monday, 30 January 2025, to a group of 12 investors, the company said. "
	}
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		when.Find(text, when.Options{Language: "en"})
	}
}
