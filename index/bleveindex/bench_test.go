package bleveindex_test

import (
	"testing"

	"dateline/index"
	"dateline/index/bleveindex"
	"dateline/index/indextest"
)

func BenchmarkEngine(b *testing.B) {
	indextest.Benchmarks(b, func(tb testing.TB) index.Engine {
		e, _, err := bleveindex.NewGenerations(tb.TempDir(), bleveindex.Options{}).Create(tb.Context())
		if err != nil {
			tb.Fatal(err)
		}
		tb.Cleanup(func() { e.Close() })
		return e
	})
}
