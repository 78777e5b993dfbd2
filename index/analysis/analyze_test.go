package analysis_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"dateline/index/analysis"
)

// show returns the words of a text as "key" or "key=surface", each with what it covers in brackets
// where that is not the surface.
func show(text, language string) string {
	var parts []string
	runes := []rune(text)
	for _, t := range analysis.Analyze(text, language) {
		s := t.Key
		if t.Surface != t.Key {
			s += "=" + t.Surface
		}
		if covered := string(runes[t.Start:t.End]); covered != t.Surface {
			s += "[" + covered + "]"
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, " ")
}

func TestAnalyze(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ name, language, text, want string }{
		{"stems", "en", "Sanctions sanctioned ferries", "sanction=sanctions[Sanctions] sanction=sanctioned ferri=ferries"},
		{"unknown language is English", "", "sanctions", "sanction=sanctions"},
		{"region", "en-GB", "sanctions", "sanction=sanctions"},
		{"other languages keep their words", "de", "Sanktionen Häuser", "sanktionen[Sanktionen] hauser[Häuser]"},
		{"apart though Snowball joins them", "en", "organ organization policy police universe university", "organs=organ organ=organization polici=policy polic=police universe univers=university"},
		{"together though Snowball parts them", "en", "woman women crisis crises", "woman woman=women crisis crisis=crises"},
		{"possessives", "en", "Trump's Trump’s JONES'S dogs'", "trump[Trump's] trump[Trump’s] jones[JONES'S] dog=dogs"},
		{"apostrophes", "en", "don't O’Brien", "dont[don't] obrien[O’Brien]"},
		{"hyphens", "en", "wi-fi COVID-19", "wi fi covid[COVID] 19"},
		{"numbers", "en", "$900,000 1,234,567.89 1'000'000 1.000.000 3.5bn 1980s F-16s",
			"900000[900,000] 1234567.89[1,234,567.89] 1000000[1'000'000] 1000000[1.000.000] 3.5bn 1980s f[F] 16=16s"},
		{"no numbers", "en", "1,2 1.2.3 10:30", "1 2 1 2 3 10 30"},
		{"acronyms", "en", "the U.S. and US tell us of the U.N., NATO, Nato", "the US=us[U.S.] and US=us[US] tell us of the un[U.N.] nato[NATO] nato[Nato]"},
		{"acronym with a tail", "en", "U.S.-backed U.S.'s policy", "US=us[U.S.] back=backed US=us[U.S.] polici=policy"},
		{"initials", "en", "J.P. Morgan, J.P.Morgan", "jp[J.P.] morgan[Morgan] jp[J.P.] morgan[Morgan]"},
		{"capitals say nothing here", "en", "IT TELLS US WHO IT IS", "it[IT] tell=tells[TELLS] US=us[US] who[WHO] it[IT] is[IS]"},
		{"capitals say something here", "en", "The WHO on AIDS, and who aids it", "the[The] WHO=who[WHO] on AIDS=aids[AIDS] and who aid=aids it"},
		{"joined signs", "en", "example.com snake_case said.The a/b", "exampl=example com snake case said the[The] a b"},
		{"accents", "en", "Łódź São Ångström naïve ﬁn Straße Ørsted", "lodz[Łódź] sao[São] angstrom[Ångström] naiv=naive[naïve] fin[ﬁn] strass=strasse[Straße] orst=orsted[Ørsted]"},
		{"accents composed and not", "de", "e\u0301t\u00e9", "ete[e\u0301té]"},
		{"full width", "en", "ＡＢＣ １２", "abc[ＡＢＣ] 12[１２]"},
		{"Greek and Russian", "", "Οδυσσέας Ёлкой", "οδυσσεασ[Οδυσσέας] елкои[Ёлкой]"},
		{"Arabic and Hebrew", "ar", "الأَمْن שָׁלוֹם", "الامن[الأَمْن] שלום[שָׁלוֹם]"},
		{"vowel signs stay", "hi", "दिल्ली", "दिल्ली"},
		{"elision", "fr", "l'homme d’État aujourd'hui", "homme[l'homme] etat[d’État] aujourdhui[aujourd'hui]"},
		{"signs without width", "en", "so\u00adft zero\u200bwidth \u200ekim\u200f wo\ufeffrd", "soft[so\u00adft] zerowidth[zero\u200bwidth] kim[kim\u200f] word[wo\ufeffrd]"},
		{"pairs", "ja", "日本語です。京", "日本 本語 語で です 京"},
		{"pairs and words", "zh", "2025年GDP增长ｶﾞｷﾞ", "2025 年 gdp[GDP] 增长 长ガ[长ｶﾞ] ガギ[ｶﾞｷﾞ]"},
		{"Korean", "ko", "서울에서 A형", "서울 울에 에서 a[A] 형"},
		{"Thai", "th", "ไทย", "ไท ทย"},
		{"nothing", "en", " — … & 🚀 \u0301", ""},
		{"bad bytes", "en", "a\xff\xfeb", "a b"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			got := show(tc.text, tc.language)
			if got != tc.want {
				t.Errorf("got  %s\nwant %s", got, tc.want)
			}
		})
	}
}

func TestQueryWords(t *testing.T) {
	t.Parallel()
	word := func(surface string, keys ...string) analysis.QueryWord {
		return analysis.QueryWord{Surface: surface, Keys: keys}
	}
	stop := func(surface string, keys ...string) analysis.QueryWord {
		return analysis.QueryWord{Surface: surface, Keys: keys, Stop: true}
	}
	for text, want := range map[string][]analysis.QueryWord{
		"":          nil,
		"&":         nil,
		"Sanctions": {word("sanctions", "sanction", "sanctions")},
		"kim":       {word("kim", "kim")},
		"wi-fi":     {word("wi", "wi"), word("fi", "fi")},
		"US":        {word("us", "US")},
		"u.s.":      {word("us", "US")},
		"us":        {word("us", "us", "US")},
		"WHO":       {word("who", "WHO")},
		"who":       {stop("who", "who", "WHO")},
		"The":       {stop("the", "the")},
		"don't":     {stop("dont", "dont")},
		"l'homme":   {word("lhomme", "lhomm", "lhomme", "homme")},
		"THE WHO":   {stop("the", "the"), stop("who", "who", "WHO")},
		"900,000":   {word("900000", "900000")},
		"北京大":       {word("北京", "北京"), word("京大", "京大")},
	} {
		if diff := cmp.Diff(want, analysis.QueryWords(text)); diff != "" {
			t.Errorf("QueryWords(%q) (-want +got):\n%s", text, diff)
		}
	}
}

// A word of a text is found by that word typed as a query, whatever the text's language.
func TestQueryFindsText(t *testing.T) {
	t.Parallel()
	for _, language := range []string{"en", "de", "fr", "ja"} {
		for _, text := range []string{"Sanctions", "U.S.", "US", "Trump's", "O’Brien", "Häuser", "l'homme", "日本語", "1,000,000", "organ", "WHO"} {
			tokens, words := analysis.Analyze("x "+text, language)[1:], analysis.QueryWords(text)
			if len(tokens) != len(words) {
				t.Errorf("%s %q: %d words in the text, %d in the query", language, text, len(tokens), len(words))
				continue
			}
			for i, w := range words {
				if !contains(w.Keys, tokens[i].Key) {
					t.Errorf("%s %q: keys %q do not hold %q", language, text, w.Keys, tokens[i].Key)
				}
			}
		}
	}
}

func contains(keys []string, key string) bool {
	for _, k := range keys {
		if k == key {
			return true
		}
	}
	return false
}

func TestLongWordsAreCut(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		strings.Repeat("a", 1<<20), strings.Repeat("ß", 1<<16), strings.Repeat("日\u0301", 10) + strings.Repeat("\u0301", 1<<16),
		"e" + strings.Repeat("\u0301", 10000), strings.Repeat("1,", 1<<16), strings.Repeat("a.", 1<<16), strings.Repeat("a'", 1<<16),
	} {
		for _, token := range analysis.Analyze(text, "en") {
			if len(token.Key) > analysis.MaxWordLength || len(token.Surface) > analysis.MaxWordLength {
				t.Fatalf("a word of %d bytes", max(len(token.Key), len(token.Surface)))
			}
		}
	}
}

func TestWithin(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		a, b string
		n    int
		want bool
	}{
		{"wang", "wang", 0, true}, {"wang", "wong", 1, true}, {"wang", "wangs", 1, true}, {"wang", "ang", 1, true},
		{"wang", "wnag", 1, true}, {"wang", "gnaw", 1, false}, {"abcd", "badc", 1, false}, {"abcd", "badc", 2, true}, {"xabcd", "xabdc", 1, true}, {"schmidt", "schmitt", 1, true}, {"über", "uber", 1, true},
		{"kitten", "sitting", 2, false}, {"", "ab", 2, true}, {"", "abc", 2, false},
	} {
		if got := analysis.Within(tc.a, tc.b, tc.n); got != tc.want {
			t.Errorf("Within(%q, %q, %d) = %t", tc.a, tc.b, tc.n, got)
		}
	}
}

// FuzzAnalyze: positions grow by one, spans lie in the text in order, words are folded and not too long,
// and there are no more words than code points.
func FuzzAnalyze(f *testing.F) {
	for _, s := range []string{"The U.S.'s wi-fi", "日本語 ｶﾞｷﾞ", "l'homme 1,000.5", "a\u200bb\u00ad", "\xff'\u0301s", "ประเทศ İſß"} {
		f.Add(s, "en")
		f.Add(s, "fr")
	}
	f.Fuzz(func(t *testing.T, text, language string) {
		tokens := analysis.Analyze(text, language)
		n := utf8.RuneCountInString(text)
		if len(tokens) > n {
			t.Fatalf("%d words of %d code points", len(tokens), n)
		}
		start := 0
		for i, k := range tokens {
			switch {
			case k.Position != i+1:
				t.Fatalf("word %d at position %d", i, k.Position)
			case k.Start < start || k.End <= k.Start || k.End > n:
				t.Fatalf("span [%d, %d) after %d in %d code points", k.Start, k.End, start, n)
			case k.Key == "" || k.Surface == "" || len(k.Key) > analysis.MaxWordLength || len(k.Surface) > analysis.MaxWordLength:
				t.Fatalf("key %q, surface %q", k.Key, k.Surface)
			case !utf8.ValidString(k.Key) || !utf8.ValidString(k.Surface):
				t.Fatalf("bad UTF-8 in %q %q", k.Key, k.Surface)
			}
			start = k.Start
		}
		for _, w := range analysis.QueryWords(text) {
			if w.Surface == "" || len(w.Keys) == 0 {
				t.Fatalf("query word %+v", w)
			}
		}
		analysis.Fold(text)
	})
}

func BenchmarkAnalyze(b *testing.B) {
	text := sample(20000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		analysis.Analyze(text, "en")
	}
}

// sample returns invented English of about n bytes with a plausible spread of words.
func sample(n int) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, "The ministry's officials said on Monday that the harbour of Port%d would be closed for repairs, “costing” $%d,000,000. ", i%97, i%9+1)
		fmt.Fprintf(&b, "U.S. companies, including the Wi-Fi maker Quill%d, were told that sanctions remained. ", i%53)
	}
	return b.String()
}
