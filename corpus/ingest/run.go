package ingest

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"

	"dateline/corpus"
)

// Watch is told how a run goes, from the goroutine that called Run. Each func may be nil.
type Watch struct {
	// Fate is told what became of every item, in the order of the stream; of an article once it is durable.
	Fate func(corpus.Fate)
	// Progress is told the counts after every batch.
	Progress func(Report)
}

// What is read and not stored yet is bounded by the bytes and by the number of items: an item that takes long holds
// those behind it back only when so many are waiting.
const (
	inFlight = 64 << 20
	queued   = 1024
)

// Run stores the articles of a stream. Workers prepare several items at a time; batches keep the order
// of the stream, so that the same stream always gives the same store.
//
// What was reported as stored is durable. When ctx ends, the batch under way is still stored and reported,
// and the error is the context's. An error of the store ends the run; the report then says what was
// stored before. Run returns when all its goroutines have ended, which needs the stream to yield or
// to end after ctx does.
func (in *Ingester) Run(ctx context.Context, raws corpus.Raws, w Watch) (Report, error) {
	if in.c.Store == nil {
		return Report{}, corpus.Errorf(corpus.Invalid, "ingest: no store")
	}
	p := in.start(ctx, raws)
	defer p.stop()
	r := &run{in: in, watch: w, ctx: context.WithoutCancel(ctx), pipe: p, timer: time.NewTimer(in.c.BatchWait)}
	defer r.timer.Stop()
	err := r.collect(ctx)
	if flushErr := r.flush(); err == nil || flushErr != nil {
		err = flushErr
	}
	if r.full() {
		return r.report, err
	}
	if err == nil {
		err = p.err
	}
	if err == nil {
		err = ctx.Err()
	}
	return r.report, err
}

// task is one item on its way through the workers.
type task struct {
	raw    corpus.Raw
	aside  *corpus.SetAside // instead of raw
	weight int64
	done   chan struct{} // closed when result is set
	result prepared
}

// pipe reads a stream in one goroutine and prepares its items in others. Its order channel yields
// tasks in the order of the stream.
type pipe struct {
	in     *Ingester
	cancel context.CancelFunc
	order  chan *task
	jobs   chan *task
	weight *semaphore.Weighted
	wg     sync.WaitGroup
	err    error // of the stream; set before order is closed
}

func (in *Ingester) start(ctx context.Context, raws corpus.Raws) *pipe {
	ctx, cancel := context.WithCancel(ctx)
	p := &pipe{
		in:     in,
		cancel: cancel,
		order:  make(chan *task, queued),
		jobs:   make(chan *task, queued),
		weight: semaphore.NewWeighted(inFlight),
	}
	p.wg.Go(func() {
		defer close(p.order)
		defer close(p.jobs)
		p.err = p.read(ctx, raws)
	})
	for range in.c.Workers {
		p.wg.Go(func() {
			for t := range p.jobs {
				t.result = in.prepare(t.raw)
				close(t.done)
			}
		})
	}
	return p
}

// stop ends the pipe and waits for its goroutines.
func (p *pipe) stop() {
	p.cancel()
	p.wg.Wait()
}

// read queues the items of a stream. A panic of the stream is its error.
func (p *pipe) read(ctx context.Context, raws corpus.Raws) (err error) {
	defer func() {
		if r := recover(); r != nil {
			p.in.c.Log.Error("reading items failed", "panic", r, "stack", string(debug.Stack()))
			err = corpus.Errorf(corpus.Internal, "reading items: internal error: %v", r)
		}
	}()
	for raw, err := range raws {
		t := &task{raw: raw, done: make(chan struct{})}
		if err != nil && !errors.As(err, &t.aside) {
			return fmt.Errorf("reading items: %w", err)
		}
		if !p.queue(ctx, t) {
			return ctx.Err()
		}
	}
	return nil
}

// queue reports false when ctx ended first.
func (p *pipe) queue(ctx context.Context, t *task) bool {
	t.weight = min(inFlight, int64(len(t.raw.Original.Bytes)+len(t.raw.Text)+len(t.raw.HTML)+len(t.raw.Fragment)))
	if p.weight.Acquire(ctx, t.weight) != nil {
		return false
	}
	select {
	case p.order <- t:
	case <-ctx.Done():
		return false
	}
	if t.aside != nil {
		t.result.aside = t.aside
		close(t.done)
		return true
	}
	p.jobs <- t // has room for as long as order has, and workers always go on
	return true
}

// run gathers prepared items into batches and stores these.
type run struct {
	in     *Ingester
	watch  Watch
	ctx    context.Context // of the store: it does not end in the middle of a batch
	pipe   *pipe
	timer  *time.Timer
	report Report

	batch []*task
	bytes int64 // weight of the batch
	taken int   // articles
}

// full reports whether the run has as many articles as it may have.
func (r *run) full() bool { return r.in.c.Limit > 0 && r.taken >= r.in.c.Limit }

// batchBytes is the weight at which a batch is stored however few its articles are.
const batchBytes = 8 << 20

// collect takes the tasks in order until the stream or ctx ends, there are enough, or storing fails.
func (r *run) collect(ctx context.Context) error {
	for !r.full() {
		if err := ctx.Err(); err != nil {
			return err
		}
		select {
		case <-ctx.Done():
		case <-r.timer.C:
			if err := r.flush(); err != nil {
				return err
			}
		case t, ok := <-r.pipe.order:
			if !ok {
				return nil
			}
			if err := r.await(t); err != nil {
				return err
			}
		}
	}
	return nil
}

// await waits until a task is prepared and takes it. Those before it do not wait longer than BatchWait.
func (r *run) await(t *task) error {
	for {
		select {
		case <-t.done:
			return r.take(t)
		case <-r.timer.C:
			if err := r.flush(); err != nil {
				return err
			}
		}
	}
}

// take adds a task to the batch. One set aside waits there for its turn to be reported.
func (r *run) take(t *task) error {
	if len(r.batch) == 0 {
		r.timer.Reset(r.in.c.BatchWait)
	}
	r.batch = append(r.batch, t)
	r.bytes += t.weight
	if t.result.aside == nil {
		r.taken++
	}
	if len(r.batch) >= r.in.c.BatchSize || r.bytes >= batchBytes {
		return r.flush()
	}
	return nil
}

// flush stores the batch and reports it.
func (r *run) flush() error {
	batch := r.batch
	r.batch, r.bytes = nil, 0
	if len(batch) == 0 {
		return nil
	}
	err := r.store(batch)
	for _, t := range batch {
		r.pipe.weight.Release(t.weight)
	}
	if r.watch.Progress != nil {
		r.watch.Progress(r.report)
	}
	return err
}

func (r *run) store(batch []*task) error {
	subs := make([]corpus.Submission, 0, len(batch))
	for _, t := range batch {
		if t.result.aside == nil {
			subs = append(subs, t.result.submission)
		}
	}
	outcomes, err := r.put(subs)
	switch {
	case err == nil:
		r.tell(batch, outcomes)
		return nil
	case !refusable(err):
		return fmt.Errorf("storing articles: %w", err)
	case len(batch) == 1:
		batch[0].result.aside = asideOf(batch[0].raw, "not stored: "+err.Error()).aside
		r.tell(batch, nil)
		return nil
	}
	// One of them is at fault: it is found by halves, so that the others are stored in order.
	if err := r.store(batch[:len(batch)/2]); err != nil {
		return err
	}
	return r.store(batch[len(batch)/2:])
}

func (r *run) put(subs []corpus.Submission) ([]corpus.Outcome, error) {
	if len(subs) == 0 {
		return nil, nil
	}
	outcomes, err := r.in.c.Store.Put(r.ctx, subs)
	if err == nil && len(outcomes) != len(subs) {
		err = corpus.Errorf(corpus.Internal, "the store answered %d of %d articles", len(outcomes), len(subs))
	}
	return outcomes, err
}

// refusable reports whether the store refused an article for what it is.
func refusable(err error) bool {
	kind := corpus.KindOf(err)
	return kind == corpus.Invalid || kind == corpus.TooLarge
}

// tell reports a stored batch: outcomes belong to those not set aside, in order.
func (r *run) tell(batch []*task, outcomes []corpus.Outcome) {
	for _, t := range batch {
		var f corpus.Fate
		if t.result.aside != nil {
			f = rejected(*t.result.aside)
		} else {
			a := &t.result.submission.Article
			r.report.Replaced += strings.Count(a.Title, "\uFFFD") + strings.Count(a.Body, "\uFFFD")
			f = stored(t, outcomes[0])
			outcomes = outcomes[1:]
		}
		r.report.Count(f)
		for _, note := range f.Notes {
			r.in.c.Log.Info("left out of an article", "place", f.Place, "id", f.ID, "what", note)
		}
		if r.watch.Fate != nil {
			r.watch.Fate(f)
		}
	}
}
