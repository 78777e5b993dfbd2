package index

import (
	"context"
	"errors"
	"fmt"

	"dateline/corpus"
)

// Rebuild builds the index anew from the store beside the one in use, and swaps when it has reached the
// store's head. The old one serves meanwhile, as it stood when the build began, and is removed after its last
// search. progress, if not nil, is called with the articles indexed and those there are.
func (x *Index) Rebuild(ctx context.Context, progress func(done, total int)) error {
	if err := x.lock(ctx); err != nil {
		return err
	}
	defer x.unlock()
	err := x.build(ctx, progress)
	x.mu.Lock()
	defer x.mu.Unlock()
	x.status.Err = err
	return err
}

// RequestRebuild has Follow build the index anew, as Rebuild does, and returns at once: Status says how far it is.
// The error is of kind Conflict where a build is under way.
func (x *Index) RequestRebuild() error {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.status.Rebuilding {
		return corpus.Errorf(corpus.Conflict, "the index is being built already: %d of %d articles", x.status.Done, x.status.Total)
	}
	if x.rebuild == "" {
		x.rebuild = "it was asked for"
	}
	x.status.Rebuilding, x.status.Done, x.status.Total, x.status.Err = true, 0, x.status.Documents, nil
	return nil
}

// build makes a generation, fills it and swaps. The caller is the one who writes.
func (x *Index) build(ctx context.Context, progress func(done, total int)) error {
	info, err := x.options.Store.Info(ctx)
	if err != nil {
		return fmt.Errorf("reading the store: %w", err)
	}
	x.report(0, info.Articles)
	defer func() {
		x.mu.Lock()
		defer x.mu.Unlock()
		x.status.Rebuilding = false
	}()
	e, name, err := x.options.Generations.Create(ctx)
	if err != nil {
		return fmt.Errorf("making a new index: %w", err)
	}
	g := &generation{engine: e, name: name, generations: x.options.Generations}
	done := 0
	err = x.fill(ctx, g, Position{Store: info.UUID}, func(b Batch) error {
		done += len(b.Upserts)
		x.report(done, max(done, info.Articles))
		if progress != nil {
			progress(done, max(done, info.Articles))
		}
		return nil
	})
	if err == nil {
		err = x.options.Generations.Promote(ctx, name)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("building the index: %w", err), g.retire())
	}
	return x.swap(ctx, g)
}

// fill brings an empty generation from a position to the head of the store.
func (x *Index) fill(ctx context.Context, g *generation, from Position, applied func(Batch) error) error {
	if err := g.engine.Apply(ctx, Batch{Position: from}); err != nil { // an empty store has a position too
		return err
	}
	return x.feed(ctx, g.engine, from, applied, func() {})
}

func (x *Index) report(done, total int) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.status.Rebuilding, x.status.Done, x.status.Total = true, done, total
}

// swap makes a complete generation the one that is searched. It waits for the searches on the old one.
func (x *Index) swap(ctx context.Context, g *generation) error {
	position, documents, err := g.measure(ctx)
	if err != nil {
		return err
	}
	x.mu.Lock()
	old := x.current
	x.current, x.rebuild = g, ""
	x.status.Generation, x.status.Position, x.status.Documents = g.name, position, documents
	x.status.Head, x.status.Ready = max(x.status.Head, position.Seq), true
	x.mu.Unlock()
	x.options.Logger.Info("index built", "generation", g.name, "documents", documents, "position", position.Seq)
	if old == nil {
		return nil
	}
	if err := old.retire(); err != nil {
		x.options.Logger.Error("removing the old index", "generation", old.name, "err", err)
	}
	return nil
}
