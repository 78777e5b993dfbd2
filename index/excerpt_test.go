package index

import (
	"strings"
	"testing"

	"dateline/corpus"
	"dateline/index/query"
)

func parseRoot(tb testing.TB, text string) query.Node {
	tb.Helper()
	q, err := query.Parse(text, query.Options{})
	if err != nil {
		tb.Fatalf("Parse(%q): %v", text, err)
	}
	return q.Root
}

// bracket returns the text of a snippet with its marks in brackets.
func bracket(s Snippet) string {
	var b strings.Builder
	at := 0
	runes := []rune(s.Text)
	for _, m := range s.Marks {
		b.WriteString(string(runes[at:m.Start]) + "[" + string(runes[m.Start:m.End]) + "]")
		at = m.End
	}
	return b.String() + string(runes[at:])
}

// Each row marks one text as a body and, where title is given, as a title.
func TestExcerpt(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ name, query, text, body, title string }{
		{name: "forms of a word", query: "sanction", text: "Sanctions on sanctioned banks, sanctioning none", body: "[Sanctions] on [sanctioned] banks, [sanctioning] none"},
		{name: "phrase inside single words", query: `korea "north korea"`, text: "North Korea and Korea", body: "[North Korea] and [Korea]"},
		{name: "one word that is several", query: "wi-fi", text: "Wi Fi, wi-fi, fi", body: "[Wi Fi], [wi-fi], fi"},
		{name: "prefix and fuzzy", query: "cyb* wang~1", text: "Cyber cyborg Wong Wangs Weng wing wrong", body: "[Cyber] [cyborg] [Wong] [Wangs] [Weng] [wing] wrong"},
		{name: "nothing of negations", query: "kim -xi -(wang seoul)", text: "Kim Xi Wang Seoul", body: "[Kim] Xi Wang Seoul"},
		{name: "all of alternatives", query: "(kim OR xi) putin", text: "Kim Xi Putin", body: "[Kim] [Xi] [Putin]"},
		{name: "other fields", query: "title:kim body:xi person:wang author:jane", text: "Kim Xi Wang Jane", body: "Kim [Xi] [Wang] Jane", title: "[Kim] Xi [Wang] Jane"},
		{name: "stop words aside", query: "what did the pope say", text: "What the Pope did say", body: "What the [Pope] did say"},
		{name: "stop words alone", query: "to be", text: "To be or not to be", body: "[To] [be] or not [to] [be]"},
		{name: "stop words in a phrase", query: `"bank of japan"`, text: "the Bank of Japan, a bank of note", body: "the [Bank of Japan], a bank of note"},
		{name: "proximity", query: `"kim summit"~2`, text: "a summit Kim left; the summit that Kim left", body: "a [summit] [Kim] left; the summit that Kim left"},
		{name: "acronym", query: "US", text: "US, U.S. and us", body: "[US], [U.S.] and us"},
		{name: "pairs", query: "日本語", text: "これは日本語です。", body: "これは[日本語]です。"},
		{name: "filters", query: "country:KP amount:5m", text: "KP country amount 5", body: "KP country amount 5"},
		{name: "number", query: "900000", text: "$900,000 and 900.000", body: "$[900,000] and 900.000"},
		{name: "nothing asked", query: "", text: "Kim", body: "Kim", title: "Kim"},
		{name: "no letter in it", query: `"&" kim`, text: "Kim & Xi", body: "[Kim] & Xi"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			record := corpus.Record{Article: corpus.Article{Title: tc.text, Body: tc.text, Language: "en"}}
			got := newExcerpter(parseRoot(t, tc.query)).result(record, 1)
			if len(got.Snippets) != 1 || bracket(got.Snippets[0]) != tc.body {
				t.Errorf("got  %v\nwant %s", got.Snippets, tc.body)
			}
			if title := bracket(got.Title); tc.title != "" && title != tc.title {
				t.Errorf("title: got  %s\nwant %s", title, tc.title)
			}
		})
	}
}

func TestTermsOnce(t *testing.T) {
	t.Parallel()
	root := parseRoot(t, `ferry (ferry OR "ferry") body:ferry fer* FER* ferry~1 ferry~2 "old ferry" "old ferry"~2`)
	if got := len(termsOf(root, query.Body)); got != 6 {
		t.Errorf("got %d terms, want 6", got)
	}
}

// FuzzExcerpt: whatever the query, marks lie in their texts, in order and apart.
func FuzzExcerpt(f *testing.F) {
	f.Add("The ferry company lost 3.5 million dollars.\n\nAda Quill spoke.", `harbour OR "ferry company" min*`)
	f.Add("日本語。京都", "京都")
	f.Add("a\u0301\u200b b", `"a b"~3`)
	f.Fuzz(func(t *testing.T, text, q string) {
		parsed, err := query.Parse(q, query.Options{})
		if err != nil {
			return
		}
		result := newExcerpter(parsed.Root).result(corpus.Record{Article: corpus.Article{Title: text, Body: text}}, 0)
		for _, s := range append(result.Snippets, result.Title) {
			at := 0
			for _, m := range s.Marks {
				if m.Start < at || m.End <= m.Start || m.End > len([]rune(s.Text)) {
					t.Fatalf("marks %v of %q", s.Marks, s.Text)
				}
				at = m.End
			}
		}
	})
}
