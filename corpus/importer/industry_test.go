package importer_test

import (
	"strings"
	"testing"

	"dateline/corpus/importer"
	"dateline/corpus/sharedtest"
)

// TestSharedIndustryFormats: every file of the families of the news industry's formats gives articles or is set aside with a reason
// that says what it is, never as text of an unknown kind.
func TestSharedIndustryFormats(t *testing.T) {
	t.Parallel()
	for name, wanted := range map[string]int{"ninjs": 40, "newsml-g2": 5} {
		articles := 0
		for _, r := range read(t, importer.Options{}, nil, sharedtest.Path(t, "data/formats/"+name+".tar.gz")) {
			switch {
			case r.Aside != nil && (strings.Contains(r.Aside.Reason, "not supported") || strings.Contains(r.Aside.Reason, "cannot")):
				t.Errorf("%s: %s", r.Aside.Place, r.Aside.Reason)
			case r.Aside != nil, r.Raw.Original.MediaType == "text/plain", r.Raw.Original.MediaType == "text/markdown":
			case r.Raw.Fragment == "" && r.Raw.Text == "":
				t.Errorf("%s: title %q, %d and %d bytes of text", r.Raw.Place, r.Raw.Title, len(r.Raw.Fragment), len(r.Raw.Text))
			default:
				articles++
			}
		}
		if articles < wanted {
			t.Errorf("%s: %d articles, at least %d are wanted", name, articles, wanted)
		}
	}
}

// TestSharedFeedFiles: every file of the families of feeds is read as a feed or set aside with a reason.
func TestSharedFeedFiles(t *testing.T) {
	t.Parallel()
	items := 0
	for _, r := range read(t, importer.Options{}, nil, sharedtest.Path(t, "data/formats/feeds-gofeed.tar.gz")) {
		if r.Aside == nil && strings.HasSuffix(r.Raw.Original.MediaType, "+xml") {
			items++
		}
	}
	if items < 100 {
		t.Errorf("%d items", items)
	}
}
