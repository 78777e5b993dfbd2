package weburl

import (
	"net/url"
	"regexp"
	"strings"
)

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

// Parameters that name a visit: sessions always do; perhapsSessions only with the long random value of one, because sites number
// their stories under the same names.
var (
	sessions        = set("phpsessid", "jsessionid", "aspsessionid", "asp.net_sessionid", "cfid", "cftoken", "zenid", "oscsid")
	perhapsSessions = set("sid", "sessid", "sessionid", "session_id", "session")
	sessionPath     = regexp.MustCompile(`(?i);(jsessionid|phpsessid)=[^/;?]*`)
)

// listing names parameters that order or dress up a listing, and choose nothing in it.
var listing = set("sort", "sortby", "sort_by", "sortorder", "sort_order", "sortdir", "orderby", "order_by", "order", "dir",
	"view", "layout", "display", "per_page", "perpage", "pagesize", "page_size", "replytocom", "print", "printable", "share")

func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

// without drops the parameters for which drop is true of the name, in lower case, and the value as written. It keeps the
// order of the others, because some sites depend on it.
func without(query string, drop func(name, value string) bool) string {
	if query == "" {
		return ""
	}
	var kept []string
	for param := range strings.SplitSeq(query, "&") {
		name, value := nameOf(param)
		if param != "" && !drop(name, value) {
			kept = append(kept, param)
		}
	}
	return strings.Join(kept, "&")
}

// nameOf returns a parameter's name, unescaped and in lower case, and its value as written.
func nameOf(param string) (name, value string) {
	name, value, _ = strings.Cut(param, "=")
	if plain, err := url.QueryUnescape(name); err == nil {
		name = plain
	}
	return strings.ToLower(name), value
}

func isNoise(name, value string) bool {
	for _, prefix := range trackingPrefixes {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return tracking[name] || sessions[name] || perhapsSessions[name] && isRandom(value)
}

// isRandom reports whether a value looks like a session's: at least 20 letters and digits, of both kinds.
func isRandom(value string) bool {
	letters, digits := 0, 0
	for _, r := range value {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z':
			letters++
		case r != '-':
			return false
		}
	}
	return letters+digits >= 20 && letters >= 3 && digits >= 4
}

// withoutSession drops the visit that servers of Java and PHP write into the path.
func withoutSession(u *url.URL) {
	path := u.EscapedPath()
	if bare := sessionPath.ReplaceAllString(path, ""); bare != path {
		if plain, err := url.PathUnescape(bare); err == nil {
			u.Path, u.RawPath = plain, bare
		}
	}
}

// Unsorted returns a canonical address without the parameters that only order or dress up a listing. Two pages that differ in
// them link to the same articles.
func Unsorted(address string) string {
	before, query, found := strings.Cut(address, "?")
	if !found {
		return address
	}
	query = without(query, func(name, _ string) bool { return listing[name] })
	if query == "" {
		return before
	}
	return before + "?" + query
}
