package web_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"dateline/corpus"
	"dateline/web"
	"dateline/web/api"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"
)

// ingester is a fake: each line of a body is the status of an item.
type ingester struct {
	mu    sync.Mutex
	took  []web.Incoming
	until bool // stop after an item, and wait for the end of the context
	err   error
}

func (i *ingester) Ingest(ctx context.Context, in web.Incoming, tell func(corpus.Fate)) error {
	lines := bufio.NewReader(in.Body)
	in.Body = nil
	i.mu.Lock()
	i.took = append(i.took, in)
	i.mu.Unlock()
	var err error
	for n := 1; err == nil; n++ {
		var status string
		if status, err = lines.ReadString('\n'); status == "" || err != nil && !errors.Is(err, io.EOF) {
			break
		}
		f := corpus.Fate{Place: fmt.Sprintf("body:%d", n), Line: n, Status: strings.TrimSpace(status), ID: "a1", Revision: 1}
		if f.Status == corpus.FateRejected {
			f.ID, f.Revision = "", 0
		}
		tell(f)
		if i.until {
			<-ctx.Done()
			return ctx.Err()
		}
	}
	if !errors.Is(err, io.EOF) {
		tell(corpus.Fate{Place: "body", Status: corpus.FateRejected, Reason: err.Error()})
	}
	return errors.Join(i.err, ctx.Err())
}

// keys is a fake: the key "writer" writes, "reader" reads.
type keys struct{}

func (keys) Opens(_ context.Context, key string) ([]string, error) {
	switch key {
	case "writer":
		return []string{"write"}, nil
	case "reader":
		return []string{"read"}, nil
	}
	return nil, nil
}

// taking is a world that takes articles.
func taking(t *testing.T, change ...func(*web.Config)) (*world, *ingester) {
	i := &ingester{}
	given := func(c *web.Config) { c.Ingester, c.Keys, c.Loopback = i, keys{}, true }
	return newWorld(t, append([]func(*web.Config){given}, change...)...), i
}

// send posts a body to the server as do does.
func (w *world) send(t *testing.T, target, from string, body io.Reader, header ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, target, body)
	r.Host, r.RemoteAddr = "localhost:8080", from
	for _, h := range header {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Add(name, value)
	}
	rec := httptest.NewRecorder()
	w.ServeHTTP(rec, r)
	return rec
}

const (
	articles = "/api/v1/articles"
	here     = "127.0.0.1:9"
)

func problemOf(t *testing.T, rec *httptest.ResponseRecorder) api.Problem {
	t.Helper()
	var p api.Problem
	if err := json.Unmarshal(rec.Body.Bytes(), &p); err != nil {
		t.Fatalf("%v in %s", err, rec.Body)
	}
	return p
}

// answered reads a streamed answer.
func answered(t *testing.T, body io.Reader) (fates []corpus.Fate, sum api.Summary) {
	t.Helper()
	lines := bufio.NewScanner(body)
	for lines.Scan() {
		var f corpus.Fate
		if err := json.Unmarshal(lines.Bytes(), &f); err != nil {
			t.Fatal(err)
		}
		if f.Status != "" {
			fates = append(fates, f)
		} else if err := json.Unmarshal(lines.Bytes(), &sum); err != nil {
			t.Fatal(err)
		}
	}
	return fates, sum
}

func TestArticlesAreAnsweredByLines(t *testing.T) {
	t.Parallel()
	w, took := taking(t)
	rec := w.send(t, articles+"?source=paper.example&map=title%3Dhead", here, strings.NewReader("created\nrejected\nupdated\nrejected\nunchanged\ncopy\nrejected\n"), "Content-Type: application/x-ndjson; charset=utf-8")
	fates, sum := answered(t, rec.Body)
	if rec.Code != http.StatusOK || rec.Header().Get("Content-Type") != "application/x-ndjson" || len(fates) != 7 {
		t.Errorf("%d %v %v", rec.Code, rec.Header(), fates)
	}
	if diff := cmp.Diff(api.Summary{Done: true, Created: 1, Updated: 1, Unchanged: 1, Copies: 1, Rejected: 3}, sum); diff != "" {
		t.Error(diff)
	}
	if !slices.IsSortedFunc(fates, func(a, b corpus.Fate) int { return a.Line - b.Line }) {
		t.Errorf("out of order: %v", fates)
	}
	want := []web.Incoming{{Format: "jsonl", Charset: "utf-8", Source: "paper.example", Map: "title=head"}}
	if diff := cmp.Diff(want, took.took); diff != "" {
		t.Error(diff)
	}
}

func TestArticlesAreAnsweredByOneDocument(t *testing.T) {
	t.Parallel()
	for body, status := range map[string]int{
		"created": 201, "copy": 201, "updated": 200, "unchanged": 200, "rejected": 422, "rejected\nrejected": 422,
		"created\nrejected": 200, "created\ncreated": 200, strings.Repeat("created\n", 1001): 200,
	} {
		w, _ := taking(t)
		rec := w.send(t, articles, here, strings.NewReader(body), "Accept: application/json")
		var got api.Taken
		if err := json.Unmarshal(rec.Body.Bytes(), &got); err != nil || rec.Code != status || !got.Done {
			t.Errorf("%.30q: %d %v, want %d\n%.300s", body, rec.Code, err, status, rec.Body)
		}
		if n := strings.Count(body, "\n"); n > 1000 && (len(got.Items) != 1000 || got.LeftOut != 1 || got.Created != n) {
			t.Errorf("%d listed, %d left out, %d counted", len(got.Items), got.LeftOut, got.Created)
		}
		if where := rec.Header().Get("Location"); (where == "/api/v1/articles/a1") != (status == 201) {
			t.Errorf("%.30q: Location is %q", body, where)
		}
	}
}

func TestWhoMaySendArticles(t *testing.T) {
	t.Parallel()
	const elsewhere = "10.0.0.7:9"
	for name, c := range map[string]struct {
		from   string
		open   bool // bound to loopback
		header []string
		status int
		says   string // in WWW-Authenticate
	}{
		"a program here":             {here, true, nil, 200, ""},
		"a page of this server":      {here, true, []string{"Origin: http://localhost:8080", "Sec-Fetch-Site: same-origin"}, 200, ""},
		"here, bound to the network": {here, false, nil, 401, "Bearer"},
		"through a proxy here":       {here, true, []string{"X-Forwarded-For: 10.0.0.7"}, 401, "Bearer"},
		"elsewhere":                  {elsewhere, false, nil, 401, "Bearer"},
		"elsewhere, forged":          {elsewhere, false, []string{"X-Real-Ip: 127.0.0.1"}, 401, "Bearer"},
		"elsewhere with a key":       {elsewhere, false, []string{"Authorization: Bearer writer"}, 200, ""},
		"with a key, any case":       {elsewhere, false, []string{"Authorization: bearer  writer"}, 200, ""},
		"with a wrong key":           {elsewhere, false, []string{"Authorization: Bearer nobody"}, 401, "invalid_token"},
		"here with a wrong key":      {here, true, []string{"Authorization: Bearer nobody"}, 401, "invalid_token"},
		"without the scope":          {elsewhere, false, []string{"Authorization: Bearer reader"}, 403, `scope="write"`},
		"with a password":            {elsewhere, false, []string{"Authorization: Basic d3JpdGVy"}, 401, "invalid_request"},
		"with an empty key":          {here, true, []string{"Authorization: Bearer "}, 401, "invalid_request"},
		"with two keys":              {elsewhere, false, []string{"Authorization: Bearer writer", "Authorization: Bearer nobody"}, 401, "invalid_request"},
		"another site's page":        {here, true, []string{"Sec-Fetch-Site: cross-site"}, 403, ""},
		"another origin":             {here, true, []string{"Origin: https://evil.example"}, 403, ""},
		"another origin with a key":  {elsewhere, false, []string{"Origin: https://evil.example", "Authorization: Bearer writer"}, 403, ""},
		"a page without an origin":   {here, true, []string{"Origin: null"}, 403, ""},
	} {
		w, took := taking(t, func(config *web.Config) { config.Loopback = c.open })
		rec := w.send(t, articles, c.from, strings.NewReader("created"), append(c.header, "Content-Type: text/plain")...)
		if rec.Code != c.status || !strings.Contains(rec.Header().Get("WWW-Authenticate"), c.says) || len(took.took) > 0 != (c.status == 200) {
			t.Errorf("%s: %d, %q; want %d\n%s", name, rec.Code, rec.Header().Get("WWW-Authenticate"), c.status, rec.Body)
		}
	}
}

func TestDeleteWithAKey(t *testing.T) {
	t.Parallel()
	for header, status := range map[string]int{"Authorization: Bearer writer": 204, "Authorization: Bearer reader": 403, "X-None: x": 401} {
		w, _ := taking(t, func(c *web.Config) { c.Loopback = false })
		if got := w.do(t, http.MethodDelete, articles+"/a1", header, "X-Forwarded-For: 10.0.0.7").Code; got != status {
			t.Errorf("%s: %d, want %d", header, got, status)
		}
	}
}

func TestWithoutIngesterOrKeys(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(c *web.Config) { c.Loopback = true })
	if rec := w.send(t, articles, here, strings.NewReader("created")); rec.Code != 403 || problemOf(t, rec).Code != "read-only" {
		t.Errorf("%d %s", rec.Code, rec.Body)
	}
	if rec := w.send(t, articles, "10.0.0.7:9", strings.NewReader("created"), "Authorization: Bearer writer"); rec.Code != 403 || problemOf(t, rec).Code != "not-local" {
		t.Errorf("%d %s", rec.Code, rec.Body)
	}
}

func packed(t *testing.T, coding, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	var z io.WriteCloser = gzip.NewWriter(&b)
	if coding == "zstd" {
		var err error
		if z, err = zstd.NewWriter(&b); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := io.WriteString(z, text); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestBodies(t *testing.T) {
	t.Parallel()
	small := func(c *web.Config) { c.MaxBody = 100 }
	many := strings.Repeat("created\n", 40) // 320 bytes
	gz, zs := packed(t, "gzip", many), packed(t, "zstd", many)
	for name, c := range map[string]struct {
		body   string
		header []string
		query  string
		status int
		code   string
	}{
		"gzip":                    {string(gz), []string{"Content-Encoding: gzip"}, "", 200, ""},
		"zstd":                    {string(zs), []string{"Content-Encoding: zstd"}, "", 200, ""},
		"as it is":                {"created", []string{"Content-Encoding: identity"}, "", 200, ""},
		"another encoding":        {"created", []string{"Content-Encoding: br"}, "", 415, "unsupported-media-type"},
		"two encodings":           {"created", []string{"Content-Encoding: gzip", "Content-Encoding: gzip"}, "", 415, "unsupported-media-type"},
		"not gzip":                {"created", []string{"Content-Encoding: gzip"}, "", 400, "damaged-encoding"},
		"gzip cut short":          {string(gz[:len(gz)-20]), []string{"Content-Encoding: gzip"}, "", 400, "damaged-encoding"},
		"not zstd":                {"created", []string{"Content-Encoding: zstd"}, "", 400, "damaged-encoding"},
		"too large":               {many, nil, "", 413, "too-large"},
		"too large once unpacked": {string(packed(t, "gzip", strings.Repeat("x", 5000))), []string{"Content-Encoding: gzip"}, "", 413, "too-large"},
		"empty":                   {"", nil, "", 400, "empty"},
		"blank":                   {"\ufeff \r\n\t\n", nil, "", 400, "empty"},
		"a form":                  {"a=b", []string{"Content-Type: application/x-www-form-urlencoded"}, "", 415, "unsupported-media-type"},
		"a picture":               {"x", []string{"Content-Type: image/png"}, "", 415, "unsupported-media-type"},
		"a broken type":           {"x", []string{"Content-Type: ;;"}, "", 415, "unsupported-media-type"},
		"a page":                  {"created", []string{"Content-Type: text/html"}, "?url=https://a.example/x", 200, ""},
		"an address of records":   {"created", []string{"Content-Type: text/csv"}, "?url=https://a.example/x", 400, "invalid-parameter"},
		"an address that is none": {"created", []string{"Content-Type: text/html"}, "?url=javascript:x", 400, "invalid-parameter"},
		"an unknown parameter":    {"created", nil, "?sources=x", 400, "unknown-parameter"},
		"a parameter twice":       {"created", nil, "?source=x&source=y", 400, "repeated-parameter"},
	} {
		w, _ := taking(t, small)
		rec := w.send(t, articles+c.query, here, strings.NewReader(c.body), c.header...)
		if rec.Code != c.status {
			t.Errorf("%s: %d, want %d\n%s", name, rec.Code, c.status, rec.Body)
		} else if c.status != 200 && problemOf(t, rec).Code != c.code {
			t.Errorf("%s: %s, want %s", name, rec.Body, c.code)
		}
	}
}

// Where the length is not told before, what was stored is answered, and then that the rest is too large.
func TestTooLargeOnTheWay(t *testing.T) {
	t.Parallel()
	w, _ := taking(t, func(c *web.Config) { c.MaxBody = 100 })
	body := io.MultiReader(strings.NewReader(strings.Repeat("created\nrejected\n", 20))) // hides its length
	rec := w.send(t, articles, here, body)
	fates, sum := answered(t, rec.Body)
	if rec.Code != 200 || len(fates) < 11 || sum.Done || sum.Problem == nil || sum.Problem.Status != 413 || fates[len(fates)-1].Reason != "" {
		t.Errorf("%d %v %+v", rec.Code, fates, sum)
	}
	rec = w.send(t, articles, here, io.MultiReader(strings.NewReader(strings.Repeat("created", 40))))
	if p := problemOf(t, rec); rec.Code != 413 || p.Code != "too-large" {
		t.Errorf("%d %s", rec.Code, rec.Body)
	}
	rec = w.send(t, articles, here, io.MultiReader(strings.NewReader(strings.Repeat("created\n", 40))), "Accept: application/json")
	if rec.Code != 413 || !strings.Contains(rec.Body.String(), `"created":`) {
		t.Errorf("%d %s", rec.Code, rec.Body)
	}
}

func TestWhatCannotBeStored(t *testing.T) {
	t.Parallel()
	w, took := taking(t)
	took.err = corpus.Errorf(corpus.Unavailable, "/srv/secret is full")
	rec := w.send(t, articles, "10.0.0.7:9", strings.NewReader("created\n"), "Authorization: Bearer writer")
	if _, sum := answered(t, rec.Body); sum.Done || sum.Problem == nil || sum.Problem.Status != 503 || strings.Contains(sum.Problem.Detail, "secret") {
		t.Errorf("%+v", sum)
	}
	took.err = corpus.Errorf(corpus.Invalid, "unknown format")
	if rec := w.send(t, articles, here, strings.NewReader(" x")); rec.Code != 200 {
		t.Errorf("%d %s", rec.Code, rec.Body)
	}
}

// post sends a body to a listening server and returns the answer, whose body the caller closes.
func post(t *testing.T, c *http.Client, address string, body io.Reader) (*http.Response, error) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://"+address+articles, body)
	if err != nil {
		t.Fatal(err)
	}
	return c.Do(r)
}

// Each item is answered while the body is still being sent, and a body may take longer than anything else.
func TestAnswersComeWhileTheBodyFlows(t *testing.T) {
	t.Parallel()
	w, _ := taking(t, func(c *web.Config) { c.Stall = 1500 * time.Millisecond })
	address, _ := listen(t, w)
	body, source := io.Pipe()
	first := make(chan struct{})
	go func() {
		_, _ = io.WriteString(source, "created\n")
		<-first
		for range 8 {
			time.Sleep(250 * time.Millisecond) // 2 s in all: more than it may be silent
			_, _ = io.WriteString(source, "created\n")
		}
		_ = source.Close()
	}()
	resp, err := post(t, client(t), address, body)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	lines := bufio.NewReader(resp.Body)
	if line, err := lines.ReadString('\n'); err != nil || !strings.Contains(line, `"created"`) {
		t.Errorf("%q %v", line, err)
	}
	close(first)
	if fates, sum := answered(t, lines); len(fates) != 8 || !sum.Done || sum.Created != 9 {
		t.Errorf("%v %+v", fates, sum)
	}
}

func TestAStalledBodyEnds(t *testing.T) {
	t.Parallel()
	w, _ := taking(t, func(c *web.Config) { c.Stall = 50 * time.Millisecond })
	address, _ := listen(t, w)
	body, source := io.Pipe()
	defer source.Close()
	go func() { _, _ = io.WriteString(source, "created\ncrea") }()
	resp, err := post(t, client(t), address, body)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	fates, sum := answered(t, resp.Body)
	if sum.Done || sum.Problem == nil || sum.Problem.Code != "stalled" || len(fates) == 0 {
		t.Errorf("%v %+v", fates, sum)
	}
}

// A client that goes away ends the reading; no goroutine stays (TestMain looks).
func TestTheClientGoesAway(t *testing.T) {
	t.Parallel()
	w, _ := taking(t)
	address, stop := listen(t, w)
	body, source := io.Pipe()
	defer source.Close()
	go func() { _, _ = io.WriteString(source, "created\n") }()
	c := client(t)
	resp, err := post(t, c, address, body)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := bufio.NewReader(resp.Body).ReadString('\n'); err != nil {
		t.Error(err)
	}
	_ = source.CloseWithError(errors.New("gone"))
	_ = resp.Body.Close()
	if err := stop(); err != nil {
		t.Error(err)
	}
}

// A server that stops says so at the end of what it took.
func TestStopEndsAnUpload(t *testing.T) {
	t.Parallel()
	w, took := taking(t)
	address, stop := listen(t, w)
	body, source := io.Pipe()
	defer source.Close()
	took.until = true
	go func() { _, _ = io.WriteString(source, "created\n") }()
	resp, err := post(t, client(t), address, body)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	lines := bufio.NewReader(resp.Body)
	if _, err := lines.ReadString('\n'); err != nil {
		t.Error(err)
	}
	stopped := make(chan error, 1)
	go func() { stopped <- stop() }()
	if _, sum := answered(t, lines); sum.Done || sum.Problem == nil || sum.Problem.Code != "stopping" {
		t.Errorf("%+v", sum)
	}
	if err := <-stopped; err != nil {
		t.Error(err)
	}
}

// Many clients send all of a body before they read anything of the answer.
func TestAnswersWaitForTheClient(t *testing.T) {
	t.Parallel()
	w, _ := taking(t)
	address, _ := listen(t, w)
	const n = 60_000 // over 4 MB of answer: more than any buffer of the system
	resp, err := post(t, client(t), address, &slowStart{r: strings.NewReader(strings.Repeat("created\n", n))})
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	time.Sleep(100 * time.Millisecond)
	if fates, sum := answered(t, resp.Body); len(fates) != n || !sum.Done {
		t.Errorf("%d %+v", len(fates), sum)
	}
}

// slowStart hides the length of a body.
type slowStart struct{ r io.Reader }

func (s *slowStart) Read(p []byte) (int, error) { return s.r.Read(p) }

func TestFewSendAtATime(t *testing.T) {
	t.Parallel()
	w, _ := taking(t, func(c *web.Config) { c.MaxUploads = 1 })
	body, source := io.Pipe()
	var first sync.WaitGroup
	first.Go(func() { w.send(t, articles, here, body) })
	_, _ = io.WriteString(source, "created\n")
	rec := w.send(t, articles, here, strings.NewReader("created"))
	if rec.Code != http.StatusServiceUnavailable || rec.Header().Get("Retry-After") == "" || problemOf(t, rec).Code != "busy" {
		t.Errorf("%d %s", rec.Code, rec.Body)
	}
	_ = source.Close()
	first.Wait()
	if rec := w.send(t, articles, here, strings.NewReader("created")); rec.Code != http.StatusOK {
		t.Errorf("after that: %d %s", rec.Code, rec.Body)
	}
}
