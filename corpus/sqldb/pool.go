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
	db     *sql.DB
	once   sync.Once
	tokens chan struct{} // one for each connection that may be lent

	mu   sync.Mutex
	idle []*conn // the last one returned is lent first: its cache is warm
}

type conn struct {
	sql    *sql.Conn
	stmts  map[string]*sql.Stmt
	broken bool
}

func newPool(db *sql.DB, size int) *pool {
	db.SetMaxOpenConns(size + 1) // one more for migrations, which come with a connection of their own
	db.SetMaxIdleConns(size)
	p := &pool{db: db, tokens: make(chan struct{}, size)}
	for range size {
		p.tokens <- struct{}{}
	}
	return p
}

// run lends f a connection, for f alone until it returns.
func (p *pool) run(ctx context.Context, f func(*conn) error) error {
	select {
	case _, open := <-p.tokens:
		if !open {
			return corpus.Errorf(corpus.Unavailable, "the database is closed")
		}
	case <-ctx.Done():
		return fmt.Errorf("waiting for a connection: %w", ctx.Err())
	}
	defer func() { p.tokens <- struct{}{} }()
	c, err := p.take(ctx)
	if err != nil {
		return err
	}
	returned := false
	defer func() {
		if !returned { // f panicked, perhaps in a transaction
			c.discard()
		}
	}()
	err = f(c)
	returned = true
	if c.broken || errors.Is(err, driver.ErrBadConn) || errors.Is(err, sql.ErrConnDone) {
		c.discard()
		return err
	}
	p.mu.Lock()
	p.idle = append(p.idle, c)
	p.mu.Unlock()
	return err
}

// take returns an idle connection or opens one.
func (p *pool) take(ctx context.Context) (*conn, error) {
	p.mu.Lock()
	if n := len(p.idle); n > 0 {
		c := p.idle[n-1]
		p.idle = p.idle[:n-1]
		p.mu.Unlock()
		return c, nil
	}
	p.mu.Unlock()
	return p.open(ctx)
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
		for range cap(p.tokens) {
			<-p.tokens
		}
		close(p.tokens)
		var errs []error
		for _, c := range p.idle {
			c.closeStmts()
			errs = append(errs, c.sql.Close())
		}
		p.idle = nil
		err = errors.Join(append(errs, p.db.Close())...)
	})
	return err
}
