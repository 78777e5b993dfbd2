package api_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"dateline/corpus"
	"dateline/index"
	"dateline/index/query"
	"dateline/web/api"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func golden(t *testing.T, name string, v any) {
	t.Helper()
	got, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	got = append(got, '\n')
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func record(t *testing.T) corpus.Record {
	t.Helper()
	published, err := corpus.ParseISO("2025-01", "meta")
	if err != nil {
		t.Fatal(err)
	}
	hi := corpus.NewDecimal(8, 9)
	lo := corpus.NewDecimal(5, 9)
	return corpus.Record{
		Article: corpus.Article{ID: "a1", Revision: 2, Title: "A <ferry>", Body: "Ada paid $5-8 billion.", Published: published,
			Fetched: time.Date(2025, 2, 1, 1, 0, 0, 0, time.FixedZone("", 3600))},
		Annotations: corpus.Annotations{
			Version: "v1", RulesOnly: []string{"people"},
			People: []corpus.Person{{Name: "Ada Example", Titles: []string{"Minister"}, Resolved: true, Mentions: []corpus.Mention{{Field: "body", End: 3, Text: "Ada", Rule: "r", Join: "nearest", Else: []string{"Ada Other"}}}},
				{Name: "Lee"}},
			Countries: []corpus.Country{{Code: "JP", Name: "Japan", Named: true, Centrality: 72}},
			Amounts:   []corpus.Amount{{Per: "year", Value: &lo, Min: &lo, Max: &hi, Currency: "USD", Qualifier: corpus.Between, Text: "$5-8 billion"}},
		},
		People: []corpus.Resolved{{Person: 0, ID: "ada-example", Rule: "full name"}, {Person: 7, ID: "lost"}},
		Seq:    12,
	}
}

func TestNewReply(t *testing.T) {
	t.Parallel()
	golden(t, "reply.json", api.NewReply(&index.Response{
		Query: &query.Query{Text: "ferry -x", Root: query.And{Nodes: []query.Node{query.Word{Text: "ferry"}, query.Not{Node: query.Word{Text: "x"}}}}},
		Words: []index.Word{{Text: "ferry"}}, Total: 41, Took: 1234 * time.Microsecond, Next: 2, Cursor: "abc", Sort: index.ByCountry, About: []string{"JP"}, Match: index.MatchAll,
		Results: []index.Result{{Record: record(t), Score: 2.5, Title: index.Snippet{Text: "A <ferry>", Marks: []index.Span{{Start: 3, End: 8}}},
			Snippets: []index.Snippet{{Text: "Ada paid", Cut: true}}}},
		Facets: []index.FacetCounts{{Facet: index.AllCountries, Values: []index.FacetValue{{Value: "JP", Label: "Japan", Count: 4, Excluded: true}}},
			{Facet: index.Months}},
		Position: index.Position{Store: "u", Seq: 12}, Generation: "gen-1", Documents: 99,
	}))
}

func TestEmptyReply(t *testing.T) {
	t.Parallel()
	golden(t, "empty.json", api.NewReply(&index.Response{}))
}

func TestNewArticle(t *testing.T) {
	t.Parallel()
	r := record(t)
	golden(t, "article.json", api.NewArticle(&r))
}
