package fetch_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"dateline/crawl/fetch"
)

// A page of 100 KB, packed with gzip, over one connection.
func BenchmarkGet(b *testing.B) {
	packed := pack(b, "gzip", "<html><p>"+words(100_000))
	s := serve(b, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = io.Copy(w, strings.NewReader(packed))
	})
	c := client(b, fetch.Options{}, address(s))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := c.Get(b.Context(), fetch.Request{URL: s.URL}); err != nil {
			b.Fatal(err)
		}
	}
}
