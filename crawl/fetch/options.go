package fetch

import (
	"cmp"
	"context"
	"crypto/x509"
	"net"
	"net/mail"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"time"

	"dateline/corpus"
)

// Resolver looks up the addresses of a name, which ends in a dot if it holds one. It must return when the context is over, and may return
// IPv4 addresses in their IPv6 form. *net.Resolver is one.
type Resolver interface {
	LookupNetIP(ctx context.Context, network, host string) ([]netip.Addr, error)
}

var _ Resolver = (*net.Resolver)(nil)

// Options configures a Client. Product and Contact are required; zero values of the rest mean the defaults.
type Options struct {
	Product string // "Dateline/1.0": what names the crawler in User-Agent
	Contact string // where its operator can be reached: an http(s) address or an e-mail address, told in User-Agent
	From    string // an e-mail address for the From header; "" sends none

	// Allow exempts from the refusal of addresses that are not public, for intranets and tests. An entry is a host name
	// ("wiki.example.org", ".example.org" with all names below it), an address, or a network ("10.1.0.0/16"). A
	// name or an address may carry a port ("wiki.example.org:3000", "[fd00::1]:8000"), which opens that port, there only.
	// An allowed name may have any address; else it is the dialled address that counts.
	Allow []string
	// Deny refuses networks beyond the built-in ones, and goes before Allow.
	Deny []netip.Prefix
	// Ports are those open to the crawler: 80, 443, 8080 and 8443 by default.
	Ports []int

	// AllowDowngrade follows redirects from https to http.
	AllowDowngrade bool
	// Proxy is the address of an HTTP, HTTPS or SOCKS5 proxy for all requests. With one, it is the proxy that looks up and
	// dials, so it must refuse addresses itself: Client.Check is all that is left here.
	Proxy string

	Limits   Limits
	RootCAs  *x509.CertPool   // the system's by default
	Resolver Resolver         // Go's own by default, which keeps to the context's time
	Now      func() time.Time // time.Now by default; for the times in a Response
}

// Limits bound one fetch.
type Limits struct {
	Total     time.Duration // for everything, redirects too: 20 s
	Connect   time.Duration // for looking up and connecting, and again for the TLS handshake: 10 s
	FirstByte time.Duration // from the request to the whole header of the answer: 10 s
	Pace      int64         // least bytes a second of a body, taken over every PaceTime: 1 KB; negative is none
	PaceTime  time.Duration // 5 s
	Header    int64         // bytes of header of one answer: 64 KiB
	Body      int64         // bytes of a page or feed, unpacked: 5 MiB
	Sitemap   int64         // bytes of a sitemap that are read, unpacked: 50 MiB
	Robots    int64         // bytes of a robots.txt that are read: 500 KiB
	Ratio     int64         // unpacked bytes for each one sent: 100, looked at once 256 KiB are unpacked
	Redirects int           // followed: 10, and 5 for a robots.txt
}

// withDefaults fills in what is not set.
func (l Limits) withDefaults() Limits {
	return Limits{
		Total:     cmp.Or(l.Total, 20*time.Second),
		Connect:   cmp.Or(l.Connect, 10*time.Second),
		FirstByte: cmp.Or(l.FirstByte, 10*time.Second),
		Pace:      cmp.Or(l.Pace, 1000),
		PaceTime:  cmp.Or(l.PaceTime, 5*time.Second),
		Header:    cmp.Or(l.Header, 64<<10),
		Body:      cmp.Or(l.Body, 5<<20),
		Sitemap:   cmp.Or(l.Sitemap, 50<<20),
		Robots:    cmp.Or(l.Robots, 500<<10),
		Ratio:     cmp.Or(l.Ratio, 100),
		Redirects: cmp.Or(l.Redirects, 10),
	}
}

// productForm is one or more products of RFC 9110, 10.1.5, without comments.
var productForm = regexp.MustCompile("^[A-Za-z0-9!#$%&'*+.^_`|~-]+(/[A-Za-z0-9!#$%&'*+.^_`|~-]+)?( [A-Za-z0-9!#$%&'*+.^_`|~-]+(/[A-Za-z0-9!#$%&'*+.^_`|~-]+)?)*$")

// complete checks the options and fills in the defaults.
func (o Options) complete() (Options, error) {
	if !productForm.MatchString(o.Product) {
		return o, corpus.Errorf(corpus.Invalid, "crawler product %q: want a name and a version, as in Dateline/1.0", o.Product)
	}
	if !isContact(o.Contact) {
		return o, corpus.Errorf(corpus.Invalid, "crawler contact %q: want an http(s) address or an e-mail address at which site owners reach you", o.Contact)
	}
	if o.From != "" && !isMail(o.From) {
		return o, corpus.Errorf(corpus.Invalid, "crawler From %q: want an e-mail address", o.From)
	}
	if len(o.Ports) == 0 {
		o.Ports = []int{80, 443, 8080, 8443}
	}
	if i := slices.IndexFunc(o.Ports, func(p int) bool { return p < 1 || p > 65535 }); i >= 0 {
		return o, corpus.Errorf(corpus.Invalid, "crawler port %d: no such port", o.Ports[i])
	}
	if o.Resolver == nil {
		o.Resolver = &net.Resolver{PreferGo: true}
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	o.Limits = o.Limits.withDefaults()
	return o, nil
}

func (o Options) userAgent() string { return o.Product + " (+" + o.Contact + ")" }

func (o Options) proxy() (*url.URL, error) {
	if o.Proxy == "" {
		return nil, nil
	}
	u, err := url.Parse(o.Proxy)
	if err != nil || u.Host == "" || !slices.Contains([]string{"http", "https", "socks5", "socks5h"}, u.Scheme) {
		return nil, corpus.Errorf(corpus.Invalid, "crawler proxy: want an http, https or socks5 address")
	}
	return u, nil
}

func isContact(s string) bool {
	if u, err := url.Parse(s); err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != "" {
		return u.User == nil && isHeaderText(s)
	}
	return isMail(s)
}

func isMail(s string) bool {
	a, err := mail.ParseAddress(s)
	return err == nil && a.Address == s && isHeaderText(s)
}

// isHeaderText reports whether s can stand within a comment of a header.
func isHeaderText(s string) bool {
	return !slices.ContainsFunc([]byte(s), func(b byte) bool { return b <= ' ' || b >= 0x7F || b == '(' || b == ')' })
}
