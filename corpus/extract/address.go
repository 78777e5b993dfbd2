package extract

import (
	"net/url"
	"strings"

	"dateline/corpus/weburl"
)

const maxURL = weburl.MaxLength

// webAddress returns s as an absolute http or https URL without user, password and
// fragment, resolved against base if that is given, or nil if it is none.
func webAddress(s string, base *url.URL) *url.URL {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > maxURL {
		return nil
	}
	u, err := url.Parse(s)
	if err != nil {
		return nil
	}
	if base != nil {
		u = base.ResolveReference(u)
	}
	u.Scheme, u.Host = strings.ToLower(u.Scheme), strings.ToLower(u.Host)
	if u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return nil
	}
	u.User, u.Fragment, u.RawFragment = nil, "", ""
	return u
}

// addresses returns the page's address, a canonical one that it claims of another
// registrable domain, and the rule that found the first. Where the page's own address is unknown an absolute
// canonical one is taken at its word.
func (s *source) addresses() (canonical, claim, rule string) {
	var own string
	if s.url != nil {
		own, rule = s.url.String(), "request"
	}
	for _, c := range s.canonicals() {
		u := webAddress(c.text, s.url)
		if u == nil {
			continue
		}
		if s.url == nil || weburl.SameDomain(u.Hostname(), s.url.Hostname()) {
			if s.url != nil && isHome(u) && !isHome(s.url) {
				continue // many templates name the home page on every page
			}
			return u.String(), claim, c.rule
		}
		if claim == "" {
			claim = u.String()
		}
	}
	return own, claim, rule
}

// canonicals returns what the page names as its address, the surest first.
func (s *source) canonicals() []statement {
	var all []statement
	for _, n := range s.doc.Find(`link[rel~="canonical"]`).EachIter() {
		all = append(all, statement{n.AttrOr("href", ""), "link rel=canonical"})
	}
	all = append(all, statement{s.meta.first("og:url"), "og:url"}, statement{s.ld.url, "json-ld:url"})
	return all[:min(len(all), 8)]
}

func isHome(u *url.URL) bool { return strings.Trim(u.Path, "/") == "" && u.RawQuery == "" }

// siteName returns the outlet's name as the page gives it, and the rule that found it.
func (s *source) siteName() (string, string) {
	claims := []statement{{s.meta.first("og:site_name"), "og:site_name"}, {s.ld.publisher, "json-ld:publisher"}}
	for _, key := range []string{"application-name", "apple-mobile-web-app-title", "dc.publisher", "citation_journal_title"} {
		claims = append(claims, statement{s.meta.first(key), metaRule(key)})
	}
	for _, c := range claims {
		if name := squeeze(c.text); name != "" && len(name) <= 100 && !strings.Contains(name, "://") {
			return name, c.rule
		}
	}
	return "", ""
}
