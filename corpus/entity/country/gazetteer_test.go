package country_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"dateline/corpus/entity/country"
)

var gazetteerLine = regexp.MustCompile(`^~?[^|~]+\|(?:\+?[A-Z]{2}(?:\.[A-Z]{2,3})?:[1-9]\d*(?:;|$))+$`)

// TestGazetteers reads every line of the files, whose form the package takes for granted.
func TestGazetteers(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("data/gazetteer/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	f := newFinder(t)
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			line = strings.TrimSuffix(line, "\n")
			if strings.HasPrefix(line, "#") {
				continue
			}
			if !gazetteerLine.MatchString(line) {
				t.Fatalf("%s: %q", file, line)
			}
			_, cells, _ := strings.Cut(line, "|")
			for cell := range strings.SplitSeq(cells, ";") {
				if code := strings.TrimPrefix(cell, "+")[:2]; f.Name(code) == "" {
					t.Errorf("%s: no country %s in %q", file, code, line)
				}
			}
		}
	}
}

// TestPlaces finds places of the gazetteers, in the languages that have one and in one that has none.
func TestPlaces(t *testing.T) {
	t.Parallel()
	f := newFinder(t)
	for _, c := range []struct{ lang, text, want string }{
		{"en", "Rain fell in Hawke's Bay and in Thừa Thiên–Huế.", "~NZ:Hawke's Bay | ~VN:Thừa Thiên–Huế"},
		{"en", "He left Santa Cruz in Bolivia for Bolivia's east. Bolivia won.", "BO:Santa Cruz | BO:Bolivia | BO:Bolivia | BO:Bolivia"},
		{"en", "Police in Cuttack said so. Students of St. Albans ran.", "~IN:Cuttack"},
		{"en", "Rhone-Poulenc rose, and so did Pohang Steel Co.", ""},
		{"es", "Llueve en Hermosillo y en Bruselas.", "~MX:Hermosillo | ~BE:Bruselas"},
		{"pt", "Choveu em Lubumbashi.", "~CD:Lubumbashi"},
		{"fr", "Il neige à Novossibirsk.", "~RU:Novossibirsk"},
		{"de", "In Wuppertal tagt der Berliner Senat, ein Hamburger isst einen Berliner.", "~DE:Wuppertal | ~DE:Berliner"},
		{"ru", "В Новосибирске и в Пенсильвании снег.", "~RU:Новосибирске | ~US:Пенсильвании"},
		{"zh", "列车从马尼拉开往魁北克。", "~PH:马尼拉 | ~CA:魁北克"},
		{"ja", "トロントで雪。", "~CA:トロント"},
		{"pl", "Pada w Chicago.", "~US:Chicago"},
	} {
		if got := render(f.FindIn(c.lang, "", c.text, nil)); got != c.want {
			t.Errorf("%s %q\n got %s\nwant %s", c.lang, c.text, got, c.want)
		}
	}
}

func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := country.New(); err != nil {
			b.Fatal(err)
		}
	}
}
