package sqldb

import (
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"time"

	"github.com/pressly/goose/v3"

	"dateline/corpus"
)

// Migrations are the steps that lead to a schema, forward only.
type Migrations struct {
	// FS holds a folder per dialect with files such as "00001_articles.sql", each
	// run in a transaction of its own.
	FS fs.FS
	// Table records which steps a database has taken. Packages that share a
	// database have a table each.
	Table string
}

// Migrate brings the database to the newest schema that the program knows. A database with a
// newer one is refused with an error of kind Conflict; so is an older one that is
// open for reading only. Several processes may migrate at once.
func (d *DB) Migrate(ctx context.Context, m Migrations) error {
	files, target, err := m.of(d.dialect)
	if err != nil {
		return err
	}
	end := time.Now().Add(d.wait)
	for {
		have, err := d.Schema(ctx, m.Table)
		if err != nil || have == target {
			return err
		}
		if err := d.mayUpgrade(have, target); err != nil {
			return err
		}
		err = m.up(ctx, d, files)
		switch {
		case err == nil:
			d.log.Info("database schema upgraded", "path", d.path, "from", have, "to", target)
			return nil
		case ctx.Err() != nil:
			return ended(ctx, err)
		}
		// Another process may have taken the same step at the same time: then there is
		// less to do, or nothing.
		now, serr := d.Schema(ctx, m.Table)
		if hopeless := serr != nil || now == have && !d.dialect.Busy(err); hopeless || time.Now().After(end) {
			return fmt.Errorf("upgrading %s from schema %d to %d: %w", d.path, have, target, d.dialect.Explain(err))
		}
		select {
		case <-ctx.Done():
			return ended(ctx, ctx.Err())
		case <-time.After(longestPause):
		}
	}
}

func (d *DB) mayUpgrade(have, target int64) error {
	if have > target {
		return corpus.Errorf(corpus.Conflict, "%s has schema %d, but this program knows schemas up to %d: "+
			"it was written by a newer program; use that one, or restore a backup made before the upgrade", d.path, have, target)
	}
	if d.raw == nil {
		return corpus.Errorf(corpus.Conflict, "%s has schema %d, but this program needs schema %d: "+
			"open it once for writing to upgrade it", d.path, have, target)
	}
	return nil
}

// Supported refuses a database whose schema is newer than the program knows, with an error of
// kind Conflict, and one that has no schema, of kind Invalid.
func (d *DB) Supported(ctx context.Context, m Migrations) error {
	_, target, err := m.of(d.dialect)
	if err != nil {
		return err
	}
	have, err := d.Schema(ctx, m.Table)
	switch {
	case err != nil:
		return err
	case have == 0:
		return corpus.Errorf(corpus.Invalid, "%s is empty", d.path)
	case have > target:
		return d.mayUpgrade(have, target)
	}
	return nil
}

// Schema returns the newest step recorded in table, 0 if none.
func (d *DB) Schema(ctx context.Context, table string) (int64, error) {
	var version int64
	err := d.Read(ctx, func(ctx context.Context, tx *Tx) error {
		var tables int
		if err := tx.QueryRow(ctx, d.dialect.HasTable, []any{table}, &tables); err != nil || tables == 0 {
			return err
		}
		return tx.QueryRow(ctx, "SELECT coalesce(max(version_id), 0) FROM "+table, nil, &version)
	})
	if err != nil {
		return 0, fmt.Errorf("reading the schema version of %s: %w", d.path, err)
	}
	return version, nil
}

// of returns the steps for a dialect and the schema they lead to.
func (m Migrations) of(dialect Dialect) (files fs.FS, target int64, err error) {
	if files, err = fs.Sub(m.FS, dialect.Name); err != nil {
		return nil, 0, fmt.Errorf("migrations: %w", err)
	}
	target, err = newest(files)
	return files, target, err
}

// newest returns the version of the last step in files.
func newest(files fs.FS) (int64, error) {
	names, err := fs.Glob(files, "*.sql")
	if err != nil {
		return 0, fmt.Errorf("migrations: %w", err)
	}
	var last int64
	for _, name := range names {
		v, err := goose.NumericComponent(name)
		if err != nil {
			return 0, fmt.Errorf("migrations: %s: %w", name, err)
		}
		last = max(last, v)
	}
	return last, nil
}

func (m Migrations) up(ctx context.Context, d *DB, files fs.FS) error {
	provider, err := goose.NewProvider(d.dialect.Goose, d.raw, files, m.options()...)
	if err != nil {
		return err
	}
	_, err = provider.Up(ctx)
	return err
}

func (m Migrations) options() []goose.ProviderOption {
	return []goose.ProviderOption{
		goose.WithTableName(m.Table), goose.WithDisableGlobalRegistry(true),
		goose.WithSlog(slog.New(slog.DiscardHandler)),
	}
}
