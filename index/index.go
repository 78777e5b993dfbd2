package index

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"dateline/corpus"
)

// Options are what an Index works with. Generations and Store must be set.
type Options struct {
	Generations Generations
	Store       corpus.Reader
	Lexicon     Lexicon          // nil: codes and ids are their own names
	Logger      *slog.Logger     // nil for none
	Now         func() time.Time // nil for time.Now
	Timeout     time.Duration    // of one search; 0 for 2 s
	Poll        time.Duration    // between two looks at the store's head; 0 for 200 ms
}

func (o Options) withDefaults() Options {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Lexicon == nil {
		o.Lexicon = bareLexicon{}
	}
	if o.Timeout <= 0 {
		o.Timeout = 2 * time.Second
	}
	if o.Poll <= 0 {
		o.Poll = 200 * time.Millisecond
	}
	return o
}

// Index is the search over one store. It is safe for concurrent use; one
// goroutine at a time writes it (CatchUp, Follow and Rebuild wait for one another).
type Index struct {
	options Options
	writer  chan struct{} // holds a token while somebody writes

	mu       sync.Mutex
	current  *generation // nil before the first build is complete
	rebuild  string      // why it must be built anew, "" if it need not
	status   Status
	verified time.Time // when the store was last seen to be the one followed
	closed   bool

	outlets outlets
}

// Status is the state of an Index.
type Status struct {
	// Ready is true once the index has reached the head that the store had when it was opened or built anew.
	Ready      bool
	Reason     string // why it is not Ready, in words
	Generation string
	Position   Position
	Documents  int
	Head       corpus.Seq // of the store, when last looked at
	Rebuilding bool
	Done       int   // while rebuilding, articles indexed
	Total      int   // while rebuilding, articles in the store
	Err        error // of the last attempt to follow the store, nil if it went well
}

// Open opens the index of a store. Where there is none to be used (none yet, damaged, of another
// store, mapping or version, or ahead of a store that was rolled back) the next CatchUp or Follow builds it
// anew. One that is only ahead serves until then; otherwise Search fails with kind Unavailable.
// The error is of kind Conflict where another process has the index open.
func Open(ctx context.Context, o Options) (*Index, error) {
	x := &Index{options: o.withDefaults(), writer: make(chan struct{}, 1)}
	info, err := o.Store.Info(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading the store: %w", err)
	}
	x.status.Head = info.Head
	e, name, err := o.Generations.Open(ctx)
	if corpus.KindOf(err) == corpus.NotFound {
		x.mustRebuild(err.Error())
		return x, nil
	}
	if err != nil {
		return nil, err
	}
	return x, x.adopt(ctx, &generation{engine: e, name: name, generations: o.Generations}, info)
}

// adopt serves an opened generation if it is of the store.
func (x *Index) adopt(ctx context.Context, g *generation, info corpus.Info) error {
	position, documents, err := g.measure(ctx)
	if err != nil {
		return errors.Join(err, g.engine.Close())
	}
	if position.Store != info.UUID {
		x.mustRebuild("the index is of another store")
		return g.engine.Close()
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.current = g
	x.status.Generation, x.status.Position, x.status.Documents = g.name, position, documents
	x.status.Ready = position.Seq == info.Head
	x.status.Reason = "the index has not caught up with the store yet"
	if position.Seq > info.Head {
		x.rebuild = "the index is ahead of the store, which was rolled back"
		x.status.Reason = x.rebuild
	}
	return nil
}

// mustRebuild notes why the index must be built anew, which is worth a warning unless the store is new as well.
func (x *Index) mustRebuild(why string) {
	x.mu.Lock()
	defer x.mu.Unlock()
	level := slog.LevelWarn
	if x.status.Head == 0 {
		level = slog.LevelInfo
	}
	x.options.Logger.Log(context.Background(), level, "the index must be built anew", "why", why)
	x.rebuild, x.status.Ready, x.status.Reason = why, false, why
}

// Status describes the index as it is now, without waiting for anything.
func (x *Index) Status() Status {
	x.mu.Lock()
	defer x.mu.Unlock()
	s := x.status
	if s.Ready {
		s.Reason = ""
	}
	return s
}

// Values lists up to limit values of a facet that begin with prefix, in order, with the number of
// articles that have each.
func (x *Index) Values(ctx context.Context, f Facet, prefix string, limit int) ([]Count, error) {
	if limit < 0 || limit > MaxSize {
		return nil, corpus.Errorf(corpus.Invalid, "limit: %d is not between 0 and %d", limit, MaxSize)
	}
	v, err := x.view(ctx)
	if err != nil {
		return nil, err
	}
	defer v.close(x)
	return v.Values(ctx, f, prefix, limit)
}

// Close waits for searches and writers under way and closes the index. Stop Follow before.
func (x *Index) Close() error {
	x.writer <- struct{}{}
	defer func() { <-x.writer }()
	x.mu.Lock()
	if x.closed {
		x.mu.Unlock()
		return nil
	}
	x.closed = true
	g := x.current
	x.current = nil
	x.mu.Unlock()
	if g == nil {
		return nil
	}
	g.searches.Wait()
	return g.engine.Close()
}

// view is a snapshot of the current generation, in use until closed.
type view struct {
	Snapshot
	generation *generation
}

// view takes a snapshot of what is current.
func (x *Index) view(ctx context.Context) (*view, error) {
	x.mu.Lock()
	g := x.current
	if g == nil {
		defer x.mu.Unlock()
		return nil, x.unready()
	}
	g.searches.Add(1)
	x.mu.Unlock()
	s, err := g.engine.Snapshot(ctx)
	if err != nil {
		g.searches.Done()
		return nil, err
	}
	return &view{s, g}, nil
}

// unready says why there is nothing to search. x.mu is held.
func (x *Index) unready() error {
	switch {
	case x.closed:
		return corpus.Errorf(corpus.Unavailable, "the index is closed")
	case x.status.Rebuilding:
		return corpus.Errorf(corpus.Unavailable, "the index is being built: %d of %d articles", x.status.Done, x.status.Total)
	case x.status.Err != nil:
		return corpus.Errorf(corpus.Unavailable, "there is no index yet: %w", x.status.Err)
	}
	return corpus.Errorf(corpus.Unavailable, "there is no index yet: %s", x.rebuild)
}

func (v *view) close(x *Index) {
	if err := v.Close(); err != nil {
		x.options.Logger.Error("closing a snapshot", "generation", v.generation.name, "err", err)
	}
	v.generation.searches.Done()
}

// generation is an open build of the index.
type generation struct {
	engine      Engine
	name        string
	generations Generations
	searches    sync.WaitGroup // snapshots in use; none are added once it is not current
}

// measure returns how far the generation is, and how many documents it holds.
func (g *generation) measure(ctx context.Context) (Position, int, error) {
	s, err := g.engine.Snapshot(ctx)
	if err != nil {
		return Position{}, 0, err
	}
	position, documents := s.Position(), s.Count()
	return position, documents, s.Close()
}

// retire waits for the last search, and removes the generation. It is not current any more.
func (g *generation) retire() error {
	g.searches.Wait()
	return errors.Join(g.engine.Close(), g.generations.Discard(context.Background(), g.name))
}

// bareLexicon knows no names.
type bareLexicon struct{}

func (bareLexicon) CountryCode(string) (string, bool) { return "", false }
func (bareLexicon) CountryName(code string) string    { return code }
func (bareLexicon) PersonID(name string) string       { return name }
