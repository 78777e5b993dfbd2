package fetch

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/http/httpguts"
)

// exchange is one Get under way: a request, and one more for each redirect.
type exchange struct {
	client *Client
	req    Request
	rules  kindRules
	began  time.Time
	chain  []Hop
	seen   map[string]bool // addresses asked
}

// run follows redirects until there is an answer.
func (x *exchange) run(ctx context.Context) (*Response, error) {
	next, err := x.client.guard.target(x.req.URL)
	if err != nil {
		return nil, at(err, redact(x.req.URL), nil)
	}
	for {
		here := next
		x.seen[here.String()] = true
		res, hop, err := x.ask(ctx, here)
		if err != nil {
			return nil, at(err, here.String(), x.chain)
		}
		if hop != nil {
			next, err = x.redirect(ctx, here, hop)
		}
		switch {
		case errors.Is(err, ErrStop):
			res.Next = hop.To
		case err != nil:
			return nil, at(err, here.String(), x.chain)
		case hop != nil:
			continue
		}
		res.Chain, res.Took = x.chain, time.Since(x.began)
		return res, nil
	}
}

// ask sends one request and reads the answer. If the answer redirects, hop says where to, as written.
func (x *exchange) ask(ctx context.Context, target *url.URL) (*Response, *Hop, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var seen connSeen
	request, conditional, err := x.request(httptrace.WithClientTrace(ctx, seen.trace()), target)
	if err != nil {
		return nil, nil, err
	}
	sent := x.client.options.Now()
	answer, err := x.client.transport.RoundTrip(request)
	if err != nil {
		return nil, nil, classify(ctx, err)
	}
	defer func() { _ = answer.Body.Close() }()
	res := x.response(target, answer)
	res.Addr, res.Fetched = seen.addr(), sent
	if answer.StatusCode == http.StatusNotModified && !conditional {
		return nil, nil, fail(ClassUnasked304, "status 304 to a request without conditions")
	}
	if hop := headerHop(target, answer); hop != nil && (hop.Via == ViaLocation || !x.rules.anyBytes) {
		drainBriefly(answer.Body, cancel)
		return res, hop, nil
	}
	if !res.OK() {
		drainBriefly(answer.Body, cancel)
		return res, nil, nil
	}
	b := &body{answer: answer, rules: x.rules, limits: x.client.options.Limits, seen: &seen, cancel: cancel}
	if err := b.read(ctx, res); err != nil {
		return nil, nil, err
	}
	if x.rules.anyBytes {
		return res, nil, nil
	}
	return res, metaHop(target, res), nil
}

// request builds the request; conditional says whether the validators are in it.
func (x *exchange) request(ctx context.Context, target *url.URL) (r *http.Request, conditional bool, err error) {
	r, err = http.NewRequestWithContext(ctx, http.MethodGet, target.String(), nil)
	if err != nil {
		return nil, false, fail(ClassBadURL, "no URL")
	}
	r.Header.Set("User-Agent", x.client.agent)
	r.Header.Set("Accept", x.rules.accept)
	r.Header.Set("Accept-Encoding", acceptEncoding)
	if x.client.options.From != "" {
		r.Header.Set("From", x.client.options.From)
	}
	if !x.validates(target) {
		return r, false, nil
	}
	for name, value := range map[string]string{"If-None-Match": x.req.ETag, "If-Modified-Since": x.req.LastModified} {
		if value != "" && len(value) <= maxValidator && httpguts.ValidHeaderFieldValue(value) {
			r.Header[name] = []string{value}
			conditional = true
		}
	}
	return r, conditional, nil
}

// validates reports whether the request's validators are those of target.
func (x *exchange) validates(target *url.URL) bool {
	of := x.req.Validated
	if of == "" {
		of = x.req.URL
	}
	u, err := x.client.guard.target(of)
	return err == nil && u.String() == target.String()
}

// response holds what the header of an answer tells.
func (x *exchange) response(target *url.URL, answer *http.Response) *Response {
	h := answer.Header.Clone()
	h.Del("Set-Cookie")
	res := &Response{
		URL: target.String(), Status: answer.StatusCode, Proto: answer.Proto, Header: h,
		ETag: validator(h.Get("ETag")), LastModified: validator(h.Get("Last-Modified")),
	}
	if wait := h.Get("Retry-After"); wait != "" {
		res.RetryAfter = RetryAfter(wait, x.client.options.Now())
	}
	return res
}

func validator(value string) string {
	if len(value) > maxValidator {
		return ""
	}
	return value
}

// redirect decides whether a hop is followed, makes hop.To the normal form and returns where it leads.
func (x *exchange) redirect(ctx context.Context, from *url.URL, hop *Hop) (*url.URL, error) {
	to, err := url.Parse(mendPercents(strings.Trim(hop.To, " \t\r\n\f")))
	if err != nil {
		return nil, fail(ClassBadURL, "redirects to what is no URL")
	}
	to = from.ResolveReference(to)
	if to.Scheme != "http" && to.Scheme != "https" {
		return nil, fail(ClassRedirectScheme, "redirects to scheme %q", to.Scheme)
	}
	next, err := x.client.guard.target(to.String())
	if err != nil {
		return nil, err
	}
	hop.To = next.String()
	switch {
	case from.Scheme == "https" && next.Scheme == "http" && !x.client.options.AllowDowngrade:
		return nil, fail(ClassDowngrade, "redirects from https to %q", hop.To)
	case x.seen[hop.To]:
		return nil, fail(ClassRedirectLoop, "redirects back to %q", hop.To)
	case len(x.chain) >= x.rules.redirects:
		return nil, fail(ClassRedirects, "more than %d redirects", x.rules.redirects)
	}
	if x.req.Follow != nil {
		if err := x.req.Follow(ctx, *hop); errors.Is(err, ErrStop) {
			return nil, ErrStop
		} else if err != nil {
			return nil, &Error{Class: ClassCancelled, Err: err}
		}
	}
	x.chain = append(x.chain, *hop)
	return next, nil
}

// drain reads a little of a body that nobody wants, so that the connection can be used again.
func drain(body io.Reader) {
	const most = 16 << 10
	_, _ = io.CopyN(io.Discard, body, most)
}

// drainBriefly drains the body of a request that cancel ends, for a second at most: the answer is known.
func drainBriefly(body io.Reader, cancel context.CancelCauseFunc) {
	enough := time.AfterFunc(time.Second, func() { cancel(nil) })
	defer enough.Stop()
	drain(body)
}

// at completes an error with where it happened.
func at(err error, address string, chain []Hop) error {
	e := &Error{Class: ClassProtocol, Err: err}
	var known *Error
	if errors.As(err, &known) {
		e.Class, e.Err = known.Class, known.Err
	}
	e.URL, e.Chain = address, chain
	return e
}

// redact returns an address without what stands before an "@" in its authority.
func redact(raw string) string {
	before, rest, found := strings.Cut(raw, "//")
	if !found {
		return clip(raw)
	}
	end := strings.IndexAny(rest, "/?#")
	if end < 0 {
		end = len(rest)
	}
	return clip(before + "//" + rest[strings.LastIndexByte(rest[:end], '@')+1:])
}

func clip(s string) string { return s[:min(len(s), maxURL)] }

// connSeen remembers the connection on which an answer came.
type connSeen struct {
	remote netip.Addr
	meter  *meter
}

func (s *connSeen) trace() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{GotConn: func(info httptrace.GotConnInfo) {
		s.meter, _ = info.Conn.(*meter)
		if c, ok := info.Conn.(*tls.Conn); ok {
			info.Conn = c.NetConn()
		}
		if to, err := netip.ParseAddrPort(info.Conn.RemoteAddr().String()); err == nil {
			s.remote = to.Addr().Unmap()
		}
	}}
}

func (s *connSeen) addr() netip.Addr { return s.remote }
