package corpus_test

import (
	"encoding/json"
	"math/big"
	"slices"
	"testing"

	"dateline/corpus"
)

func TestParseDecimal(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ in, want string }{
		{"0", "0"},
		{"-0", "0"},
		{"0.00", "0"},
		{"900000", "900000"},
		{"900000.00", "900000"},
		{"0.25", "0.25"},
		{".5", "0.5"},
		{"-3.10", "-3.1"},
		{"1.5e9", "1500000000"},
		{"1E3", "1000"},
		{"3.499", "3.499"},
		{"105435000000000.01", "105435000000000.01"}, // world GDP to the cent: over 2^53 cents
		{"1000000000000000000000", "1000000000000000000000"},
	} {
		got, err := corpus.ParseDecimal(c.in)
		if err != nil || got.String() != c.want {
			t.Errorf("ParseDecimal(%q) = %v, %v; want %s", c.in, got, err, c.want)
		}
	}
	for _, in := range []string{"", "-", ".", "e5", "1e", "1e99", "NaN", "Inf", "0x10", "1,000", "1 2", "1e400", "1234567890123456789", "0.0000001", "12345678901234567e9", "--1", "1.2.3"} {
		if got, err := corpus.ParseDecimal(in); err == nil {
			t.Errorf("ParseDecimal(%q) = %v, want an error", in, got)
		}
	}
}

func TestDecimalOrder(t *testing.T) {
	t.Parallel()
	sorted := []string{"-1000000", "-2.5", "-2", "-0.25", "0", "0.01", "0.25", "1", "9.99", "10", "900000", "900000.01", "1e9", "1e15", "1e21"}
	var decimals []corpus.Decimal
	var keys []string
	for _, s := range sorted {
		d, err := corpus.ParseDecimal(s)
		if err != nil {
			t.Fatal(err)
		}
		decimals, keys = append(decimals, d), append(keys, d.SortKey())
	}
	if !slices.IsSortedFunc(decimals, corpus.Decimal.Cmp) {
		t.Errorf("Cmp does not order %v", sorted)
	}
	if !slices.IsSorted(keys) {
		t.Errorf("sort keys out of order: %v", keys)
	}
	for _, k := range keys {
		if len(k) != len(keys[0]) {
			t.Errorf("sort key %q has another length than %q", k, keys[0])
		}
	}
}

func TestDecimalJSON(t *testing.T) {
	t.Parallel()
	var d corpus.Decimal
	if err := json.Unmarshal([]byte("20000000.50"), &d); err != nil {
		t.Fatal(err)
	}
	out, err := json.Marshal(map[string]*corpus.Decimal{"value": &d, "max": nil})
	if err != nil || string(out) != `{"max":null,"value":20000000.5}` {
		t.Errorf("got %s, %v", out, err)
	}
	if err := json.Unmarshal([]byte(`"5"`), &d); err == nil {
		t.Error("a JSON string was read as a number")
	}
}

func TestDecimalMul(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b corpus.Decimal
		want string
	}{
		{corpus.NewDecimal(25, -1), corpus.NewDecimal(1, 6), "2500000"},
		{corpus.NewDecimal(9, -1), corpus.NewDecimal(1_000_000, 0), "900000"},
		{corpus.NewDecimal(999_999_999_999, 0), corpus.NewDecimal(999_999_999, 0), "999999998999000000000"},
		{corpus.Decimal{}, corpus.NewDecimal(7, 3), "0"},
	} {
		if got := c.a.Mul(c.b).String(); got != c.want {
			t.Errorf("%v × %v = %s, want %s", c.a, c.b, got, c.want)
		}
	}
}

func TestDecimalOf(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ in, want string }{
		{"0", "0"},
		{"-5/2", "-2.5"},
		{"1/64", "0.015625"},
		{"0.000001", "0.000001"},
		{"105435000000000.01", "105435000000000.01"},
		{"1e21", "1000000000000000000000"},
	} {
		r, ok := new(big.Rat).SetString(c.in)
		got, err := corpus.DecimalOf(r)
		if !ok || err != nil || got.String() != c.want {
			t.Errorf("DecimalOf(%s) = %v, %v; want %s", c.in, got, err, c.want)
		}
		if got.Rat().Cmp(r) != 0 {
			t.Errorf("%s came back as %v", c.in, got.Rat())
		}
	}
	for _, in := range []string{"1/3", "1/128", "0.0000001", "1e22", "1234567890123456789"} {
		r, _ := new(big.Rat).SetString(in)
		if got, err := corpus.DecimalOf(r); err == nil {
			t.Errorf("DecimalOf(%s) = %v, want an error", in, got)
		}
	}
}

func FuzzParseDecimal(f *testing.F) {
	for _, s := range []string{"1", "-0.25", "1.5e9", "00012.500", "1e22"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := corpus.ParseDecimal(s)
		if err != nil {
			return
		}
		again, err := corpus.ParseDecimal(d.String())
		if err != nil || again != d {
			t.Errorf("%q → %v → %v, %v", s, d, again, err)
		}
		if same, err := corpus.DecimalOf(d.Rat()); err != nil || same != d {
			t.Errorf("%q → %v → %v, %v", s, d, same, err)
		}
		if len(d.SortKey()) != len(corpus.Decimal{}.SortKey()) {
			t.Errorf("%q has a sort key of %d bytes", s, len(d.SortKey()))
		}
	})
}
