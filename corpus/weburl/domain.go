package weburl

import (
	"net"
	"net/url"
	"strings"

	"golang.org/x/net/publicsuffix"
)

// Host returns the host of an address in lower case, without port and trailing dot, or "" if it has none.
func Host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
}

// Domain returns the registrable domain of a host: example.co.uk of news.example.co.uk. An IP address, and a host
// that has none, is its own.
func Domain(host string) string {
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	if net.ParseIP(host) != nil {
		return host
	}
	if domain, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
		return domain
	}
	return host
}

// SameDomain reports whether two hosts are of one registrable domain.
func SameDomain(a, b string) bool { return Domain(a) == Domain(b) }
