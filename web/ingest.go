package web

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"dateline/corpus"
	"dateline/index"
	"dateline/web/api"

	"github.com/labstack/echo/v4"
)

// Ingester takes articles in.
type Ingester interface {
	// Ingest reads the items of a body and stores them. It tells the fate of each in their order, of an article once it is
	// durable, and returns when it told all. When ctx ends, or reading fails, what was read is stored and told. The error is Invalid
	// where Format or Map is wrong, and nothing was read then.
	Ingest(ctx context.Context, in Incoming, tell func(corpus.Fate)) error
}

// Incoming is a body of news items.
type Incoming struct {
	Body    io.Reader
	Format  string // a name of the importer, or "" for by content
	Charset string // as the client declared it, or ""
	Source  string // the outlet of all items, or ""
	URL     string // the address of the one page that the body is, or ""
	Map     string // FIELD=KEY,... for JSON and CSV, or ""
}

// takeArticles stores the articles of a body, and answers what became of each while the body is still being read.
func (s *Server) takeArticles(c echo.Context) error {
	if err := s.authorize(c, s.Loopback); err != nil {
		return err
	}
	if s.Ingester == nil {
		return &refusal{http.StatusForbidden, "read-only", "This server takes no articles.", "Run “dateline import”."}
	}
	in, err := incoming(c)
	if err != nil {
		return err
	}
	select {
	case s.taking <- struct{}{}:
		defer func() { <-s.taking }()
	default:
		return &refusal{http.StatusServiceUnavailable, codeBusy, "Too many requests send articles.", "Try again in a moment."}
	}
	b, err := s.openBody(c)
	if err != nil {
		return err
	}
	defer b.close()
	if b.blank() {
		return &refusal{http.StatusBadRequest, "empty", "There is nothing in the body.", "Send the articles as the body; with curl use --data-binary @FILE."}
	}
	in.Body = b
	if wantsDocument(c.Request()) {
		return s.answerDocument(c, b, in)
	}
	return s.answerStream(c, b, in)
}

// incoming reads what a request says of its body.
func incoming(c echo.Context) (Incoming, error) {
	if err := noParameters(c, "source", "url", "format", "map"); err != nil {
		return Incoming{}, err
	}
	format, charset, err := formatOf(c.Request().Header.Get("Content-Type"))
	if err != nil {
		return Incoming{}, err
	}
	in := Incoming{Format: format, Charset: charset, Source: c.QueryParam("source"), URL: c.QueryParam("url"), Map: c.QueryParam("map")}
	if f := c.QueryParam("format"); f != "" {
		in.Format = f
	}
	if len(in.Source) > 300 || strings.ToValidUTF8(in.Source, "") != in.Source {
		return Incoming{}, wrongParameter("source", "is no outlet", "It takes a domain or a name.")
	}
	if in.URL == "" {
		return in, nil
	}
	if !isWebAddress(in.URL) {
		return Incoming{}, wrongParameter("url", "is no address of a page", "It takes an address such as https://paper.example/story.")
	}
	if slices.Contains([]string{"json", "jsonl", "csv"}, in.Format) {
		return Incoming{}, wrongParameter("url", "is the address of one page, and this format holds records", "Give each record its url.")
	}
	return in, nil
}

func isWebAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && u.User == nil
}

func wrongParameter(name, message, hint string) error {
	return &index.ParameterError{Code: index.CodeInvalidParameter, Parameter: name, Message: message, Hint: hint}
}

// wantsDocument reports whether a client asks for one JSON document rather than lines.
func wantsDocument(r *http.Request) bool {
	accept := strings.ToLower(strings.Join(r.Header.Values("Accept"), ","))
	return strings.Contains(accept, echo.MIMEApplicationJSON) && !strings.Contains(accept, "ndjson")
}

// mostListed is how many items an answer in one document lists.
const mostListed = 1000

// answerDocument answers when all is stored: 201 for one article that is new, 422 where no item could be taken.
func (s *Server) answerDocument(c echo.Context, b *body, in Incoming) error {
	taken := api.Taken{Items: []corpus.Fate{}}
	t := tally{sum: &taken.Summary, give: func(f corpus.Fate) {
		if len(taken.Items) < mostListed {
			taken.Items = append(taken.Items, f)
		} else {
			taken.LeftOut++
		}
	}}
	ctx, giveUp := s.whileOpen(c)
	defer giveUp()
	err := s.Ingester.Ingest(ctx, in, t.tell)
	if err := s.ended(c, b, err, &t); err != nil {
		return err
	}
	c.Response().Header().Set("Cache-Control", "no-store")
	return writeJSON(c, statusOf(c, &taken), echo.MIMEApplicationJSON, taken)
}

func statusOf(c echo.Context, t *api.Taken) int {
	switch {
	case t.Problem != nil:
		return t.Problem.Status
	case t.Stored() == 0:
		return http.StatusUnprocessableEntity
	case t.Summary.Items() == 1 && t.Created+t.Copies == 1 && t.Items[0].Revision == 1:
		c.Response().Header().Set("Location", "/api/v1/articles/"+string(t.Items[0].ID))
		return http.StatusCreated
	}
	return http.StatusOK
}

// answerStream answers each item as it is stored.
func (s *Server) answerStream(c echo.Context, b *body, in Incoming) error {
	ctx, giveUp := s.whileOpen(c)
	defer giveUp()
	lines := newLines(c, s.Stall, giveUp)
	t := tally{sum: &api.Summary{}, give: func(f corpus.Fate) { lines.add(f) }}
	err := s.ended(c, b, s.Ingester.Ingest(ctx, in, t.tell), &t)
	if err == nil {
		lines.add(t.sum)
	}
	if lost := lines.end(); lost != nil {
		return fmt.Errorf("answering: %w", lost)
	}
	return err
}

// whileOpen returns the context of a request that ends, too, when the server stops.
func (s *Server) whileOpen(c echo.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(c.Request().Context())
	stop := context.AfterFunc(s.open, cancel)
	return ctx, func() { stop(); cancel() }
}

// tally counts the fates that it passes on. It keeps a rejected item back until the next one: the last may be no item, but what
// remained of a body that could not be read on.
type tally struct {
	sum  *api.Summary
	give func(corpus.Fate)
	kept *corpus.Fate
}

func (t *tally) tell(f corpus.Fate) {
	t.release()
	t.kept = &f
	if f.Status != corpus.FateRejected {
		t.release()
	}
}

func (t *tally) release() {
	if t.kept != nil {
		t.sum.Count(*t.kept)
		t.give(*t.kept)
	}
	t.kept = nil
}

// ended completes the counts. The error is the whole answer: no item was told of.
func (s *Server) ended(c echo.Context, b *body, err error, t *tally) error {
	_ = http.NewResponseController(c.Response()).SetWriteDeadline(time.Now().Add(s.Stall)) // that of the connection has passed
	switch why := b.fault(); {
	case why != nil:
		err = why
	case err != nil && s.open.Err() != nil && c.Request().Context().Err() == nil:
		err = &refusal{http.StatusServiceUnavailable, "stopping", "The server stops.", "Send it again when it is back: what was answered is stored and stays as it is."}
	default:
		t.release()
	}
	sum := t.sum
	if err == nil && sum.Items() == 0 {
		err = &refusal{http.StatusBadRequest, "empty", "There is no article in the body.", "See /api/openapi.json for what a body may be."}
	}
	sum.Done = err == nil
	s.Log.Info("articles taken", "created", sum.Created, "updated", sum.Updated, "unchanged", sum.Unchanged, "copies", sum.Copies,
		"rejected", sum.Rejected, "done", sum.Done)
	if err == nil || sum.Items() == 0 {
		return err
	}
	p := s.problem(c, err)
	sum.Problem = &p
	return nil
}
