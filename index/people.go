package index

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"dateline/corpus"
	"dateline/index/query"
)

// Articles are indexed under the ids that people have now. An id that a person had before a merge, in a query
// or an address, is sought as the id of today; and a full name as the person it is a form of too, so that
// person:"Bob Smith" finds Robert Smith once these are one.

// currentPeople replaces the people that a request names by who they are now. What the request asks for stays the same to cursors.
func (x *Index) currentPeople(ctx context.Context, p *plan) error {
	ids := p.peopleNamed(x.options.Lexicon)
	if len(ids) == 0 {
		return nil
	}
	current, err := x.options.Store.CurrentPeople(ctx, ids)
	if err != nil {
		return fmt.Errorf("people of the query: %w", err)
	}
	if p.cursorOf == "" {
		p.cursorOf = p.asked()
	}
	for i, n := range p.hard {
		p.hard[i] = query.Map(n, func(n query.Node) query.Node { return currentPerson(n, x.options.Lexicon, current) })
	}
	for i, s := range p.search.Selections {
		if s.Facet == People {
			p.search.Selections[i].Include, p.search.Selections[i].Exclude = currentIDs(s.Include, current), currentIDs(s.Exclude, current)
		}
	}
	return nil
}

// peopleNamed returns the ids that a search names, and the forms of full names in it.
func (p *plan) peopleNamed(names Lexicon) []corpus.PersonID {
	var ids []corpus.PersonID
	for _, n := range p.hard {
		query.Walk(n, func(n query.Node) bool {
			if id := personNamed(n, names); id != "" {
				ids = append(ids, id)
			}
			return true
		})
	}
	for _, s := range p.search.Selections {
		if s.Facet == People {
			for _, id := range slices.Concat(s.Include, s.Exclude) {
				ids = append(ids, corpus.PersonID(id))
			}
		}
	}
	return ids
}

// personNamed returns the id of a part of a query, or the form of its full name; "" if it has none.
func personNamed(n query.Node, names Lexicon) corpus.PersonID {
	switch n := n.(type) {
	case query.Keyword:
		if n.Field == query.PersonID {
			return corpus.PersonID(n.Value)
		}
	case query.Phrase:
		if n.Field == query.Person && len(strings.Fields(n.Text)) > 1 {
			return corpus.PersonID(names.PersonID(n.Text))
		}
	}
	return ""
}

func currentPerson(n query.Node, names Lexicon, current map[corpus.PersonID]corpus.PersonID) query.Node {
	id, known := current[personNamed(n, names)]
	if !known {
		return n
	}
	switch n := n.(type) {
	case query.Keyword:
		n.Value = string(id)
		return n
	case query.Phrase:
		return query.Or{Nodes: []query.Node{n, query.Keyword{Field: query.PersonID, Value: string(id), Pos: n.Pos}}}
	}
	return n
}

func currentIDs(ids []string, current map[corpus.PersonID]corpus.PersonID) []string {
	var out []string
	for _, id := range ids {
		if now, known := current[corpus.PersonID(id)]; known {
			id = string(now)
		}
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}
