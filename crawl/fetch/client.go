package fetch

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"sync"
	"time"
)

// Client fetches. It keeps at most one idle connection a host, for half a minute, so that a few requests in a row
// to one host are cheap. It is safe for use by several goroutines.
type Client struct {
	options   Options
	agent     string
	guard     *guard
	dialer    *dialer
	transport *http.Transport
	end       context.CancelFunc

	mu     sync.Mutex
	closed bool
	wg     sync.WaitGroup // Gets under way
}

const (
	idleConnections = 128
	idleTime        = 30 * time.Second
	// readBuffer is that of a connection. Bodies are read in smaller pieces, so that a buffer also takes what
	// is sent behind the end of the body, for meter to see.
	readBuffer = 32 << 10
	readPiece  = 8 << 10
)

// New returns a Client. Errors are of kind corpus.Invalid.
func New(o Options) (*Client, error) {
	o, err := o.complete()
	if err != nil {
		return nil, err
	}
	g, err := newGuard(o)
	if err != nil {
		return nil, err
	}
	proxy, err := o.proxy()
	if err != nil {
		return nil, err
	}
	life, end := context.WithCancel(context.Background())
	d := &dialer{guard: g, resolver: o.Resolver, limits: o.Limits, life: life, open: map[*conn]struct{}{},
		tls: &tls.Config{RootCAs: o.RootCAs, MinVersion: tls.VersionTLS12, NextProtos: []string{"h2", "http/1.1"}}}
	if proxy != nil {
		d.proxy = hostPort(proxy)
	}
	return &Client{options: o, agent: o.userAgent(), guard: g, dialer: d, end: end, transport: newTransport(o, d, proxy)}, nil
}

func newTransport(o Options, d *dialer, proxy *url.URL) *http.Transport {
	t := &http.Transport{
		DialContext:            d.dial,
		DialTLSContext:         d.dialTLS,
		TLSClientConfig:        d.tls.Clone(),
		TLSHandshakeTimeout:    o.Limits.Connect,
		ForceAttemptHTTP2:      true,
		DisableCompression:     true, // decode.go does it, within limits
		MaxIdleConns:           idleConnections,
		MaxIdleConnsPerHost:    1,
		IdleConnTimeout:        idleTime,
		ResponseHeaderTimeout:  o.Limits.FirstByte,
		MaxResponseHeaderBytes: o.Limits.Header,
		ReadBufferSize:         readBuffer,
	}
	if proxy != nil {
		t.Proxy = http.ProxyURL(proxy)
	}
	return t
}

// hostPort is what the transport dials for a proxy.
func hostPort(proxy *url.URL) string {
	port := proxy.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443", "socks5": "1080", "socks5h": "1080"}[proxy.Scheme]
	}
	return net.JoinHostPort(proxy.Hostname(), port)
}

// Check returns an address in the normal form in which Get would fetch it, or the *Error with which Get would refuse it before
// any lookup. It is idempotent.
func (c *Client) Check(rawURL string) (string, error) {
	u, err := c.guard.target(rawURL)
	if err != nil {
		return "", at(err, redact(rawURL), nil)
	}
	return u.String(), nil
}

// Lookup returns the addresses that a Get of the address would dial, best first: at least one if there is no error. It is for a
// caller that bounds what is under way for each server, as many hosts share one.
func (c *Client) Lookup(ctx context.Context, rawURL string) ([]netip.Addr, error) {
	if !c.begin() {
		return nil, errClosed
	}
	defer c.wg.Done()
	u, err := c.guard.target(rawURL)
	if err != nil {
		return nil, at(err, redact(rawURL), nil)
	}
	port, err := parsePort(u)
	if err != nil {
		return nil, at(err, u.String(), nil)
	}
	ctx, done := c.dialer.within(ctx)
	defer done()
	found, err := c.dialer.lookup(ctx, u.Hostname(), port)
	if err != nil {
		return nil, at(classify(ctx, err), u.String(), nil)
	}
	addrs := make([]netip.Addr, len(found))
	for i, a := range found {
		addrs[i] = a.Addr()
	}
	return addrs, nil
}

// Get fetches. Any answer of the server is a Response, whatever its status, except one that redirects where it must not and a 304
// that was not asked for. All other errors are of type *Error too.
func (c *Client) Get(ctx context.Context, req Request) (*Response, error) {
	if !c.begin() {
		return nil, errClosed
	}
	defer c.wg.Done()
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	stop := context.AfterFunc(c.dialer.life, func() { cancel(errClosed) })
	defer stop()
	total := c.options.Limits.Total
	if req.Timeout > 0 {
		total = req.Timeout
	}
	ctx, cancelTotal := context.WithTimeoutCause(ctx, total, errTotal)
	defer cancelTotal()
	x := &exchange{client: c, req: req, rules: req.Kind.rules(c.options.Limits), began: time.Now(), seen: map[string]bool{}}
	if req.MaxBytes > 0 {
		x.rules.max = req.MaxBytes
	}
	return x.run(ctx)
}

// begin enters a call, unless the client is closed.
func (c *Client) begin() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return false
	}
	c.wg.Add(1)
	return true
}

// Close ends all fetches under way with ClassClosed, waits for them and closes all connections.
func (c *Client) Close() error {
	c.mu.Lock()
	c.closed = true
	c.mu.Unlock()
	c.end()
	c.wg.Wait()
	c.transport.CloseIdleConnections()
	c.dialer.close()
	return nil
}
