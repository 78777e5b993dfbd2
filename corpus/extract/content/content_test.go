package content_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"dateline/corpus/extract/content"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestPages finds the text of each page of testdata, whose first line holds the reason, with and without a second
// opinion, and compares with the paragraphs in the file beside it. Where the two differ the second is in a .heavy.txt.
func TestPages(t *testing.T) {
	t.Parallel()
	paths, err := filepath.Glob("testdata/*.html")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), ".html")
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			page, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			doc := parse(t, string(page))
			got := find(doc, false)
			golden := strings.TrimSuffix(path, ".html")
			compare(t, golden+".txt", got)
			if heavy := find(doc, true); heavy != got || exists(golden+".heavy.txt") {
				compare(t, golden+".heavy.txt", heavy)
			}
		})
	}
}

func find(doc *html.Node, heavy bool) string {
	var title string
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.Data == "title" && n.FirstChild != nil {
			title = n.FirstChild.Data
			break
		}
	}
	return strings.Join(content.Find(doc, content.Options{Title: title, Heavy: heavy}), "\n\n") + "\n"
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func compare(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

func parse(t testing.TB, page string) *html.Node {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Skip(err)
	}
	return doc
}

// TestStatedText gives pages together with the text that their metadata states.
func TestStatedText(t *testing.T) {
	t.Parallel()
	const first, second = "The harbour council of Ostmark voted on Monday to sell its last ferry, ending a service that began ninety years ago.",
		"Council leader Dora Lindqvist said that the ship, built in 1987, had cost the town more than it earned in each of the past six winters, and that nobody could go on like that."
	third := strings.Repeat("Fishermen who rely on the crossing objected and marched to the square. ", 3)
	third = strings.TrimSpace(third)
	stated := first + "\n" + second + "\n\n" + third
	for _, c := range []struct {
		name, page, body string
		want             []string
	}{
		{"scripts fill the page", "<div id=root>Loading ...</div>", stated, []string{first, second, third}},
		{"a teaser alone", "<h1>Ferry</h1><p>" + first + "</p>", stated, []string{first, second, third}},
		{"the page has it all", "<p>" + first + "<p>" + second + "<p>" + third + "<p>" + first + " It will be missed.", stated, []string{first, second, third, first + " It will be missed."}},
		{"too short to count", "<div id=root>Loading the article now.</div>", "A short note.", []string{"Loading the article now."}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := content.Find(parse(t, c.page), content.Options{Body: c.body})
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestHeavyPages gives pages that are made to take time: each has to be done in time linear in its size.
func TestHeavyPages(t *testing.T) {
	const paragraph = "<p>The ship sailed on Monday, said the harbour council in a statement.</p>"
	const patience = 20 * time.Second // a second on an idle core
	for name, page := range map[string]string{
		"pictures in a line":   "<p>" + strings.Repeat("<img src=a> ", 200_000) + strings.Repeat(paragraph, 10),
		"one long line":        "<p>" + strings.Repeat("The ship sailed. ", 200_000),
		"a line of one word":   "<p>" + strings.Repeat("ก", 700_000),
		"nested furniture":     strings.Repeat("<span class=share>", 400) + strings.Repeat("<i>x</i>", 100_000) + strings.Repeat(paragraph, 10),
		"nested articles":      strings.Repeat("<article class=related>", 400) + strings.Repeat(paragraph, 20_000),
		"articles in a row":    strings.Repeat("<article><h1>Ship</h1>"+paragraph+"</article>", 20_000),
		"short labels":         strings.Repeat("<div>Read more</div>", 100_000) + strings.Repeat(paragraph, 10),
		"a class of much text": strings.Repeat("<div class='"+strings.Repeat("share ", 500)+"'>x</div>", 1_000) + strings.Repeat(paragraph, 10),
	} {
		t.Run(name, func(t *testing.T) {
			doc := parse(t, page)
			start := time.Now()
			got := content.Find(doc, content.Options{Title: "Ship", Heavy: true})
			if took := time.Since(start); took > patience {
				t.Errorf("took %v", took)
			} else {
				t.Logf("took %v, %d paragraphs", took, len(got))
			}
		})
	}
}

// FuzzFind: whatever the tree, Find ends, and its paragraphs are text of the page in one line each, none of them twice if it is long.
func FuzzFind(f *testing.F) {
	paths, err := filepath.Glob("testdata/*.html")
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range paths {
		page, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(page), "Town sells its last ferry", "")
	}
	f.Fuzz(func(t *testing.T, page, title, body string) {
		doc := parse(t, page)
		for _, heavy := range []bool{false, true} {
			size := 0
			for _, p := range content.Find(doc, content.Options{Title: title, Body: body, Heavy: heavy}) {
				if p == "" || strings.TrimSpace(p) != p || strings.Contains(p, "\n") {
					t.Fatalf("paragraph %q", p)
				}
				size += len(p)
			}
			if utf8.ValidString(page) && size > 2*len(page)+len(body)*2 {
				t.Fatalf("%d bytes of text in %d of page", size, len(page))
			}
		}
	})
}
