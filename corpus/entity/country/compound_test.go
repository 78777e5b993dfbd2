package country_test

import (
	"testing"

	"dateline/corpus"
	"dateline/corpus/entity/country"
)

// A combining form and its adjective are countries, even where they were taken for a surname.
func TestCompoundInsidePeople(t *testing.T) {
	t.Parallel()
	f, err := country.New()
	if err != nil {
		t.Fatal(err)
	}
	people := []corpus.Person{{Name: "Anglo-Irish", Mentions: []corpus.Mention{{Field: corpus.FieldBody, Start: 6, End: 17, Text: "Anglo-Irish"}}}}
	got := ""
	for _, c := range f.Find("", "Ties: Anglo-Irish; others", people) {
		got += c.Code + " "
	}
	if got != "GB IE " {
		t.Errorf("found %q", got)
	}
}
