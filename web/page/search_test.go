package page

import (
	"testing"

	"dateline/corpus"

	"github.com/google/go-cmp/cmp"
)

func TestHeading(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text    string
		filters []chip
		want    string
	}{
		{" ", nil, "All articles"},
		{" crane  money ", nil, "crane  money"},
		{"crane", []chip{{Kind: "country", Label: "North Korea"}, {Kind: "country", Label: "Taiwan", Not: true}}, "crane, North Korea, not Taiwan"},
		{"", []chip{{Kind: "person", Label: "Tobias Wang"}}, "Tobias Wang"},
	} {
		if got := heading(c.text, c.filters); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestEndsInside(t *testing.T) {
	t.Parallel()
	const body = "It was late, the U.S. Department of Justice said. “It is over.” He left the U.S.\n\nNobody came"
	for _, c := range []struct {
		piece string
		want  bool
	}{
		{"It was late,", true},
		{"It was late, the U.S.", true},
		{"It was late, the U.S. Department of Justice said.", false},
		{"“It is over.”", false},
		{"He left the U.S.", false},
		{"Nobody came", false},
		{"Nobody", true},
	} {
		if got := endsInside(body, c.piece); got != c.want {
			t.Errorf("%q: %v, want %v", c.piece, got, c.want)
		}
	}
}

// An amount in the title and again in the text is one amount to a reader.
func TestSameAmounts(t *testing.T) {
	t.Parallel()
	million := corpus.NewDecimal(1, 6)
	amount := func(q corpus.Qualifier, text, subject string) corpus.Amount {
		return corpus.Amount{Value: &million, Currency: "USD", Qualifier: q, Text: text, Subject: subject, Mentions: []corpus.Mention{{Text: text}}}
	}
	amounts := []corpus.Amount{
		amount(corpus.Exact, "$1m", "fine"), amount(corpus.Over, "over $1 million", ""), amount(corpus.Exact, "$1 million", "the bank paid"),
	}
	at := map[string]bool{anchor("a", 0, 0): true, anchor("a", 1, 0): true, anchor("a", 2, 0): true}
	got := (&Renderer{glossary: plainGlossary{}}).amountFacts(amounts, at)
	if len(got) != 2 || cmp.Diff([]string{"fine", "the bank paid"}, got[0].Details) != "" || got[0].Count != 2 || len(got[0].Mentions) != 2 || got[0].Mentions[1].Number != 2 {
		t.Errorf("listed %+v", got)
	}
	var labels []string
	for _, tag := range amountTags(amounts) {
		labels = append(labels, tag.Label)
	}
	if diff := cmp.Diff([]string{"$1m", "over $1 million"}, labels); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
