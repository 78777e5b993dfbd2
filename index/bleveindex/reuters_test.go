package bleveindex_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"dateline/corpus"
	"dateline/index"
	"dateline/index/bleveindex"
)

// TestReuters indexes a real collection and states its speed and size, which may be 2.5 times that of its text, half of it positions and surfaces.
func TestReuters(t *testing.T) {
	docs, bytes := reuters(t)
	dir := t.TempDir()
	e, name, err := bleveindex.NewGenerations(dir, bleveindex.Options{}).Create(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	for start := 0; start < len(docs); start += 1000 {
		b := index.Batch{Upserts: docs[start:min(start+1000, len(docs))], Position: index.Position{Store: "s", Seq: corpus.Seq(start + 1)}}
		if err := e.Apply(t.Context(), b); err != nil {
			t.Fatal(err)
		}
	}
	took := time.Since(began)
	g := bleveindex.NewGenerations(dir, bleveindex.Options{})
	if err := errors.Join(e.Close(), g.Promote(t.Context(), name)); err != nil {
		t.Fatal(err)
	}
	if e, _, err = g.Open(t.Context()); err != nil { // which removes segments that were merged away
		t.Fatal(err)
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	size := int64(0)
	files, err := filepath.Glob(filepath.Join(dir, name, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		info, err := os.Stat(f)
		if err != nil {
			t.Fatal(err)
		}
		size += info.Size()
	}
	t.Logf("%d articles, %.1f MB of text, %.0f articles/s, index %.1f MB: %.2f of the text",
		len(docs), float64(bytes)/1e6, float64(len(docs))/took.Seconds(), float64(size)/1e6, float64(size)/float64(bytes))
	if size > int64(bytes)*5/2 {
		t.Errorf("the index has %d bytes for %d of text", size, bytes)
	}
}

// reuters reads the shared collection; the second result is the bytes of its text.
func reuters(t *testing.T) ([]index.Document, int) {
	t.Helper()
	var docs []index.Document
	bytes := 0
	for _, name := range []string{"reuters.dev.jsonl.gz", "reuters.test.unlabelled.jsonl.gz"} {
		f, err := os.Open(filepath.Join(shared(t), "data", "reuters", name))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		z, err := gzip.NewReader(f)
		if err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(z)
		lines.Buffer(nil, 16<<20)
		for lines.Scan() {
			var a struct{ ID, Title, Text, Published string }
			if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
				t.Fatal(err)
			}
			published, _ := corpus.ParseISO(a.Published, "test")
			docs = append(docs, index.Document{
				ID: corpus.NewID(corpus.Key(name+a.ID), 0), Title: a.Title, Body: a.Text, Language: "en",
				Published: published, Source: corpus.Source{Domain: "wire.test"},
			})
			bytes += len(a.Title) + len(a.Text)
		}
		if err := lines.Err(); err != nil {
			t.Fatal(err)
		}
	}
	return docs, bytes
}

// shared returns the folder of shared data, or skips the test where there is none.
func shared(t *testing.T) string {
	t.Helper()
	if dir := os.Getenv("DATELINE_SHARED"); dir != "" {
		return dir
	}
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
	}
	found := filepath.Join(dir, "..", "shared")
	if _, err := os.Stat(found); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip("no shared data: ", err)
	}
	return found
}
