package index

import (
	"context"
	"fmt"
	"sync"

	"dateline/corpus"
)

// outlets remembers the names of outlets as of one state of the store.
type outlets struct {
	mu    sync.Mutex
	of    corpus.Seq
	names map[string]string // by value of Sources; "" for none
}

// outletNames returns the names of the outlets that have one. Where several share a name each has its key behind it.
func (x *Index) outletNames(ctx context.Context, v *view, counts []Count) (map[string]string, error) {
	x.outlets.mu.Lock()
	defer x.outlets.mu.Unlock()
	if seq := v.Position().Seq; x.outlets.names == nil || x.outlets.of != seq {
		x.outlets.of, x.outlets.names = seq, map[string]string{}
	}
	var unknown []string
	for _, c := range counts {
		if _, known := x.outlets.names[c.Value]; !known {
			unknown = append(unknown, c.Value)
		}
	}
	if len(unknown) > 0 {
		found, err := x.options.Store.OutletNames(ctx, unknown)
		if err != nil {
			return nil, fmt.Errorf("reading the names of outlets: %w", err)
		}
		for _, key := range unknown {
			x.outlets.names[key] = found[key]
		}
	}
	names := map[string]string{}
	shared := map[string]int{}
	for _, c := range counts {
		names[c.Value] = x.outlets.names[c.Value]
		shared[names[c.Value]]++
	}
	for value, name := range names {
		if shared[name] > 1 && name != "" {
			names[value] = name + " (" + value + ")"
		}
	}
	return names, nil
}
