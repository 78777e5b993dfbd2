package web_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"dateline/corpus"
	"dateline/index"
	"dateline/index/query"
	"dateline/web"

	"github.com/PuerkitoBio/goquery"
)

var now = time.Date(2025, 3, 1, 12, 0, 0, 0, time.UTC)

// searcher is a fake: it finds every record it holds unless found is set.
type searcher struct {
	records []corpus.Record
	found   func(context.Context, index.Request) (*index.Response, error)
	status  index.Status
}

func (s *searcher) Status() index.Status { return s.status }

func (s *searcher) Search(ctx context.Context, r index.Request) (*index.Response, error) {
	if s.found != nil {
		return s.found(ctx, r)
	}
	q, err := query.Parse(r.Text, query.Options{Now: now})
	if err != nil {
		return nil, err
	}
	return s.answer(r, q), nil
}

func (s *searcher) answer(r index.Request, q *query.Query) *index.Response {
	resp := &index.Response{
		Query: q, Once: r.Once, Total: len(s.records), Took: 12 * time.Millisecond, Documents: len(s.records), Warnings: q.Warnings,
		Generation: s.status.Generation, Position: s.status.Position, Facets: s.facets(r),
	}
	for _, w := range query.Words(q.Root) {
		resp.Words = append(resp.Words, index.Word{Text: w.Text})
	}
	for i := range s.records {
		a := &s.records[i].Article
		if r.Size >= 0 {
			resp.Results = append(resp.Results, index.Result{
				Record: s.records[i], Score: 1.5, Title: marked(a.Title, q), Snippets: []index.Snippet{marked(firstOf(a.Body), q)},
			})
		}
	}
	return resp
}

func firstOf(body string) string {
	p, _, _ := strings.Cut(body, "\n\n")
	return p
}

// marked marks the first word of the query wherever it stands.
func marked(text string, q *query.Query) index.Snippet {
	s := index.Snippet{Text: text}
	for _, w := range query.Words(q.Root) {
		if i := strings.Index(strings.ToLower(text), strings.ToLower(w.Text)); i >= 0 {
			start := len([]rune(text[:i]))
			s.Marks = append(s.Marks, index.Span{Start: start, End: start + len([]rune(w.Text))})
		}
	}
	return s
}

// facets counts people, countries and outlets, and states a few values of the rest.
func (s *searcher) facets(r index.Request) []index.FacetCounts {
	order := []index.Facet{index.People, index.Countries, index.Amounts, index.Sources, index.Languages, index.Months}
	counts := map[index.Facet]map[string]*index.FacetValue{}
	add := func(f index.Facet, value, label string) {
		if counts[f] == nil {
			counts[f] = map[string]*index.FacetValue{}
		}
		if counts[f][value] == nil {
			counts[f][value] = &index.FacetValue{Value: value, Label: label}
		}
		counts[f][value].Count++
	}
	for _, rec := range s.records {
		for _, p := range rec.People {
			add(index.People, string(p.ID), rec.Annotations.People[p.Person].Name)
		}
		for _, c := range rec.Annotations.Countries {
			add(index.Countries, c.Code, c.Name)
		}
		for _, m := range rec.Annotations.Amounts {
			if m.Value != nil {
				add(index.Amounts, "1"+strings.Repeat("0", len(m.Value.String())-1), "")
			}
		}
		add(index.Sources, rec.Article.Source.Domain, rec.Article.Source.Name)
		add(index.Languages, rec.Article.Language, "")
		add(index.Months, rec.Article.Published.Month(), "")
	}
	for _, sel := range r.Selections {
		for _, v := range append(append([]string{}, sel.Include...), sel.Exclude...) {
			add(sel.Facet, v, "")
			counts[sel.Facet][v].Count-- // only there to be seen
		}
		for _, v := range sel.Include {
			counts[sel.Facet][v].Selected = true
		}
		for _, v := range sel.Exclude {
			counts[sel.Facet][v].Excluded = true
		}
	}
	out := make([]index.FacetCounts, 0, len(order))
	for _, f := range order {
		fc := index.FacetCounts{Facet: f}
		for _, v := range counts[f] {
			if v.Value == "" {
				v.Value = "unknown"
			}
			fc.Values = append(fc.Values, *v)
		}
		sortValues(fc.Values)
		out = append(out, fc)
	}
	return out
}

// store is a fake over the same records.
type store struct {
	records   []corpus.Record
	originals map[corpus.ID]corpus.Original
	deleted   []corpus.ID
	copies    map[corpus.ID][]corpus.Copy
	addresses map[corpus.ID][]string
	revisions []corpus.Article // in place of two
	decided   int64
	names     map[corpus.PersonID]string
	err       error
}

func (s *store) Info(context.Context) (corpus.Info, error) {
	return corpus.Info{Articles: len(s.records), Head: 9, Decided: s.decided}, s.err
}

func (s *store) Records(_ context.Context, ids []corpus.ID) (map[corpus.ID]corpus.Record, error) {
	out := map[corpus.ID]corpus.Record{}
	for _, id := range ids {
		for _, r := range s.records {
			if r.Article.ID == id {
				out[id] = r
			}
		}
	}
	return out, s.err
}

func (s *store) Revisions(ctx context.Context, id corpus.ID) ([]corpus.Article, error) {
	if s.revisions != nil {
		return s.revisions, s.err
	}
	recs, _ := s.Records(ctx, []corpus.ID{id})
	a := recs[id].Article
	earlier := a
	earlier.Revision, earlier.Title = 1, "An earlier title"
	return []corpus.Article{a, earlier}, s.err
}

func (s *store) Original(_ context.Context, id corpus.ID, _ int) (corpus.Original, error) {
	o, ok := s.originals[id]
	if !ok {
		return o, corpus.Errorf(corpus.NotFound, "article %s has no such revision", id)
	}
	return o, s.err
}

func (s *store) Copies(_ context.Context, id corpus.ID) ([]corpus.Copy, error) {
	if copies, ok := s.copies[id]; ok {
		return copies, s.err
	}
	return []corpus.Copy{{ID: id, Similarity: 1}}, s.err
}

func (s *store) Addresses(_ context.Context, id corpus.ID) ([]string, error) {
	return s.addresses[id], s.err
}

func (s *store) CurrentPeople(_ context.Context, ids []corpus.PersonID) (map[corpus.PersonID]corpus.PersonID, error) {
	current := map[corpus.PersonID]corpus.PersonID{}
	for _, id := range ids {
		if id == "tolvanen-mira" || id == "mira-tolvanen" {
			current[id] = "mira-tolvanen"
		}
	}
	return current, s.err
}

func (s *store) PersonNames(context.Context, []corpus.PersonID) (map[corpus.PersonID]string, error) {
	return s.names, s.err
}

func (s *store) Identity(ctx context.Context, id corpus.PersonID) (corpus.Identity, error) {
	current, err := s.CurrentPeople(ctx, []corpus.PersonID{id})
	if err == nil && current[id] == "" {
		err = corpus.Errorf(corpus.NotFound, "nobody is known as %s", id)
	}
	return corpus.Identity{
		ID: current[id], Name: "Mira Tolvanen", Articles: 3,
		Spellings: []corpus.Spelling{{Name: "Mira Tolvanen", Form: "mira-tolvanen", Rule: "name", Articles: 3}},
		Decisions: []corpus.Decision{{Number: 1, Kind: corpus.DecisionMerge, Person: "mira-tolvanen", Others: []corpus.PersonID{"tolvanen-mira"}, Made: now}},
	}, err
}

func (s *store) Delete(_ context.Context, ids []corpus.ID) (int, error) {
	before := len(s.deleted)
	for _, id := range ids {
		if recs, _ := s.Records(context.Background(), []corpus.ID{id}); len(recs) > 0 {
			s.deleted = append(s.deleted, id)
		}
	}
	return len(s.deleted) - before, s.err
}

// world is a server with its fakes.
type world struct {
	*web.Server
	search *searcher
	store  *store
}

// newWorld makes a server over the sample records; change adapts its configuration.
func newWorld(t *testing.T, change ...func(*web.Config)) *world {
	t.Helper()
	records := sample(t)
	w := &world{
		search: &searcher{records: records, status: index.Status{Ready: true, Generation: "gen-1", Position: index.Position{Store: "s", Seq: 9}}},
		store: &store{records: records, originals: map[corpus.ID]corpus.Original{
			"a1": {Bytes: []byte("<script>alert(1)</script>"), MediaType: "text/html"},
		}},
	}
	c := web.Config{
		Searcher: w.search, Store: w.store, Deleter: w.store, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Now: func() time.Time { return now }, Help: "# Query language\n\n| a | b |\n|---|---|\n| `x` | y |\n\n<script>bad</script>\n", Version: "test",
	}
	for _, f := range change {
		f(&c)
	}
	var err error
	if w.Server, err = web.New(c); err != nil {
		t.Fatal(err)
	}
	return w
}

// do sends a request to the server as one from this machine; header is "Name: value" lines.
func (w *world) do(t *testing.T, method, target string, header ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, target, nil)
	r.Host, r.RemoteAddr = "localhost:8080", "127.0.0.1:5000"
	for _, h := range header {
		name, value, _ := strings.Cut(h, ": ")
		if name == "Host" {
			r.Host = value
		} else {
			r.Header.Add(name, value)
		}
	}
	rec := httptest.NewRecorder()
	w.ServeHTTP(rec, r)
	return rec
}

// page gets a page and parses it.
func (w *world) page(t *testing.T, status int, target string) *goquery.Document {
	t.Helper()
	rec := w.do(t, http.MethodGet, target)
	if rec.Code != status {
		t.Fatalf("%s: status %d, want %d\n%s", target, rec.Code, status, rec.Body)
	}
	doc, err := goquery.NewDocumentFromReader(rec.Body)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}
