package index_test

import (
	"testing"

	"dateline/corpus"
	"dateline/index"
	"dateline/index/memindex"

	"github.com/google/go-cmp/cmp"
)

// A curator's merge reaches the index, and the id of the one merged away still finds.
func TestMergedPeople(t *testing.T) {
	t.Parallel()
	w := newWorld(t, &memindex.Generations{}, items...)
	titlesOf := func(r index.Request) []string { return titles(w.search(t, r)) }
	both := []string{"Harbour strike ends", "Bank of Elmora opens"}
	selected := func(id string) index.Request { return index.Request{}.Toggle(index.People, id) }
	if diff := cmp.Diff([]string{"Harbour strike ends"}, titlesOf(selected("bo-lind"))); diff != "" {
		t.Fatal(diff)
	}
	effect, err := w.store.Decide(t.Context(), corpus.Decision{Kind: corpus.DecisionMerge, Person: "ada-moore", Others: []corpus.PersonID{"bo-lind"}})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.index.CatchUp(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	for name, r := range map[string]index.Request{
		"the id": selected("ada-moore"), "the id from before": selected("bo-lind"), "an id in the query": {Text: "personid:bo-lind"},
		"a name": {Text: `person:"Bo Lind"`, Sort: index.ByNewest},
	} {
		if diff := cmp.Diff(both, titlesOf(r)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	if got := titlesOf(index.Request{Text: `-personid:bo-lind`}); len(got) != 2 {
		t.Errorf("without the person: %q", got)
	}
	people := w.search(t, index.Request{}).Facets[0]
	if diff := cmp.Diff([]index.FacetValue{{Value: "ada-moore", Label: "Ada Moore", Count: 2}}, people.Values); diff != "" {
		t.Errorf("facet (-want +got):\n%s", diff)
	}

	page := selected("bo-lind")
	page.Size = 1
	first := w.search(t, page)
	page.Cursor = first.Cursor
	if got := titlesOf(page); len(got) != 1 || got[0] == titles(first)[0] {
		t.Errorf("the second page by cursor: %q", got)
	}

	if _, err := w.store.Undo(t.Context(), effect.Decision.Number); err != nil {
		t.Fatal(err)
	}
	if err := w.index.CatchUp(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"Harbour strike ends"}, titlesOf(selected("bo-lind"))); diff != "" {
		t.Error(diff)
	}
}
