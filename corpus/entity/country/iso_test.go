package country_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"dateline/corpus"
)

// namesakes are the names that need an article about them: they are other things in most news.
var namesakes = map[string]string{
	"JE": "The trust moved from Guernsey to Jersey, a haven offshore.",
	"MF": "The hurricane hit the Caribbean island of St. Martin.",
	"SH": "Ships reach the South Atlantic island of St. Helena, where Napoleon died, from Ascension.",
	"SX": "Sint Maarten rebuilt its port.",
}

func given(cs []corpus.Country, code string) bool {
	return slices.ContainsFunc(cs, func(c corpus.Country) bool { return c.Code == code && c.Named })
}

// TestEveryISOName finds CLDR's English name of every country, and the name that the finder shows, in a sentence.
func TestEveryISOName(t *testing.T) {
	t.Parallel()
	f := newFinder(t)
	codes := 0
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			code := string([]rune{a, b})
			region, err := language.ParseRegion(code)
			if err != nil || !region.IsCountry() || region.String() != code || f.Name(code) == "" || strings.Contains("SU YU DD CS", code) {
				continue
			}
			codes++
			for _, name := range []string{display.English.Regions().Name(region), f.Name(code)} {
				text := namesakes[code]
				if text == "" {
					text = "Envoys from " + name + " spoke on Monday."
				}
				if got := f.Find("", text, nil); !given(got, code) {
					t.Errorf("%s: %q gives %s", code, text, render(got))
				}
			}
		}
	}
	if codes < 249 {
		t.Errorf("%d countries are known, ISO 3166 has 249", codes)
	}
}

// TestEveryForm finds every name, alias, abbreviation and demonym of data/names.txt in a sentence that is about the country.
func TestEveryForm(t *testing.T) {
	t.Parallel()
	f := newFinder(t)
	data, err := os.ReadFile("data/names.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		cells := strings.Split(strings.TrimSpace(line), "|")
		if strings.HasPrefix(line, "#") || len(cells) != 6 {
			continue
		}
		code := strings.TrimSpace(cells[0])
		about := f.Name(code) + ": "
		if text := namesakes[code]; text != "" {
			about = text + " "
		}
		for _, cell := range cells[1:] {
			for form := range strings.SplitSeq(strings.TrimSpace(cell), ";") {
				text := about + "The " + form + " delegation agreed."
				at := strings.LastIndex(text, form)
				if form != "" && form != "ni-Vanuatu" && !mentioned(f.Find("", text, nil), code, len([]rune(text[:at]))) {
					t.Errorf("%s: %q gives %s", code, text, render(f.Find("", text, nil)))
				}
			}
		}
	}
}

func mentioned(cs []corpus.Country, code string, start int) bool {
	for _, c := range cs {
		for _, m := range c.Mentions {
			if c.Code == code && m.Start == start {
				return true
			}
		}
	}
	return false
}
