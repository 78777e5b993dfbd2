package store

import (
	"context"
	"fmt"
	"os"

	"dateline/corpus"
	"dateline/corpus/sqldb"
)

// Backup writes a copy of the store as it is at one moment to the new file dest, durably, while
// others read and write. The copy has the store's UUID. An existing dest is refused with an
// error of kind Conflict.
func (s *Store) Backup(ctx context.Context, dest string) error {
	if err := s.db.Snapshot(ctx, dest); err != nil {
		return fmt.Errorf("backing up: %w", err)
	}
	return nil
}

// RestoreOptions are the choices of Restore.
type RestoreOptions struct {
	// Overwrite replaces an existing store, if no process has it open.
	Overwrite bool
}

// Restore makes a store at path from a backup. It first checks that the backup is a sound store of a
// schema this program knows; path is left as it was on any error. An existing store is
// refused with an error of kind Conflict, unless it may be overwritten.
func Restore(ctx context.Context, backup, path string, o RestoreOptions) error {
	steps, err := migrations()
	if err != nil {
		return fmt.Errorf("restoring: %w", err)
	}
	err = sqldb.RestoreSQLite(ctx, backup, path, o.Overwrite, Options{}.database(), func(db *sqldb.DB) error {
		return db.Supported(ctx, steps)
	})
	if err != nil {
		return fmt.Errorf("restoring: %w", err)
	}
	return nil
}

// Stats are figures of a store for its operator. Sizes are in bytes.
type Stats struct {
	Path      string
	Schema    int64
	File      int64 // the database file
	Log       int64 // the write-ahead log beside it
	Free      int64 // space in the file that deleted records left
	Revisions int
	Keys      int
	People    int
}

// Stats counts and measures. It reads whole indexes, so it takes its time on a large store.
func (s *Store) Stats(ctx context.Context) (Stats, error) {
	st := Stats{Path: s.db.Path()}
	var err error
	if st.Schema, err = s.db.Schema(ctx, schemaTable); err != nil {
		return st, err
	}
	const query = `SELECT (SELECT count(*) FROM revisions), (SELECT count(*) FROM keys), (SELECT count(DISTINCT person) FROM people_forms)`
	if err = s.queryRow(ctx, query, nil, &st.Revisions, &st.Keys, &st.People); err != nil {
		return st, fmt.Errorf("counting records: %w", err)
	}
	if st.Free, err = s.db.FreeSpace(ctx); err != nil {
		return st, err
	}
	info, err := os.Stat(st.Path)
	if err != nil {
		return st, corpus.Errorf(corpus.Unavailable, "measuring the store: %w", err)
	}
	st.File = info.Size()
	if info, err := os.Stat(st.Path + "-wal"); err == nil {
		st.Log = info.Size()
	}
	return st, nil
}
