package web_test

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"dateline/corpus"
	"dateline/index"
)

func sortValues(values []index.FacetValue) {
	slices.SortFunc(values, func(a, b index.FacetValue) int {
		return cmp.Or(b.Count-a.Count, strings.Compare(a.Value, b.Value))
	})
}

// sample returns invented articles with every kind of fact.
func sample(t *testing.T) []corpus.Record {
	t.Helper()
	published := func(s string) corpus.Date {
		if s == "" {
			return corpus.Date{}
		}
		d, err := corpus.ParseISO(s, "test")
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	wire := corpus.Source{Domain: "harbour-wire.example", Name: "Harbour Wire", Country: "GB"}
	courier := corpus.Source{Domain: "courier.example", Name: "The Inland Courier"}
	records := []corpus.Record{
		{Article: corpus.Article{
			ID: "a1", Revision: 2, ExternalID: "w-1", URL: "https://harbour-wire.example/2025/ferry", Source: wire, Language: "en",
			Title: "Ferry deal between Norland and Japan falls apart over $4 million", Authors: []string{"Ada Example"},
			Body: "OSAKA (Harbour Wire) — The ferry deal that Mira Tolvanen signed last spring is off. Japan wanted over $900,000 more for the harbour, " +
				"and Tolvanen would not pay.\n\nThe port of Lima had promised two berths. Mr. Lee, who could be either brother, gave no reason. “We are back where we began,” Tolvanen said.\n\n" +
				"Officials in Chile, who watched the talks, put the loss at $5–8 billion over ten years.",
			Published: published("2025-01-23T09:30:00Z"), Fetched: now,
		}, Seq: 9},
		{Article: corpus.Article{
			ID: "b2", Revision: 1, Source: courier, Language: "de", Title: "Hafen: Japan zahlt 2 Millionen Euro",
			Body: "Japan zahlt nun doch. Mira Tolvanen bestätigte die Summe von 2 Millionen Euro am Montag.", Published: published("2025-01"),
		}, Seq: 4},
		{Article: corpus.Article{
			ID: "c3", Revision: 1, Source: corpus.Source{Domain: "night.example"}, Language: "ar", Title: "اتفاق العبارات مع اليابان",
			Body: "أعلنت اليابان اتفاقا جديدا.", Published: published(""),
		}, Seq: 5},
	}
	annotate(&records[0], "Mira Tolvanen|Tolvanen", "Lee", map[string]string{"JP": "Japan", "CL": "Chile", "PE": "Peru"},
		map[string]int64{"$4 million": 4_000_000, "over $900,000": 900_000, "$5–8 billion": 5_000_000_000})
	annotate(&records[1], "Mira Tolvanen", "", map[string]string{"JP": "Japan"}, nil)
	for i := range records {
		records[i].Source = records[i].Article.Source
	}
	return records
}

// annotate marks facts wherever their text stands. Peru is only implied, by Lima.
func annotate(r *corpus.Record, person, unclear string, countries map[string]string, amounts map[string]int64) {
	names := strings.Split(person, "|")
	r.Annotations.Version = "test-1"
	r.Annotations.People = []corpus.Person{{Name: names[0], Variants: names[1:], Resolved: true, Mentions: mentions(r, names...)}}
	r.People = []corpus.Resolved{{Person: 0, ID: "mira-tolvanen", Rule: "full name"}}
	if unclear != "" {
		r.Annotations.People = append(r.Annotations.People, corpus.Person{Name: unclear, Mentions: mentions(r, unclear)})
	}
	for _, code := range []string{"JP", "CL", "PE"} {
		if name, ok := countries[code]; ok {
			text := name
			if code == "PE" {
				text = "Lima"
			}
			r.Annotations.Countries = append(r.Annotations.Countries,
				corpus.Country{Code: code, Name: name, Named: text == name, Mentions: mentions(r, text)})
		}
	}
	for _, text := range []string{"$4 million", "over $900,000", "$5–8 billion"} {
		n, ok := amounts[text]
		if !ok {
			continue
		}
		v := corpus.NewDecimal(n, 0)
		a := corpus.Amount{Value: &v, Currency: "USD", Qualifier: corpus.Exact, Text: text, Mentions: mentions(r, text)}
		switch {
		case strings.HasPrefix(text, "over"):
			a.Qualifier, a.Subject = corpus.Over, "more for the harbour"
		case strings.Contains(text, "–"):
			hi := corpus.NewDecimal(8, 9)
			a.Qualifier, a.Min, a.Max, a.Subject = corpus.Between, &v, &hi, "the loss over ten years"
		}
		r.Annotations.Amounts = append(r.Annotations.Amounts, a)
	}
}

func mentions(r *corpus.Record, names ...string) []corpus.Mention {
	var out []corpus.Mention
	for _, f := range []struct {
		field corpus.Field
		text  string
	}{{corpus.FieldTitle, r.Article.Title}, {corpus.FieldBody, r.Article.Body}} {
		for _, name := range names {
			for from := 0; ; {
				i := strings.Index(f.text[from:], name)
				if i < 0 {
					break
				}
				start := len([]rune(f.text[:from+i]))
				out = append(out, corpus.Mention{Field: f.field, Start: start, End: start + len([]rune(name)), Text: name, Rule: "name"})
				from += i + len(name)
			}
		}
	}
	return out
}
