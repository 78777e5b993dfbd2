package sqldb

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"sync"

	"dateline/corpus"
)

// pool lends connections, each with the statements prepared on it. (database/sql
// prepares a statement anew for every transaction on a single connection.)
type pool struct {
	db    *sql.DB
	once  sync.Once
	slots chan *conn // one value per connection that may exist; nil where it is not open
}

type conn struct {
	sql    *sql.Conn
	stmts  map[string]*sql.Stmt
	broken bool
}

func newPool(db *sql.DB, size int) *pool {
	db.SetMaxOpenConns(size + 1) // one more for migrations, which come with a connection of their own
	db.SetMaxIdleConns(size)
	p := &pool{db: db, slots: make(chan *conn, size)}
	for range size {
		p.slots <- nil
	}
	return p
}

// run lends f a connection, for f alone until it returns.
func (p *pool) run(ctx context.Context, f func(*conn) error) error {
	var c *conn
	var ok bool
	select {
	case c, ok = <-p.slots:
	case <-ctx.Done():
		return fmt.Errorf("waiting for a connection: %w", ctx.Err())
	}
	if !ok {
		return corpus.Errorf(corpus.Unavailable, "the database is closed")
	}
	if c == nil {
		var err error
		if c, err = p.open(ctx); err != nil {
			p.slots <- nil
			return err
		}
	}
	err := f(c)
	if c.broken || errors.Is(err, driver.ErrBadConn) || errors.Is(err, sql.ErrConnDone) {
		c.discard()
		c = nil
	}
	p.slots <- c
	return err
}

func (p *pool) open(ctx context.Context) (*conn, error) {
	c, err := p.db.Conn(ctx)
	if err != nil {
		return nil, fmt.Errorf("opening a connection: %w", err)
	}
	return &conn{sql: c, stmts: make(map[string]*sql.Stmt)}, nil
}

// prepared returns the statement of a query, which is one of few texts.
func (c *conn) prepared(ctx context.Context, query string) (*sql.Stmt, error) {
	if s := c.stmts[query]; s != nil {
		return s, nil
	}
	s, err := c.sql.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	c.stmts[query] = s
	return s, nil
}

// discard closes the connection for good instead of returning it to database/sql.
func (c *conn) discard() {
	c.closeStmts()
	_ = c.sql.Raw(func(any) error { return driver.ErrBadConn })
}

func (c *conn) closeStmts() {
	for _, s := range c.stmts {
		_ = s.Close()
	}
	clear(c.stmts)
}

// close waits until every connection is back and closes it. Closing again does nothing.
func (p *pool) close() (err error) {
	p.once.Do(func() {
		var errs []error
		for range cap(p.slots) {
			if c := <-p.slots; c != nil {
				c.closeStmts()
				errs = append(errs, c.sql.Close())
			}
		}
		close(p.slots)
		err = errors.Join(append(errs, p.db.Close())...)
	})
	return err
}
