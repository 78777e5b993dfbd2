package snippet_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/index/query"
	"dateline/index/snippet"
)

func parse(tb testing.TB, text string) query.Node {
	tb.Helper()
	q, err := query.Parse(text, query.Options{})
	if err != nil {
		tb.Fatalf("Parse(%q): %v", text, err)
	}
	return q.Root
}

// bracket returns text with its marks in brackets.
func bracket(text string, marks []query.Pos) string {
	var b strings.Builder
	at := 0
	runes := []rune(text)
	for _, m := range marks {
		b.WriteString(string(runes[at:m.Start]) + "[" + string(runes[m.Start:m.End]) + "]")
		at = m.End
	}
	return b.String() + string(runes[at:])
}

func TestMarks(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name, query, text, want string
		field                   query.TextField
	}{
		{name: "forms of a word", query: "sanction", text: "Sanctions on sanctioned banks, sanctioning none", want: "[Sanctions] on [sanctioned] banks, [sanctioning] none"},
		{name: "phrase", query: `"north korea"`, text: "North Korea, north of Korea. NORTH  KOREA's", want: "[North Korea], north of Korea. [NORTH  KOREA's]"},
		{name: "phrase inside single words", query: `korea "north korea"`, text: "North Korea and Korea", want: "[North Korea] and [Korea]"},
		{name: "one word that is several", query: "wi-fi", text: "Wi Fi, wi-fi, fi", want: "[Wi Fi], [wi-fi], fi"},
		{name: "prefix and fuzzy", query: "cyb* wang~1", text: "Cyber cyborg Wong Wangs Weng wing wrong", want: "[Cyber] [cyborg] [Wong] [Wangs] [Weng] [wing] wrong"},
		{name: "nothing of negations", query: "kim -xi -(wang seoul)", text: "Kim Xi Wang Seoul", want: "[Kim] Xi Wang Seoul"},
		{name: "all of alternatives", query: "(kim OR xi) putin", text: "Kim Xi Putin", want: "[Kim] [Xi] [Putin]"},
		{name: "other fields", query: "title:kim body:xi person:wang author:jane", text: "Kim Xi Wang Jane", want: "Kim [Xi] [Wang] Jane", field: query.Body},
		{name: "title", query: "title:kim body:xi", text: "Kim Xi", want: "[Kim] Xi", field: query.Title},
		{name: "stop words aside", query: "what did the pope say", text: "What the Pope did say", want: "What the [Pope] did say"},
		{name: "stop words alone", query: "to be", text: "To be or not to be", want: "[To] [be] or not [to] [be]"},
		{name: "stop words in a phrase", query: `"bank of japan"`, text: "the Bank of Japan, a bank of note", want: "the [Bank of Japan], a bank of note"},
		{name: "proximity", query: `"kim summit"~3`, text: "Kim said the summit; far from Kim and from all of the others, a summit", want: "[Kim] said the [summit]; far from Kim and from all of the others, a summit"},
		{name: "proximity the other way round", query: `"kim summit"~2`, text: "a summit Kim left; the summit that Kim left", want: "a [summit] [Kim] left; the summit that Kim left"},
		{name: "proximity never ends", query: `"a a a a a a a a a a a b"~100`, text: strings.Repeat("a ", 300), want: strings.Repeat("a ", 300)},
		{name: "acronym", query: "US", text: "US, U.S. and us", want: "[US], [U.S.] and us"},
		{name: "code points", query: "über", text: "日本 über 🚀 Über", want: "日本 [über] 🚀 [Über]"},
		{name: "pairs", query: "日本語", text: "これは日本語です。日本。", want: "これは[日本語]です。日本。"},
		{name: "filters", query: "country:KP", text: "KP country", want: "KP country"},
		{name: "number", query: "900000", text: "$900,000 and 900.000", want: "$[900,000] and 900.000"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			got := bracket(tc.text, snippet.Marks(tc.text, "en", parse(t, tc.query), tc.field))
			if got != tc.want {
				t.Errorf("got  %s\nwant %s", got, tc.want)
			}
		})
	}
}

const body = `Officials met on Monday. The harbour was closed, Mr. Tarn said. Nobody was hurt.

A second paragraph speaks of ferries. The ferry company lost 3.5 million dollars.

The minister, Ada Quill, promised a new harbour for the ferries by June.`

func TestBest(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name, query, text string
		n, width          int
		want              []string // "…" where Cut
	}{
		{"most words win", "minister harbour ferry", body, 1, 80, []string{"…The [minister], Ada Quill, promised a new [harbour] for the [ferries] by June."}},
		{"then others, in the order of the text", "harbour company", body, 2, 60, []string{
			"…The [harbour] was closed, Mr. Tarn said. Nobody was hurt.", "…The ferry [company] lost 3.5 million dollars."}},
		{"whole sentences as they fit", "officials", body, 1, 70, []string{"…[Officials] met on Monday. The harbour was closed, Mr. Tarn said."}},
		{"abbreviations end no sentence", "navy", "Go. He met Dr. J. Tarn of the U.S. Navy vs. Quill Inc. staff at 3.30 p.m. there. Then he left.", 1, 82,
			[]string{"…He met Dr. J. Tarn of the U.S. [Navy] vs. Quill Inc. staff at 3.30 p.m. there."}},
		{"no match", "zeppelin", body, 3, 70, []string{"…Officials met on Monday. The harbour was closed, Mr. Tarn said."}},
		{"no words", "", body, 3, 30, []string{"…Officials met on Monday."}},
		{"all of it", "quill", "Ada Quill spoke.", 3, 100, []string{"Ada [Quill] spoke."}},
		{"long sentence", "zebra", strings.Repeat("word ", 100) + "zebra " + strings.Repeat("word ", 100), 1, 40,
			[]string{"…word [zebra] word word word word word word"}},
		{"no spaces", "京都", strings.Repeat("東", 100) + "京都" + strings.Repeat("東", 100), 1, 20, []string{
			"…東東東東東[京都]東東東東東東東東東東東東東"}},
		{"empty", "a", "", 3, 100, nil},
		{"blank", "a", " \n\n ", 3, 100, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, s := range snippet.Best(tc.text, "en", parse(t, tc.query), tc.n, tc.width) {
				cut := ""
				if s.Cut {
					cut = "…"
				}
				got = append(got, cut+bracket(s.Text, s.Marks))
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// FuzzBest: marks lie in their snippets, in order and apart; snippets are parts of the text no longer than asked for.
func FuzzBest(f *testing.F) {
	f.Add(body, `harbour OR "ferry company" min*`, 3, 80)
	f.Add("日本語。京都", "京都", 1, 2)
	f.Add("a\u0301\u200b b", `"a b"~3`, 2, 1)
	f.Fuzz(func(t *testing.T, text, q string, n, width int) {
		parsed, err := query.Parse(q, query.Options{})
		if err != nil || n > 100 {
			return
		}
		check := func(text string, marks []query.Pos) {
			at := 0
			for _, m := range marks {
				if m.Start < at || m.End <= m.Start || m.End > len([]rune(text)) {
					t.Fatalf("marks %v of %q", marks, text)
				}
				at = m.End
			}
		}
		check(text, snippet.Marks(text, "", parsed.Root, query.Body))
		for _, s := range snippet.Best(text, "", parsed.Root, n, width) {
			check(s.Text, s.Marks)
			if len([]rune(s.Text)) > width {
				t.Fatalf("%d code points, want %d", len([]rune(s.Text)), width)
			}
			if !strings.Contains(string([]rune(text)), s.Text) {
				t.Fatalf("%q is not in the text", s.Text)
			}
		}
	})
}

// BenchmarkBest is a page of results: 20 bodies of 5 KB.
func BenchmarkBest(b *testing.B) {
	text := strings.Repeat(body+"\n\n", 5000/len(body)+1)
	root := parse(b, `harbour ferry "ada quill" min* tarm~1 what nobody`)
	b.SetBytes(int64(20 * len(text)))
	for b.Loop() {
		for range 20 {
			snippet.Best(text, "en", root, 3, 240)
		}
	}
}
