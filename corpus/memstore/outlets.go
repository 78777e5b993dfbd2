package memstore

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"dateline/corpus"
)

// outlets gathers what the articles say of their outlets, and what editors have set.
func (s *Store) outlets() (map[string]*corpus.Outlet, error) {
	type said struct{ name, country, language map[string]int }
	all := map[string]*corpus.Outlet{}
	claims := map[string]said{}
	outlet := func(key string) *corpus.Outlet {
		if all[key] == nil {
			all[key] = &corpus.Outlet{Key: key}
			claims[key] = said{map[string]int{}, map[string]int{}, map[string]int{}}
		}
		return all[key]
	}
	for _, e := range s.all(everything) {
		a, err := e.read(e.revisions[len(e.revisions)-1])
		if err != nil {
			return nil, err
		}
		if key := a.Source.Key(); key != "" {
			outlet(key).Articles++
			claims[key].name[a.Source.Name]++
			claims[key].country[a.Source.Country]++
			claims[key].language[a.Language]++
		}
	}
	for key := range s.edits {
		outlet(key)
	}
	for key, o := range all {
		edit := cmp.Or(s.edits[key], &corpus.OutletEdit{})
		o.Name = corpus.NewStated(edit.Name, listed(claims[key].name))
		o.Country = corpus.NewStated(edit.Country, listed(claims[key].country))
		o.Language = corpus.NewStated(edit.Language, listed(claims[key].language))
	}
	return all, nil
}

func listed(counts map[string]int) []corpus.Claim {
	var claims []corpus.Claim
	for value, n := range counts {
		claims = append(claims, corpus.Claim{Value: value, Articles: n})
	}
	return claims
}

// Outlets returns outlets, those with most articles first.
func (s *Store) Outlets(ctx context.Context, contains string, limit int) ([]corpus.Outlet, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	all, err := s.outlets()
	if err != nil {
		return nil, err
	}
	var found []corpus.Outlet
	for _, o := range all {
		if o.Contains(valid(contains)) {
			found = append(found, *o)
		}
	}
	slices.SortFunc(found, func(a, b corpus.Outlet) int {
		return cmp.Or(cmp.Compare(b.Articles, a.Articles), cmp.Compare(a.Key, b.Key))
	})
	return found[:min(max(limit, 0), len(found))], ctx.Err()
}

// Outlet returns one outlet.
func (s *Store) Outlet(ctx context.Context, key string) (corpus.Outlet, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	all, err := s.outlets()
	if err != nil {
		return corpus.Outlet{}, err
	}
	o := all[valid(strings.ToLower(key))]
	if o == nil {
		return corpus.Outlet{}, corpus.Errorf(corpus.NotFound, "no article is of %q, and nothing is set of it", key)
	}
	return *o, ctx.Err()
}

// OutletNames returns the names of outlets.
func (s *Store) OutletNames(ctx context.Context, keys []string) (map[string]string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	all, err := s.outlets()
	if err != nil {
		return nil, err
	}
	maps.DeleteFunc(all, func(key string, o *corpus.Outlet) bool { return o.Name.Value == "" || !slices.Contains(keys, key) })
	names := map[string]string{}
	for key, o := range all {
		names[key] = o.Name.Value
	}
	return names, ctx.Err()
}

// EditOutlet sets properties of an outlet.
func (s *Store) EditOutlet(ctx context.Context, e corpus.OutletEdit) (int, error) {
	e.Key = valid(strings.ToLower(strings.TrimSpace(e.Key)))
	if e.Key == "" {
		return 0, corpus.Errorf(corpus.Invalid, "there is no outlet to set anything of")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	for _, p := range []**string{&e.Name, &e.Country, &e.Language} {
		if *p != nil {
			v := valid(**p)
			*p = &v
		}
	}
	was := s.edits[e.Key]
	is := was.Join(e)
	if s.edits[e.Key] = is; is == nil {
		delete(s.edits, e.Key)
	}
	changed := 0
	for _, entry := range s.all(everything) {
		a, err := entry.read(entry.revisions[len(entry.revisions)-1])
		if err != nil {
			return 0, err
		}
		if a.Source.Key() == e.Key && a.Source.Edited(was) != a.Source.Edited(is) {
			s.changed(entry, corpus.ChangeResolved)
			changed++
		}
	}
	s.settle()
	return changed, nil
}
