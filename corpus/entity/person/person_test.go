package person_test

import (
	"os"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"dateline/corpus"
	"dateline/corpus/entity/person"

	"github.com/google/go-cmp/cmp"
)

// tagger is loaded once for all tests: it is safe for concurrent use.
var tagger = sync.OnceValues(person.New)

func open(t testing.TB) *person.Tagger {
	t.Helper()
	p, err := tagger()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// people writes found people as in testdata/traps.txt.
func people(found []corpus.Person) []string {
	out := []string{}
	for _, p := range found {
		line := strings.Join(append([]string{p.Name}, p.Variants...), " | ")
		if !p.Resolved {
			line = "? " + line
		}
		out = append(out, line)
	}
	return out
}

func TestTraps(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("testdata/traps.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, block := range strings.Split(string(data), "\n\n") {
		if strings.HasPrefix(block, "#") {
			continue
		}
		text, want, ok := strings.Cut(strings.TrimSpace(block)+"\n", "\n--\n")
		if !ok {
			t.Fatalf("no line of dashes in %q", block)
		}
		text = strings.ReplaceAll(text, `\n`, "\n")
		found := open(t).Find("", text)
		if diff := cmp.Diff(strings.FieldsFunc(want, func(r rune) bool { return r == '\n' }), people(found)); diff != "" {
			t.Errorf("%s\n%s", text, diff)
		}
		checkMentions(t, "", text, found)
	}
}

// checkMentions fails where a mention's text is not what stands at its place, or where mentions overlap.
func checkMentions(t *testing.T, title, body string, found []corpus.Person) {
	t.Helper()
	text := map[corpus.Field][]rune{corpus.FieldTitle: []rune(title), corpus.FieldBody: []rune(body)}
	used := map[corpus.Field]map[int]bool{corpus.FieldTitle: {}, corpus.FieldBody: {}}
	for _, p := range found {
		if p.Name == "" || len(p.Mentions) == 0 {
			t.Errorf("%q has %d mentions", p.Name, len(p.Mentions))
		}
		for _, m := range p.Mentions {
			if m.Start < 0 || m.End > len(text[m.Field]) || m.Start >= m.End || string(text[m.Field][m.Start:m.End]) != m.Text {
				t.Errorf("%q is not at %s %d to %d", m.Text, m.Field, m.Start, m.End)
				continue
			}
			for i := m.Start; i < m.End; i++ {
				if used[m.Field][i] {
					t.Errorf("%q overlaps another mention", m.Text)
					break
				}
				used[m.Field][i] = true
			}
		}
	}
}

func TestTitleAndBody(t *testing.T) {
	t.Parallel()
	title, body := "Ørsted: MARGIT SØLVBERG TO LEAD BANK", "The board named Margit Sølvberg on Friday. “An honour,” Sølvberg said."
	found := open(t).Find(title, body)
	checkMentions(t, title, body, found)
	want := []corpus.Person{{
		Name: "Margit Sølvberg", Variants: []string{"MARGIT SØLVBERG", "Sølvberg"}, Resolved: true,
		Mentions: []corpus.Mention{
			{Field: corpus.FieldTitle, Start: 8, End: 23, Text: "MARGIT SØLVBERG", Rule: person.RuleModel},
			{Field: corpus.FieldBody, Start: 16, End: 31, Text: "Margit Sølvberg", Rule: person.RuleModel},
			{Field: corpus.FieldBody, Start: 56, End: 64, Text: "Sølvberg", Rule: person.RuleModel},
		},
	}}
	if diff := cmp.Diff(want, found); diff != "" {
		t.Error(diff)
	}
}

func TestSameTwice(t *testing.T) {
	t.Parallel()
	const text = "Rosa Albright met Kenji Morita in Oslo. Albright praised Morita."
	first := open(t).Find("", text)
	open(t).Find("Other", strings.Repeat("Somebody else, Hugo Brandt, said so. ", 50))
	if diff := cmp.Diff(first, open(t).Find("", text)); diff != "" {
		t.Error(diff)
	}
	if v := open(t).Version(); !strings.HasPrefix(v, "person-") {
		t.Errorf("version %q", v)
	}
}

func TestOpenRefusesDamage(t *testing.T) {
	t.Parallel()
	model, err := os.ReadFile("data/model.bin.gz")
	if err != nil {
		t.Fatal(err)
	}
	lexicon, err := os.ReadFile("data/lexicon.bin")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ model, lexicon []byte }{
		"empty model":   {nil, lexicon},
		"cut model":     {model[:len(model)/2], lexicon},
		"empty lexicon": {model, nil},
		"cut lexicon":   {model, lexicon[:len(lexicon)-1]},
	} {
		if _, err := person.Open(c.model, string(c.lexicon)); err == nil {
			t.Errorf("%s was opened", name)
		}
	}
}

// TestTitlesAndEvidence: what stands beside a name, how a short form was joined, and what else it could be.
func TestTitlesAndEvidence(t *testing.T) {
	t.Parallel()
	body := "Rep. Alan Stone and his brother Peter Stone own the farm. Rep. Stone sold it.\n\nIt was a surprise.\n\nStone wept."
	var got []corpus.Person
	for _, p := range open(t).Find("", body) {
		for i := range p.Mentions {
			p.Mentions[i] = corpus.Mention{Text: p.Mentions[i].Text, Join: p.Mentions[i].Join, Else: p.Mentions[i].Else}
		}
		got = append(got, p)
	}
	want := []corpus.Person{
		{Name: "Alan Stone", Variants: []string{"Stone"}, Titles: []string{"Rep."}, Resolved: true, Mentions: []corpus.Mention{
			{Text: "Alan Stone"}, {Text: "Stone", Join: person.JoinRole, Else: []string{"Peter Stone"}},
		}},
		{Name: "Peter Stone", Resolved: true, Mentions: []corpus.Mention{{Text: "Peter Stone"}}},
		{Name: "Stone", Mentions: []corpus.Mention{{Text: "Stone", Else: []string{"Alan Stone", "Peter Stone"}}}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestOtherLanguages(t *testing.T) {
	t.Parallel()
	for language, c := range map[string]struct {
		text string
		want []string
	}{
		"es": {"El ministro de Salud, Rafael Ocampo, renunció. Ocampo calló.", []string{"Rafael Ocampo | Ocampo"}},
		"de": {"Frau Vogt traf Kanzler Otto Brenner im Neuen Haus.", []string{"? Vogt", "Otto Brenner"}},
		"ru": {"Президент Игорь Громов молчит.", []string{"Игорь Громов"}},
		"zh": {"国家主席李明会见了王伟。", []string{}},
		"sw": {"Rais Samuel Carter alisema.", []string{"Samuel Carter"}},
	} {
		if person.Taught(language) {
			t.Errorf("the tagger was taught %s", language)
		}
		if diff := cmp.Diff(c.want, people(open(t).FindIn(language, "", c.text))); diff != "" {
			t.Errorf("%s: %s", language, diff)
		}
	}
	if !person.Taught("") || !person.Taught("en") {
		t.Error("the tagger was taught English")
	}
}

func FuzzFind(f *testing.F) {
	f.Add("A Title", "Daniel \"Big Dan\" Kowalski said so.\nMr. O'Hara left.")
	f.Add("", "U.S.\n\n“J. R. R. Vale” (ex)")
	f.Add("\xff\xfe", "José \xc3 Ibáñez, Ann Lee, Bo Li and\u200b Cy Poe")
	f.Fuzz(func(t *testing.T, title, body string) {
		if !utf8.ValidString(title) || !utf8.ValidString(body) {
			open(t).Find(title, body) // must not panic; offsets of broken text mean nothing
			return
		}
		checkMentions(t, title, body, open(t).Find(title, body))
	})
}

func BenchmarkFind(b *testing.B) {
	text := strings.Repeat(`Prosecutors in Lima charged María José Gutiérrez with fraud on Tuesday, the ministry said. `+
		`Her lawyer, Omar al-Rashidi, called the case "an absurd campaign" and said that Gutiérrez would appeal to the Supreme Court. `+"\n\n", 20)
	p := open(b)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		p.Find("Lima charges former minister", text)
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := person.New(); err != nil {
			b.Fatal(err)
		}
	}
}
