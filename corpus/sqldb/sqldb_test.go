package sqldb_test

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"testing/fstest"

	"dateline/corpus"
	"dateline/corpus/sqldb"
)

func tempPath(t *testing.T) string { return filepath.Join(t.TempDir(), "test.db") }

func open(t *testing.T, path string, o sqldb.Options) *sqldb.DB {
	t.Helper()
	db, err := sqldb.OpenSQLite(t.Context(), path, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func wantKind(t *testing.T, err error, kind corpus.Kind) {
	t.Helper()
	if err == nil || corpus.KindOf(err) != kind {
		t.Fatalf("error %v of kind %v, want kind %v", err, corpus.KindOf(err), kind)
	}
}

func steps(files map[string]string) sqldb.Migrations {
	m := fstest.MapFS{}
	for name, text := range files {
		m["sqlite/"+name] = &fstest.MapFile{Data: []byte("-- +goose Up\n" + text)}
	}
	return sqldb.Migrations{FS: m, Table: "test_schema"}
}

const first = "CREATE TABLE t (n INTEGER NOT NULL); INSERT INTO t VALUES (1);"

var (
	v1 = steps(map[string]string{"00001_t.sql": first})
	v2 = steps(map[string]string{
		"00001_t.sql":    first,
		"00002_name.sql": "ALTER TABLE t ADD COLUMN name TEXT NOT NULL DEFAULT 'none';",
	})
	broken = steps(map[string]string{
		"00001_t.sql":    first,
		"00002_name.sql": "UPDATE t SET n = 77; ALTER TABLE nothing ADD COLUMN name TEXT;",
	})
)

func numbers(t *testing.T, db *sqldb.DB) []int {
	t.Helper()
	var all []int
	err := db.Read(t.Context(), func(ctx context.Context, tx *sqldb.Tx) error {
		all = nil
		return tx.Query(ctx, "SELECT n FROM t ORDER BY n", nil, func(rows *sql.Rows) error {
			var n int
			err := rows.Scan(&n)
			all = append(all, n)
			return err
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestMigrate(t *testing.T) {
	t.Parallel()
	path := tempPath(t)
	db := open(t, path, sqldb.Options{})
	for _, m := range []sqldb.Migrations{v1, v1, v2, v2} {
		if err := db.Migrate(t.Context(), m); err != nil {
			t.Fatal(err)
		}
	}
	if v, err := db.Schema(t.Context(), "test_schema"); v != 2 || err != nil {
		t.Errorf("schema %d, %v", v, err)
	}
	wantKind(t, db.Migrate(t.Context(), v1), corpus.Conflict)
	wantKind(t, db.Supported(t.Context(), v1), corpus.Conflict)
	if err := db.Supported(t.Context(), v2); err != nil {
		t.Error(err)
	}
	if got := numbers(t, db); !slices.Equal(got, []int{1}) {
		t.Errorf("rows %v", got)
	}
}

func TestMigrateBroken(t *testing.T) {
	t.Parallel()
	db := open(t, tempPath(t), sqldb.Options{})
	if err := db.Migrate(t.Context(), v1); err != nil {
		t.Fatal(err)
	}
	if err := db.Migrate(t.Context(), broken); err == nil {
		t.Fatal("a broken step succeeds")
	}
	if v, err := db.Schema(t.Context(), "test_schema"); v != 1 || err != nil {
		t.Errorf("schema %d, %v", v, err)
	}
	if got := numbers(t, db); !slices.Equal(got, []int{1}) {
		t.Errorf("half of a broken step stayed: %v", got)
	}
	if err := db.Migrate(t.Context(), v2); err != nil {
		t.Errorf("the repaired step: %v", err)
	}
}

func TestMigrateReadOnly(t *testing.T) {
	t.Parallel()
	path := tempPath(t)
	if err := open(t, path, sqldb.Options{}).Migrate(t.Context(), v1); err != nil {
		t.Fatal(err)
	}
	db := open(t, path, sqldb.Options{ReadOnly: true})
	if err := db.Migrate(t.Context(), v1); err != nil {
		t.Errorf("at the same schema: %v", err)
	}
	wantKind(t, db.Migrate(t.Context(), v2), corpus.Conflict)
}

func TestMigrateTogether(t *testing.T) {
	t.Parallel()
	path := tempPath(t)
	var wg sync.WaitGroup
	for range 5 {
		db := open(t, path, sqldb.Options{})
		wg.Go(func() {
			if err := db.Migrate(t.Context(), v2); err != nil {
				t.Errorf("Migrate: %v", err)
			}
		})
	}
	wg.Wait()
	if got := numbers(t, open(t, path, sqldb.Options{})); !slices.Equal(got, []int{1}) {
		t.Errorf("rows %v: a step was taken twice", got)
	}
}

func TestWriteRollsBack(t *testing.T) {
	t.Parallel()
	db := open(t, tempPath(t), sqldb.Options{})
	if err := db.Migrate(t.Context(), v1); err != nil {
		t.Fatal(err)
	}
	enough := errors.New("enough")
	insert := func(end func() error) error {
		return db.Write(t.Context(), func(ctx context.Context, tx *sqldb.Tx) error {
			if _, err := tx.Exec(ctx, "INSERT INTO t VALUES (2)"); err != nil {
				return err
			}
			return end()
		})
	}
	if err := insert(func() error { return enough }); !errors.Is(err, enough) {
		t.Errorf("Write: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	err := db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		_, err := tx.Exec(ctx, "INSERT INTO t VALUES (3)")
		cancel()
		return err
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("Write in a context that ended: %v", err)
	}
	if got := numbers(t, db); !slices.Equal(got, []int{1}) {
		t.Errorf("rows %v", got)
	}
	if err := insert(func() error { return nil }); err != nil {
		t.Error(err)
	}
	if got := numbers(t, db); !slices.Equal(got, []int{1, 2}) {
		t.Errorf("rows %v", got)
	}
}

func TestReadSeesOneState(t *testing.T) {
	t.Parallel()
	db := open(t, tempPath(t), sqldb.Options{})
	if err := db.Migrate(t.Context(), v1); err != nil {
		t.Fatal(err)
	}
	err := db.Read(t.Context(), func(ctx context.Context, tx *sqldb.Tx) error {
		count := func() (n int) {
			if err := tx.QueryRow(ctx, "SELECT count(*) FROM t", nil, &n); err != nil {
				t.Fatal(err)
			}
			return n
		}
		before := count()
		if err := db.Direct(ctx, "INSERT INTO t VALUES (2)"); err != nil {
			t.Fatal(err)
		}
		if after := count(); after != before {
			t.Errorf("%d rows, then %d in the same transaction", before, after)
		}
		_, err := tx.Exec(ctx, "INSERT INTO t VALUES (3)")
		if err == nil {
			t.Error("a reading transaction writes")
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestPieces inserts and finds lists of every length around those that statements have.
func TestPieces(t *testing.T) {
	t.Parallel()
	db := open(t, tempPath(t), sqldb.Options{})
	if err := db.Migrate(t.Context(), v1); err != nil {
		t.Fatal(err)
	}
	for _, length := range []int{0, 1, 2, 7, 8, 9, 31, 33, 255, 256, 257, 600} {
		var list []any
		for n := range length {
			list = append(list, 10+n)
		}
		found := 0
		err := db.Write(t.Context(), func(ctx context.Context, tx *sqldb.Tx) error {
			found = 0
			if err := tx.Insert(ctx, "INSERT INTO t (n) VALUES", "", 1, list); err != nil {
				return err
			}
			err := tx.QueryIn(ctx, "SELECT n FROM t WHERE n IN (?)", list, func(*sql.Rows) error { found++; return nil })
			if err != nil {
				return err
			}
			return tx.ExecIn(ctx, "DELETE FROM t WHERE n IN (?)", list)
		})
		if err != nil || found != length {
			t.Errorf("%d rows: found %d, %v", length, found, err)
		}
		if left := numbers(t, db); len(left) != 1 {
			t.Errorf("%d rows: %d left", length, len(left))
		}
	}
}

func TestWritePanics(t *testing.T) {
	t.Parallel()
	db := open(t, tempPath(t), sqldb.Options{})
	if err := db.Migrate(t.Context(), v1); err != nil {
		t.Fatal(err)
	}
	func() {
		defer func() { _ = recover() }()
		_ = db.Write(t.Context(), func(ctx context.Context, tx *sqldb.Tx) error {
			if _, err := tx.Exec(ctx, "INSERT INTO t VALUES (2)"); err != nil {
				return err
			}
			panic("in a transaction")
		})
	}()
	if err := db.Direct(t.Context(), "INSERT INTO t VALUES (3)"); err != nil {
		t.Errorf("after a panic: %v", err)
	}
	if got := numbers(t, db); !slices.Equal(got, []int{1, 3}) {
		t.Errorf("rows %v", got)
	}
}

func TestFileGone(t *testing.T) {
	t.Parallel()
	for name, harm := range map[string]func(path, other string) error{
		"removed":  func(path, _ string) error { return os.Remove(path) },
		"replaced": func(path, other string) error { return os.Rename(other, path) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path, other := tempPath(t), tempPath(t)
			db := open(t, path, sqldb.Options{})
			for _, db := range []*sqldb.DB{db, open(t, other, sqldb.Options{})} {
				if err := db.Migrate(t.Context(), v1); err != nil {
					t.Fatal(err)
				}
			}
			numbers(t, db)
			if err := harm(path, other); err != nil {
				t.Fatal(err)
			}
			nothing := func(context.Context, *sqldb.Tx) error { return nil }
			wantKind(t, db.Read(t.Context(), nothing), corpus.Unavailable)
			wantKind(t, db.Write(t.Context(), nothing), corpus.Unavailable)
		})
	}
}
