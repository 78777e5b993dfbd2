package web

import (
	"net/http"

	"dateline/web/api"

	"github.com/labstack/echo/v4"
)

// indexAPI says how far the index is.
func (s *Server) indexAPI(c echo.Context) error {
	if err := noParameters(c); err != nil {
		return err
	}
	status := api.NewStatus(s.Searcher.Status())
	if !isLocal(c) {
		status.Error, status.Reason = "", "" // they may name files of this machine
	}
	if s.Facts != nil {
		facts := s.Facts()
		status.Facts = &facts
	}
	return writeJSON(c, http.StatusOK, echo.MIMEApplicationJSON, status)
}

// reindexAPI starts building the index anew, for someone at this machine only.
func (s *Server) reindexAPI(c echo.Context) error {
	if err := noParameters(c); err != nil {
		return err
	}
	if s.Reindexer == nil || !isLocal(c) {
		return &refusal{http.StatusForbidden, "not-local", "The index can be made anew from the machine that holds it only.", "Run “dateline reindex” there."}
	}
	if err := s.Reindexer.RequestRebuild(); err != nil {
		return err
	}
	s.Log.Info("index is made anew, as asked")
	return c.JSON(http.StatusAccepted, api.NewStatus(s.Searcher.Status()))
}
