package store_test

import (
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/corpus"
	"dateline/corpus/store"
)

func TestBackupAndRestore(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	backup := filepath.Join(dir, "backup.db")
	s := open(t, filepath.Join(dir, "store.db"))
	out := mustPut(t, s, batches(0, 1)[0]...)

	var wg sync.WaitGroup
	wg.Go(func() { // others go on writing
		for i := range 20 {
			if _, err := s.Put(t.Context(), []corpus.Submission{article(10_000 + i)}); err != nil {
				t.Errorf("Put: %v", err)
			}
		}
	})
	if err := s.Backup(t.Context(), backup); err != nil {
		t.Fatal(err)
	}
	wg.Wait()
	wantKind(t, s.Backup(t.Context(), backup), corpus.Conflict, "exists")
	names, err := filepath.Glob(filepath.Join(dir, "*tmp*"))
	if hidden, _ := filepath.Glob(filepath.Join(dir, ".*tmp*")); err != nil || len(names)+len(hidden) > 0 {
		t.Errorf("left behind: %v %v", names, hidden)
	}

	path := filepath.Join(dir, "restored", "store.db")
	if err := store.Restore(t.Context(), backup, path, store.RestoreOptions{}); err != nil {
		t.Fatal(err)
	}
	restored := open(t, path)
	wantSound(t, restored)
	got, err := restored.Info(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want, err := s.Info(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if got.UUID != want.UUID || got.Articles < len(out) || got.Head != corpus.Seq(got.Articles) {
		t.Errorf("restored: %+v", got)
	}
	if diff := cmp.Diff(record(t, s, out[7].ID), record(t, restored, out[7].ID), cmp.AllowUnexported(corpus.Decimal{})); diff != "" {
		t.Errorf("a record (-stored +restored):\n%s", diff)
	}
	mustPut(t, restored, article(20_000))
}

func record(t *testing.T, s *store.Store, id corpus.ID) corpus.Record {
	t.Helper()
	recs, err := s.Records(t.Context(), []corpus.ID{id})
	if err != nil {
		t.Fatal(err)
	}
	return recs[id]
}

func TestRestoreOver(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path, backup := filepath.Join(dir, "store.db"), filepath.Join(dir, "backup.db")
	s := open(t, path)
	out := mustPut(t, s, article(1))
	if err := s.Backup(t.Context(), backup); err != nil {
		t.Fatal(err)
	}
	mustPut(t, s, article(2))
	wantKind(t, store.Restore(t.Context(), backup, path, store.RestoreOptions{}), corpus.Conflict, "exists")
	over := store.RestoreOptions{Overwrite: true}
	wantKind(t, store.Restore(t.Context(), backup, path, over), corpus.Conflict, "in use")
	mustPut(t, s, article(3))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := store.Restore(t.Context(), backup, path, over); err != nil {
		t.Fatal(err)
	}
	s = open(t, path)
	info, err := s.Info(t.Context())
	if err != nil || info.Articles != 1 || info.Head != 1 {
		t.Errorf("restored: %+v, %v", info, err)
	}
	if record(t, s, out[0].ID).Article.Title != article(1).Article.Title {
		t.Error("the article is not what it was")
	}
}

func TestRestoreRefuses(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		backup func(*testing.T) string
		kind   corpus.Kind
	}{
		"missing":          {func(t *testing.T) string { return filepath.Join(t.TempDir(), "none.db") }, corpus.NotFound},
		"newer":            {newerStore, corpus.Conflict},
		"another database": {otherDatabase, corpus.Invalid},
		"damaged":          {damagedStore, corpus.Internal},
		"in use": {func(t *testing.T) string {
			path := tempPath(t)
			mustPut(t, open(t, path), article(1))
			return path
		}, corpus.Invalid},
		"empty": {func(t *testing.T) string {
			path := filepath.Join(t.TempDir(), "empty.db")
			if err := os.WriteFile(path, nil, 0o600); err != nil {
				t.Fatal(err)
			}
			return path
		}, corpus.Invalid},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "store.db")
			wantKind(t, store.Restore(t.Context(), c.backup(t), path, store.RestoreOptions{}), c.kind)
			entries, err := os.ReadDir(filepath.Dir(path))
			if err != nil || len(entries) > 0 {
				t.Errorf("left behind: %v, %v", entries, err)
			}
		})
	}
}

func damagedStore(t *testing.T) string {
	path := tempPath(t)
	s := open(t, path)
	mustPut(t, s, batches(0, 1)[0]...)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := 4096; i < len(b); i += 3 * 4096 {
		b[i] ^= 0xff // the kind of a page
	}
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestStats(t *testing.T) {
	t.Parallel()
	s := open(t, tempPath(t))
	mustPut(t, s, article(1), article(2))
	st, err := s.Stats(t.Context())
	if err != nil || st.Revisions != 2 || st.Keys != 8 || st.People == 0 || st.Schema < 2 || st.File+st.Log == 0 {
		t.Errorf("Stats: %+v, %v", st, err)
	}
}
