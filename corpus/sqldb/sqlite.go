package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/pressly/goose/v3"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"dateline/corpus"
)

// SQLite is the dialect of SQLite 3.
//
// A database is kept in WAL mode: readers and the one writer do not hinder each
// other, across processes too. A commit is synced to disk before it returns
// (synchronous=FULL), so acknowledged means durable. Deleted content is
// overwritten with zeros (secure_delete). A transaction that writes takes the
// write lock at its beginning (BEGIN IMMEDIATE), so it never fails halfway
// because another wrote first.
var SQLite = Dialect{
	Name:       "sqlite",
	Goose:      goose.DialectSQLite3,
	BeginWrite: "BEGIN IMMEDIATE",
	BeginRead:  "BEGIN",
	HasTable:   "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?",
	MaxParams:  32766,
	Busy:       sqliteBusy,
	Explain:    explainSQLite,
}

// A statement waits this long in SQLite itself; longer waits are in retry, where
// they end with the context.
const busyTimeout = "200"

// OpenSQLite opens the database file at path, and creates it and its folder unless
// o.ReadOnly. A file that is no SQLite database or belongs to another application is
// refused with an error of kind Invalid and left as it is; a missing one, if read-only, is
// NotFound.
func OpenSQLite(ctx context.Context, path string, o Options) (*DB, error) {
	o = o.withDefaults()
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", path, err)
	}
	if err := preparePath(path, o.ReadOnly); err != nil {
		return nil, err
	}
	d := &DB{dialect: SQLite, path: path, wait: o.Wait, log: o.Log}
	d.dialect.Explain = func(err error) error { return explainAt(path, err) }
	reader, err := sql.Open("sqlite", sqliteDSN(path, readMode(o.ReadOnly), readerPragmas...))
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", path, err)
	}
	d.reader = newPool(reader, o.Readers)
	if !o.ReadOnly {
		if d.raw, err = sql.Open("sqlite", sqliteDSN(path, "rwc", writerPragmas...)); err != nil {
			return nil, errors.Join(fmt.Errorf("opening %s: %w", path, err), d.reader.close())
		}
		d.writer = newPool(d.raw, 1)
	}
	if err := d.claim(ctx, o.Application); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	if d.file, err = os.Stat(path); err != nil {
		return nil, errors.Join(corpus.Errorf(corpus.Unavailable, "opening %s: %w", path, err), d.Close())
	}
	return d, nil
}

var (
	writerPragmas = []string{
		"synchronous(FULL)", "foreign_keys(ON)", "secure_delete(ON)", "temp_store(MEMORY)",
		"cache_size(-32768)", "wal_autocheckpoint(4000)", "journal_size_limit(67108864)", "trusted_schema(OFF)",
	}
	readerPragmas = []string{"query_only(ON)", "temp_store(MEMORY)", "cache_size(-8192)", "trusted_schema(OFF)"}
)

// readMode is how readers open the file. In WAL mode even they write to a file
// beside it, where they may.
func readMode(readOnly bool) string {
	if readOnly {
		return "ro"
	}
	return "rw"
}

// sqliteDSN names the file in a way that keeps every character of its path.
func sqliteDSN(path, mode string, pragmas ...string) string {
	slashed := filepath.ToSlash(path)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed
	}
	q := url.Values{"mode": {mode}, "_busy_timeout": {busyTimeout}, "_txlock": {"immediate"}, "_dqs": {"0"}, "_pragma": pragmas}
	return "file://" + (&url.URL{Path: slashed}).EscapedPath() + "?" + q.Encode()
}

// preparePath makes the folder of a database to be written, and refuses what is no
// regular file.
func preparePath(path string, readOnly bool) error {
	info, err := os.Stat(path)
	switch {
	case err == nil && !info.Mode().IsRegular():
		return corpus.Errorf(corpus.Invalid, "%s is no file", path)
	case err == nil:
		return nil
	case !errors.Is(err, fs.ErrNotExist):
		return corpus.Errorf(corpus.Unavailable, "opening %s: %w", path, err)
	case readOnly:
		return corpus.Errorf(corpus.NotFound, "there is no database at %s", path)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return corpus.Errorf(corpus.Unavailable, "creating %s: %w", path, err)
	}
	return nil
}

// claim refuses a database of another application and marks a new one as ours
// before anything else is written to it.
func (d *DB) claim(ctx context.Context, application int32) error {
	var mark int32
	var tables int
	look := func() error {
		return d.Read(ctx, func(ctx context.Context, tx *Tx) error {
			if err := tx.QueryRow(ctx, "PRAGMA application_id", nil, &mark); err != nil {
				return err
			}
			return tx.QueryRow(ctx, "SELECT count(*) FROM sqlite_master", nil, &tables)
		})
	}
	err := look()
	if d.raw != nil && sqliteCode(err)&0xff == sqlite3.SQLITE_CANTOPEN {
		err = look() // somebody may have made it in this moment
	}
	if corpus.KindOf(err) == corpus.NotFound && d.raw != nil {
		err = nil // not there yet
	}
	if err != nil {
		return fmt.Errorf("opening %s: %w", d.path, err)
	}
	foreign := application != 0 && mark != application
	if foreign && (tables > 0 || mark != 0 || d.raw == nil) {
		return corpus.Errorf(corpus.Invalid, "%s is a database of another application", d.path)
	}
	if d.raw == nil {
		return nil
	}
	if foreign {
		if err := d.Direct(ctx, "PRAGMA application_id = "+strconv.Itoa(int(application))); err != nil {
			return fmt.Errorf("creating %s: %w", d.path, err)
		}
	}
	if err := d.Direct(ctx, "PRAGMA journal_mode = WAL"); err != nil {
		return fmt.Errorf("opening %s: %w", d.path, err)
	}
	return nil
}

// Checkpoint moves the write-ahead log into the database file and empties it, as
// far as readers let it. What the log held is then on disk in the file alone.
func (d *DB) Checkpoint(ctx context.Context) error {
	return d.Direct(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
}

// FreeSpace returns how many bytes of the file hold nothing and will be used again.
func (d *DB) FreeSpace(ctx context.Context) (int64, error) {
	var pages, size int64
	err := d.Read(ctx, func(ctx context.Context, tx *Tx) error {
		if err := tx.QueryRow(ctx, "PRAGMA freelist_count", nil, &pages); err != nil {
			return err
		}
		return tx.QueryRow(ctx, "PRAGMA page_size", nil, &size)
	})
	if err != nil {
		return 0, fmt.Errorf("measuring %s: %w", d.path, err)
	}
	return pages * size, nil
}

func sqliteCode(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code()
	}
	return 0
}

func sqliteBusy(err error) bool {
	switch sqliteCode(err) & 0xff {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return true
	}
	return false
}

func explainSQLite(err error) error { return explainAt("the database", err) }

// explainAt turns SQLite's result codes into kinds and messages that say what to do.
func explainAt(path string, err error) error {
	code := sqliteCode(err)
	switch code & 0xff {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return corpus.Errorf(corpus.Unavailable, "%s is busy: another process keeps writing to it; try again later: %w", path, err)
	case sqlite3.SQLITE_FULL:
		return corpus.Errorf(corpus.Unavailable, "no space left for %s: %w", path, err)
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM:
		return corpus.Errorf(corpus.Unavailable, "%s cannot be written: check its permissions and those of its folder: %w", path, err)
	case sqlite3.SQLITE_CANTOPEN:
		if _, serr := os.Stat(path); errors.Is(serr, fs.ErrNotExist) {
			return corpus.Errorf(corpus.NotFound, "there is no database at %s: %w", path, err)
		}
		return corpus.Errorf(corpus.Unavailable, "%s cannot be opened: check its permissions and those of its folder: %w", path, err)
	case sqlite3.SQLITE_IOERR:
		return corpus.Errorf(corpus.Unavailable, "%s cannot be read or written; the disk may be full or failing: %w", path, err)
	case sqlite3.SQLITE_NOTADB:
		return corpus.Errorf(corpus.Invalid, "%s is no database, or its beginning is damaged; restore a backup, or move it away to begin anew: %w", path, err)
	case sqlite3.SQLITE_CORRUPT:
		return corpus.Errorf(corpus.Internal, "%s is damaged; restore a backup: %w", path, err)
	}
	return err
}

// Damaged reports whether err says that the database file itself is damaged.
func Damaged(err error) bool { return sqliteCode(err)&0xff == sqlite3.SQLITE_CORRUPT }
