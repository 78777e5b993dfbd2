package indextest

import (
	"testing"

	"dateline/index"
)

// Run runs the whole suite. open returns a new, empty engine, closed by the test's own cleanup.
func Run(t *testing.T, open func(*testing.T) index.Engine) {
	t.Run("conformance", func(t *testing.T) { Conformance(t, open) })
	t.Run("differential", func(t *testing.T) { Differential(t, open) })
}
