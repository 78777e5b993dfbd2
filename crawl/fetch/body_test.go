package fetch_test

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"dateline/crawl/fetch"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// packers write each Content-Encoding; "raw" is deflate without zlib's frame.
var packers = map[string]func(io.Writer) io.WriteCloser{
	"gzip":    func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) },
	"deflate": func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) },
	"raw": func(w io.Writer) io.WriteCloser {
		z, err := flate.NewWriter(w, flate.BestSpeed)
		if err != nil {
			panic(err)
		}
		return z
	},
	"br": func(w io.Writer) io.WriteCloser { return brotli.NewWriterLevel(w, 3) },
	"zstd": func(w io.Writer) io.WriteCloser {
		z, err := zstd.NewWriter(w, zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(1<<20))
		if err != nil {
			panic(err)
		}
		return z
	},
}

func pack(t testing.TB, how, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := packers[how](&b)
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func label(how string) string {
	if how == "raw" {
		return "deflate"
	}
	return how
}

// words is text that packs badly.
func words(n int) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		_, _ = fmt.Fprintf(&b, "%x ", i*2654435761)
	}
	return b.String()[:n]
}

// answer serves one body as it is with the given header fields.
func answer(t testing.TB, body string, header ...string) (*fetch.Client, string) {
	t.Helper()
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		for _, field := range header {
			name, value, _ := strings.Cut(field, ": ")
			if w.Header().Add(name, value); name == "Content-Type" {
				w.Header().Set(name, value)
			}
		}
		_, _ = io.WriteString(w, body)
	})
	return client(t, fetch.Options{}, address(s)), s.URL
}

func TestEncodings(t *testing.T) {
	t.Parallel()
	page := "<html>" + words(300_000)
	for how := range packers {
		t.Run(how, func(t *testing.T) {
			t.Parallel()
			packed := pack(t, how, page)
			c, url := answer(t, packed, "Content-Encoding: "+label(how))
			res := get(t, c, url)
			if string(res.Body) != page || res.Partial || res.Bytes != int64(len(packed)) {
				t.Errorf("got %d bytes from %d, partial %v", len(res.Body), res.Bytes, res.Partial)
			}
			c, url = answer(t, packed[:len(packed)/2], "Content-Encoding: "+label(how))
			_, err := c.Get(t.Context(), fetch.Request{URL: url})
			wantClass(t, err, fetch.ClassTruncated)
		})
	}
}

func TestOddEncodings(t *testing.T) {
	t.Parallel()
	const page = "<html><p>Some news."
	zipped := pack(t, "gzip", page)
	tests := map[string]struct {
		body   string
		header []string
		class  fetch.Class
	}{
		"identity":               {page, []string{"Content-Encoding: identity"}, ""},
		"a charset":              {page, []string{"Content-Encoding: UTF-8"}, ""},
		"none":                   {page, []string{"Content-Encoding: none"}, ""},
		"x-gzip":                 {zipped, []string{"Content-Encoding: X-GZip"}, ""},
		"identity and gzip":      {zipped, []string{"Content-Encoding: identity, gzip"}, ""},
		"two members":            {pack(t, "gzip", page[:5]) + pack(t, "gzip", page[5:]), []string{"Content-Encoding: gzip"}, ""},
		"rubbish behind it":      {zipped + "\x00\x00\n", []string{"Content-Encoding: gzip"}, ""},
		"nested":                 {pack(t, "gzip", zipped), []string{"Content-Encoding: gzip, gzip"}, fetch.ClassBadEncoding},
		"nested in two fields":   {pack(t, "br", zipped), []string{"Content-Encoding: gzip", "Content-Encoding: br"}, fetch.ClassBadEncoding},
		"unknown":                {page, []string{"Content-Encoding: compress"}, fetch.ClassBadEncoding},
		"gzip that is plain":     {page, []string{"Content-Encoding: gzip"}, fetch.ClassBadEncoding},
		"br that is plain":       {page, []string{"Content-Encoding: br"}, fetch.ClassBadEncoding},
		"zstd that is plain":     {page, []string{"Content-Encoding: zstd"}, fetch.ClassBadEncoding},
		"deflate that is plain":  {page, []string{"Content-Encoding: deflate"}, fetch.ClassBadEncoding},
		"gzip that says br":      {zipped, []string{"Content-Encoding: br"}, fetch.ClassBadEncoding},
		"damaged":                {zipped[:15] + "\xff\xff\xff" + zipped[18:], []string{"Content-Encoding: gzip"}, fetch.ClassBadEncoding},
		"checksum wrong":         {zipped[:len(zipped)-6] + "xx" + zipped[len(zipped)-4:], []string{"Content-Encoding: gzip"}, fetch.ClassBadEncoding},
		"gzip without saying so": {zipped, nil, fetch.ClassBinary},
		"zstd, a 1 GB window":    {"\x28\xb5\x2f\xfd\x00\xa0\x01\x00\x00", []string{"Content-Encoding: zstd"}, fetch.ClassBadEncoding},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, url := answer(t, test.body, test.header...)
			res, err := c.Get(t.Context(), fetch.Request{URL: url})
			if test.class != "" {
				// Random bytes may also look as if something were missing.
				wantClass(t, err, test.class, map[bool]fetch.Class{true: fetch.ClassTruncated, false: test.class}[strings.Contains(name, "plain")])
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if string(res.Body) != page {
				t.Errorf("got %q", res.Body)
			}
		})
	}
	c, url := answer(t, "", "Content-Encoding: gzip")
	if res := get(t, c, url); len(res.Body) != 0 || res.Charset != "" {
		t.Errorf("an empty body became %q", res.Body)
	}
}

// bomb returns the beginning of a packed stream and a piece that may follow any number of times, each 1 MiB when unpacked.
func bomb(t *testing.T, how string) (start, again []byte) {
	t.Helper()
	var b bytes.Buffer
	z, ok := packers[how](&b).(interface {
		io.Writer
		Flush() error
	})
	if !ok {
		t.Fatalf("%s: cannot flush", how)
	}
	piece := bytes.Repeat([]byte("<p>  "), 1<<20/5)
	for range 2 {
		start = bytes.Clone(b.Bytes())
		if _, err := z.Write(piece); err != nil {
			t.Fatal(err)
		}
		if err := z.Flush(); err != nil {
			t.Fatal(err)
		}
	}
	return start, bytes.Clone(b.Bytes()[len(start):])
}

// A bomb is stopped after a little more than the limit, with little memory.
func TestBombs(t *testing.T) {
	c := map[string]*fetch.Client{}
	url := map[string]string{}
	for how := range packers {
		start, again := bomb(t, how)
		s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", label(how))
			_, err := w.Write(start)
			for i := 0; i < 10_000 && err == nil; i++ { // 10 GB
				_, err = w.Write(again)
			}
		})
		c[how], url[how] = client(t, fetch.Options{}, address(s)), s.URL
	}
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for how := range packers {
		_, err := c[how].Get(t.Context(), fetch.Request{URL: url[how]})
		wantClass(t, err, fetch.ClassBomb, fetch.ClassTooLarge)
	}
	runtime.ReadMemStats(&after)
	if used := (after.TotalAlloc - before.TotalAlloc) >> 20; used > 150 {
		t.Errorf("%d MiB allocated for five bombs, the servers' part too", used)
	}
	res, err := c["gzip"].Get(t.Context(), fetch.Request{URL: url["gzip"], Kind: fetch.Robots})
	if err != nil || !res.Truncated || len(res.Body) > 500<<10 || len(res.Body) < 200<<10 {
		t.Errorf("robots.txt: %v, %v", res, err)
	}
}

func TestSizeLimits(t *testing.T) {
	t.Parallel()
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		text := []byte(strings.Repeat("User-agent: x\n", 4096))
		for {
			if _, err := w.Write(text); err != nil {
				return
			}
		}
	})
	c := client(t, fetch.Options{Limits: fetch.Limits{Sitemap: 7 << 20}}, address(s))
	tests := map[string]struct {
		req  fetch.Request
		most int64
	}{
		"page":     {fetch.Request{}, 5 << 20},
		"feed":     {fetch.Request{Kind: fetch.Feed, MaxBytes: 1 << 20}, 1 << 20},
		"sitemap":  {fetch.Request{Kind: fetch.Sitemap}, 7 << 20},
		"robots":   {fetch.Request{Kind: fetch.Robots}, 500 << 10},
		"robots 2": {fetch.Request{Kind: fetch.Robots, MaxBytes: 100}, 100},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test.req.URL = s.URL
			res, err := c.Get(t.Context(), test.req)
			if test.req.Kind < fetch.Sitemap {
				wantClass(t, err, fetch.ClassTooLarge)
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if !res.Truncated || int64(len(res.Body)) != test.most {
				t.Errorf("%d bytes, truncated %v", len(res.Body), res.Truncated)
			}
		})
	}
	exact, url := answer(t, strings.Repeat("<p> news", 5<<20/8))
	if res := get(t, exact, url); len(res.Body) != 5<<20 || res.Partial {
		t.Errorf("a body of just the limit: %d bytes", len(res.Body))
	}
}

// A packed stream that holds nothing, for ever.
func TestEndlessNothing(t *testing.T) {
	t.Parallel()
	const skippable = "\x50\x2a\x4d\x18\x00\x10\x00\x00"
	for how, piece := range map[string]string{"gzip": pack(t, "gzip", ""), "zstd": skippable + strings.Repeat("\x00", 4096)} {
		s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", how)
			many := []byte(strings.Repeat(piece, 50))
			for err := error(nil); err == nil; {
				_, err = w.Write(many)
			}
		})
		c := client(t, fetch.Options{}, address(s))
		_, err := c.Get(t.Context(), fetch.Request{URL: s.URL, MaxBytes: 500_000})
		wantClass(t, err, fetch.ClassTooLarge)
	}
}

// What servers do to a connection, byte by byte.
func TestRawAnswers(t *testing.T) {
	t.Parallel()
	const ok = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
	long := words(100_000)
	reset := func(text string) func(net.Conn) {
		return func(c net.Conn) {
			say(text)(c)
			time.Sleep(20 * time.Millisecond) // for the text to be read before the reset discards it
			_ = c.(*net.TCPConn).SetLinger(0)
		}
	}
	tests := map[string]struct {
		answer  func(net.Conn)
		class   fetch.Class
		body    string
		partial bool
	}{
		"whole":                   {say(ok + "Content-Length: 6\r\n\r\n<html>"), "", "<html>", false},
		"until the end":           {say(ok + "\r\n<html>"), "", "<html>", false},
		"HTTP/1.0":                {say("HTTP/1.0 200 OK\r\n\r\n<html>"), "", "<html>", false},
		"bare line feeds":         {say("HTTP/1.1 200 OK\nContent-Length: 6\n\n<html>"), "", "<html>", false},
		"early hints":             {say("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + ok + "Content-Length: 6\r\n\r\n<html>"), "", "<html>", false},
		"empty":                   {say(ok + "Content-Length: 0\r\n\r\n"), "", "", false},
		"length too large":        {say(ok + "Content-Length: 60\r\n\r\n<html>"), "", "<html>", true},
		"length too small":        {say(ok + "Content-Length: 6\r\n\r\n<html><p>More"), "", "<html>", true},
		"small length, long body": {say(ok + "Content-Length: 50000\r\n\r\n" + long), "", long[:50_000], true},
		"chunks":                  {say(ok + "Transfer-Encoding: chunked\r\n\r\n6\r\n<html>\r\n0\r\n\r\n"), "", "<html>", false},
		"chunks without end":      {say(ok + "Transfer-Encoding: chunked\r\n\r\n6\r\n<html>\r\n"), fetch.ClassTruncated, "", false},
		"chunk of no size":        {say(ok + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n<html>"), fetch.ClassProtocol, "", false},
		"two lengths":             {say(ok + "Content-Length: 6\r\nContent-Length: 7\r\n\r\n<html>"), fetch.ClassProtocol, "", false},
		"gzip cut off":            {say(ok + "Content-Encoding: gzip\r\nContent-Length: 500\r\n\r\n" + pack(t, "gzip", long)[:400]), fetch.ClassTruncated, "", false},
		"no HTTP":                 {say("SSH-2.0-OpenSSH_9.6\r\n"), fetch.ClassProtocol, "", false},
		"nothing":                 {say(""), fetch.ClassReset, "", false},
		"reset at once":           {reset(""), fetch.ClassReset, "", false},
		"reset in the body":       {reset(ok + "Content-Length: 60\r\n\r\n<html>"), fetch.ClassReset, "", false},
		"1 MB of header":          {say(ok + "X: " + strings.Repeat("x", 1<<20) + "\r\n\r\n"), fetch.ClassHeader, "", false},
		"header without end": {func(c net.Conn) {
			say("HTTP/1.1 200 OK\r\n")(c)
			for err := error(nil); err == nil; {
				_, err = c.Write([]byte("X-Header: value\r\n"))
			}
		}, fetch.ClassHeader, "", false},
		"hints without end": {func(c net.Conn) {
			for err := error(nil); err == nil; {
				_, err = c.Write([]byte("HTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\n"))
			}
		}, fetch.ClassHeader, "", false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			host := serveRaw(t, test.answer)
			res, err := client(t, fetch.Options{}, host).Get(t.Context(), fetch.Request{URL: "http://" + host})
			if test.class != "" {
				wantClass(t, err, test.class)
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if string(res.Body) != test.body || res.Partial != test.partial {
				t.Errorf("got %d bytes, %.40q, partial %v", len(res.Body), res.Body, res.Partial)
			}
		})
	}
}

// Servers that take their time. The limits are short here.
func TestSlowAnswers(t *testing.T) {
	t.Parallel()
	const ok = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
	drip := func(start, piece string) func(net.Conn) {
		return func(c net.Conn) {
			say(start)(c)
			for err := error(nil); err == nil; {
				time.Sleep(10 * time.Millisecond)
				_, err = io.WriteString(c, piece)
			}
		}
	}
	hang := func(c net.Conn) { _, _ = io.Copy(io.Discard, c) }
	limits := fetch.Limits{Total: 400 * time.Millisecond, FirstByte: 150 * time.Millisecond, Pace: -1, PaceTime: 100 * time.Millisecond}
	paced := fetch.Limits{Total: 20 * time.Second, PaceTime: 100 * time.Millisecond}
	lenient := fetch.Limits{Total: 1500 * time.Millisecond, PaceTime: 700 * time.Millisecond}
	tests := map[string]struct {
		answer func(net.Conn)
		limits fetch.Limits
		class  fetch.Class
	}{
		"no answer":               {hang, limits, fetch.ClassTimeout},
		"a header in drops":       {drip("HTTP/1.1 200 OK\r\n", "X: y\r\n"), limits, fetch.ClassTimeout},
		"a body in drops":         {drip(ok+"Content-Length: 60000\r\n\r\n", "x"), limits, fetch.ClassTimeout},
		"a body in drops, paced":  {drip(ok+"Content-Length: 60000\r\n\r\n", "x"), paced, fetch.ClassSlow},
		"a body fast enough":      {drip(ok+"\r\n", strings.Repeat("x", 1000)), lenient, fetch.ClassTimeout},
		"chunks without end":      {drip(ok+"Transfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n"), limits, fetch.ClassTimeout},
		"a body that stops":       {func(c net.Conn) { say(ok + "Content-Length: 600\r\n\r\n<html>")(c); hang(c) }, paced, fetch.ClassSlow},
		"an error page in drops":  {drip("HTTP/1.1 503 No\r\n\r\n", "x"), paced, ""},
		"nothing after a packing": {func(c net.Conn) { say(ok + "Content-Encoding: gzip\r\n\r\n")(c); hang(c) }, paced, fetch.ClassSlow},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			host := serveRaw(t, test.answer)
			began := time.Now()
			_, err := client(t, fetch.Options{Limits: test.limits}, host).Get(t.Context(), fetch.Request{URL: "http://" + host})
			if test.class != "" {
				wantClass(t, err, test.class)
			} else if err != nil {
				t.Error(err)
			}
			if took := time.Since(began); took > 10*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}

// What is refused or cut short must not keep connections, and what is read must be reused.
func TestConnectionsReused(t *testing.T) {
	t.Parallel()
	remotes := map[string]bool{}
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		remotes[r.RemoteAddr] = true
		switch r.URL.Path {
		case "/1":
			http.Redirect(w, r, "/2", http.StatusFound)
		case "/3":
			http.NotFound(w, r)
		case "/4":
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = io.WriteString(w, pack(t, "gzip", "<html>"))
		default:
			_, _ = io.WriteString(w, "<html>")
		}
	})
	c := client(t, fetch.Options{}, address(s))
	for _, path := range []string{"/1", "/2", "/3", "/4", "/5"} {
		get(t, c, s.URL+path)
	}
	if len(remotes) != 1 {
		t.Errorf("%d connections for six requests in a row, want 1", len(remotes))
	}
}
