package indextest

import (
	"testing"
	"time"

	"dateline/corpus"
	"dateline/index"
	"dateline/index/query"

	"github.com/google/go-cmp/cmp"
)

// copyCases is about articles of one text: d0, d1 and d3 are copies, and so are d2 and d4; d5 stands alone.
func copyCases(t *testing.T, e index.Engine) {
	on := func(day int) corpus.Date {
		return corpus.Date{Time: time.Date(2025, 3, day, 0, 0, 0, 0, time.UTC), Precision: corpus.PrecisionDay}
	}
	doc := func(day int, language string, text corpus.ID) index.Document {
		return index.Document{Title: "Flood", Language: language, Published: on(day), Text: text}
	}
	s := load(t, e, doc(2, "en", "d0"), doc(1, "en", "d0"), doc(5, "de", "d2"), doc(7, "de", "d0"), doc(6, "en", "d2"), doc(4, "en", ""))
	everything := index.Search{Query: query.All{}, Size: 10, Facets: map[index.Facet]int{index.Languages: 5}}
	german := []index.Selection{{Facet: index.Languages, Include: []string{"de"}}}
	for _, c := range []struct {
		name      string
		once      bool
		sort      index.Sort
		selected  []index.Selection
		size      int
		want      string
		total     int
		languages []index.Count
	}{
		{"each article", false, index.ByOldest, nil, 10, "d1 d0 d5 d2 d4 d3", 6, []index.Count{{Value: "en", Count: 4}, {Value: "de", Count: 2}}},
		{"the first of each text, oldest first", true, index.ByOldest, nil, 10, "d1 d5 d2", 3, []index.Count{{Value: "en", Count: 3}, {Value: "de", Count: 2}}},
		{"the first of each text, newest first", true, index.ByNewest, nil, 10, "d3 d4 d5", 3, []index.Count{{Value: "en", Count: 3}, {Value: "de", Count: 2}}},
		{"only those selected", true, index.ByOldest, german, 10, "d2 d3", 2, []index.Count{{Value: "en", Count: 3}, {Value: "de", Count: 2}}},
		{"counts alone", true, index.ByOldest, nil, 0, "", 3, []index.Count{{Value: "en", Count: 3}, {Value: "de", Count: 2}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			search := everything
			search.Once, search.Sort, search.Selections, search.Size = c.once, c.sort, c.selected, c.size
			found := find(t, s, search)
			if got := idsOf(found); got != c.want || found.Total != c.total {
				t.Errorf("got %q of %d, want %q of %d", got, found.Total, c.want, c.total)
			}
			if diff := cmp.Diff(c.languages, found.Facets[index.Languages]); diff != "" {
				t.Error(diff)
			}
		})
	}
	t.Run("the next page", func(t *testing.T) {
		search := everything
		search.Once, search.Sort, search.Size = true, index.ByOldest, 1
		first := find(t, s, search).Hits[0]
		search.After, search.Size = &index.Mark{Key: first.Key, ID: first.ID}, 10
		if got := idsOf(find(t, s, search)); got != "d5 d2" {
			t.Errorf("got %q: a text shown before came again", got)
		}
	})
}
