package extract_test

import (
	"encoding/json"
	"path/filepath"
	"testing"

	"dateline/corpus/sharedtest"
)

// sharedPage is a page of the shared data.
type sharedPage struct {
	name, url string
	html      []byte
}

// sharedPages returns the article pages of the shared data.
func sharedPages(t testing.TB) []sharedPage {
	t.Helper()
	var all []sharedPage
	for _, set := range []string{"aeb.dev", "fundus.en.dev", "newspaper4k", "readability"} {
		for line := range sharedtest.Lines(t, "data/extraction/"+set+".jsonl.gz") {
			var record struct{ ID, URL, HTML string }
			if err := json.Unmarshal(line, &record); err != nil {
				t.Fatal(err)
			}
			page := readGzip(t, sharedtest.Path(t, filepath.Join("data", record.HTML)))
			all = append(all, sharedPage{name: set + "/" + record.ID, url: record.URL, html: page})
		}
	}
	return all
}
