package fetch

import (
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/idna"
)

// What is refused by its spelling alone, before a name is looked up: schemes but http and https, addresses over 2,048 bytes or
// with control characters, hosts that browsers would read as an IPv4 address though they are not four plain decimal numbers
// (2130706433, 0x7f.1, 127.1, 0177.0.0.1, full-width digits), dots of other scripts, IPv6 zones, IPv6 spellings of IPv4, names
// without a dot and names of the local network. An allowed name is exempt from the last two rules only.
//
// The normal form is: scheme and host in lower case, host as ASCII without a trailing dot, no user, no default port, no
// fragment, a path, and no byte outside printable ASCII.

const maxURL = 2048

// localZones hold names that stand for other hosts in each network.
var localZones = []string{"localhost", "localdomain", "local", "internal", "home.arpa", "onion"}

// target checks an address and returns it in normal form.
func (g *guard) target(raw string) (*url.URL, error) {
	u, err := parse(raw)
	if err != nil {
		return nil, err
	}
	host, addr, err := parseHost(u)
	if err != nil {
		return nil, err
	}
	port, err := parsePort(u)
	if err != nil {
		return nil, err
	}
	if addr.IsValid() {
		err = g.address(host, netip.AddrPortFrom(addr, port))
	} else {
		err = g.name(host, port)
	}
	if err != nil {
		return nil, err
	}
	return normal(u, host, port)
}

func parse(raw string) (*url.URL, error) {
	raw = strings.Trim(raw, " \t\r\n\f")
	if len(raw) > maxURL {
		return nil, fail(ClassBadURL, "%d bytes long, at most %d", len(raw), maxURL)
	}
	if strings.ContainsFunc(raw, func(r rune) bool { return r < ' ' || r == 0x7F }) {
		return nil, fail(ClassBadURL, "control characters")
	}
	raw, _, _ = strings.Cut(raw, "#")
	u, err := url.Parse(mendPercents(raw))
	if err != nil {
		return nil, fail(ClassBadURL, "%s", reason(err))
	}
	if u.Scheme != "http" && u.Scheme != "https" {
		return nil, fail(ClassScheme, "scheme %q, want http or https", u.Scheme)
	}
	if u.Opaque != "" || u.Host == "" {
		return nil, fail(ClassBadURL, "no host")
	}
	return u, nil
}

// mendPercents escapes percent signs that begin no escape ("/100%-sure"), as browsers bear them.
func mendPercents(raw string) string {
	isHex := func(i int) bool { return i < len(raw) && strings.IndexByte("0123456789abcdefABCDEF", raw[i]) >= 0 }
	var b strings.Builder
	for i := range len(raw) {
		b.WriteByte(raw[i])
		if raw[i] == '%' && !(isHex(i+1) && isHex(i+2)) {
			b.WriteString("25")
		}
	}
	return b.String()
}

// reason is the error of url.Parse without the address, which may hold a password.
func reason(err error) string {
	if u, ok := err.(*url.Error); ok { //nolint:errorlint // as url.Parse returns it
		return fmt.Sprintf("no URL: %v", u.Err)
	}
	return "no URL"
}

// parseHost returns the host in normal form, and if it is an address, that.
func parseHost(u *url.URL) (string, netip.Addr, error) {
	host := u.Hostname()
	if strings.HasPrefix(u.Host, "[") {
		addr, err := netip.ParseAddr(host)
		switch {
		case err != nil:
			return "", addr, fail(ClassBadURL, "no IPv6 address: %q", host)
		case addr.Zone() != "":
			return "", addr, fail(ClassRefusedAddress, "an address with a zone")
		case addr.Is4() || addr.Is4In6():
			return "", addr, fail(ClassRefusedAddress, "an IPv4 address written as IPv6")
		}
		return addr.String(), addr, nil
	}
	name, err := hostName(host)
	if err != nil {
		return "", netip.Addr{}, err
	}
	if !endsInNumber(name) {
		return name, netip.Addr{}, nil
	}
	addr, err := netip.ParseAddr(name)
	if err != nil || name != host {
		return "", addr, fail(ClassRefusedAddress, "an odd spelling of an address: %q", host)
	}
	return name, addr, nil
}

// toASCII is the mapping of UTS 46 as browsers do it, with underscores left alone.
var toASCII = idna.New(idna.MapForLookup(), idna.BidiRule(), idna.Transitional(false), idna.CheckHyphens(false),
	idna.StrictDomainName(false))

// hostName returns a name in lower-case ASCII without its trailing dot.
func hostName(host string) (string, error) {
	if strings.ContainsAny(host, "\u3002\uff0e\uff61") {
		return "", fail(ClassRefusedAddress, "a dot of another script in %q", host)
	}
	name, err := toASCII.ToASCII(host)
	if again, unstable := toASCII.ToASCII(name); err != nil || unstable != nil || again != name || !utf8.ValidString(host) {
		return "", fail(ClassBadURL, "no host name: %q", host)
	}
	name = strings.TrimSuffix(name, ".")
	if len(name) > 253 {
		return "", fail(ClassBadURL, "a host name of %d bytes", len(name))
	}
	for label := range strings.SplitSeq(name, ".") {
		if label == "" || len(label) > 63 || strings.Trim(label, "abcdefghijklmnopqrstuvwxyz0123456789-_") != "" {
			return "", fail(ClassBadURL, "no host name: %q", host)
		}
	}
	return name, nil
}

// endsInNumber is the WHATWG's test for hosts that must be IPv4 addresses: the last label is a number, decimal or hexadecimal.
func endsInNumber(name string) bool {
	last := name[strings.LastIndexByte(name, '.')+1:]
	if strings.Trim(last, "0123456789") == "" {
		return true
	}
	hex, ok := strings.CutPrefix(last, "0x")
	return ok && strings.Trim(hex, "0123456789abcdef") == ""
}

// parsePort returns the port, the scheme's own if none is written.
func parsePort(u *url.URL) (uint16, error) {
	switch written := u.Port(); {
	case written != "":
		n, err := strconv.ParseUint(written, 10, 16)
		if err != nil || n == 0 {
			return 0, fail(ClassBadURL, "no port: %q", written)
		}
		return uint16(n), nil
	case u.Scheme == "https":
		return 443, nil
	}
	return 80, nil
}

// name refuses names that need no lookup to be refused.
func (g *guard) name(host string, port uint16) error {
	if !g.mayOpen(host, port) {
		return fail(ClassPort, "port %d is not open to the crawler", port)
	}
	if g.allowsHost(host, port) {
		return nil
	}
	if !strings.Contains(host, ".") {
		return fail(ClassRefusedAddress, "%q is a name of the local network: it has no dot", host)
	}
	for _, zone := range localZones {
		if strings.HasSuffix(host, "."+zone) {
			return fail(ClassRefusedAddress, "%q is a name of the local network", host)
		}
	}
	return nil
}

func normal(u *url.URL, host string, port uint16) (*url.URL, error) {
	u.User, u.Fragment, u.RawFragment = nil, "", ""
	u.Host = host
	if strings.Contains(host, ":") {
		u.Host = "[" + host + "]"
	}
	if u.Scheme == "http" && port != 80 || u.Scheme == "https" && port != 443 {
		u.Host = net.JoinHostPort(host, strconv.Itoa(int(port)))
	}
	if u.Path == "" {
		u.Path = "/"
	}
	u.RawQuery = printable(u.RawQuery)
	u.ForceQuery = false
	if n := len(u.String()); n > maxURL {
		return nil, fail(ClassBadURL, "%d bytes long when escaped, at most %d", n, maxURL)
	}
	return u, nil
}

// printable escapes the bytes of a query that may not stand in a request.
func printable(query string) string {
	var b strings.Builder
	for i := range len(query) {
		switch c := query[i]; {
		case c <= ' ' || c >= 0x7F || c == '"' || c == '<' || c == '>':
			fmt.Fprintf(&b, "%%%02X", c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}
