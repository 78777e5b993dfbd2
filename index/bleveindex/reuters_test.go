package bleveindex_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"dateline/corpus"
	"dateline/corpus/sharedtest"
	"dateline/index"
	"dateline/index/bleveindex"
)

// BenchmarkReuters indexes a real collection and reports speed and size.
func BenchmarkReuters(b *testing.B) {
	docs, bytes := reuters(b)
	size := int64(0)
	for b.Loop() {
		size = indexed(b, docs)
	}
	b.ReportMetric(float64(len(docs)*b.N)/b.Elapsed().Seconds(), "articles/s")
	b.ReportMetric(float64(size)/float64(bytes), "index/text")
}

// indexed indexes documents and returns the bytes on disk once the index was closed and opened again, which
// removes segments that were merged away.
func indexed(tb testing.TB, docs []index.Document) (size int64) {
	dir := tb.TempDir()
	g := bleveindex.NewGenerations(dir, bleveindex.Options{})
	e, name, err := g.Create(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	for start := 0; start < len(docs); start += 1000 {
		if err := e.Apply(tb.Context(), index.Batch{Upserts: docs[start:min(start+1000, len(docs))]}); err != nil {
			tb.Fatal(err)
		}
	}
	if err := errors.Join(e.Close(), g.Promote(tb.Context(), name)); err != nil {
		tb.Fatal(err)
	}
	if e, _, err = g.Open(tb.Context()); err != nil {
		tb.Fatal(err)
	}
	if err := e.Close(); err != nil {
		tb.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, name, "*"))
	if err != nil {
		tb.Fatal(err)
	}
	for _, f := range files {
		info, err := os.Stat(f)
		if err != nil {
			tb.Fatal(err)
		}
		size += info.Size()
	}
	return size
}

// reuters reads the shared collection; the second result is the bytes of its text.
func reuters(t testing.TB) ([]index.Document, int) {
	t.Helper()
	var docs []index.Document
	bytes := 0
	for _, name := range []string{"reuters.dev.jsonl.gz", "reuters.test.unlabelled.jsonl.gz"} {
		for line := range sharedtest.Lines(t, "data/reuters/"+name) {
			var a struct{ ID, Title, Text, Published string }
			if err := json.Unmarshal(line, &a); err != nil {
				t.Fatal(err)
			}
			published, _ := corpus.ParseISO(a.Published, "test")
			docs = append(docs, index.Document{
				ID: corpus.NewID(corpus.Key(name+a.ID), 0), Title: a.Title, Body: a.Text, Language: "en",
				Published: published, Outlet: "wire.test",
			})
			bytes += len(a.Title) + len(a.Text)
		}
	}
	return docs, bytes
}
