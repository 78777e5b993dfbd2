package robots_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"dateline/crawl/robots"
)

// web is pages by address; an address that is missing is refused. It counts what is asked of it.
type web struct {
	pages map[string]page
	asked []string
	open  int
}

type page struct {
	status   int
	location string
	body     io.Reader
	etag     string
}

type closer struct {
	io.Reader
	open *int
}

func (c closer) Close() error { *c.open--; return nil }

func (w *web) ask(_ context.Context, address string, header http.Header) (*http.Response, error) {
	w.asked = append(w.asked, address)
	p, ok := w.pages[address]
	if !ok {
		return nil, errors.New("connection refused")
	}
	h := http.Header{}
	if p.location != "" {
		h.Set("Location", p.location)
	}
	if p.etag != "" {
		h.Set("ETag", p.etag)
		if header.Get("If-None-Match") == p.etag {
			p.status = http.StatusNotModified
		}
	}
	if p.body == nil {
		p.body = strings.NewReader("")
	}
	w.open++
	return &http.Response{StatusCode: p.status, Header: h, Body: closer{p.body, &w.open}}, nil
}

func (w *web) fetch(t *testing.T, known robots.Record) robots.Answer {
	t.Helper()
	a := robots.Fetch(t.Context(), w.ask, "http://a.example/robots.txt", known)
	if w.open != 0 {
		t.Errorf("%d bodies are left open", w.open)
	}
	return a
}

// chain is a file behind so many redirects.
func chain(hops int) map[string]page {
	pages := map[string]page{}
	at := "http://a.example/robots.txt"
	for i := range hops {
		next := fmt.Sprintf("http://b%d.example/r.txt", i)
		pages[at] = page{status: http.StatusMovedPermanently, location: next}
		at = next
	}
	pages[at] = page{status: http.StatusOK, body: strings.NewReader("User-agent: *\nDisallow: /")}
	return pages
}

func TestRedirects(t *testing.T) {
	t.Parallel()
	const origin = "http://a.example/robots.txt"
	redirect := func(location string) map[string]page {
		return map[string]page{origin: {status: http.StatusFound, location: location}}
	}
	tests := []struct {
		name    string
		pages   map[string]page
		allowed bool
		failed  bool
		asked   int
	}{
		{"none", chain(0), false, false, 1},
		{"five", chain(5), false, false, 6},
		{"six", chain(6), true, false, 6},
		{"loop", redirect(origin), true, false, 6},
		{"without a place", redirect(""), true, false, 1},
		{"to a file on disk", redirect("file:///etc/passwd"), true, false, 1},
		{"to a script", redirect("javascript:alert(1)"), true, false, 1},
		{"to no address", redirect("http://[::1"), true, false, 1},
		{"to what does not answer", redirect("http://c.example/"), false, true, 2},
	}
	for _, c := range tests {
		w := &web{pages: c.pages}
		a := w.fetch(t, robots.Record{})
		r := steady.After(robots.Record{}, a, start)
		if got := r.Rules(start, "Bot").Allowed("/"); got != c.allowed || (a.Err != nil) != c.failed || len(w.asked) != c.asked {
			t.Errorf("%s: allowed %v, error %v, asked %v", c.name, got, a.Err, w.asked)
		}
	}
}

func TestRedirectIsResolved(t *testing.T) {
	t.Parallel()
	w := &web{pages: map[string]page{
		"http://a.example/robots.txt":   {status: http.StatusTemporaryRedirect, location: "//me:secret@b.example/x/../r.txt#top"},
		"http://b.example/r.txt":        {status: http.StatusPermanentRedirect, location: "s/robots.txt"},
		"http://b.example/s/robots.txt": {status: http.StatusOK, body: strings.NewReader("")},
	}}
	a := w.fetch(t, robots.Record{})
	if a.Err != nil || a.Redirects != 2 || a.Address != "http://b.example/s/robots.txt" {
		t.Errorf("%+v", a)
	}
}

func TestStatuses(t *testing.T) {
	t.Parallel()
	for status, failed := range map[int]bool{
		200: false, 203: false, 300: false, 304: true, 400: false, 401: false, 403: false, 404: false, 410: false, 429: true, 451: false,
		500: true, 502: true, 503: true, 599: true, 100: true, 0: true, 999: true,
	} {
		w := &web{pages: map[string]page{"http://a.example/robots.txt": {status: status}}}
		if a := w.fetch(t, robots.Record{}); (a.Err != nil) != failed {
			t.Errorf("status %d: error %v", status, a.Err)
		}
	}
}

func TestConditional(t *testing.T) {
	t.Parallel()
	w := &web{pages: chain(1)}
	w.pages["http://b0.example/r.txt"] = page{status: http.StatusOK, etag: `W/"x`, body: strings.NewReader("User-agent: *\nDisallow: /")}
	r := steady.After(robots.Record{}, w.fetch(t, robots.Record{}), start)
	a := w.fetch(t, r)
	if a.Err != nil || a.Status != http.StatusNotModified {
		t.Errorf("asked again: %+v", a)
	}
	// Where the file has moved, its validators mean nothing.
	w.pages["http://a.example/robots.txt"] = page{status: http.StatusOK, etag: `W/"x`, body: strings.NewReader("")}
	if a := w.fetch(t, r); a.Status != http.StatusOK {
		t.Errorf("asked at another place: %+v", a)
	}
}

// endless is a body that never ends, or ends with an error.
type endless struct {
	read int
	fail error
}

func (e *endless) Read(b []byte) (int, error) {
	if e.fail != nil && e.read > 0 {
		return 0, e.fail
	}
	n := copy(b, bytes.Repeat([]byte("Disallow: /x\n"), len(b)/13+1))
	e.read += n
	return n, nil
}

func TestEndlessBody(t *testing.T) {
	t.Parallel()
	body := &endless{}
	w := &web{pages: map[string]page{"http://a.example/robots.txt": {status: http.StatusOK, body: io.MultiReader(strings.NewReader("User-agent: *\n"), body)}}}
	a := w.fetch(t, robots.Record{})
	if a.Err != nil || !a.Cut || len(a.Body) > robots.Limit || body.read > robots.Limit+1 {
		t.Errorf("%d bytes kept, %d read, error %v", len(a.Body), body.read, a.Err)
	}
	r := steady.After(robots.Record{}, a, start)
	if r.Rules(start, "Bot").Allowed("/x") || !r.Rules(start, "Bot").Allowed("/y") || !r.File().Cut {
		t.Error("what was read of it is not used")
	}
}

func TestBrokenBody(t *testing.T) {
	t.Parallel()
	w := &web{pages: map[string]page{"http://a.example/robots.txt": {status: http.StatusOK, body: &endless{fail: io.ErrUnexpectedEOF}}}}
	if a := w.fetch(t, robots.Record{}); !errors.Is(a.Err, io.ErrUnexpectedEOF) || a.Body != nil {
		t.Errorf("half a file is taken as one: %v", a.Err)
	}
}

func TestFetchOverHTTP(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.Redirect(w, r, "/real.txt", http.StatusFound)
			return
		}
		w.Header().Set("Last-Modified", "Sun, 01 Mar 2026 12:00:00 GMT")
		http.ServeContent(w, r, "real.txt", start, strings.NewReader("User-agent: Dateline\nDisallow: /private\n"))
	}))
	defer server.Close()
	client := server.Client()
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	ask := func(ctx context.Context, address string, header http.Header) (*http.Response, error) {
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, http.NoBody)
		if err != nil {
			return nil, err
		}
		r.Header = header
		return client.Do(r)
	}
	address, err := robots.Address(server.URL + "/private/page?x#y")
	if err != nil {
		t.Fatal(err)
	}
	r := robots.Policy{}.After(robots.Record{}, robots.Fetch(t.Context(), ask, address, robots.Record{}), start)
	if r.Verdict != robots.Found || r.Rules(start, "Dateline").Allowed(server.URL+"/private") {
		t.Errorf("record %+v", r)
	}
	if a := robots.Fetch(t.Context(), ask, address, r); a.Status != http.StatusNotModified {
		t.Errorf("asked again: %+v", a)
	}
}

func TestAddress(t *testing.T) {
	t.Parallel()
	want := map[string]string{
		"https://n.example/a/b?c#d":       "https://n.example/robots.txt",
		"http://me:secret@n.example:8080": "http://n.example:8080/robots.txt",
		"http://[::1]:80/x":               "http://[::1]:80/robots.txt",
		"ftp://n.example/":                "",
		"/a/b":                            "",
		"http://":                         "",
		"http://n.example:port/":          "",
	}
	for page, address := range want {
		got, err := robots.Address(page)
		if got != address || (err == nil) != (address != "") {
			t.Errorf("Address(%q) is %q, %v", page, got, err)
		}
	}
}
