package sitemap

import (
	"errors"
	"net"
	"net/url"
	"strings"
)

const (
	// MaxDepth is how many sitemaps may lie on the way to a page: an index, an index that it names, a sitemap.
	MaxDepth = 3
	// MaxSitemaps is how many sitemaps are read in one walk.
	MaxSitemaps = 10_000
)

// Why an address is not followed.
var (
	ErrAddress  = errors.New("it is no address of http or https")
	ErrHost     = errors.New("it is on another host")
	ErrDepth    = errors.New("it lies too deep")
	ErrSeen     = errors.New("it was read already")
	ErrSitemaps = errors.New("too many sitemaps")
)

// Named reports whether the robots.txt of a host names a sitemap. The host is in lower case, with its port unless that is the
// scheme's own. It is how sites submit pages of one host in a sitemap of another
// (https://www.sitemaps.org/protocol.html#sitemaps_cross_submits).
type Named func(host, sitemap string) bool

// Walk says which sitemaps of one site are read, and which of their addresses are followed. Two addresses are of one host
// where name and port are the same, without regard to the scheme, to case and to "www." at the start. It is not for
// concurrent use.
type Walk struct {
	host  string
	named Named
	seen  map[string]bool
}

// Place is a sitemap on a walk. Places are values and may be stored.
type Place struct {
	URL   string
	Depth int // from 1
}

// NewWalk begins a walk on the site that an address belongs to. Named may be nil: then no address of another host is
// followed.
func NewWalk(site string, named Named) (*Walk, error) {
	host, err := hostOf(site)
	if err != nil {
		return nil, err
	}
	if named == nil {
		named = func(string, string) bool { return false }
	}
	return &Walk{host: host, named: named, seen: map[string]bool{}}, nil
}

// Start returns the place of a sitemap that robots.txt, or the one who runs the crawler, names.
func (w *Walk) Start(address string) (Place, error) {
	return w.enter(Place{}, address)
}

// Into returns the place of a sitemap that the index at a place names. It is on the walk's site, beside the index, or named
// by the site's robots.txt.
func (w *Walk) Into(from Place, address string) (Place, error) {
	return w.enter(from, address)
}

func (w *Walk) enter(from Place, address string) (Place, error) {
	p := Place{URL: address, Depth: from.Depth + 1}
	if err := w.reach(from, address); err != nil {
		return Place{}, err
	}
	switch {
	case p.Depth > MaxDepth:
		return Place{}, ErrDepth
	case w.seen[address]:
		return Place{}, ErrSeen
	case len(w.seen) >= MaxSitemaps:
		return Place{}, ErrSitemaps
	}
	w.seen[address] = true
	return p, nil
}

// Moved returns the place of a sitemap that a redirect led to.
func (w *Walk) Moved(from Place, address string) (Place, error) {
	if address == from.URL {
		return from, nil
	}
	if err := w.reach(from, address); err != nil {
		return Place{}, err
	}
	if w.seen[address] {
		return Place{}, ErrSeen
	}
	w.seen[address] = true
	return Place{URL: address, Depth: from.Depth}, nil
}

// reach says whether a sitemap may be read coming from another one, which may be none.
func (w *Walk) reach(from Place, address string) error {
	host, err := hostOf(address)
	if err != nil {
		return err
	}
	if same(host, w.host) || w.named(w.host, address) {
		return nil
	}
	if beside, err := hostOf(from.URL); err == nil && same(host, beside) {
		return nil
	}
	return ErrHost
}

// Page says whether a page that the sitemap at a place names is followed: it is on the walk's site, or its own host's
// robots.txt names that sitemap.
func (w *Walk) Page(from Place, address string) error {
	host, err := hostOf(address)
	if err != nil {
		return err
	}
	if same(host, w.host) || w.named(host, from.URL) {
		return nil
	}
	return ErrHost
}

// hostOf returns the lower-case host of an address with its port, unless that is the scheme's own.
func hostOf(address string) (string, error) {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || u.Scheme != "http" && u.Scheme != "https" {
		return "", ErrAddress
	}
	host, port := strings.ToLower(strings.TrimSuffix(u.Hostname(), ".")), u.Port()
	if port == "" || u.Scheme == "http" && port == "80" || u.Scheme == "https" && port == "443" {
		if strings.Contains(host, ":") {
			return "[" + host + "]", nil
		}
		return host, nil
	}
	return net.JoinHostPort(host, port), nil
}

func same(a, b string) bool {
	return strings.TrimPrefix(a, "www.") == strings.TrimPrefix(b, "www.")
}
