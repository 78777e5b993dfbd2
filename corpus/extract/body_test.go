package extract_test

import (
	"strings"
	"testing"

	"dateline/corpus/extract"
)

// TestStatedBody gives pages that scripts fill, whose JSON-LD holds the text in several forms.
func TestStatedBody(t *testing.T) {
	t.Parallel()
	const first = "The harbour council of Ostmark voted on Monday to sell its last ferry, ending a service that began ninety years ago."
	second := strings.TrimSpace(strings.Repeat("Fishermen who rely on the crossing objected and marched to the square. ", 4))
	for name, body := range map[string]string{
		"lines":        first + `\n\n` + second,
		"HTML":         `<p>` + first + `<\/p><p>` + second + `<\/p>`,
		"escaped HTML": `&lt;p&gt;` + first + `&lt;/p&gt;&lt;p&gt;` + second + `&lt;/p&gt;`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			page := `<html><head><title>Town sells its last ferry</title><script type="application/ld+json">{"@type": "NewsArticle", "headline": "Town sells its last ferry",
				"datePublished": "2025-01-06T10:00:00Z", "articleBody": "` + body + `"}</script></head><body><div id="root">Loading ...</div></body></html>`
			p, err := extract.HTML([]byte(page), extract.Options{URL: "https://harbourpost.example/ferry", Fetched: fetched})
			if err != nil {
				t.Fatal(err)
			}
			if want := first + "\n\n" + second; p.Text != want {
				t.Errorf("text %q, want %q", p.Text, want)
			}
		})
	}
}
