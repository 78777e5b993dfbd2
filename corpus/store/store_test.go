package store_test

import (
	"log/slog"
	"path/filepath"
	"testing"

	"dateline/corpus"
	"dateline/corpus/store"
	"dateline/corpus/storetest"
)

func TestStore(t *testing.T) {
	t.Parallel()
	storetest.Run(t, func(t *testing.T) corpus.Store { return open(t, filepath.Join(t.TempDir(), "store.db")) })
}

// open opens the store at path, or fails the test.
func open(t testing.TB, path string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), path, store.Options{Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}
