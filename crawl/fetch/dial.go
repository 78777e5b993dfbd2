package fetch

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/netip"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// dialer opens connections to addresses that the guard allows, and knows all that are open.
type dialer struct {
	guard    *guard
	resolver Resolver
	limits   Limits
	tls      *tls.Config
	proxy    string          // host:port of the proxy, which is not guarded; "" is none
	life     context.Context // of the client

	mu     sync.Mutex
	closed bool
	open   map[*conn]struct{}
	wg     sync.WaitGroup // dials under way
}

const (
	maxDialled    = 6                      // addresses of one name that are tried
	familyHeadway = 300 * time.Millisecond // for the first family of addresses, about as RFC 8305 has it
)

// dial is http.Transport.DialContext: a connection in clear.
func (d *dialer) dial(ctx context.Context, _, address string) (net.Conn, error) {
	if !d.enter() {
		return nil, errClosed
	}
	defer d.wg.Done()
	c, err := d.connect(ctx, address)
	if err != nil {
		return nil, err
	}
	return &meter{Conn: c}, nil
}

// dialTLS is http.Transport.DialTLSContext. It exists so that an HTTP/1.1 connection can be metered in clear, see meter.
func (d *dialer) dialTLS(ctx context.Context, _, address string) (net.Conn, error) {
	if !d.enter() {
		return nil, errClosed
	}
	defer d.wg.Done()
	below, err := d.connect(ctx, address)
	if err != nil {
		return nil, err
	}
	ctx, done := d.within(ctx)
	defer done()
	secured, err := d.handshake(ctx, below, address)
	if err != nil {
		_ = below.Close()
		return nil, err
	}
	if secured.ConnectionState().NegotiatedProtocol == "h2" {
		return secured, nil
	}
	return &meter{Conn: secured}, nil
}

func (d *dialer) handshake(ctx context.Context, below net.Conn, address string) (*tls.Conn, error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	config := d.tls.Clone()
	config.ServerName = host
	secured := tls.Client(below, config)
	if err := secured.HandshakeContext(ctx); err != nil {
		failed := classify(ctx, err)
		if failed.Class == ClassProtocol {
			failed.Class = ClassTLS
		}
		return nil, failed
	}
	return secured, nil
}

// within bounds a context by the connect limit and by the life of the client.
func (d *dialer) within(ctx context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	stop := context.AfterFunc(d.life, func() { cancel(errClosed) })
	ctx, cancelTime := context.WithTimeoutCause(ctx, d.limits.Connect, errConnect)
	return ctx, func() {
		cancelTime()
		stop()
		cancel(nil)
	}
}

// connect returns an open connection to host:port. Errors are of type *Error.
func (d *dialer) connect(ctx context.Context, address string) (*conn, error) {
	ctx, done := d.within(ctx)
	defer done()
	raw, err := d.reach(ctx, address)
	if err != nil {
		return nil, classify(ctx, err)
	}
	return d.track(raw)
}

func (d *dialer) reach(ctx context.Context, address string) (net.Conn, error) {
	if d.proxy != "" && address == d.proxy {
		return new(net.Dialer).DialContext(ctx, "tcp", address)
	}
	host, portText, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	port, err := strconv.ParseUint(portText, 10, 16)
	if err != nil {
		return nil, err
	}
	addrs, err := d.lookup(ctx, host, uint16(port))
	if err != nil {
		return nil, err
	}
	return d.race(ctx, host, addrs)
}

// lookup returns the addresses of host that may be dialled, in the resolver's order, or the reason why there are none.
func (d *dialer) lookup(ctx context.Context, host string, port uint16) ([]netip.AddrPort, error) {
	answers, err := d.answers(ctx, host)
	if err != nil {
		return nil, err
	}
	var (
		allowed []netip.AddrPort
		refused error = fail(ClassNoHost, "%q has no address", host)
	)
	for _, a := range answers {
		to := netip.AddrPortFrom(a.Unmap(), port)
		if err := d.guard.address(host, to); err != nil {
			refused = err
			continue
		}
		allowed = append(allowed, to)
	}
	if len(allowed) == 0 {
		return nil, refused
	}
	return allowed[:min(len(allowed), maxDialled)], nil
}

// answers asks the resolver, by the rooted name, so that no search domain of the machine is tried. Only for names without a dot, which
// get here if they are allowed, those domains and the machine's own list of hosts are the point.
func (d *dialer) answers(ctx context.Context, host string) ([]netip.Addr, error) {
	if a, err := netip.ParseAddr(host); err == nil {
		return []netip.Addr{a}, nil
	}
	asked := host
	if strings.Contains(host, ".") {
		asked += "."
	}
	addrs, err := d.resolver.LookupNetIP(ctx, "ip", asked)
	if err != nil && errors.Is(context.Cause(ctx), errConnect) {
		return nil, fail(ClassDNS, "looking up %q took too long", host)
	}
	return addrs, err
}

// race dials the family of the first address, and a little later, or when that has failed, the other one.
func (d *dialer) race(ctx context.Context, host string, addrs []netip.AddrPort) (net.Conn, error) {
	var first, second []netip.AddrPort
	for _, a := range addrs {
		if a.Addr().Is4() == addrs[0].Addr().Is4() {
			first = append(first, a)
		} else {
			second = append(second, a)
		}
	}
	if len(second) == 0 {
		return d.sequence(ctx, host, first)
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	results, failed := make(chan dialled, 2), make(chan struct{})
	go func() {
		c, err := d.sequence(ctx, host, first)
		if err != nil {
			close(failed)
		}
		results <- dialled{c, err}
	}()
	go func() {
		wait := time.NewTimer(familyHeadway)
		defer wait.Stop()
		select {
		case <-wait.C:
		case <-failed:
		case <-ctx.Done():
		}
		c, err := d.sequence(ctx, host, second)
		results <- dialled{c, err}
	}()
	one := <-results
	if one.err == nil {
		cancel()
	}
	return pickOne(one, <-results)
}

type dialled struct {
	conn net.Conn
	err  error
}

// pickOne returns the connection that came first and closes the other.
func pickOne(one, other dialled) (net.Conn, error) {
	switch {
	case one.err != nil && other.err != nil:
		return nil, errors.Join(one.err, other.err)
	case one.err != nil:
		return other.conn, nil
	case other.err == nil:
		_ = other.conn.Close()
	}
	return one.conn, nil
}

// sequence dials one address after the other, each for its share of the time that is left.
func (d *dialer) sequence(ctx context.Context, host string, addrs []netip.AddrPort) (net.Conn, error) {
	var failed error
	for i, a := range addrs {
		if err := ctx.Err(); err != nil {
			return nil, errors.Join(failed, err)
		}
		c, err := d.one(ctx, host, a, len(addrs)-i)
		if err == nil {
			return c, nil
		}
		failed = errors.Join(failed, err)
	}
	return nil, failed
}

func (d *dialer) one(ctx context.Context, host string, to netip.AddrPort, left int) (net.Conn, error) {
	if end, ok := ctx.Deadline(); ok {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, time.Until(end)/time.Duration(left), errConnect)
		defer cancel()
	}
	nd := net.Dialer{Control: d.control(host)}
	return nd.DialContext(ctx, "tcp", to.String())
}

// control is the last look at an address, on the socket that is about to connect to it.
func (d *dialer) control(host string) func(network, address string, _ syscall.RawConn) error {
	return func(_, address string, _ syscall.RawConn) error {
		to, err := netip.ParseAddrPort(address)
		if err != nil {
			return fail(ClassRefusedAddress, "no address: %q", address)
		}
		return d.guard.address(host, to)
	}
}

// track enters a connection among the open ones.
func (d *dialer) track(raw net.Conn) (*conn, error) {
	c := &conn{Conn: raw, dialer: d}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.closed {
		return nil, errors.Join(errClosed, raw.Close())
	}
	d.open[c] = struct{}{}
	return c, nil
}

// enter begins a dial, unless the dialer is closed.
func (d *dialer) enter() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.closed {
		return false
	}
	d.wg.Add(1)
	return true
}

// close waits for dials and closes what is open. The life of the client must be over.
func (d *dialer) close() {
	d.mu.Lock()
	d.closed = true
	d.mu.Unlock()
	d.wg.Wait()
	d.mu.Lock()
	left := make([]*conn, 0, len(d.open))
	for c := range d.open {
		left = append(left, c)
	}
	d.mu.Unlock()
	for _, c := range left {
		_ = c.Close()
	}
}

// conn is an open connection.
type conn struct {
	net.Conn
	dialer *dialer
}

// Close closes the connection and forgets it.
func (c *conn) Close() error {
	c.dialer.mu.Lock()
	delete(c.dialer.open, c)
	c.dialer.mu.Unlock()
	return c.Conn.Close()
}
