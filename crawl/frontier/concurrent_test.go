package frontier_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"dateline/crawl/frontier"
)

// Workers that share a frontier get each page once, and never two of one host at a time.
func TestConcurrent(t *testing.T) {
	t.Parallel()
	w := newWorld(t, frontier.Options{})
	f, err := frontier.Open(t.Context(), w.db, frontier.Options{Gap: time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	const hosts, pages = 12, 5
	var found []frontier.Found
	for i := range hosts * pages {
		found = append(found, link(fmt.Sprintf("https://h%d.example/%d", i%hosts, i)))
	}
	if _, err := f.Add(t.Context(), found); err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	underWay, fetched := map[string]bool{}, map[string]int{}
	mark := func(l frontier.Lease, busy bool) {
		mu.Lock()
		defer mu.Unlock()
		if busy && underWay[l.Host] {
			t.Errorf("two pages of %s at a time", l.Host)
		}
		if underWay[l.Host] = busy; busy {
			fetched[l.URL]++
		}
	}
	var workers sync.WaitGroup
	for range 4 {
		workers.Go(func() {
			for {
				leases, err := f.Next(t.Context(), 3)
				if err != nil {
					t.Error(err)
					return
				}
				for _, l := range leases {
					mark(l, true)
				}
				for _, l := range leases {
					mark(l, false)
					if err := f.Done(t.Context(), l, frontier.Fetched{}); err != nil {
						t.Error(err)
					}
				}
				lull, err := f.Lull(t.Context())
				if err != nil || lull > 30*time.Second {
					return // what is left is under way with others
				}
				time.Sleep(lull)
			}
		})
	}
	workers.Wait()
	if len(fetched) != hosts*pages {
		t.Errorf("%d of %d pages", len(fetched), hosts*pages)
	}
	for u, n := range fetched {
		if n != 1 {
			t.Errorf("%s was fetched %d times", u, n)
		}
	}
}
