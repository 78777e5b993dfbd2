package web_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"dateline/corpus"
	"dateline/index"
	"dateline/web"
	"dateline/web/api"
)

type reindexer struct {
	asked int
	err   error
}

func (r *reindexer) RequestRebuild() error {
	r.asked++
	return r.err
}

func TestReindex(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		from   string // address of the client
		origin string
		err    error
		status int
		asked  int
	}{
		{"from this machine", "127.0.0.1:9", "", nil, http.StatusAccepted, 1},
		{"under way already", "127.0.0.1:9", "", corpus.Errorf(corpus.Conflict, "being built"), http.StatusConflict, 1},
		{"from elsewhere", "192.0.2.7:9", "", nil, http.StatusForbidden, 0},
		{"from another site's page", "127.0.0.1:9", "https://evil.example", nil, http.StatusForbidden, 0},
	} {
		re := &reindexer{err: c.err}
		w := newWorld(t, func(config *web.Config) { config.Reindexer = re })
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "http://127.0.0.1/api/v1/reindex", nil)
		r.RemoteAddr = c.from
		if c.origin != "" {
			r.Header.Set("Origin", c.origin)
		}
		answer := httptest.NewRecorder()
		w.ServeHTTP(answer, r)
		if answer.Code != c.status || re.asked != c.asked {
			t.Errorf("%s: %d, asked %d times; want %d and %d\n%s", c.name, answer.Code, re.asked, c.status, c.asked, answer.Body)
		}
	}
}

// Why an index is not there may name files of the machine that holds it: only that machine is told.
func TestReasonsStayHere(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	why := "there is no index in /srv/secret"
	w.search.status = index.Status{Reason: why, Err: errors.New(why)}
	w.search.found = func(context.Context, index.Request) (*index.Response, error) {
		return nil, corpus.Errorf(corpus.Unavailable, "there is no index yet: %w", errors.New(why))
	}
	for _, target := range []string{"/readyz", "/api/v1/index", "/api/v1/search", "/search"} {
		for from, told := range map[string]bool{"127.0.0.1:9": true, "192.0.2.7:9": false} {
			r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://127.0.0.1"+target, nil)
			r.RemoteAddr = from
			answer := httptest.NewRecorder()
			w.ServeHTTP(answer, r)
			if got := strings.Contains(answer.Body.String(), "secret"); got != told {
				t.Errorf("%s from %s: %d, told why: %t\n%s", target, from, answer.Code, got, answer.Body)
			}
		}
	}
}

func TestIndexStatus(t *testing.T) {
	t.Parallel()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://127.0.0.1/api/v1/index", nil)
	answer := httptest.NewRecorder()
	facts := api.Facts{Version: "v2", Outdated: 40, Done: 12, Failed: 1, Newer: 3, Running: true}
	newWorld(t, func(config *web.Config) { config.Facts = func() api.Facts { return facts } }).ServeHTTP(answer, r)
	var status api.Status
	if err := json.Unmarshal(answer.Body.Bytes(), &status); err != nil || answer.Code != http.StatusOK || !status.Ready || status.Facts == nil || *status.Facts != facts {
		t.Errorf("%d %v: %s", answer.Code, err, answer.Body)
	}
}
