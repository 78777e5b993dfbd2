package robots

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
)

// redirects is how many are followed from one robots.txt.
const redirects = 5

// validatorLimit is how long an ETag or Last-Modified may be to be sent back.
const validatorLimit = 1 << 10

// Address returns where the robots.txt is that rules an address: at the root of its scheme, host and port.
func Address(page string) (string, error) {
	u, err := url.Parse(page)
	if err != nil {
		return "", err
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return "", fmt.Errorf("%q has no robots.txt: it is no address of http or https", page)
	}
	return (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}).String(), nil
}

// Asker asks for one address with GET and the header's fields beside its own, and follows no redirect. It keeps to the time
// limits and the politeness of the crawler, for each host that it is sent to. The body it returns is decoded and is closed by
// its user.
type Asker func(ctx context.Context, address string, header http.Header) (*http.Response, error)

// Answer is what a site said when it was asked for its robots.txt. Fetch makes one; so can a fetcher that follows redirects by
// itself: where they lead nowhere, or to too many places, Status is that of the last redirect and Err is nil.
type Answer struct {
	Status    int         // the last one
	Header    http.Header // of the last response
	Body      []byte      // of a file, of which Limit bytes count
	Cut       bool        // the file was longer than Body; what follows its last line end does not count
	Address   string      // where the last response is from
	Redirects int         // followed on the way there
	Err       error       // why the site was not reached, or its answer not read
}

// failure returns why an answer is none, knowing what is known: nil for a file, for one that is unchanged, and where the file
// is unavailable.
func (a Answer) failure(known Record) error {
	switch {
	case a.Err != nil:
		return a.Err
	case a.Status == http.StatusNotModified && known.Verdict != Found:
		return errors.New("status 304 for a file that was never fetched")
	case a.Status == http.StatusTooManyRequests, a.Status < 200, a.Status >= 500:
		return fmt.Errorf("status %d", a.Status)
	}
	return nil
}

// Fetch asks for a robots.txt, following up to five redirects, with the validators of what is known. What goes wrong is in
// the answer.
func Fetch(ctx context.Context, ask Asker, address string, known Record) Answer {
	a := Answer{Address: address}
	for {
		next, again := a.step(ctx, ask, known)
		if !again {
			return a
		}
		if a.Redirects == redirects {
			return a // as unavailable
		}
		a.Redirects++
		a.Address = next
	}
}

// step asks for a.Address, and returns where it redirects to.
func (a *Answer) step(ctx context.Context, ask Asker, known Record) (next string, redirected bool) {
	header := http.Header{}
	conditional := known.conditions(a.Address, header)
	response, err := ask(ctx, a.Address, header)
	if err != nil {
		a.Status, a.Header, a.Err = 0, nil, err
		return "", false
	}
	defer response.Body.Close()
	a.Status, a.Header = response.StatusCode, response.Header
	switch {
	case a.Status/100 == 2:
		a.Body, a.Cut, a.Err = readBody(response.Body)
	case a.Status == http.StatusNotModified && !conditional:
		a.Err = a.failure(Record{})
	case a.Status == http.StatusNotModified:
	case a.Status/100 == 3:
		return follow(a.Address, response.Header.Get("Location"))
	default:
		a.Err = a.failure(known)
	}
	return "", false
}

// readBody reads as much of a file as counts, and no more.
func readBody(r io.Reader) ([]byte, bool, error) {
	b, err := io.ReadAll(io.LimitReader(r, Limit+1))
	if err != nil {
		return nil, false, fmt.Errorf("reading robots.txt: %w", err)
	}
	b, cut := whole(b, false)
	return b, cut, nil
}

// follow resolves a redirect. One that leads nowhere is none.
func follow(from, location string) (string, bool) {
	if location == "" {
		return "", false
	}
	base, err := url.Parse(from)
	if err != nil {
		return "", false
	}
	to, err := base.Parse(location)
	if err != nil || to.Scheme != "http" && to.Scheme != "https" || to.Host == "" {
		return "", false
	}
	to.Fragment, to.RawFragment, to.User = "", "", nil
	return to.String(), true
}

// conditions sets the validators of a known file, if it is asked for where it came from, and reports whether there are any.
func (r Record) conditions(address string, header http.Header) bool {
	if r.Verdict != Found || r.Source != address {
		return false
	}
	if r.ETag != "" {
		header.Set("If-None-Match", r.ETag)
	}
	if r.LastModified != "" {
		header.Set("If-Modified-Since", r.LastModified)
	}
	return len(header) > 0
}
