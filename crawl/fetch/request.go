package fetch

import (
	"context"
	"errors"
	"net/http"
	"net/netip"
	"time"
)

// Kind is what a request is for. It sets the Accept header, the limits, and what kinds of body are taken.
type Kind uint8

// The kinds of request.
const (
	Page    Kind = iota // an HTML page; also what else is text
	Feed                // RSS, Atom, JSON Feed
	Sitemap             // XML or text, may be a gzip file, which is handed on as it is; what is over a limit is left unread
	Robots              // robots.txt: any bytes; what is over a limit is left unread; only Location redirects
)

// Request is one GET.
type Request struct {
	URL  string
	Kind Kind

	// ETag and LastModified, as an earlier Response gave them, make the request conditional. They are sent verbatim to
	// the address Validated, which is the URL of that Response (after redirects), and to no other; "" means URL.
	ETag, LastModified string
	Validated          string

	MaxBytes int64         // instead of the kind's limit, if not 0
	Timeout  time.Duration // instead of Limits.Total, if not 0

	// Follow, if set, is asked before each redirect is followed, since the host it leads to has rules and a pace of its own.
	// With ErrStop the redirect becomes the answer (Response.Next); any other error ends the fetch with it. The time it takes
	// counts as the fetch's. Redirects that are refused anyway are not asked about.
	Follow func(ctx context.Context, hop Hop) error
}

// ErrStop is returned by Request.Follow to have a redirect not followed.
var ErrStop = errors.New("the redirect is not followed")

// The ways to redirect.
const (
	ViaLocation = "location"
	ViaRefresh  = "refresh" // a Refresh header
	ViaMeta     = "meta"    // a meta refresh in the page
)

// Hop is one redirect.
type Hop struct {
	URL    string // the address that redirects
	Status int
	Via    string // ViaLocation, ViaRefresh or ViaMeta
	To     string // where to, in normal form
}

// Permanent reports whether the hop says that To is the address from now on.
func (h Hop) Permanent() bool {
	return h.Via == ViaLocation && (h.Status == http.StatusMovedPermanently || h.Status == http.StatusPermanentRedirect)
}

// Response is an answer of a server. Only a status 2xx has a body.
type Response struct {
	URL    string // the address that answered, after redirects, in normal form
	Chain  []Hop  // the redirects, first to last
	Next   string // where the answer redirects to, if Request.Follow stopped there
	Status int
	Proto  string      // "HTTP/1.1", "HTTP/2.0"
	Header http.Header // all of it but cookies; of the last answer
	Addr   netip.Addr  // the address that was dialled; with a proxy, the proxy's

	Body      []byte // unpacked, in its own charset
	MediaType string // what the body is, by its first bytes where the server is vague or wrong: "text/html"
	Declared  string // the media type that the server declared
	Charset   string // of the body by its WHATWG name, "" if it is empty
	Label     string // the charset that the server declared, as written

	ETag         string // as written; "" if over 1 KB
	LastModified string // as written; "" if over 1 KB
	RetryAfter   time.Time

	Partial   bool // Content-Length or the status says that this is not the whole
	Truncated bool // a limit of a Sitemap or Robots request cut the body

	Bytes   int64     // of the body as sent
	Fetched time.Time // when the last request was sent
	Took    time.Duration
}

// NotModified reports whether the answer is that what the validators stand for is still so.
func (r *Response) NotModified() bool { return r.Status == http.StatusNotModified }

// OK reports whether the status is 2xx.
func (r *Response) OK() bool { return r.Status/100 == 2 }

// Retryable reports whether the status says that a later request may succeed: 408, 425, 429, and 5xx but for 501 and 505.
func (r *Response) Retryable() bool {
	switch r.Status {
	case http.StatusRequestTimeout, http.StatusTooEarly, http.StatusTooManyRequests:
		return true
	case http.StatusNotImplemented, http.StatusHTTPVersionNotSupported:
		return false
	}
	return r.Status >= 500
}

// Moved returns the address to use from now on: that to which permanent redirects alone led, or asked if the first was none.
func (r *Response) Moved(asked string) string {
	for _, hop := range r.Chain {
		if !hop.Permanent() {
			break
		}
		asked = hop.To
	}
	return asked
}

// maxValidator is the longest ETag or Last-Modified that is kept and sent, in bytes.
const maxValidator = 1 << 10

// kindRules are what differs by kind of request.
type kindRules struct {
	accept    string
	max       int64
	redirects int
	anyBytes  bool // no look at what the body is, or at a refresh in it
	prefix    bool // a body over a limit is cut, not an error
	gzipFile  bool // a body that is a gzip file is taken
}

func (k Kind) rules(l Limits) kindRules {
	r := kindRules{accept: acceptPage, max: l.Body, redirects: l.Redirects}
	switch k {
	case Feed:
		r.accept = acceptFeed
	case Sitemap:
		r.accept, r.max, r.gzipFile, r.prefix = acceptSitemap, l.Sitemap, true, true
	case Robots:
		r.accept, r.max, r.anyBytes, r.prefix = acceptRobots, l.Robots, true, true
		r.redirects = min(r.redirects, maxRobotsRedirects)
	}
	return r
}

const (
	acceptPage    = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5"
	acceptFeed    = "application/atom+xml,application/rss+xml,application/feed+json,application/rdf+xml,application/xml;q=0.9,text/xml;q=0.9,application/json;q=0.8,*/*;q=0.5"
	acceptSitemap = "application/xml,text/xml;q=0.9,application/gzip;q=0.8,text/plain;q=0.8,*/*;q=0.5"
	acceptRobots  = "text/plain,*/*;q=0.5"

	maxRobotsRedirects = 5
)
