package web_test

import (
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"dateline/index"
	"dateline/web"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// listen serves a world on a free port until the test stops it.
func listen(t *testing.T, w *world) (address string, stop func() error) {
	t.Helper()
	ln, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- w.Serve(ctx, ln) }()
	stop = sync.OnceValue(func() error { cancel(); return <-ended })
	t.Cleanup(func() {
		if err := stop(); err != nil {
			t.Error(err)
		}
	})
	return ln.Addr().String(), stop
}

// client is one whose connections end with the test.
func client(t *testing.T) *http.Client {
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport}
}

func get(t *testing.T, c *http.Client, ctx context.Context, url string) (int, string, error) {
	t.Helper()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := c.Do(r)
	if err != nil {
		return 0, "", err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	return resp.StatusCode, string(body), err
}

// hold makes searches wait until released or given up; begun receives once for each.
func (w *world) hold() (begun chan struct{}, release func()) {
	begun, gate := make(chan struct{}, 2000), make(chan struct{})
	w.search.found = func(ctx context.Context, _ index.Request) (*index.Response, error) {
		begun <- struct{}{}
		select {
		case <-gate:
			return &index.Response{}, nil
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	return begun, sync.OnceFunc(func() { close(gate) })
}

func TestStopLetsRequestsFinish(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	begun, release := w.hold()
	address, stop := listen(t, w)
	c := client(t)
	status := make(chan int, 1)
	go func() {
		code, _, _ := get(t, c, t.Context(), "http://"+address+"/api/v1/search")
		status <- code
	}()
	<-begun
	stopped := make(chan error, 1)
	go func() { stopped <- stop() }()
	release()
	if code := <-status; code != http.StatusOK {
		t.Errorf("the request under way got %d", code)
	}
	if err := <-stopped; err != nil {
		t.Error(err)
	}
}

func TestStopCutsOffAfterTheGrace(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(c *web.Config) { c.Grace, c.SearchTimeout = 20*time.Millisecond, time.Hour })
	begun, _ := w.hold()
	address, stop := listen(t, w)
	c := client(t)
	ended := make(chan error, 1)
	go func() {
		_, _, err := get(t, c, t.Context(), "http://"+address+"/search")
		ended <- err
	}()
	<-begun
	if err := stop(); err != nil {
		t.Error(err)
	}
	<-ended
}

func TestServeReportsABrokenListener(t *testing.T) {
	t.Parallel()
	ln, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_ = ln.Close()
	if err := newWorld(t).Serve(t.Context(), ln); !errors.Is(err, net.ErrClosed) {
		t.Errorf("got %v", err)
	}
}

// 1,000 requests given up: every search stops and no goroutine stays (TestMain looks).
func TestCancelledRequests(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(c *web.Config) { c.MaxSearches, c.SearchTimeout = 50, time.Minute })
	begun, _ := w.hold()
	address, stop := listen(t, w)
	c := client(t)
	for range 20 {
		ctx, cancel := context.WithCancel(t.Context())
		var all sync.WaitGroup
		for range 50 {
			all.Go(func() { _, _, _ = get(t, c, ctx, "http://"+address+"/search?q=a") })
		}
		for range 50 {
			<-begun
		}
		cancel()
		all.Wait()
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
}

func TestSearchesWaitTheirTurn(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(c *web.Config) { c.MaxSearches, c.QueueTimeout = 1, time.Millisecond })
	begun, release := w.hold()
	var first sync.WaitGroup
	first.Go(func() { w.do(t, http.MethodGet, "/api/v1/search") })
	<-begun
	rec := w.do(t, http.MethodGet, "/api/v1/search")
	if rec.Code != http.StatusServiceUnavailable || rec.Header().Get("Retry-After") == "" || !strings.Contains(rec.Body.String(), `"code":"busy"`) {
		t.Errorf("%d %v %s", rec.Code, rec.Header(), rec.Body)
	}
	if got := w.do(t, http.MethodGet, "/help").Code; got != http.StatusOK {
		t.Errorf("a page that does not search had to wait: %d", got)
	}
	release()
	first.Wait()
	if got := w.do(t, http.MethodGet, "/api/v1/search").Code; got != http.StatusOK {
		t.Errorf("after that: %d", got)
	}
}

func TestSearchHasADeadline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.hold()
		start := time.Now()
		rec := w.do(t, http.MethodGet, "/api/v1/search?q=a*")
		if took := time.Since(start); rec.Code != http.StatusServiceUnavailable || took != 2*time.Second || !strings.Contains(rec.Body.String(), `"code":"timeout"`) {
			t.Errorf("%d after %v: %s", rec.Code, took, rec.Body)
		}
	})
}

func TestCompression(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	rec := w.do(t, http.MethodGet, "/search?q=ferry", "Accept-Encoding: gzip")
	if rec.Header().Get("Content-Encoding") != "gzip" || !strings.Contains(rec.Header().Get("Vary"), "Accept-Encoding") {
		t.Fatalf("headers %v", rec.Header())
	}
	z, err := gzip.NewReader(rec.Body)
	if err != nil {
		t.Fatal(err)
	}
	if b, err := io.ReadAll(z); err != nil || !strings.Contains(string(b), "</html>") {
		t.Errorf("%v: %.100s", err, b)
	}
	if got := w.do(t, http.MethodGet, "/healthz", "Accept-Encoding: gzip").Header().Get("Content-Encoding"); got != "" {
		t.Errorf("a tiny answer is compressed: %q", got)
	}
}

func TestLimitsOfARequest(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	address, _ := listen(t, w)
	c := client(t)
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+address+"/healthz", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("X-Long", strings.Repeat("x", 100<<10))
	resp, err := c.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	if resp.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("100 KiB of headers: %d", resp.StatusCode)
	}
	body := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/healthz", strings.NewReader(strings.Repeat("x", 2<<20)))
	body.Host = "localhost"
	rec := httptest.NewRecorder()
	w.ServeHTTP(rec, body)
	if rec.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("2 MiB of body: %d", rec.Code)
	}
}

func TestConfig(t *testing.T) {
	t.Parallel()
	if _, err := web.New(web.Config{}); err == nil {
		t.Error("an empty configuration was accepted")
	}
}
