package ingest

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"regexp"
	"strings"
	"unicode"

	"github.com/PuerkitoBio/purell"
	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
)

// maxURL is the length of the longest address kept, in bytes.
const maxURL = 2048

// normalization is what changes an address without changing what it leads to.
const normalization = purell.FlagsSafe | purell.FlagRemoveDotSegments | purell.FlagRemoveFragment |
	purell.FlagRemoveUnnecessaryHostDots | purell.FlagRemoveEmptyPortSeparator

// tracking lists query parameters that say how a reader came, not where to. Those that
// start with one of trackingPrefixes are dropped too.
var (
	tracking = set("fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid",
		"igshid", "igsh", "mc_cid", "mc_eid", "_ga", "_gl", "_hsenc", "_hsmi", "mkt_tok", "ref_src", "ref_url",
		"cmpid", "cmp", "ncid", "ocid", "icid", "ito", "smid", "s_cid", "xtor", "mbid", "srnd", "spm", "wt.mc_id",
		"wt_mc", "__twitter_impression", "guccounter", "guce_referrer", "guce_referrer_sig", "soc_src", "soc_trk",
		"ns_mchannel", "ns_source", "ns_campaign", "ns_linkname", "vero_id", "oly_anon_id", "oly_enc_id", "_openstat")
	trackingPrefixes = []string{"utm_", "at_", "pk_", "mtm_", "hsa_"}
)

func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

// CanonicalURL returns the one form of an address that its many spellings share: scheme and host in lower case,
// without default port, credentials, fragment, dot segments and tracking parameters. Only http and https
// addresses of at most 2,048 bytes are taken; the error says in words what is wrong.
func CanonicalURL(s string) (string, error) {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil {
		return "", fmt.Errorf("%q is not a URL", cut(s))
	}
	u.Scheme = strings.ToLower(u.Scheme)
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return "", fmt.Errorf("%q is not an http or https address", cut(s))
	case u.Hostname() == "" || strings.ContainsAny(u.Hostname(), " \"<>\\^`{|}"):
		return "", fmt.Errorf("%q has no proper host", cut(s))
	case len(s) > maxURL:
		return "", fmt.Errorf("a URL of %d bytes, over the limit of %d", len(s), maxURL)
	}
	if err := asciiHost(u); err != nil {
		return "", fmt.Errorf("%q has no proper host: %w", cut(s), err)
	}
	u.User = nil
	u.RawQuery = withoutTracking(u.RawQuery)
	canonical, err := settled(u)
	if err != nil {
		return "", fmt.Errorf("%q is not a URL: %w", cut(s), err)
	}
	return canonical, nil
}

// imageURL returns the absolute address of a picture, which may be given relative to its article. Nothing of it is dropped:
// servers of pictures sign their parameters.
func imageURL(s, article string) (string, error) {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || len(s) > maxURL {
		return "", fmt.Errorf("%q is not a URL of at most %d bytes", cut(s), maxURL)
	}
	if base, err := url.Parse(article); err == nil && article != "" {
		u = base.ResolveReference(u)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return "", fmt.Errorf("%q is not an http or https address", cut(s))
	}
	u.User = nil
	return u.String(), nil
}

// asciiHost turns a host in another script into the form that the domain name system knows.
func asciiHost(u *url.URL) error {
	host := u.Hostname()
	if strings.IndexFunc(host, func(r rune) bool { return r > unicode.MaxASCII }) < 0 {
		return nil
	}
	host, err := idna.Lookup.ToASCII(host)
	if err != nil {
		return err
	}
	if port := u.Port(); port != "" {
		host = net.JoinHostPort(host, port)
	}
	u.Host = host
	return nil
}

// settled normalises until nothing changes, because undoing one escape may uncover another.
func settled(u *url.URL) (string, error) {
	const rounds = 4
	last := ""
	for range rounds {
		s := upperEscapes(purell.NormalizeURL(u, normalization))
		next, err := url.Parse(s)
		if err != nil {
			return "", err
		}
		if next.Host == "" {
			return "", errors.New("no host is left")
		}
		if next.Path == "" {
			next.Path = "/"
			s = next.String()
		}
		if s == last {
			return s, nil
		}
		last, u = s, next
	}
	return "", errors.New("its escapes are nested")
}

var escape = regexp.MustCompile(`%[0-9a-fA-F]{2}`)

func upperEscapes(s string) string { return escape.ReplaceAllStringFunc(s, strings.ToUpper) }

// withoutTracking keeps the order of the parameters, because some sites depend on it.
func withoutTracking(query string) string {
	var kept []string
	for param := range strings.SplitSeq(query, "&") {
		name, _, _ := strings.Cut(param, "=")
		if plain, err := url.QueryUnescape(name); err == nil {
			name = plain
		}
		if param != "" && !isTracking(strings.ToLower(name)) {
			kept = append(kept, param)
		}
	}
	return strings.Join(kept, "&")
}

func isTracking(name string) bool {
	for _, prefix := range trackingPrefixes {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return tracking[name]
}

// domainOf returns the registrable domain of an address, or its host where it has none.
func domainOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	host := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	if net.ParseIP(host) != nil {
		return host
	}
	if domain, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
		return domain
	}
	return strings.TrimPrefix(host, "www.")
}
