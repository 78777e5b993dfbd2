package corpus_test

import (
	"errors"
	"io"
	"testing"
	"time"

	"dateline/corpus"

	"github.com/google/go-cmp/cmp"
)

func TestKeys(t *testing.T) {
	t.Parallel()
	bytes := &corpus.Original{Bytes: []byte("text")}
	count := func(a corpus.Article, o *corpus.Original) int { return len(corpus.Keys(&a, o)) }
	if n := count(corpus.Article{ExternalID: "7"}, bytes); n != 1 {
		t.Errorf("an external id without a source gave %d keys, want only the hash", n)
	}
	if n := count(corpus.Article{ExternalID: "7", URL: "https://example.org/a", Source: corpus.Source{Domain: "example.org"}}, bytes); n != 3 {
		t.Errorf("got %d keys, want 3", n)
	}
	if n := count(corpus.Article{}, &corpus.Original{}); n != 0 {
		t.Errorf("nothing gave %d keys", n)
	}
}

func TestNewID(t *testing.T) {
	t.Parallel()
	first, second := corpus.NewID("url:https://example.org/a", 0), corpus.NewID("url:https://example.org/a", 1)
	if len(first) != 13 || first == second {
		t.Errorf("got %q and %q", first, second)
	}
	if again := corpus.NewID("url:https://example.org/a", 0); again != first {
		t.Errorf("the same key gave %q and %q", first, again)
	}
}

func TestDateSpan(t *testing.T) {
	t.Parallel()
	tokyo := time.FixedZone("", 9*3600)
	for _, c := range []struct {
		date       corpus.Date
		start, end string
		month      string
	}{
		{corpus.Date{Time: time.Date(2025, 2, 1, 3, 0, 30, 0, tokyo), Precision: corpus.PrecisionMinute}, "2025-01-31T18:00:00Z", "2025-01-31T18:01:00Z", "2025-01"},
		{corpus.Date{Time: time.Date(2025, 1, 23, 0, 0, 0, 0, time.UTC), Precision: corpus.PrecisionDay}, "2025-01-23T00:00:00Z", "2025-01-24T00:00:00Z", "2025-01"},
		{corpus.Date{Time: time.Date(2024, 12, 1, 0, 0, 0, 0, time.UTC), Precision: corpus.PrecisionMonth}, "2024-12-01T00:00:00Z", "2025-01-01T00:00:00Z", "2024-12"},
		{corpus.Date{}, "0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z", ""},
	} {
		start, end := c.date.Span()
		got := []string{start.Format(time.RFC3339), end.Format(time.RFC3339), c.date.Month()}
		if diff := cmp.Diff([]string{c.start, c.end, c.month}, got); diff != "" {
			t.Errorf("%v: %s", c.date, diff)
		}
	}
}

func TestParseISO(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]corpus.Precision{
		"2025-01-23T09:30:00Z":          corpus.PrecisionMinute,
		"2025-01-23T09:30:00.123+02:00": corpus.PrecisionMinute,
		"2025-01-23T09:30:00+0200":      corpus.PrecisionMinute,
		"2025-01-23T09:30+02:00":        corpus.PrecisionMinute,
		"2025-01-23 09:30":              corpus.PrecisionMinute,
		"2025-01-23":                    corpus.PrecisionDay,
		"2025-01":                       corpus.PrecisionMonth,
	} {
		d, err := corpus.ParseISO(in, "test")
		if err != nil || d.Precision != want {
			t.Errorf("%q: %v, %v; want precision %q", in, d, err, want)
		}
	}
	for _, in := range []string{"", "yesterday", "2025-13-01", "2025-02-30", "01/02/2025"} {
		if d, err := corpus.ParseISO(in, "test"); err == nil {
			t.Errorf("%q read as %v", in, d)
		}
	}
}

func TestPlausible(t *testing.T) {
	t.Parallel()
	now := time.Date(2025, 6, 1, 0, 0, 0, 0, time.UTC)
	for in, known := range map[string]bool{
		"1605-03-01":           true,
		"1987-02-26":           true,
		"2025-06-01":           true,
		"2025-06-03":           false,
		"9999-01-01":           false,
		"1601-01-01":           false,
		"1599-12-31":           false,
		"1970-01-01T00:00:00Z": false,
		"1970-01-01T00:01:00Z": true,
	} {
		d, err := corpus.ParseISO(in, "test")
		if err != nil {
			t.Fatal(err)
		}
		if got := d.Plausible(now).Known(); got != known {
			t.Errorf("%s: known is %v, want %v", in, got, known)
		}
	}
}

func TestBounds(t *testing.T) {
	t.Parallel()
	dec := func(n int64) *corpus.Decimal { d := corpus.NewDecimal(n, 0); return &d }
	for _, c := range []struct {
		amount corpus.Amount
		lo, hi *corpus.Decimal
	}{
		{corpus.Amount{Value: dec(5), Qualifier: corpus.Exact}, dec(5), dec(5)},
		{corpus.Amount{Value: dec(5), Qualifier: corpus.About}, dec(5), dec(5)},
		{corpus.Amount{Value: dec(5), Qualifier: corpus.Over}, dec(5), nil},
		{corpus.Amount{Value: dec(5), Qualifier: corpus.AtLeast}, dec(5), nil},
		{corpus.Amount{Value: dec(5), Qualifier: corpus.UpTo}, nil, dec(5)},
		{corpus.Amount{Value: dec(5), Qualifier: corpus.Under}, nil, dec(5)},
		{corpus.Amount{Value: dec(1000), Qualifier: corpus.Nearly}, dec(900), dec(1000)},
		{corpus.Amount{Value: dec(5), Min: dec(5), Max: dec(8), Qualifier: corpus.Between}, dec(5), dec(8)},
		{corpus.Amount{Min: dec(20000), Max: dec(100000), Qualifier: corpus.Between}, dec(20000), dec(100000)},
	} {
		lo, hi := c.amount.Bounds()
		if diff := cmp.Diff([]*corpus.Decimal{c.lo, c.hi}, []*corpus.Decimal{lo, hi}, cmp.Comparer(func(a, b corpus.Decimal) bool { return a == b })); diff != "" {
			t.Errorf("%s %v: %s", c.amount.Qualifier, c.amount.Value, diff)
		}
	}
}

func TestErrorKinds(t *testing.T) {
	t.Parallel()
	err := corpus.Errorf(corpus.TooLarge, "reading page: %w", io.ErrUnexpectedEOF)
	if !errors.Is(err, io.ErrUnexpectedEOF) || corpus.KindOf(err) != corpus.TooLarge {
		t.Errorf("%v: kind %v", err, corpus.KindOf(err))
	}
	if corpus.KindOf(io.EOF) != corpus.Internal {
		t.Error("an unclassified error is not internal")
	}
}
