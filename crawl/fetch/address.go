package fetch

import (
	"net/netip"
	"strconv"
	"strings"

	"dateline/corpus"
)

// An address is of the public internet if no line below has it. For IPv6 it must moreover lie in 2000::/3, the only block that is
// given out as global unicast: so ::1, ::, IPv4-mapped and -compatible forms, NAT64 (64:ff9b::/96, 64:ff9b:1::/48), discard-only,
// unique local, link-local, site-local and multicast addresses are refused without a line of their own.
//
// Source: the IANA IPv4 and IPv6 Special-Purpose Address Registries.
var notPublic = []struct{ prefix, what string }{
	{"0.0.0.0/8", "this network"},
	{"10.0.0.0/8", "private"},
	{"100.64.0.0/10", "shared by carriers"},
	{"127.0.0.0/8", "loopback"},
	{"168.63.129.16/32", "a cloud's platform service"},
	{"169.254.0.0/16", "link-local"},
	{"172.16.0.0/12", "private"},
	{"192.0.0.0/24", "protocol assignment"},
	{"192.0.2.0/24", "documentation"},
	{"192.31.196.0/24", "AS112"},
	{"192.52.193.0/24", "AMT"},
	{"192.88.99.0/24", "6to4 relay"},
	{"192.168.0.0/16", "private"},
	{"192.175.48.0/24", "AS112"},
	{"198.18.0.0/15", "benchmarking"},
	{"198.51.100.0/24", "documentation"},
	{"203.0.113.0/24", "documentation"},
	{"224.0.0.0/4", "multicast"},
	{"240.0.0.0/4", "reserved or broadcast"},
	{"2001::/23", "protocol assignment (Teredo, ORCHID, benchmarking)"},
	{"2001:db8::/32", "documentation"},
	{"2002::/16", "6to4"},
	{"2620:4f:8000::/48", "AS112"},
	{"3ffe::/16", "6bone"},
	{"3fff::/20", "documentation"},
}

// guard decides which addresses may be fetched.
type guard struct {
	special []special
	deny    []netip.Prefix
	ports   map[uint16]bool
	hosts   []hostRule
	nets    []netRule
}

type special struct {
	prefix netip.Prefix
	what   string
}

// hostRule allows a name, or with sub all names below it; at port, or if that is 0 at all open ports.
type hostRule struct {
	name string
	sub  bool
	port uint16
}

type netRule struct {
	prefix netip.Prefix
	port   uint16
}

func newGuard(o Options) (*guard, error) {
	g := &guard{deny: o.Deny, ports: map[uint16]bool{}}
	for _, s := range notPublic {
		g.special = append(g.special, special{netip.MustParsePrefix(s.prefix), s.what})
	}
	for _, p := range o.Ports {
		g.ports[uint16(p)] = true
	}
	for _, entry := range o.Allow {
		if err := g.allow(entry); err != nil {
			return nil, err
		}
	}
	return g, nil
}

// allow reads one entry of Options.Allow.
func (g *guard) allow(entry string) error {
	if p, err := netip.ParsePrefix(entry); err == nil {
		g.nets = append(g.nets, netRule{prefix: p.Masked()})
		return nil
	}
	if a, err := netip.ParseAddr(strings.Trim(entry, "[]")); err == nil && a.Zone() == "" {
		g.nets = append(g.nets, netRule{prefix: netip.PrefixFrom(a, a.BitLen())})
		return nil
	}
	if ap, err := netip.ParseAddrPort(entry); err == nil && ap.Addr().Zone() == "" {
		g.nets = append(g.nets, netRule{netip.PrefixFrom(ap.Addr(), ap.Addr().BitLen()), ap.Port()})
		return nil
	}
	rule := hostRule{}
	name, port, found := strings.Cut(entry, ":")
	if found {
		n, err := strconv.ParseUint(port, 10, 16)
		if err != nil || n == 0 {
			return corpus.Errorf(corpus.Invalid, "allowed address %q: %q is no port", entry, port)
		}
		rule.port = uint16(n)
	}
	name, rule.sub = strings.CutPrefix(name, ".")
	ascii, err := hostName(name)
	if err != nil {
		return corpus.Errorf(corpus.Invalid, "allowed address %q: want a host, an address or a network: %w", entry, err)
	}
	rule.name = ascii
	g.hosts = append(g.hosts, rule)
	return nil
}

// address refuses to dial what may not be dialled. host is the name whose address it is, or the address itself.
func (g *guard) address(host string, to netip.AddrPort) error {
	addr := to.Addr().Unmap()
	for _, p := range g.deny {
		if p.Contains(addr) {
			return fail(ClassRefusedAddress, "%s is denied by configuration", addr)
		}
	}
	if g.allowsHost(host, to.Port()) || g.allowsAddr(addr, to.Port()) {
		return nil
	}
	if what := g.notPublic(addr); what != "" {
		return fail(ClassRefusedAddress, "%s is not a public address: %s", addr, what)
	}
	if !g.ports[to.Port()] {
		return fail(ClassPort, "port %d is not open to the crawler", to.Port())
	}
	return nil
}

// notPublic returns what the address is if it is not of the public internet, and else "".
func (g *guard) notPublic(addr netip.Addr) string {
	if addr.Zone() != "" {
		return "has a zone"
	}
	for _, s := range g.special {
		if s.prefix.Contains(addr) {
			return s.what
		}
	}
	if addr.Is4() {
		return ""
	}
	b := addr.As16()
	switch {
	case b[0]&0xE0 != 0x20:
		return "not global unicast"
	case b[8]&^2 == 0 && b[9] == 0 && b[10] == 0x5E && b[11] == 0xFE:
		return "ISATAP"
	}
	return ""
}

func (g *guard) allowsHost(host string, port uint16) bool {
	for _, r := range g.hosts {
		if (r.name == host || r.sub && strings.HasSuffix(host, "."+r.name)) && g.allowsPort(r.port, port) {
			return true
		}
	}
	return false
}

func (g *guard) allowsAddr(addr netip.Addr, port uint16) bool {
	for _, r := range g.nets {
		if r.prefix.Contains(addr) && g.allowsPort(r.port, port) {
			return true
		}
	}
	return false
}

func (g *guard) allowsPort(of, port uint16) bool { return of == port || of == 0 && g.ports[port] }

// mayOpen reports whether the port is open for any name, so that a lookup can be worth it.
func (g *guard) mayOpen(host string, port uint16) bool {
	if g.ports[port] || g.allowsHost(host, port) {
		return true
	}
	for _, r := range g.nets {
		if r.port == port {
			return true
		}
	}
	return false
}
