package country_test

import (
	"os"
	"strings"
	"testing"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// elsewhere are CLDR's names that mean something else in their language, or that nobody writes.
var elsewhere = map[string]string{
	"es": "GD JE HK MO", "pt": "GD JE HK MO", "fr": "DM MU HK MO SX", "de": "HK MO BQ", "it": "HK MO JE", "nl": "HK MO BS", "ru": "TG HK MO BQ",
	"zh": "HK MO", "ja": "HK MO", "ko": "SD OM GH ML HK MO", "ar": "ML HK MO",
}

// TestEveryLanguageName finds CLDR's name of every country in the languages that have a lexicon.
func TestEveryLanguageName(t *testing.T) {
	t.Parallel()
	f := newFinder(t)
	for lang, skip := range elsewhere {
		names := display.Regions(language.MustParse(lang))
		for _, code := range f.Codes() {
			region, err := language.ParseRegion(code)
			if err != nil || strings.Contains("SU YU DD CS "+skip, code) {
				continue
			}
			name := names.Name(region)
			if strings.Contains(name, "о-в") {
				continue // an abbreviation of CLDR's
			}
			if text := "— " + name + ". —"; !given(f.FindIn(lang, "", text, nil), code) {
				t.Errorf("%s %s: %q gives %s", lang, code, name, render(f.FindIn(lang, "", text, nil)))
			}
		}
	}
}

// TestEveryLanguageForm finds every form of data/lang, as it stands there.
func TestEveryLanguageForm(t *testing.T) {
	t.Parallel()
	f := newFinder(t)
	for lang := range elsewhere {
		data, err := os.ReadFile("data/lang/" + lang + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			cells := strings.Split(strings.TrimSpace(line), "|")
			if strings.HasPrefix(line, "#") || strings.HasPrefix(line, "--") {
				continue
			}
			code := strings.TrimSpace(cells[0])
			for _, cell := range cells[1:] {
				for form := range strings.SplitSeq(strings.TrimSpace(cell), ";") {
					if form == "" || strings.HasPrefix(form, "-") {
						continue
					}
					if cs := f.FindIn(lang, "", "— "+form+" —", nil); len(cs) != 1 || cs[0].Code != code {
						t.Errorf("%s %s: %q gives %s", lang, code, form, render(cs))
					}
				}
			}
		}
	}
}
