package store

import (
	"sync"

	"dateline/corpus/copies"
)

// prints remembers the prints of texts that were used last. A print follows from its hash, so none is ever out of
// date. It is safe for concurrent use.
type prints struct {
	mu         sync.Mutex
	young, old map[int64]*copies.Print
	size       int // of young
}

// mostPrinted bounds how much of young is kept, in sequences of words: 16 MB, and as much for old.
const mostPrinted = 4 << 20

func newPrints() *prints { return &prints{young: map[int64]*copies.Print{}} }

func (p *prints) add(print *copies.Print) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.young[print.Hash] != nil {
		return
	}
	if p.size > mostPrinted {
		p.young, p.old, p.size = map[int64]*copies.Print{}, p.young, 0
	}
	p.young[print.Hash] = print
	p.size += print.Size()
}

func (p *prints) get(hash int64) *copies.Print {
	p.mu.Lock()
	found := p.young[hash]
	if found == nil {
		found = p.old[hash]
	}
	p.mu.Unlock()
	return found
}
