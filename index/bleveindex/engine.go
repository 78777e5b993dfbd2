package bleveindex

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"sync"
	"time"

	"dateline/corpus"
	"dateline/index"

	"github.com/blevesearch/bleve/v2/index/scorch"
	bleve "github.com/blevesearch/bleve_index_api"
	"golang.org/x/sync/errgroup"
)

var _ index.Engine = (*Engine)(nil)

// Options are the settings of the engines below one folder. The zero value is ready to use.
type Options struct {
	Logger *slog.Logger // nil for none
	// MinFree is how many bytes must be free on the disk before a batch, beside twice the batch; 0 for 64 MiB.
	// With less, Apply fails with kind Unavailable and changes nothing.
	MinFree uint64
	// BatchLimit is how long a batch may take before it counts as stuck; 0 for five minutes.
	BatchLimit time.Duration
	// Free returns the free bytes of the disk that holds dir; nil asks the system.
	Free func(dir string) (uint64, error)
}

func (o Options) withDefaults() Options {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.MinFree == 0 {
		o.MinFree = 64 << 20
	}
	if o.BatchLimit == 0 {
		o.BatchLimit = 5 * time.Minute
	}
	if o.Free == nil {
		o.Free = freeSpace
	}
	return o
}

// Engine is one generation, opened.
//
// Scorch cannot go on after a persist error (its next call panics on a closed segment), so after any
// failed batch it is closed and opened again; a panic of the library becomes an error.
type Engine struct {
	dir     string
	options Options
	release func() // gives back the folder's lock
	queue   *bleve.AnalysisQueue

	applying sync.Mutex // one batch at a time

	mu     sync.RWMutex
	scorch bleve.Index // nil while it could not be opened again
	closed bool

	failure failure
}

// failure is the first error since scorch was opened, its own workers' errors among them.
type failure struct {
	mu  sync.Mutex
	err error
}

func (f *failure) note(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.err == nil {
		f.err = err
	}
}

func (f *failure) noted() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.err
}

func (f *failure) clear() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.err = nil
}

// lengths counts the words of each text field, in the order of index.TextFields.
type lengths [5]int

// state is kept in the index itself, written in the same batch as the documents that
// it speaks of. Analysed and Words count everything ever indexed: their quotient is the average
// length of a field, near enough for scores.
type state struct {
	Position index.Position `json:"position"`
	Analysed int            `json:"analysed"`
	Words    lengths        `json:"words"`
}

var stateKey = []byte("dateline")

const boltTimeout = time.Second

// open opens the scorch index in e.dir, which must be made already.
func (e *Engine) open() (err error) {
	defer recovered(&err)
	s, err := scorch.NewScorch(scorch.Name, map[string]any{
		"path":                   e.dir,
		"bolt_timeout":           boltTimeout.String(),
		"asyncErrorCallbackName": asyncErrors,
		"scorchPersisterOptions": map[string]any{"NumPersisterWorkers": 1},
	}, e.queue)
	if err != nil {
		return err
	}
	if err := s.Open(); err != nil {
		return err
	}
	e.scorch = s
	e.failure.clear()
	return nil
}

// newEngine opens a generation, or makes one where there is none.
func newEngine(dir string, o Options, release func()) (*Engine, error) {
	e := &Engine{dir: dir, options: o, release: release, queue: bleve.NewAnalysisQueue(1)}
	workers.add(e)
	if err := e.open(); err != nil {
		workers.remove(e)
		e.queue.Close()
		return nil, err
	}
	return e, nil
}

// Apply implements index.Engine. A failed batch may have been applied all the same; to
// apply it again does no harm. The error is of kind NotFound where the index cannot be used any more and
// must be built anew.
func (e *Engine) Apply(ctx context.Context, b index.Batch) error {
	e.applying.Lock()
	defer e.applying.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := e.heal(); err != nil {
		return err
	}
	batch, size, err := e.prepare(ctx, b)
	if err != nil {
		return err
	}
	if err := e.makeRoom(size); err != nil {
		return err
	}
	if err := e.persist(batch); err != nil {
		return e.broken(err)
	}
	if err := syncDir(e.dir); err != nil {
		return e.broken(err)
	}
	return nil
}

// broken closes and opens scorch after an error, and says what became of it.
func (e *Engine) broken(err error) error {
	e.failure.note(err)
	if err := e.heal(); err != nil {
		return err
	}
	return corpus.Errorf(corpus.Unavailable, "writing the index: %w", err)
}

// prepare analyses the documents of a batch on all cores. size is about what the batch takes in memory.
func (e *Engine) prepare(ctx context.Context, b index.Batch) (batch *bleve.Batch, size int, err error) {
	st, err := e.state()
	if err != nil {
		return nil, 0, err
	}
	articles := make([]*article, len(b.Upserts))
	counts := make([]lengths, len(b.Upserts))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	const chunk = 16
	for start := 0; start < len(b.Upserts); start += chunk {
		group.Go(func() error {
			for i := start; i < min(start+chunk, len(b.Upserts)); i++ {
				articles[i], counts[i] = newArticle(&b.Upserts[i])
			}
			return ctx.Err()
		})
	}
	if err := group.Wait(); err != nil {
		return nil, 0, err
	}
	batch = bleve.NewBatch()
	for _, id := range b.Deletes {
		batch.Delete(string(id))
	}
	for i, a := range articles {
		batch.Update(a)
		size += a.size
		for f, n := range counts[i] {
			st.Words[f] += n
		}
	}
	st.Analysed += len(articles)
	st.Position = b.Position
	value, err := json.Marshal(st)
	if err != nil {
		return nil, 0, err
	}
	batch.SetInternal(stateKey, value)
	return batch, size, nil
}

func (e *Engine) makeRoom(size int) error {
	free, err := e.options.Free(e.dir)
	if err != nil {
		return e.broken(fmt.Errorf("asking for free space: %w", err))
	}
	if need := e.options.MinFree + 2*uint64(size); free < need {
		return corpus.Errorf(corpus.Unavailable, "the disk of %s has %d MiB free, the index needs %d MiB to go on", e.dir, free>>20, need>>20)
	}
	return nil
}

// persist waits for scorch to write the batch, but not for ever: its merger can die and block it.
func (e *Engine) persist(batch *bleve.Batch) error {
	s, err := e.library()
	if err != nil {
		return err
	}
	return within(e.options.BatchLimit, func() (err error) {
		defer recovered(&err)
		return s.Batch(batch)
	})
}

// within runs f and waits for it up to the limit. A longer f goes on by itself: nothing can stop it.
func within(limit time.Duration, f func() error) error {
	done := make(chan error, 1)
	go func() { done <- f() }()
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case err := <-done:
		return err
	case <-timer.C:
		return corpus.Errorf(corpus.Unavailable, "it did not answer in %v", limit)
	}
}

// library returns the open scorch index.
func (e *Engine) library() (bleve.Index, error) {
	e.mu.RLock()
	defer e.mu.RUnlock()
	switch {
	case e.closed:
		return nil, corpus.Errorf(corpus.Unavailable, "the index is closed")
	case e.scorch == nil:
		return nil, corpus.Errorf(corpus.Unavailable, "the index failed and could not be opened again: %w", e.failure.noted())
	}
	return e.scorch, nil
}

// heal closes and opens scorch if it failed. The caller holds e.applying.
func (e *Engine) heal() error {
	cause := e.failure.noted()
	if cause == nil {
		return nil
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		return nil
	}
	e.options.Logger.Error("index failed, opening it again", "dir", e.dir, "err", cause)
	if s := e.scorch; s != nil {
		e.scorch = nil
		if err := closeLibrary(s); err != nil {
			e.options.Logger.Error("closing the failed index", "dir", e.dir, "err", err)
		}
	}
	err := e.reopen()
	var reason *unusable
	switch {
	case errors.As(err, &reason):
		return corpus.Errorf(corpus.NotFound, "the index failed (%v) and cannot be used any more: %w", cause, reason)
	case err != nil:
		return corpus.Errorf(corpus.Unavailable, "the index failed (%v) and could not be opened again: %w", cause, err)
	}
	return nil
}

// reopen opens scorch where it was closed. What is gone or damaged would be opened as a new, empty index.
func (e *Engine) reopen() error {
	if err := checkManifest(e.dir); err != nil {
		return err
	}
	if err := checkFiles(e.dir); err != nil {
		return err
	}
	return e.open()
}

func closeLibrary(s bleve.Index) error {
	return within(30*time.Second, func() (err error) {
		defer recovered(&err)
		return s.Close()
	})
}

// state reads the state of the newest snapshot; the zero state where there is none.
func (e *Engine) state() (st state, err error) {
	s, err := e.library()
	if err != nil {
		return st, err
	}
	defer recovered(&err)
	r, err := s.Reader()
	if err != nil {
		return st, err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	return readState(r)
}

func readState(r bleve.IndexReader) (st state, err error) {
	value, err := r.GetInternal(stateKey)
	if err != nil || value == nil {
		return st, err
	}
	if err := json.Unmarshal(value, &st); err != nil {
		return st, fmt.Errorf("reading the position in the index: %w", err)
	}
	return st, nil
}

// Snapshot implements index.Engine.
func (e *Engine) Snapshot(ctx context.Context) (snap index.Snapshot, err error) {
	if e.failure.noted() != nil && e.applying.TryLock() {
		err := e.heal()
		e.applying.Unlock()
		if err != nil {
			return nil, err
		}
	}
	s, err := e.library()
	if err != nil {
		return nil, errors.Join(ctx.Err(), err)
	}
	defer recovered(&err)
	r, err := s.Reader()
	if err != nil {
		return nil, err
	}
	return newSnapshot(r, &e.failure)
}

// Close implements index.Engine. Snapshots taken before stay usable until they are closed.
func (e *Engine) Close() error {
	e.applying.Lock()
	defer e.applying.Unlock()
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		return nil
	}
	e.closed = true
	workers.remove(e)
	var err error
	if e.scorch != nil {
		err = closeLibrary(e.scorch)
	}
	e.queue.Close()
	if e.release != nil {
		e.release()
	}
	return err
}

// recovered turns a panic of the library into an error.
func recovered(err *error) {
	if p := recover(); p != nil {
		stack := make([]byte, 4096)
		stack = stack[:runtime.Stack(stack, false)]
		*err = errors.Join(*err, corpus.Errorf(corpus.Unavailable, "the index library panicked: %v\n%s", p, stack))
	}
}
