package sqldb

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
)

// Tx is a transaction in progress. It is for one goroutine.
type Tx struct {
	conn      *conn
	dialect   *Dialect
	interrupt bool // statements stop when the context ends
}

// Lists and rows are cut into pieces of these sizes, so that few
// statement texts exist and each is prepared once.
var pieces = [...]int{256, 32, 8, 1}

// Exec runs a statement and returns how many rows it changed.
func (t *Tx) Exec(ctx context.Context, query string, args ...any) (int64, error) {
	stmt, run, err := t.prepare(ctx, query)
	if err != nil {
		return 0, err
	}
	res, err := stmt.ExecContext(run, args...)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", brief(query), err)
	}
	return res.RowsAffected()
}

// Query runs a query and calls each for every row. An error of each ends it.
func (t *Tx) Query(ctx context.Context, query string, args []any, each func(*sql.Rows) error) (err error) {
	stmt, run, err := t.prepare(ctx, query)
	if err != nil {
		return err
	}
	rows, err := stmt.QueryContext(run, args...)
	if err != nil {
		return fmt.Errorf("%s: %w", brief(query), err)
	}
	for rows.Next() {
		if err := each(rows); err != nil {
			_ = rows.Close()
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("%s: %w", brief(query), err)
	}
	return nil
}

// QueryRow runs a query for its first row and scans it into dest. The error is
// sql.ErrNoRows where there is none.
func (t *Tx) QueryRow(ctx context.Context, query string, args []any, dest ...any) error {
	found := false
	err := t.Query(ctx, query, args, func(rows *sql.Rows) error {
		if found {
			return nil
		}
		found = true
		return rows.Scan(dest...)
	})
	if err == nil && !found {
		return sql.ErrNoRows
	}
	return err
}

// QueryIn runs a query once for every piece of list, which takes the place of "(?)" in it:
// SELECT … WHERE id IN (?). A value that the list holds twice may be found twice.
func (t *Tx) QueryIn(ctx context.Context, query string, list []any, each func(*sql.Rows) error) error {
	for piece := range slices.Chunk(list, pieces[0]) {
		piece = padded(piece)
		if err := t.Query(ctx, strings.Replace(query, "(?)", tuple(len(piece)), 1), piece, each); err != nil {
			return err
		}
	}
	return nil
}

// ExecIn runs a statement once for every piece of list, as QueryIn does.
func (t *Tx) ExecIn(ctx context.Context, query string, list []any) error {
	for piece := range slices.Chunk(list, pieces[0]) {
		piece = padded(piece)
		if _, err := t.Exec(ctx, strings.Replace(query, "(?)", tuple(len(piece)), 1), piece...); err != nil {
			return err
		}
	}
	return nil
}

// padded repeats the last value of a list up to the next length that statements are
// prepared for; to IN that makes no difference.
func padded(list []any) []any {
	size := len(list)
	for _, n := range pieces {
		if n >= len(list) {
			size = n
		}
	}
	full := slices.Clone(list)
	for len(full) < size {
		full = append(full, list[len(list)-1])
	}
	return full
}

// Insert inserts rows of width values each, listed one after another in args. head ends
// on VALUES; tail is what follows the rows, such as an ON CONFLICT clause.
func (t *Tx) Insert(ctx context.Context, head, tail string, width int, args []any) error {
	if len(args)%width != 0 {
		return fmt.Errorf("%s: %d values in rows of %d", brief(head), len(args), width)
	}
	row := tuple(width)
	most := min(pieces[1], t.dialect.MaxParams/width)
	return inPieces(args, width, most, func(n int, args []any) error {
		query := head + " " + row + strings.Repeat(", "+row, n-1) + " " + tail
		_, err := t.Exec(ctx, query, args...)
		return err
	})
}

// QueryValues runs a query once for every piece of a list, as QueryIn does, with the values as the rows of a table:
// head ends on VALUES, as in WITH v (id) AS (VALUES; tail goes on behind them.
func (t *Tx) QueryValues(ctx context.Context, head, tail string, list []any, each func(*sql.Rows) error) error {
	return inPieces(list, 1, pieces[0], func(n int, args []any) error {
		return t.Query(ctx, head+" (?)"+strings.Repeat(", (?)", n-1)+tail, args, each)
	})
}

// inPieces calls f with the values of args, in pieces of n rows, none longer than most.
func inPieces(args []any, width, most int, f func(n int, args []any) error) error {
	for _, n := range pieces {
		if n > most {
			continue
		}
		for len(args) >= n*width {
			if err := f(n, args[:n*width]); err != nil {
				return err
			}
			args = args[n*width:]
		}
	}
	return nil
}

// prepare returns the statement and the context to run it under: one that ends
// with ctx costs a goroutine per statement, so writes only look at ctx in between.
func (t *Tx) prepare(ctx context.Context, query string) (*sql.Stmt, context.Context, error) {
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	whole := context.WithoutCancel(ctx)
	stmt, err := t.conn.prepared(whole, t.dialect.rebind(query))
	if err != nil {
		return nil, nil, fmt.Errorf("preparing %s: %w", brief(query), err)
	}
	if t.interrupt {
		return stmt, ctx, nil
	}
	return stmt, whole, nil
}

func tuple(n int) string { return "(?" + strings.Repeat(",?", n-1) + ")" }

// brief is the beginning of a query, for error messages.
func brief(query string) string {
	words := strings.Fields(query)
	return strings.Join(words[:min(len(words), 4)], " ")
}
