package web_test

import (
	"encoding/json"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"dateline/index"
	"dateline/web"
	"dateline/web/api"

	"github.com/google/go-cmp/cmp"
)

func decode[T any](t *testing.T, b []byte) T {
	t.Helper()
	var v T
	if err := json.Unmarshal(b, &v); err != nil {
		t.Fatalf("%v in %s", err, b)
	}
	return v
}

func TestSearchAPI(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	rec := w.do(t, http.MethodGet, "/api/v1/search?q=ferry+japan&country=JP&size=5")
	if rec.Code != http.StatusOK || rec.Header().Get("Content-Type") != "application/json" {
		t.Fatalf("%d %s\n%s", rec.Code, rec.Header().Get("Content-Type"), rec.Body)
	}
	r := decode[api.Reply](t, rec.Body.Bytes())
	if r.Total != 3 || r.TookMS != 12 || r.Query.Text != "ferry japan" || r.Query.Parsed != "ferry japan" || len(r.Query.Words) != 2 {
		t.Errorf("got %+v", r)
	}
	if r.Index.Generation != "gen-1" || r.Index.Position.Seq != 9 || r.Index.Documents != 3 {
		t.Errorf("index %+v", r.Index)
	}
	if got := r.Facets["countries"][0]; got != (api.Value{Value: "JP", Label: "Japan", Count: 2, Selected: true}) {
		t.Errorf("country %+v", got)
	}
	first := r.Results[0]
	if first.ID != "a1" || first.ExternalID != "w-1" || first.Published.Time != "2025-01-23T09:30:00Z" || first.People[0].ID != "mira-tolvanen" {
		t.Errorf("result %+v", first)
	}
	if got := r.Results[2].Published; got != (api.Date{Precision: "unknown"}) {
		t.Errorf("an unknown date is %+v", got)
	}
	for _, absent := range []string{"null", `"story"`} {
		if strings.Contains(strings.ReplaceAll(rec.Body.String(), `"min":null,"max":null`, ""), absent) {
			t.Errorf("the reply holds %s:\n%s", absent, rec.Body)
		}
	}
}

func TestArticleAPI(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a := decode[api.Article](t, w.do(t, http.MethodGet, "/api/v1/articles/a1").Body.Bytes())
	if a.Revision != 2 || len(a.People) != 2 || a.People[0].ID == "" || a.People[1].Resolved || a.People[1].ID != "" {
		t.Errorf("got %+v", a)
	}
	m := a.Amounts[1].Mentions[0]
	if got := string([]rune(a.Body)[m.Start:m.End]); got != m.Text || got != "over $900,000" {
		t.Errorf("the mention %+v is %q in the text", m, got)
	}
	if p := w.problem(t, http.StatusNotFound, "/api/v1/articles/nope"); p.Code != "not-found" {
		t.Errorf("got %+v", p)
	}
	w.problem(t, http.StatusNotFound, "/api/v1/articles/..%2f..%2fetc")
	w.problem(t, http.StatusNotFound, "/api/v1/nothing")
}

func TestETags(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, target := range []string{"/api/v1/search?q=a", "/api/v1/articles/a1"} {
		tag := w.do(t, http.MethodGet, target).Header().Get("ETag")
		if !strings.HasPrefix(tag, `W/"`) {
			t.Errorf("%s: ETag %q", target, tag)
		}
		if rec := w.do(t, http.MethodGet, target, `If-None-Match: "x", `+tag); rec.Code != http.StatusNotModified || rec.Body.Len() > 0 {
			t.Errorf("%s: %d for the same tag", target, rec.Code)
		}
		w.search.status.Position.Seq++
		w.store.records[0].Seq++
		if rec := w.do(t, http.MethodGet, target, "If-None-Match: "+tag); rec.Code != http.StatusOK {
			t.Errorf("%s: %d after a change", target, rec.Code)
		}
		if got := w.do(t, http.MethodGet, target+"&size=-1", "If-None-Match: *").Code; got == http.StatusNotModified && strings.Contains(target, "?") {
			t.Errorf("%s: a wrong request is %d", target, got)
		}
	}
}

// A person's new name shows though no article changed.
func TestETagAfterRename(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	tag := w.do(t, http.MethodGet, "/api/v1/search").Header().Get("ETag")
	w.store.decided++
	if got := w.do(t, http.MethodGet, "/api/v1/search", "If-None-Match: "+tag).Code; got != http.StatusOK {
		t.Errorf("after a rename: %d", got)
	}
}

func TestHealth(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, target := range []string{"/healthz", "/readyz"} {
		if rec := w.do(t, http.MethodGet, target); rec.Code != http.StatusOK || strings.TrimSpace(rec.Body.String()) != `{"status":"ok"}` {
			t.Errorf("%s: %d %s", target, rec.Code, rec.Body)
		}
	}
	w.search.status.Ready, w.search.status.Reason = false, "the index has not caught up"
	rec := w.do(t, http.MethodGet, "/readyz")
	if got := decode[api.Health](t, rec.Body.Bytes()); rec.Code != http.StatusServiceUnavailable || got.Reason != "the index has not caught up" {
		t.Errorf("%d %+v", rec.Code, got)
	}
	if got := w.do(t, http.MethodGet, "/healthz").Code; got != http.StatusOK {
		t.Errorf("healthz: %d", got)
	}
}

type document struct {
	OpenAPI string `json:"openapi"`
	Paths   map[string]map[string]struct {
		OperationID string `json:"operationId"`
		Parameters  []struct{ Name, In string }
		Responses   map[string]any
	} `json:"paths"`
}

// inPath is a part of a path that varies.
var inPath = regexp.MustCompile(`:(\w+)`)

// Every documented route exists and every route of the API is documented, with all parameters.
func TestOpenAPIDescribesTheRoutes(t *testing.T) {
	t.Parallel()
	doc := decode[document](t, newWorld(t).do(t, http.MethodGet, "/api/openapi.json").Body.Bytes())
	if doc.OpenAPI != "3.1.0" {
		t.Errorf("version %q", doc.OpenAPI)
	}
	var routes, documented []string
	for _, r := range web.Routes() {
		if r.API {
			routes = append(routes, strings.ToLower(r.Method)+" "+inPath.ReplaceAllString(r.Path, "{$1}"))
		}
	}
	for path, methods := range doc.Paths {
		for method, op := range methods {
			documented = append(documented, method+" "+path)
			if op.OperationID == "" || len(op.Responses) == 0 {
				t.Errorf("%s %s has no id or no responses", method, path)
			}
			for i, name := range strings.Split(path, "{")[1:] {
				if len(op.Parameters) <= i || op.Parameters[i].In != "path" || !strings.HasPrefix(name, op.Parameters[i].Name+"}") {
					t.Errorf("%s %s has parameters %v", method, path, op.Parameters)
				}
			}
		}
	}
	slices.Sort(routes)
	slices.Sort(documented)
	if diff := cmp.Diff(routes, documented); diff != "" {
		t.Errorf("routes (-are +documented):\n%s", diff)
	}
	var names []string
	for _, p := range doc.Paths["/api/v1/search"]["get"].Parameters {
		names = append(names, p.Name)
	}
	if diff := cmp.Diff(index.ParameterNames(), names); diff != "" {
		t.Errorf("parameters of the search (-are +documented):\n%s", diff)
	}
}
