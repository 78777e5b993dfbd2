package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"time"

	"dateline/corpus"
)

// DB is a database with one connection that writes and several that read. It is
// safe for concurrent use, and other processes may use the same database.
type DB struct {
	dialect Dialect
	path    string
	file    fs.FileInfo // of path, as it was opened
	raw     *sql.DB     // the writing side, nil if read-only
	writer  *pool
	reader  *pool
	wait    time.Duration
	log     *slog.Logger
}

// Options are the choices at opening. The zero value is usable.
type Options struct {
	// Application marks the database as this application's; a database of
	// another is refused. 0 takes any.
	Application int32
	// ReadOnly opens an existing database without ever writing to it.
	ReadOnly bool
	// Wait is how long a transaction is retried while others are in the way; 0 is 10 s.
	Wait time.Duration
	// Readers is how many connections read at a time; 0 is 4.
	Readers int
	// Log receives what an operator may want to know; nil is slog.Default.
	Log *slog.Logger
}

const (
	defaultWait    = 10 * time.Second
	defaultReaders = 4
	firstPause     = 2 * time.Millisecond
	longestPause   = 100 * time.Millisecond
)

func (o Options) withDefaults() Options {
	if o.Wait <= 0 {
		o.Wait = defaultWait
	}
	if o.Readers <= 0 {
		o.Readers = defaultReaders
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	return o
}

// Path returns where the database is.
func (d *DB) Path() string { return d.path }

// Write runs f in a transaction that is durable when Write returns nil. While other
// writers are in the way f is run again from the start, for a bounded time, so
// it must not keep state between runs. Where the file was removed or replaced while it was open the error is of
// kind Unavailable, for nobody would find what is written. Once begun, a statement is not interrupted when ctx
// ends; the next one fails and the transaction is rolled back.
func (d *DB) Write(ctx context.Context, f func(ctx context.Context, tx *Tx) error) error {
	if d.writer == nil {
		return corpus.Errorf(corpus.Unavailable, "%s is open for reading only", d.path)
	}
	return d.retry(ctx, func() error {
		return d.writer.run(ctx, func(c *conn) error {
			return d.transact(ctx, c, d.dialect.BeginWrite, false, f)
		})
	})
}

// Read runs f in a transaction that sees one state of the database throughout.
func (d *DB) Read(ctx context.Context, f func(ctx context.Context, tx *Tx) error) error {
	return d.retry(ctx, func() error {
		return d.reader.run(ctx, func(c *conn) error {
			return d.transact(ctx, c, d.dialect.BeginRead, true, f)
		})
	})
}

// Direct runs a statement on the writing connection outside any transaction.
func (d *DB) Direct(ctx context.Context, query string, args ...any) error {
	if d.writer == nil {
		return corpus.Errorf(corpus.Unavailable, "%s is open for reading only", d.path)
	}
	return d.retry(ctx, func() error {
		return d.writer.run(ctx, func(c *conn) error {
			_, err := c.sql.ExecContext(ctx, d.dialect.rebind(query), args...)
			return err
		})
	})
}

func (d *DB) transact(ctx context.Context, c *conn, begin string, interrupt bool, f func(context.Context, *Tx) error) error {
	if err := d.present(); err != nil {
		return err
	}
	whole := context.WithoutCancel(ctx)
	if _, err := c.sql.ExecContext(whole, begin); err != nil {
		return fmt.Errorf("beginning a transaction: %w", err)
	}
	tx := &Tx{conn: c, dialect: &d.dialect, interrupt: interrupt}
	err := f(ctx, tx)
	if err == nil {
		err = ctx.Err()
	}
	if err == nil {
		if _, err = c.sql.ExecContext(whole, "COMMIT"); err == nil {
			return d.present()
		}
		err = fmt.Errorf("committing: %w", err)
	}
	if _, back := c.sql.ExecContext(whole, "ROLLBACK"); back != nil {
		// Some errors (a full disk among them) have rolled back already; whatever the
		// state is, this connection is not used again.
		c.broken = true
	}
	return err
}

// present fails where the file that was opened is no longer the one at the path.
func (d *DB) present() error {
	if d.file == nil {
		return nil
	}
	now, err := os.Stat(d.path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !os.SameFile(now, d.file) {
		return corpus.Errorf(corpus.Unavailable, "%s was removed or replaced while it was open: restart what has it open", d.path)
	}
	return nil
}

// retry repeats try, with growing pauses, while others are in the way.
func (d *DB) retry(ctx context.Context, try func() error) error {
	end := time.Now().Add(d.wait)
	for pause := firstPause; ; pause = min(2*pause, longestPause) {
		err := try()
		switch {
		case err == nil:
			return nil
		case ctx.Err() != nil:
			return ended(ctx, err)
		case !d.dialect.Busy(err) || time.Now().Add(pause).After(end):
			return d.dialect.Explain(err)
		}
		timer := time.NewTimer(pause)
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return ended(ctx, err)
		}
	}
}

// ended is the error of work that ctx cut short.
func ended(ctx context.Context, err error) error {
	cause := ctx.Err()
	if errors.Is(cause, context.DeadlineExceeded) {
		return corpus.Errorf(corpus.Unavailable, "out of time: %w", cause)
	}
	if errors.Is(err, cause) {
		return err
	}
	return fmt.Errorf("%w (%w)", cause, err)
}

// Close waits for running transactions and closes all connections.
func (d *DB) Close() error {
	err := d.reader.close()
	if d.writer != nil {
		err = errors.Join(err, d.writer.close())
	}
	return err
}
