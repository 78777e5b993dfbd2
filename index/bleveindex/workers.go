package bleveindex

import (
	"sync"

	"github.com/blevesearch/bleve/v2/index/scorch"
)

// asyncErrors is the name under which scorch finds our callback for errors of its
// background workers. Scorch takes callbacks by name from a map of its own, common to the process:
// this is the one place that touches it, once, and finds the engine by its folder.
const asyncErrors = "dateline"

type registry struct {
	once    sync.Once
	mu      sync.Mutex
	engines map[string]*Engine
}

var workers registry

func (r *registry) add(e *Engine) {
	r.once.Do(func() { scorch.RegistryAsyncErrorCallbacks[asyncErrors] = r.report })
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.engines == nil {
		r.engines = map[string]*Engine{}
	}
	r.engines[e.dir] = e
}

func (r *registry) remove(e *Engine) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.engines[e.dir] == e {
		delete(r.engines, e.dir)
	}
}

// report is called by a worker of scorch, also while its engine is locked to close it.
func (r *registry) report(err error, dir string) {
	r.mu.Lock()
	e := r.engines[dir]
	r.mu.Unlock()
	if e != nil {
		e.failure.note(err)
	}
}
