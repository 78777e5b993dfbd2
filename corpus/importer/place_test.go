package importer_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dateline/corpus/importer"
)

// TestPlaceOfEachItem: every item has a place of its own, and its file is known from it.
func TestPlaceOfEachItem(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "Wow!")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{
		"Wow! News: 5.xml": `<rss version="2.0"><channel><title>Wow</title><item><title>Ferry</title></item><item></item><item><title>Bridge</title></item></channel></rss>`,
		"Wow! News: 6.json": "[{\"title\":\"Ferry\",\"text\":\"It sails.\"},{\"title\":\"Bridge\",\"text\":\"It is open.\"},\n" +
			"{\"title\":\"Pier\",\"text\":\"It is shut.\"}]",
		"!": "Tide\n\nHigh water is at noon.",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	for _, r := range read(t, importer.Options{}, nil, dir) {
		place, line := r.Raw.Place, r.Raw.Line
		if r.Aside != nil {
			place, line = r.Aside.Place, r.Aside.Line
		}
		got = append(got, strings.TrimPrefix(place, strings.ReplaceAll(dir, "!", `\!`)+"/"))
		if file := importer.FileOfRecord(place, line); !slices.ContainsFunc([]string{"!", "Wow! News: 5.xml", "Wow! News: 6.json"}, func(name string) bool {
			return file == filepath.Join(dir, name)
		}) {
			t.Errorf("the file of %q is %q", place, file)
		}
	}
	want := []string{`\!`, `Wow\! News: 5.xml:1`, `Wow\! News: 5.xml:1#2`, `Wow\! News: 5.xml:1#3`,
		`Wow\! News: 6.json:1`, `Wow\! News: 6.json:1#2`, `Wow\! News: 6.json:2`}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for place, file := range map[string]string{
		"news.zip!a/b.jsonl":  "news.zip",
		`Wow\!.zip!a!b.jsonl`: "Wow!.zip",
		"stdin":               "stdin",
	} {
		if got := importer.FileOf(place); got != file {
			t.Errorf("the file of %q is %q, want %q", place, got, file)
		}
	}
}
