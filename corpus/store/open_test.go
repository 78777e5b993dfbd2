package store_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"dateline/corpus"
	"dateline/corpus/sqldb"
	"dateline/corpus/store"
)

func TestOpenRefuses(t *testing.T) {
	t.Parallel()
	write := func(content []byte) func(*testing.T) string {
		return func(t *testing.T) string {
			path := filepath.Join(t.TempDir(), "store.db")
			if err := os.WriteFile(path, content, 0o600); err != nil {
				t.Fatal(err)
			}
			return path
		}
	}
	for name, c := range map[string]struct {
		path  func(*testing.T) string
		kind  corpus.Kind
		words string
	}{
		"a text":           {write([]byte("Dear diary, today I opened a text file as a database.\n")), corpus.Invalid, "no database"},
		"random bytes":     {write(bytes.Repeat([]byte{7, 0, 255}, 4000)), corpus.Invalid, "no database"},
		"a folder":         {func(t *testing.T) string { return t.TempDir() }, corpus.Invalid, "no file"},
		"under a file":     {func(t *testing.T) string { return filepath.Join(write(nil)(t), "store.db") }, corpus.Unavailable, "store.db"},
		"another database": {otherDatabase, corpus.Invalid, "another application"},
		"a newer store":    {newerStore, corpus.Conflict, "newer program"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := c.path(t)
			before, _ := os.ReadFile(path)
			_, err := store.Open(t.Context(), path, store.Options{})
			wantKind(t, err, c.kind, c.words)
			if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
				t.Error("the file was changed")
			}
		})
	}
}

func otherDatabase(t *testing.T) string {
	path := filepath.Join(t.TempDir(), "other.db")
	db, err := sqldb.OpenSQLite(t.Context(), path, sqldb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Direct(t.Context(), "CREATE TABLE cookies (host TEXT)"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func newerStore(t *testing.T) string {
	path := tempPath(t)
	s := open(t, path)
	mustPut(t, s, article(1))
	direct(t, s, "INSERT INTO store_schema (version_id, is_applied) VALUES (999, 1)")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestHalfCreated(t *testing.T) {
	t.Parallel()
	for name, statements := range map[string][]string{
		"empty file":      nil,
		"only marked":     {"PRAGMA application_id = 1146375246"},
		"without its row": {"PRAGMA application_id = 1146375246", "CREATE TABLE store_schema (id INTEGER PRIMARY KEY AUTOINCREMENT, version_id INTEGER NOT NULL, is_applied INTEGER NOT NULL, tstamp TIMESTAMP DEFAULT (datetime('now')))", "INSERT INTO store_schema (version_id, is_applied) VALUES (0, 1)"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "store.db")
			if err := os.WriteFile(path, nil, 0o600); err != nil {
				t.Fatal(err)
			}
			db, err := sqldb.OpenSQLite(t.Context(), path, sqldb.Options{})
			if err != nil {
				t.Fatal(err)
			}
			for _, q := range statements {
				if err := db.Direct(t.Context(), q); err != nil {
					t.Fatal(err)
				}
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			mustPut(t, open(t, path), article(1))
		})
	}
}

func TestReadOnly(t *testing.T) {
	t.Parallel()
	path := tempPath(t)
	_, err := store.Open(t.Context(), path, store.Options{ReadOnly: true})
	wantKind(t, err, corpus.NotFound, "no database")
	if _, err := os.Stat(filepath.Dir(path)); err == nil {
		t.Error("opening read-only made a folder")
	}
	writer := open(t, path)
	out := mustPut(t, writer, article(1))
	for _, state := range []string{"beside a writer", "alone"} {
		s, err := store.Open(t.Context(), path, store.Options{ReadOnly: true})
		if err != nil {
			t.Fatalf("%s: %v", state, err)
		}
		if recs, err := s.Records(t.Context(), []corpus.ID{out[0].ID}); err != nil || len(recs) != 1 {
			t.Errorf("%s: %d records, %v", state, len(recs), err)
		}
		_, err = s.Put(t.Context(), []corpus.Submission{article(2)})
		wantKind(t, err, corpus.Unavailable, "reading only")
		if err := s.Close(); err != nil {
			t.Errorf("%s: %v", state, err)
		}
		if err := writer.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
