package importer_test

import (
	"testing"

	"dateline/corpus/importer"
	"dateline/corpus/sharedtest"
)

func TestSharedReuters(t *testing.T) {
	t.Parallel()
	got := read(t, importer.Options{}, nil, sharedtest.Path(t, "data/reuters/reuters.dev.jsonl.gz"), sharedtest.Path(t, "data/reuters/reuters.test.unlabelled.jsonl.gz"))
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
	for _, r := range read(t, importer.Options{}, nil, sharedtest.Path(t, "data/formats/feeds-feedparser.tar.gz")) {
		if r.Aside == nil && len(r.Raw.Original.Bytes) == 0 {
			t.Fatalf("an item without bytes: %s", r.Raw.Place)
		}
	}
}
