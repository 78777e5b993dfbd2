package web

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"
)

// Keys knows which keys open what.
type Keys interface {
	// Opens returns the scopes that a key opens, none where it is no key.
	Opens(ctx context.Context, key string) (scopes []string, err error)
}

// scopeWrite is the scope of whoever may add and delete articles.
const scopeWrite = "write"

// authorize lets a request change articles that brings a key with that scope or, where local is open, comes from this machine
// without any. A request with a wrong key is refused from wherever it comes.
func (s *Server) authorize(c echo.Context, local bool) error {
	given := c.Request().Header.Values("Authorization")
	if len(given) == 0 && local && isLocal(c) {
		return nil
	}
	if s.Keys == nil {
		return &refusal{http.StatusForbidden, "not-local", "Articles can be changed from the machine that holds them only.", "Run “dateline import” or “dateline delete” there."}
	}
	if len(given) == 0 {
		return unauthorized(c, "", "key-needed", "Changing articles needs a key.")
	}
	key, ok := bearer(given)
	if !ok {
		return unauthorized(c, `, error="invalid_request"`, "key-needed", "The Authorization header holds no key.")
	}
	scopes, err := s.Keys.Opens(c.Request().Context(), key)
	if err != nil {
		return fmt.Errorf("looking up a key: %w", err)
	}
	switch {
	case len(scopes) == 0:
		return unauthorized(c, `, error="invalid_token"`, "wrong-key", "The key is wrong or was revoked.")
	case !slices.Contains(scopes, scopeWrite):
		c.Response().Header().Set("WWW-Authenticate", challenge+`, error="insufficient_scope", scope="`+scopeWrite+`"`)
		return &refusal{http.StatusForbidden, "scope-missing", "The key does not open this: it lacks the scope “write”.", "Make another with “dateline keys add --scope write”."}
	}
	return nil
}

const challenge = `Bearer realm="dateline"`

func unauthorized(c echo.Context, why, code, detail string) error {
	c.Response().Header().Set("WWW-Authenticate", challenge+why)
	return &refusal{http.StatusUnauthorized, code, detail, "Make one with “dateline keys add --scope write” and send it as “Authorization: Bearer KEY”."}
}

// bearer returns the key of an Authorization header.
func bearer(given []string) (key string, ok bool) {
	scheme, key, _ := strings.Cut(given[0], " ")
	key = strings.TrimSpace(key)
	return key, len(given) == 1 && strings.EqualFold(scheme, "Bearer") && key != ""
}
