package bleveindex_test

import (
	"testing"

	"dateline/index"
	"dateline/index/bleveindex"
	"dateline/index/indextest"
)

func open(t *testing.T) index.Engine {
	t.Helper()
	e, _, err := bleveindex.NewGenerations(t.TempDir(), bleveindex.Options{}).Create(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}

func TestSuite(t *testing.T) {
	t.Parallel()
	indextest.Run(t, open)
}
