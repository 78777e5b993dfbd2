package index_test

import (
	"errors"
	"net/url"
	"strings"
	"testing"

	"dateline/corpus"
	"dateline/index"

	"github.com/google/go-cmp/cmp"
)

func decimal(n int64) *corpus.Decimal { d := corpus.NewDecimal(n, 0); return &d }

var decimals = cmp.Comparer(func(a, b corpus.Decimal) bool { return a == b })

func TestParseAddress(t *testing.T) {
	t.Parallel()
	got, err := index.ParseAddress("q=ransom&country=us&country=KP&-country=CN&person=zhenxing-wang&amount=900000..&amounts=1000000&amounts=eur:10&-currency=chf" +
		"&from=2025-01-01&to=2025-02&source=example.org&lang=EN&month=unknown&sort=newest&page=2&match=most&implied=1&size=50&facet_size=30")
	if err != nil {
		t.Fatal(err)
	}
	want := index.Request{
		Text: "ransom",
		Selections: []index.Selection{
			{Facet: index.People, Include: []string{"zhenxing-wang"}},
			{Facet: index.Countries, Include: []string{"KP", "US"}, Exclude: []string{"CN"}},
			{Facet: index.Amounts, Include: []string{"1000000", "EUR:10"}},
			{Facet: index.Currencies, Exclude: []string{"CHF"}},
			{Facet: index.Sources, Include: []string{"example.org"}},
			{Facet: index.Languages, Include: []string{"en"}},
			{Facet: index.Months, Include: []string{"unknown"}},
		},
		Amount: &index.Range{Min: decimal(900_000)},
		From:   "2025-01-01", To: "2025-02",
		Sort: index.ByNewest, Page: 2, Match: index.MatchMost, Implied: true, Size: 50, FacetSize: 30,
	}
	if diff := cmp.Diff(want, got, decimals); diff != "" {
		t.Error(diff)
	}
}

// Each row is a query string and what the error must say.
func TestParseAddressRefuses(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string]struct{ code, parameter string }{
		"size=-1":                            {"invalid-parameter", "size"},
		"size=1e9":                           {"invalid-parameter", "size"},
		"size=1000000000":                    {"invalid-parameter", "size"},
		"size=NaN":                           {"invalid-parameter", "size"},
		"size=+5":                            {"invalid-parameter", "size"},
		"page=0":                             {"invalid-parameter", "page"},
		"page=9223372036854775807":           {"invalid-parameter", "page"},
		"page=99999999999999999999999":       {"invalid-parameter", "page"},
		"page=502":                           {"invalid-parameter", "page"},
		"page=12&size=1000":                  {"invalid-parameter", "page"},
		"page=2&cursor=abc":                  {"invalid-parameter", "page"},
		"amount=1e400..":                     {"invalid-parameter", "amount"},
		"amount=NaN":                         {"invalid-parameter", "amount"},
		"amount=..":                          {"invalid-parameter", "amount"},
		"amount=5m..1m":                      {"invalid-parameter", "amount"},
		"amount=1..2..3":                     {"invalid-parameter", "amount"},
		"amount=-5..":                        {"invalid-parameter", "amount"},
		"amount=1..2[EURO]":                  {"invalid-parameter", "amount"},
		"amount=999999999999999999999999t..": {"invalid-parameter", "amount"},
		"from=yesterday":                     {"invalid-parameter", "from"},
		"from=2025-02-30":                    {"invalid-parameter", "from"},
		"to=2025-01-01T10:00:00Z":            {"invalid-parameter", "to"},
		"from=2025-03&to=2025-02-01":         {"invalid-parameter", "from"},
		"q=a&q=b":                            {"repeated-parameter", "q"},
		"sort=newest&sort=oldest":            {"repeated-parameter", "sort"},
		"q[]=a":                              {"unknown-parameter", "q[]"},
		"Q=a":                                {"unknown-parameter", "Q"},
		"-q=a":                               {"unknown-parameter", "-q"},
		"next=//evil.example":                {"unknown-parameter", "next"},
		"sort=title":                         {"invalid-parameter", "sort"},
		"match=some":                         {"invalid-parameter", "match"},
		"once=twice":                         {"invalid-parameter", "once"},
		"implied=maybe":                      {"invalid-parameter", "implied"},
		"country=Korea":                      {"invalid-parameter", "country"},
		"-month=2025-13":                     {"invalid-parameter", "-month"},
		"amounts=7":                          {"invalid-parameter", "amounts"},
		"amounts=EURO:10":                    {"invalid-parameter", "amounts"},
		"currency=EURO":                      {"invalid-parameter", "currency"},
		"lang=e":                             {"invalid-parameter", "lang"},
		"person=a%00b":                       {"invalid-parameter", "person"},
		"q=%ff":                              {"invalid-parameter", "q"},
		"q=%zz":                              {"invalid-escape", "q"},
		"size=5&q=100%":                      {"invalid-escape", "q"},
		"%zz=1":                              {"invalid-escape", ""},
		"q=a;b":                              {"invalid-escape", "q"},
		"cursor=a%0ab":                       {"invalid-parameter", "cursor"},
		"facet_size=101":                     {"invalid-parameter", "facet_size"},
		"q=" + strings.Repeat("a", 2001):     {"invalid-parameter", "q"},
		strings.Repeat("country=KP&", 51):    {"invalid-parameter", "country"},
	} {
		_, err := index.ParseAddress(raw)
		var e *index.ParameterError
		if !errors.As(err, &e) {
			t.Errorf("%.60s: no error", raw)
			continue
		}
		if e.Code != want.code || e.Parameter != want.parameter || corpus.KindOf(err) != corpus.Invalid {
			t.Errorf("%.60s: got %s %q (%v), want %s %q", raw, e.Code, e.Parameter, corpus.KindOf(err), want.code, want.parameter)
		}
	}
}

func TestAddressIsCanonical(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string]string{
		"":                                   "",
		"q=&from=&to=&sort=relevance&page=1": "",
		"to=2025-02&q=a+b&country=us&country=KP&country=US": "q=a+b&country=KP&country=US&to=2025-02",
		"size=20&facet_size=10&implied=0":                   "",
		"size=0":                                            "size=0",
		"amount=$900,000..5m":                               "amount=900000..5000000",
		"amount=1.5bn[eur]":                                 "amount=1500000000..1500000000%5BEUR%5D",
		"amount=..10k[USD]":                                 "amount=..10000",
		"amounts=usd:10&amounts=EUR:100&currency=eur":       "amounts=10&amounts=EUR:100&currency=EUR",
		"sort=country":                                      "sort=country",
		"q=country:kp":                                      "q=country:kp",
		"-source=b.example&-source=a.example":               "-source=a.example&-source=b.example",
	} {
		r, err := index.ParseAddress(raw)
		if err != nil {
			t.Errorf("%s: %v", raw, err)
			continue
		}
		if got := r.Address(); got != want {
			t.Errorf("%s: got %s, want %s", raw, got, want)
		}
	}
}

func TestToggle(t *testing.T) {
	t.Parallel()
	start, err := index.ParseAddress("q=a&country=KP&page=3")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		got  index.Request
		want string
	}{
		{start.Toggle(index.Countries, "US"), "q=a&country=KP&country=US"},
		{start.Toggle(index.Countries, "KP"), "q=a"},
		{start.Toggle(index.AllCountries, "US"), "q=a&country=KP&country=US"},
		{start.ToggleExcluded(index.Countries, "KP"), "q=a&-country=KP"},
		{start.ToggleExcluded(index.People, "ada"), "q=a&-person=ada&country=KP"},
		{start.ToggleExcluded(index.People, "ada").ToggleExcluded(index.People, "ada"), "q=a&country=KP"},
		{start.ToggleExcluded(index.Countries, "CN").Toggle(index.Countries, "CN"), "q=a&country=CN&country=KP"},
	} {
		if got := c.got.Address(); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
	if got := start.Address(); got != "q=a&country=KP&page=3" {
		t.Errorf("the request itself became %s", got)
	}
}

// What is accepted is written in one form that reads back as the same request.
func FuzzParseAddress(f *testing.F) {
	for _, seed := range []string{"q=a&country=KP&-country=US&page=2", "amount=1.5m..2bn[EUR]&from=2025-01", "size=0&cursor=x", "q=%00;", "q=%e2%80%ae"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		r, err := index.ParseAddress(raw)
		if err != nil {
			return
		}
		written := r.Address()
		again, err := index.ParseAddress(written)
		if err != nil {
			t.Fatalf("%q was written as %q, which is refused: %v", raw, written, err)
		}
		if rewritten := again.Address(); rewritten != written {
			t.Fatalf("%q was written as %q, then as %q", raw, written, rewritten)
		}
		if _, err := url.Parse("/search?" + written); err != nil {
			t.Fatal(err)
		}
	})
}
