package page

import (
	"testing"
	"time"

	"dateline/corpus"
	"dateline/index"
	"dateline/index/query"

	"github.com/google/go-cmp/cmp"
)

func TestSum(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ number, code, want, short string }{
		{"900000", "USD", "$900,000", "900k"},
		{"4000000", "USD", "$4 million", "4m"},
		{"1500000", "EUR", "€1.5 million", "1.5m"},
		{"1234567", "USD", "$1,234,567", "1234567"},
		{"12345678901", "USD", "$12,345,678,901", "12345678901"},
		{"31000000000000", "USD", "$31 trillion", "31000bn"},
		{"0.25", "USD", "$0.25", "0.25"},
		{"14.5", "USD", "$14.50", "14.5"},
		{"3.459", "USD", "$3.459", "3.459"},
		{"0", "USD", "$0", "0"},
		{"5000", "GBP", "£5,000", "5k"},
		{"5", "XQQ", "XQQ 5", "5"},
		{"5", "<b>", "<b> 5", "5"},
	} {
		d, err := corpus.ParseDecimal(c.number)
		if err != nil {
			t.Fatal(err)
		}
		if got := sum(d, c.code); got != c.want {
			t.Errorf("sum(%s, %s) = %q, want %q", c.number, c.code, got, c.want)
		}
		if got := short(d); got != c.short {
			t.Errorf("short(%s) = %q, want %q", c.number, got, c.short)
		}
	}
}

func TestAmountText(t *testing.T) {
	t.Parallel()
	n := func(v int64) *corpus.Decimal { d := corpus.NewDecimal(v, 0); return &d }
	for _, c := range []struct {
		amount corpus.Amount
		want   string
	}{
		{corpus.Amount{Value: n(5), Currency: "USD", Qualifier: corpus.Exact}, "$5"},
		{corpus.Amount{Value: n(5), Currency: "USD", Qualifier: corpus.AtLeast}, "at least $5"},
		{corpus.Amount{Min: n(20_000), Max: n(100_000), Currency: "USD", Qualifier: corpus.Between}, "$20,000 – $100,000"},
		{corpus.Amount{Min: n(2_000_000), Currency: "USD", Qualifier: corpus.AtLeast, Text: "millions"}, "at least $2 million"},
		{corpus.Amount{Max: n(7), Currency: "USD"}, "up to $7"},
		{corpus.Amount{Value: n(3), Currency: "USD", Qualifier: corpus.Over, Per: "gallon"}, "over $3 per gallon"},
		{corpus.Amount{Text: "some money"}, "some money"},
	} {
		if got := amountText(&c.amount); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestWhen(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]When{
		"2025-01-23T01:30:00+02:00": {"22 January 2025, 23:30 UTC", "2025-01-22T23:30:00Z"},
		"2025-01-23":                {"23 January 2025", "2025-01-23"},
		"2025-01":                   {"January 2025", "2025-01"},
		"":                          {"Date unknown", ""},
	} {
		var d corpus.Date
		if in != "" {
			var err error
			if d, err = corpus.ParseISO(in, "test"); err != nil {
				t.Fatal(err)
			}
		}
		if got := when(d); got != want {
			t.Errorf("%s: got %v, want %v", in, got, want)
		}
	}
}

func TestSmallWords(t *testing.T) {
	t.Parallel()
	got := []string{
		number(0), number(999), number(1000), number(-1234567), counted(1, "article"), counted(2500, "article"),
		took(10 * time.Microsecond), took(12 * time.Millisecond), took(2100 * time.Millisecond),
		label(index.Months, index.FacetValue{Value: "2025-01", Label: "2025-01"}), label(index.Amounts, index.FacetValue{Value: "0"}),
		label(index.Amounts, index.FacetValue{Value: "10000"}), label(index.Amounts, index.FacetValue{Value: "1000000000"}),
		label(index.Languages, index.FacetValue{Value: "de"}), label(index.Languages, index.FacetValue{Value: "no"}), label(index.Sources, index.FacetValue{Value: "unknown"}),
	}
	want := []string{
		"0", "999", "1,000", "-1,234,567", "1 article", "2,500 articles",
		"under 1 ms", "12 ms", "2.1 s",
		"January 2025", "under $1", "$10,000 – $100,000", "$1 billion – $10 billion",
		"German", "Norwegian", "Unknown",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestMarked(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		marks []index.Span
		want  []Run
	}{
		{nil, []Run{{"añb c", false}}},
		{[]index.Span{{Start: 1, End: 2}}, []Run{{"a", false}, {"ñ", true}, {"b c", false}}},
		{[]index.Span{{Start: 3, End: 99}, {Start: -5, End: 1}}, []Run{{"a", true}, {"ñb", false}, {" c", true}}},
		{[]index.Span{{Start: 0, End: 3}, {Start: 1, End: 4}, {Start: 2, End: 2}}, []Run{{"añb", true}, {" ", true}, {"c", false}}},
	} {
		if diff := cmp.Diff(c.want, marked("añb c", c.marks)); diff != "" {
			t.Errorf("%v: %s", c.marks, diff)
		}
	}
}

func TestPlace(t *testing.T) {
	t.Parallel()
	for pos, want := range map[query.Pos]Place{
		{Start: 1, End: 2}:  {"a", "ñ", "b"},
		{Start: 3, End: 3}:  {"añb", " ", ""},
		{Start: 9, End: 12}: {"añb", " ", ""},
		{Start: 2, End: -1}: {"añ", " ", "b"},
	} {
		if got := place("añb", pos); got != want {
			t.Errorf("%v: got %q, want %q", pos, got, want)
		}
	}
}

func TestPassage(t *testing.T) {
	t.Parallel()
	const body = "One two. Three four five six."
	for text, want := range map[string][2]bool{
		"One two.": {false, false}, "One": {false, true}, "four five": {true, true}, "Three four": {false, true}, "five six.": {true, false},
	} {
		p := newPassage(body, index.Snippet{Text: text, Cut: true})
		if got := [2]bool{p.Before, p.After}; got != want {
			t.Errorf("%q: goes on before and after is %v, want %v", text, got, want)
		}
	}
}

// Whatever the marks, the text stays whole.
func FuzzMarked(f *testing.F) {
	f.Add("some text", 1, 4, 3, 9)
	f.Fuzz(func(t *testing.T, text string, a, b, c, d int) {
		joined := ""
		for _, r := range marked(text, []index.Span{{Start: a, End: b}, {Start: c, End: d}}) {
			joined += r.Text
		}
		if joined != string([]rune(text)) {
			t.Errorf("%q became %q", text, joined)
		}
	})
}
