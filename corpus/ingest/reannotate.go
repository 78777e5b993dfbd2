package ingest

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync"

	"dateline/corpus"
)

// Facts is the part of a corpus.Store that Reannotate needs.
type Facts interface {
	Outdated(ctx context.Context, version string, after corpus.ID, limit int) ([]corpus.ID, error)
	Records(ctx context.Context, ids []corpus.ID) (map[corpus.ID]corpus.Record, error)
	Annotate(ctx context.Context, batch []corpus.Annotated) error
}

// Reannotate brings the facts of every article to the annotator's version, in batches of which each is durable
// on its own; after each, progress (which may be nil) is told how many articles are done. It returns that number.
// An article that the annotator fails on keeps its old facts and is logged. Interrupted, it goes on where it
// was when called again.
func (in *Ingester) Reannotate(ctx context.Context, store Facts, progress func(done int)) (int, error) {
	version := in.c.Annotator.Version()
	done := 0
	var after corpus.ID
	for {
		ids, err := store.Outdated(ctx, version, after, in.c.BatchSize)
		if err != nil {
			return done, fmt.Errorf("finding outdated facts: %w", err)
		}
		if len(ids) == 0 {
			return done, nil
		}
		records, err := store.Records(ctx, ids)
		if err != nil {
			return done, fmt.Errorf("reading articles to annotate: %w", err)
		}
		batch := in.annotateAll(ctx, ids, records)
		if err := ctx.Err(); err != nil {
			return done, err
		}
		if err := store.Annotate(ctx, batch); err != nil {
			return done, fmt.Errorf("storing facts: %w", err)
		}
		done += len(batch)
		if progress != nil {
			progress(done)
		}
		after = ids[len(ids)-1]
	}
}

// annotateAll annotates the records in the order of ids, on all workers.
func (in *Ingester) annotateAll(ctx context.Context, ids []corpus.ID, records map[corpus.ID]corpus.Record) []corpus.Annotated {
	found := make([]*corpus.Annotated, len(ids))
	next := make(chan int)
	var wg sync.WaitGroup
	for range in.c.Workers {
		wg.Go(func() {
			for i := range next {
				found[i] = in.annotateAgain(records[ids[i]].Article)
			}
		})
	}
	for i, id := range ids {
		if _, ok := records[id]; ok && ctx.Err() == nil {
			next <- i
		}
	}
	close(next)
	wg.Wait()
	batch := make([]corpus.Annotated, 0, len(ids))
	for _, a := range found {
		if a != nil {
			batch = append(batch, *a)
		}
	}
	return batch
}

// annotateAgain returns nil if the annotator panics.
func (in *Ingester) annotateAgain(a corpus.Article) (found *corpus.Annotated) {
	defer func() {
		if r := recover(); r != nil {
			in.c.Log.Error("article could not be annotated", "id", a.ID, "panic", r, "stack", string(debug.Stack()))
			found = nil
		}
	}()
	facts, people := in.annotate(&a)
	return &corpus.Annotated{ID: a.ID, Revision: a.Revision, Annotations: facts, People: people}
}
