package page

import "dateline/index"

// SearchLink returns the path and query of the page of a search.
func SearchLink(r index.Request) string {
	if q := r.Address(); q != "" {
		return "/search?" + q
	}
	return "/search"
}
