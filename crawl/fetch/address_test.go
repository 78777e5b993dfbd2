package fetch_test

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"dateline/crawl/fetch"
)

// refusedHosts are hosts as they can stand in an address, none of which may be connected to.
var refusedHosts = []string{
	// Plain addresses, by block.
	"0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.100.100.200", "100.127.255.255", "127.0.0.1", "127.0.1.1",
	"127.255.255.254", "168.63.129.16", "169.254.0.1", "169.254.169.254", "169.254.170.2", "172.16.0.1", "172.31.255.255", "192.0.0.1",
	"192.0.0.192", "192.0.2.1", "192.88.99.1", "192.168.0.1", "192.168.255.255", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1",
	"224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
	// IPv6.
	"[::]", "[::1]", "[0:0:0:0:0:0:0:1]", "[0000:0000:0000:0000:0000:0000:0000:0001]", "[::127.0.0.1]", "[::7f00:1]",
	"[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::FFFF:10.0.0.1]", "[::ffff:169.254.169.254]", "[::ffff:8.8.8.8]", "[::ffff:0:127.0.0.1]",
	"[64:ff9b::127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b::808:808]", "[64:ff9b:1::7f00:1]", "[64:ff9b:1:ffff::10.0.0.1]",
	"[100::1]", "[2001::1]", "[2001:0:7f00:1::]", "[2001:0:4136:e378:8000:63bf:80ff:fffe]", "[2001:2::1]", "[2001:3::1]", "[2001:10::1]",
	"[2001:20::1]", "[2001:30::1]", "[2001:db8::1]", "[2002:7f00:1::]", "[2002:7f00:1::1]", "[2002:a00:1::1]", "[3ffe::1]", "[3fff::1]",
	"[5f00::1]", "[fc00::1]", "[fd00::1]", "[fd00:ec2::254]", "[fe80::1]", "[febf::1]", "[fec0::1]", "[ff02::1]", "[ff05::2]", "[ffff::1]",
	"[2a00:1450::5efe:7f00:1]", "[2a00:1450::200:5efe:a00:1]",
	"[fe80::1%25lo]", "[fe80::1%lo]", "[::1%25eth0]",
	// Odd spellings of 127.0.0.1 and its like.
	"2130706433", "017700000001", "0x7f000001", "0x7f.1", "0x7f.0x0.0x0.0x1", "0X7F.0.0.1", "127.1", "127.0.1", "0177.0.0.1", "0177.1",
	"127.0.0.01", "127.000.000.001", "127.0.0.1.", "127.0.0.0x1", "0", "0x0", "00", "1", "10.1", "3232235521", "4294967295", "4294967296", "256.0.0.1",
	"127.0.0.256", "127.0.0.1.1", "1.2.3.4.5", "0xdeadbeef", "127.0.0.0x", "example.0x", "example.com.1", "192.168.1",
	// Other scripts.
	"127。0。0。1", "127．0．0．1", "127｡0｡0｡1", "１２７.０.０.１", "①②⑦.⓪.⓪.①", "localhost。", "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ", "ｌｏｃａｌｈｏｓｔ", "loc\u00adalhost", "𝟏𝟐𝟕.𝟎.𝟎.𝟏",
	// Escaped.
	"%31%32%37.0.0.1", "127%2e0%2e0%2e1", "127%E3%80%820%E3%80%820%E3%80%821", "localhost%00.example.com", "%6cocalhost",
	// Names of each machine and each network.
	"localhost", "LOCALHOST", "localhost.", "localhost..", "foo.localhost", "foo.localhost.", "localhost.localdomain", "ip6-localhost", "ip6-loopback",
	"printer.local", "metadata.google.internal", "metadata", "router.home.arpa", "intranet", "hidden.onion",
	// A user that looks like the host, and what is split differently by different readers.
	"example.com@127.0.0.1", "example.com:80@127.0.0.1", "example.com@localhost", "user:pass@[::1]", `example.com\@127.0.0.1`, `127.0.0.1\@example.com`,
	"127.0.0.1%20", "127.0.0.1%09", "127.0.0.1 ", "exa mple.com", "a..example.com", ".example.com", "-%2f", "[127.0.0.1]", "[127.0.0.1", "[::1",
}

// wildcard counts connections to any address of this machine, at one port.
type wildcard struct {
	port string
	n    atomic.Int64
}

func countConnections(t *testing.T) *wildcard {
	t.Helper()
	l := listen(t, ":0")
	w := &wildcard{}
	_, w.port, _ = net.SplitHostPort(l.Addr().String())
	var wg sync.WaitGroup
	wg.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			w.n.Add(1)
			_ = c.Close()
		}
	})
	t.Cleanup(func() {
		_ = l.Close()
		wg.Wait()
		if n := w.n.Load(); n != 0 {
			t.Errorf("%d connections, want none", n)
		}
	})
	return w
}

func portNumber(t *testing.T, text string) int {
	t.Helper()
	return int(netip.MustParseAddrPort("1.1.1.1:" + text).Port())
}

// Each form is asked for directly, by three kinds of redirect, over http and https, and where it is an address, as the answer of a name.
func TestRefusedAddresses(t *testing.T) {
	t.Parallel()
	w := countConnections(t)
	front := serve(t, redirector)
	dns := names{}
	c := client(t, fetch.Options{Ports: []int{portNumber(t, w.port)}, Resolver: dns}, address(front))
	refusals := []fetch.Class{fetch.ClassRefusedAddress, fetch.ClassBadURL}
	probes := 0
	probe := func(what, form, target string, want []fetch.Class) {
		probes++
		res, err := c.Get(t.Context(), fetch.Request{URL: target})
		if err == nil {
			t.Errorf("%s %q: answered with status %d", what, form, res.Status)
			return
		}
		if !slices.Contains(want, fetch.ClassOf(err)) {
			t.Errorf("%s %q: %v", what, form, err)
		}
	}
	for _, host := range refusedHosts {
		for _, scheme := range []string{"http", "https"} {
			target := scheme + "://" + host + ":" + w.port + "/"
			probe("direct", host, target, refusals)
			for _, via := range []string{"location", "refresh", "meta"} {
				probe(via, host, front.URL+"/"+via+"?"+quoteAll(target), refusals)
			}
		}
		if a, err := netip.ParseAddr(strings.Trim(host, "[]")); err == nil && a.Zone() == "" && a.Unmap() != netip.MustParseAddr("8.8.8.8") {
			name := fmt.Sprintf("n%d.example", len(dns))
			dns[name] = addrs(a.String())
			probe("name", host, "http://"+name+":"+w.port+"/", refusals[:1])
			probe("redirect to a name", host, front.URL+"/location?"+quoteAll("http://"+name+":"+w.port+"/"), refusals[:1])
		}
	}
	t.Logf("%d forms, %d probes", len(refusedHosts), probes)
}

// quoteAll escapes every byte, so that a query carries it unchanged.
func quoteAll(s string) string { return fmt.Sprintf("%x", s) }

// redirector redirects to the address in its query, in hexadecimal, the way its path says.
func redirector(w http.ResponseWriter, r *http.Request) {
	var to []byte
	if _, err := fmt.Sscanf(r.URL.RawQuery, "%x", &to); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	switch r.URL.Path {
	case "/refresh":
		w.Header()["Refresh"] = []string{"0; url=" + string(to)}
	case "/meta":
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = fmt.Fprintf(w, `<html><head><meta http-equiv="Refresh" content="0;URL='%s'"></head>`, to)
	default:
		w.Header()["Location"] = []string{string(to)}
		w.WriteHeader(http.StatusFound)
	}
}

func TestRebinding(t *testing.T) {
	t.Parallel()
	w := countConnections(t)
	s := serve(t, func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("Connection", "close")
		_, _ = rw.Write([]byte("first"))
	})
	_, port, _ := net.SplitHostPort(address(s))
	c := client(t, fetch.Options{
		Ports:    []int{portNumber(t, w.port)},
		Resolver: names{"turns.example": addrs("127.0.0.2", "127.0.0.1"), "again.example": addrs("93.184.215.14", "127.0.0.1")},
	}, address(s))
	if res := get(t, c, "http://turns.example:"+port); string(res.Body) != "first" {
		t.Errorf("got %q", res.Body)
	}
	_, err := c.Get(t.Context(), fetch.Request{URL: "http://turns.example:" + port})
	wantClass(t, err, fetch.ClassRefusedAddress)

	found, err := c.Lookup(t.Context(), "http://again.example:"+w.port)
	if err != nil || len(found) != 1 {
		t.Fatalf("looked up %v, %v", found, err)
	}
	_, err = c.Get(t.Context(), fetch.Request{URL: "http://again.example:" + w.port})
	wantClass(t, err, fetch.ClassRefusedAddress)
}

// Of a mixed answer, only what may be dialled is.
func TestMixedAnswer(t *testing.T) {
	t.Parallel()
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("here")) })
	_, port, _ := net.SplitHostPort(address(s))
	trap := listen(t, "127.0.0.9:"+port)
	defer func() { _ = trap.Close() }()
	c := client(t, fetch.Options{Resolver: names{"mixed.example": addrs("::1 127.0.0.9 ::ffff:127.0.0.9 ::ffff:127.0.0.2 10.0.0.1")}}, address(s))
	if res := get(t, c, "http://mixed.example:"+port); res.Addr != netip.MustParseAddr("127.0.0.2") {
		t.Errorf("dialled %v", res.Addr)
	}
	found, err := c.Lookup(t.Context(), "http://mixed.example:"+port)
	if err != nil || !slices.Equal(found, []netip.Addr{netip.MustParseAddr("127.0.0.2")}) {
		t.Errorf("looked up %v, %v", found, err)
	}
}

// A name with addresses of both families is reached by the one that answers.
func TestBothFamilies(t *testing.T) {
	t.Parallel()
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("here")) })
	_, port, _ := net.SplitHostPort(address(s))
	c := client(t, fetch.Options{Resolver: names{"both.example": addrs("::1 127.0.0.4 127.0.0.2")}}, "both.example:"+port)
	if res := get(t, c, "http://both.example:"+port); res.Addr != netip.MustParseAddr("127.0.0.2") {
		t.Errorf("reached %v", res.Addr)
	}
}

// Where both families answer, one connection is used and none is left.
func TestBothFamiliesAnswer(t *testing.T) {
	t.Parallel()
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("four")) })
	_, port, _ := net.SplitHostPort(address(s))
	six, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "[::1]:"+port)
	if err != nil {
		t.Skip("no IPv6 here, or the port is taken:", err)
	}
	other := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("six")) })}
	served := make(chan error)
	go func() { served <- other.Serve(six) }()
	defer func() {
		_ = other.Close()
		<-served
	}()
	for order, want := range map[string]string{"::1 127.0.0.2": "six", "127.0.0.2 ::1": "four", "127.0.0.4 ::1": "six", "127.0.0.4": ""} {
		c := client(t, fetch.Options{Resolver: names{"both.example": addrs(order)}}, "both.example:"+port)
		res, err := c.Get(t.Context(), fetch.Request{URL: "http://both.example:" + port})
		switch {
		case want == "":
			wantClass(t, err, fetch.ClassConnect)
		case err != nil:
			t.Error(err)
		case string(res.Body) != want:
			t.Errorf("%s: answered by %q, want %q", order, res.Body, want)
		}
		_ = c.Close()
	}
}

// The default resolver knows the machine's own names, if they are allowed.
func TestAllowedLocalName(t *testing.T) {
	t.Parallel()
	c, err := fetch.New(fetch.Options{Product: "Testline/0.1", Contact: "https://example.org/crawler", Allow: []string{"localhost"}})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Close() }()
	found, err := c.Lookup(t.Context(), "http://localhost/")
	if err != nil || !found[0].IsLoopback() {
		t.Errorf("looked up %v, %v", found, err)
	}
}

func TestAllowAndDeny(t *testing.T) {
	t.Parallel()
	c := client(t, fetch.Options{Deny: []netip.Prefix{netip.MustParsePrefix("10.9.0.0/16"), netip.MustParsePrefix("8.8.4.0/24")}},
		"10.0.0.0/8", "[fd00::1]:9000", "192.168.1.1:3000", "wiki:3000", ".corp.internal", "localhost:9000")
	tests := map[string]fetch.Class{
		"http://10.1.2.3/":           "",
		"http://10.1.2.3:8080/":      "",
		"http://10.1.2.3:3000/":      fetch.ClassRefusedAddress,
		"http://10.9.2.3/":           fetch.ClassRefusedAddress,
		"http://8.8.4.4/":            fetch.ClassRefusedAddress,
		"http://8.8.8.8/":            "",
		"http://8.8.8.8:25/":         fetch.ClassPort,
		"http://[2a00:1450::8a]/":    "",
		"http://[fd00::1]:9000/":     "",
		"http://[fd00::1]/":          fetch.ClassRefusedAddress,
		"http://192.168.1.1:3000/":   "",
		"http://192.168.1.1/":        fetch.ClassRefusedAddress,
		"http://wiki:3000/":          "",
		"http://wiki/":               fetch.ClassRefusedAddress,
		"http://a.b.corp.internal/":  "",
		"http://corp.internal/":      "",
		"http://xcorp.internal/":     fetch.ClassRefusedAddress,
		"http://localhost:9000/":     "",
		"http://localhost.:9000/":    "",
		"http://127.0.0.1:9000/":     fetch.ClassRefusedAddress,
		"http://10.1.2.03/":          fetch.ClassRefusedAddress,
		"http://news.example:22/":    fetch.ClassPort,
		"http://news.example:8443/":  "",
		"http://news.example:0/":     fetch.ClassBadURL,
		"http://news.example:99999/": fetch.ClassBadURL,
	}
	for address, want := range tests {
		if _, err := c.Check(address); fetch.ClassOf(err) != want {
			t.Errorf("%s: %v, want %q", address, err, want)
		}
	}
}

func TestCheckNormalForm(t *testing.T) {
	t.Parallel()
	c := client(t, fetch.Options{})
	tests := map[string]string{
		" HTTP://News.Example ":                   "http://news.example/",
		"https://user:pw@news.example.:443/a#b":   "https://news.example/a",
		"http://news.example:080/?":               "http://news.example/",
		"http://news.example:443/":                "http://news.example:443/",
		"http://bücher.example/größe?q=ä b":       "http://xn--bcher-kva.example/gr%C3%B6%C3%9Fe?q=%C3%A4%20b",
		"http://news.example/100%-sure%2F":        "http://news.example/100%25-sure%2F",
		"http://news.example/a b\"<>":             "http://news.example/a%20b%22%3C%3E",
		"http://r3---sn-a.my_site.example/":       "http://r3---sn-a.my_site.example/",
		"http://[2A00:1450:0:0::8A]:8080/":        "http://[2a00:1450::8a]:8080/",
		"http://[64:ff9c::1]/":                    "refused-address",
		"ftp://news.example/":                     "scheme",
		"javascript:alert(1)":                     "scheme",
		"//news.example/":                         "scheme",
		"/path":                                   "scheme",
		"http:news.example":                       "bad-url",
		"http:///path":                            "bad-url",
		"http://news.example/a\nb":                "bad-url",
		"http://news.example/" + longPath(2048):   "bad-url",
		"http://news.example/" + longPath(2028):   "http://news.example/" + longPath(2028),
		"http://news.example/?" + longQuery(1000): "bad-url",
		"http://" + longPath(64) + ".example/":    "bad-url",
		"":                                        "scheme",
	}
	for in, want := range tests {
		got, err := c.Check(in)
		if err != nil {
			got = string(fetch.ClassOf(err))
		}
		if got != want {
			t.Errorf("%.60q: got %.90q (%v), want %.90q", in, got, err, want)
		}
	}
}

func longPath(n int) string  { return strings.Repeat("a", n) }
func longQuery(n int) string { return strings.Repeat("é", n) }

func TestErrorsHoldNoPassword(t *testing.T) {
	t.Parallel()
	c := client(t, fetch.Options{})
	for _, in := range []string{"http://u:secret@127.0.0.1/", "http://u:secret@[::1", "http://u:secret@h:port/", "ftp://u:secret@h/", "http://u:secret@no.example/"} {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		_, err := c.Get(ctx, fetch.Request{URL: in})
		cancel()
		if err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", in, err)
		}
	}
}
