package memindex_test

import (
	"testing"

	"dateline/index"
	"dateline/index/indextest"
	"dateline/index/memindex"
)

func TestSuite(t *testing.T) {
	t.Parallel()
	indextest.Run(t, func(*testing.T) index.Engine { return memindex.New() })
}

func TestGenerations(t *testing.T) {
	t.Parallel()
	g := &memindex.Generations{}
	indextest.Generations(t, func() index.Generations { return g })
}
