package web

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

// Route is one thing that the server answers. A GET also answers HEAD.
type Route struct {
	Method, Path string
	API          bool // part of the documented API; its errors are JSON
	handle       func(*Server, echo.Context) error
}

// articlesPath takes articles: its body is read as it comes, and its answer sent as it is made, however long that takes.
const articlesPath = "/api/v1/articles"

func takesBody(c echo.Context) bool {
	return c.Path() == articlesPath && c.Request().Method == http.MethodPost
}

// Routes is the table of all routes.
func Routes() []Route {
	const get, post, del = http.MethodGet, http.MethodPost, http.MethodDelete
	return []Route{
		{get, "/", false, (*Server).frontPage},
		{get, "/search", false, (*Server).searchPage},
		{get, "/article/:id", false, (*Server).articlePage},
		{get, "/article/:id/original", false, (*Server).original},
		{get, "/article/:id/revisions", false, (*Server).revisionsPage},
		{get, "/person/:id", false, (*Server).personPage},
		{get, "/country/:code", false, (*Server).countryPage},
		{get, "/source/:domain", false, (*Server).sourcePage},
		{get, "/help", false, (*Server).helpPage},
		{get, "/assets/:file", false, (*Server).asset},
		{get, "/robots.txt", false, (*Server).robots},
		{get, "/api/v1/search", true, (*Server).searchAPI},
		{post, articlesPath, true, (*Server).takeArticles},
		{get, "/api/v1/articles/:id", true, (*Server).articleAPI},
		{del, "/api/v1/articles/:id", true, (*Server).deleteAPI},
		{get, "/api/v1/articles/:id/revisions", true, (*Server).revisionsAPI},
		{get, "/api/v1/articles/:id/revisions/diff", true, (*Server).differenceAPI},
		{get, "/api/v1/articles/:id/revisions/:number", true, (*Server).revisionAPI},
		{get, "/api/v1/people/:id", true, (*Server).personAPI},
		{get, "/api/v1/index", true, (*Server).indexAPI},
		{post, "/api/v1/reindex", true, (*Server).reindexAPI},
		{get, "/api/openapi.json", true, (*Server).openAPI},
		{get, "/healthz", true, (*Server).healthz},
		{get, "/readyz", true, (*Server).readyz},
	}
}

func (s *Server) newEcho() *echo.Echo {
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.IPExtractor = echo.ExtractIPDirect() // never from a header that a stranger can send
	e.HTTPErrorHandler = s.fail
	e.Use(
		s.logged,
		headers,
		middleware.GzipWithConfig(middleware.GzipConfig{MinLength: 1024, Skipper: takesBody}),
		middleware.RecoverWithConfig(middleware.RecoverConfig{DisableStackAll: true, LogErrorFunc: s.panicked}),
		s.guard.check,
		middleware.BodyLimitWithConfig(middleware.BodyLimitConfig{Limit: maxBodyBytes, Skipper: takesBody}),
		middleware.ContextTimeoutWithConfig(middleware.ContextTimeoutConfig{Timeout: requestTimeout, Skipper: takesBody}),
	)
	for _, r := range Routes() {
		methods := []string{r.Method}
		if r.Method == http.MethodGet {
			methods = append(methods, http.MethodHead)
		}
		e.Match(methods, r.Path, func(c echo.Context) error { return r.handle(s, c) })
	}
	return e
}

// wantsJSON reports whether the errors of a request are JSON.
func wantsJSON(c echo.Context) bool {
	api := slices.ContainsFunc(Routes(), func(r Route) bool { return r.API && r.Path == c.Path() })
	return api || isAPI(c.Request().URL.Path)
}
