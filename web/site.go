package web

import (
	"bytes"
	"net/http"

	"dateline/web/api"

	"github.com/labstack/echo/v4"
)

func (s *Server) helpPage(c echo.Context) error {
	if err := noParameters(c); err != nil {
		return err
	}
	return writePage(c, func(b *bytes.Buffer) error { return s.pages.Help(b) })
}

func (s *Server) asset(c echo.Context) error {
	if !s.assets.Serve(c.Response(), c.Request(), param(c, "file")) {
		return echo.ErrNotFound
	}
	return nil
}

func (s *Server) robots(c echo.Context) error {
	return c.String(http.StatusOK, "User-agent: *\nDisallow: /\n")
}

func (s *Server) openAPI(c echo.Context) error {
	c.Response().Header().Set("Cache-Control", "no-cache")
	return c.Blob(http.StatusOK, echo.MIMEApplicationJSON, api.OpenAPI)
}

// healthz says that the process answers.
func (s *Server) healthz(c echo.Context) error {
	c.Response().Header().Set("Cache-Control", "no-store")
	return writeJSON(c, http.StatusOK, echo.MIMEApplicationJSON, api.Health{Status: "ok"})
}

// readyz says whether answers are complete: the index has caught up with the store once.
func (s *Server) readyz(c echo.Context) error {
	c.Response().Header().Set("Cache-Control", "no-store")
	st := s.Searcher.Status()
	if !st.Ready {
		c.Response().Header().Set("Retry-After", retryAfter)
		if !isLocal(c) {
			st.Reason = "" // it may name files of this machine
		}
		return writeJSON(c, http.StatusServiceUnavailable, echo.MIMEApplicationJSON, api.Health{Status: "unavailable", Reason: st.Reason})
	}
	return writeJSON(c, http.StatusOK, echo.MIMEApplicationJSON, api.Health{Status: "ok"})
}
