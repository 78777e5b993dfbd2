package api_test

import (
	"strings"
	"testing"

	"dateline/corpus"
	"dateline/corpus/clean"
	"dateline/web/api"

	"github.com/google/go-cmp/cmp"
)

// A mention leads back to the words as they were scraped.
func TestMentionsLeadToTheGivenText(t *testing.T) {
	t.Parallel()
	const given = "Written by Published\n\nThe minister met officials of the U.\n\nS. Department of Justice on Monday.\n"
	cleaned := clean.Body(given)
	at := len([]rune(cleaned.Text[:strings.Index(cleaned.Text, "U.S.")]))
	record := corpus.Record{Article: corpus.Article{ID: "a", Body: cleaned.Text, BodyEdits: cleaned.Edits}}
	record.Annotations.Countries = []corpus.Country{{Code: "US", Named: true, Mentions: []corpus.Mention{
		{Field: corpus.FieldBody, Start: at, End: at + 4, Text: "U.S.", Rule: "abbreviation"},
	}}}
	start := strings.Index(given, "U.\n\nS.")
	want := api.Given{Start: start, End: start + len("U.\n\nS."), Text: "U.\n\nS."}
	if diff := cmp.Diff(want, api.NewArticle(&record).Countries[0].Mentions[0].Given); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}
