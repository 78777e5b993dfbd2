package snippet_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/index/analysis"
	"dateline/index/snippet"
)

// analyse returns the tokens of an English text.
func analyse(text string) []snippet.Token {
	var tokens []snippet.Token
	for _, t := range analysis.Analyze(text, "en") {
		tokens = append(tokens, snippet.Token{Key: t.Key, Surface: t.Surface, Start: t.Start, End: t.End})
	}
	return tokens
}

// terms returns a term for each text: a sequence of words, perhaps with a slop
// ("kim summit~3"), or the beginning of a word ("cyb*").
func terms(texts ...string) []snippet.Term {
	var all []snippet.Term
	for _, text := range texts {
		if prefix, ok := strings.CutSuffix(text, "*"); ok {
			all = append(all, snippet.Term{Fits: func(surface string) bool { return strings.HasPrefix(surface, prefix) }})
			continue
		}
		text, slop, _ := strings.Cut(text, "~")
		t := snippet.Term{}
		t.Slop, _ = strconv.Atoi(slop)
		for _, w := range analysis.QueryWords(text) {
			t.Words = append(t.Words, w.Keys)
		}
		all = append(all, t)
	}
	return all
}

// bracket returns text with its marks in brackets.
func bracket(text string, marks []snippet.Span) string {
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
		name       string
		terms      []snippet.Term
		text, want string
	}{
		{"one word", terms("kim"), "Kim, Xi and kim", "[Kim], Xi and [kim]"},
		{"no term", nil, "Kim", "Kim"},
		{"a term of nothing", []snippet.Term{{}, {Slop: 2}}, "Kim", "Kim"},
		{"sequence", terms("north korea"), "North Korea, north of Korea. NORTH  KOREA's", "[North Korea], north of Korea. [NORTH  KOREA's]"},
		{"sequence at the end", terms("korea north"), "north korea", "north korea"},
		{"sequence over single words", terms("korea", "north korea"), "North Korea and Korea", "[North Korea] and [Korea]"},
		{"pattern", terms("cyb*"), "Cyber cyborg bicycle", "[Cyber] [cyborg] bicycle"},
		{"overlapping tokens", terms("日本語"), "これは日本語です。日本。", "これは[日本語]です。日本。"},
		{"code points", terms("über"), "日本 über 🚀 Über", "日本 [über] 🚀 [Über]"},
		{"slop", terms("kim summit~3"), "Kim said the summit; far from Kim and from all of the others, a summit", "[Kim] said the [summit]; far from Kim and from all of the others, a summit"},
		{"slop the other way round", terms("kim summit~2"), "a summit Kim left; the summit that Kim left", "a [summit] [Kim] left; the summit that Kim left"},
		{"slop without end", terms("a a a a a a a a a a a b~100"), strings.Repeat("a ", 300), strings.Repeat("a ", 300)},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if got := bracket(tc.text, snippet.Marks(analyse(tc.text), tc.terms)); got != tc.want {
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
		name     string
		terms    []snippet.Term
		text     string
		n, width int
		want     []string // "…" where Cut
	}{
		{"most words win", terms("minister", "harbour", "ferry"), body, 1, 80, []string{"…The [minister], Ada Quill, promised a new [harbour] for the [ferries] by June."}},
		{"then others, in the order of the text", terms("harbour", "company"), body, 2, 60, []string{
			"…The [harbour] was closed, Mr. Tarn said. Nobody was hurt.", "…The ferry [company] lost 3.5 million dollars."}},
		{"whole sentences as they fit", terms("officials"), body, 1, 70, []string{"…[Officials] met on Monday. The harbour was closed, Mr. Tarn said."}},
		{"abbreviations end no sentence", terms("navy"), "Go. He met Dr. J. Tarn of the U.S. Navy vs. Quill Inc. staff at 3.30 p.m. there. Then he left.", 1, 82,
			[]string{"…He met Dr. J. Tarn of the U.S. [Navy] vs. Quill Inc. staff at 3.30 p.m. there."}},
		{"no match", terms("zeppelin"), body, 3, 70, []string{"…Officials met on Monday. The harbour was closed, Mr. Tarn said."}},
		{"no words", nil, body, 3, 30, []string{"…Officials met on Monday."}},
		{"all of it", terms("quill"), "Ada Quill spoke.", 3, 100, []string{"Ada [Quill] spoke."}},
		{"long sentence", terms("zebra"), strings.Repeat("word ", 100) + "zebra " + strings.Repeat("word ", 100), 1, 40,
			[]string{"…word [zebra] word word word word word word"}},
		{"no spaces", terms("京都"), strings.Repeat("東", 100) + "京都" + strings.Repeat("東", 100), 1, 20, []string{
			"…東東東東東[京都]東東東東東東東東東東東東東"}},
		{"empty", terms("a"), "", 3, 100, nil},
		{"blank", terms("a"), " \n\n ", 3, 100, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, s := range snippet.Best(tc.text, analyse(tc.text), tc.terms, tc.n, tc.width) {
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
// Each line of lines is a term.
func FuzzBest(f *testing.F) {
	f.Add(body, "harbour\nferry company\nmin*", 3, 80)
	f.Add("日本語。京都", "京都", 1, 2)
	f.Add("a\u0301\u200b b", "a b~3", 2, 1)
	f.Fuzz(func(t *testing.T, text, lines string, n, width int) {
		if n > 100 {
			return
		}
		check := func(text string, marks []snippet.Span) {
			at := 0
			for _, m := range marks {
				if m.Start < at || m.End <= m.Start || m.End > len([]rune(text)) {
					t.Fatalf("marks %v of %q", marks, text)
				}
				at = m.End
			}
		}
		tokens, sought := analyse(text), terms(strings.Split(lines, "\n")...)
		check(text, snippet.Marks(tokens, sought))
		for _, s := range snippet.Best(text, tokens, sought, n, width) {
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
	sought := terms("harbour", "ferry", "ada quill", "min*", "nobody")
	b.SetBytes(int64(20 * len(text)))
	for b.Loop() {
		for range 20 {
			snippet.Best(text, analyse(text), sought, 3, 240)
		}
	}
}
