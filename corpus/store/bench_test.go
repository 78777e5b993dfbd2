package store_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dateline/corpus"
)

const batchSize = 256

// article returns the n-th article of about 1 KB with an original of about 1.3 KB, five people
// of 2,000, two countries and an amount.
func article(n int) corpus.Submission {
	r := rand.New(rand.NewPCG(uint64(n), 1))
	var b strings.Builder
	for b.Len() < 1000 {
		fmt.Fprintf(&b, "%s%c", words[r.IntN(len(words))], " ,. "[r.IntN(4)])
	}
	url := fmt.Sprintf("https://wire.example/2025/%d/story", n)
	value := corpus.NewDecimal(int64(n), 3)
	sub := corpus.Submission{
		Article: corpus.Article{
			ExternalID: fmt.Sprint(n), URL: url, Source: corpus.Source{Domain: "wire.example"},
			Title: fmt.Sprintf("Council meets for the %dth time", n), Body: b.String(), Authors: []string{"Ana Lindqvist"},
			Published: corpus.Date{Time: time.Unix(1.7e9+int64(n), 0).UTC(), Precision: corpus.PrecisionMinute, From: "published"},
			Fetched:   time.Unix(1.71e9, 0).UTC(), Language: "en",
		},
		Original:    corpus.Original{Bytes: fmt.Appendf(nil, `{"id":"%d","url":%q,"text":%q}`, n, url, b.String()), MediaType: "application/json", Name: "wire.jsonl:1"},
		Annotations: corpus.Annotations{Version: "v1", Amounts: []corpus.Amount{{Value: &value, Currency: "USD", Qualifier: corpus.Exact, Text: "$1"}}},
	}
	for i := range 5 {
		name := fmt.Sprintf("Person Number%d", r.IntN(2000))
		sub.Annotations.People = append(sub.Annotations.People, corpus.Person{Name: name, Resolved: true, Mentions: []corpus.Mention{
			{Field: corpus.FieldBody, Start: 10 * i, End: 10*i + len(name), Text: name, Rule: "full"},
			{Field: corpus.FieldBody, Start: 10*i + 300, End: 10*i + 310, Text: name[7:], Rule: "short"},
		}})
	}
	for _, code := range []string{"HU", "SE"} {
		sub.Annotations.Countries = append(sub.Annotations.Countries, corpus.Country{Code: code, Name: code, Named: true, Mentions: []corpus.Mention{
			{Field: corpus.FieldBody, Start: 1, End: 3, Text: code, Rule: "name"}}})
	}
	return sub
}

var words = strings.Fields(`the council of city river bridge north vote money minister said would after before against
	government report million police people water school budget year new old first train harbour strike union market price
	company court law tax energy plan road winter storm election party leader talks border trade oil grain factory workers`)

// batches returns enough batches of articles from the given one on.
func batches(from, count int) [][]corpus.Submission {
	all := make([][]corpus.Submission, count)
	for i := range all {
		for range batchSize {
			all[i] = append(all[i], article(from))
			from++
		}
	}
	return all
}

// BenchmarkPut stores batches of 256 new articles. The aim is 6,000 articles per second.
func BenchmarkPut(b *testing.B) {
	s := open(b, filepath.Join(b.TempDir(), "store.db"))
	put(b, s, batches(0, 20))
	input := batches(20*batchSize, b.N)
	b.ResetTimer()
	put(b, s, input)
	perSecond(b, batchSize)
	st, err := s.Stats(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(st.File)/float64(st.Revisions), "bytes/article")
}

// BenchmarkPutUnchanged stores batches of 256 articles that are there already.
func BenchmarkPutUnchanged(b *testing.B) {
	s := open(b, filepath.Join(b.TempDir(), "store.db"))
	input := batches(0, 20)
	put(b, s, input)
	b.ResetTimer()
	for i := range b.N {
		put(b, s, input[i%20:i%20+1])
	}
	perSecond(b, batchSize)
}

// BenchmarkRecords reads the current state of articles.
func BenchmarkRecords(b *testing.B) {
	s := open(b, filepath.Join(b.TempDir(), "store.db"))
	ids := put(b, s, batches(0, 40))
	rand.New(rand.NewPCG(1, 1)).Shuffle(len(ids), func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
	for _, n := range []int{20, 256, 1000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for i := range b.N {
				from := i * n % (len(ids) - n)
				recs, err := s.Records(b.Context(), ids[from:from+n])
				if err != nil || len(recs) != n {
					b.Fatal(len(recs), err)
				}
			}
			perSecond(b, n)
		})
	}
}

func put(b *testing.B, s corpus.Writer, input [][]corpus.Submission) []corpus.ID {
	b.Helper()
	var ids []corpus.ID
	for _, batch := range input {
		out, err := s.Put(b.Context(), batch)
		if err != nil {
			b.Fatal(err)
		}
		for _, o := range out {
			ids = append(ids, o.ID)
		}
	}
	return ids
}

func perSecond(b *testing.B, n int) {
	b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "articles/s")
}
