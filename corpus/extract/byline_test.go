package extract_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"dateline/corpus/extract"

	"github.com/google/go-cmp/cmp"
)

func TestByline(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in   string
		want []string
	}{
		{"By Jane Doe", []string{"Jane Doe"}},
		{"Written by: Jane Doe and John Roe, Reuters", []string{"Jane Doe", "John Roe"}},
		{"BY JEAN-LUC O'NEILL AND P.J. MCDOUGAL", []string{"Jean-Luc O'Neill", "P.J. McDougal"}},
		{"by Jane Doe, Staff Writer | Jan 5, 2025", []string{"Jane Doe"}},
		{"Jane Doe in Norvale and John Roe in Calder", []string{"Jane Doe", "John Roe"}},
		{"Jane Doe and John Roe, Calder Falls Argus", []string{"Jane Doe", "John Roe"}},
		{"Jane Doe (Harbour Post)", []string{"Jane Doe"}},
		{"Jane Doe <jane@example.com>", []string{"Jane Doe"}},
		{"Doe, Jane", []string{"Jane Doe"}},
		{"Dr. Jane Doe, Professor of Law", []string{"Jane Doe"}},
		{"Jane Doe MD", []string{"Jane Doe"}},
		{"April Quill and Juli Clover", []string{"April Quill", "Juli Clover"}},
		{"Ana Ortega y Gasset y Luis Mar Fuentes", []string{"Ana Ortega y Gasset", "Luis Mar Fuentes"}},
		{"Von Björn Öttl, Åsa Lind und Kai Roth (dpa)", []string{"Björn Öttl", "Åsa Lind", "Kai Roth"}},
		{"Ein Kommentar von Åsa Lind", []string{"Åsa Lind"}},
		{"Par Élodie d'Arcy (avec Jean Valmont)", []string{"Élodie d'Arcy"}},
		{"Propos recueillis par Élodie d'Arcy", []string{"Élodie d'Arcy"}},
		{"di Giulia Ferri e Marco De Santis", []string{"Giulia Ferri", "Marco De Santis"}},
		{"Di Maria Angel", []string{"Di Maria Angel"}},
		{"Door Pieter van der Meer", []string{"Pieter van der Meer"}},
		{"Av Sigrid Haug-Moe", []string{"Sigrid Haug-Moe"}},
		{"Автор: Иван Петров, корреспондент", []string{"Иван Петров"}},
		{"Γράφει η Ελένη Παππά", []string{"Ελένη Παππά"}},
		{"بقلم: ليلى حداد", []string{"ليلى حداد"}},
		{"文／王小明", []string{"王小明"}},
		{"记者 王小明 李四光 张大千", []string{"王小明", "李四光", "张大千"}},
		{"王小明／台北報導", []string{"王小明"}},
		{"中村 真子", []string{"中村 真子"}},
		{"文・山田太郎", []string{"山田太郎"}},
		{"홍길동 기자 hong@example.com", []string{"홍길동"}},
		{"홍길동·김철수 기자", []string{"홍길동", "김철수"}},
		{"Jane Doe @janedoe", []string{"Jane Doe"}},
		{"Jane Doe https://example.org/jane", []string{"Jane Doe"}},
		{"By Jane Doe and Jane Doe", []string{"Jane Doe"}},
		{"By Staff", nil},
		{"By Reuters", nil},
		{"Harbour Post Newsroom", nil},
		{"Follow us", nil},
		{"5 min read", nil},
		{"January 5, 2025", nil},
		{"https://example.org/jane", nil},
		{"", nil},
	} {
		if diff := cmp.Diff(c.want, extract.Byline(c.in)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.in, diff)
		}
	}
}

func TestAuthorsInLine(t *testing.T) {
	t.Parallel()
	for in, want := range map[string][]string{
		"Wednesday January 18, 2024 10:44 am PST by Jane Doe":         {"Jane Doe"},
		"Von Åsa Lind | Stand: 06.03.2024, 10:15 Uhr":                 {"Åsa Lind"},
		"[홍길동 기자] 2024.03.05 08:30":                                   {"홍길동"},
		"The ship was sold by Jane Doe to investors of the main land": nil,
		"Passed by the council":                                       nil,
		"Von Anfang an war es schwer":                                 nil,
		"Jane Doe":                                                    nil,
	} {
		if diff := cmp.Diff(want, extract.AuthorsInLine(in)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", in, diff)
		}
	}
}

func TestDateInAddress(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"https://example.org/2024/03/05/sale":        "2024-03-05",
		"https://example.org/2024/3/5/sale":          "2024-03-05",
		"https://example.org/2024-03-05-sale":        "2024-03-05",
		"https://example.org/a/t20240305_123.htm":    "2024-03-05",
		"https://example.org/20240305083000.html":    "2024-03-05",
		"https://example.org/2024/mar/05/sale":       "2024-03-05",
		"https://example.org/2024/0305/c90-123.html": "2024-03-05",
		"https://example.org/25-03-2024/sale":        "2024-03-25",
		"https://example.org/05-03-2024/sale":        "",
		"https://example.org/2024/03/sale":           "2024-03",
		"https://example.org/202403/sale":            "2024-03",
		"https://example.org/2024/march/sale":        "2024-03",
		"https://example.org/2024/sale":              "",
		"https://example.org/a/20249941-sale":        "",
		"https://example.org/a/120240305":            "",
		"https://20240305.example/sale":              "",
		"":                                           "",
	} {
		if got := extract.DateInAddress(in).String(); got != want {
			t.Errorf("%q holds %q, want %q", in, got, want)
		}
	}
}

func TestStripSite(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ title, want string }{
		{"Ferry sold | Harbour Post", "Ferry sold"},
		{"Ferry sold - News - harbourpost.example", "Ferry sold - News"},
		{"Harbour Post: Ferry sold", "Ferry sold"},
		{"Ferry sold - and gone", "Ferry sold - and gone"},
		{"Ferry sold_Business_Harbour Post", "Ferry sold"},
		{"Ferry sold - By Jane Doe - Harbour Post", "Ferry sold - By Jane Doe"},
		{"Ferry sold - Harbour Post - By Jane Doe", "Ferry sold"},
		{"Harbour Post", "Harbour Post"},
	} {
		if got := extract.StripSite(c.title, "The Harbour Post", "harbourpost.example"); got != c.want {
			t.Errorf("%q becomes %q, want %q", c.title, got, c.want)
		}
	}
}

// FuzzByline: names are valid, short, distinct, and parts of the byline but for case and order; a name is read as itself.
func FuzzByline(f *testing.F) {
	for _, s := range []string{"By Jane Doe and John Roe, Reuters", "文／王小明", "홍길동 기자", "Von Björn Öttl und Åsa Lind", "Doe, Jane", "بقلم: ليلى حداد", "A/B;C|D & E"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		seen := map[string]bool{}
		for _, name := range extract.Byline(s) {
			if !utf8.ValidString(name) || name != strings.TrimSpace(name) || len(name) > 120 || seen[strings.ToLower(name)] || strings.ContainsAny(name, "@<>{}\n0123456789") {
				t.Fatalf("%q gives %q", s, name)
			}
			seen[strings.ToLower(name)] = true
		}
		extract.AuthorsInLine(s)
	})
}

// FuzzLooseJSON: whatever JSON is read strictly is read loosely, reading ends, and the result can be written.
func FuzzLooseJSON(f *testing.F) {
	for _, s := range []string{`{"a":"b"}`, `{"a":"The "last" ship","b":[1,2,],}`, `{a:1}{"b":2}`, `[{"@type":"NewsArticle"`, `{"a":"\ud83d\ude00\u00e9\q"}`, "/* x */ {'a': 'b'}", `{"a" "b"}`, "]}:,"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if _, err := json.Marshal(extract.LooseJSON(s)); err != nil && !strings.Contains(err.Error(), "unsupported value") {
			t.Fatalf("%q: %v", s, err)
		}
	})
}

// TestLooseJSON: JSON that is whole is read as it is.
func TestLooseJSON(t *testing.T) {
	t.Parallel()
	for _, s := range []string{`{"a":"b","c":[1,2.5,true,false],"d":{"e":"f, \"g\" h"}}`, `["x",{"y":"z\u00e9\ud83d\ude00"}]`, `{"a":"\/\\"}`, `"text"`} {
		var want any
		if err := json.Unmarshal([]byte(s), &want); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, extract.LooseJSON(s)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", s, diff)
		}
	}
}
