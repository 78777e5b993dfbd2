package extract_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dateline/corpus"
	"dateline/corpus/extract"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

var fetched = time.Date(2025, 1, 15, 12, 0, 0, 0, time.UTC)

// TestPages extracts each page of testdata/pages, whose first line holds the reason and the
// page's address, and compares with the golden file beside it.
func TestPages(t *testing.T) {
	t.Parallel()
	paths, err := filepath.Glob("testdata/pages/*.html")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".html"), func(t *testing.T) {
			t.Parallel()
			page, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			first, _, _ := bytes.Cut(page, []byte("\n"))
			_, address, ok := strings.Cut(strings.TrimSuffix(string(first), " -->"), "url: ")
			if !ok {
				t.Fatal("no url: in the first line")
			}
			p, err := extract.HTML(page, extract.Options{URL: address, Fetched: fetched})
			got := struct {
				extract.Page
				Error string `json:"error,omitempty"`
			}{Page: p}
			if err != nil {
				got.Error = corpus.KindOf(err).String() + ": " + err.Error()
			}
			compareGolden(t, strings.TrimSuffix(path, ".html")+".golden.json", got)
		})
	}
}

func compareGolden(t *testing.T, path string, got any) {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(got); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

func TestDatesNeverAfterFetching(t *testing.T) {
	t.Parallel()
	page := `<html><head><title>Ship sold</title><meta property="article:published_time" content="2025-06-01T00:00:00Z"></head><body>` + strings.Repeat(paragraph, 10) + `</body></html>`
	p, err := extract.HTML([]byte(page), extract.Options{Fetched: fetched})
	if err != nil || p.Published.Known() {
		t.Errorf("published %v, error %v, want an unknown date", p.Published, err)
	}
}
