package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"dateline/corpus"
)

// Snapshot writes a copy of the database as it is at one moment to the new file dest, durably, while
// others go on reading and writing. dest appears only when it is complete; one that
// exists is left alone and the error is of kind Conflict.
func (d *DB) Snapshot(ctx context.Context, dest string) error {
	if err := absent(dest); err != nil {
		return err
	}
	tmp, err := besides(dest)
	if err != nil {
		return err
	}
	defer removeDB(tmp)
	db, err := sql.Open("sqlite", sqliteDSN(d.path, readMode(d.raw == nil), "cache_size(-8192)"))
	if err != nil {
		return fmt.Errorf("copying %s: %w", d.path, err)
	}
	defer func() { _ = db.Close() }()
	err = d.retry(ctx, func() error {
		removeDB(tmp)
		_, err := db.ExecContext(ctx, "VACUUM INTO ?", tmp)
		return err
	})
	if err != nil {
		return fmt.Errorf("copying to %s: %w", dest, err)
	}
	if err := absent(dest); err != nil {
		return err
	}
	return settle(tmp, dest, d.path)
}

// RestoreSQLite puts a copy of the database file backup at path, durably; path appears or changes only
// when the copy is complete. check is called with the copy opened for reading and may refuse it. An
// existing database is replaced only if overwrite is set and no process has it open (else the error is of
// kind Conflict).
func RestoreSQLite(ctx context.Context, backup, path string, overwrite bool, o Options, check func(*DB) error) error {
	if !overwrite {
		if err := absent(path); err != nil {
			return err
		}
	}
	if info, err := os.Stat(backup + "-wal"); err == nil && info.Size() > 0 {
		return corpus.Errorf(corpus.Invalid, "%s is a database in use, not a backup: make a backup of it first", backup)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return corpus.Errorf(corpus.Unavailable, "restoring %s: %w", path, err)
	}
	tmp, err := besides(path)
	if err != nil {
		return err
	}
	defer removeDB(tmp)
	if err := copyFile(backup, tmp); err != nil {
		return err
	}
	if err := verify(ctx, tmp, backup, o, check); err != nil {
		return fmt.Errorf("%s is not restored: %w", backup, err)
	}
	if err := retire(ctx, path); err != nil {
		return err
	}
	return settle(tmp, path, backup)
}

// verify opens the database at path and reads all of its structure. Errors name it as what it was copied from.
func verify(ctx context.Context, path, from string, o Options, check func(*DB) error) error {
	o.ReadOnly = true
	d, err := OpenSQLite(ctx, path, o)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	d.path, d.file = from, nil
	if err := d.QuickCheck(ctx); err != nil {
		return err
	}
	return check(d)
}

// QuickCheck reads the structure of every table and fails where it is damaged.
func (d *DB) QuickCheck(ctx context.Context) error {
	return d.Read(ctx, func(ctx context.Context, tx *Tx) error {
		var verdict string
		if err := tx.QueryRow(ctx, "PRAGMA quick_check(1)", nil, &verdict); err != nil {
			return err
		}
		if verdict != "ok" {
			return corpus.Errorf(corpus.Internal, "%s is damaged; restore a backup: %s", d.path, strings.ReplaceAll(verdict, "\n", " "))
		}
		return nil
	})
}

// retire makes the database at path, if there is one, a single file that no process
// has open. A file that is no sound database is in nobody's use.
func retire(ctx context.Context, path string) error {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	db, err := sql.Open("sqlite", sqliteDSN(path, "rw"))
	if err != nil {
		return fmt.Errorf("replacing %s: %w", path, err)
	}
	_, err = db.ExecContext(ctx, "PRAGMA journal_mode = DELETE")
	err = errors.Join(err, db.Close())
	if sqliteBusy(err) {
		return corpus.Errorf(corpus.Conflict, "%s is in use by another process: stop it first: %w", path, err)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	for _, suffix := range [...]string{"-wal", "-shm"} {
		if err := os.Remove(path + suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return corpus.Errorf(corpus.Unavailable, "replacing %s: %w", path, err)
		}
	}
	return nil
}

func absent(path string) error {
	switch _, err := os.Lstat(path); {
	case err == nil:
		return corpus.Errorf(corpus.Conflict, "%s exists already: remove it or choose another name", path)
	case !errors.Is(err, fs.ErrNotExist):
		return corpus.Errorf(corpus.Unavailable, "looking at %s: %w", path, err)
	}
	return nil
}

// besides returns the name of a new file in the folder of path.
func besides(path string) (string, error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*.tmp")
	if err != nil {
		return "", corpus.Errorf(corpus.Unavailable, "writing beside %s: %w", path, err)
	}
	return f.Name(), f.Close()
}

func copyFile(from, to string) (err error) {
	in, err := os.Open(from)
	if errors.Is(err, fs.ErrNotExist) {
		return corpus.Errorf(corpus.NotFound, "there is no backup at %s: %w", from, err)
	}
	if err != nil {
		return corpus.Errorf(corpus.Unavailable, "reading %s: %w", from, err)
	}
	defer func() { _ = in.Close() }()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return corpus.Errorf(corpus.Unavailable, "copying %s: %w", from, err)
	}
	_, err = io.Copy(out, in)
	if err = errors.Join(err, out.Close()); err != nil {
		return corpus.Errorf(corpus.Unavailable, "copying %s: %w", from, err)
	}
	return nil
}

// settle syncs a finished file, gives it the permissions of like and its name, durably.
func settle(tmp, path, like string) error {
	info, err := os.Stat(like)
	if err != nil {
		return corpus.Errorf(corpus.Unavailable, "writing %s: %w", path, err)
	}
	for _, step := range [...]func() error{
		func() error { return os.Chmod(tmp, info.Mode().Perm()) },
		func() error { return syncFile(tmp) },
		func() error { return os.Rename(tmp, path) },
		func() error { return syncFile(filepath.Dir(path)) },
	} {
		if err := step(); err != nil {
			return corpus.Errorf(corpus.Unavailable, "writing %s: %w", path, err)
		}
	}
	return nil
}

func syncFile(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

func removeDB(path string) {
	for _, suffix := range [...]string{"", "-wal", "-shm", "-journal"} {
		_ = os.Remove(path + suffix)
	}
}
