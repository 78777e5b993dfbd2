package web

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"regexp"
	"strconv"

	"dateline/corpus"
	"dateline/index"
	"dateline/web/api"
	"dateline/web/page"

	"github.com/labstack/echo/v4"
)

var idForm = regexp.MustCompile(`^[0-9a-z]{1,64}$`)

// record reads the article that a request names.
func (s *Server) record(c echo.Context) (*corpus.Record, error) {
	id := corpus.ID(param(c, "id"))
	if !idForm.MatchString(string(id)) {
		return nil, noArticle()
	}
	records, err := s.Store.Records(c.Request().Context(), []corpus.ID{id})
	if err != nil {
		return nil, fmt.Errorf("reading article %s: %w", id, err)
	}
	rec, ok := records[id]
	if !ok {
		return nil, noArticle()
	}
	return &rec, nil
}

func noArticle() error {
	return &refusal{http.StatusNotFound, "not-found", "There is no such article.", "It may have been deleted. Search for its words to find others."}
}

func (s *Server) articlePage(c echo.Context) error {
	if err := noParameters(c); err != nil {
		return err
	}
	rec, err := s.record(c)
	if err != nil {
		return err
	}
	revisions, err := s.Store.Revisions(c.Request().Context(), rec.Article.ID)
	if err != nil {
		return fmt.Errorf("reading the revisions of %s: %w", rec.Article.ID, err)
	}
	names, err := s.names(c.Request().Context(), rec.People)
	if err != nil {
		return err
	}
	about, err := s.beside(c.Request().Context(), rec.Article.ID)
	if err != nil {
		return err
	}
	story := page.Story{Record: rec, Names: names, Revisions: revisions, Addresses: about.addresses, MoreCopies: about.more}
	for _, other := range about.copies {
		if r, ok := about.records[other.ID]; ok {
			story.Copies = append(story.Copies, page.Copy{Article: &r.Article, Source: r.Source, Alike: about.alike(other)})
		}
	}
	return writePage(c, func(b *bytes.Buffer) error { return s.pages.Article(b, &story) })
}

// names returns what people are called over all articles.
func (s *Server) names(ctx context.Context, people []corpus.Resolved) (map[corpus.PersonID]string, error) {
	ids := make([]corpus.PersonID, len(people))
	for i, p := range people {
		ids[i] = p.ID
	}
	names, err := s.Store.PersonNames(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("reading the names of %d people: %w", len(ids), err)
	}
	return names, nil
}

func (s *Server) articleAPI(c echo.Context) error {
	if err := noParameters(c); err != nil {
		return err
	}
	rec, err := s.record(c)
	if err != nil {
		return err
	}
	about, err := s.beside(c.Request().Context(), rec.Article.ID)
	if err != nil {
		return err
	}
	article, parts := api.NewArticle(rec), []any{rec.Article.ID, rec.Article.Revision, rec.Seq, about.addresses}
	article.Addresses = append(article.Addresses, about.addresses...)
	for _, other := range about.copies {
		if r, ok := about.records[other.ID]; ok {
			article.SameText = append(article.SameText, api.NewCopy(&r, other.Similarity))
			parts = append(parts, other, r.Seq)
		}
	}
	if s.unchanged(c, s.tag(parts...)) {
		return c.NoContent(http.StatusNotModified)
	}
	return writeJSON(c, http.StatusOK, echo.MIMEApplicationJSON, article)
}

// original hands out the bytes that an article came from, never to be shown as a page.
func (s *Server) original(c echo.Context) error {
	if err := noParameters(c, "revision"); err != nil {
		return err
	}
	id := corpus.ID(param(c, "id"))
	if !idForm.MatchString(string(id)) {
		return noArticle()
	}
	revision := 0
	if v := c.QueryParam("revision"); v != "" {
		n, err := strconv.Atoi(v)
		if err != nil || n < 1 {
			return &index.ParameterError{Code: index.CodeInvalidParameter, Parameter: "revision", Message: "is not a revision's number", Hint: "It takes a whole number from 1."}
		}
		revision = n
	}
	o, err := s.Store.Original(c.Request().Context(), id, revision)
	if err != nil {
		return fmt.Errorf("reading the original of %s: %w", id, err)
	}
	h := c.Response().Header()
	h.Set("Content-Disposition", fmt.Sprintf(`attachment; filename="%s.txt"`, id))
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	h.Set("Cache-Control", "private, no-cache")
	return c.Blob(http.StatusOK, "text/plain", o.Bytes)
}

// deleteAPI deletes an article, for someone at this machine or with a key.
func (s *Server) deleteAPI(c echo.Context) error {
	if err := noParameters(c); err != nil {
		return err
	}
	if err := s.authorize(c, true); err != nil {
		return err
	}
	if s.Deleter == nil {
		return &refusal{http.StatusForbidden, "read-only", "This server deletes no articles.", "Run “dateline delete”."}
	}
	id := corpus.ID(param(c, "id"))
	if !idForm.MatchString(string(id)) {
		return noArticle()
	}
	n, err := s.Deleter.Delete(c.Request().Context(), []corpus.ID{id})
	if err != nil {
		return fmt.Errorf("deleting article %s: %w", id, err)
	}
	if n == 0 {
		return noArticle()
	}
	s.Log.Info("article deleted", "id", id)
	return c.NoContent(http.StatusNoContent)
}
