package extract_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"dateline/corpus/extract"
	"dateline/corpus/sharedtest"
)

// TestQuality measures titles, days and authors on publishers' pages with known answers and fails where
// they fall below what was once reached.
func TestQuality(t *testing.T) {
	shared := sharedtest.Path(t, ".")
	f, err := os.Open(filepath.Join(shared, "data/extraction/fundus.en.dev.jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var pages, titles, days, hit, given, wanted int
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var gold struct {
			URL, HTML, Title, Date string
			Authors                []string
		}
		if err := json.Unmarshal(lines.Bytes(), &gold); err != nil {
			t.Fatal(err)
		}
		p, err := extract.HTML(readGzip(t, filepath.Join(shared, "data", gold.HTML)), extract.Options{URL: gold.URL})
		if err != nil {
			t.Errorf("%s: %v", gold.URL, err)
			continue
		}
		pages++
		if letters(p.Title) == letters(gold.Title) {
			titles++
		}
		if len(gold.Date) >= 10 && (p.Published.Time.Format("2006-01-02") == gold.Date[:10] || p.Published.Time.UTC().Format("2006-01-02") == gold.Date[:10]) {
			days++
		}
		want := map[string]bool{}
		for _, a := range gold.Authors {
			want[letters(a)] = true
		}
		for _, a := range p.Authors {
			if want[letters(a)] {
				hit++
			}
		}
		given += len(p.Authors)
		wanted += len(gold.Authors)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	n := float64(pages)
	title, day, author := float64(titles)/n, float64(days)/n, 2*float64(hit)/float64(given+wanted)
	t.Logf("%d pages: titles %.3f, days %.3f, authors F1 %.3f", pages, title, day, author)
	if title < 0.94 || day < 0.99 || author < 0.96 {
		t.Errorf("titles %.3f, days %.3f, authors %.3f; want 0.94, 0.99, 0.96", title, day, author)
	}
}

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

func readGzip(t testing.TB, path string) []byte {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
