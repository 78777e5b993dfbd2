package web

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
)

// guard refuses requests that no honest browser or program sends to this server.
//
//   - The Host must be loopback, a configured name, or the very address that the
//     connection came in on: a page of another site that has its name resolve to this
//     machine (DNS rebinding) has another Host.
//   - A method that changes something must not come from another site's page.
//   - But for the one that takes articles, no route reads a body, so one that comes along is of the wrong kind.
type guard struct {
	hosts  []string
	origin *http.CrossOriginProtection
}

func newGuard(hosts []string) guard {
	g := guard{origin: http.NewCrossOriginProtection()}
	for _, h := range hosts {
		g.hosts = append(g.hosts, hostName(h))
	}
	return g
}

func (g guard) check(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		if !g.answersTo(r) {
			return &refusal{http.StatusMisdirectedRequest, "misdirected",
				"This server does not answer to that host name.", "Use http://localhost, or start the server with this name as one of its hosts."}
		}
		if err := g.origin.Check(r); err != nil {
			return &refusal{http.StatusForbidden, "cross-origin", "A page of another site may not change anything here.", ""}
		}
		if r.ContentLength != 0 && r.Method != http.MethodGet && r.Method != http.MethodHead && !takesBody(c) {
			return &refusal{http.StatusUnsupportedMediaType, "unsupported-media-type", "This request takes no body.", "Send it without one."}
		}
		return next(c)
	}
}

func (g guard) answersTo(r *http.Request) bool {
	host := hostName(r.Host)
	if isLoopback(host) || slices.Contains(g.hosts, host) {
		return true
	}
	local, _ := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	return local != nil && host != "" && hostName(local.String()) == host
}

// hostName returns the name of a "name:port", in lower case, without a final dot or brackets.
func hostName(hostport string) string {
	host, _, err := net.SplitHostPort(hostport)
	if err != nil {
		host = strings.Trim(hostport, "[]")
	}
	return strings.ToLower(strings.TrimSuffix(host, "."))
}

func isLoopback(host string) bool {
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.Unmap().IsLoopback()
}

// isLocal reports whether a request comes from this machine itself: not even by way of a proxy here.
func isLocal(c echo.Context) bool {
	r := c.Request()
	for _, h := range []string{"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Via"} {
		if r.Header.Get(h) != "" {
			return false
		}
	}
	return isLoopback(c.RealIP()) && isLoopback(hostName(r.Host))
}

func isAPI(path string) bool { return strings.HasPrefix(path, "/api/") }

const contentPolicy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

func headers(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Response().Header()
		h.Set("Content-Security-Policy", contentPolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		return next(c)
	}
}

// logged writes a line per request: neither the query nor who asked.
func (s *Server) logged(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		start := s.Now()
		if err := next(c); err != nil {
			c.Error(err)
		}
		s.Log.Info("request", "method", shortened(c.Request().Method), "path", shortened(c.Request().URL.EscapedPath()),
			"status", c.Response().Status, "bytes", c.Response().Size, "took", s.Now().Sub(start).Round(time.Microsecond))
		return nil
	}
}

func shortened(s string) string { return s[:min(len(s), 200)] }

func (s *Server) panicked(c echo.Context, err error, stack []byte) error {
	s.Log.Error("panic", "route", c.Path(), "err", err, "stack", string(stack))
	return err
}
