package ingest

import (
	"fmt"
	"net/url"
	"strings"

	"dateline/corpus/weburl"
)

// imageURL returns the absolute address of a picture, which may be given relative to its article. Nothing of it is dropped:
// servers of pictures sign their parameters.
func imageURL(s, article string) (string, error) {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || len(s) > weburl.MaxLength {
		return "", fmt.Errorf("%q is not a URL of at most %d bytes", cut(s), weburl.MaxLength)
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
