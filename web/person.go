package web

import (
	"fmt"
	"net/http"
	"net/url"

	"dateline/corpus"
	"dateline/web/api"

	"github.com/labstack/echo/v4"
)

// personPage leads to the search for a person, also from an id that the person had before a merge.
func (s *Server) personPage(c echo.Context) error {
	id := corpus.PersonID(param(c, "id"))
	current, err := s.Store.CurrentPeople(c.Request().Context(), []corpus.PersonID{id})
	if err != nil {
		return fmt.Errorf("looking up the person %q: %w", id, err)
	}
	if now, known := current[id]; known {
		id = now
	}
	return toFacet(c, "person", string(id))
}

// personAPI tells who a person is. An id that the person had before a merge, or that is only a form, leads to the
// id that the person has.
func (s *Server) personAPI(c echo.Context) error {
	if err := noParameters(c); err != nil {
		return err
	}
	id := corpus.PersonID(param(c, "id"))
	who, err := s.Store.Identity(c.Request().Context(), id)
	if corpus.KindOf(err) == corpus.NotFound {
		return &refusal{http.StatusNotFound, "not-found", "There is no such person.", "No article names the person now. Search for the name to find others."}
	}
	if err != nil {
		return fmt.Errorf("reading the person %q: %w", id, err)
	}
	if who.ID != id {
		return c.Redirect(http.StatusFound, "/api/v1/people/"+url.PathEscape(string(who.ID)))
	}
	return writeJSON(c, http.StatusOK, echo.MIMEApplicationJSON, api.NewIdentity(who))
}
