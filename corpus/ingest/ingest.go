package ingest

import (
	"log/slog"
	"runtime"
	"time"

	"dateline/corpus"
)

// Annotator finds the facts of a text. It must be safe for concurrent use.
type Annotator interface {
	// Version names the annotator and its data.
	Version() string
	// Supersedes reports whether facts of another version are to be replaced by this annotator's: they are older.
	Supersedes(version string) bool
	// Annotate returns the facts of a title and body, a pure function of its arguments and the version. It detects the
	// language where that is "".
	Annotate(title, body, language string) corpus.Annotations
}

// Config is what an Ingester works with. Annotator is required, Store for Run; the rest has defaults.
type Config struct {
	Store     corpus.Writer
	Annotator Annotator
	Now       func() time.Time // nil is time.Now; bounds what dates are plausible
	Log       *slog.Logger     // nil discards
	Workers   int              // items prepared at a time; 0 is GOMAXPROCS
	BatchSize int              // articles stored at a time; 0 is 256
	Limit     int              // articles after which a Run ends; 0 is none
	BatchWait time.Duration    // how long a prepared article may wait for others; 0 is 500 ms
}

const (
	defaultBatchSize = 256
	defaultBatchWait = 500 * time.Millisecond
)

// Ingester turns raw items into stored articles. It is safe for concurrent use.
type Ingester struct {
	c Config
}

// New checks the configuration and fills in its defaults. The error is corpus.Invalid.
func New(c Config) (*Ingester, error) {
	if c.Annotator == nil {
		return nil, corpus.Errorf(corpus.Invalid, "ingest: no annotator")
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Workers <= 0 {
		c.Workers = runtime.GOMAXPROCS(0)
	}
	if c.BatchSize <= 0 {
		c.BatchSize = defaultBatchSize
	}
	if c.BatchWait <= 0 {
		c.BatchWait = defaultBatchWait
	}
	return &Ingester{c: c}, nil
}
