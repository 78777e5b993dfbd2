package fetch

import (
	"bytes"
	"net/http"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"
)

// headerHop returns the redirect that a header states, by Location or by a Refresh with delay 0, or nil.
func headerHop(from *url.URL, answer *http.Response) *Hop {
	hop := &Hop{URL: from.String(), Status: answer.StatusCode}
	switch answer.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		hop.Via, hop.To = ViaLocation, answer.Header.Get("Location")
	default:
		if answer.StatusCode/100 == 2 {
			hop.Via, hop.To = ViaRefresh, refreshTarget(answer.Header.Get("Refresh"))
		}
	}
	if hop.To == "" {
		return nil
	}
	return hop
}

// metaHop returns the redirect that a meta element of a page states with delay 0, or nil.
func metaHop(from *url.URL, res *Response) *Hop {
	if res.MediaType != "text/html" && res.MediaType != "application/xhtml+xml" || res.Partial {
		return nil
	}
	to := metaRefresh(res.Body, res.Charset)
	if to == "" {
		return nil
	}
	return &Hop{URL: from.String(), Status: res.Status, Via: ViaMeta, To: to}
}

// metaHead is how much of a page is searched for a meta refresh, in bytes.
const metaHead = 32 << 10

// metaRefresh returns the target of the first meta refresh with delay 0 in the head of a page. One within noscript does not count:
// it is for browsers, and leads to pages that say so.
func metaRefresh(page []byte, charsetName string) string {
	page = page[:min(len(page), metaHead)]
	if strings.HasPrefix(charsetName, "utf-16") {
		if e, _ := charset.Lookup(charsetName); e != nil {
			page, _ = e.NewDecoder().Bytes(page)
		}
	}
	if !bytes.Contains(bytes.ToLower(page), []byte("refresh")) {
		return ""
	}
	noscript := 0
	for z := html.NewTokenizer(bytes.NewReader(page)); ; {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			return ""
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			token := z.Token()
			switch {
			case token.Data == "noscript" && kind == html.StartTagToken:
				noscript++
			case token.Data == "noscript" && kind == html.EndTagToken:
				noscript = max(0, noscript-1)
			case token.Data == "body" && kind == html.StartTagToken:
				return ""
			case token.Data == "meta" && noscript == 0 && kind != html.EndTagToken:
				if to := metaTarget(token.Attr); to != "" {
					return to
				}
			}
		}
	}
}

func metaTarget(attrs []html.Attribute) string {
	var equiv, content string
	for _, a := range attrs {
		switch a.Key {
		case "http-equiv":
			equiv = a.Val
		case "content":
			content = a.Val
		}
	}
	if !strings.EqualFold(strings.TrimSpace(equiv), "refresh") {
		return ""
	}
	return refreshTarget(content)
}

// refreshTarget reads "0; url=…" by the shared declarative refresh steps of the HTML standard. It is "" for a delay other than 0, for no
// target, and for what is malformed.
func refreshTarget(content string) string {
	const space = " \t\r\n\f"
	rest := strings.TrimLeft(content, space)
	digits := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
	if strings.Trim(rest[:digits], "0") != "" || digits == 0 && !strings.HasPrefix(rest, ".") {
		return ""
	}
	rest = strings.TrimLeft(rest[digits:], "0123456789.")
	separated := strings.TrimLeft(rest, space)
	if separated != "" && (separated[0] == ';' || separated[0] == ',') {
		separated = strings.TrimLeft(separated[1:], space)
	} else if separated == rest {
		return ""
	}
	return refreshURL(separated)
}

// refreshURL reads "url=…", with or without quotes, or a bare address.
func refreshURL(s string) string {
	const space = " \t\r\n\f"
	if len(s) >= 3 && strings.EqualFold(s[:3], "url") {
		if after, ok := strings.CutPrefix(strings.TrimLeft(s[3:], space), "="); ok {
			s = strings.TrimLeft(after, space)
		}
	}
	if s != "" && (s[0] == '"' || s[0] == '\'') {
		s, _, _ = strings.Cut(s[1:], s[:1])
	}
	return strings.Trim(s, space)
}
