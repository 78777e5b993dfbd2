package fetch_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"dateline/crawl/fetch"

	"golang.org/x/net/http2"
	"golang.org/x/net/http2/hpack"
)

// authority signs certificates.
type authority struct {
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
	pool *x509.CertPool
}

func newAuthority(t testing.TB) *authority {
	t.Helper()
	a := &authority{key: newKey(t), pool: x509.NewCertPool()}
	a.cert = sign(t, &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Test authority"}, IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageCertSign, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
	}, nil, a.key, a.key)
	a.pool.AddCert(a.cert)
	return a
}

func newKey(t testing.TB) *ecdsa.PrivateKey {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func sign(t testing.TB, cert, by *x509.Certificate, key, with *ecdsa.PrivateKey) *x509.Certificate {
	t.Helper()
	if by == nil {
		by = cert
	}
	der, err := x509.CreateCertificate(rand.Reader, cert, by, &key.PublicKey, with)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

// leaf returns a certificate for a name, valid until the given time from now; with self it is signed by nobody else.
func (a *authority) leaf(t testing.TB, name string, valid time.Duration, self bool) tls.Certificate {
	t.Helper()
	key := newKey(t)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(2), DNSNames: []string{name}, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		NotBefore: time.Now().Add(-2 * time.Hour), NotAfter: time.Now().Add(valid),
	}
	var cert *x509.Certificate
	if self {
		cert = sign(t, template, nil, key, key)
	} else {
		cert = sign(t, template, a.cert, key, a.key)
	}
	return tls.Certificate{Certificate: [][]byte{cert.Raw}, PrivateKey: key}
}

func serveTLS(t testing.TB, config *tls.Config, h2 bool, handler http.HandlerFunc) (port string) {
	t.Helper()
	s := httptest.NewUnstartedServer(handler)
	_ = s.Listener.Close()
	s.Listener = listen(t, "127.0.0.2:0")
	s.TLS, s.EnableHTTP2 = config, h2
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.StartTLS()
	t.Cleanup(s.Close)
	_, port, _ = net.SplitHostPort(address(s))
	return port
}

func TestTLS(t *testing.T) {
	t.Parallel()
	a, other := newAuthority(t), newAuthority(t)
	const name = "news.example"
	tests := map[string]struct {
		config *tls.Config
		h2     bool
		class  fetch.Class
		proto  string
	}{
		"good":               {&tls.Config{Certificates: []tls.Certificate{a.leaf(t, name, time.Hour, false)}}, false, "", "HTTP/1.1"},
		"good, HTTP/2":       {&tls.Config{Certificates: []tls.Certificate{a.leaf(t, name, time.Hour, false)}}, true, "", "HTTP/2.0"},
		"good for all below": {&tls.Config{Certificates: []tls.Certificate{a.leaf(t, "*.example", time.Hour, false)}}, true, "", "HTTP/2.0"},
		"expired":            {&tls.Config{Certificates: []tls.Certificate{a.leaf(t, name, -time.Hour, false)}}, false, fetch.ClassTLS, ""},
		"self-signed":        {&tls.Config{Certificates: []tls.Certificate{a.leaf(t, name, time.Hour, true)}}, false, fetch.ClassTLS, ""},
		"another host's":     {&tls.Config{Certificates: []tls.Certificate{a.leaf(t, "other.example", time.Hour, false)}}, false, fetch.ClassTLS, ""},
		"another authority":  {&tls.Config{Certificates: []tls.Certificate{other.leaf(t, name, time.Hour, false)}}, false, fetch.ClassTLS, ""},
		"TLS 1.1": {&tls.Config{MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11,
			Certificates: []tls.Certificate{a.leaf(t, name, time.Hour, false)}}, false, fetch.ClassTLS, ""},
	}
	for what, test := range tests {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			asked := false
			port := serveTLS(t, test.config, test.h2, func(w http.ResponseWriter, _ *http.Request) {
				asked = true
				_, _ = io.WriteString(w, "<html>")
			})
			c := client(t, fetch.Options{RootCAs: a.pool, Resolver: names{name: addrs("127.0.0.2")}}, "127.0.0.2:"+port)
			res, err := c.Get(t.Context(), fetch.Request{URL: "https://" + name + ":" + port})
			if test.class != "" {
				if wantClass(t, err, test.class); asked || fetch.Retryable(err) {
					t.Errorf("asked %v, retryable %v", asked, fetch.Retryable(err))
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if res.Proto != test.proto || string(res.Body) != "<html>" || res.Addr.String() != "127.0.0.2" {
				t.Errorf("got %+v", res)
			}
		})
	}
}

func TestNoTLSAtAll(t *testing.T) {
	t.Parallel()
	s := serve(t, func(http.ResponseWriter, *http.Request) {})
	_, err := client(t, fetch.Options{}, address(s)).Get(t.Context(), fetch.Request{URL: strings.Replace(s.URL, "http:", "https:", 1)})
	wantClass(t, err, fetch.ClassTLS)

	hang := serveTCP(t, func(c net.Conn) { _, _ = io.Copy(io.Discard, c) })
	_, err = client(t, fetch.Options{Limits: fetch.Limits{Connect: 50 * time.Millisecond}}, hang).Get(t.Context(), fetch.Request{URL: "https://" + hang})
	wantClass(t, err, fetch.ClassTimeout)
}

// serveTCP hands each connection to talk as it comes.
func serveTCP(t testing.TB, talk func(net.Conn)) (hostPort string) {
	t.Helper()
	l := listen(t, "127.0.0.5:0")
	var wg sync.WaitGroup
	wg.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			wg.Go(func() {
				defer func() { _ = c.Close() }()
				talk(c)
			})
		}
	})
	t.Cleanup(func() {
		_ = l.Close()
		wg.Wait()
	})
	return l.Addr().String()
}

func TestDowngrade(t *testing.T) {
	t.Parallel()
	a := newAuthority(t)
	plain := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "" {
			t.Error("credentials were sent")
		}
		_, _ = io.WriteString(w, "in clear")
	})
	port := serveTLS(t, &tls.Config{Certificates: []tls.Certificate{a.leaf(t, "news.example", time.Hour, false)}}, true,
		func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, strings.Replace(plain.URL, "//", "//user:secret@", 1), http.StatusFound)
		})
	o := fetch.Options{RootCAs: a.pool, Resolver: names{"news.example": addrs("127.0.0.2")}}
	url := "https://news.example:" + port
	_, err := client(t, o, "127.0.0.2:"+port, address(plain)).Get(t.Context(), fetch.Request{URL: url})
	wantClass(t, err, fetch.ClassDowngrade)
	o.AllowDowngrade = true
	if res := get(t, client(t, o, "127.0.0.2:"+port, address(plain)), url); string(res.Body) != "in clear" {
		t.Errorf("got %q", res.Body)
	}
}

// An HTTP/1.1 body over TLS behind its Content-Length is seen as well.
func TestSurplusOverTLS(t *testing.T) {
	t.Parallel()
	a := newAuthority(t)
	cert := a.leaf(t, "news.example", time.Hour, false)
	host := serveTCP(t, func(raw net.Conn) {
		c := tls.Server(raw, &tls.Config{Certificates: []tls.Certificate{cert}})
		if _, err := c.Read(make([]byte, 4096)); err == nil {
			say("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html><p>More")(c)
		}
	})
	_, port, _ := net.SplitHostPort(host)
	c := client(t, fetch.Options{RootCAs: a.pool, Resolver: names{"news.example": addrs("127.0.0.5")}}, host)
	if res := get(t, c, "https://news.example:"+port); string(res.Body) != "<html>" || !res.Partial {
		t.Errorf("got %q, partial %v", res.Body, res.Partial)
	}
}

// What a hostile HTTP/2 server may send once it has a request.
func TestHostileHTTP2(t *testing.T) {
	t.Parallel()
	a := newAuthority(t)
	cert := a.leaf(t, "news.example", time.Hour, false)
	tests := map[string]struct {
		answer  func(f *http2.Framer, stream uint32)
		body    string
		partial bool
	}{
		"GOAWAY with an error": {func(f *http2.Framer, _ uint32) { _ = f.WriteGoAway(0, http2.ErrCodeEnhanceYourCalm, nil) }, "", false},
		"GOAWAY in the body": {func(f *http2.Framer, id uint32) {
			_ = f.WriteHeaders(http2.HeadersFrameParam{StreamID: id, BlockFragment: header(":status", "200"), EndHeaders: true})
			_ = f.WriteData(id, false, []byte("<html>"))
			_ = f.WriteGoAway(id, http2.ErrCodeInternal, nil)
		}, "", false},
		"reset": {func(f *http2.Framer, id uint32) { _ = f.WriteRSTStream(id, http2.ErrCodeRefusedStream) }, "", false},
		"resets without end": {func(f *http2.Framer, id uint32) {
			for err := error(nil); err == nil; {
				err = f.WriteRSTStream(id, http2.ErrCodeInternal)
			}
		}, "", false},
		"CONTINUATION without end": {func(f *http2.Framer, id uint32) {
			err := f.WriteHeaders(http2.HeadersFrameParam{StreamID: id, BlockFragment: header(":status", "200")})
			for err == nil {
				err = f.WriteContinuation(id, false, header("x-a", strings.Repeat("b", 1000)))
			}
		}, "", false},
		"empty CONTINUATION without end": {func(f *http2.Framer, id uint32) {
			err := f.WriteHeaders(http2.HeadersFrameParam{StreamID: id, BlockFragment: header(":status", "200")})
			for err == nil {
				err = f.WriteContinuation(id, false, nil)
			}
		}, "", false},
		"frames of nonsense": {func(f *http2.Framer, id uint32) { _ = f.WriteRawFrame(http2.FrameData, 0xFF, id, []byte("\xff")) }, "", false},
		"pings without end": {func(f *http2.Framer, _ uint32) {
			for err := error(nil); err == nil; {
				err = f.WritePing(false, [8]byte{})
			}
		}, "", false},
		"length too small": {func(f *http2.Framer, id uint32) {
			_ = f.WriteHeaders(http2.HeadersFrameParam{StreamID: id, BlockFragment: header(":status", "200", "content-length", "6"), EndHeaders: true})
			_ = f.WriteData(id, true, []byte("<html><p>More"))
		}, "<html>", true},
		"length too large": {func(f *http2.Framer, id uint32) {
			_ = f.WriteHeaders(http2.HeadersFrameParam{StreamID: id, BlockFragment: header(":status", "200", "content-length", "60"), EndHeaders: true})
			_ = f.WriteData(id, true, []byte("<html>"))
		}, "<html>", true},
	}
	for what, test := range tests {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			host := serveTCP(t, func(raw net.Conn) {
				c := tls.Server(raw, &tls.Config{Certificates: []tls.Certificate{cert}, NextProtos: []string{"h2"}})
				talkHTTP2(c, test.answer)
			})
			_, port, _ := net.SplitHostPort(host)
			o := fetch.Options{RootCAs: a.pool, Resolver: names{"news.example": addrs("127.0.0.5")}}
			if test.body == "" {
				o.Limits = fetch.Limits{Total: time.Second, FirstByte: 700 * time.Millisecond}
			}
			c := client(t, o, host)
			began := time.Now()
			res, err := c.Get(t.Context(), fetch.Request{URL: "https://news.example:" + port})
			switch {
			case test.body == "":
				wantClass(t, err, fetch.ClassProtocol, fetch.ClassReset, fetch.ClassHeader, fetch.ClassTimeout)
			case err != nil:
				t.Error(err)
			case string(res.Body) != test.body || res.Partial != test.partial:
				t.Errorf("got %q, partial %v", res.Body, res.Partial)
			}
			if took := time.Since(began); took > 5*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}

func header(pairs ...string) []byte {
	var b bytes.Buffer
	e := hpack.NewEncoder(&b)
	for i := 0; i < len(pairs); i += 2 {
		_ = e.WriteField(hpack.HeaderField{Name: pairs[i], Value: pairs[i+1]})
	}
	return b.Bytes()
}

// talkHTTP2 shakes hands, lets answer write at the first request, and reads until the other side has gone.
func talkHTTP2(c net.Conn, answer func(*http2.Framer, uint32)) {
	if _, err := io.ReadFull(c, make([]byte, len(http2.ClientPreface))); err != nil {
		return
	}
	_ = c.SetDeadline(time.Now().Add(3 * time.Second))
	f := http2.NewFramer(c, c)
	f.AllowIllegalWrites = true
	_ = f.WriteSettings()
	for {
		frame, err := f.ReadFrame()
		if err != nil {
			return
		}
		switch frame := frame.(type) {
		case *http2.HeadersFrame:
			go func() { _, _ = io.Copy(io.Discard, c) }()
			answer(f, frame.StreamID)
			_ = c.SetReadDeadline(time.Now().Add(3 * time.Second))
			_, _ = io.Copy(io.Discard, c)
			return
		case *http2.SettingsFrame:
			if !frame.IsAck() {
				_ = f.WriteSettingsAck()
			}
		}
	}
}
