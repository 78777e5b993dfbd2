package assets_test

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"dateline/web/assets"
)

func TestServe(t *testing.T) {
	t.Parallel()
	set, err := assets.New()
	if err != nil {
		t.Fatal(err)
	}
	for name, mediaType := range map[string]string{"style.css": "text/css; charset=utf-8", "page.js": "text/javascript; charset=utf-8", "icon.svg": "image/svg+xml"} {
		p := set.Path(name)
		if !regexp.MustCompile(`^/assets/[a-z]+\.[0-9a-f]{12}\.[a-z]+$`).MatchString(p) {
			t.Errorf("%s is at %q", name, p)
		}
		w := httptest.NewRecorder()
		if !set.Serve(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, p, nil), strings.TrimPrefix(p, assets.Prefix)) {
			t.Fatalf("%s is not served", p)
		}
		if got := w.Header().Get("Content-Type"); got != mediaType || w.Body.Len() == 0 {
			t.Errorf("%s: %q, %d bytes", name, got, w.Body.Len())
		}
		if got := w.Header().Get("Cache-Control"); !strings.Contains(got, "immutable") {
			t.Errorf("%s: Cache-Control %q", name, got)
		}
	}
}

func TestServeRefuses(t *testing.T) {
	t.Parallel()
	set, err := assets.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"", "style.css", "../assets.go", "..%2fassets.go", "files/style.css", "style.000000000000.css", "\x00"} {
		w := httptest.NewRecorder()
		if set.Serve(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil), name) {
			t.Errorf("%q was served", name)
		}
	}
}
