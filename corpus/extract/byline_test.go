package extract_test

import (
	"encoding/json"
	"strings"
	"testing"

	"dateline/corpus/extract"

	"github.com/google/go-cmp/cmp"
)

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

// FuzzAuthorsInLine: reading a line ends.
func FuzzAuthorsInLine(f *testing.F) {
	for _, s := range []string{"30 January 2025 by Jane Doe", "[홍길동 기자] 2024.03.05 08:30"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { extract.AuthorsInLine(s) })
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
