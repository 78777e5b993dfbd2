package indextest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"dateline/corpus"
	"dateline/index"
	"dateline/index/query"
)

// Benchmarks measures an engine on a made collection like a wire's: 20,000 articles of 150 words with
// Zipf-distributed vocabulary, and facets on each.
func Benchmarks(b *testing.B, open func(testing.TB) index.Engine) {
	const documents, batch = 20_000, 1000
	made := madeDocuments(documents)
	b.Run("apply", func(b *testing.B) {
		e := open(b)
		n := 0
		for b.Loop() {
			start := n * batch % documents
			if err := e.Apply(b.Context(), index.Batch{Upserts: made[start : start+batch]}); err != nil {
				b.Fatal(err)
			}
			n++
		}
		b.ReportMetric(float64(n*batch)/b.Elapsed().Seconds(), "docs/s")
	})
	e := open(b)
	for start := 0; start < documents; start += batch {
		if err := e.Apply(b.Context(), index.Batch{Upserts: made[start : start+batch]}); err != nil {
			b.Fatal(err)
		}
	}
	s, err := e.Snapshot(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	for _, c := range benchSearches() {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				if _, err := s.Search(context.Background(), c.search); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

type benchSearch struct {
	name   string
	search index.Search
}

func benchSearches() []benchSearch {
	facets := map[index.Facet]int{}
	for _, f := range index.Facets() {
		facets[f] = 10
	}
	word := func(n int) query.Node { return query.Word{Text: vocabulary(n)} }
	selected := []index.Selection{{Facet: index.Countries, Include: []string{"AA"}}}
	many := make([]query.Node, 50)
	for i := range many {
		many[i] = word(i * 7)
	}
	return []benchSearch{
		{"all_facets", index.Search{Query: query.All{}, Facets: facets, Sort: index.ByNewest, Size: 20}},
		{"all_no_facets", index.Search{Query: query.All{}, Sort: index.ByNewest, Size: 20}},
		{"all_selected", index.Search{Query: query.All{}, Facets: facets, Selections: selected, Sort: index.ByAmount, Size: 20}},
		{"word_about_country", index.Search{Query: word(3), Facets: facets, Selections: selected, About: []string{"AA"}, Sort: index.ByRelevance, Size: 20}},
		{"common_word", index.Search{Query: word(3), Facets: facets, Sort: index.ByRelevance, Size: 20}},
		{"rare_word", index.Search{Query: word(4000), Facets: facets, Sort: index.ByRelevance, Size: 20}},
		{"three_words", index.Search{Query: query.And{Nodes: []query.Node{word(5), word(50), word(200)}}, Facets: facets, Sort: index.ByRelevance, Size: 20}},
		{"phrase", index.Search{Query: query.Phrase{Text: vocabulary(1) + " " + vocabulary(2)}, Facets: facets, Sort: index.ByRelevance, Size: 20}},
		{"prefix", index.Search{Query: query.Prefix{Text: "wo"}, Facets: facets, Sort: index.ByRelevance, Size: 20}},
		{"fifty_words_any", index.Search{Query: query.Or{Nodes: many}, Facets: facets, Sort: index.ByRelevance, Size: 20}},
	}
}

func vocabulary(n int) string {
	const letters = "bcdfghjklmnprstvwz"
	var b strings.Builder
	for n = n + 37; n > 0; n /= len(letters) {
		b.WriteByte(letters[n%len(letters)])
		b.WriteByte("aeiou"[n%5])
	}
	return b.String()
}

func madeDocuments(n int) []index.Document {
	r := rand.New(rand.NewPCG(1, 2))
	zipf := rand.NewZipf(r, 1.1, 4, 30_000)
	text := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteString(vocabulary(int(zipf.Uint64())))
			b.WriteByte(' ')
		}
		return b.String()
	}
	docs := make([]index.Document, n)
	for i := range docs {
		value := corpus.NewDecimal(int64(r.IntN(9_000_000)+1), int32(r.IntN(4)))
		docs[i] = index.Document{
			ID: ID(i), Title: text(8), Body: text(150), Language: "en", URL: fmt.Sprintf("https://example.org/%d/%d", r.IntN(30), i),
			Outlet:    fmt.Sprintf("s%d.example", r.IntN(50)),
			Published: corpus.Date{Time: time.Date(2024, 1, 1, 0, r.IntN(700_000), 0, 0, time.UTC), Precision: corpus.PrecisionMinute},
			Amounts:   []index.Amount{{Currency: "USD", Value: value, Min: &value, Max: &value}},
		}
		for range 3 {
			p := fmt.Sprintf("person-%d", zipf.Uint64())
			docs[i].People = append(docs[i].People, index.Person{ID: corpus.PersonID(p), Names: []string{p}})
			code := string(rune('A'+r.IntN(12))) + string(rune('A'+r.IntN(12)))
			docs[i].Countries = append(docs[i].Countries, index.Country{Code: code, Named: true, Centrality: 1 + r.IntN(100)})
		}
	}
	return docs
}
