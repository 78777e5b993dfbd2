package web_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"dateline/corpus"
	"dateline/index"
	"dateline/index/query"
	"dateline/web"
	"dateline/web/api"

	"github.com/PuerkitoBio/goquery"
)

// problem asks the API and reads the problem it answers with.
func (w *world) problem(t *testing.T, status int, target string, header ...string) api.Problem {
	t.Helper()
	rec := w.do(t, http.MethodGet, target, header...)
	var p api.Problem
	if err := json.Unmarshal(rec.Body.Bytes(), &p); err != nil {
		t.Fatalf("%s: %v in %s", target, err, rec.Body)
	}
	if rec.Code != status || p.Status != status || rec.Header().Get("Content-Type") != api.ProblemType {
		t.Errorf("%s: %d %q, want %d\n%s", target, rec.Code, rec.Header().Get("Content-Type"), status, rec.Body)
	}
	return p
}

func TestWrongParameters(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for raw, parameter := range map[string]string{
		"size=-1": "size", "size=1e9": "size", "size=1001": "size", "size=NaN": "size", "page=9223372036854775807": "page",
		"from=MaxInt": "from", "amount=NaN": "amount", "amount=1e400..": "amount", "q=a&q=b": "q", "size=1&size=2": "size",
		"size[]=1": "size[]", "facet_size=1000000000": "facet_size", "facet=title": "facet", "q=" + strings.Repeat("x", 2001): "q",
		"page=502": "page",
	} {
		p := w.problem(t, http.StatusBadRequest, "/api/v1/search?"+raw)
		if p.Parameter != parameter || p.Detail == "" || p.Type != "urn:dateline:problem:"+p.Code {
			t.Errorf("%.50s: %+v, want parameter %s", raw, p, parameter)
		}
	}
	if p := w.problem(t, http.StatusBadRequest, "/api/v1/search?page=502"); !strings.Contains(p.Hint, "cursor") {
		t.Errorf("deep paging does not point to the cursor: %+v", p)
	}
	w.problem(t, http.StatusBadRequest, "/api/v1/articles/a1?verbose=1")
}

func TestWrongQueryHasAPosition(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.search.found = func(context.Context, index.Request) (*index.Response, error) {
		return nil, &query.Problem{Code: "leading-star", Message: "m", Hint: "h", Pos: query.Pos{Start: 1, End: 3}}
	}
	p := w.problem(t, http.StatusBadRequest, "/api/v1/search?q=*ab")
	if p.Code != "leading-star" || p.Pos == nil || p.Pos.End != 3 || p.Hint != "h" || p.Parameter != "q" {
		t.Errorf("got %+v", p)
	}
}

// Text of strangers reaches every page as text.
func TestScriptIsInert(t *testing.T) {
	t.Parallel()
	const evil = `"'></bdi></title></mark><script>alert(1)</script><svg onload=alert(1)>{{.}}`
	w := newWorld(t)
	rec := corpus.Record{Article: corpus.Article{
		ID: "e1", Revision: 1, URL: "javascript:alert(1)", Title: evil, Authors: []string{evil}, Language: evil, Body: evil,
		Source: corpus.Source{Domain: evil, Name: evil}, ExternalID: evil,
	}}
	rec.Annotations.People = []corpus.Person{{Name: evil, Variants: []string{evil}, Resolved: true, Mentions: []corpus.Mention{{
		Field: corpus.FieldBody, End: len(evil), Text: evil, Rule: evil}}}}
	rec.People = []corpus.Resolved{{ID: evil, Rule: evil}}
	rec.Annotations.Countries = []corpus.Country{{Code: evil, Name: evil, Named: true}}
	rec.Annotations.Amounts = []corpus.Amount{{Text: evil, Subject: evil, Currency: evil, Qualifier: evil}}
	rec.Article.Labels, rec.Article.Image = []corpus.Label{{Kind: evil, Value: evil}}, "javascript:alert(1)"
	rec.Article.Rules, rec.Article.Published.From, rec.Article.Modified.From = map[string]string{"title": evil}, evil, evil
	w.store.addresses = map[corpus.ID][]string{"e1": {"javascript:alert(1)", evil}}
	w.store.copies = map[corpus.ID][]corpus.Copy{"e1": {{ID: "e1"}, {ID: "e2"}}}
	copied := rec
	copied.Article.ID = "e2"
	w.search.records, w.store.records = []corpus.Record{rec}, []corpus.Record{rec, copied}
	w.respond(func(r *index.Response) {
		r.Results[0].Title.Marks = []index.Span{{Start: 2, End: 40}}
		r.Warnings = []query.Problem{{Message: evil, Hint: evil, Pos: query.Pos{Start: 3, End: 9}}}
	})
	e := url.QueryEscape(evil)
	for _, target := range []string{"/", "/search?q=" + e, "/search?person=" + e + "&-source=" + e, "/article/e1", "/article/e1/revisions", "/search?country=" + e, "/search?" + e + "=1", "/" + url.PathEscape(evil)} {
		body := w.do(t, http.MethodGet, target).Body.String()
		doc := w.page(t, w.do(t, http.MethodGet, target).Code, target)
		if doc.Find("script:not([src^='/assets/'])").Length() > 0 || doc.Find("svg, [onload], [onerror]").Length() > 0 {
			t.Errorf("%.40s: markup got through\n%s", target, body)
		}
		doc.Find("a, form").Each(func(_ int, s *goquery.Selection) {
			href := s.AttrOr("href", s.AttrOr("action", ""))
			if !strings.HasPrefix(href, "/") && !strings.HasPrefix(href, "#") || strings.HasPrefix(href, "//") {
				t.Errorf("%.40s: a link to %q", target, href)
			}
		})
	}
}

func TestOnlyWebAddressesAreLinked(t *testing.T) {
	t.Parallel()
	for address, linked := range map[string]bool{
		"https://a.example/x": true, "http://a.example": true, "HTTPS://a.example/": true,
		"javascript:alert(1)": false, "data:text/html,x": false, " javascript:alert(1)": false, "//a.example/x": false, "ftp://a.example": false,
		"https://user:pass@a.example/": false, "https:///x": false, "vbscript:x": false, "/local": false, "": false, "http://[::1": false,
	} {
		w := newWorld(t)
		w.store.records[0].Article.URL = address
		if got := w.page(t, http.StatusOK, "/article/a1").Find(`.provenance a[rel~="external"]`).Length() == 1; got != linked {
			t.Errorf("%q: linked is %v", address, got)
		}
	}
}

func TestHosts(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(c *web.Config) { c.Hosts = []string{"News.Example:8080"} })
	for host, status := range map[string]int{
		"localhost:8080": 200, "LOCALHOST": 200, "localhost.": 200, "127.0.0.1:1": 200, "127.9.9.9": 200, "[::1]:8080": 200, "[::ffff:127.0.0.1]": 200,
		"news.example": 200, "news.example:9999": 200,
		"evil.example": 421, "localhost.evil.example": 421, "192.168.1.5": 421, "0.0.0.0": 421, "": 421, "127.0.0.1.evil.example": 421,
	} {
		if got := w.do(t, http.MethodGet, "/healthz", "Host: "+host).Code; got != status {
			t.Errorf("host %q: %d, want %d", host, got, status)
		}
	}
	if got := w.do(t, http.MethodGet, "/healthz", "Host: evil.example", "X-Forwarded-Host: localhost").Code; got != 421 {
		t.Errorf("X-Forwarded-Host was believed: %d", got)
	}
}

func TestDelete(t *testing.T) {
	t.Parallel()
	const target = "/api/v1/articles/a1"
	for name, c := range map[string]struct {
		header []string
		remote string
		status int
	}{
		"from a program here":         {nil, "127.0.0.1:9", 204},
		"from a page of this server":  {[]string{"Origin: http://localhost:8080", "Sec-Fetch-Site: same-origin"}, "[::1]:9", 204},
		"from another site":           {[]string{"Sec-Fetch-Site: cross-site"}, "127.0.0.1:9", 403},
		"from another origin":         {[]string{"Origin: https://evil.example"}, "127.0.0.1:9", 403},
		"from no origin":              {[]string{"Origin: null"}, "127.0.0.1:9", 403},
		"from another machine":        {nil, "10.0.0.7:9", 403},
		"with a forged address":       {[]string{"X-Forwarded-For: 127.0.0.1", "X-Real-Ip: 127.0.0.1"}, "10.0.0.7:9", 403},
		"through a proxy here":        {[]string{"X-Forwarded-For: 10.0.0.7"}, "127.0.0.1:9", 403},
		"with a body of another kind": {[]string{"Content-Type: text/plain", "body"}, "127.0.0.1:9", 415},
	} {
		w := newWorld(t)
		r := httptest.NewRequestWithContext(t.Context(), http.MethodDelete, target, nil)
		if len(c.header) == 2 && c.header[1] == "body" {
			r = httptest.NewRequestWithContext(t.Context(), http.MethodDelete, target, strings.NewReader("x"))
		}
		r.Host, r.RemoteAddr = "localhost:8080", c.remote
		for _, h := range c.header {
			if k, v, ok := strings.Cut(h, ": "); ok {
				r.Header.Set(k, v)
			}
		}
		rec := httptest.NewRecorder()
		w.ServeHTTP(rec, r)
		if rec.Code != c.status || (len(w.store.deleted) == 1) != (c.status == 204) {
			t.Errorf("%s: %d with %d deleted, want %d", name, rec.Code, len(w.store.deleted), c.status)
		}
	}
	if got := newWorld(t).do(t, http.MethodDelete, "/api/v1/articles/zzz").Code; got != 404 {
		t.Errorf("an unknown article: %d", got)
	}
	if got := newWorld(t, func(c *web.Config) { c.Deleter = nil }).do(t, http.MethodDelete, target).Code; got != 403 {
		t.Errorf("without a deleter: %d", got)
	}
}

func TestMethods(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, c := range []struct {
		method, target string
		status         int
	}{
		{"TRACE", "/search", 405}, {"POST", "/search", 405}, {"PUT", "/api/v1/articles/a1", 405}, {"FOO", "/", 405}, {"CONNECT", "/help", 405},
		{"DELETE", "/search", 405}, {"HEAD", "/search?q=a", 200}, {"HEAD", "/api/v1/search?q=a", 200}, {"OPTIONS", "/api/v1/search", 204},
	} {
		rec := w.do(t, c.method, c.target, "Origin: http://localhost:8080")
		if rec.Code != c.status {
			t.Errorf("%s %s: %d, want %d", c.method, c.target, rec.Code, c.status)
		}
		if rec.Code == 405 && !strings.Contains(rec.Header().Get("Allow"), "GET") {
			t.Errorf("%s %s: Allow is %q", c.method, c.target, rec.Header().Get("Allow"))
		}
		if got := rec.Header().Get("Access-Control-Allow-Origin") + rec.Header().Get("Access-Control-Allow-Credentials"); got != "" {
			t.Errorf("%s %s: lets other sites read: %q", c.method, c.target, got)
		}
	}
}

func TestStaticFilesStayInTheirFolder(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, target := range []string{"/assets/..%2fassets.go", "/assets/%2e%2e/routes.go", "/assets/../../go.mod", "/assets/%00", "/assets/", "/assets/..%5c..%5cgo.mod", "/assets/style.css"} {
		if got := w.do(t, http.MethodGet, target).Code; got != http.StatusNotFound {
			t.Errorf("%s: %d", target, got)
		}
	}
}

func TestHeaders(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, target := range []string{"/", "/search", "/article/a1", "/nowhere", "/api/v1/search", "/search?size=-1", "/help"} {
		h := w.do(t, http.MethodGet, target).Header()
		csp := h.Get("Content-Security-Policy")
		if !strings.Contains(csp, "default-src 'none'") || strings.Contains(csp, "unsafe") || h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Set-Cookie") != "" {
			t.Errorf("%s: %v", target, h)
		}
	}
	rec := w.do(t, http.MethodGet, "/article/a1/original")
	h := rec.Header()
	if rec.Body.String() != "<script>alert(1)</script>" || h.Get("Content-Type") != "text/plain" || h.Get("X-Content-Type-Options") != "nosniff" ||
		h.Get("Content-Disposition") != `attachment; filename="a1.txt"` || !strings.Contains(h.Get("Content-Security-Policy"), "sandbox") {
		t.Errorf("the original: %v", h)
	}
}

func TestNoExternalRequests(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, target := range []string{"/", "/search?q=ferry", "/article/a1", "/article/a1/revisions", "/help", "/nowhere"} {
		doc := w.page(t, w.do(t, http.MethodGet, target).Code, target)
		for _, src := range append(attrs(doc, "[src]", "src"), attrs(doc, "link[href]", "href")...) {
			if !strings.HasPrefix(src, "/assets/") || w.do(t, http.MethodGet, src).Code != http.StatusOK {
				t.Errorf("%s loads %q", target, src)
			}
		}
		if doc.Find("[style], style, script:not([src])").Length() > 0 {
			t.Errorf("%s has styles or scripts in the page", target)
		}
	}
}

func TestLogTellsNothingAndCannotBeForged(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	w := newWorld(t, func(c *web.Config) { c.Log = slog.New(slog.NewTextHandler(&log, nil)) })
	w.do(t, http.MethodGet, "/search?q=secretword%0a%1b[31mlevel=ERROR")
	w.do(t, http.MethodGet, "/x%0d%0alevel=ERROR%1b[31m"+strings.Repeat("y", 500))
	w.do(t, http.MethodGet, "/search?secretword=1")
	w.search.found = func(context.Context, index.Request) (*index.Response, error) { return nil, context.DeadlineExceeded }
	w.do(t, http.MethodGet, "/search?q=secretword")
	got := log.String()
	if strings.Contains(got, "secretword") || strings.Contains(got, "127.0.0.1") || strings.ContainsAny(got, "\x1b\r") || strings.Contains(got, "\nlevel=ERROR") {
		t.Errorf("the log says too much:\n%s", got)
	}
	for _, line := range strings.Split(strings.TrimSpace(got), "\n") {
		if !strings.HasPrefix(line, "time=") || len(line) > 700 {
			t.Errorf("line %q", line)
		}
	}
}

// A crowd must not fill the log: that a search was not even begun is no error of the server's.
func TestBusyIsNoErrorInTheLog(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	w := newWorld(t, func(c *web.Config) {
		c.Log = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelWarn}))
		c.MaxSearches, c.QueueTimeout = 1, 20*time.Millisecond
	})
	w.search.found = func(context.Context, index.Request) (*index.Response, error) {
		if p := w.problem(t, http.StatusServiceUnavailable, "/api/v1/search?q=second"); p.Code != "busy" {
			t.Errorf("a second search is answered with %+v", p)
		}
		return nil, corpus.Errorf(corpus.Unavailable, "the index is being built")
	}
	w.problem(t, http.StatusServiceUnavailable, "/api/v1/search?q=first")
	if got := log.String(); strings.Count(got, "\n") != 1 || !strings.Contains(got, "level=WARN") || !strings.Contains(got, "being built") {
		t.Errorf("the log:\n%s", got)
	}
}

func TestPanic(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.search.found = func(context.Context, index.Request) (*index.Response, error) { panic("secret detail") }
	rec := w.do(t, http.MethodGet, "/search?q=a", "Accept-Encoding: gzip")
	if rec.Code != http.StatusInternalServerError || strings.Contains(rec.Body.String(), "secret") {
		t.Errorf("%d %s", rec.Code, rec.Body)
	}
	if p := w.problem(t, http.StatusInternalServerError, "/api/v1/search"); p.Code != "internal" || strings.Contains(p.Detail, "secret") {
		t.Errorf("got %+v", p)
	}
}

func TestErrorKinds(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, c := range []struct {
		err    error
		status int
		code   string
	}{
		{corpus.Errorf(corpus.Invalid, "the cursor is of another search"), 400, "invalid"},
		{&index.ParameterError{Code: index.CodeInvalidParameter, Parameter: "cursor", Message: "it is damaged"}, 400, "invalid-parameter"},
		{corpus.Errorf(corpus.NotFound, "x"), 404, "not-found"},
		{corpus.Errorf(corpus.Conflict, "x"), 409, "conflict"},
		{corpus.Errorf(corpus.TooLarge, "x"), 413, "too-large"},
		{corpus.Errorf(corpus.Unavailable, "the index is not built yet"), 503, "unavailable"},
		{corpus.Damage{ID: "a1", Revision: 1, What: "article", Err: context.Canceled}, 500, "damaged"},
		{http.ErrBodyNotAllowed, 500, "internal"},
	} {
		w.search.found = func(context.Context, index.Request) (*index.Response, error) { return nil, c.err }
		if p := w.problem(t, c.status, "/api/v1/search"); p.Code != c.code || p.Title == "" {
			t.Errorf("%v: %+v", c.err, p)
		}
	}
	w.search.found = func(context.Context, index.Request) (*index.Response, error) {
		return nil, corpus.Errorf(corpus.Unavailable, "x")
	}
	if got := w.do(t, http.MethodGet, "/search").Header().Get("Retry-After"); got == "" {
		t.Error("503 without Retry-After")
	}
}
