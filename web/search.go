package web

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"dateline/corpus"
	"dateline/index"
	"dateline/web/api"
	"dateline/web/page"

	"github.com/labstack/echo/v4"
)

// newestRead is how many of the newest articles the front page chooses from: of each text it shows one.
const newestRead = 24

func (s *Server) frontPage(c echo.Context) error {
	if err := noParameters(c); err != nil {
		return err
	}
	ctx := c.Request().Context()
	found, err := s.find(ctx, index.Request{Sort: index.ByNewest, Size: newestRead})
	if err != nil {
		return err
	}
	info, err := s.Store.Info(ctx)
	if err != nil {
		return err
	}
	return writePage(c, func(b *bytes.Buffer) error {
		return s.pages.Front(b, page.Contents{Newest: found, Store: info})
	})
}

func (s *Server) searchPage(c echo.Context) error {
	values, err := url.ParseQuery(c.Request().URL.RawQuery)
	if err != nil {
		_, err = index.ParseAddress(c.Request().URL.RawQuery)
		return err
	}
	req, err := index.ReadParameters(page.FromForm(values))
	if err != nil {
		return err
	}
	if !page.Tidy(values, req) {
		return c.Redirect(http.StatusSeeOther, page.SearchLink(req))
	}
	found, err := s.find(c.Request().Context(), req)
	if err != nil {
		return err
	}
	return writePage(c, func(b *bytes.Buffer) error { return s.pages.Search(b, req, found) })
}

func (s *Server) searchAPI(c echo.Context) error {
	req, err := index.ParseAddress(c.Request().URL.RawQuery)
	if err != nil {
		return err
	}
	tag, err := s.indexTag(c.Request().Context())
	if err != nil {
		return err
	}
	if s.unchanged(c, tag) {
		return c.NoContent(http.StatusNotModified)
	}
	found, err := s.find(c.Request().Context(), req)
	if err != nil {
		return err
	}
	return writeJSON(c, http.StatusOK, echo.MIMEApplicationJSON, api.NewReply(found))
}

// find searches in its turn and within its time.
func (s *Server) find(ctx context.Context, req index.Request) (*index.Response, error) {
	if err := s.takeTurn(ctx); err != nil {
		return nil, err
	}
	defer func() { <-s.turns }()
	searching, cancel := context.WithTimeout(ctx, s.SearchTimeout)
	defer cancel()
	found, err := s.Searcher.Search(searching, req)
	if err != nil && ctx.Err() == nil && errors.Is(searching.Err(), context.DeadlineExceeded) {
		return nil, &refusal{http.StatusServiceUnavailable, "timeout",
			fmt.Sprintf("The search took more than %s and was stopped.", s.SearchTimeout),
			"Make it narrower: longer prefixes, fewer fuzzy words, a filter."}
	}
	return found, err
}

// takeTurn waits until fewer than MaxSearches are under way.
func (s *Server) takeTurn(ctx context.Context) error {
	timer := time.NewTimer(s.QueueTimeout)
	defer timer.Stop()
	select {
	case s.turns <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return &refusal{http.StatusServiceUnavailable, codeBusy, "Too many searches are under way.", "Try again in a moment."}
	}
}

// indexTag names the state that an answer of the index follows from: its generation and position, the names that a
// curator gave people, the program, and the hour, on which "when:" depends.
func (s *Server) indexTag(ctx context.Context) (string, error) {
	info, err := s.Store.Info(ctx)
	if err != nil {
		return "", err
	}
	st := s.Searcher.Status()
	return s.tag(st.Generation, st.Position.Store, st.Position.Seq, info.Decided, s.Now().UTC().Format("2006-01-02T15")), nil
}

func (s *Server) tag(parts ...any) string {
	h := fnv.New64a()
	fmt.Fprint(h, s.Version, "\x00", fmt.Sprintln(parts...))
	return fmt.Sprintf(`W/"%016x"`, h.Sum64())
}

// unchanged sets the tag of an answer and reports whether the client has it already.
func (s *Server) unchanged(c echo.Context, tag string) bool {
	h := c.Response().Header()
	h.Set("ETag", tag)
	h.Set("Cache-Control", "private, no-cache")
	for known := range strings.SplitSeq(c.Request().Header.Get("If-None-Match"), ",") {
		known = strings.TrimSpace(known)
		if known == "*" || strings.TrimPrefix(known, "W/") == strings.TrimPrefix(tag, "W/") {
			return true
		}
	}
	return false
}

func (s *Server) countryPage(c echo.Context) error { return toFacet(c, "country", param(c, "code")) }
func (s *Server) sourcePage(c echo.Context) error  { return toFacet(c, "source", param(c, "domain")) }

// toFacet leads to the search for one value of a facet, which stands for its page.
func toFacet(c echo.Context, key, value string) error {
	if err := noParameters(c); err != nil {
		return err
	}
	req, err := index.ReadParameters(url.Values{key: {value}})
	if err != nil {
		return corpus.Errorf(corpus.NotFound, "There is no such %s.", key)
	}
	return c.Redirect(http.StatusFound, page.SearchLink(req))
}

// param returns a part of the path, unescaped; "" where it cannot be.
func param(c echo.Context, name string) string {
	v := c.Param(name)
	if c.Request().URL.RawPath == "" {
		return v // the router saw the path unescaped
	}
	v, err := url.PathUnescape(v)
	if err != nil {
		return ""
	}
	return v
}

// noParameters refuses any, naming one.
func noParameters(c echo.Context, known ...string) error {
	values, err := url.ParseQuery(c.Request().URL.RawQuery)
	if err != nil {
		_, err = index.ParseAddress(c.Request().URL.RawQuery)
		return err
	}
	for name, given := range values {
		if !slices.Contains(known, name) {
			return index.UnknownParameter(name, "Leave it out.")
		}
		if len(given) > 1 {
			return index.RepeatedParameter(name)
		}
	}
	return nil
}
