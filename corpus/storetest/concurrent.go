package storetest

import (
	"fmt"
	"sync"
	"testing"

	"dateline/corpus"
)

var concurrentCases = []testCase{
	{"writers of the same articles", sameArticles},
	{"a follower misses nothing", follower},
}

// sameArticles lets several writers put the same articles at once.
func sameArticles(t *testing.T, s *store) {
	const writers, articles = 6, 40
	var mu sync.Mutex
	status := map[corpus.Status]int{}
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			for i := range articles {
				out, err := s.Put(t.Context(), []corpus.Submission{sample((i + 7*w) % articles)})
				if err != nil {
					t.Errorf("Put: %v", err)
					return
				}
				mu.Lock()
				status[out[0].Status]++
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	equal(t, "outcomes", status, map[corpus.Status]int{corpus.New: articles, corpus.Unchanged: (writers - 1) * articles})
	if info := s.info(); info.Articles != articles || info.Head != articles {
		t.Errorf("info: %+v", info)
	}
}

// follower reads changes while several write: reading on from the last number seen
// must in the end have seen the last change of every article.
func follower(t *testing.T, s *store) {
	const writers, rounds = 4, 25
	done := make(chan struct{})
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			for i := range rounds {
				sub := sample(w*1000 + i%10)
				sub.Article.Title = fmt.Sprintf("Title %d", i)
				if _, err := s.Put(t.Context(), []corpus.Submission{sub, sample(w*1000 + 500 + i)}); err != nil {
					t.Errorf("Put: %v", err)
				}
			}
		})
	}
	go func() { wg.Wait(); close(done) }()

	seen := map[corpus.ID]corpus.Seq{}
	last := corpus.Seq(0)
	follow := func() {
		for _, c := range s.changes(last, 1000) {
			last, seen[c.ID] = c.Seq, c.Seq
		}
	}
	for running := true; running; follow() {
		select {
		case <-done:
			running = false
		default:
		}
	}
	equal(t, "changes seen of articles", len(seen), writers*(10+rounds))
	for _, c := range s.changes(0, 10_000) {
		equal(t, "last change of "+string(c.ID), seen[c.ID], c.Seq)
	}
}
