package web

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/corpus"
	"dateline/index"
	"dateline/index/query"
	"dateline/web/api"
	"dateline/web/page"

	"github.com/labstack/echo/v4"
)

// refusal is an error that has no kind in the domain, only in HTTP.
type refusal struct {
	status             int
	code, detail, hint string
}

// Error returns the detail.
func (r *refusal) Error() string { return r.detail }

// statusClosed is logged where nobody waits for the answer any more.
const statusClosed = 499

const retryAfter = "2" // seconds

// codeBusy is the code of a search that was not begun.
const codeBusy = "busy"

// kinds maps the kinds of error of the domain. This and describe are the one place where
// errors become answers.
var kinds = map[corpus.Kind]struct {
	status int
	code   string
}{
	corpus.Internal:    {http.StatusInternalServerError, "internal"},
	corpus.Invalid:     {http.StatusBadRequest, "invalid"},
	corpus.NotFound:    {http.StatusNotFound, "not-found"},
	corpus.Conflict:    {http.StatusConflict, "conflict"},
	corpus.TooLarge:    {http.StatusRequestEntityTooLarge, "too-large"},
	corpus.Unavailable: {http.StatusServiceUnavailable, "unavailable"},
}

var titles = map[int]string{
	http.StatusBadRequest:            "That cannot be answered",
	http.StatusUnauthorized:          "Not without a key",
	http.StatusRequestTimeout:        "Too slow",
	http.StatusForbidden:             "Not allowed from here",
	http.StatusNotFound:              "Nothing here",
	http.StatusMethodNotAllowed:      "Not done that way",
	http.StatusConflict:              "In use elsewhere",
	http.StatusRequestEntityTooLarge: "Too large",
	http.StatusUnsupportedMediaType:  "Not a kind of content read here",
	http.StatusMisdirectedRequest:    "Not an address of this server",
	http.StatusInternalServerError:   "Something broke here",
	http.StatusServiceUnavailable:    "Not just now",
}

// describe says what an error means to the one who asked.
func describe(err error) api.Problem {
	var (
		wrongQuery     *query.Problem
		wrongParameter *index.ParameterError
		refused        *refusal
		http1          *echo.HTTPError
		damage         corpus.Damage
	)
	kind := kinds[corpus.KindOf(err)]
	p := api.Problem{Status: kind.status, Code: kind.code, Detail: err.Error()}
	switch {
	case errors.As(err, &wrongQuery):
		p = api.Problem{Status: http.StatusBadRequest, Code: wrongQuery.Code, Detail: wrongQuery.Message,
			Parameter: "q", Hint: wrongQuery.Hint, Pos: &wrongQuery.Pos}
	case errors.As(err, &wrongParameter):
		p.Code, p.Parameter, p.Hint = wrongParameter.Code, wrongParameter.Parameter, wrongParameter.Hint
	case errors.As(err, &refused):
		p.Status, p.Code, p.Hint = refused.status, refused.code, refused.hint
	case errors.As(err, &damage):
		p.Status, p.Code = http.StatusInternalServerError, "damaged"
		p.Detail = fmt.Sprintf("The stored record of article %s is damaged.", damage.ID)
		p.Hint = "Run “dateline check” and restore it from a backup."
	case errors.Is(err, context.DeadlineExceeded):
		p.Status, p.Code, p.Detail = http.StatusServiceUnavailable, "timeout", "The answer took too long."
		p.Hint = "Ask for less, or try again in a moment."
	case errors.Is(err, context.Canceled):
		p.Status, p.Code = statusClosed, "closed"
	case errors.As(err, &http1):
		p = ofHTTP(http1)
	case p.Status == http.StatusServiceUnavailable:
		p.Hint = "Try again in a moment."
	case p.Status == http.StatusInternalServerError:
		p.Detail, p.Hint = "The cause is in the server's log.", "Try again; if it happens again, tell whoever runs this server."
	}
	p.Type, p.Title = "urn:dateline:problem:"+p.Code, titles[p.Status]
	if p.Title == "" {
		p.Title = http.StatusText(p.Status)
	}
	return p
}

// ofHTTP describes the errors that the router and its middleware make.
func ofHTTP(e *echo.HTTPError) api.Problem {
	p := api.Problem{Status: e.Code, Code: strings.ReplaceAll(strings.ToLower(http.StatusText(e.Code)), " ", "-")}
	switch e.Code {
	case http.StatusNotFound:
		p.Detail, p.Hint = "There is no such page.", "Check the address, or search for what you are after."
	case http.StatusMethodNotAllowed:
		p.Detail, p.Hint = "This address does not take that method.", "The Allow header lists those it takes."
	case http.StatusRequestEntityTooLarge:
		p.Code, p.Detail = "too-large", "The request is larger than this server takes."
	default:
		p.Detail = http.StatusText(e.Code)
	}
	return p
}

// fail answers a request that ended in an error.
func (s *Server) fail(err error, c echo.Context) {
	if c.Response().Committed {
		return
	}
	p := s.problem(c, err)
	if p.Status == statusClosed {
		c.Response().Status = statusClosed
		return
	}
	h := c.Response().Header()
	h.Set("Cache-Control", "no-store")
	if p.Status == http.StatusServiceUnavailable {
		h.Set("Retry-After", retryAfter)
	}
	if err := s.writeProblem(c, p); err != nil {
		s.Log.Warn("an error could not be answered", "err", err)
	}
}

// problem says what an error means to the one who asked, and logs what the operator should know.
func (s *Server) problem(c echo.Context, err error) api.Problem {
	p := describe(err)
	if p.Status >= http.StatusInternalServerError {
		s.Log.Log(c.Request().Context(), levelOf(&p), "request failed", "route", c.Path(), "code", p.Code, "err", err)
	}
	if p.Code == kinds[corpus.Unavailable].code && !isLocal(c) {
		p.Detail = "The articles cannot be reached just now." // the cause may name files of this machine
	}
	return p
}

// levelOf is the level at which a failure is logged. Nothing is broken where there are only too many requests.
func levelOf(p *api.Problem) slog.Level {
	switch {
	case p.Code == codeBusy:
		return slog.LevelInfo
	case p.Status == http.StatusServiceUnavailable:
		return slog.LevelWarn
	}
	return slog.LevelError
}

func (s *Server) writeProblem(c echo.Context, p api.Problem) error {
	if wantsJSON(c) {
		return writeJSON(c, p.Status, api.ProblemType, p)
	}
	f := page.Failure{Status: p.Status, Title: p.Title, Detail: sentence(p.Detail), Hint: p.Hint, Pos: p.Pos}
	if c.Path() == "/search" {
		f.Query = strings.ToValidUTF8(c.QueryParam("q"), "�")
	}
	var b bytes.Buffer
	if err := s.pages.Error(&b, f); err != nil {
		return err
	}
	return c.HTMLBlob(p.Status, b.Bytes())
}

// sentence gives the message of an error a capital and a full stop.
func sentence(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if s == "" {
		return s
	}
	s = string(unicode.ToUpper(first)) + s[size:]
	if strings.ContainsAny(s[len(s)-1:], ".!?") {
		return s
	}
	return s + "."
}

// writeJSON answers with v. Nothing is written where v cannot be encoded.
func writeJSON(c echo.Context, status int, mediaType string, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("encoding the answer: %w", err)
	}
	return c.Blob(status, mediaType, append(b, '\n'))
}

// writePage answers with a page, or with nothing where making it fails.
func writePage(c echo.Context, render func(*bytes.Buffer) error) error {
	var b bytes.Buffer
	if err := render(&b); err != nil {
		return err
	}
	if c.Response().Header().Get("Cache-Control") == "" {
		c.Response().Header().Set("Cache-Control", "private, no-cache")
	}
	return c.HTMLBlob(http.StatusOK, b.Bytes())
}
