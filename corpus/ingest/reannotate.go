package ingest

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	"dateline/corpus"
)

// Facts is the part of a corpus.Store that Reannotate needs.
type Facts interface {
	Annotators(ctx context.Context) (map[string]int, error)
	Outdated(ctx context.Context, version string, after corpus.ID, limit int) ([]corpus.ID, error)
	Records(ctx context.Context, ids []corpus.ID) (map[corpus.ID]corpus.Record, error)
	Annotate(ctx context.Context, batch []corpus.Annotated) error
}

// Renewal says how far the facts of a store are brought up to date.
type Renewal struct {
	Version  string // of the annotator
	Outdated int    // articles with facts of older versions, when it began
	Done     int    // of these: articles with new facts
	Failed   int    // of these: articles that keep their old facts, since they are damaged or the annotator fails on them
	Newer    int    // articles with facts of a newer program, which are left alone
}

// RenewOptions says how Reannotate works. The zero value works as fast as it can.
type RenewOptions struct {
	// Gentle leaves the machine to others: one worker, small batches, and after each a rest as long as it took.
	Gentle bool
	// Progress, which may be nil, is told at the beginning and after each batch.
	Progress func(Renewal)
}

const (
	gentleBatch = 32
	longestRest = 2 * time.Second
)

// Reannotate brings the facts of every article to the annotator's version, in batches of which each is durable
// on its own. No article gets a revision by it. Facts of a version that the annotator does not supersede are left alone. An article
// that is damaged, or that the annotator fails on, keeps its old facts and is logged. Interrupted, it goes on where it was when
// called again.
func (in *Ingester) Reannotate(ctx context.Context, store Facts, o RenewOptions) (Renewal, error) {
	j := renewal{in: in, store: store, options: o, workers: in.c.Workers, batch: in.c.BatchSize}
	if o.Gentle {
		j.workers, j.batch = 1, gentleBatch
	}
	err := j.run(ctx)
	return j.Renewal, err
}

// Outdated counts what Reannotate would do.
func (in *Ingester) Outdated(ctx context.Context, store Facts) (Renewal, error) {
	j := renewal{in: in, store: store}
	err := j.count(ctx)
	return j.Renewal, err
}

// renewal is one run of Reannotate.
type renewal struct {
	Renewal
	in      *Ingester
	store   Facts
	options RenewOptions
	workers int
	batch   int
}

func (j *renewal) run(ctx context.Context) error {
	if err := j.count(ctx); err != nil || j.Outdated == 0 {
		return err
	}
	j.tell()
	var after corpus.ID
	for {
		began := time.Now()
		ids, err := j.store.Outdated(ctx, j.Version, after, j.batch)
		if err != nil {
			return fmt.Errorf("finding outdated facts: %w", err)
		}
		if len(ids) == 0 {
			return nil
		}
		if err := j.renew(ctx, ids); err != nil {
			return err
		}
		j.tell()
		after = ids[len(ids)-1]
		if err := j.rest(ctx, time.Since(began)); err != nil {
			return err
		}
	}
}

// count finds how much there is to do.
func (j *renewal) count(ctx context.Context) error {
	j.Version = j.in.c.Annotator.Version()
	counts, err := j.store.Annotators(ctx)
	if err != nil {
		return fmt.Errorf("counting outdated facts: %w", err)
	}
	for version, n := range counts {
		switch {
		case j.in.c.Annotator.Supersedes(version):
			j.Outdated += n
		case version != j.Version:
			j.Newer += n
		}
	}
	return nil
}

func (j *renewal) tell() {
	if j.options.Progress != nil {
		j.options.Progress(j.Renewal)
	}
}

func (j *renewal) rest(ctx context.Context, worked time.Duration) error {
	if !j.options.Gentle {
		return ctx.Err()
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(min(worked, longestRest)):
		return nil
	}
}

// renew gives the articles new facts.
func (j *renewal) renew(ctx context.Context, ids []corpus.ID) error {
	records, err := j.store.Records(ctx, ids)
	if err != nil && damaged(err) == nil {
		return fmt.Errorf("reading articles to annotate: %w", err)
	}
	if err != nil {
		j.in.c.Log.Error("damaged articles keep their old facts", "err", err)
		j.Failed += len(damaged(err))
	}
	for id, r := range records {
		if !j.in.c.Annotator.Supersedes(r.Annotations.Version) {
			delete(records, id)
		}
	}
	batch := j.annotateAll(ctx, ids, records)
	if err := ctx.Err(); err != nil {
		return err
	}
	stored, err := j.put(ctx, batch)
	j.Done += stored
	if err == nil {
		j.Failed += len(records) - stored
	}
	return err
}

// put stores facts and returns how many were stored. Where the store refuses one, it is found by halves, logged and left out.
func (j *renewal) put(ctx context.Context, batch []corpus.Annotated) (int, error) {
	if len(batch) == 0 {
		return 0, nil
	}
	err := j.store.Annotate(ctx, batch)
	switch {
	case err == nil:
		return len(batch), nil
	case !refusable(err):
		return 0, fmt.Errorf("storing facts: %w", err)
	case len(batch) == 1:
		j.in.c.Log.Error("facts were refused", "id", batch[0].ID, "err", err)
		return 0, nil
	}
	first, err := j.put(ctx, batch[:len(batch)/2])
	if err != nil {
		return first, err
	}
	second, err := j.put(ctx, batch[len(batch)/2:])
	return first + second, err
}

// annotateAll annotates the records in the order of ids, on all workers.
func (j *renewal) annotateAll(ctx context.Context, ids []corpus.ID, records map[corpus.ID]corpus.Record) []corpus.Annotated {
	found := make([]*corpus.Annotated, len(ids))
	next := make(chan int)
	var wg sync.WaitGroup
	for range j.workers {
		wg.Go(func() {
			for i := range next {
				found[i] = j.in.annotateAgain(records[ids[i]].Article)
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
	return &corpus.Annotated{ID: a.ID, Revision: a.Revision, Annotations: in.annotate(&a)}
}

// damaged returns the damages that an error joins, or nil where it says anything else as well.
func damaged(err error) []corpus.Damage {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		if d := (corpus.Damage{}); errors.As(err, &d) {
			return []corpus.Damage{d}
		}
		return nil
	}
	var all []corpus.Damage
	for _, e := range joined.Unwrap() {
		some := damaged(e)
		if some == nil {
			return nil
		}
		all = append(all, some...)
	}
	return all
}
