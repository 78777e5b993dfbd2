package language_test

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"dateline/corpus/language"
)

// samples returns the invented sentences of testdata by the language they are in; "" for what is in none.
func samples(t testing.TB) map[string][]string {
	t.Helper()
	paths, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(paths) < 25 {
		t.Fatalf("%d files: %v", len(paths), err)
	}
	all := map[string][]string{}
	for _, path := range paths {
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		tag := strings.TrimSuffix(filepath.Base(path), ".txt")
		if tag == "none" {
			tag = ""
		}
		for lines := bufio.NewScanner(f); lines.Scan(); {
			all[tag] = append(all[tag], lines.Text())
		}
	}
	return all
}

// A sentence is told or left open; of the languages of most news, and of whole sentences, hardly one may be open.
func TestDetect(t *testing.T) {
	t.Parallel()
	type tally struct{ right, open, wrong int }
	byLength := map[string]*tally{}
	for tag, sentences := range samples(t) {
		for _, s := range sentences {
			class := "40 code points or more"
			if utf8.RuneCountInString(s) < 40 {
				class = "under 40"
			}
			n := byLength[class]
			if n == nil {
				n = &tally{}
				byLength[class] = n
			}
			switch got := language.Detect("", s); got {
			case tag:
				n.right++
			case "":
				n.open++
				t.Logf("%s: open: %s", tag, s)
			default:
				n.wrong++
				t.Errorf("%s: read as %s: %s", tag, got, s)
			}
		}
	}
	for class, n := range byLength {
		all := n.right + n.open + n.wrong
		t.Logf("%s: %d of %d right, %d left open, %d wrong", class, n.right, all, n.open, n.wrong)
		if most := map[string]int{"under 40": 10, "40 code points or more": 1}[class]; n.open*100 > most*all {
			t.Errorf("%s: %d of %d left open", class, n.open, all)
		}
	}
}

// Two sentences tell what one may not, in any case of letters.
func TestDetectPairs(t *testing.T) {
	t.Parallel()
	for tag, sentences := range samples(t) {
		for i := 1; i < len(sentences); i++ {
			title, body := sentences[i-1], sentences[i]
			if got := language.Detect(title, body); got != tag {
				t.Errorf("%s read as %q: %s / %s", tag, got, title, body)
			}
			if got := language.Detect(strings.ToUpper(title), strings.ToUpper(body)); got != tag {
				t.Errorf("%s read as %q: %s", tag, got, strings.ToUpper(title+" / "+body))
			}
		}
	}
}

// A line of boilerplate in English, or a menu, does not make an article English.
func TestDetectBoilerplate(t *testing.T) {
	t.Parallel()
	const noise = "Sign up for our newsletter\nShare on Facebook\nRead more\n"
	for tag, sentences := range samples(t) {
		if n := len(sentences); n >= 15 && tag != "" {
			if got := language.Detect(sentences[0], noise+strings.Join(sentences[n-6:], "\n")); got != tag {
				t.Errorf("%s read as %q", tag, got)
			}
		}
	}
}

// English of a few words, tokenised or full of foreign names and words, is English or left open.
func TestShortEnglish(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"ISIL ’ s threat", "Holt 's a star", "Holt v. Varga", "Malaysian ringgit, Indonesian rupiah and Turkish lira", "malaysia ringgit 42",
		"El Chapo found guilty", "La Liga: Barcelona held by Getafe", "Die Hard director dies", "Le Monde editor quits", "Der Spiegel sues",
		"Soccer - Results of Bundesliga matches", "Tour de France stage 4", "Banco do Brasil SA qtly net", "Volkswagen AG, Societe Generale SA and Telefonica SA",
		"Rio de Janeiro, San Jose and Los Angeles", "Marine Le Pen, Ursula von der Leyen and Luiz Inacio Lula da Silva", "Al Ahly v Al Nasr",
		"Anders Holm ( Sweden ) 3-6 6-2 7-6 ( 7-4 )", "Nordea, SAS and Norsk Hydro", "Kuala Lumpur, Jakarta, Ho Chi Minh City",
	} {
		if got := language.Detect("", text); got != "en" && got != "" {
			t.Errorf("read as %s: %s", got, text)
		}
	}
}

func TestOf(t *testing.T) {
	t.Parallel()
	all := samples(t)
	text := func(tag string) string { return strings.Join(all[tag], "\n") }
	for _, c := range []struct{ declared, body, want string }{
		{"en-US", text("es"), "es"},
		{"es", text("en"), "en"},
		{"de", text("ru"), "ru"},
		{"en", text("zh"), "zh"},
		{"zh", text("ja"), "ja"},
		{"fr", text("fr"), "fr"},
		{"", text("pt"), "pt"},
		{"und", text("pt"), "pt"},
		{"nb", text("no"), "no"},
		{"nn-NO", text("no"), "nn"},
		{"bs", "Vlada je u srijedu objavila plan vrijedan 300 milijuna eura, koji će pomoći poljoprivrednicima.", "bs"},
		{"gl", text("es"), "es"},
		{"fr", "Harwick 3, Norwind 1", "fr"},
		{"fr", "Minister quits", "fr"},
		{"fr", "", "fr"},
		{"English", "", ""},
		{"lb", "D'Regierung huet e Mëttwoch e Plang virgestallt, fir de Baueren ze hëllefen.", "lb"},
		{"haw", text("en"), "en"},
	} {
		if got := language.Of(c.declared, "", c.body); got != c.want {
			t.Errorf("declared %q: %q, want %q: %.40s", c.declared, got, c.want, c.body)
		}
	}
}

func TestBase(t *testing.T) {
	t.Parallel()
	for tag, want := range map[string]string{
		"en": "en", "EN-us": "en", "en_GB": "en", "eng": "en", "pt-BR": "pt", "zh-Hant-TW": "zh", "de, en": "de", "nb": "no", "no": "no",
		"iw": "he", "": "", "und": "", "English": "", "x": "", "!!": "",
	} {
		if got := language.Base(tag); got != want {
			t.Errorf("Base(%q) = %q, want %q", tag, got, want)
		}
	}
}

// Each language has a bit in a mask.
func TestLanguages(t *testing.T) {
	t.Parallel()
	if n := len(language.Known()); n < 60 || n > 64 {
		t.Errorf("%d languages", n)
	}
	for _, tag := range language.Known() {
		if language.Base(tag) != tag {
			t.Errorf("%q is no primary subtag", tag)
		}
	}
}

func FuzzDetect(f *testing.F) {
	for _, sentences := range samples(f) {
		f.Add("", sentences[0])
	}
	f.Add("\xff\xfe", "l’’’-")
	f.Fuzz(func(t *testing.T, title, body string) {
		got := language.Detect(title, body)
		if got != language.Detect(title, body) {
			t.Error("not the same twice")
		}
		if got != "" && language.Base(got) != got {
			t.Errorf("%q is no primary subtag", got)
		}
	})
}

func BenchmarkDetect(b *testing.B) {
	all := samples(b)
	for _, tag := range []string{"en", "es", "zh", ""} {
		text := strings.Repeat(strings.Join(all[tag], "\n"), 3)
		b.Run(fmt.Sprintf("%q", tag), func(b *testing.B) {
			for b.Loop() {
				language.Detect("", text)
			}
		})
	}
}
