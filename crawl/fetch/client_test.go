package fetch_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"dateline/corpus"
	"dateline/crawl/fetch"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// client returns a client that may fetch from the given host:port alone.
func client(t testing.TB, o fetch.Options, allow ...string) *fetch.Client {
	t.Helper()
	o.Product, o.Contact = "Testline/0.1", "https://example.org/crawler"
	o.Allow = append(o.Allow, allow...)
	if o.Resolver == nil {
		o.Resolver = names{}
	}
	if o.Limits.Total == 0 { // a busy machine must not fail what is not about time
		o.Limits.Total, o.Limits.FirstByte, o.Limits.Pace = 2*time.Minute, time.Minute, -1
	}
	c, err := fetch.New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

// serve starts a server on an address of its own.
func serve(t testing.TB, handler http.HandlerFunc) *httptest.Server {
	t.Helper()
	s := httptest.NewUnstartedServer(handler)
	_ = s.Listener.Close()
	s.Listener = listen(t, "127.0.0.2:0")
	s.Start()
	t.Cleanup(s.Close)
	return s
}

func listen(t testing.TB, address string) net.Listener {
	t.Helper()
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// serveRaw answers each connection with what answer writes, after the request's header.
func serveRaw(t testing.TB, answer func(c net.Conn)) (hostPort string) {
	t.Helper()
	l := listen(t, "127.0.0.3:0")
	var wg sync.WaitGroup
	wg.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			wg.Go(func() {
				defer func() { _ = c.Close() }()
				if _, err := http.ReadRequest(bufio.NewReader(c)); err == nil {
					answer(c)
				}
			})
		}
	})
	t.Cleanup(func() {
		_ = l.Close()
		wg.Wait()
	})
	return l.Addr().String()
}

func say(text string) func(net.Conn) {
	return func(c net.Conn) { _, _ = c.Write([]byte(text)) }
}

// names is a resolver; each lookup of a name takes the next of its answers, and keeps to the last.
type names map[string]*answers

type answers struct {
	mu   sync.Mutex
	list [][]netip.Addr
	err  error
	n    int
}

func addrs(list ...string) *answers {
	a := &answers{}
	for _, s := range list {
		var one []netip.Addr
		for part := range strings.FieldsSeq(s) {
			one = append(one, netip.MustParseAddr(part))
		}
		a.list = append(a.list, one)
	}
	return a
}

func (n names) LookupNetIP(ctx context.Context, _, host string) ([]netip.Addr, error) {
	a, ok := n[strings.TrimSuffix(host, ".")]
	if !ok {
		return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.n++
	if a.err != nil {
		return nil, a.err
	}
	if len(a.list) == 0 {
		<-ctx.Done()
		return nil, ctx.Err()
	}
	return a.list[min(a.n, len(a.list))-1], nil
}

func wantClass(t testing.TB, err error, want ...fetch.Class) {
	t.Helper()
	var e *fetch.Error
	if !errors.As(err, &e) || !slices.Contains(want, e.Class) {
		t.Errorf("got %v, want an error of class %v", err, want)
	}
}

func get(t testing.TB, c *fetch.Client, url string) *fetch.Response {
	t.Helper()
	res, err := c.Get(t.Context(), fetch.Request{URL: url})
	if err != nil {
		t.Fatal(err)
	}
	return res
}

func address(s *httptest.Server) string { return s.Listener.Addr().String() }

func TestOptions(t *testing.T) {
	t.Parallel()
	good := fetch.Options{Product: "Dateline/1.0", Contact: "https://example.org/bot"}
	tests := map[string]struct {
		change func(*fetch.Options)
		bad    bool
	}{
		"as it is":        {func(*fetch.Options) {}, false},
		"mail as contact": {func(o *fetch.Options) { o.Contact = "crawl@example.org" }, false},
		"two products":    {func(o *fetch.Options) { o.Product = "Newsbot/2 Dateline/1.0" }, false},
		"allowed things": {func(o *fetch.Options) {
			o.Allow = []string{"10.0.0.0/8", "[fd00::1]:80", "::1", ".lan.example", "wiki:3000"}
		}, false},
		"proxy":                    {func(o *fetch.Options) { o.Proxy = "socks5://127.0.0.1:1080" }, false},
		"no product":               {func(o *fetch.Options) { o.Product = "" }, true},
		"a comment in the product": {func(o *fetch.Options) { o.Product = "Dateline (x)" }, true},
		"a line break":             {func(o *fetch.Options) { o.Product = "Dateline\r\nX: y" }, true},
		"no contact":               {func(o *fetch.Options) { o.Contact = "" }, true},
		"contact without a host":   {func(o *fetch.Options) { o.Contact = "https:///bot" }, true},
		"contact breaks out":       {func(o *fetch.Options) { o.Contact = "https://example.org/a)b" }, true},
		"From with a name":         {func(o *fetch.Options) { o.From = "Bot <a@example.org>" }, true},
		"allowed nonsense":         {func(o *fetch.Options) { o.Allow = []string{"a b"} }, true},
		"allowed port 0":           {func(o *fetch.Options) { o.Allow = []string{"a.example:0"} }, true},
		"port 70000":               {func(o *fetch.Options) { o.Ports = []int{70000} }, true},
		"proxy without a scheme":   {func(o *fetch.Options) { o.Proxy = "proxy:3128" }, true},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := good
			test.change(&o)
			c, err := fetch.New(o)
			if err == nil {
				_ = c.Close()
			}
			if (err != nil) != test.bad {
				t.Errorf("got %v", err)
			}
			if err != nil && corpus.KindOf(err) != corpus.Invalid {
				t.Errorf("kind %v", corpus.KindOf(err))
			}
		})
	}
}

func TestRequestHeaders(t *testing.T) {
	t.Parallel()
	var got http.Header
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		got = r.Header.Clone()
		http.SetCookie(w, &http.Cookie{Name: "a", Value: "b"})
		w.Header().Set("ETag", `W/"1"`)
		_, _ = w.Write([]byte("<html>"))
	})
	c := client(t, fetch.Options{From: "crawl@example.org"}, address(s))
	res := get(t, c, strings.Replace(s.URL, "//", "//user:secret@", 1))
	res = get(t, c, res.URL)
	want := http.Header{
		"User-Agent":      {"Testline/0.1 (+https://example.org/crawler)"},
		"From":            {"crawl@example.org"},
		"Accept":          got["Accept"],
		"Accept-Encoding": {"gzip, deflate, br, zstd"},
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("request header\n%v, want\n%v", got, want)
	}
	if res.Header.Get("Set-Cookie") != "" {
		t.Error("a cookie was kept")
	}
	if res.ETag != `W/"1"` || res.Addr != netip.MustParseAddr("127.0.0.2") || res.Proto != "HTTP/1.1" || res.Bytes != 6 ||
		strings.Contains(res.URL, "secret") {
		t.Errorf("got %+v", res)
	}
}

// The variables that net/http would heed must change nothing: through a proxy the dialled address would go unchecked.
func TestEnvironmentProxyIgnored(t *testing.T) {
	asked := false
	proxy := serve(t, func(http.ResponseWriter, *http.Request) { asked = true })
	for _, name := range []string{"HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY"} {
		t.Setenv(name, proxy.URL)
	}
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("plain")) })
	c := client(t, fetch.Options{Resolver: names{"site.example": addrs("127.0.0.2")}}, address(s))
	_, port, _ := net.SplitHostPort(address(s))
	get(t, c, "http://site.example:"+port)
	if asked {
		t.Error("the proxy of the environment was asked")
	}
}

func TestConfiguredProxy(t *testing.T) {
	t.Parallel()
	var asked []string
	proxy := serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.URL.String())
		_, _ = w.Write([]byte("by proxy"))
	})
	c := client(t, fetch.Options{Proxy: proxy.URL})
	if res := get(t, c, "http://news.example/a"); string(res.Body) != "by proxy" {
		t.Errorf("got %q", res.Body)
	}
	_, err := c.Get(t.Context(), fetch.Request{URL: "http://127.0.0.1/"})
	wantClass(t, err, fetch.ClassRefusedAddress)
	if want := []string{"http://news.example/a"}; !slices.Equal(asked, want) {
		t.Errorf("the proxy was asked for %v, want %v", asked, want)
	}
}

func TestClose(t *testing.T) {
	t.Parallel()
	arrived, release := make(chan struct{}), make(chan struct{})
	s := serve(t, func(_ http.ResponseWriter, r *http.Request) {
		close(arrived)
		select {
		case <-release:
		case <-r.Context().Done():
		}
	})
	defer close(release)
	c := client(t, fetch.Options{}, address(s))
	failed := make(chan error)
	go func() {
		_, err := c.Get(context.Background(), fetch.Request{URL: s.URL})
		failed <- err
	}()
	<-arrived
	go func() { _ = c.Close() }()
	wantClass(t, <-failed, fetch.ClassClosed)
	_ = c.Close()
	_, err := c.Get(t.Context(), fetch.Request{URL: s.URL})
	wantClass(t, err, fetch.ClassClosed)
}

func TestCancelled(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	s := serve(t, func(_ http.ResponseWriter, r *http.Request) {
		cancel()
		<-r.Context().Done()
	})
	_, err := client(t, fetch.Options{}, address(s)).Get(ctx, fetch.Request{URL: s.URL})
	wantClass(t, err, fetch.ClassCancelled)
}

func TestConnectFailures(t *testing.T) {
	t.Parallel()
	l := listen(t, "127.0.0.4:0")
	_, port, _ := net.SplitHostPort(l.Addr().String())
	_ = l.Close()
	dns := names{
		"gone.example":  addrs("127.0.0.4"),
		"fails.example": {err: &net.DNSError{Err: "server misbehaving", IsTemporary: true}},
		"hangs.example": {},
		"empty.example": addrs(""),
	}
	c := client(t, fetch.Options{Resolver: dns, Limits: fetch.Limits{Connect: time.Second}}, "127.0.0.4:"+port)
	for host, want := range map[string]fetch.Class{
		"gone.example": fetch.ClassConnect, "fails.example": fetch.ClassDNS, "hangs.example": fetch.ClassDNS,
		"empty.example": fetch.ClassNoHost, "unknown.example": fetch.ClassNoHost,
	} {
		t.Run(host, func(t *testing.T) {
			t.Parallel()
			_, err := c.Get(t.Context(), fetch.Request{URL: "http://" + host + ":" + port})
			wantClass(t, err, want)
			if fetch.Retryable(err) == (want == fetch.ClassNoHost) {
				t.Errorf("%v: retryable is %v", err, fetch.Retryable(err))
			}
		})
	}
}
