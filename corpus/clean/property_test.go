package clean_test

import (
	"testing"
	"unicode/utf8"

	"dateline/corpus/clean"

	"pgregory.net/rapid"
)

// fragments are the stuff that dirty texts are made of.
var fragments = []string{
	"The", " ", "\n", "\n\n", "\r\n", "    ", "U.", "S.", "Department", "said", "the", ",", ".", "..", ".\".", "\"", "”", "$5", "million", "Mr.", "Roe",
	"&amp;", "&amp;amp;", "&nbsp;", "&#8217;", "&lt;b&gt;", "<p>", "</p>", "<br>", "<b>", "</b>", "<!-- x -->", "AT&T", "â€™", "Ã©", "Â£", "\u0092",
	"\u200b", "\u00ad", "\ufeff", "\u00a0", "\u3000", "\u202e", "مرحبا", "漢字", "é", "\x00", "\x1b[31m", "\xff", "\xc0\xaf", "Advertisement", "Written by Published",
	"By Jane Doe", "Posted on", "Read more: Port", "- item", "1. item", "and", "officials in the capital announced on Monday that the", "ended .", " ;",
}

func text() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		s := ""
		for _, f := range rapid.SliceOfN(rapid.SampledFrom(fragments), 0, 40).Draw(t, "fragments") {
			s += f
			if rapid.Bool().Draw(t, "space") {
				s += " "
			}
		}
		return s
	})
}

func TestCleaningProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		in := text().Draw(t, "text")
		checkProperties(t, in, clean.Body(in), clean.Body)
		checkProperties(t, in, clean.Title(in), clean.Title)
	})
}

func TestOriginAgreesWithProvenance(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		in := text().Draw(t, "text")
		got := clean.Body(in)
		spans := provenance(in, got.Edits)
		if n := utf8.RuneCountInString(got.Text); n != len(spans) {
			t.Fatalf("%d code points, provenance of %d", n, len(spans))
		}
		if len(spans) == 0 {
			return
		}
		start := rapid.IntRange(0, len(spans)-1).Draw(t, "start")
		end := rapid.IntRange(start+1, len(spans)).Draw(t, "end")
		from, to := clean.Origin(got.Edits, start, end)
		if from != spans[start][0] || to != spans[end-1][1] {
			t.Fatalf("Origin(%d, %d) = %d, %d, want %d, %d (edits %+v)", start, end, from, to, spans[start][0], spans[end-1][1], got.Edits)
		}
	})
}

func FuzzBody(f *testing.F) {
	for _, s := range fragments {
		f.Add(s + " " + s + "\n" + s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		if len(in) > 4<<10 {
			return
		}
		checkProperties(t, in, clean.Body(in), clean.Body)
		checkProperties(t, in, clean.Title(in), clean.Title)
	})
}

func FuzzDecode(f *testing.F) {
	for _, s := range fragments {
		f.Add([]byte(s), "utf-8")
		f.Add([]byte(s), "gbk")
	}
	f.Add([]byte("\xff\xfeH\x00i\x00"), "")
	f.Fuzz(func(t *testing.T, b []byte, declared string) {
		text, name, replaced, err := clean.Decode(b, declared)
		switch {
		case !utf8.ValidString(text):
			t.Errorf("not UTF-8: %q", text)
		case len(text) > 4*len(b)+4:
			t.Errorf("%d bytes became %d", len(b), len(text))
		case replaced < 0 || err == nil && name == "":
			t.Errorf("charset %q, %d replaced", name, replaced)
		}
	})
}
