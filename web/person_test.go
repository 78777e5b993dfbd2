package web_test

import (
	"errors"
	"net/http"
	"testing"

	"dateline/web/api"

	"github.com/google/go-cmp/cmp"
)

func TestPersonAPI(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	got := decode[api.Identity](t, w.do(t, http.MethodGet, "/api/v1/people/mira-tolvanen").Body.Bytes())
	if got.Name != "Mira Tolvanen" || !cmp.Equal(got.Spellings, []api.Spelling{{Name: "Mira Tolvanen", Form: "mira-tolvanen", Rule: "name", Articles: 3}}) ||
		len(got.Decisions) != 1 || got.Decisions[0].Kind != "merge" {
		t.Errorf("got %+v", got)
	}
	for _, c := range []struct {
		target   string
		status   int
		location string
	}{
		{"/api/v1/people/tolvanen-mira", http.StatusFound, "/api/v1/people/mira-tolvanen"},
		{"/person/tolvanen-mira", http.StatusFound, "/search?person=mira-tolvanen"},
		{"/api/v1/people/nobody", http.StatusNotFound, ""},
		{"/api/v1/people/mira-tolvanen?q=1", http.StatusBadRequest, ""},
	} {
		rec := w.do(t, http.MethodGet, c.target)
		if rec.Code != c.status || rec.Header().Get("Location") != c.location {
			t.Errorf("%s: status %d to %q, want %d to %q", c.target, rec.Code, rec.Header().Get("Location"), c.status, c.location)
		}
	}
	w.store.err = errors.New("the disk is gone")
	if rec := w.do(t, http.MethodGet, "/api/v1/people/mira-tolvanen"); rec.Code != http.StatusInternalServerError {
		t.Errorf("with a broken store: status %d", rec.Code)
	}
}
