package index_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dateline/corpus"
	"dateline/corpus/memstore"
	"dateline/index"
	"dateline/index/bleveindex"
	"dateline/index/memindex"
	"dateline/index/query"

	"github.com/google/go-cmp/cmp"
)

var now = time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC)

// lexicon knows two countries.
type lexicon struct{}

func (lexicon) CountryCode(name string) (string, bool) {
	code, ok := map[string]string{"north korea": "KP", "dprk": "KP", "kp": "KP", "us": "US"}[strings.ToLower(name)]
	return code, ok
}

func (lexicon) CountryName(code string) string {
	return map[string]string{"KP": "North Korea", "US": "United States"}[code]
}

func (lexicon) PersonID(name string) string {
	return strings.ReplaceAll(strings.ToLower(name), " ", "-")
}

// item is one article of a test, told shortly.
type item struct {
	title, body, date, domain, language string
	countries, implied, people          []string
	dollars                             int64
}

func (it item) submission(n int) corpus.Submission {
	a := corpus.Article{
		URL: fmt.Sprintf("https://%s/%d", it.domain, n), Title: it.title, Body: it.body, Language: it.language,
		Source: corpus.Source{Domain: it.domain},
	}
	if it.date != "" {
		d, err := corpus.ParseISO(it.date, "test")
		if err != nil {
			panic(err)
		}
		a.Published = d
	}
	s := corpus.Submission{Article: a, Original: corpus.Original{Bytes: []byte(it.title + it.body + fmt.Sprint(n)), MediaType: "text/plain"}}
	s.Annotations.Version = "test"
	for _, c := range it.countries {
		s.Annotations.Countries = append(s.Annotations.Countries, corpus.Country{Code: c, Named: true})
	}
	for _, c := range it.implied {
		s.Annotations.Countries = append(s.Annotations.Countries, corpus.Country{Code: c})
	}
	for _, name := range it.people {
		s.Annotations.People = append(s.Annotations.People, corpus.Person{Name: name, Resolved: true})
	}
	if it.dollars != 0 {
		d := corpus.NewDecimal(it.dollars, 0)
		s.Annotations.Amounts = []corpus.Amount{{Value: &d, Currency: "USD", Qualifier: corpus.Exact}}
	}
	return s
}

var items = []item{
	{"Bank of Elmora opens", "The bank in Elmora lent money to the harbour.", "2025-01-10", "a.example", "en", []string{"KP"}, []string{"US"}, []string{"Ada Moore"}, 900_000},
	{"Harbour strike ends", "Workers at the harbour of Elmora went back.", "2025-02-03", "b.example", "en", []string{"US"}, nil, []string{"Ada Moore", "Bo Lind"}, 5_000_000},
	{"Weather", "Rain over the hills and no bank in sight.", "", "a.example", "", nil, nil, nil, 0},
	{"Markt", "Die Bank am Hafen.", "2024-12-24", "c.example", "de", []string{"KP", "US"}, nil, nil, 0},
}

// world is a store with an index over it.
type world struct {
	store *memstore.Store
	index *index.Index
}

func newWorld(t *testing.T, generations index.Generations, items ...item) *world {
	t.Helper()
	w := &world{store: memstore.New()}
	w.put(t, items...)
	w.open(t, generations)
	if err := w.index.CatchUp(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	return w
}

func (w *world) open(t *testing.T, generations index.Generations) {
	t.Helper()
	x, err := index.Open(t.Context(), index.Options{Generations: generations, Store: w.store, Lexicon: lexicon{}, Now: func() time.Time { return now }, Poll: time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	w.index = x
	t.Cleanup(func() {
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	})
}

func (w *world) put(t *testing.T, items ...item) []corpus.Outcome {
	t.Helper()
	var batch []corpus.Submission
	for i, it := range items {
		batch = append(batch, it.submission(i))
	}
	out, err := w.store.Put(t.Context(), batch)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func (w *world) search(t *testing.T, r index.Request) *index.Response {
	t.Helper()
	resp, err := w.index.Search(t.Context(), r)
	if err != nil {
		t.Fatalf("%+v: %v", r, err)
	}
	return resp
}

func titles(r *index.Response) []string {
	var list []string
	for _, res := range r.Results {
		list = append(list, res.Record.Article.Title)
	}
	return list
}

// engines are the kinds of generations that an Index is tested on.
var engines = map[string]func(*testing.T) index.Generations{
	"memory": func(*testing.T) index.Generations { return &memindex.Generations{} },
	"bleve": func(t *testing.T) index.Generations {
		return bleveindex.NewGenerations(t.TempDir(), bleveindex.Options{})
	},
}

func onEngines(t *testing.T, test func(*testing.T, index.Generations)) {
	for name, make := range engines {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, make(t))
		})
	}
}

func TestSearch(t *testing.T) {
	t.Parallel()
	dec := func(n int64) *corpus.Decimal { d := corpus.NewDecimal(n, 0); return &d }
	cases := []struct {
		name    string
		request index.Request
		want    []string
		relaxed bool
	}{
		{"everything, newest first, unknown date last", index.Request{}, []string{"Harbour strike ends", "Bank of Elmora opens", "Markt", "Weather"}, false},
		{"all words", index.Request{Text: "elmora harbour", Sort: index.ByOldest}, []string{"Bank of Elmora opens", "Harbour strike ends"}, false},
		{"stop words give way first", index.Request{Text: "was elmora a harbour", Sort: index.ByOldest}, []string{"Bank of Elmora opens", "Harbour strike ends"}, true},
		{"then half as many words as the best article has", index.Request{Text: "elmora harbour strike workers bank unicorn zebra", Sort: index.ByNewest}, []string{"Harbour strike ends", "Bank of Elmora opens"}, true},
		{"but not with match=all", index.Request{Text: "elmora bank unicorn", Match: index.MatchAll}, nil, false},
		{"one of them", index.Request{Text: "rain elmora", Match: index.MatchAny, Sort: index.ByOldest}, []string{"Bank of Elmora opens", "Harbour strike ends", "Weather"}, false},
		{"most of them", index.Request{Text: "the hills of rain", Match: index.MatchMost}, []string{"Weather"}, false},
		{"filters stay hard", index.Request{Text: "elmora unicorn country:us"}, []string{"Harbour strike ends"}, true},
		{"negations stay hard", index.Request{Text: "bank unicorn -elmora", Sort: index.ByNewest}, []string{"Markt", "Weather"}, true},
		{"no word at all", index.Request{Text: "unicorn zebra"}, nil, false},
		{"a sign is left out", index.Request{Text: "elmora & bank"}, []string{"Bank of Elmora opens"}, false},
		{"an alias", index.Request{Text: `country:"north korea"`}, []string{"Bank of Elmora opens", "Markt"}, false},
		{"implied", index.Request{Text: "country:us", Implied: true, Sort: index.ByOldest}, []string{"Markt", "Bank of Elmora opens", "Harbour strike ends"}, false},
		{"each text once", index.Request{Once: true, Size: 2, Page: 2}, []string{"Markt", "Weather"}, false},
		{"dates, to the end of the month", index.Request{From: "2024-12", To: "2025-01"}, []string{"Bank of Elmora opens", "Markt"}, false},
		{"an amount", index.Request{Amount: &index.Range{Min: dec(1_000_000)}}, []string{"Harbour strike ends"}, false},
		{"largest first", index.Request{Sort: index.ByAmount, Size: 2}, []string{"Harbour strike ends", "Bank of Elmora opens"}, false},
		{"selections", index.Request{Selections: []index.Selection{{Facet: index.Countries, Include: []string{"KP"}}, {Facet: index.Languages, Exclude: []string{"de"}}}}, []string{"Bank of Elmora opens"}, false},
		{"page 2", index.Request{Size: 3, Page: 2}, []string{"Weather"}, false},
	}
	onEngines(t, func(t *testing.T, g index.Generations) {
		w := newWorld(t, g, items...)
		for _, c := range cases {
			got := w.search(t, c.request)
			if diff := cmp.Diff(c.want, titles(got)); diff != "" || got.Relaxed != c.relaxed {
				t.Errorf("%s: relaxed %v, %d in all\n%s", c.name, got.Relaxed, got.Total, diff)
			}
		}
	})
}

func TestRelaxedWords(t *testing.T) {
	t.Parallel()
	w := newWorld(t, &memindex.Generations{}, items...)
	got := w.search(t, index.Request{Text: "was the harbour of elmora unicorn"})
	want := []index.Word{{"was", true}, {"the", true}, {"harbour", false}, {"of", true}, {"elmora", false}, {"unicorn", false}}
	if diff := cmp.Diff(want, got.Words); diff != "" || got.Needed != 1 || got.Match != index.MatchMost || !got.Relaxed {
		t.Errorf("needed %d, match %q: %s", got.Needed, got.Match, diff)
	}
}

func TestFacets(t *testing.T) {
	t.Parallel()
	onEngines(t, func(t *testing.T, g index.Generations) {
		w := newWorld(t, g, items...)
		got := w.search(t, index.Request{Selections: []index.Selection{{Facet: index.Countries, Include: []string{"KP", "FR"}}}})
		want := []index.FacetCounts{
			{index.People, []index.FacetValue{{"ada-moore", "Ada Moore", 1, false, false}}},
			{index.Countries, []index.FacetValue{{"KP", "North Korea", 2, true, false}, {"US", "United States", 2, false, false}, {"FR", "FR", 0, true, false}}},
			{index.Amounts, []index.FacetValue{{"100000", "$100,000 – $1 million", 1, false, false}}},
			{index.Currencies, []index.FacetValue{{"USD", "US dollars", 1, false, false}}},
			{index.Sources, []index.FacetValue{{"a.example", "a.example", 1, false, false}, {"c.example", "c.example", 1, false, false}}},
			{index.Languages, []index.FacetValue{{"en", "English", 1, false, false}, {"de", "German", 1, false, false}}},
			{index.Months, []index.FacetValue{{"2025-01", "2025-01", 1, false, false}, {"2024-12", "2024-12", 1, false, false}}},
		}
		if diff := cmp.Diff(want, got.Facets); diff != "" {
			t.Error(diff)
		}
		all := w.search(t, index.Request{Size: -1})
		months := all.Facets[6].Values
		if len(months) != 4 || months[3].Value != index.Unknown || months[3].Label != "Unknown date" || len(all.Results) != 0 {
			t.Errorf("months: %v", months)
		}
	})
}

func TestCursor(t *testing.T) {
	t.Parallel()
	onEngines(t, func(t *testing.T, g index.Generations) {
		w := newWorld(t, g, items...)
		for _, r := range []index.Request{{Size: 1}, {Size: 3, Sort: index.ByAmount}, {Text: "elmora bank unicorn harbour", Match: index.MatchAny, Size: 1}} {
			whole := titles(w.search(t, index.Request{Text: r.Text, Sort: r.Sort, Match: r.Match}))
			var walked []string
			for {
				got := w.search(t, r)
				walked = append(walked, titles(got)...)
				if r.Cursor = got.Cursor; r.Cursor == "" {
					break
				}
			}
			if diff := cmp.Diff(whole, walked); diff != "" {
				t.Errorf("%+v: %s", r, diff)
			}
		}
	})
}

// By relevance the scores of a later answer may be others, by date the places stay.
func TestCursorOverChanges(t *testing.T) {
	t.Parallel()
	w := newWorld(t, &memindex.Generations{}, items...)
	byRelevance, byDate := index.Request{Text: "bank", Size: 1}, index.Request{Text: "bank", Size: 1, Sort: index.ByNewest}
	byRelevance.Cursor, byDate.Cursor = w.search(t, byRelevance).Cursor, w.search(t, byDate).Cursor
	if got := w.search(t, byRelevance); len(got.Warnings) != 0 {
		t.Errorf("nothing changed, and the answer warns: %v", got.Warnings)
	}
	w.put(t, item{"Bank holiday", "Every bank is closed.", "2025-03-01", "d.example", "en", nil, nil, nil, 0})
	if err := w.index.CatchUp(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		got := w.search(t, byRelevance)
		if len(got.Warnings) != 1 || got.Warnings[0].Code != index.CodeMoved || got.Warnings[0].Pos != (query.Pos{End: 4}) {
			t.Errorf("by relevance, after a change: %v", got.Warnings)
		}
		byRelevance.Cursor = got.Cursor
	}
	if got := w.search(t, byDate); len(got.Warnings) != 0 || cmp.Diff([]string{"Markt"}, titles(got)) != "" {
		t.Errorf("by date, after a change: %q, %v", titles(got), got.Warnings)
	}
}

func TestWrongRequests(t *testing.T) {
	t.Parallel()
	w := newWorld(t, &memindex.Generations{}, items...)
	cursor := w.search(t, index.Request{Size: 1}).Cursor
	for parameter, requests := range map[string][]index.Request{
		"size":       {{Size: -2}, {Size: index.MaxSize + 1}},
		"page":       {{Page: -1}, {Page: 502, Size: 20}, {Page: 1 << 62}, {Page: 2, Cursor: cursor}},
		"facet_size": {{FacetSize: -1}, {FacetSize: index.MaxFacetSize + 1}},
		"sort":       {{Sort: "best"}},
		"match":      {{Match: "some"}},
		"from":       {{From: "yesterday"}, {From: "2025-01-02T10:00:00Z"}, {From: "2025-02", To: "2025-01"}},
		"to":         {{To: "2025-02-30"}},
		"cursor":     {{Cursor: "x"}, {Cursor: "e30"}, {Cursor: cursor, Text: "bank"}, {Cursor: cursor, Sort: index.ByOldest}, {Cursor: strings.Repeat("a", 5000)}},
		"colour":     {{Selections: []index.Selection{{Facet: "colour"}}}},
		"q":          {{Text: "*bank"}, {Text: "&"}, {Text: strings.Repeat("a ", 5000)}},
	} {
		for _, r := range requests {
			_, err := w.index.Search(t.Context(), r)
			if corpus.KindOf(err) != corpus.Invalid {
				t.Errorf("%+v: %v", r, err)
			}
			var wrong *index.ParameterError
			if parameter != "q" && (!errors.As(err, &wrong) || wrong.Parameter != parameter) {
				t.Errorf("%+v: %v does not name %s", r, err, parameter)
			}
			var problem *query.Problem
			if parameter == "q" && !errors.As(err, &problem) {
				t.Errorf("%+v: no problem in %v", r, err)
			}
		}
	}
}

func TestFollow(t *testing.T) {
	t.Parallel()
	onEngines(t, func(t *testing.T, g index.Generations) {
		w := newWorld(t, g)
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { done <- w.index.Follow(ctx) }()
		out := w.put(t, items...)
		w.reaches(t, 4)
		if _, err := w.store.Delete(ctx, []corpus.ID{out[0].ID}); err != nil {
			t.Fatal(err)
		}
		w.reaches(t, 3)
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
}

// reaches waits until the index is at the head of the store with so many documents.
func (w *world) reaches(t *testing.T, documents int) {
	t.Helper()
	info, err := w.store.Info(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(time.Millisecond) {
		if s := w.index.Status(); s.Position.Seq == info.Head && s.Documents == documents && s.Ready {
			return
		}
	}
	t.Fatalf("got %+v, want %d documents at %d", w.index.Status(), documents, info.Head)
}

func TestRebuildWhileServing(t *testing.T) {
	t.Parallel()
	onEngines(t, func(t *testing.T, g index.Generations) {
		w := newWorld(t, g, items...)
		before := w.index.Status().Generation
		ctx, stop := context.WithCancel(t.Context())
		searched := make(chan error)
		go func() {
			for ctx.Err() == nil {
				if r, err := w.index.Search(t.Context(), index.Request{Text: "bank"}); err != nil || r.Total != 3 {
					searched <- fmt.Errorf("%v, %w", r, err)
					return
				}
			}
			searched <- nil
		}()
		for range 3 {
			if err := w.index.Rebuild(t.Context(), nil); err != nil {
				t.Fatal(err)
			}
		}
		stop()
		if err := <-searched; err != nil {
			t.Error(err)
		}
		if after := w.index.Status(); after.Generation == before || after.Documents != 4 || after.Rebuilding {
			t.Errorf("got %+v", after)
		}
	})
}

func TestStoreReplacedOrRolledBack(t *testing.T) {
	t.Parallel()
	onEngines(t, func(t *testing.T, g index.Generations) {
		first := newWorld(t, g, items...)
		if err := first.index.Close(); err != nil {
			t.Fatal(err)
		}
		other := &world{store: memstore.New()}
		other.put(t, items[0])
		other.open(t, g)
		if s := other.index.Status(); s.Ready || s.Reason == "" {
			t.Errorf("an index of another store is ready: %+v", s)
		}
		if _, err := other.index.Search(t.Context(), index.Request{}); corpus.KindOf(err) != corpus.Unavailable {
			t.Errorf("it answers: %v", err)
		}
		if err := other.index.CatchUp(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		if r := other.search(t, index.Request{}); r.Total != 1 {
			t.Errorf("found %d", r.Total)
		}
	})
}

func TestMarks(t *testing.T) {
	t.Parallel()
	w := newWorld(t, &memindex.Generations{}, items...)
	got := w.search(t, index.Request{Text: "bank elmora"}).Results[0]
	want := index.Result{
		Title:    index.Snippet{Text: "Bank of Elmora opens", Marks: []index.Span{{Start: 0, End: 4}, {Start: 8, End: 14}}},
		Snippets: []index.Snippet{{Text: "The bank in Elmora lent money to the harbour.", Marks: []index.Span{{Start: 4, End: 8}, {Start: 12, End: 18}}}},
	}
	if diff := cmp.Diff(want, index.Result{Title: got.Title, Snippets: got.Snippets}); diff != "" {
		t.Error(diff)
	}
}

func TestFilesGone(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	w := newWorld(t, bleveindex.NewGenerations(dir, bleveindex.Options{}), items...)
	if err := os.RemoveAll(filepath.Join(dir, w.index.Status().Generation)); err != nil {
		t.Fatal(err)
	}
	w.put(t, item{title: "New", domain: "z.example"})
	if err := w.index.CatchUp(t.Context(), nil); err == nil {
		t.Error("following into a folder that is gone went well")
	}
	if s := w.index.Status(); s.Err == nil || s.Ready {
		t.Errorf("got %+v", s)
	}
	if err := w.index.CatchUp(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if r := w.search(t, index.Request{}); r.Total != len(items)+1 {
		t.Errorf("found %d", r.Total)
	}
}
