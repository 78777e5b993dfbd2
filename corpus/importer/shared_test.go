package importer_test

import (
	"os"
	"path/filepath"
	"testing"

	"dateline/corpus/importer"
)

// shared returns a path in the folder of shared data beside the repository, or skips the test.
func shared(t *testing.T, path string) string {
	t.Helper()
	folder := os.Getenv("DATELINE_SHARED")
	for dir, _ := os.Getwd(); folder == "" && dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			folder = filepath.Join(filepath.Dir(dir), "shared")
		}
	}
	full := filepath.Join(folder, path)
	if _, err := os.Stat(full); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	return full
}

func TestSharedReuters(t *testing.T) {
	t.Parallel()
	got := read(t, importer.Options{}, nil, shared(t, "data/reuters/reuters.dev.jsonl.gz"), shared(t, "data/reuters/reuters.test.unlabelled.jsonl.gz"))
	if len(got) != 21_578 {
		t.Errorf("%d items", len(got))
	}
	for _, r := range got {
		if r.Aside != nil {
			t.Fatal(r.Aside)
		}
	}
}

func TestSharedFeeds(t *testing.T) {
	t.Parallel()
	for _, r := range read(t, importer.Options{}, nil, shared(t, "data/formats/feeds-feedparser.tar.gz")) {
		if r.Aside == nil && len(r.Raw.Original.Bytes) == 0 {
			t.Fatalf("an item without bytes: %s", r.Raw.Place)
		}
	}
}
