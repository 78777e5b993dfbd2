package index

import (
	"context"
	"strings"
	"sync"
)

// outletGap stands between an outlet and its name in the values of OutletNames.
const outletGap = "\n"

// maxOutletNames is how many names of one outlet are looked at: some write that of a section.
const maxOutletNames = 50

// outlets remembers the names of outlets as of one state of the index.
type outlets struct {
	mu    sync.Mutex
	of    Position
	names map[string]string // by value of Sources; "" for none
}

// outletNames returns the name that most articles of each outlet carry, for those that have one.
func (x *Index) outletNames(ctx context.Context, v *view, counts []Count) (map[string]string, error) {
	x.outlets.mu.Lock()
	defer x.outlets.mu.Unlock()
	if position := v.Position(); x.outlets.names == nil || x.outlets.of != position {
		x.outlets.of, x.outlets.names = position, map[string]string{}
	}
	names := map[string]string{}
	shared := map[string]int{}
	for _, c := range counts {
		name, known := x.outlets.names[c.Value]
		if !known {
			values, err := v.Values(ctx, OutletNames, c.Value+outletGap, maxOutletNames)
			if err != nil {
				return nil, err
			}
			name = commonest(values)
			x.outlets.names[c.Value] = name
		}
		names[c.Value] = name
		shared[name]++
	}
	for value, name := range names {
		if shared[name] > 1 && name != "" {
			names[value] = name + " (" + value + ")"
		}
	}
	return names, nil
}

// commonest returns the name among values of OutletNames that most articles carry.
func commonest(values []Count) string {
	best := Count{}
	for _, c := range values {
		if c.Count > best.Count {
			best = c
		}
	}
	_, name, _ := strings.Cut(best.Value, outletGap)
	return name
}
