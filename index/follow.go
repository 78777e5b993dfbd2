package index

import (
	"context"
	"errors"
	"time"

	"dateline/corpus"

	"golang.org/x/sync/errgroup"
)

// How an index follows its store: it asks for the changes after its position, reads the records they
// name, and applies them with the new position as one batch. The position so says exactly what is in the
// index, whatever happens. The next batch is read while one is applied.

// The size of a batch: what keeps memory bounded and commits rare.
const (
	batchChanges = 1000
	batchBytes   = 16 << 20 // of text
	readRecords  = 100      // at a time
)

// verifyEvery is how often an idle index asks whether its store is still the one it follows.
const verifyEvery = 5 * time.Second

// maxBackoff is the longest wait after an error.
const maxBackoff = 10 * time.Second

// Follow keeps the index at the head of the store until ctx ends; then it returns nil. Errors are logged
// and shown by Status, and it tries again: it never gives up.
func (x *Index) Follow(ctx context.Context) error {
	wait := x.options.Poll
	for ctx.Err() == nil {
		err := x.CatchUp(ctx, nil)
		switch {
		case ctx.Err() != nil:
			return nil
		case err != nil:
			x.options.Logger.Error("following the store", "err", err, "again_in", wait)
			wait = min(2*wait, maxBackoff)
		default:
			wait = x.options.Poll
		}
		select {
		case <-ctx.Done():
		case <-time.After(wait):
		}
	}
	return nil
}

// CatchUp brings the index to the head of the store, building it anew where it must be, and returns. progress, if not nil,
// is called after each batch with the changes applied and all that were to apply, or
// with articles while building.
func (x *Index) CatchUp(ctx context.Context, progress func(done, total int)) error {
	if err := x.lock(ctx); err != nil {
		return err
	}
	defer x.unlock()
	err := x.catchUp(ctx, progress)
	x.mu.Lock()
	defer x.mu.Unlock()
	x.status.Err = err
	return err
}

// lock waits to be the one who writes.
func (x *Index) lock(ctx context.Context) error {
	select {
	case x.writer <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (x *Index) unlock() { <-x.writer }

func (x *Index) catchUp(ctx context.Context, progress func(done, total int)) error {
	if err := x.verify(ctx); err != nil {
		return err
	}
	x.mu.Lock()
	g, why, from := x.current, x.rebuild, x.status.Position
	x.mu.Unlock()
	if why != "" {
		return x.build(ctx, progress)
	}
	done := 0
	return x.feed(ctx, g.engine, from, func(b Batch) error {
		position, documents, err := g.measure(ctx)
		if err != nil {
			return err
		}
		x.mu.Lock()
		x.status.Position, x.status.Documents = position, documents
		x.status.Head = max(x.status.Head, position.Seq)
		total := int(x.status.Head - from.Seq)
		x.mu.Unlock()
		if done += len(b.Upserts) + len(b.Deletes); progress != nil {
			progress(done, max(done, total))
		}
		return nil
	}, func() {
		x.mu.Lock()
		x.status.Ready = true
		x.mu.Unlock()
	})
}

// verify asks the store now and then whether it is still the one that the index follows. It may
// have been restored from a backup.
func (x *Index) verify(ctx context.Context) error {
	x.mu.Lock()
	due := x.options.Now().Sub(x.verified) >= verifyEvery || x.options.Now().Before(x.verified)
	closed, position, following := x.closed, x.status.Position, x.current != nil && x.rebuild == ""
	x.mu.Unlock()
	if closed {
		return corpus.Errorf(corpus.Unavailable, "the index is closed")
	}
	if !due {
		return nil
	}
	info, err := x.options.Store.Info(ctx)
	if err != nil {
		return err
	}
	x.mu.Lock()
	x.verified, x.status.Head = x.options.Now(), info.Head
	x.mu.Unlock()
	switch {
	case following && info.UUID != position.Store:
		x.mustRebuild("the store was replaced by another")
	case following && info.Head < position.Seq:
		x.mustRebuild("the index is ahead of the store, which was rolled back")
	}
	return nil
}

// feed applies the changes after a position, batch by batch, until there are none. applied is called after each batch,
// atHead at the end.
func (x *Index) feed(ctx context.Context, e Engine, from Position, applied func(Batch) error, atHead func()) error {
	group, ctx := errgroup.WithContext(ctx)
	batches := make(chan Batch)
	group.Go(func() error {
		defer close(batches)
		return x.read(ctx, from, func(b Batch) error {
			select {
			case batches <- b:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
	})
	group.Go(func() error {
		for b := range batches {
			if err := e.Apply(ctx, b); err != nil {
				if corpus.KindOf(err) == corpus.NotFound {
					x.mustRebuild(err.Error())
				}
				return err
			}
			if err := applied(b); err != nil {
				return err
			}
		}
		return nil
	})
	if err := group.Wait(); err != nil {
		return err
	}
	atHead()
	return nil
}

// read makes batches of the changes after a position and emits them, until there are none.
func (x *Index) read(ctx context.Context, from Position, emit func(Batch) error) error {
	for {
		changes, err := x.options.Store.Changes(ctx, from.Seq, batchChanges)
		if err != nil || len(changes) == 0 {
			return err
		}
		b, bytes := Batch{Position: from}, 0
		for len(changes) > 0 {
			some := changes[:min(readRecords, len(changes))]
			changes = changes[len(some):]
			n, err := x.gather(ctx, some, &b)
			if err != nil {
				return err
			}
			b.Position.Seq = some[len(some)-1].Seq
			if bytes += n; bytes < batchBytes && len(changes) > 0 {
				continue
			}
			if err := emit(b); err != nil {
				return err
			}
			from, b, bytes = b.Position, Batch{Position: b.Position}, 0
		}
	}
}

// gather adds what became of the changed articles to a batch, and returns the bytes of their texts.
func (x *Index) gather(ctx context.Context, changes []corpus.Change, b *Batch) (bytes int, err error) {
	var ids []corpus.ID
	seen := map[corpus.ID]bool{}
	for _, c := range changes {
		if !seen[c.ID] {
			seen[c.ID] = true
			ids = append(ids, c.ID)
		}
	}
	records, err := x.records(ctx, ids)
	if err != nil {
		return 0, err
	}
	for _, id := range ids {
		r, found := records.sound[id]
		switch {
		case found:
			b.Upserts = append(b.Upserts, DocumentOf(&r))
			bytes += len(r.Article.Title) + len(r.Article.Body)
		case !records.damaged[id]:
			b.Deletes = append(b.Deletes, id)
		}
	}
	return bytes, nil
}

// read records, the damaged ones apart.
type records struct {
	sound   map[corpus.ID]corpus.Record
	damaged map[corpus.ID]bool
}

// records reads articles. A damaged one is logged and stays in the index as it was: the store's own check reports it.
func (x *Index) records(ctx context.Context, ids []corpus.ID) (records, error) {
	sound, err := x.options.Store.Records(ctx, ids)
	r := records{sound: sound, damaged: map[corpus.ID]bool{}}
	if err != nil && !r.excuses(err) {
		return r, err
	}
	if len(r.damaged) > 0 {
		x.options.Logger.Error("records of the store are damaged and left out", "err", err)
	}
	return r, nil
}

// excuses notes the damages that an error is made of, and reports whether it is made of nothing else.
func (r *records) excuses(err error) bool {
	var d corpus.Damage
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range joined.Unwrap() {
			if !r.excuses(e) {
				return false
			}
		}
		return true
	}
	if errors.As(err, &d) {
		r.damaged[d.ID] = true
		return true
	}
	return false
}
