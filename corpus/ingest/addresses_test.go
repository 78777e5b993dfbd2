package ingest_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/corpus"
	"dateline/corpus/ingest"
)

// A page that states another canonical address of its site is kept under that, and its own address beside it.
func TestAddresses(t *testing.T) {
	t.Parallel()
	const text = "<article><h1>Night ferry stops</h1><p>The ferry company said on Tuesday that it will stop its night service between Halvik and the islands at the end of the month.</p>" +
		"<p>Falling numbers of passengers and the price of fuel left it no choice, its director told reporters in the harbour office on Tuesday.</p></article>"
	for name, c := range map[string]struct {
		given, canonical string
		url              string
		addresses        []string
	}{
		"another":        {"https://m.daily.example/ferry?utm_source=x", "https://www.daily.example/ferry", "https://www.daily.example/ferry", []string{"https://m.daily.example/ferry"}},
		"the same":       {"https://www.daily.example/ferry#top", "https://www.daily.example/ferry", "https://www.daily.example/ferry", nil},
		"none":           {"https://www.daily.example/ferry", "", "https://www.daily.example/ferry", nil},
		"only canonical": {"", "https://www.daily.example/ferry", "https://www.daily.example/ferry", nil},
		"no address":     {"mailto:desk@daily.example", "https://www.daily.example/ferry", "https://www.daily.example/ferry", nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			page := "<html><head><title>Night ferry stops</title>"
			if c.canonical != "" {
				page += `<link rel="canonical" href="` + c.canonical + `">`
			}
			page += "</head><body>" + text + "</body></html>"
			got, err := ingester(t, ingest.Config{}).Prepare(corpus.Raw{URL: c.given, HTML: []byte(page), Original: corpus.Original{Bytes: []byte(page)}})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.addresses, got.Addresses); diff != "" || got.Article.URL != c.url {
				t.Errorf("%s %s", got.Article.URL, diff)
			}
		})
	}
}
