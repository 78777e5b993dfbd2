package fetch_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"dateline/crawl/fetch"
)

func TestRedirects(t *testing.T) {
	t.Parallel()
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		to := map[string]string{
			"/301": "/end", "/302": "end?x=1#part", "/303": "//%s/end", "/307": "http://%s/end", "/308": " /end\t", "/umlaut": "/gr\xfc\xdfe/ a",
			"/loop": "/loop2", "/loop2": "/loop", "/self": "/self", "/file": "file:///etc/passwd", "/gopher": "gopher://127.0.0.1:70/", "/js": "javascript:alert(1)",
			"/data": "data:text/html,x", "/empty": "", "/broken": "http://[::1", "/private": "http://127.0.0.1/", "/port": "http://news.example:25/",
		}[r.URL.Path]
		if strings.Contains(to, "%s") {
			to = fmt.Sprintf(to, r.Host)
		}
		if n, err := strconv.Atoi(strings.TrimPrefix(r.URL.Path, "/chain/")); err == nil && strings.HasPrefix(r.URL.Path, "/chain/") && n > 0 {
			to = "/chain/" + strconv.Itoa(n-1)
		}
		status, err := strconv.Atoi(r.URL.Path[1:])
		if err != nil {
			status = http.StatusFound
		}
		if to == "" && r.URL.Path != "/empty" {
			_, _ = w.Write([]byte("at " + r.URL.RequestURI()))
			return
		}
		w.Header()["Location"] = []string{to}
		w.WriteHeader(status)
	})
	c := client(t, fetch.Options{}, address(s))
	tests := map[string]struct {
		end   string
		hops  int
		class fetch.Class
	}{
		"/301": {"/end", 1, ""}, "/302": {"/end?x=1", 1, ""}, "/303": {"/end", 1, ""}, "/307": {"/end", 1, ""}, "/308": {"/end", 1, ""},
		"/umlaut": {"/gr%FC%DFe/%20a", 1, ""}, "/chain/10": {"/chain/0", 10, ""}, "/empty": {"", 0, ""},
		"/chain/11": {"", 0, fetch.ClassRedirects}, "/chain/30": {"", 0, fetch.ClassRedirects},
		"/loop": {"", 0, fetch.ClassRedirectLoop}, "/self": {"", 0, fetch.ClassRedirectLoop},
		"/file": {"", 0, fetch.ClassRedirectScheme}, "/gopher": {"", 0, fetch.ClassRedirectScheme}, "/js": {"", 0, fetch.ClassRedirectScheme},
		"/data": {"", 0, fetch.ClassRedirectScheme}, "/broken": {"", 0, fetch.ClassBadURL}, "/private": {"", 0, fetch.ClassRefusedAddress},
		"/port": {"", 0, fetch.ClassPort},
	}
	for path, want := range tests {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			res, err := c.Get(t.Context(), fetch.Request{URL: s.URL + path})
			if want.class != "" {
				wantClass(t, err, want.class)
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if len(res.Chain) != want.hops {
				t.Errorf("%d hops, want %d", len(res.Chain), want.hops)
			}
			if want.end != "" && (res.URL != s.URL+want.end || string(res.Body) != "at "+want.end) {
				t.Errorf("ended at %s with %q, want %s", res.URL, res.Body, want.end)
			}
		})
	}
	_, err := c.Get(t.Context(), fetch.Request{URL: s.URL + "/chain/6", Kind: fetch.Robots})
	wantClass(t, err, fetch.ClassRedirects)
	var e *fetch.Error
	if errors.As(err, &e); len(e.Chain) != 5 {
		t.Errorf("robots.txt: %d hops followed, want 5", len(e.Chain))
	}
}

func TestRefresh(t *testing.T) {
	t.Parallel()
	const end = "end"
	tests := map[string]struct{ header, page, want string }{
		"header":                {"0; url=/end", "", end},
		"header, comma, quotes": {`0,URL="/end"`, "", end},
		"header, bare":          {"0;/end", "", end},
		"header, fraction":      {"0.9;url=/end", "", end},
		"header, later":         {"5; url=/end", "", "start"},
		"header, ten":           {"10; url=/end", "", "start"},
		"header, reload":        {"0", "", "start"},
		"header, garbage":       {"soon; url=/end", "", "start"},
		"meta":                  {"", `<meta http-equiv=refresh content="0;url=/end">`, end},
		"meta, capitals, space": {"", `<HEAD><META CONTENT=" 00 ; URL = '/end' junk" HTTP-EQUIV=" Refresh ">`, end},
		"meta, later":           {"", `<meta http-equiv=refresh content="300;url=/end">`, "start"},
		"meta, reload":          {"", `<meta http-equiv=refresh content="0">`, "start"},
		"meta in noscript":      {"", `<noscript><meta http-equiv=refresh content="0;url=/end"></noscript>`, "start"},
		"meta in a comment":     {"", `<!-- <meta http-equiv=refresh content="0;url=/end"> -->`, "start"},
		"meta in a script":      {"", `<script>'<meta http-equiv=refresh content="0;url=/end">'</script>`, "start"},
		"meta in the body":      {"", `<body><p><meta http-equiv=refresh content="0;url=/end">`, "start"},
		"second meta":           {"", `<meta http-equiv=refresh content="60"><meta http-equiv=refresh content="0; /end">`, end},
		"meta in UTF-16": {"", "\xff\xfe" + strings.Join(strings.Split(`<html><meta http-equiv=refresh content="0;url=/end">`, ""), "\x00") + "\x00",
			end},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Type", "text/html")
				if r.URL.Path == "/end" {
					_, _ = w.Write([]byte("<p>end"))
					return
				}
				if test.header != "" {
					w.Header().Set("Refresh", test.header)
				}
				_, _ = w.Write([]byte(test.page + "<p>start"))
			})
			res := get(t, client(t, fetch.Options{}, address(s)), s.URL)
			if got := strings.HasSuffix(string(res.Body), "<p>end"); got != (test.want == end) || len(res.Chain) == 1 != got {
				t.Errorf("got %q by %v", res.Body, res.Chain)
			}
		})
	}
}

func TestRobotsKnowsNoRefresh(t *testing.T) {
	t.Parallel()
	const page = `<html><meta http-equiv=refresh content="0;url=/end">`
	c, url := answer(t, page, "Refresh: 0; url=/end")
	res, err := c.Get(t.Context(), fetch.Request{URL: url, Kind: fetch.Robots})
	if err != nil || string(res.Body) != page || len(res.Chain) != 0 {
		t.Errorf("got %+v, %v", res, err)
	}
}

// Refreshes count as redirects do.
func TestRefreshLoop(t *testing.T) {
	t.Parallel()
	n := 0
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		n++
		w.Header().Set("Content-Type", "text/html")
		if r.URL.Path == "/loop" {
			_, _ = w.Write([]byte(`<meta http-equiv=refresh content="0;url=/loop">`))
			return
		}
		_, _ = fmt.Fprintf(w, `<meta http-equiv=refresh content="0;url=/%d">`, n)
	})
	c := client(t, fetch.Options{}, address(s))
	_, err := c.Get(t.Context(), fetch.Request{URL: s.URL})
	wantClass(t, err, fetch.ClassRedirects)
	if n != 11 {
		t.Errorf("%d requests, want 11", n)
	}
	_, err = c.Get(t.Context(), fetch.Request{URL: s.URL + "/loop"})
	wantClass(t, err, fetch.ClassRedirectLoop)
}

func TestFollow(t *testing.T) {
	t.Parallel()
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/a":
			http.Redirect(w, r, "/b", http.StatusMovedPermanently)
		case "/b":
			http.Redirect(w, r, "/c", http.StatusFound)
		case "/c":
			http.Redirect(w, r, "/d", http.StatusMovedPermanently)
		}
	})
	c := client(t, fetch.Options{}, address(s))
	request := func(last string, with error) fetch.Request {
		return fetch.Request{URL: s.URL + "/a", Follow: func(_ context.Context, hop fetch.Hop) error {
			if strings.HasSuffix(hop.To, last) {
				return with
			}
			return nil
		}}
	}
	res, err := c.Get(t.Context(), request("/d", fetch.ErrStop))
	if err != nil {
		t.Fatal(err)
	}
	if res.Next != s.URL+"/d" || res.URL != s.URL+"/c" || res.Status != 301 || len(res.Chain) != 2 {
		t.Errorf("got %+v", res)
	}
	if got := res.Moved(s.URL + "/a"); got != s.URL+"/b" {
		t.Errorf("moved to %s, want /b", got)
	}
	own := errors.New("not allowed there")
	_, err = c.Get(t.Context(), request("/c", own))
	if wantClass(t, err, fetch.ClassCancelled); !errors.Is(err, own) {
		t.Errorf("got %v, want it to wrap the callback's", err)
	}
}

func TestConditional(t *testing.T) {
	t.Parallel()
	const etag, modified = `unquoted W/é "x`, "Sometime next year"
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/moved":
			if r.Header.Get("If-None-Match") != "" {
				t.Error("validators were sent to an address that they are not of")
			}
			http.Redirect(w, r, "/feed", http.StatusFound)
		case r.URL.Path == "/always304":
			w.WriteHeader(http.StatusNotModified)
		case r.Header.Get("If-None-Match") == etag && r.Header.Get("If-Modified-Since") == modified:
			w.WriteHeader(http.StatusNotModified)
		default:
			w.Header()["ETag"] = []string{etag}
			w.Header().Set("Last-Modified", modified)
			_, _ = w.Write([]byte("<rss>"))
		}
	})
	c := client(t, fetch.Options{}, address(s))
	first, err := c.Get(t.Context(), fetch.Request{URL: s.URL + "/moved", Kind: fetch.Feed})
	if err != nil || first.ETag != etag || first.LastModified != modified {
		t.Fatalf("got %+v, %v", first, err)
	}
	again := fetch.Request{URL: s.URL + "/moved", ETag: first.ETag, LastModified: first.LastModified, Validated: first.URL}
	if res, err := c.Get(t.Context(), again); err != nil || !res.NotModified() || res.Body != nil || res.OK() {
		t.Errorf("got %+v, %v, want 304", res, err)
	}
	_, err = c.Get(t.Context(), fetch.Request{URL: s.URL + "/always304"})
	wantClass(t, err, fetch.ClassUnasked304)
	_, err = c.Get(t.Context(), fetch.Request{URL: s.URL + "/always304", ETag: strings.Repeat("x", 1025)})
	wantClass(t, err, fetch.ClassUnasked304)
	_, err = c.Get(t.Context(), fetch.Request{URL: s.URL + "/always304", ETag: "a\r\nX: y"})
	wantClass(t, err, fetch.ClassUnasked304)
}

func TestLongValidatorsDropped(t *testing.T) {
	t.Parallel()
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		n, _ := strconv.Atoi(r.URL.Path[1:])
		w.Header().Set("ETag", strings.Repeat("e", n))
	})
	c := client(t, fetch.Options{}, address(s))
	for size, want := range map[int]int{1024: 1024, 1025: 0, 60_000: 0} {
		if res := get(t, c, s.URL+"/"+strconv.Itoa(size)); len(res.ETag) != want {
			t.Errorf("ETag of %d bytes: kept %d, want %d", size, len(res.ETag), want)
		}
	}
}

func TestStatuses(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		status, _ := strconv.Atoi(r.URL.Path[1:])
		w.Header().Set("Retry-After", "120")
		w.WriteHeader(status)
		if status != http.StatusNoContent {
			_, _ = w.Write([]byte("<html>sorry"))
		}
	})
	c := client(t, fetch.Options{Now: func() time.Time { return now }}, address(s))
	for status, retryable := range map[int]bool{
		204: false, 206: false, 300: false, 400: false, 401: false, 403: false, 404: false, 408: true, 410: false, 418: false, 425: true, 429: true, 451: false,
		500: true, 501: false, 502: true, 503: true, 504: true, 505: false, 520: true, 599: true,
	} {
		res := get(t, c, fmt.Sprintf("%s/%d", s.URL, status))
		if res.Status != status || res.Retryable() != retryable || !res.RetryAfter.Equal(now.Add(2*time.Minute)) || !res.Fetched.Equal(now) {
			t.Errorf("%d: got %+v", status, res)
		}
		if hasBody := len(res.Body) > 0; hasBody != (status == 206) || res.Partial != (status == 206) {
			t.Errorf("%d: body %q, partial %v", status, res.Body, res.Partial)
		}
	}
}

func TestRetryAfter(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)
	for value, want := range map[string]time.Duration{
		"120": 2 * time.Minute, " 7 ": 7 * time.Second, "0": 0, "86400": 24 * time.Hour, "86401": 24 * time.Hour, "315360000": 24 * time.Hour,
		"99999999999999999999999999": 24 * time.Hour, "-5": time.Minute, "1.5": time.Minute, "": time.Minute, "soon": time.Minute, "+5": time.Minute, "٣": time.Minute,
		"Mon, 04 May 2026 12:30:00 GMT":  30 * time.Minute,
		"Monday, 04-May-26 12:30:00 GMT": 30 * time.Minute,
		"Mon May  4 12:30:00 2026":       30 * time.Minute,
		"Mon, 04 May 2026 11:00:00 GMT":  time.Minute,
		"Mon, 04 May 2036 12:30:00 GMT":  24 * time.Hour,
		"Mon, 99 May 2026 12:30:00 GMT":  time.Minute,
	} {
		if got := fetch.RetryAfter(value, now).Sub(now); got != want {
			t.Errorf("%q: %v, want %v", value, got, want)
		}
	}
}

// With a redirect from one host to another, both are the guard's business; the second name is looked up once.
func TestRedirectToOtherHost(t *testing.T) {
	t.Parallel()
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.Host, "old.") {
			http.Redirect(w, r, "http://new.example:"+r.Host[strings.IndexByte(r.Host, ':')+1:], http.StatusPermanentRedirect)
		}
	})
	_, port, _ := net.SplitHostPort(address(s))
	dns := names{"old.example": addrs("127.0.0.2"), "new.example": addrs("127.0.0.2")}
	res := get(t, client(t, fetch.Options{Resolver: dns}, address(s)), "http://old.example:"+port)
	if want := "http://new.example:" + port + "/"; res.URL != want || res.Moved("x") != want || dns["new.example"].n != 1 {
		t.Errorf("got %+v, %d lookups", res, dns["new.example"].n)
	}
}
