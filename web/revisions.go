package web

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"dateline/corpus"
	"dateline/web/api"
	"dateline/web/compare"

	"github.com/labstack/echo/v4"
)

// Annotator finds the facts of a text, as a pure function of it.
type Annotator interface {
	Annotate(title, body, language string) corpus.Annotations
}

// mostAnnotated is how long two texts may be, in bytes, for their facts to be compared while a reader waits.
const mostAnnotated = 1 << 20

// revisions reads all states of the article that a request names, newest first.
func (s *Server) revisions(c echo.Context) ([]corpus.Article, error) {
	id := corpus.ID(param(c, "id"))
	if !idForm.MatchString(string(id)) {
		return nil, noArticle()
	}
	all, err := s.Store.Revisions(c.Request().Context(), id)
	if corpus.KindOf(err) == corpus.NotFound || err == nil && len(all) == 0 {
		return nil, noArticle()
	}
	if err != nil {
		return nil, fmt.Errorf("reading the revisions of %s: %w", id, err)
	}
	return all, nil
}

// states picks the two revisions that a request asks for: the newest and the one before it unless it says otherwise. all is newest first.
func states(c echo.Context, all []corpus.Article) (before, after *corpus.Article, err error) {
	if after, err = stateOf(c, "to", all, all[0].Revision); err != nil {
		return nil, nil, err
	}
	i := slices.IndexFunc(all, func(a corpus.Article) bool { return a.Revision == after.Revision })
	earlier := all[min(i+1, len(all)-1)].Revision
	before, err = stateOf(c, "from", all, earlier)
	return before, after, err
}

func stateOf(c echo.Context, parameter string, all []corpus.Article, otherwise int) (*corpus.Article, error) {
	n := otherwise
	if v := c.QueryParam(parameter); v != "" {
		var err error
		if n, err = revisionNumber(parameter, v); err != nil {
			return nil, err
		}
	}
	return revisionIn(all, n)
}

func revisionNumber(parameter, v string) (int, error) {
	n, err := strconv.Atoi(v)
	if err != nil || n < 1 {
		return 0, wrongParameter(parameter, "is not a revision's number", "It takes a whole number from 1.")
	}
	return n, nil
}

func revisionIn(all []corpus.Article, n int) (*corpus.Article, error) {
	for i := range all {
		if all[i].Revision == n {
			return &all[i], nil
		}
	}
	return nil, &refusal{http.StatusNotFound, "not-found", fmt.Sprintf("The article has no revision %d.", n), fmt.Sprintf("Its newest is %d.", all[0].Revision)}
}

// compare compares two states in its turn: it takes as long as a search.
func (s *Server) compare(ctx context.Context, before, after *corpus.Article) (*compare.Comparison, error) {
	if err := s.takeTurn(ctx); err != nil {
		return nil, err
	}
	defer func() { <-s.turns }()
	if s.Annotator == nil || len(before.Body)+len(after.Body) > mostAnnotated {
		return compare.Articles(before, after, nil), nil
	}
	return compare.Articles(before, after, s.Annotator.Annotate), nil
}

func (s *Server) revisionsPage(c echo.Context) error {
	all, before, after, found, err := s.compared(c)
	if err != nil {
		return err
	}
	return writePage(c, func(b *bytes.Buffer) error { return s.pages.Revisions(b, all, before, after, found) })
}

// compared answers what the page and the API ask: how two revisions differ.
func (s *Server) compared(c echo.Context) (all []corpus.Article, before, after *corpus.Article, found *compare.Comparison, err error) {
	if err = noParameters(c, "from", "to"); err != nil {
		return nil, nil, nil, nil, err
	}
	if all, err = s.revisions(c); err != nil {
		return nil, nil, nil, nil, err
	}
	if before, after, err = states(c, all); err != nil {
		return nil, nil, nil, nil, err
	}
	found, err = s.compare(c.Request().Context(), before, after)
	return all, before, after, found, err
}

func (s *Server) differenceAPI(c echo.Context) error {
	_, before, after, found, err := s.compared(c)
	if err != nil {
		return err
	}
	c.Response().Header().Set("Cache-Control", "private, no-cache")
	return writeJSON(c, http.StatusOK, echo.MIMEApplicationJSON, api.NewDifference(before, after, found))
}

func (s *Server) revisionsAPI(c echo.Context) error {
	if err := noParameters(c); err != nil {
		return err
	}
	all, err := s.revisions(c)
	if err != nil {
		return err
	}
	c.Response().Header().Set("Cache-Control", "private, no-cache")
	return writeJSON(c, http.StatusOK, echo.MIMEApplicationJSON, api.NewRevisions(all))
}

func (s *Server) revisionAPI(c echo.Context) error {
	if err := noParameters(c); err != nil {
		return err
	}
	n, err := revisionNumber("number", param(c, "number"))
	if err != nil {
		return &refusal{http.StatusNotFound, "not-found", "There is no such revision.", "Its address ends on a number from 1."}
	}
	all, err := s.revisions(c)
	if err != nil {
		return err
	}
	a, err := revisionIn(all, n)
	if err != nil {
		return err
	}
	c.Response().Header().Set("Cache-Control", "private, no-cache")
	return writeJSON(c, http.StatusOK, echo.MIMEApplicationJSON, api.NewRevisionText(a, n == all[0].Revision))
}
