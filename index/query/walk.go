package query

import "slices"

// children returns the nodes right below n.
func children(n Node) []Node {
	switch n := n.(type) {
	case And:
		return n.Nodes
	case Or:
		return n.Nodes
	case AtLeast:
		return n.Nodes
	case Not:
		return []Node{n.Node}
	}
	return nil
}

// Walk calls visit for n and the nodes below it, parents first. Below a node for
// which visit returns false it does not go.
func Walk(n Node, visit func(Node) bool) {
	if !visit(n) {
		return
	}
	for _, c := range children(n) {
		Walk(c, visit)
	}
}

// Map returns a tree in which each node, the innermost first, is what change returns
// for it; nil leaves it out. Emptied groups go too; what is left of nothing is nil. n is not altered.
func Map(n Node, change func(Node) Node) Node {
	switch g := n.(type) {
	case And:
		n = group(mapAll(g.Nodes, change), func(ns []Node) Node { return And{ns} })
	case Or:
		n = group(mapAll(g.Nodes, change), func(ns []Node) Node { return Or{ns} })
	case AtLeast:
		nodes := mapAll(g.Nodes, change)
		n = group(nodes, func(ns []Node) Node { return AtLeast{min(g.N, len(ns)), ns} })
	case Not:
		n = Map(g.Node, change)
		if n != nil {
			n = Not{n}
		}
	}
	if n == nil {
		return nil
	}
	return change(n)
}

func mapAll(nodes []Node, change func(Node) Node) []Node {
	var kept []Node
	for _, n := range nodes {
		if n = Map(n, change); n != nil {
			kept = append(kept, n)
		}
	}
	return kept
}

// terms returns the parts of a query that all must match.
func terms(root Node) []Node {
	switch n := root.(type) {
	case nil, All:
		return nil
	case And:
		return n.Nodes
	}
	return []Node{root}
}

// Words returns the plain words of a query in order: those that stand at its top, in no field,
// phrase or negation. They are what relaxation may do without; all else stays.
func Words(root Node) []Word {
	var words []Word
	for _, n := range terms(root) {
		if w, ok := n.(Word); ok && w.Field == AnyText {
			words = append(words, w)
		}
	}
	return words
}

// Chip is a part of a query that a reader can take away.
type Chip struct {
	Node  Node
	Label string // the part's own text
	Text  string // the query without the part
}

// Chips returns the parts of a query that all must match, in order.
func Chips(root Node) []Chip {
	parts := terms(root)
	chips := make([]Chip, len(parts))
	for i, n := range parts {
		rest := slices.Delete(slices.Clone(parts), i, i+1)
		var without Node = All{}
		if len(rest) > 0 {
			without = group(rest, func(ns []Node) Node { return And{ns} })
		}
		chips[i] = Chip{Node: n, Label: String(n), Text: String(without)}
	}
	return chips
}
