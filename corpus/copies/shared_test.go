package copies_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/corpus"
	"dateline/corpus/copies"
	"dateline/corpus/sharedtest"
)

var update = flag.Bool("update", false, "rewrite the figures in testdata")

// printed is an article of the shared data with its print.
type printed struct {
	id, story string
	published int64
	print     *copies.Print
}

func sharedArticles(t *testing.T, names ...string) []printed {
	t.Helper()
	var all []printed
	for _, name := range names {
		for line := range sharedtest.Lines(t, name) {
			var r struct{ ID, Title, Text, Published, Story string }
			if err := json.Unmarshal(line, &r); err != nil {
				t.Fatal(err)
			}
			published, _ := corpus.ParseISO(r.Published, "") // unknown where there is none
			all = append(all, printed{r.ID, r.Story, copies.PublishedAt(published), printOf(r.Title, r.Text)})
		}
	}
	return all
}

// near returns the pairs of texts that share a band and may be copies.
func near(all []printed) (texts map[int64]*copies.Text, pairs [][2]*printed) {
	texts = map[int64]*copies.Text{}
	first := map[int64]*printed{}
	bands := map[int64][]int64{}
	for i := range all {
		p := &all[i]
		t := &copies.Text{Published: p.published, First: corpus.ID(p.id)}
		switch known := texts[p.print.Hash]; {
		case p.print.Hash == 0:
		case known == nil:
			texts[p.print.Hash], first[p.print.Hash] = t, p
			for _, b := range p.print.Bands {
				bands[b] = append(bands[b], p.print.Hash)
			}
		case t.Compare(known) < 0:
			*known = *t
		}
	}
	seen := map[[2]int64]bool{}
	for _, hashes := range bands {
		for i, a := range hashes {
			for _, b := range hashes[:i] {
				pair := [2]int64{min(a, b), max(a, b)}
				is := copies.Compare(first[a].print, first[b].print)
				if seen[pair] || is.Days == 0 {
					continue
				}
				seen[pair] = true
				texts[a].Near = append(texts[a].Near, copies.Near{Text: b, Days: is.Days})
				texts[b].Near = append(texts[b].Near, copies.Near{Text: a, Days: is.Days})
				pairs = append(pairs, [2]*printed{first[a], first[b]})
			}
		}
	}
	return texts, pairs
}

// TestSharedFigures counts the copies in real news: changed figures show what a change of rules does. The articles
// of ECB+ come with the event that each is about: none may be a copy of one about another event.
func TestSharedFigures(t *testing.T) {
	t.Parallel()
	var figures strings.Builder
	for name, files := range map[string][]string{
		"reuters": {"data/reuters/reuters.dev.jsonl.gz", "data/reuters/reuters.test.unlabelled.jsonl.gz"},
		"ecb":     {"data/stories/ecb.jsonl.gz"},
		"time":    {"data/time/docs.jsonl.gz"},
	} {
		all := sharedArticles(t, files...)
		texts, pairs := near(all)
		joined := 0
		for text, leader := range copies.Lead(texts) {
			if text != leader {
				joined++
			}
		}
		carrying := 0
		for _, p := range all {
			if p.print.Hash != 0 {
				carrying++
			}
			if name == "ecb" && p.story == "" {
				t.Errorf("%s: no story", p.id)
			}
		}
		for _, p := range pairs {
			if p[0].story != p[1].story {
				t.Errorf("%s and %s are of different stories", p[0].id, p[1].id)
			}
		}
		fmt.Fprintf(&figures, "%s: %d articles, %d with a text, %d texts, %d pairs near, %d texts that another stands for\n",
			name, len(all), carrying, len(texts), len(pairs), joined)
	}
	compareFigures(t, figures.String())
}

func compareFigures(t *testing.T, got string) {
	t.Helper()
	lines := strings.SplitAfter(strings.TrimSpace(got)+"\n", "\n")
	slices.Sort(lines)
	got = strings.Join(lines, "")
	golden := filepath.Join("testdata", "shared.txt")
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("figures (-want +got), or -update:\n%s", diff)
	}
}
