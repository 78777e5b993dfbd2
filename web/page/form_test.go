package page_test

import (
	"net/url"
	"testing"

	"dateline/index"
	"dateline/web/page"
)

func TestFromForm(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string]string{
		"q=a&amount_min=&amount_max=&amount_currency=&from=": "q=a",
		"amount_min=1m&amount_max=&amount_currency=EUR":      "amount=1000000..%5BEUR%5D",
		"amount_min=&amount_max=5":                           "amount=..5",
		"q=a&sort=relevance":                                 "q=a",
	} {
		values, err := url.ParseQuery(raw)
		if err != nil {
			t.Fatal(err)
		}
		r, err := index.ReadParameters(page.FromForm(values))
		if err != nil {
			t.Errorf("%s: %v", raw, err)
			continue
		}
		if got := r.Address(); got != want || page.Tidy(values, r) {
			t.Errorf("%s: got %s, tidy %v; want %s, false", raw, got, page.Tidy(values, r), want)
		}
	}
}
