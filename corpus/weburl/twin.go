package weburl

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// Caches of AMP pages carry the publisher's address in their path: google.com/amp/s/host/path, bing.com/amp/s/host/path,
// host.cdn.ampproject.org/c/s/host/path and host.bing-amp.com/c/s/host/path. "s" stands for https.
var (
	viewerHost = regexp.MustCompile(`^(?:www\.)?(?:google(?:\.[a-z]{2,3}){1,2}|bing\.com)$`)
	viewerPath = regexp.MustCompile(`^/amp/(s/)?([^/]+\.[^/]+)(/.*)?$`)
	cacheHost  = regexp.MustCompile(`\.(?:cdn\.ampproject\.org|bing-amp\.com|ampproject\.net)$`)
	cachePath  = regexp.MustCompile(`^/(?:c|v|wp)/(s/)?([^/]+\.[^/]+)(/.*)?$`)
)

// Labels of hosts, parts of paths and parameters that mark a page as the AMP or mobile twin of another.
var (
	twinLabels = set("amp", "m", "mobile", "mobil", "wap", "touch")
	ampEnding  = regexp.MustCompile(`(?i)[./]amp(\.html?|/?)$`)
	ampFlags   = set("amp", "_amp", "amp_markup", "ampmode", "isamp", "m", "mobile")
	ampNoise   = set("amp_js_v", "amp_gsa", "usqp", "amp_r", "amp_tf", "amp_latest_update_time", "amp_kit")
	ampValues  = set("outputtype", "output", "view", "platform", "mode", "format", "type")
)

// maxUnwrapped is how many marks of a twin one address may carry.
const maxUnwrapped = 8

// Twin guesses the canonical address of the ordinary page behind an AMP or mobile one, and reports whether the address
// looks like one. A host that is left bare without its label gets "www.", as most outlets write it. The twin
// of a twin is none.
func Twin(address string) (string, bool) {
	now, err := Canonical(address)
	if err != nil {
		return "", false
	}
	given := now
	for range maxUnwrapped {
		u, err := url.Parse(now)
		if err != nil {
			return "", false
		}
		next, err := unwrapped(u)
		if err != nil {
			return "", false
		}
		if next == now {
			return now, now != given
		}
		now = next
	}
	return "", false
}

// unwrapped takes one layer of marks off an address.
func unwrapped(u *url.URL) (string, error) {
	if inner, is := fromCache(u); is {
		return Canonical(inner)
	}
	u.Host = plainHost(u)
	u.RawQuery = without(u.RawQuery, isAMP)
	path := u.EscapedPath()
	path = ampEnding.ReplaceAllStringFunc(path, func(end string) string {
		switch {
		case strings.HasPrefix(end, "."):
			return strings.TrimPrefix(strings.ToLower(end), ".amp")
		case strings.HasSuffix(end, "/"):
			return "/"
		}
		return ""
	})
	if rest := strings.TrimPrefix(path, "/amp/"); rest != path && rest != "" {
		path = "/" + rest
	}
	plain, err := url.PathUnescape(path)
	if err != nil {
		return "", err
	}
	u.Path, u.RawPath = plain, path
	return canonical(u, u.String())
}

func fromCache(u *url.URL) (string, bool) {
	var m []string
	switch host := u.Hostname(); {
	case viewerHost.MatchString(host):
		m = viewerPath.FindStringSubmatch(u.EscapedPath())
	case cacheHost.MatchString(host):
		m = cachePath.FindStringSubmatch(u.EscapedPath())
	}
	if m == nil {
		return "", false
	}
	scheme := "http://"
	if m[1] != "" {
		scheme = "https://"
	}
	inner := scheme + m[2] + m[3]
	if u.RawQuery != "" {
		inner += "?" + u.RawQuery
	}
	return inner, true
}

// plainHost returns the host and port without the labels of twins below the registrable domain.
func plainHost(u *url.URL) string {
	host := u.Hostname()
	domain := Domain(host)
	below, found := strings.CutSuffix(host, "."+domain)
	if !found {
		return u.Host
	}
	labels := strings.Split(below, ".")
	kept := slices.DeleteFunc(slices.Clone(labels), func(l string) bool { return twinLabels[l] })
	if len(kept) == len(labels) {
		return u.Host
	}
	if len(kept) == 0 {
		kept = []string{"www"}
	}
	host = strings.Join(kept, ".") + "." + domain
	if port := u.Port(); port != "" {
		host += ":" + port
	}
	return host
}

func isAMP(name, value string) bool {
	value = strings.ToLower(value)
	switch {
	case ampNoise[name]:
		return true
	case ampFlags[name]:
		return value == "" || value == "1" || value == "true" || value == "yes" || value == "amp"
	case ampValues[name]:
		return value == "amp" || value == "mobile"
	}
	return false
}
