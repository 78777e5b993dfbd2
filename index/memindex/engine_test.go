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
