package memstore_test

import (
	"testing"

	"dateline/corpus"
	"dateline/corpus/memstore"
	"dateline/corpus/storetest"
)

func TestStore(t *testing.T) {
	t.Parallel()
	storetest.Run(t, func(*testing.T) corpus.Store { return memstore.New() })
}
