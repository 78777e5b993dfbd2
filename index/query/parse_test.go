package query_test

import (
	"errors"
	"math/big"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"dateline/index/query"
)

// sameTree compares trees, but for where their parts stand.
var sameTree = cmp.Options{
	cmpopts.IgnoreTypes(query.Pos{}),
	cmp.Comparer(func(a, b *big.Rat) bool { return a == b || a != nil && b != nil && a.Cmp(b) == 0 }),
}

func mustParse(t *testing.T, text string) *query.Query {
	t.Helper()
	q, err := query.Parse(text, options())
	if err != nil {
		t.Fatalf("Parse(%q): %v", text, err)
	}
	return q
}

func TestPositionsCountCodePoints(t *testing.T) {
	t.Parallel()
	q := mustParse(t, `“北京 大学” title:naïve -kim~1`)
	want := query.And{Nodes: []query.Node{
		query.Phrase{Text: "北京 大学", Pos: query.Pos{Start: 0, End: 7}},
		query.Word{Field: query.Title, Text: "naïve", Pos: query.Pos{Start: 8, End: 19}},
		query.Not{Node: query.Fuzzy{Text: "kim", Distance: 1, Pos: query.Pos{Start: 21, End: 26}}},
	}}
	if diff := cmp.Diff(query.Node(want), q.Root); diff != "" {
		t.Errorf("tree (-want +got):\n%s", diff)
	}
}

func TestLimits(t *testing.T) {
	t.Parallel()
	repeat := strings.Repeat
	for _, tc := range []struct{ name, text, code string }{
		{"longest", repeat("a", query.MaxLength), ""},
		{"too long", repeat("ä", query.MaxLength+1), query.CodeTooLong},
		{"a megabyte", repeat("kim ", 1<<18), query.CodeTooLong},
		{"most words", repeat("kim ", query.MaxWords), ""},
		{"too many words", repeat("kim ", query.MaxWords+1), query.CodeTooManyWords},
		{"too many words in a phrase", `"` + repeat("kim ", query.MaxWords+1) + `"`, query.CodeTooManyWords},
		{"too many words joined", repeat("kim-", query.MaxWords+1), query.CodeTooManyWords},
		{"too many characters without spaces", repeat("京", 3*query.MaxWords), query.CodeTooManyWords},
		{"too many values", repeat("country:kp ", query.MaxWords+1), query.CodeTooManyWords},
		{"deepest", repeat("(", query.MaxNesting) + "a", ""},
		{"too deep", repeat("(", query.MaxNesting+1) + "a", query.CodeTooDeep},
		{"deeper in print", repeat("a b OR c (", query.MaxNesting/2+1) + "e f", query.CodeTooDeep},
		{"many negations", repeat("NOT ", 499) + "a", ""},
		{"many signs", repeat("+-", 900), query.CodeNothingToSearch},
		{"many fields", repeat("title:", 300), query.CodeTooManyWords},
		{"many unknown fields", repeat("x:", 60), ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			_, err := query.Parse(tc.text, options())
			var p *query.Problem
			switch errors.As(err, &p); {
			case tc.code == "" && err != nil:
				t.Errorf("unexpected problem: %+v", err)
			case tc.code != "" && p == nil:
				t.Errorf("no problem, want %s", tc.code)
			case tc.code != "" && p.Code != tc.code:
				t.Errorf("code %s, want %s", p.Code, tc.code)
			}
		})
	}
}

func TestAmountLimits(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"123456789012345678":   "123456789012345678",
		"1234567890123456789":  "", // 19 digits
		"12345678901234567800": "12345678901234567800",
		"1234567890t":          "1234567890000000000000",
		"99999999999t":         "", // 23 digits before the point
		"10000000000t":         "",
		"1000000000t":          "1000000000000000000000",
		"0.000001":             "1/1000000",
		"0.0000010":            "1/1000000",
		"0.0000001":            "", // 7 digits after the point
		"0.0000001m":           "", // though it would be 0.1
		"1.25k":                "1250",
		"0.10":                 "1/10",
	} {
		q, err := query.Parse("amount:"+text, options())
		var p *query.Problem
		switch {
		case want == "" && errors.As(err, &p):
		case want == "" || err != nil:
			t.Errorf("%s: error %v, want amount %q", text, err, want)
		case q.Root.(query.Amount).Min.RatString() != want:
			t.Errorf("%s: got %s, want %s", text, q.Root.(query.Amount).Min.RatString(), want)
		}
	}
}

func TestNoOptions(t *testing.T) {
	t.Parallel()
	q, err := query.Parse("country:kp when:1d", query.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := query.String(q.Root); got != "country:KP when:1d" {
		t.Errorf("got %q", got)
	}
	if _, err := query.Parse("country:korea", query.Options{}); err == nil {
		t.Error("a name was taken for a code")
	}
}

// FuzzParse: no panic; positions lie in the text; what is printed parses to the same tree
// and prints the same again.
func FuzzParse(f *testing.F) {
	for _, name := range []string{"testdata/queries.txt", "testdata/errors.txt"} {
		file, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for line := range strings.Lines(string(file)) {
			if q, ok := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "> "); ok {
				f.Add(unescape.Replace(q))
			}
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		q, err := query.Parse(text, options())
		if err != nil {
			var p *query.Problem
			if !errors.As(err, &p) || p.Code == "" || p.Message == "" {
				t.Fatalf("not a whole problem: %#v", err)
			}
			checkPos(t, text, p.Pos)
			return
		}
		for _, w := range q.Warnings {
			checkPos(t, text, w.Pos)
		}
		printed := query.String(q.Root)
		if utf8.RuneCountInString(printed) > query.MaxLength {
			t.Skip("the canonical text is longer than a query may be")
		}
		again, err := query.Parse(printed, options())
		if err != nil {
			t.Fatalf("%q printed as %q: %+v", text, printed, err)
		}
		if diff := cmp.Diff(q.Root, again.Root, sameTree); diff != "" {
			t.Fatalf("%q printed as %q (-first +again):\n%s", text, printed, diff)
		}
		if p := query.String(again.Root); p != printed {
			t.Fatalf("%q printed as %q, then as %q", text, printed, p)
		}
		for _, c := range query.Chips(q.Root) {
			if _, err := query.Parse(c.Text, options()); err != nil {
				t.Fatalf("%q without %q is %q: %+v", text, c.Label, c.Text, err)
			}
		}
	})
}

func checkPos(t *testing.T, text string, pos query.Pos) {
	t.Helper()
	if n := utf8.RuneCountInString(text); pos.Start < 0 || pos.End < pos.Start || pos.End > n {
		t.Fatalf("position %v outside of %q (%d code points)", pos, text, n)
	}
}
