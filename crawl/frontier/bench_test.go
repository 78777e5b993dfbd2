package frontier_test

import (
	"fmt"
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"dateline/corpus/sqldb"
	"dateline/crawl/frontier"
)

// BenchmarkCycle measures Add, Next and Done in a frontier of 2,000 hosts with 100 pages each, per page, with commits that are durable.
func BenchmarkCycle(b *testing.B) {
	db, err := sqldb.OpenSQLite(b.Context(), filepath.Join(b.TempDir(), "store.db"), sqldb.Options{Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	var passed time.Duration
	begin := time.Now()
	f, err := frontier.Open(b.Context(), db, frontier.Options{
		Now: func() time.Time { return begin.Add(passed) }, Elapsed: func() time.Duration { return passed },
	})
	if err != nil {
		b.Fatal(err)
	}
	const hosts, pages = 2000, 100
	for h := range hosts {
		found := make([]frontier.Found, pages)
		for p := range found {
			found[p] = link(fmt.Sprintf("https://h%d.example/news/story-%d", h, p))
		}
		if _, err := f.Add(b.Context(), found); err != nil {
			b.Fatal(err)
		}
	}
	b.Logf("adding: %s per address", (time.Since(begin) / (hosts * pages)).Round(time.Microsecond))
	b.ResetTimer()
	for done := 0; done < b.N; {
		leases, err := f.Next(b.Context(), 64)
		if err != nil {
			b.Fatal(err)
		}
		for _, l := range leases {
			if err := f.Done(b.Context(), l, frontier.Fetched{Article: true, Hash: "h"}); err != nil {
				b.Fatal(err)
			}
			done++
		}
		passed += time.Second
	}
}
