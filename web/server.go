package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"runtime"
	"time"

	"dateline/corpus"
	"dateline/index"
	"dateline/web/api"
	"dateline/web/assets"
	"dateline/web/page"

	"github.com/labstack/echo/v4"
)

// Searcher answers searches.
type Searcher interface {
	// Search answers a request. When ctx ends it returns soon, with ctx's error.
	Search(ctx context.Context, r index.Request) (*index.Response, error)
	// Status describes the index as it is now, without waiting for anything.
	Status() index.Status
}

// Store is what the server reads of a corpus.Store.
type Store interface {
	Info(ctx context.Context) (corpus.Info, error)
	Records(ctx context.Context, ids []corpus.ID) (map[corpus.ID]corpus.Record, error)
	Revisions(ctx context.Context, id corpus.ID) ([]corpus.Article, error)
	Original(ctx context.Context, id corpus.ID, revision int) (corpus.Original, error)
	Copies(ctx context.Context, id corpus.ID) ([]corpus.Copy, error)
	Addresses(ctx context.Context, id corpus.ID) ([]string, error)
	CurrentPeople(ctx context.Context, ids []corpus.PersonID) (map[corpus.PersonID]corpus.PersonID, error)
	PersonNames(ctx context.Context, ids []corpus.PersonID) (map[corpus.PersonID]string, error)
	Identity(ctx context.Context, id corpus.PersonID) (corpus.Identity, error)
}

// Deleter deletes articles; it returns how many there were.
type Deleter interface {
	Delete(ctx context.Context, ids []corpus.ID) (int, error)
}

// Reindexer starts building the index anew and returns at once; the error is of kind
// Conflict where that is under way.
type Reindexer interface {
	RequestRebuild() error
}

var (
	_ Searcher  = (*index.Index)(nil)
	_ Reindexer = (*index.Index)(nil)
	_ Store     = corpus.Store(nil)
	_ Deleter   = corpus.Store(nil)
)

// Config is what a Server needs. Searcher, Store and Log must be set; the zero value of
// the rest is a sound default.
type Config struct {
	Searcher  Searcher
	Store     Store
	Deleter   Deleter          // nil: deleting is refused
	Ingester  Ingester         // nil: taking articles is refused
	Annotator Annotator        // nil: facts of revisions are not compared
	Keys      Keys             // nil: nothing is changed from elsewhere
	Reindexer Reindexer        // nil: refused as well
	Facts     func() api.Facts // how far facts are brought up to date; nil: not told
	Log       *slog.Logger
	Now       func() time.Time
	Help      string        // reference of the query language in Markdown
	Notice    string        // a sentence above every page, or ""
	Glossary  page.Glossary // nil: rules and codes are shown as they are
	Version   string        // of the program

	Loopback      bool          // bound to loopback alone: who is at this machine needs no key to add articles
	Hosts         []string      // host names answered to, besides those of loopback
	SearchTimeout time.Duration // of one search, 0 for 2 s
	MaxSearches   int           // at the same time, 0 for four per processor
	QueueTimeout  time.Duration // how long a search waits for its turn, 0 for 1 s
	Grace         time.Duration // for requests under way when the server stops, 0 for 10 s
	MaxBody       int64         // bytes of articles in one request as they are sent, 0 for 100 MiB; ten times as many once unpacked
	MaxUploads    int           // requests that articles are taken from at the same time, 0 for 4
	Stall         time.Duration // how long such a request may send nothing, or take nothing of its answer, 0 for 30 s
}

func (c Config) withDefaults() (Config, error) {
	if c.Searcher == nil || c.Store == nil || c.Log == nil {
		return c, errors.New("web: Searcher, Store and Log must be set")
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.SearchTimeout == 0 {
		c.SearchTimeout = 2 * time.Second
	}
	if c.MaxSearches == 0 {
		c.MaxSearches = 4 * runtime.GOMAXPROCS(0)
	}
	if c.QueueTimeout == 0 {
		c.QueueTimeout = time.Second
	}
	if c.Grace == 0 {
		c.Grace = 10 * time.Second
	}
	if c.MaxBody == 0 {
		c.MaxBody = 100 << 20
	}
	if c.MaxUploads == 0 {
		c.MaxUploads = 4
	}
	if c.Stall == 0 {
		c.Stall = 30 * time.Second
	}
	return c, nil
}

// The limits of a connection.
const (
	headerTimeout  = 5 * time.Second
	readTimeout    = 30 * time.Second
	requestTimeout = 30 * time.Second
	writeTimeout   = 60 * time.Second
	idleTimeout    = 2 * time.Minute
	maxHeaderBytes = 64 << 10
	maxBodyBytes   = "1M"
)

// Server answers HTTP requests. It is an http.Handler.
type Server struct {
	Config
	echo   *echo.Echo
	pages  *page.Renderer
	assets *assets.Set
	turns  chan struct{} // holds one element per search under way
	taking chan struct{} // holds one element per request that articles are taken from
	guard  guard

	open context.Context // ends when the server stops: then no more is taken of a body
	stop context.CancelFunc
}

var _ http.Handler = (*Server)(nil)

// New makes a server.
func New(c Config) (*Server, error) {
	c, err := c.withDefaults()
	if err != nil {
		return nil, err
	}
	s := &Server{Config: c, turns: make(chan struct{}, c.MaxSearches), taking: make(chan struct{}, c.MaxUploads), guard: newGuard(c.Hosts)}
	s.open, s.stop = context.WithCancel(context.Background())
	if s.assets, err = assets.New(); err != nil {
		return nil, err
	}
	if s.pages, err = page.New(s.assets, c.Help, c.Notice, c.Glossary); err != nil {
		return nil, err
	}
	s.echo = s.newEcho()
	return s, nil
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.echo.ServeHTTP(w, r) }

// Serve answers the requests on ln until ctx ends, then lets those under way finish for
// the time of grace. It closes ln, and returns nil when it was stopped by ctx. It serves once.
func (s *Server) Serve(ctx context.Context, ln net.Listener) error {
	requests, abort := context.WithCancel(context.WithoutCancel(ctx))
	defer abort()
	srv := &http.Server{
		Handler:           s,
		BaseContext:       func(net.Listener) context.Context { return requests },
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
		ErrorLog:          slog.NewLogLogger(s.Log.Handler(), slog.LevelWarn),
	}
	ended := make(chan error, 1)
	go func() { ended <- srv.Serve(ln) }()
	select {
	case err := <-ended:
		return fmt.Errorf("serving %s: %w", ln.Addr(), err)
	case <-ctx.Done():
	}
	s.stop()
	grace, cancel := context.WithTimeout(requests, s.Grace)
	defer cancel()
	if err := srv.Shutdown(grace); err != nil {
		s.Log.Warn("requests were cut off at the stop", "err", err)
		abort()
		_ = srv.Close() // what it could say, Shutdown said
	}
	for range s.MaxUploads {
		s.taking <- struct{}{} // until what was taken is stored
	}
	if err := <-ended; !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serving %s: %w", ln.Addr(), err)
	}
	return nil
}
