package extract_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode"

	"dateline/corpus/extract"
	"dateline/corpus/sharedtest"
)

// TestBodyQuality measures bodies on pages with known text by runs of four words, as means over the pages, and
// fails where they fall below what was once reached.
func TestBodyQuality(t *testing.T) {
	for _, c := range []struct {
		set  string
		want float64
	}{
		{"aeb.dev", 0.980},
		{"fundus.en.dev", 0.982},
		{"newspaper4k", 0.970},
	} {
		t.Run(c.set, func(t *testing.T) {
			t.Parallel()
			var precision, recall, pages float64
			for line := range sharedtest.Lines(t, "data/extraction/"+c.set+".jsonl.gz") {
				var gold struct {
					ID, URL, HTML string
					Bodies        []string
				}
				if err := json.Unmarshal(line, &gold); err != nil {
					t.Fatal(err)
				}
				page, err := extract.HTML(readGzip(t, sharedtest.Path(t, "data/"+gold.HTML)), extract.Options{URL: gold.URL})
				if err != nil {
					t.Errorf("%s: %v", gold.ID, err)
				}
				p, r := bestMatch(gold.Bodies, page.Text)
				precision += p
				recall += r
				pages++
			}
			precision, recall = precision/pages, recall/pages
			f1 := 2 * precision * recall / (precision + recall)
			t.Logf("%.0f pages: precision %.3f, recall %.3f, F1 %.3f", pages, precision, recall, f1)
			if f1 < c.want {
				t.Errorf("F1 %.3f, want %.3f", f1, c.want)
			}
		})
	}
}

// bestMatch returns precision and recall against the reading of the body that suits best.
func bestMatch(bodies []string, found string) (precision, recall float64) {
	have := runs(found)
	for _, body := range bodies {
		want := runs(body)
		common := 0
		for run, n := range want {
			common += min(n, have[run])
		}
		p, r := float64(common)/max(1, float64(total(have))), float64(common)/max(1, float64(total(want)))
		if p+r > precision+recall {
			precision, recall = p, r
		}
	}
	return precision, recall
}

// runs counts the runs of four words of a text.
func runs(text string) map[string]int {
	words := strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '_'
	})
	counts := map[string]int{}
	for i := range words {
		if i == 0 || i+4 <= len(words) {
			counts[strings.Join(words[i:min(len(words), i+4)], " ")]++
		}
	}
	return counts
}

func total(counts map[string]int) int {
	n := 0
	for _, c := range counts {
		n += c
	}
	return n
}
