package extract_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline/corpus"
	"dateline/corpus/extract"
)

// TestKinds gives the pages of testdata/kinds. The first line of each holds its class, its address and what is odd about
// it: <!-- class: index page | url: https://… | a list of galleries -->.
func TestKinds(t *testing.T) {
	t.Parallel()
	paths, err := filepath.Glob("testdata/kinds/*.html")
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
			want, address := kindCase(t, string(page))
			p, err := extract.HTML(page, extract.Options{URL: address, Fetched: fetched})
			got := "article"
			if not, ok := errors.AsType[*extract.NotArticle](err); ok {
				got = not.Class
				if corpus.KindOf(err) != corpus.Invalid || not.Reason == "" {
					t.Errorf("error %v of kind %v, want a reason and Invalid", err, corpus.KindOf(err))
				}
			} else if err != nil {
				t.Fatal(err)
			}
			if got != want {
				t.Errorf("%s, want %s; error %v, text %.200q", got, want, err, p.Text)
			}
		})
	}
}

func kindCase(t *testing.T, page string) (class, address string) {
	t.Helper()
	first, _, _ := strings.Cut(page, "\n")
	fields := strings.Split(strings.TrimSuffix(strings.TrimPrefix(first, "<!--"), "-->"), " | ")
	if len(fields) != 3 {
		t.Fatalf("the first line has %d fields, want 3: %s", len(fields), first)
	}
	class, ok := strings.CutPrefix(strings.TrimSpace(fields[0]), "class: ")
	address, found := strings.CutPrefix(fields[1], "url:")
	if !ok || !found {
		t.Fatalf("no class or no url in the first line: %s", first)
	}
	return class, strings.TrimSpace(address)
}

// TestArticlesAreKept gives pages of publishers that are articles by other people's word.
func TestArticlesAreKept(t *testing.T) {
	noStory := map[string]bool{"readability/js-link-replacement": true} // three words in a link
	for _, page := range sharedPages(t) {
		if noStory[page.name] {
			continue
		}
		_, err := extract.HTML(page.html, extract.Options{URL: page.url})
		if not, ok := errors.AsType[*extract.NotArticle](err); ok {
			t.Errorf("%s (%s) is refused: %v", page.name, page.url, not)
		}
	}
}
