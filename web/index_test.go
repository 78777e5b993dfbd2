package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"dateline/corpus"
	"dateline/corpus/memstore"
	"dateline/index"
	"dateline/index/memindex"
	"dateline/web"
	"dateline/web/api"

	"github.com/google/go-cmp/cmp"
)

// newRealWorld serves the sample, with filler articles, from a real index over a real store.
func newRealWorld(t *testing.T, filler int) (*world, map[string]corpus.ID) {
	t.Helper()
	store := memstore.New()
	ids := map[string]corpus.ID{}
	var batch []corpus.Submission
	for _, r := range sample(t) {
		batch = append(batch, corpus.Submission{Article: r.Article, Annotations: r.Annotations,
			Original: corpus.Original{Bytes: []byte(r.Article.Body), MediaType: "text/plain"}})
	}
	for i := range filler {
		text := fmt.Sprintf("Filler number %d", i)
		batch = append(batch, corpus.Submission{Article: corpus.Article{Title: text, Body: text + ".", Language: "en"},
			Annotations: corpus.Annotations{Version: "test-1"}, Original: corpus.Original{Bytes: []byte(text)}})
	}
	outcomes, err := store.Put(t.Context(), batch)
	if err != nil {
		t.Fatal(err)
	}
	for i, o := range outcomes[:3] {
		ids[[]string{"a1", "b2", "c3"}[i]] = o.ID
	}
	x, err := index.Open(t.Context(), index.Options{Generations: &memindex.Generations{}, Store: store, Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := x.CatchUp(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	return newWorld(t, func(c *web.Config) { c.Searcher, c.Store, c.Deleter = x, store, store }), ids
}

func TestOverARealIndex(t *testing.T) {
	t.Parallel()
	w, ids := newRealWorld(t, 0)
	for q, want := range map[string][]string{
		"q=ferry":                                    {"a1"},
		"q=tolvanen&sort=newest":                     {"a1", "b2"},
		"country=JP&country=CL&sort=newest":          {"a1", "b2"},
		"country=PE":                                 nil,
		"country=PE&implied=1":                       {"a1"},
		"-country=CL&country=JP":                     {"b2"},
		"person=mira-tolvanen&lang=de":               {"b2"},
		"amounts=1000000":                            {"a1"},
		"amount=3m..5m":                              {"a1"},
		"amount=20m..4bn":                            {"a1"}, // "over $900,000" may be in it
		"amount=..800k":                              nil,
		"amount=1..[EUR]":                            nil,
		"month=unknown":                              {"c3"},
		"from=2025-01-02&to=2025-01":                 {"a1", "b2"},
		"source=night.example&source=nobody":         {"c3"},
		"q=" + url.QueryEscape(`"harbour tolvanen"`): nil,
	} {
		r := decode[api.Reply](t, w.do(t, http.MethodGet, "/api/v1/search?"+q).Body.Bytes())
		var got, wanted []corpus.ID
		for _, result := range r.Results {
			got = append(got, result.ID)
		}
		for _, name := range want {
			wanted = append(wanted, ids[name])
		}
		if diff := cmp.Diff(wanted, got); diff != "" || r.Total != len(want) {
			t.Errorf("%s: total %d (-want +got):\n%s", q, r.Total, diff)
		}
		w.page(t, http.StatusOK, "/search?"+q)
	}
}

func TestASelectedValueStaysAndLeadsBack(t *testing.T) {
	t.Parallel()
	w, _ := newRealWorld(t, 0)
	doc := w.page(t, http.StatusOK, "/search?q=tolvanen&country=PE&implied=1&-lang=de&month=2031-01")
	wantTexts(t, doc, "#facet-country .on .value", "PE 0")
	wantAttrs(t, doc, "#facet-country .on .value", "href", "/search?q=tolvanen&-lang=de&month=2031-01&implied=1")
	wantTexts(t, doc, "#facet-lang .off .label", "German")
	wantTexts(t, doc, "#facet-month .on .value", "January 2031 0")
	wantTexts(t, doc, ".empty h2", "No article matches")
}

func TestRelaxedSearch(t *testing.T) {
	t.Parallel()
	w, _ := newRealWorld(t, 0)
	doc := w.page(t, http.StatusOK, "/search?q=the+ferry+and+the+zeppelin+of+Osaka")
	wantTexts(t, doc, ".notice[role=status]", "No article has all of these words; showing those with at least 1 of 3. Insist on all words")
	wantTexts(t, w.page(t, http.StatusOK, "/search?q=the+ferry+and+the+zeppelin+of+Osaka&match=all"), ".empty h2", "No article matches")
}

// Following "next" from page to page, and cursor by cursor, meets every article once.
func TestPagingMeetsEachOnce(t *testing.T) {
	t.Parallel()
	w, _ := newRealWorld(t, 43)
	for name, next := range map[string]func(api.Reply) string{
		"page": func(r api.Reply) string {
			if r.Next == 0 {
				return ""
			}
			return fmt.Sprintf("&page=%d", r.Next)
		},
		"cursor": func(r api.Reply) string {
			if r.NextCursor == "" {
				return ""
			}
			return "&cursor=" + r.NextCursor
		},
	} {
		for _, sort := range []string{"relevance", "newest", "oldest", "amount"} {
			seen := map[corpus.ID]int{}
			place, answers := "", 0
			for ; answers < 20; answers++ {
				r := decode[api.Reply](t, w.do(t, http.MethodGet, "/api/v1/search?size=7&sort="+sort+place).Body.Bytes())
				for _, result := range r.Results {
					seen[result.ID]++
				}
				if place = next(r); place == "" {
					break
				}
			}
			if len(seen) != 46 || answers != 6 {
				t.Errorf("%s, %s: %d articles in %d answers", name, sort, len(seen), answers+1)
			}
		}
	}
}

func TestDeleteOverARealStore(t *testing.T) {
	t.Parallel()
	w, ids := newRealWorld(t, 0)
	target := "/api/v1/articles/" + string(ids["a1"])
	if got := w.do(t, http.MethodDelete, target).Code; got != http.StatusNoContent {
		t.Fatalf("delete: %d", got)
	}
	for _, gone := range []string{target, "/article/" + string(ids["a1"]), "/article/" + string(ids["a1"]) + "/original"} {
		if got := w.do(t, http.MethodGet, gone).Code; got != http.StatusNotFound {
			t.Errorf("%s: %d", gone, got)
		}
	}
}

func TestQueriesOfStrangers(t *testing.T) {
	t.Parallel()
	w, _ := newRealWorld(t, 0)
	for _, q := range []string{"*", "?????", "/.*/", "+-+-", ":::", `"`, "\x00", "((((((((", strings.Repeat("a~2 ", 200), strings.Repeat("b ", 999), "<script>", "{{.}}",
		"\u202eevil", "title:(", "amount:>NaN", "date:2025-99", "country:", "NOT", "a OR", `"a b"~99999999`, "x~9", "ab* OR ba*"} {
		for _, path := range []string{"/search?q=", "/api/v1/search?q="} {
			rec := w.do(t, http.MethodGet, path+url.QueryEscape(q))
			if rec.Code != http.StatusOK && rec.Code != http.StatusBadRequest {
				t.Errorf("%.30q: %d %s", q, rec.Code, rec.Body)
			}
			if rec.Code == http.StatusBadRequest && strings.HasPrefix(path, "/api") && !strings.Contains(rec.Body.String(), `"pos"`) {
				t.Errorf("%.30q: no place in %s", q, rec.Body)
			}
		}
	}
}
